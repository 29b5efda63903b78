// SPDX-License-Identifier: MIT
#include "ui/session/equivalent.h"

#include <algorithm>
#include <utility>

#include "core/condition/mask_runs.h"
#include "ui/session/condition_stack.h"
#include "ui/session/paths.h"
#include "ui/session/rule_arrays.h"
#include "ui/session/source_rule.h"

namespace frisket::session {

namespace {
tl::unexpected<base::Error> refused(const QString& what, const QString& hint) {
    return base::fail(base::ErrorCode::Refused, what.toStdString(), hint.toStdString());
}

std::string pathOf(const Document& document, LayerId id) {
    return toPath(document.file(id).path).string();
}

base::Result<io::PaintedCondition> paintedOf(const condition::ConditionMask& mask,
                                             std::size_t mostRuns) {
    auto runs = condition::runsInOrder(mask, mostRuns);
    if (!runs) {
        return base::passOn(runs);
    }
    return io::PaintedCondition{mask.shape(), *std::move(runs)};
}

bool looksAtSource(const rules::RuleResult<rules::Rule>& rule) {
    return rule && RuleInputs::names(*rule, "source");
}

/// Whether rules take part.
bool hasRules(const Document& document) {
    const auto& layers = document.stack().layers().layers;
    return document.sourceRule().any() ||
           std::any_of(layers.begin(), layers.end(),
                       [](const ConditionLayer& layer) { return layer.isRule() && layer.on; });
}

io::ProgramFile fileOf(const Document& document, LayerId id) {
    return io::ProgramFile::of(pathOf(document, id), *document.file(id).mask);
}

base::Result<io::ProgramStack> stackOf(const Document& document, std::size_t mostRuns) {
    io::ProgramStack stack{document.condition()->shape(), {}};
    for (const ConditionLayer& layer : document.stack().layers().layers) {
        if (!layer.on) {
            continue;
        }
        io::ProgramLayer part;
        part.name = layer.name.toStdString();
        part.combine = layer.combine;
        if (layer.isRule()) {
            const auto rule = document.stack().check(layer.rule);
            if (!rule) {
                return tl::unexpected(rule.error().toError(layer.rule.toStdString()));
            }
            part.text = layer.rule.toStdString();
            part.rule = *rule;
        } else {
            auto runs = paintedOf(*layer.bits, mostRuns);
            if (!runs) {
                return base::passOn(runs);
            }
            part.painted = *std::move(runs);
        }
        stack.layers.push_back(std::move(part));
    }
    return stack;
}

base::Result<io::RecipeStack> recipeStackOf(const Document& document, std::size_t mostRuns) {
    io::RecipeStack stack{document.condition()->shape(), {}};
    for (const ConditionLayer& layer : document.stack().layers().layers) {
        io::RecipeLayer part;
        part.name = layer.name.toStdString();
        part.on = layer.on;
        part.combine = layer.combine;
        part.rule = layer.rule.toStdString();
        if (!layer.isRule()) {
            auto runs = paintedOf(*layer.bits, mostRuns);
            if (!runs) {
                return base::passOn(runs);
            }
            part.painted = *std::move(runs);
        }
        stack.layers.push_back(std::move(part));
    }
    return stack;
}

/// The layer's file, as a recipe names it.
io::RecipeOperand recipeFileOf(const Document& document, LayerId id) {
    io::RecipeOperand operand;
    operand.file = pathOf(document, id);
    if (const auto& mask = document.file(id).mask) {
        operand.part = mask->part;
    }
    return operand;
}

/// What rules name besides the layers.
void addInputs(const Document& document, io::Program& program) {
    for (const NamedArray& each : document.ruleArrays().all()) {
        program.arrays.push_back({each.name.toStdString(),
                                  io::ProgramFile::of(toPath(each.path).string(), each.file),
                                  {each.array.dtype(), each.array.layout(), {}, {}}});
    }
    if (document.has(LayerId::Backdrop)) {
        program.backdrop = io::ProgramBackdrop{pathOf(document, LayerId::Backdrop), true, {}};
    }
}

void setPlane(io::RecipeOperand& operand, const array::Shape& shape) {
    const RulePlane plane = rulePlaneOf(shape);
    operand.planeY = plane.y;
    operand.planeX = plane.x;
}

void addInputs(const Document& document, io::Recipe& recipe) {
    for (const NamedArray& each : document.ruleArrays().all()) {
        io::RecipeArray array{each.name.toStdString(), {toPath(each.path).string(), {}, {}}};
        array.operand.part = each.file.part;
        setPlane(array.operand, each.array.shape());
        recipe.arrays.push_back(std::move(array));
    }
    if (document.has(LayerId::Backdrop)) {
        recipe.backdrop = pathOf(document, LayerId::Backdrop);
    }
    if (const labels::LabelTable* labels = document.stack().labels()) {
        for (const auto& [label, entry] : labels->entries()) {
            if (!entry.name.empty()) {
                recipe.labels[label] = entry.name;
            }
        }
    }
    setPlane(recipe.destination, document.destination()->shape());
    setPlane(recipe.condition, document.condition()->shape());
    if (recipe.source && document.sourceRule().before() != nullptr) {
        setPlane(*recipe.source, document.sourceRule().before()->shape());
    }
}

/// The source of a recipe whose rule is to see the file as it is seen here.
base::Result<io::RecipeOperand> ruleSourceOf(const Document& document) {
    const OperandView& seen = document.operandView(LayerId::Source);
    if (!seen.prepared.empty() || seen.steps.size() > 1) {
        return refused(Document::tr("The source's rule sees its file through several changes, "
                                    "which a recipe can't say."),
                       Document::tr("Show the source as in its file, and write them in the rule: "
                                    "source[0]."));
    }
    io::RecipeOperand operand = recipeFileOf(document, LayerId::Source);
    operand.view = seen.view;
    return operand;
}
}  // namespace

base::Status checkEquivalent(const Document& document) {
    if (document.busy() || document.inStroke()) {
        return tl::unexpected(Document::busyError());
    }
    if (document.plan() == nullptr) {
        return refused(Document::tr("There is no assignment yet."), document.problem());
    }
    if (!document.hasValuesOfFile()) {
        return refused(
            Document::tr("The destination has changes that are in no file, so that no program "
                         "could begin with it."),
            Document::tr("Save it first, or undo them."));
    }
    for (const ConditionLayer& layer : document.stack().layers().layers) {
        if (document.mode() == assign::Mode::Fill && layer.on && layer.isRule() &&
            looksAtSource(document.stack().check(layer.rule))) {
            return refused(Document::tr("A rule looks at the source, which takes no part where a "
                                        "value fills."),
                           Document::tr("Freeze the rule to paint, or choose another mode."));
        }
    }
    return {};
}

base::Result<io::Program> programOf(const Document& document, const std::string& output,
                                    std::size_t mostRuns) {
    if (const auto possible = checkEquivalent(document); !possible) {
        return base::passOn(possible);
    }
    io::Program program;
    program.destination = fileOf(document, LayerId::Destination);
    program.changesDType = document.isModified();
    program.request = document.planRequest();
    if (document.mode() == assign::Mode::Fill) {
        program.request.value = document.plan()->value();
    } else if (document.sourceRule().any()) {
        const SourceRule& source = document.sourceRule();
        const auto rule = source.check(source.text());
        if (!rule) {
            return tl::unexpected(rule.error().toError(source.text().toStdString()));
        }
        io::ProgramSource given{source.text().toStdString(), *rule, {}};
        if (source.before() != nullptr) {
            const OperandView& seen = document.operandView(LayerId::Source);
            given.file = {source.before()->dtype(), source.before()->layout(), seen.view,
                          seen.prepared};
            program.source = fileOf(document, LayerId::Source);
        }
        program.sourceRule = std::move(given);
    } else {
        program.source = fileOf(document, LayerId::Source);
    }
    if (hasRules(document)) {
        addInputs(document, program);
    }
    if (!document.stack().plain()) {
        auto stack = stackOf(document, mostRuns);
        if (!stack) {
            return base::passOn(stack);
        }
        program.stack = *std::move(stack);
        program.request.condition.dtype = array::DType::Bool;
        program.request.condition.view.clear();
        program.request.condition.prepared.clear();
    } else if (document.conditionIsInFile()) {
        program.condition = fileOf(document, LayerId::Condition);
    } else {
        auto runs = paintedOf(*document.condition(), mostRuns);
        if (!runs) {
            return base::passOn(runs);
        }
        program.painted = *std::move(runs);
        // As it is seen now.
        program.request.condition.dtype = array::DType::Bool;
        program.request.condition.view.clear();
        program.request.condition.prepared.clear();
    }
    program.output = output;
    program.destinationShape = document.destination()->shape();
    return program;
}

base::Result<io::Recipe> recipeOf(const Document& document, std::size_t mostRuns) {
    if (const auto possible = checkEquivalent(document); !possible) {
        return base::passOn(possible);
    }
    io::Recipe recipe;
    recipe.destination = recipeFileOf(document, LayerId::Destination);
    const array::DType dtype = document.dtype(LayerId::Destination);
    // A bool that was saved as PNG is read again as uint8.
    const bool readAsBytes = dtype == array::DType::Bool &&
                             document.file(LayerId::Destination).mask->format == io::Format::Png;
    if (document.isModified() || readAsBytes) {
        recipe.destinationType = dtype;
    }
    recipe.mode = document.mode();
    recipe.casting = document.casting();
    if (document.mode() == assign::Mode::Fill) {
        recipe.value = document.valueText().trimmed().toStdString();
    } else if (document.sourceRule().any()) {
        recipe.sourceRule = document.sourceRule().text().toStdString();
        if (document.sourceRule().before() != nullptr) {
            auto source = ruleSourceOf(document);
            if (!source) {
                return base::passOn(source);
            }
            recipe.source = *std::move(source);
        }
    } else {
        recipe.source = recipeFileOf(document, LayerId::Source);
        recipe.source->steps = document.operandView(LayerId::Source).steps;
    }
    if (!document.stack().plain()) {
        auto stack = recipeStackOf(document, mostRuns);
        if (!stack) {
            return base::passOn(stack);
        }
        recipe.stack = *std::move(stack);
    } else if (document.conditionIsInFile()) {
        recipe.condition = recipeFileOf(document, LayerId::Condition);
        recipe.condition.steps = document.operandView(LayerId::Condition).steps;
    } else {
        auto runs = paintedOf(*document.condition(), mostRuns);
        if (!runs) {
            return base::passOn(runs);
        }
        recipe.painted = *std::move(runs);
    }
    if (hasRules(document)) {
        addInputs(document, recipe);
    }
    return recipe;
}

}  // namespace frisket::session
