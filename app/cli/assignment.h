// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/operand_options.h"
#include "core/assign/plan.h"
#include "core/assign/run.h"
#include "core/condition/condition_mask.h"
#include "core/io/program.h"

namespace frisket::cli {

/// One of the three arrays of an assignment, as the command line names it.
struct ViewedOperand {
    OperandOptions file;
    std::string view;  ///< NumPy basic indexing, or empty
    std::string key;   ///< name inside an archive, or empty
};

/// The options that `assign` and `plan` share.
struct AssignmentOptions {
    ViewedOperand destination;
    ViewedOperand source;
    ViewedOperand condition;
    std::string mode = "where";
    std::string value;
    std::string casting = "exact";
    std::vector<std::int64_t> fixes;  ///< places in the lists of the refusals that arise
    ReadOptions read;
};

/// Adds them to `command`.
void addAssignmentOptions(CLI::App& command, AssignmentOptions& options);

/// Throws CLI::ValidationError (wrong usage) where the mode lacks its operand or has one too many.
void checkOperands(const AssignmentOptions& options);

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

    [[nodiscard]] const std::byte* sourceData() const {
        return source ? source->view().data : nullptr;
    }
    /// Makes the plan anew after the request or the arrays have changed.
    void replan();
};

/// The program that does the assignment and writes `output`.
[[nodiscard]] io::Program programOf(const AssignmentOptions& options, const Assignment& assignment,
                                    const std::string& output);

/// Fails where a file can't be read, a view or a fix does not exist or the value is not of the
/// destination's dtype; shapes and casts that don't fit are the plan's refusal.
/// Of a condition that is `given` no file is read.
[[nodiscard]] base::Result<Assignment> readAssignment(
    const AssignmentOptions& options, std::optional<condition::ConditionMask> given = {});

}  // namespace frisket::cli
