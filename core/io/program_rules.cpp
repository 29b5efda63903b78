// SPDX-License-Identifier: MIT
#include "core/io/program_rules.h"

#include "core/assign/numpy_line.h"
#include "core/base/text.h"
#include "core/io/program_text.h"
#include "core/io/rle_text.h"
#include "core/rules/numpy_text.h"

namespace frisket::io {

namespace {
using base::joined;
using condition::Combine;

/// What the program calls an input of a rule; `source` is what that is seen through.
std::string inputText(const std::string& name, const Program& program,
                      const assign::Operand& source) {
    if (name == "source") {
        return assign::viewedText("s", source);
    }
    if (name == "destination") {
        return assign::viewedText("d", program.request.destination);
    }
    if (name == "condition") {
        return std::string(1, 'c');
    }
    for (const ProgramArray& array : program.arrays) {
        if (array.name == name) {
            return assign::viewedText(joined("array_", name), array.operand);
        }
    }
    return name;  // backdrop
}

/// `function(s, d[0], c)`: a rule's function over its inputs.
std::string callText(std::string_view function, const rules::Rule& rule, const Program& program,
                     const assign::Operand& source) {
    std::string arguments;
    for (const int place : rules::toNumpyFunction(rule).inputs) {
        const std::string& name = rule.inputs()[static_cast<std::size_t>(place)].name;
        arguments += joined(arguments.empty() ? "" : ", ", inputText(name, program, source));
    }
    return joined(function, "(", arguments, ")");
}

void define(std::string_view name, const rules::Rule& rule, std::string_view text,
            ProgramRules& rules, std::set<rules::Helper>& helpers) {
    const rules::NumpyFunction function = rules::toNumpyFunction(rule);
    for (const int place : function.inputs) {
        rules.inputs.insert(rule.inputs()[static_cast<std::size_t>(place)].name);
    }
    helpers.insert(function.helpers.begin(), function.helpers.end());
    rules.functions += joined("\ndef ", name, "(", function.parameters, "):\n",
                              commentOf("    # ", text), function.body, "\n");
}

std::string layerName(std::size_t layer) { return joined("layer_", layer + 1); }

/// What a layer gives, after statements that it needs.
std::string layerText(const Program& program, const ProgramLayer& layer, std::size_t place,
                      std::string& text) {
    if (layer.rule) {
        const assign::PlanRequest& request = program.request;
        return callText(layerName(place), *layer.rule, program,
                        request.source.value_or(assign::Operand()));
    }
    if (layer.file) {
        text += joined("m = ", readText(*layer.file, layer.operand.dtype), "\n");
        return joined("(", assign::viewedText("m", layer.operand), " != 0)");
    }
    return joined("painted(", literalOf(packedRuns(layer.painted.runs)), ", ",
                  array::toString(layer.painted.shape), ")");
}
}  // namespace

ProgramRules rulesOf(const Program& program) {
    ProgramRules rules;
    std::set<rules::Helper> helpers;
    if (program.sourceRule) {
        define("source_rule", program.sourceRule->rule, program.sourceRule->text, rules, helpers);
    }
    for (std::size_t i = 0; program.stack && i < program.stack->layers.size(); ++i) {
        const ProgramLayer& layer = program.stack->layers[i];
        if (layer.rule) {
            define(layerName(i), *layer.rule, layer.text, rules, helpers);
        }
    }
    rules.helpers = rules::helperText(helpers);
    return rules;
}

std::string inputsText(const Program& program, const ProgramRules& rules) {
    std::string text;
    for (const ProgramArray& array : program.arrays) {
        if (rules.inputs.count(array.name) > 0) {
            text += joined("array_", array.name, " = ", readText(array.file, array.operand.dtype),
                           "\n");
        }
    }
    if (program.backdrop && rules.inputs.count("backdrop") > 0) {
        text += joined("backdrop = ",
                       program.backdrop->isPicture
                           ? joined("luminance(", literalOf(program.backdrop->path), ")")
                           : readText(program.backdrop->values, array::DType::U8),
                       "\n");
    }
    return text;
}

std::string sourceText(const Program& program) {
    const ProgramSource& source = *program.sourceRule;
    return joined("s = ", callText("source_rule", source.rule, program, source.file), "\n");
}

std::string stackText(const Program& program) {
    const std::string shape = array::toString(program.stack->shape);
    std::string text = joined("c = np.zeros(", shape, ", bool)\n");
    for (std::size_t i = 0; i < program.stack->layers.size(); ++i) {
        const ProgramLayer& layer = program.stack->layers[i];
        text += commentOf("# ", joined(layer.name, layer.name.empty() ? "" : ": ",
                                       condition::name(layer.combine)));
        std::string before;
        const std::string mine = layerText(program, layer, i, before);
        text += before;
        switch (layer.combine) {
            case Combine::Or:
                text += joined("c = c | ", mine, "\n");
                break;
            case Combine::And:
                text += joined("c = c & ", mine, "\n");
                break;
            case Combine::AndNot:
                text += joined("c = c & ~", mine, "\n");
                break;
            case Combine::Replace:
                text += joined("c = np.broadcast_to(", mine, ", ", shape, ")\n");
                break;
        }
    }
    return text;
}

}  // namespace frisket::io
