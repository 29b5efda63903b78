// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "app/cli/operand_options.h"
#include "core/condition/condition_mask.h"
#include "core/io/recipe.h"

namespace frisket::cli {

/// One of the three arrays of an assignment, as the command line names it.
struct ViewedOperand {
    OperandOptions file;
    std::string view;  ///< NumPy basic indexing, or empty
    // Of a recipe:
    std::vector<assign::Fix> steps = {};  ///< what is done to it
    int planeY = -2;                      ///< rows and columns for rules
    int planeX = -1;
};

/// Adds --NAME, --NAME-view, --NAME-key and --NAME-page.
void addViewed(CLI::App& command, ViewedOperand& operand, const std::string& name,
               const std::string& help, bool required);

/// What the operand's view shows of an array of that layout; an error names the file.
[[nodiscard]] base::Result<array::Layout> viewed(const array::Layout& layout,
                                                 const ViewedOperand& operand);

struct ReadCondition {
    condition::ConditionMask mask;
    io::MaskFile file = {};  ///< without its array
    array::DType dtype = array::DType::Bool;
    std::vector<std::string> notes = {};
};

/// Reads a condition, without a look at its view.
[[nodiscard]] base::Result<ReadCondition> readCondition(const ViewedOperand& operand,
                                                        const ReadOptions& options);

}  // namespace frisket::cli
