// SPDX-License-Identifier: MIT
#include "app/cli/viewed_operand.h"

#include "core/array/view_expression.h"
#include "core/base/text.h"
#include "core/condition/condition_from_array.h"

namespace frisket::cli {

using base::joined;

void addViewed(CLI::App& command, ViewedOperand& operand, const std::string& name,
               const std::string& help, bool required) {
    addOperand(command, operand.file, "--" + name, help)->required(required);
    command
        .add_option(
            "--" + name + "-view", operand.view,
            "See the " + name + " through NumPy basic indexing, such as '[:, None]' or '[0].T'")
        ->type_name("EXPR");
    addPart(command, operand.file, "--" + name + "-", "of the " + name);
}

base::Result<array::Layout> viewed(const array::Layout& layout, const ViewedOperand& operand) {
    base::Result<array::Layout> out = layout;
    if (!operand.view.empty()) {
        out = array::applyViewExpression(layout, operand.view);
    }
    if (!out) {
        out.error().message = joined(operand.file.path, ": ", out.error().message);
    }
    return out;
}

base::Result<ReadCondition> readCondition(const ViewedOperand& operand,
                                          const ReadOptions& options) {
    auto file = readOperand(operand.file, options);
    if (!file) {
        return base::passOn(file);
    }
    auto condition = condition::conditionFromArray(file->array);
    if (!condition) {
        condition.error().message = joined(operand.file.path, ": ", condition.error().message);
        return base::passOn(condition);
    }
    const array::DType dtype = file->array.dtype();
    file->array = {};
    std::vector<std::string> notes = file->notes;
    if (!condition->note.empty()) {
        notes.push_back(std::move(condition->note));
    }
    return ReadCondition{std::move(condition->mask), *std::move(file), dtype, std::move(notes)};
}

}  // namespace frisket::cli
