// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/measure/specks.h"
#include "ui/session/document.h"
#include "ui/session/latest_task.h"

namespace frisket::session {

/// Which specks the shown plane of the destination has: found on a thread, from a snapshot, while a
/// person still says what a speck is, and removed when they are content. It looks anew when the
/// destination, the plane or the rule is another one.
class SpeckPreview : public QObject {
    Q_OBJECT

public:
    /// `document` outlives it.
    explicit SpeckPreview(Document& document, QObject* parent = nullptr);

    /// Whether it looks at all.
    [[nodiscard]] bool active() const { return m_active; }
    void setActive(bool active);
    [[nodiscard]] const measure::SpeckRule& rule() const { return m_rule; }
    void setRule(const measure::SpeckRule& rule);

    struct Found {
        measure::Specks specks;
        condition::BitRegion where;  ///< all of them
    };
    /// Nothing while they are not known.
    [[nodiscard]] const std::shared_ptr<const Found>& found() const { return m_found; }
    /// Why they are not, in words.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    /// Removes all as one undo step, as soon as they are known, and goes on looking: a job, which
    /// begins after the event that asked for it.
    void removeAll();
    /// Removes the one that has this pixel; false where there is none, or none is known.
    bool removeAt(base::Pixel pixel);

signals:
    /// Another rule.
    void asked();
    /// Other specks or another problem, or none for now.
    void changed();
    /// What became of those that were to be removed, for the status line.
    void reported(const QString& text);

private:
    /// What was, or is being, looked at.
    struct Seen {
        std::uint64_t destination = 0;
        ShownPlane plane;
        bool operator==(const Seen&) const = default;
    };

    void look();
    /// Something changed: looks again where it was what is looked at.
    void check();
    void forget();
    void tell(const QString& problem);
    void removeSoon();
    void removeFound();
    /// What a person is told of removed specks.
    void tellDone(const base::Result<bool>& done, std::size_t count);

    Document& m_document;
    measure::SpeckRule m_rule;
    bool m_active = false;
    bool m_removes = false;  ///< as soon as they are known
    std::optional<Seen> m_seen;
    std::shared_ptr<const Found> m_found;
    QString m_problem;
    QTimer m_rest;  ///< until edits rest
    LatestTask m_task;
};

}  // namespace frisket::session
