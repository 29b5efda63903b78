// SPDX-License-Identifier: MIT
#include "core/io/recipe.h"

#include <algorithm>
#include <initializer_list>

#include <nlohmann/json.hpp>

#include "core/base/text.h"
#include "core/io/rle_text.h"

namespace frisket::io {

namespace {
using assign::Fix;
using assign::Role;
using base::joined;
using Json = nlohmann::ordered_json;

constexpr std::string_view kFormat = "frisket-recipe";
constexpr int kVersion = 1;

std::vector<std::int64_t> sizesOf(const array::Shape& shape) {
    return {shape.begin(), shape.end()};
}

std::string named(const std::string& file, const std::filesystem::path& folder) {
    const std::filesystem::path relative =
        std::filesystem::path(file).lexically_normal().lexically_relative(
            folder.lexically_normal());
    const bool below = !relative.empty() && *relative.begin() != "..";
    return below ? relative.generic_string() : file;
}

Json toJson(const RecipeOperand& operand, const std::filesystem::path& folder) {
    Json json;
    if (!operand.file.empty()) {
        json["file"] = named(operand.file, folder);
    }
    if (!operand.view.empty()) {
        json["view"] = operand.view;
    }
    for (const Fix& step : operand.steps) {
        Json each;
        if (!step.view.empty()) {
            each["view"] = step.view;
        }
        if (step.makesArray()) {
            each[step.kind == Fix::Kind::Pad ? "pad" : "resize"] = sizesOf(step.shape);
        }
        json["steps"].push_back(each);
    }
    return json;
}

/// Reads keys of one object and remembers what is wrong first.
class Reader {
public:
    explicit Reader(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    [[nodiscard]] const std::optional<base::Error>& error() const { return m_error; }

    void refuse(const std::string& where, std::string_view what) {
        if (!m_error) {
            m_error =
                base::Error{base::ErrorCode::Format, joined("The recipe's ", where, " ", what, "."),
                            "docs/recipe.md says what a recipe has."};
        }
    }

    /// Refuses keys that are none of `known`.
    void checkKeys(const Json& object, const std::string& where,
                   std::initializer_list<std::string_view> known) {
        if (!object.is_object()) {
            refuse(where, "is no object");
            return;
        }
        for (const auto& [key, value] : object.items()) {
            if (std::find(known.begin(), known.end(), key) == known.end()) {
                refuse(joined(where, " key '", key, "'"), "is unknown");
            }
        }
    }

    std::string text(const Json& object, const char* key, const std::string& where) {
        if (!object.is_object() || !object.contains(key)) {
            return {};
        }
        if (!object[key].is_string()) {
            refuse(joined(where, ".", key), "is no text");
            return {};
        }
        return object[key].get<std::string>();
    }

    array::Shape shape(const Json& sizes, const std::string& where) {
        array::Shape out;
        if (!sizes.is_array() || sizes.size() > static_cast<std::size_t>(array::kMaxRank)) {
            refuse(where, "is no list of sizes");
            return out;
        }
        for (const Json& size : sizes) {
            if (!size.is_number_integer() || size.get<std::int64_t>() < 0) {
                refuse(where, "has a size that is no whole number from 0 on");
                return out;
            }
            out.append(size.get<std::int64_t>());
        }
        return out;
    }

    RecipeOperand operand(const Json& json, const std::string& where, Role role) {
        RecipeOperand out;
        checkKeys(json, where, {"file", "view", "steps", "shape", "runs"});
        const std::string file = text(json, "file", where);
        if (!file.empty()) {
            out.file = (m_folder / file).lexically_normal().string();
        }
        out.view = text(json, "view", where);
        const Json steps =
            json.is_object() && json.contains("steps") ? json["steps"] : Json::array();
        if (!steps.is_array()) {
            refuse(where + ".steps", "is no list");
            return out;
        }
        for (const Json& step : steps) {
            out.steps.push_back(this->step(step, where + ".steps", role));
        }
        return out;
    }

    Fix step(const Json& json, const std::string& where, Role role) {
        Fix fix;
        checkKeys(json, where, {"view", "pad", "resize"});
        fix.operand = role;
        fix.kind = Fix::Kind::Combined;
        fix.view = text(json, "view", where);
        for (const auto& [key, kind] :
             {std::pair("pad", Fix::Kind::Pad), std::pair("resize", Fix::Kind::Resize)}) {
            if (json.is_object() && json.contains(key)) {
                fix.kind = kind;
                fix.shape = shape(json[key], joined(where, ".", key));
            }
        }
        fix.text = fix.makesArray() ? joined(name(fix.kind), " to ", array::toString(fix.shape))
                                    : joined("view ", fix.view);
        return fix;
    }

private:
    std::filesystem::path m_folder;
    std::optional<base::Error> m_error;
};

base::Result<Json> parsed(std::string_view text) {
    if (text.size() > kMostRecipeText) {
        return base::fail(base::ErrorCode::TooLarge,
                          joined("A recipe of ", text.size(), " bytes is too large; at most ",
                                 kMostRecipeText, " are read."));
    }
    // A recipe is three levels deep: deeper ones are not parsed, whose end would overflow the
    // stack.
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth < 16; };
    Json json = Json::parse(text, shallow, false);
    if (json.is_discarded() || !json.is_object()) {
        return base::fail(base::ErrorCode::Format, "The file is no JSON object.",
                          "A recipe is what Frisket's Code dock saves.");
    }
    return json;
}
}  // namespace

std::string Recipe::toJson(const std::filesystem::path& folder) const {
    Json json;
    json["format"] = kFormat;
    json["version"] = kVersion;
    json["destination"] = io::toJson(destination, folder);
    if (source) {
        json["source"] = io::toJson(*source, folder);
    }
    json["condition"] = io::toJson(condition, folder);
    if (condition.file.empty()) {
        json["condition"]["shape"] = sizesOf(painted.shape);
        json["condition"]["runs"] = packedRuns(painted.runs);
    }
    json["mode"] = assign::name(mode);
    json["casting"] = assign::name(casting);
    if (!value.empty()) {
        json["value"] = value;
    }
    return json.dump(2) + "\n";
}

base::Result<Recipe> readRecipe(std::string_view text, const std::filesystem::path& folder) {
    auto json = parsed(text);
    if (!json) {
        return base::passOn(json);
    }
    Reader reader(folder);
    if (reader.text(*json, "format", "top") != kFormat) {
        return base::fail(base::ErrorCode::Format,
                          joined("The file does not say \"format\": \"", kFormat, "\"."),
                          "A recipe is what Frisket's Code dock saves.");
    }
    const Json version = json->value("version", Json());
    if (!version.is_number_integer() || version.get<std::int64_t>() < 1) {
        reader.refuse("version", "is no number");
    } else if (version.get<std::int64_t>() > kVersion) {
        return base::fail(base::ErrorCode::Unsupported,
                          joined("The recipe is of version ", version.get<std::int64_t>(),
                                 "; this Frisket knows ", kVersion, "."),
                          "Use a newer Frisket.");
    }
    reader.checkKeys(
        *json, "top",
        {"format", "version", "destination", "source", "condition", "mode", "casting", "value"});
    Recipe recipe;
    recipe.destination =
        reader.operand(json->value("destination", Json()), "destination", Role::Destination);
    if (json->contains("source")) {
        recipe.source = reader.operand((*json)["source"], "source", Role::Source);
    }
    const Json condition = json->value("condition", Json());
    recipe.condition = reader.operand(condition, "condition", Role::Condition);
    if (recipe.condition.file.empty() && condition.is_object()) {
        recipe.painted.shape = reader.shape(condition.value("shape", Json()), "condition.shape");
        const auto runs = unpackedRuns(reader.text(condition, "runs", "condition"));
        if (runs) {
            recipe.painted.runs = *runs;
        } else {
            reader.refuse("condition.runs", runs.error().message);
        }
    }
    const auto mode = assign::modeFromName(reader.text(*json, "mode", "top"));
    const auto casting = assign::castingFromName(reader.text(*json, "casting", "top"));
    if (!mode) {
        reader.refuse("mode", "is none of where, index, scatter, fill, place, putmask");
    }
    if (!casting) {
        reader.refuse("casting", "is none of exact, safe, same_kind, unsafe");
    }
    recipe.mode = mode.value_or(assign::Mode::Where);
    recipe.casting = casting.value_or(assign::Casting::Exact);
    recipe.value = reader.text(*json, "value", "top");
    if (recipe.destination.file.empty()) {
        reader.refuse("destination", "has no file");
    }
    if (recipe.source && recipe.source->file.empty()) {
        reader.refuse("source", "has no file");
    }
    if (recipe.source.has_value() == !recipe.value.empty()) {
        reader.refuse("source", recipe.source ? "and a value can't both be" : "is missing");
    }
    if (reader.error()) {
        return tl::unexpected(*reader.error());
    }
    return recipe;
}

}  // namespace frisket::io
