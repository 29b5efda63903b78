// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "core/edit/state_copy.h"
#include "ui/session/stack_evaluation.h"

namespace frisket::session {

class Document;

/// Another state of a document's history, made beside the present one: its layers, what they give
/// there, and its destination. Costs what the steps in between changed, and the rules that see
/// something else there.
class OtherState {
public:
    /// The state with `position` steps done, which must be reachable (edit::reachableFrom), as a
    /// part of the caller's job; no rule of the present may be pending. Cancelled; OutOfMemory;
    /// fails where the rule of the source does.
    [[nodiscard]] static base::Result<OtherState> make(Document& document, std::size_t position);

    [[nodiscard]] const edit::StateCopy& copy() const { return *m_copy; }
    [[nodiscard]] const array::BandedArray& destination() const { return m_copy->destination; }
    /// What the layers make together there.
    [[nodiscard]] const condition::ConditionMask& condition() const { return *m_condition; }
    /// The first rule that takes part and gives nothing there, in words; empty where there is none.
    [[nodiscard]] const QString& problem() const { return m_problem; }

private:
    OtherState() = default;

    std::unique_ptr<edit::StateCopy> m_copy;
    std::unique_ptr<StackEvaluation> m_evaluation;  ///< null where there is nothing to evaluate
    const condition::ConditionMask* m_condition = nullptr;
    QString m_problem;
};

}  // namespace frisket::session
