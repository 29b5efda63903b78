// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/rule_options.h"
#include "core/array/nd_array.h"
#include "core/assign/plan.h"
#include "core/io/program.h"
#include "core/labels/label_table.h"
#include "core/rules/evaluation.h"

namespace frisket::cli {

/// Inputs of a rule; `types` and `values` belong together.
struct NamedInputs {
    std::vector<rules::InputType> types;
    std::vector<rules::Input> values;

    void add(rules::InputType type, const array::ArrayView& view) {
        types.push_back(std::move(type));
        values.emplace_back(view);
    }
};

/// The arrays and the backdrop of rules, as they were read.
struct RuleFiles {
    struct Array {
        io::RecipeArray from;
        io::ProgramFile file;
        array::NdArray values;
        assign::Operand operand;
    };
    std::vector<Array> arrays;
    std::optional<array::NdArray> backdrop;
    io::ProgramFile backdropFile;
    labels::LabelTable labels;
    std::vector<std::string> notes;

    /// Adds them to `inputs`.
    void addTo(NamedInputs& inputs) const;
    /// Adds them to `program`.
    void addTo(io::Program& program) const;
};

/// Fails where a file can't be read or seen through its view, and for a backdrop that is not uint8
/// of shape (H, W).
[[nodiscard]] base::Result<RuleFiles> readRuleFiles(const RuleOptions& options,
                                                    const ReadOptions& read);

/// What a source's rule gives.
struct SourceByRule {
    array::NdArray values;
    rules::Rule rule;
};

/// Evaluates the rule of a source. Fails as it, and with TooLarge above the budget.
[[nodiscard]] base::Result<SourceByRule> evaluateSource(const std::string& text,
                                                        const NamedInputs& inputs,
                                                        const ReadOptions& read,
                                                        base::ThreadPool& pool);

}  // namespace frisket::cli
