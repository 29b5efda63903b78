// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/assign/mode.h"
#include "core/assign/refusal.h"
#include "core/io/program.h"

namespace frisket::io {

/// A file of a recipe and what is done to it before it takes part, in this order.
struct RecipeOperand {
    std::string file;  ///< empty for a condition that was painted
    std::string view;  ///< a view expression, or empty
    /// Views, pads and resizes, as assign::applyFix does them.
    std::vector<assign::Fix> steps;
};

/// An assignment that can be done again: .frisket-recipe.json, whose schema is in docs/recipe.md.
struct Recipe {
    RecipeOperand destination;
    std::optional<RecipeOperand> source;
    RecipeOperand condition;
    PaintedCondition painted;  ///< where the condition has no file
    assign::Mode mode = assign::Mode::Where;
    assign::Casting casting = assign::Casting::Exact;
    std::string value;  ///< that fills; or empty

    /// Files are named as seen from that folder where they lie in it or below.
    [[nodiscard]] std::string toJson(const std::filesystem::path& folder) const;
};

inline constexpr std::size_t kMostRecipeText = std::size_t{1} << 26U;

/// Reads a recipe, whose relative names are of that folder. Keys that it does not know are an
/// error: they would be something that is not done. Fails with Format, which names the key, with
/// Unsupported for a later version, and with TooLarge.
[[nodiscard]] base::Result<Recipe> readRecipe(std::string_view json,
                                              const std::filesystem::path& folder);

}  // namespace frisket::io
