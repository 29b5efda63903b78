// SPDX-License-Identifier: MIT
#include "app/cli/condition_layers.h"

#include "core/assign/apply_fix.h"
#include "core/base/text.h"
#include "core/condition/mask_runs.h"
#include "core/condition/viewed.h"

namespace frisket::cli {

namespace {
using base::joined;
using condition::ConditionMask;

/// A layer's file, seen through its view and steps.
base::Status readFile(ConditionLayers::Layer& layer, const ReadOptions& read,
                      std::vector<std::string>& notes) {
    const io::RecipeOperand& from = layer.from.file;
    const ViewedOperand operand{{from.file, from.part}, from.view};
    auto condition = readCondition(operand, read);
    if (!condition) {
        return base::passOn(condition);
    }
    const auto seen = viewed(array::Layout::rowMajor(condition->mask.shape()), operand);
    if (!seen) {
        return base::passOn(seen);
    }
    assign::PlanRequest request;
    request.condition = {condition->dtype, *seen, from.view};
    std::optional<array::NdArray> none;
    if (auto done = doSteps(from.steps, request, none, condition->mask); !done) {
        return done;
    }
    layer.file = io::ProgramFile::of(from.file, condition->file);
    layer.operand = request.condition;
    auto mask =
        condition::packed(condition->mask, layer.operand.layout, layer.operand.layout.shape);
    if (!mask) {
        return base::passOn(mask);
    }
    layer.mask = *std::move(mask);
    notes.insert(notes.end(), condition->notes.begin(), condition->notes.end());
    return {};
}
}  // namespace

base::Status doSteps(const std::vector<assign::Fix>& steps, assign::PlanRequest& request,
                     std::optional<array::NdArray>& source, ConditionMask& condition) {
    for (const assign::Fix& step : steps) {
        if (auto done = assign::applyFix(step, request, source, condition); !done) {
            done.error().message =
                joined("The recipe's step '", step.text, "': ", done.error().message);
            return done;
        }
    }
    return {};
}

base::Result<ConditionLayers> readLayers(const io::RecipeStack& stack, const ViewedOperand& operand,
                                         const array::Shape& destination, const ReadOptions& read) {
    ConditionLayers out;
    std::optional<array::Shape> shape = stack.shape;
    for (const io::RecipeLayer& from : stack.layers) {
        ConditionLayers::Layer layer{from, {}, {}, {}};
        rules::StackLayer part{from.name, from.on, from.combine, from.rule, from.painted.shape};
        const bool isFile = from.rule.empty() && !from.file.file.empty();
        if (isFile && from.on) {
            if (auto done = readFile(layer, read, out.notes); !done) {
                return base::passOn(done);
            }
            part.shape = layer.operand.layout.shape;
        }
        if (!shape && from.on && from.rule.empty()) {
            shape = part.shape;
        }
        out.layers.push_back(std::move(layer));
        out.stack.push_back(std::move(part));
    }
    out.condition = {"condition", array::DType::Bool, shape.value_or(destination),
                     nullptr,     operand.planeY,     operand.planeX};
    const auto elements = array::elementCount(out.condition.shape);
    if (!elements || *elements / 8 > read.limits.memoryBudget) {
        return base::fail(base::ErrorCode::TooLarge,
                          joined("A condition of shape ", array::toString(out.condition.shape),
                                 " takes more than the memory budget."),
                          "Raise --memory-budget.");
    }
    return out;
}

base::Result<ConditionMask> ConditionLayers::evaluate(const NamedInputs& inputs,
                                                      base::ThreadPool& pool) {
    auto found = rules::checkStack(stack, inputs.types, condition);
    if (!found) {
        return base::passOn(found);
    }
    parts = *std::move(found);
    using Painted = base::Result<std::shared_ptr<const ConditionMask>>;
    const auto paintedOf = [this](std::size_t place) -> Painted {
        const Layer& layer = layers[place];
        if (layer.mask) {
            return std::shared_ptr<const ConditionMask>(std::shared_ptr<void>(), &*layer.mask);
        }
        const io::PaintedCondition& painted = layer.from.painted;
        auto mask = condition::maskFromRuns(painted.shape, painted.runs);
        return mask ? Painted(std::make_shared<const ConditionMask>(*std::move(mask)))
                    : Painted(base::passOn(mask));
    };
    return rules::evaluateStack(stack, parts, inputs.values, condition.shape, paintedOf, nullptr,
                                &pool);
}

io::ProgramStack ConditionLayers::toProgram() const {
    io::ProgramStack program{condition.shape, {}};
    for (const rules::StackPart& part : parts) {
        const Layer& layer = layers[part.layer];
        io::ProgramLayer out;
        out.name = layer.from.name;
        out.combine = layer.from.combine;
        out.text = layer.from.rule;
        out.rule = part.rule;
        if (layer.mask) {
            out.file = layer.file;
            out.operand = layer.operand;
        }
        out.painted = layer.from.painted;
        program.layers.push_back(std::move(out));
    }
    return program;
}

}  // namespace frisket::cli
