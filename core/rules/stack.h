// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/condition/layers.h"
#include "core/rules/evaluation.h"

namespace frisket::rules {

/// Most layers of a stack.
inline constexpr std::size_t kMostLayers = 1000;

/// A layer of a condition: a rule, or elements that were painted.
struct StackLayer {
    std::string name;
    bool on = true;
    condition::Combine combine = condition::Combine::Or;
    std::string rule;    ///< empty: it was painted
    array::Shape shape;  ///< of a painted one
};

/// A layer that takes part.
struct StackPart {
    std::size_t layer = 0;     ///< its place in the stack
    std::optional<Rule> rule;  ///< nothing: it was painted
};

/// Whether all rules of a stack can be evaluated for those inputs, of which none is called
/// "condition": in a rule that is what the layers below give, false everywhere for the lowest.
/// `condition` has the shape of what the stack gives and the axes of its planes; its name and dtype
/// don't count. Gives the layers that take part, the lowest first: those that are on, from the
/// topmost on that replaces all below without a look at it. What else is in the stack is not
/// checked. Fails with InvalidArgument, which names the layer and the column ("Layer 'large cells',
/// column 8: ..."), also where what a layer gives does not broadcast to the condition's shape; and
/// with TooLarge for more than kMostLayers.
[[nodiscard]] base::Result<std::vector<StackPart>> checkStack(std::span<const StackLayer> stack,
                                                              std::span<const InputType> inputs,
                                                              const InputType& condition);

/// The elements of painted layer `layer`, of the shape that the stack says; asked for once, in
/// order. An error ends the evaluation.
using PaintedOf =
    std::function<base::Result<std::shared_ptr<const condition::ConditionMask>>(std::size_t layer)>;

/// What the whole stack gives: `parts` from `checkStack` with the same types, `inputs` in their
/// order. Holds two masks of the condition's shape and what the rule at work needs. Fails with
/// Cancelled, TooLarge and OutOfMemory, naming the layer, and as `paintedOf`.
[[nodiscard]] base::Result<condition::ConditionMask> evaluateStack(
    std::span<const StackLayer> stack, std::span<const StackPart> parts,
    std::span<const Input> inputs, const array::Shape& shape, const PaintedOf& paintedOf,
    base::Progress* progress = nullptr, base::ThreadPool* pool = nullptr);

// The steps of these two, for who keeps what each layer gives.
/// The rule, if what it gives broadcasts to a condition of that shape; else why not, about the text
/// from its beginning on.
[[nodiscard]] RuleResult<Rule> fitCondition(Rule rule, const array::Shape& condition);
/// What a rule gives, with the shape of the condition, which it fits; `inputs` as
/// Evaluation::make. condition::joinLayer joins it to what is below. Fails with Cancelled, TooLarge
/// and OutOfMemory.
[[nodiscard]] base::Result<condition::ConditionMask> evaluateLayer(
    const Rule& rule, std::vector<Input> inputs, const array::Shape& condition,
    base::Progress* progress = nullptr, base::ThreadPool* pool = nullptr);

/// `error` as one of that layer: "Layer 'large cells', column 8: ...", of one without a name "Layer
/// 2, column 8: ..." counted from 1. For a layer that is evaluated on its own.
[[nodiscard]] base::Error layerError(std::span<const StackLayer> stack, std::size_t layer,
                                     const RuleError& error);

/// `name` as messages quote it: short, on one line.
[[nodiscard]] std::string quotedName(std::string_view name);

/// Whether an array may have that name in rules: a name of the language that is none of its words,
/// functions and other inputs. Fails with InvalidArgument.
[[nodiscard]] base::Status checkArrayName(std::string_view name);

}  // namespace frisket::rules
