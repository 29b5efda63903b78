// SPDX-License-Identifier: MIT
#include "core/rules/stack.h"

#include <algorithm>
#include <new>

#include "core/base/text.h"
#include "core/condition/viewed.h"
#include "core/rules/builder.h"
#include "core/rules/expression.h"
#include "core/rules/functions.h"

namespace frisket::rules {

namespace {
using base::ErrorCode;
using base::joined;
using condition::Combine;
using condition::ConditionMask;

constexpr std::string_view kCondition = "condition";

std::string layerText(std::span<const StackLayer> stack, std::size_t layer) {
    const std::string& name = stack[layer].name;
    return name.empty() ? joined("Layer ", layer + 1) : joined("Layer ", quotedName(name));
}

/// `error`, whose message begins with what it is about.
base::Error ofLayer(std::span<const StackLayer> stack, std::size_t layer, base::Error error) {
    error.message = joined(layerText(stack, layer), ": ", error.message);
    return error;
}

/// What a layer of shape `found` needs, to have no more axes or elements than the condition.
base::Error shapeError(const array::Shape& found, const array::Shape& wanted, bool isRule) {
    std::string hint;
    if (found.rank() > wanted.rank()) {
        hint = isRule ? "Take one index of the first axis, as in x[0], or put any(..., axis=0) "
                        "around the rule."
                      : "See it through a view, such as [0].";
    } else {
        hint = joined("Counted from the right, each axis must be 1 or that of the condition, and ",
                      isRule ? "x[..., None] adds one." : "a view such as [..., None] adds one.");
    }
    return {ErrorCode::InvalidArgument,
            joined("This gives shape ", array::toString(found),
                   ", which does not fit the condition of shape ", array::toString(wanted), "."),
            std::move(hint)};
}

bool fits(const array::Shape& shape, const array::Shape& wanted) {
    const auto both = broadcast(shape, wanted);
    return both && *both == wanted;
}

/// A rule of the stack, checked; or its error.
base::Result<Rule> checkedLayer(std::span<const StackLayer> stack, std::size_t layer,
                                std::span<const InputType> types, const array::Shape& shape) {
    const auto expression = parse(stack[layer].rule);
    if (!expression) {
        return tl::unexpected(layerError(stack, layer, expression.error()));
    }
    auto rule = check(*expression, types);
    if (!rule) {
        return tl::unexpected(layerError(stack, layer, rule.error()));
    }
    const auto fitting = fitCondition(*std::move(rule), shape);
    if (!fitting) {
        return tl::unexpected(layerError(stack, layer, fitting.error()));
    }
    return *fitting;
}

/// `mask` with that shape, which it broadcasts to.
base::Result<ConditionMask> stretched(const ConditionMask& mask, const array::Shape& shape) {
    const auto layout = array::Layout::rowMajor(mask.shape()).broadcastTo(shape);
    if (!layout) {
        return base::passOn(layout);
    }
    return condition::packed(mask, *layout, shape);
}

}  // namespace

std::string quotedName(std::string_view name) {
    constexpr std::size_t kMost = 60;
    std::string out = "'";
    std::size_t size = std::min(name.size(), kMost);
    while (size < name.size() && size > 0 &&
           (static_cast<unsigned char>(name[size]) & 0xc0U) == 0x80U) {
        --size;  // not within a character
    }
    for (const char each : name.substr(0, size)) {
        const auto byte = static_cast<unsigned char>(each);
        out += byte < 0x20 || byte == 0x7f ? ' ' : each;
    }
    return out + (size < name.size() ? "...'" : "'");
}

RuleResult<Rule> fitCondition(Rule rule, const array::Shape& condition) {
    if (fits(rule.shape(), condition)) {
        return rule;
    }
    base::Error error = shapeError(rule.shape(), condition, true);
    return failAt({}, std::move(error.message), std::move(error.hint));
}

base::Result<ConditionMask> evaluateLayer(const Rule& rule, std::vector<Input> inputs,
                                          const array::Shape& condition, base::Progress* progress,
                                          base::ThreadPool* pool) {
    auto evaluation = Evaluation::make(rule, std::move(inputs));
    if (!evaluation) {
        return base::passOn(evaluation);
    }
    auto mask = evaluation->toMask(progress, pool);
    return !mask || mask->shape() == condition ? std::move(mask) : stretched(*mask, condition);
}

base::Error layerError(std::span<const StackLayer> stack, std::size_t layer,
                       const RuleError& error) {
    const std::int64_t column = columnOf(stack[layer].rule, error.span.begin);
    return {ErrorCode::InvalidArgument,
            joined(layerText(stack, layer), ", column ", column, ": ", error.message), error.hint};
}

base::Status checkArrayName(std::string_view name) {
    const std::string text(name);
    const auto expression = parse(name);
    const bool isName = expression && expression->at(expression->root).form == Form::Name &&
                        expression->at(expression->root).text == text;
    if (!isName || isReserved(name)) {
        return base::fail(ErrorCode::InvalidArgument,
                          joined("An array of rules can't be called ", quotedName(name), "."),
                          "A name is letters, digits and _, not a digit first, and no word of the "
                          "language.");
    }
    static constexpr std::array<std::string_view, 5> kTaken{"source", "destination", "condition",
                                                            "backdrop", "component"};
    if (functionNamed(name) != nullptr ||
        std::find(kTaken.begin(), kTaken.end(), name) != kTaken.end()) {
        return base::fail(ErrorCode::InvalidArgument,
                          joined("An array of rules can't be called ", quotedName(name),
                                 ", which has a meaning."),
                          "Choose another name.");
    }
    return {};
}

base::Result<std::vector<StackPart>> checkStack(std::span<const StackLayer> stack,
                                                std::span<const InputType> inputs,
                                                const InputType& condition) {
    if (stack.size() > kMostLayers) {
        return base::fail(ErrorCode::TooLarge,
                          joined("A condition of ", stack.size(),
                                 " layers is too large; there may be ", kMostLayers, "."),
                          "Freeze some of them to paint.");
    }
    std::vector<InputType> types(inputs.begin(), inputs.end());
    types.push_back(condition);
    types.back().name = kCondition;
    types.back().dtype = array::DType::Bool;
    const int below = static_cast<int>(inputs.size());
    std::vector<StackPart> parts;
    // From the top: what is below a layer that replaces all is not looked at.
    for (std::size_t layer = stack.size(); layer-- > 0;) {
        const StackLayer& each = stack[layer];
        if (!each.on) {
            continue;
        }
        parts.push_back({layer, std::nullopt});
        if (!each.rule.empty()) {
            auto rule = checkedLayer(stack, layer, types, condition.shape);
            if (!rule) {
                return base::passOn(rule);
            }
            parts.back().rule = *std::move(rule);
        } else if (!fits(each.shape, condition.shape)) {
            return tl::unexpected(
                ofLayer(stack, layer, shapeError(each.shape, condition.shape, false)));
        }
        const bool looksBelow = parts.back().rule && parts.back().rule->uses(below);
        if (each.combine == Combine::Replace && !looksBelow) {
            break;
        }
    }
    std::reverse(parts.begin(), parts.end());
    return parts;
}

base::Result<ConditionMask> evaluateStack(std::span<const StackLayer> stack,
                                          std::span<const StackPart> parts,
                                          std::span<const Input> inputs, const array::Shape& shape,
                                          const PaintedOf& paintedOf, base::Progress* progress,
                                          base::ThreadPool* pool) {
    auto below = ConditionMask::create(shape);
    if (!below) {
        return below;
    }
    for (const StackPart& part : parts) {
        if (const auto going = base::proceed(progress); !going) {
            return base::passOn(going);
        }
        const auto failed = [&](base::Error error) {
            const bool cancelled = error.code == ErrorCode::Cancelled;
            return tl::unexpected(cancelled ? std::move(error)
                                            : ofLayer(stack, part.layer, std::move(error)));
        };
        if (part.rule) {
            std::vector<Input> all(inputs.begin(), inputs.end());
            all.emplace_back(*below, array::Layout::rowMajor(shape));
            const auto mine = evaluateLayer(*part.rule, std::move(all), shape, progress, pool);
            if (!mine) {
                return failed(mine.error());
            }
            condition::joinLayer(stack[part.layer].combine, *mine, *below, pool);
            continue;
        }
        const auto mine = paintedOf(part.layer);
        if (!mine) {
            return failed(mine.error());
        }
        // Most have the shape of the condition and are not copied.
        std::optional<ConditionMask> wide;
        if ((*mine)->shape() != shape) {
            auto made = stretched(**mine, shape);
            if (!made) {
                return failed(made.error());
            }
            wide = *std::move(made);
        }
        condition::joinLayer(stack[part.layer].combine, wide ? *wide : **mine, *below, pool);
    }
    return below;
}

}  // namespace frisket::rules
