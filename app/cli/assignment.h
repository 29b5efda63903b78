// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/condition_layers.h"
#include "app/cli/rule_inputs.h"
#include "app/cli/viewed_operand.h"
#include "core/assign/plan.h"
#include "core/assign/run.h"
#include "core/condition/condition_mask.h"
#include "core/io/program.h"

namespace frisket::cli {

/// The options that `assign` and `plan` share.
struct AssignmentOptions {
    ViewedOperand destination;
    std::string destinationType;  ///< that the destination is changed to first, or empty
    ViewedOperand source;
    ViewedOperand condition;       ///< with a stack of rules, steps and planes alone
    io::PaintedCondition painted;  ///< of a recipe whose condition has neither file nor stack
    RuleOptions rules;
    std::string mode = "where";
    std::string value;
    std::string casting = "exact";
    std::vector<std::int64_t> fixes;  ///< places in the lists of the refusals that arise
    ReadOptions read;
};

/// Adds them to `command`.
void addAssignmentOptions(CLI::App& command, AssignmentOptions& options);

/// Throws CLI::ParseError (wrong usage) where there is no condition, the mode lacks its operand or
/// has one too many. Takes the rules apart (takeRules).
void checkOperands(AssignmentOptions& options);

/// The operands, read, seen through their views and fixed, and the plan or its refusal.
/// `destination` is a packed copy that may be written: the whole array, of which the plan may see a
/// view.
struct Assignment {
    io::MaskFile destinationFile;  ///< without its array, as those of the others
    std::optional<io::MaskFile> sourceFile;
    io::MaskFile conditionFile;
    array::Shape destinationShape;  ///< of the whole destination
    std::optional<array::NdArray> source;
    condition::ConditionMask condition;
    std::shared_ptr<array::Buffer> destination;
    assign::PlanRequest request;
    base::Result<assign::AssignPlan, assign::Refusal> plan;
    std::vector<std::string> notes;
    bool changesDType = false;  ///< the destination's file has another dtype

    // Of rules.
    RuleFiles ruleFiles = {};
    std::optional<io::ProgramSource> sourceRule = {};
    std::optional<ConditionLayers> layers = {};
    std::vector<assign::Fix> conditionSteps = {};  ///< done to what the layers give
    /// Why the layers give nothing; the condition is false everywhere then.
    std::optional<base::Error> ruleError = {};
    int planeY = -2;  ///< of the source
    int planeX = -1;
    int destinationPlaneY = -2;
    int destinationPlaneX = -1;

    [[nodiscard]] const std::byte* sourceData() const {
        return source ? source->view().data : nullptr;
    }
    /// Makes the plan anew after the request or the arrays have changed.
    void replan();
    /// Makes the condition anew of its layers, if it has any, after the source has changed; and the
    /// plan. What is wrong with a rule becomes `ruleError`.
    [[nodiscard]] base::Status reevaluate(base::ThreadPool& pool);
    /// The `ruleError`, unless the plan is refused by shapes, which explains it.
    [[nodiscard]] base::Status rulesFit() const;
};

/// The program that does the assignment and writes `output`.
[[nodiscard]] io::Program programOf(const AssignmentOptions& options, const Assignment& assignment,
                                    const std::string& output);

/// Fails where a file can't be read, a view or a fix does not exist or the value is not of the
/// destination's dtype; shapes and casts that don't fit are the plan's refusal.
[[nodiscard]] base::Result<Assignment> readAssignment(const AssignmentOptions& options);

}  // namespace frisket::cli
