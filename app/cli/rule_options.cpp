// SPDX-License-Identifier: MIT
#include "app/cli/rule_options.h"

#include <algorithm>

#include "core/rules/stack.h"

namespace frisket::cli {

void addRuleFiles(CLI::App& command, RuleOptions& options, const std::string& note) {
    command
        .add_option("--array", options.arrayTexts,
                    "A file that rules call NAME" + note + "; again for the next")
        ->type_name("NAME=FILE")
        ->check([](const std::string& text) {
            const std::size_t equals = text.find('=');
            return equals == std::string::npos || equals == 0 || equals + 1 == text.size()
                       ? "'" + text + "' is not NAME=FILE"
                       : std::string();
        })
        ->allow_extra_args(false);
    addOperand(command, options.backdrop, "--backdrop",
               "What rules call backdrop: uint8 of shape (H, W), 8-bit grey PNG or NPY" + note);
}

void addRuleOptions(CLI::App& command, RuleOptions& options) {
    command
        .add_option("--rule", options.conditionText,
                    "The condition as a rule, such as 'source == 3 & area(component) > 50'; in it "
                    "--condition is called condition")
        ->type_name("TEXT");
    command
        .add_option("--source-rule", options.sourceText,
                    "The source as a rule, such as 'argmax(p, axis=0)'; in it --source is called "
                    "source")
        ->type_name("TEXT");
    addRuleFiles(command, options, "");
}

std::vector<io::RecipeArray> arraysOf(const RuleOptions& options) {
    std::vector<io::RecipeArray> arrays;
    for (const std::string& text : options.arrayTexts) {
        const std::size_t equals = text.find('=');
        io::RecipeArray array{text.substr(0, equals), {text.substr(equals + 1), {}, {}}};
        if (const auto fine = rules::checkArrayName(array.name); !fine) {
            throw CLI::ValidationError("--array", fine.error().message);
        }
        if (std::any_of(arrays.begin(), arrays.end(),
                        [&](const io::RecipeArray& each) { return each.name == array.name; })) {
            throw CLI::ValidationError("--array", "'" + array.name + "' is given twice");
        }
        arrays.push_back(std::move(array));
    }
    return arrays;
}

void takeRules(RuleOptions& options, const io::RecipeOperand& condition) {
    if (options.conditionText && options.conditionText->empty()) {
        throw CLI::ValidationError("--rule", "the rule is empty");
    }
    if (options.sourceText && options.sourceText->empty()) {
        throw CLI::ValidationError("--source-rule", "the rule is empty");
    }
    options.source = options.sourceText.value_or(std::string());
    options.arrays = arraysOf(options);
    if (!options.conditionText) {
        return;
    }
    options.stack.emplace();
    if (!condition.file.empty()) {
        io::RecipeLayer file;
        file.name = condition.file;
        file.file = condition;
        options.stack->layers.push_back(std::move(file));
    }
    io::RecipeLayer rule;
    rule.name = "--rule";
    rule.combine = condition::Combine::Replace;
    rule.rule = *options.conditionText;
    options.stack->layers.push_back(std::move(rule));
}

}  // namespace frisket::cli
