// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>

#include <QObject>
#include <QTimer>

#include "core/array/nd_array.h"
#include "core/base/result.h"
#include "ui/session/latest_task.h"
#include "ui/session/rule_inputs.h"

namespace frisket::session {

/// A rule that gives the document's source: `argmax(p, axis=0)`, `source + 100`. It is evaluated as
/// a job when it is set and when what it names is replaced, and on a thread where only the
/// destination's values changed. No step of the history, as opening a source is none.
class SourceRule : public QObject {
    Q_OBJECT

public:
    explicit SourceRule(Document& document);
    ~SourceRule() override;

    [[nodiscard]] const QString& text() const { return m_text; }
    [[nodiscard]] bool any() const { return !m_text.isEmpty(); }
    /// Why the rule gives nothing; empty where it gives the source, or there is none.
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] bool pending() const { return m_stale; }
    /// Milliseconds that it took the last time; -1: never yet.
    [[nodiscard]] double milliseconds() const { return m_milliseconds; }
    [[nodiscard]] rules::RuleResult<rules::Rule> check(const QString& text) const;
    /// The source is what this rule gives, or what its file has where `text` is empty. Refused
    /// while busy; fails with the rule's error, and as its evaluation: nothing has changed then.
    [[nodiscard]] base::Status set(const QString& text);

    // For the document
    /// What `source` is in the rule: the source without it; null where there is none.
    [[nodiscard]] const array::NdArray* before() const;
    /// The source as its file has it, or as it is seen, is another one, or there is none.
    void sourceReplaced(std::optional<array::NdArray> source);
    /// Other things that rules can name are others now.
    void inputsReplaced();
    void destinationChanged();
    /// Whether what the rule gives depends on the destination's values.
    [[nodiscard]] bool looksAtDestination() const { return any() && m_looksAtDestination; }
    /// Evaluates what is pending, as a job.
    [[nodiscard]] base::Status settle();

signals:
    void changed();

private:
    [[nodiscard]] base::Result<array::NdArray> evaluate(const QString& text);
    void reevaluate();
    void take(std::optional<array::NdArray> source, const QString& problem);
    void start();

    Document& m_document;
    QString m_text;
    std::optional<array::NdArray> m_before;
    QString m_problem;
    bool m_stale = false;
    bool m_looksAtDestination = false;  ///< the rule that was evaluated last
    double m_milliseconds = -1;
    QTimer m_rest;
    LatestTask m_task;
};

}  // namespace frisket::session
