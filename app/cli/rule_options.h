// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/operand_options.h"
#include "core/io/recipe.h"

namespace frisket::cli {

/// What a command line or a recipe says of rules.
struct RuleOptions {
    std::optional<std::string> conditionText;  ///< --rule
    std::optional<std::string> sourceText;     ///< --source-rule
    std::vector<std::string> arrayTexts;       ///< --array: NAME=FILE
    OperandOptions backdrop;

    // What `takeRules` makes of it, or a recipe has.
    std::string source;  ///< or empty
    std::optional<io::RecipeStack> stack;
    std::vector<io::RecipeArray> arrays;
    std::map<std::int64_t, std::string> labels;
};

/// Adds --rule, --source-rule, --array and --backdrop.
void addRuleOptions(CLI::App& command, RuleOptions& options);
/// Adds --array and --backdrop alone, for what a recipe's are replaced with.
void addRuleFiles(CLI::App& command, RuleOptions& options, const std::string& note);

/// The arrays of --array. Throws CLI::ValidationError (wrong usage) for a name that no array may
/// have or that comes twice.
[[nodiscard]] std::vector<io::RecipeArray> arraysOf(const RuleOptions& options);

/// Makes the stack and the arrays from the texts: the file of --condition, if there is one, below
/// --rule. Throws CLI::ValidationError.
void takeRules(RuleOptions& options, const io::RecipeOperand& condition);

}  // namespace frisket::cli
