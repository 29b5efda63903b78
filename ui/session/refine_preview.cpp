// SPDX-License-Identifier: MIT
#include "ui/session/refine_preview.h"

#include <algorithm>
#include <array>
#include <new>
#include <span>
#include <utility>

#include <QThread>

#include "ui/session/core_text.h"

namespace frisket::session {

namespace {
constexpr int kRestMs = 40;
/// Words that are copied between two other events: a millisecond's.
constexpr std::int64_t kWordsAtATime = std::int64_t{1} << 18;
}  // namespace

struct RefinePreview::Job {
    std::shared_ptr<const condition::BitRegion> bits;
    base::Rect plane;
    Asked asked;
    int threads = 1;
    base::Progress progress;
    std::optional<base::Result<refine::Change>> outcome;
    std::unique_ptr<QThread> thread;

    void run() {
        try {
            base::ThreadPool pool(threads);
            outcome = refine::refine(*bits, plane, asked.refinement, asked.scope, &progress, &pool);
        } catch (const std::bad_alloc&) {
            outcome = base::Result<refine::Change>(base::fail(
                base::ErrorCode::OutOfMemory,
                tr("There is not enough memory to refine the condition.").toStdString()));
        }
    }
};

RefinePreview::RefinePreview(Document& document, QObject* parent)
    : QObject(parent), m_document(document) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    m_copying.setSingleShot(true);
    m_copying.setInterval(0);
    connect(&m_rest, &QTimer::timeout, this, &RefinePreview::restart);
    connect(&m_copying, &QTimer::timeout, this, &RefinePreview::copySome);
    connect(&document, &Document::pixelsChanged, this, &RefinePreview::forget);
    connect(&document, &Document::planeChanged, this, &RefinePreview::forget);
    connect(&document, &Document::layersChanged, this, &RefinePreview::forget);
    connect(&document, &Document::historyChanged, this, [this] {
        if (m_commit) {
            carryOut();  // a stroke may have stood in the way
        }
    });
}

RefinePreview::~RefinePreview() {
    if (m_job) {
        m_job->thread->disconnect(this);
        m_job->progress.cancel();
        m_job->thread->wait();
    }
}

void RefinePreview::show(const refine::Refinement& refinement, const refine::Scope& scope) {
    m_asked = Asked{refinement, scope};
    m_commit.reset();
    m_change.reset();
    m_problem.clear();
    restart();
    emit changed();
}

void RefinePreview::stop() {
    m_asked.reset();
    m_commit.reset();
    m_change.reset();
    m_problem.clear();
    m_bits.reset();
    m_rest.stop();
    m_copying.stop();
    if (m_job) {
        m_job->progress.cancel();
    }
    emit changed();
}

/// The condition is another one, or may be.
void RefinePreview::forget() {
    if (!m_asked) {
        return;
    }
    m_bits.reset();
    m_copying.stop();
    if (m_job) {
        m_job->progress.cancel();
    }
    m_rest.start();
    if (m_change || !m_problem.isEmpty()) {
        m_change.reset();
        m_problem.clear();
        emit changed();
    }
}

void RefinePreview::restart() {
    if (!m_asked) {
        return;
    }
    if (m_document.inStroke() || m_document.busy()) {
        m_rest.start();
        return;
    }
    if (!m_document.canPaint()) {
        return;
    }
    if (!m_bits) {
        try {
            m_bits = std::make_shared<condition::BitRegion>(m_document.planeRect());
        } catch (const std::bad_alloc&) {
            m_problem = tr("There is not enough memory to refine the condition.");
            emit changed();
            return;
        }
        m_copied = 0;
    }
    copySome();
}

void RefinePreview::copySome() {
    if (m_document.inStroke() || m_document.busy()) {
        forget();
        return;
    }
    const condition::ConditionMask& mask = *m_document.condition();
    const condition::Plane plane = m_document.conditionPlane();
    const std::int64_t rows =
        std::max<std::int64_t>(1, kWordsAtATime / std::max<std::int64_t>(1, m_bits->wordsPerRow()));
    const std::int64_t end = std::min(plane.height, m_copied + rows);
    for (; m_copied < end; ++m_copied) {
        mask.gather(plane.origin + m_copied * plane.strideY, plane.strideX, plane.width,
                    m_bits->row(m_copied));
    }
    if (m_copied < plane.height) {
        m_copying.start();
    } else {
        start();
    }
}

void RefinePreview::start() {
    if (m_job) {
        m_again = true;
        m_job->progress.cancel();
        return;
    }
    m_job = std::make_unique<Job>();
    m_job->bits = m_bits;
    m_job->plane = m_document.planeRect();
    m_job->asked = *m_asked;
    m_job->threads = m_document.pool().threads();
    m_job->thread.reset(QThread::create([job = m_job.get()] { job->run(); }));
    connect(m_job->thread.get(), &QThread::finished, this, &RefinePreview::ended);
    m_job->thread->start(QThread::LowPriority);
}

void RefinePreview::ended() {
    m_job->thread->wait();
    const std::unique_ptr<Job> job = std::move(m_job);
    const bool isCurrent = m_asked && m_bits == job->bits && !m_again && !job->progress.cancelled();
    if (isCurrent && job->outcome->has_value()) {
        m_change = **std::move(job->outcome);
        emit changed();
        if (m_commit) {
            carryOut();
        }
    } else if (isCurrent) {
        m_problem = fromCore(job->outcome->error().text());
        m_commit.reset();
        emit changed();
    }
    if (std::exchange(m_again, false) && m_asked && m_bits) {
        start();
    }
    // Its own thread object must not go inside its own signal.
    job->thread.release()->deleteLater();
}

void RefinePreview::commit(const QString& name) {
    m_commit = name;
    carryOut();
}

void RefinePreview::carryOut() {
    if (!m_change || !m_document.canPaint() || m_document.inStroke()) {
        return;  // when it is known and nothing stands in the way
    }
    const QString name = *std::exchange(m_commit, std::nullopt);
    const refine::Change change = *std::exchange(m_change, std::nullopt);
    m_document.beginStroke();
    m_document.extendStroke(change.added, true);
    if (m_document.inStroke()) {
        m_document.extendStroke(change.removed, false);
    }
    if (m_document.inStroke()) {
        m_document.commitStroke(name);
    }
    forget();
    emit changed();
    emit committed();
}

}  // namespace frisket::session
