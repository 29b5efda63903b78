// SPDX-License-Identifier: MIT
#include "ui/session/state_comparison.h"

#include <algorithm>
#include <utility>

#include <QElapsedTimer>

#include "ui/session/condition_stack.h"
#include "ui/session/core_text.h"

namespace frisket::session {

namespace {
/// Pixels of a plane that is compared in no time; where it took longer, the machine was busy.
constexpr std::int64_t kAlwaysQuick = std::int64_t{1} << 16U;

bool isSmall(const Document& document) {
    return document.planeWidth() * document.planeHeight() <= kAlwaysQuick;
}
}  // namespace

StateComparison::StateComparison(Document& document, int rest, QObject* parent)
    : QObject(parent), m_document(document) {
    m_rest.setSingleShot(true);
    m_rest.setInterval(rest);
    connect(&m_rest, &QTimer::timeout, this, [this] {
        if (m_document.stack().pending()) {
            m_rest.start();  // somebody is at it; to wait for them would be a job
        } else {
            lookAgain();
        }
    });
    connect(&document, &Document::pixelsChanged, this, &StateComparison::follow);
    connect(&document, &Document::layersChanged, this, &StateComparison::planeChanged);
    connect(&document, &Document::planeChanged, this, &StateComparison::planeChanged);
    // Another layer may be painted on, which changes no pixel.
    connect(&document.stack(), &ConditionStack::changed, this, &StateComparison::follow);
    connect(&document, &Document::historyChanged, this, &StateComparison::historyChanged);
}

StateComparison::Target StateComparison::targetOf(std::size_t position) const {
    const edit::History& history = m_document.history();
    if (position > 0) {
        return {history.serial(position - 1), false, false};
    }
    return history.size() > 0 ? Target{history.serial(0), true} : Target{0, true, true};
}

void StateComparison::setPosition(const std::optional<std::size_t>& position) {
    m_rest.stop();
    m_look.reset();
    m_problem.clear();
    m_outdated = false;
    m_target.reset();
    if (position && *position <= m_document.history().size()) {
        m_target = targetOf(*position);
        emit changed();  // who draws the last difference must not while the event loop is turned
        compare();
    }
    emit changed();
}

std::optional<std::size_t> StateComparison::position() const {
    if (!m_target) {
        return std::nullopt;
    }
    if (m_target->isOnly) {
        return 0;
    }
    const edit::History& history = m_document.history();
    for (std::size_t step = 0; step < history.size(); ++step) {
        if (history.serial(step) == m_target->serial) {
            return m_target->isBefore ? step : step + 1;
        }
    }
    return std::nullopt;
}

void StateComparison::lookAgain() {
    if (!m_target) {
        return;
    }
    if (m_document.inStroke() || m_document.busy()) {
        m_rest.start();
        return;
    }
    compare();
    emit changed();
}

void StateComparison::compare() {
    const auto where = position();
    if (!where || std::exchange(m_comparing, true)) {
        return;
    }
    QElapsedTimer clock;
    clock.start();
    auto found = m_document.compareWith(*where);
    m_comparing = false;
    m_isQuick = clock.elapsed() < Jobs::kQuietMs || isSmall(m_document);
    m_outdated = false;
    m_look.reset();
    m_problem.clear();
    m_rest.stop();
    if (position() != where) {
        m_outdated = m_target.has_value();  // another state was asked for meanwhile, or none
        return;
    }
    if (found) {
        m_look = *std::move(found);
    } else {
        m_problem = fromCore(found.error().text());
    }
}

/// Pixels changed. What is shown stays until another look, so that nothing flickers while painting.
void StateComparison::follow() {
    if (!m_target || m_comparing) {
        return;
    }
    if (m_isQuick && rulesAreQuick()) {
        m_rest.start();
    } else if (!std::exchange(m_outdated, true)) {
        m_look.reset();
        emit changed();
    }
}

/// Whether the rules of the condition, which may have to be evaluated for the other state as well,
/// took no longer than a look may the last time.
bool StateComparison::rulesAreQuick() const {
    const ConditionStack& stack = m_document.stack();
    double milliseconds = 0;
    for (const ConditionLayer& layer : stack.layers().layers) {
        milliseconds += layer.on ? std::max(0.0, stack.state(layer.id).milliseconds) : 0.0;
    }
    return milliseconds < Jobs::kQuietMs || isSmall(m_document);
}

void StateComparison::planeChanged() {
    if (m_target && m_look && !m_comparing) {
        m_look.reset();
        emit changed();
    }
    follow();
}

void StateComparison::historyChanged() {
    if (m_target && !m_comparing && !position()) {
        setPosition(std::nullopt);  // the state is gone: dropped, or replaced by another step
    } else if (m_target && m_target->isOnly && m_document.history().size() > 0) {
        m_target = targetOf(0);
    }
}

base::Result<std::int64_t> StateComparison::revert(const RevertScope& scope) {
    const auto where = position();
    if (!where) {
        return base::fail(base::ErrorCode::Refused,
                          tr("Compare with a state first.").toStdString());
    }
    auto done = m_document.revertTo(*where, scope);
    if (m_target) {
        m_rest.stop();
        lookAgain();
    }
    return done;
}

}  // namespace frisket::session
