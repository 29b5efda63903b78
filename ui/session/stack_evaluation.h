// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include <QString>

#include "core/condition/layers.h"
#include "core/rules/rule.h"
#include "ui/session/rule_inputs.h"

namespace frisket::session {

/// Layers of a condition that are on, the lowest first, of which rules are to be evaluated: made on
/// the GUI thread, run on any, and it must stay where it is meanwhile.
struct StackEvaluation {
    struct Step {
        std::uint64_t id = 0;
        condition::Combine combine = condition::Combine::Or;
        QString text;
        std::optional<rules::Rule> rule;     ///< to be evaluated
        std::unique_ptr<RuleInputs> inputs;  ///< of it
        /// What is known without that, where it is asked for. Without either the layer gives
        /// nothing.
        std::shared_ptr<const condition::ConditionMask> bits;
        // Found
        std::shared_ptr<condition::ConditionMask> result;
        std::optional<base::Error> error;
        double milliseconds = 0;
        std::int64_t selected = 0;

        [[nodiscard]] const condition::ConditionMask* mask() const {
            return result ? result.get() : bits.get();
        }
    };
    /// A rule for the source that rules here are to see.
    struct Source {
        rules::Rule rule;
        RuleInputs inputs;
    };

    array::Shape shape;  ///< of the condition
    std::vector<Step> steps;
    std::optional<Source> source;
    /// Whether the steps are joined; needed where a rule asks for what is below.
    bool joins = false;
    /// What the layers make together, where they are joined.
    std::optional<condition::ConditionMask> together;

    /// Fails where it was cancelled, there is no memory to join, or the source can't be had; what
    /// else goes wrong is a rule's own.
    [[nodiscard]] base::Status run(base::Progress* progress, base::ThreadPool& pool);

private:
    [[nodiscard]] base::Status evaluate(Step& step, base::Progress* progress,
                                        base::ThreadPool& pool) const;
};

}  // namespace frisket::session
