// SPDX-License-Identifier: MIT
#include "ui/session/label_survey.h"

#include <cmath>
#include <new>
#include <utility>

#include <QCoreApplication>
#include <QThread>

namespace frisket::session {

namespace {
using measure::FlatElements;
using measure::LabelCensus;

/// Elements between two looks at whether to stop: less than 10 ms of the slowest count.
constexpr std::int64_t kPiece = std::int64_t{1} << 18U;

LabelSurvey::Found answerOf(const LabelCensus& census, array::DType dtype) {
    LabelSurvey::Found found;
    found.isThere = true;
    found.hasLabels = !array::isFloat(dtype);
    LabelCensus::Answer answer = census.answer(LabelSurvey::kMostLabels);
    found.labels = std::move(answer.labels);
    found.isComplete = answer.isComplete;
    return found;
}

LabelSurvey::Found sampled(const FlatElements& elements) {
    LabelCensus census(elements.dtype);
    if (array::isFloat(elements.dtype)) {
        return answerOf(census, elements.dtype);
    }
    // Labels of more than two bytes are counted by a hash map, which takes several times as long.
    const bool wide = array::itemSize(elements.dtype) > 2;
    const measure::Sample sample =
        measure::sample(elements, wide ? LabelSurvey::kSample / 8 : LabelSurvey::kSample);
    census.add(sample.bytes.data(), sample.count);
    LabelSurvey::Found found = answerOf(census, elements.dtype);
    found.isSampled = !sample.isWhole;
    found.isComplete = found.isComplete && sample.isWhole;
    if (found.isSampled) {
        const double scale =
            static_cast<double>(elements.count) / static_cast<double>(sample.count);
        for (measure::LabelShare& share : found.labels) {
            share.count = std::llround(static_cast<double>(share.count) * scale);
        }
    }
    return found;
}
}  // namespace

/// What the counting thread works on; nothing of it is shared but the two atomics.
struct LabelSurvey::Job {
    State state;
    std::optional<array::BandedArray> destination;
    std::optional<array::NdArray> source;
    Found foundDestination;
    Found foundSource;
    bool isDone = false;
    bool ranOutOfMemory = false;
    std::int64_t total = 0;
    std::atomic<std::int64_t> counted{0};
    std::atomic<bool> stop{false};
    std::unique_ptr<QThread> thread;

    bool count(const FlatElements& elements, Found& found) {
        LabelCensus census(elements.dtype);
        if (array::isFloat(elements.dtype)) {
            found = answerOf(census, elements.dtype);
            return true;
        }
        std::vector<std::byte> piece(
            static_cast<std::size_t>(kPiece * array::itemSize(elements.dtype)));
        for (std::int64_t first = 0; first < elements.count; first += kPiece) {
            if (stop) {
                return false;
            }
            const std::int64_t length = std::min(kPiece, elements.count - first);
            elements.gather(first, length, piece.data());
            census.add(piece.data(), length);
            counted += length;
        }
        found = answerOf(census, elements.dtype);
        return true;
    }

    void run() {
        try {
            isDone =
                (!destination || count(measure::flatElements(*destination), foundDestination)) &&
                (!source || count(measure::flatElements(source->view()), foundSource));
        } catch (const std::bad_alloc&) {
            ranOutOfMemory = true;
        }
    }
};

LabelSurvey::LabelSurvey(Document& document, QObject* parent)
    : QObject(parent), m_document(document) {
    connect(&document, &Document::layersChanged, this, [this] { ++m_sourceVersion; });
}

LabelSurvey::~LabelSurvey() { stopJob(); }

LabelSurvey::State LabelSurvey::state() const {
    return {m_document.destinationVersion(), m_sourceVersion};
}

bool LabelSurvey::isCurrent() const { return m_seen == state(); }

void LabelSurvey::sample() {
    if (isCurrent()) {
        return;
    }
    m_seen = state();
    const array::BandedArray* destination = m_document.destination();
    const array::NdArray* source = m_document.source();
    m_destination = destination != nullptr ? sampled(measure::flatElements(*destination)) : Found{};
    m_source = source != nullptr ? sampled(measure::flatElements(source->view())) : Found{};
    emit changed();
}

void LabelSurvey::countAll() {
    stopJob();
    auto snapshot = m_document.destinationSnapshot();
    if (!snapshot && m_document.destination() != nullptr) {
        emit countEnded(tr("The destination is being changed."));
        return;
    }
    m_job = std::make_unique<Job>();
    m_job->state = state();
    m_job->destination = std::move(snapshot);
    if (const array::NdArray* source = m_document.source(); source != nullptr) {
        m_job->source = *source;
    }
    m_job->total = (m_job->destination ? m_job->destination->count() : 0) +
                   (m_job->source ? m_job->source->view().layout.count() : 0);
    m_job->thread.reset(QThread::create([job = m_job.get()] { job->run(); }));
    connect(m_job->thread.get(), &QThread::finished, this, &LabelSurvey::jobEnded);
    m_job->thread->start(QThread::LowPriority);
}

void LabelSurvey::cancel() {
    if (m_job) {
        m_job->stop = true;
    }
}

double LabelSurvey::progress() const {
    return m_job && m_job->total > 0
               ? static_cast<double>(m_job->counted) / static_cast<double>(m_job->total)
               : 0;
}

void LabelSurvey::jobEnded() {
    if (!m_job || sender() != m_job->thread.get()) {
        return;
    }
    m_job->thread->wait();
    const std::unique_ptr<Job> job = std::move(m_job);
    const bool isOurs = job->isDone && job->state == state();
    if (isOurs) {
        m_seen = job->state;
        m_destination = std::move(job->foundDestination);
        m_source = std::move(job->foundSource);
        emit changed();
    }
    emit countEnded(job->ranOutOfMemory ? tr("There is not enough memory to count.") : QString());
    // Its own thread object must not go inside its own signal.
    job->thread.release()->deleteLater();
}

void LabelSurvey::stopJob() {
    if (m_job) {
        m_job->thread->disconnect(this);
        m_job->stop = true;
        m_job->thread->wait();
        m_job.reset();
    }
}

}  // namespace frisket::session
