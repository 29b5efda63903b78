// SPDX-License-Identifier: MIT
#include "ui/session/jobs.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>
#include <utility>

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QThread>

namespace frisket::session {

/// One thread and what it shares with the GUI thread, which may be gone from it already.
struct Jobs::Thread {
    Work work;
    std::shared_ptr<base::Progress> progress;
    QAbstractEventDispatcher* waiting = nullptr;  ///< outlives the thread
    base::Status status;
    base::Error noMemory;  ///< made beforehand: then there is none for the words
    std::thread thread;

    std::mutex mutex;
    std::condition_variable condition;
    bool ended = false;

    void run() {
        try {
            status = work(*progress);
        } catch (const std::bad_alloc&) {
            status = tl::unexpected<base::Error>(std::move(noMemory));
        }
        work = {};  // what it holds may be large
        {
            const std::lock_guard lock(mutex);
            ended = true;
        }
        condition.notify_all();
        if (waiting != nullptr) {
            waiting->wakeUp();
        }
    }
    bool hasEnded() {
        const std::lock_guard lock(mutex);
        return ended;
    }
    bool waitFor(qint64 milliseconds) {
        std::unique_lock lock(mutex);
        return condition.wait_for(lock,
                                  std::chrono::milliseconds(std::max<qint64>(milliseconds, 0)),
                                  [this] { return ended; });
    }
};

Jobs::Busy::Busy(Jobs& jobs, const QString& words) : m_jobs(jobs) { m_jobs.begin(words); }

Jobs::Busy::~Busy() { m_jobs.end(); }

Jobs::Jobs(QObject* parent) : QObject(parent) {}

Jobs::~Jobs() {
    for (const auto& thread : m_threads) {
        thread->progress->cancel();
    }
    joinAll();
}

void Jobs::begin(const QString& words) {
    if (m_depth++ > 0) {
        return;
    }
    m_words = words;
    m_progress = m_makeProgress ? m_makeProgress() : std::make_shared<base::Progress>();
    m_clock.start();
    m_lastTurn = 0;
    m_shownFraction = 0;
    m_timeLeft = {};
}

void Jobs::end() {
    if (--m_depth > 0) {
        return;
    }
    m_progress.reset();
    if (std::exchange(m_announced, false)) {
        emit busyChanged(false);
    }
}

bool Jobs::cancel() { return m_progress && m_progress->cancel(); }

void Jobs::turn(bool wait) {
    if (!std::exchange(m_announced, true)) {
        emit busyChanged(true);
    }
    QCoreApplication::processEvents(wait ? QEventLoop::WaitForMoreEvents : QEventLoop::AllEvents);
    m_lastTurn = m_clock.elapsed();
}

bool Jobs::breathe() {
    const qint64 now = m_clock.elapsed();
    if (now >= kQuietMs && now - m_lastTurn >= kSliceMs) {
        turn(false);
    }
    return !m_progress->cancelled();
}

base::Status Jobs::inBackground(OnCancel onCancel, Work work) {
    const auto thread = std::make_shared<Thread>();
    thread->noMemory = {
        base::ErrorCode::OutOfMemory,
        QCoreApplication::translate("Jobs", "There is not enough memory.").toStdString(),
        QCoreApplication::translate("Jobs", "Close other programs and try again.").toStdString()};
    thread->work = std::move(work);
    thread->progress = m_progress;
    thread->waiting = this->thread()->eventDispatcher();
    start(thread);
    bool ended = thread->waitFor(kQuietMs - m_clock.elapsed());
    for (; !ended; ended = thread->hasEnded()) {
        if (onCancel == OnCancel::Leave && m_progress->cancelled()) {
            return base::cancelledError();
        }
        turn(true);
    }
    joinEnded();
    return thread->status;
}

void Jobs::start(const std::shared_ptr<Thread>& thread) {
    joinEnded();
    m_threads.push_back(thread);
    try {
        thread->thread = std::thread([thread] { thread->run(); });
    } catch (const std::system_error&) {
        thread->run();  // no more threads to be had
    }
}

void Jobs::release(std::shared_ptr<void> thing) {
    try {
        const auto thread = std::make_shared<Thread>();
        thread->progress = std::make_shared<base::Progress>();
        thread->work = [held = std::move(thing)](base::Progress&) { return base::Status(); };
        start(thread);
    } catch (const std::bad_alloc&) {
        // Then it is freed here and now.
    }
}

void Jobs::joinEnded() {
    const auto gone = std::stable_partition(m_threads.begin(), m_threads.end(),
                                            [](const auto& each) { return !each->hasEnded(); });
    std::for_each(gone, m_threads.end(), [](const auto& each) {
        if (each->thread.joinable()) {
            each->thread.join();
        }
    });
    m_threads.erase(gone, m_threads.end());
}

void Jobs::joinAll() {
    for (const auto& each : m_threads) {
        if (each->thread.joinable()) {
            each->thread.join();
        }
    }
    m_threads.clear();
}

Jobs::State Jobs::state() {
    if (!m_progress) {
        return {};
    }
    const std::int64_t total = m_progress->total();
    if (total > 0) {
        const double part = static_cast<double>(m_progress->done()) / static_cast<double>(total);
        m_shownFraction = std::clamp(part, m_shownFraction, 1.0);
    }
    m_timeLeft.add(static_cast<double>(m_clock.elapsed()) / 1000, m_shownFraction);
    return {m_words, m_shownFraction, m_timeLeft.seconds()};
}

}  // namespace frisket::session
