// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/io/recipe.h"

namespace frisket::io {

using RecipeJson = nlohmann::ordered_json;

/// Reads the parts of a recipe and remembers what is wrong first; where something is, what it gives
/// is of no use. `where` names the part in messages: "condition.layers[2]".
class RecipeReader {
public:
    explicit RecipeReader(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; }
    /// Remembers "The recipe's WHERE WHAT."
    void refuse(std::string_view where, std::string_view what);

    /// Refuses keys that are none of `known`, and what is no object.
    void checkKeys(const RecipeJson& object, const std::string& where,
                   std::initializer_list<std::string_view> known);
    /// Empty where the key is missing.
    std::string text(const RecipeJson& object, const char* key, const std::string& where);
    /// A rule, or empty; no longer than the language allows.
    std::string rule(const RecipeJson& object, const std::string& where);
    /// The file's name as seen from the recipe's folder, or empty.
    std::string file(const RecipeJson& object, const std::string& where);
    array::Shape shape(const RecipeJson& sizes, const std::string& where);
    /// Its key `dtype`, or nothing.
    std::optional<array::DType> dtype(const RecipeJson& object, const std::string& where);
    /// Its keys `file`, `view`, `steps` and `plane`; which others there may be is not checked.
    RecipeOperand operand(const RecipeJson& json, const std::string& where, assign::Role role);
    /// Its keys `shape` and `runs`.
    PaintedCondition painted(const RecipeJson& json, const std::string& where);
    RecipeStack stack(const RecipeJson& condition);
    std::vector<RecipeArray> arrays(const RecipeJson& json);
    std::map<std::int64_t, std::string> labels(const RecipeJson& json);

private:
    assign::Fix step(const RecipeJson& json, const std::string& where, assign::Role role);
    Part part(const RecipeJson& json, const std::string& where);
    void plane(const RecipeJson& json, const std::string& where, RecipeOperand& operand);
    RecipeLayer layer(const RecipeJson& json, const std::string& where);

    std::filesystem::path m_folder;
    std::optional<base::Error> m_error;
};

}  // namespace frisket::io
