// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "core/array/box.h"
#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"

namespace frisket::condition {

/// How a layer of a condition joins what the layers below it give; below the lowest all is false.
enum class Combine : std::uint8_t {
    Or,       ///< adds its true elements
    And,      ///< keeps no more than its true elements
    AndNot,   ///< takes its true elements away
    Replace,  ///< counts alone
};

inline constexpr std::array kAllCombines{Combine::Or, Combine::And, Combine::AndNot,
                                         Combine::Replace};

/// "or", "and", "and not", "replace".
[[nodiscard]] std::string_view name(Combine combine);
[[nodiscard]] std::optional<Combine> combineNamed(std::string_view name);

/// 64 elements of a layer joined to those below it.
[[nodiscard]] constexpr Word combined(Combine combine, Word below, Word mine) {
    switch (combine) {
        case Combine::Or:
            return below | mine;
        case Combine::And:
            return below & mine;
        case Combine::AndNot:
            return below & ~mine;
        case Combine::Replace:
            return mine;
    }
    return mine;
}

/// Whether a layer that lies lowest gives its own elements.
[[nodiscard]] constexpr bool givesItself(Combine combine) {
    return combine == Combine::Or || combine == Combine::Replace;
}

/// A layer's elements, with the shape of the condition, and how they join those below.
struct LayerPart {
    const ConditionMask* mask = nullptr;
    Combine combine = Combine::Or;
};

/// What a fold changed of the condition that it wrote.
struct Folded {
    std::int64_t more = 0;  ///< elements that are true afterwards, less those that were before
    /// Holds every element that changed; empty where none did, but for a condition of no axes,
    /// whose box is never empty.
    array::Box changed;
};

/// Makes `result`, within `box`, what `parts` (the lowest first) give together. All have the same
/// shape; `result` is none of the parts. Costs the words of the box, or of the ranges that
/// Box::ranges makes of it, for each part.
Folded foldLayers(std::span<const LayerPart> parts, const array::Box& box, ConditionMask& result,
                  base::ThreadPool* pool = nullptr);

/// Joins one layer to `below`, what those below it give: the same as `foldLayers`, a layer at a
/// time. The shapes are equal; `layer` is not `below`.
void joinLayer(Combine combine, const ConditionMask& layer, ConditionMask& below,
               base::ThreadPool* pool = nullptr);

}  // namespace frisket::condition
