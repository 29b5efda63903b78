// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace frisket::rules {

enum class Function : std::uint8_t {
    Grow,
    Shrink,
    Open,
    Close,
    FillHoles,
    Holes,
    Area,
    Largest,
    Distance,
    Edges,
    Inside,
    Abs,
    Min,
    Max,
    Where,
    Relabel,
    Any,
    All,
    Sum,
    Mean,
    Argmax,
    Argmin,
    Int,
    Float,
    IsNan,
    Floor,
    Ceil,
    Round,
};

struct FunctionInfo {
    Function function;
    std::string_view name;
    std::string_view signature;  ///< "grow(x, radius, shape=\"disc\")"
    std::string_view meaning;    ///< one short sentence
};

/// All functions, in the order of docs/rules.md.
[[nodiscard]] std::span<const FunctionInfo> functions();
[[nodiscard]] const FunctionInfo* functionNamed(std::string_view name);
[[nodiscard]] const FunctionInfo& infoOf(Function function);

}  // namespace frisket::rules
