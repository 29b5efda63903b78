// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/refine/refinement.h"
#include "ui/session/document.h"

class QThread;

namespace frisket::session {

/// What a refinement would make of the condition of the shown plane, found on a thread while a
/// person still chooses, and put into the condition when they are content. It copies the condition's
/// bits a part at a time and begins anew when they, or what is asked for, change.
class RefinePreview : public QObject {
    Q_OBJECT

public:
    /// `document` outlives it.
    explicit RefinePreview(Document& document, QObject* parent = nullptr);
    ~RefinePreview() override;

    /// Looks at that from now on, until it is asked for something else.
    void show(const refine::Refinement& refinement, const refine::Scope& scope);
    /// Forgets it and looks at nothing more.
    void stop();

    [[nodiscard]] bool active() const { return m_asked.has_value(); }
    /// Nothing while it is not known.
    [[nodiscard]] const std::optional<refine::Change>& change() const { return m_change; }
    /// Why there will be none, in words.
    [[nodiscard]] const QString& problem() const { return m_problem; }

    /// Makes the change as one undo step, as soon as it is known, and goes on looking. `name` is
    /// that of the step.
    void commit(const QString& name);

signals:
    /// There is another change or problem, or none for now.
    void changed();
    /// A commit was carried out.
    void committed();

private:
    struct Asked {
        refine::Refinement refinement;
        refine::Scope scope;
    };
    struct Job;

    void restart();
    void copySome();
    void start();
    void ended();
    void forget();
    void carryOut();

    Document& m_document;
    std::optional<Asked> m_asked;
    std::optional<refine::Change> m_change;
    QString m_problem;
    std::optional<QString> m_commit;  ///< wanted under this name

    std::shared_ptr<condition::BitRegion> m_bits;  ///< of the plane, as far as copied
    std::int64_t m_copied = 0;                     ///< rows
    std::unique_ptr<Job> m_job;
    bool m_again = false;  ///< when the thread has ended
    QTimer m_rest;         ///< until edits rest
    QTimer m_copying;      ///< between two parts of the copy
};

}  // namespace frisket::session
