// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QObject>
#include <QTimer>

#include "ui/session/document.h"

namespace frisket::session {

/// How the shown plane differs from one state of the history, while a person looks at what it would
/// bring back. Kept true when edits rest where that takes no time; else it is out of date until it
/// is asked for again.
class StateComparison : public QObject {
    Q_OBJECT

public:
    static constexpr int kRestMilliseconds = 150;

    /// `document` outlives it. Edits rest when none came for so many milliseconds.
    explicit StateComparison(Document& document, int rest = kRestMilliseconds,
                             QObject* parent = nullptr);

    /// Compares with the state in which `position` steps are done, as a job; nothing: ends it.
    void setPosition(const std::optional<std::size_t>& position);
    /// Where that state is in the history now; nothing where none is compared.
    [[nodiscard]] std::optional<std::size_t> position() const;
    /// Compares with the same state again.
    void lookAgain();

    /// What differs; null where nothing is compared, it is not known, or it is of another plane.
    [[nodiscard]] const edit::StateDifference* difference() const {
        return m_look ? &m_look->difference : nullptr;
    }
    /// The same with what is said of it; null with it.
    [[nodiscard]] const StateLook* look() const { return m_look ? &*m_look : nullptr; }
    /// Whether something was changed since and nobody looks again by themselves.
    [[nodiscard]] bool isOutdated() const { return m_outdated; }
    /// Why nothing is known, in words; empty where there is no reason.
    [[nodiscard]] const QString& problem() const { return m_problem; }

    /// Brings back what `scope` says: one undoable step. How many pixels (elements of the
    /// condition) changed; failures as Document::revertTo.
    [[nodiscard]] base::Result<std::int64_t> revert(const RevertScope& scope);

signals:
    void changed();

private:
    /// A state: after the step of that number, or before it where it was the first.
    struct Target {
        std::uint64_t serial = 0;
        bool isBefore = false;
        bool isOnly = false;  ///< there was no step
    };

    [[nodiscard]] Target targetOf(std::size_t position) const;
    void follow();
    [[nodiscard]] bool rulesAreQuick() const;
    void historyChanged();
    void planeChanged();
    void compare();

    Document& m_document;
    std::optional<Target> m_target;
    std::optional<StateLook> m_look;
    QString m_problem;
    bool m_outdated = false;
    bool m_comparing = false;  ///< its job runs
    bool m_isQuick = false;    ///< the last one needed no turn of the event loop
    QTimer m_rest;
};

}  // namespace frisket::session
