// SPDX-License-Identifier: MIT
#include "ui/session/latest_task.h"

#include <new>
#include <system_error>
#include <utility>

namespace frisket::session {

namespace {
base::Error noMemory() {
    return {base::ErrorCode::OutOfMemory,
            LatestTask::tr("There is not enough memory.").toStdString(),
            LatestTask::tr("Close other programs and try again.").toStdString()};
}
}  // namespace

LatestTask::~LatestTask() {
    cancel();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

void LatestTask::start(Work work, Done done) {
    cancel();
    if (m_run) {
        m_next = Piece{std::move(work), std::move(done)};
    } else {
        begin({std::move(work), std::move(done)});
    }
}

void LatestTask::cancel() {
    if (m_run) {
        m_run->progress.cancel();
    }
    m_current.reset();
    m_next.reset();
}

void LatestTask::begin(Piece piece) {
    m_run = std::make_shared<Run>();
    m_current = std::move(piece.done);
    auto run = [this, shared = m_run, work = std::move(piece.work), error = noMemory()]() mutable {
        try {
            shared->status = work(shared->progress);
        } catch (const std::bad_alloc&) {
            shared->status = tl::unexpected<base::Error>(std::move(error));
        }
        work = {};  // what it holds may be large
        // This waits for the thread before it goes, and its events go with it.
        QMetaObject::invokeMethod(this, &LatestTask::ended, Qt::QueuedConnection);
    };
    // Copied, for a thread that can't be had: then the work is done here.
    try {
        m_thread = std::thread(run);
    } catch (const std::system_error&) {
        run();
    }
}

void LatestTask::ended() {
    if (m_thread.joinable()) {
        m_thread.join();
    }
    const std::shared_ptr<Run> run = std::exchange(m_run, nullptr);
    const std::optional<Done> done = std::exchange(m_current, std::nullopt);
    if (m_next) {
        begin(*std::exchange(m_next, std::nullopt));
    } else if (done) {
        (*done)(run->status);
    }
}

}  // namespace frisket::session
