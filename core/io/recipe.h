// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <map>
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
    std::string file;  ///< empty for a condition that was painted, and where a rule needs none
    std::string view;  ///< a view expression, or empty
    /// Views, pads and resizes, as assign::applyFix does them.
    std::vector<assign::Fix> steps;
    /// The axes that are rows and columns for rules, as rules::InputType has them.
    int planeY = -2;
    int planeX = -1;
    Part part = {};  ///< of the file
};

/// A layer of a condition: a rule, a file, or what was painted.
struct RecipeLayer {
    std::string name;
    bool on = true;
    condition::Combine combine = condition::Combine::Or;
    std::string rule;          ///< empty: it is none
    RecipeOperand file;        ///< or without a name
    PaintedCondition painted;  ///< where there is neither
};

/// A condition of layers, the lowest first; those that are off are there too.
struct RecipeStack {
    /// Of the condition. Nothing: that of the lowest layer that is painted or from a file, else
    /// that of the destination.
    std::optional<array::Shape> shape;
    std::vector<RecipeLayer> layers;
};

/// A further array that rules name. Its operand has no steps.
struct RecipeArray {
    std::string name;
    RecipeOperand operand;
};

/// An assignment that can be done again: .frisket-recipe.json, whose schema is in docs/recipe.md.
struct Recipe {
    RecipeOperand destination;
    /// What the destination is changed to before anything else, where each of its values has an
    /// equal in it.
    std::optional<array::DType> destinationType;
    /// Nothing where a value fills. With `sourceRule` the file and its view are what the rule calls
    /// `source`, if it has a name, and the steps are done to what the rule gives.
    std::optional<RecipeOperand> source;
    std::string sourceRule;  ///< or empty
    /// With a `stack` there is no file and no view: the steps are done to what the stack gives.
    RecipeOperand condition;
    PaintedCondition painted;  ///< where the condition has neither file nor stack
    std::optional<RecipeStack> stack;
    std::vector<RecipeArray> arrays;
    std::string backdrop;  ///< a file, or empty
    /// Names of labels that rules may name, by label.
    std::map<std::int64_t, std::string> labels;
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
