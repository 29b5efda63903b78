// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/refine/refinement.h"
#include "ui/session/document.h"
#include "ui/session/latest_task.h"

namespace frisket::session {

/// What a refinement would make of the condition of the shown plane: found on a thread while a
/// person still chooses, and put into the condition when they are content. It copies the bits a
/// part at a time, and begins anew when they, or what is asked for, change.
class RefinePreview : public QObject {
    Q_OBJECT

public:
    /// `document` outlives it.
    explicit RefinePreview(Document& document, QObject* parent = nullptr);

    /// Whether it looks at all.
    [[nodiscard]] bool active() const { return m_active; }
    /// One that ends forgets the scope, which was of that picture.
    void setActive(bool active);
    [[nodiscard]] const refine::Refinement& refinement() const { return m_refinement; }
    void setRefinement(const refine::Refinement& refinement);
    [[nodiscard]] const refine::Scope& scope() const { return m_scope; }
    void setScope(const refine::Scope& scope);
    /// Whether `commit` refines all slices of the axis that is stepped through, of which one is
    /// looked at. Not of a component, which is in one slice, or where a condition serves them all.
    [[nodiscard]] bool allSlices() const { return m_allSlices && canDoAllSlices(); }
    [[nodiscard]] bool canDoAllSlices() const;
    void setAllSlices(bool all);

    /// Nothing while it is not known.
    [[nodiscard]] const std::optional<refine::Change>& change() const { return m_change; }
    /// Why there is none, in words.
    [[nodiscard]] const QString& problem() const { return m_problem; }
    /// Makes the change as one undo step, as soon as it is known, and goes on looking.
    void commit();

signals:
    /// Another refinement or scope, or whether of all slices.
    void asked();
    /// Another change or problem, or none for now.
    void changed();
    /// What became of all slices, for the status line.
    void reported(const QString& text);

private:
    void restart();
    void copySome();
    void look();
    void found(refine::Change change);
    void forget();
    void carryOut();
    void carryOutInAll();
    void tell(const QString& problem);

    Document& m_document;
    refine::Refinement m_refinement;
    refine::Scope m_scope;
    bool m_allSlices = false;
    bool m_active = false;
    bool m_commit = false;  ///< wanted as soon as there is a change
    bool m_queued = false;  ///< all slices are about to be refined

    std::optional<refine::Change> m_change;
    QString m_problem;
    std::shared_ptr<condition::BitRegion> m_bits;  ///< of the plane, as far as copied
    std::int64_t m_copied = 0;                     ///< rows
    QTimer m_rest;                                 ///< until edits rest
    QTimer m_copying;                              ///< between two parts of the copy
    LatestTask m_task;
};

/// The name of a refinement, for menus and the history.
[[nodiscard]] QString nameOf(refine::Kind kind);

}  // namespace frisket::session
