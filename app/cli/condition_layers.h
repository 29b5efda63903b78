// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "app/cli/rule_inputs.h"
#include "app/cli/viewed_operand.h"
#include "core/rules/stack.h"

namespace frisket::cli {

/// A condition of layers as it was read.
struct ConditionLayers {
    struct Layer {
        io::RecipeLayer from;
        std::optional<condition::ConditionMask> mask;  ///< of a file, as it is seen
        io::ProgramFile file;
        assign::Operand operand;
    };
    std::vector<Layer> layers;
    std::vector<rules::StackLayer> stack;  ///< the same for rules
    rules::InputType condition;            ///< shape and planes of what they give
    std::vector<rules::StackPart> parts;   ///< as `evaluate` found them
    std::vector<std::string> notes;

    /// What the layers give. Fails as `rules::checkStack` and `evaluateStack`.
    [[nodiscard]] base::Result<condition::ConditionMask> evaluate(const NamedInputs& inputs,
                                                                  base::ThreadPool& pool);
    /// Those that took part.
    [[nodiscard]] io::ProgramStack toProgram() const;
};

/// Reads the files of the layers that are on. `operand` tells the planes;
/// `destination` is the shape for a stack that has none. Fails with TooLarge where the
/// condition would be above the budget.
[[nodiscard]] base::Result<ConditionLayers> readLayers(const io::RecipeStack& stack,
                                                       const ViewedOperand& operand,
                                                       const array::Shape& destination,
                                                       const ReadOptions& read);

/// Steps of a recipe, done to the source or the condition of `request` and its data; an error names
/// the step.
[[nodiscard]] base::Status doSteps(const std::vector<assign::Fix>& steps,
                                   assign::PlanRequest& request,
                                   std::optional<array::NdArray>& source,
                                   condition::ConditionMask& condition);

}  // namespace frisket::cli
