// SPDX-License-Identifier: MIT
#include "ui/session/change_survey.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>

#include "ui/session/change_count.h"

namespace frisket::session {

namespace {
constexpr std::chrono::microseconds kSlice{1000};
/// In mid-stroke, whose next event may be waiting.
constexpr std::chrono::microseconds kShortSlice{300};
/// More than so many words are not counted at once before a stroke begins.
constexpr std::int64_t kAtOnce = std::int64_t{1} << 14U;
}  // namespace

/// Without a plan nothing else matters.
struct ChangeSurvey::State {
    bool hasPlan = false;
    std::uint64_t destination = 0;
    std::uint64_t layers = 0;
    ShownPlane plane;
    assign::Mode mode = assign::Mode::Where;
    assign::Casting casting = assign::Casting::Exact;
    assign::Addressing addressing = assign::Addressing::Aligned;
    const std::byte* data = nullptr;
    array::Layout source;
    array::Layout condition;
    std::optional<array::Layout> reference;
    std::array<std::byte, 8> value{};

    bool operator==(const State&) const = default;
    /// Whether at most the destination's values are others.
    [[nodiscard]] bool isOfSame(State other) const {
        other.destination = destination;
        return *this == other;
    }
};

ChangeSurvey::ChangeSurvey(Document& document, int rest, QObject* parent)
    : QObject(parent), m_document(document), m_restMilliseconds(rest) {
    m_rest.setSingleShot(true);
    m_more.setSingleShot(true);
    m_more.setInterval(0);
    connect(&m_rest, &QTimer::timeout, this, &ChangeSurvey::begin);
    connect(&m_more, &QTimer::timeout, this, &ChangeSurvey::countSome);
    connect(&document, &Document::layersChanged, this, [this] {
        ++m_layers;
        dropStale();
        look();
    });
    connect(&document, &Document::planeChanged, this, [this] {
        dropStale();
        look();
    });
    for (const auto signal : {&Document::planChanged, &Document::historyChanged}) {
        connect(&document, signal, this, &ChangeSurvey::look);
    }
    connect(&document, &Document::pixelsChanged, this, &ChangeSurvey::follow);
    connect(&document.jobs(), &Jobs::busyChanged, this, &ChangeSurvey::look);
}

ChangeSurvey::~ChangeSurvey() {
    m_marked.reset();  // nobody is to look at what goes
    drop();
}

ChangeSurvey::State ChangeSurvey::state() const {
    State state;
    state.destination = m_document.destinationVersion();
    state.layers = m_layers;
    const assign::AssignPlan* plan = m_document.plan();
    if (plan == nullptr) {
        return state;
    }
    state.hasPlan = true;
    state.plane = m_document.shownPlane();
    state.plane.active = -1;  // which one is stepped along changes nothing
    state.mode = plan->mode();
    state.casting = plan->casting();
    state.addressing = plan->addressing();
    state.source = plan->source();
    state.condition = plan->condition();
    state.reference = m_document.broadcastLayout(LayerId::Source);
    if (plan->value()) {
        state.value = plan->value()->bytes;
    }
    if (m_document.source() != nullptr) {
        state.data = m_document.source()->view().data;
    }
    return state;
}

void ChangeSurvey::setWanted(bool wanted) {
    if (m_wanted == wanted) {
        return;
    }
    m_wanted = wanted;
    drop();
    if (wanted) {
        beginLater(0);
    }
}

void ChangeSurvey::setScored(bool scored) {
    if (m_scored == scored) {
        return;
    }
    m_scored = scored;
    if (scored && !(m_count && m_count->isScored())) {
        beginLater(0);
    }
}

/// What was counted waits for edits to rest, but is of something else by now.
void ChangeSurvey::dropStale() {
    if (m_wanted && m_stale && m_counted && !m_counted->isOfSame(state())) {
        drop();
        beginLater(0);
    }
}

void ChangeSurvey::drop() {
    m_rest.stop();
    m_more.stop();
    m_stale = true;
    m_counted.reset();
    m_problem.clear();
    if (m_count) {
        const std::int64_t bytes = m_count->bytes();
        m_document.jobs().letGo(std::move(*m_count), bytes);
        m_count.reset();
        if (m_marked) {
            emit marksChanged(m_document.planeRect());
        }
    }
}

void ChangeSurvey::setMarked(const std::optional<Pair>& pair) {
    if (pair == m_marked) {
        return;
    }
    m_marked = pair;
    if (m_count && !m_stale) {
        try {
            m_marked
                ? m_count->mark(m_document.dtype(LayerId::Destination), pair->before, pair->after)
                : m_count->unmark();
        } catch (const std::bad_alloc&) {
            m_marked.reset();
            m_count->unmark();
        }
        m_more.start();
    }
    emit marksChanged(m_document.planeRect());
    emit changed();
}

const condition::BitRegion* ChangeSurvey::marks() const {
    return m_marked && m_count && !m_stale ? m_count->marks() : nullptr;
}

/// Edits of the condition; whatever else changes comes with another state.
void ChangeSurvey::follow(const base::Area& area) {
    if (!m_wanted) {
        return;
    }
    if (m_stale || !m_counted || *m_counted != state()) {
        look();
        if (m_rest.isActive()) {
            m_rest.start();  // it does not rest
        }
        return;
    }
    if (!m_count) {
        return;
    }
    if (m_counted->addressing != assign::Addressing::Aligned) {
        beginLater(m_restMilliseconds);
        return;
    }
    m_count->touch(area);
    m_more.start();
}

/// Something else may have changed.
void ChangeSurvey::look() {
    if (!m_wanted || m_stale) {
        return;
    }
    const State now = state();
    if (!m_counted || now != *m_counted) {
        // Another plane, mode or file is looked at at once; values that were painted when they
        // rest, since they may go on.
        const bool painted = m_counted && now.hasPlan && m_counted->isOfSame(now);
        if (!painted) {
            drop();  // it is of something else
        }
        beginLater(painted ? m_restMilliseconds : 0);
        return;
    }
    if (m_count && m_document.paintsDestination() && m_count->hasWork(ChangeCount::Look::Flips)) {
        // A stroke begins that paints the destination. What was flipped before it is counted
        // before, by the values that are there now.
        if (m_count->pendingWords() > kAtOnce) {
            beginLater(0);
            return;
        }
        while (m_count && m_count->hasWork(ChangeCount::Look::Flips)) {
            advance();
        }
    }
    m_more.start();
}

void ChangeSurvey::beginLater(int milliseconds) {
    if (!m_wanted) {
        return;
    }
    m_stale = true;
    m_more.stop();
    m_rest.start(milliseconds);
    if (m_marked) {
        emit marksChanged(m_document.planeRect());
    }
    emit changed();
}

void ChangeSurvey::begin() {
    if (m_document.busy() || m_document.inStroke()) {
        m_rest.start(m_restMilliseconds);
        return;
    }
    drop();
    m_stale = false;
    m_counted = std::make_unique<State>(state());
    try {
        if (const auto reader = ChangeReader::of(m_document)) {
            m_count = std::make_unique<ChangeCount>(*reader, m_scored && scoreProblem().isEmpty(),
                                                    m_document.pool().threads());
            if (m_marked) {
                m_count->mark(reader->dtype(), m_marked->before, m_marked->after);
                emit marksChanged(m_document.planeRect());
            }
            m_more.start();
        }
    } catch (const std::bad_alloc&) {
        giveUp();
    }
    emit changed();
}

void ChangeSurvey::giveUp() {
    m_count.reset();
    m_problem = tr("There is not enough memory to count.");
    emit marksChanged(m_document.planeRect());
}

void ChangeSurvey::countSome() {
    if (!m_count || m_stale || m_document.busy()) {
        return;  // what ends that asks again
    }
    if (*m_counted != state()) {
        look();
        return;
    }
    const auto look =
        m_document.paintsDestination() ? ChangeCount::Look::Flips : ChangeCount::Look::Everything;
    if (m_count->hasWork(look)) {
        advance();
        m_more.start();
    }
}

/// Counts for a millisecond at most, and less in mid-stroke.
void ChangeSurvey::advance() {
    const auto look =
        m_document.paintsDestination() ? ChangeCount::Look::Flips : ChangeCount::Look::Everything;
    try {
        const auto reader = ChangeReader::of(m_document);
        const base::Rect marked = m_count->advance(
            *reader, m_document.pool(), look,
            ChangeCount::Clock::now() + (m_document.inStroke() ? kShortSlice : kSlice));
        if (!marked.empty()) {
            emit marksChanged(marked);
        }
    } catch (const std::bad_alloc&) {
        giveUp();
    }
    emit changed();
}

QString ChangeSurvey::scoreProblem() const {
    const array::NdArray* source = m_document.source();
    if (source == nullptr) {
        return tr("Open a source: it is the reference that labels are compared with.");
    }
    if (array::isFloat(source->dtype()) || array::isFloat(m_document.dtype(LayerId::Destination))) {
        return tr("Floats have no labels that could be compared.");
    }
    if (!m_document.broadcastLayout(LayerId::Source)) {
        return tr(
            "The source has another shape than the destination: it has no place in the "
            "picture where the two could be compared.");
    }
    return {};
}

bool ChangeSurvey::isBusy() const {
    return m_wanted && (m_stale || m_rest.isActive() ||
                        (m_count && m_count->hasWork(ChangeCount::Look::Everything)));
}

ChangeSurvey::Answer ChangeSurvey::answer() const {
    Answer answer;
    answer.isOutdated = m_stale;
    answer.problem = m_problem;
    if (!m_count || !m_counted) {
        if (m_document.plan() == nullptr) {
            answer.problem = m_document.problem();
        } else if (m_document.planeRect().empty()) {
            answer.problem = tr("The destination has no elements.");
        }
        return answer;
    }
    answer.hasPlan = true;
    answer.dtype = m_document.dtype(LayerId::Destination);
    answer.pixels = m_document.planeWidth() * m_document.planeHeight();
    answer.isSliced = m_document.destination()->count() > answer.pixels;
    answer.isLive = m_counted->addressing == assign::Addressing::Aligned;
    answer.counts = m_count->transitions();
    answer.progress = m_count->progress();
    answer.isComplete = answer.progress >= 1;
    if (!m_scored) {
        return answer;
    }
    if (!m_document.has(LayerId::Source)) {
        answer.scoreProblem = scoreProblem();
        return answer;
    }
    const auto confusion = m_count->confusion();
    if (!confusion) {
        answer.scoreProblem = scoreProblem();
        return answer;
    }
    if (!confusion->whole.isComplete || !confusion->before.isComplete ||
        !confusion->after.isComplete) {
        answer.scoreProblem = tr("There are too many pairs of labels to compare: more than %L1.")
                                  .arg(measure::Transitions::kMostPairs);
        return answer;
    }
    answer.referenceType = m_document.dtype(LayerId::Source);
    answer.scoreIsLate =
        (m_document.inStroke() || isBusy()) && confusion->whole.pairs.size() > kLivePairs;
    if (answer.scoreIsLate) {
        return answer;
    }
    const auto scored = [&](std::initializer_list<measure::ConfusionTerm> terms) {
        return measure::agreement(answer.dtype, answer.referenceType,
                                  std::vector<measure::ConfusionTerm>(terms));
    };
    answer.score =
        Answer::Score{scored({{confusion->whole.pairs, 1}}), scored({{confusion->whole.pairs, 1},
                                                                     {confusion->before.pairs, -1},
                                                                     {confusion->after.pairs, 1}})};
    return answer;
}

}  // namespace frisket::session
