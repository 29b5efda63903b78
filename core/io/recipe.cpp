// SPDX-License-Identifier: MIT
#include "core/io/recipe.h"

#include "core/base/text.h"
#include "core/io/recipe_reader.h"
#include "core/io/rle_text.h"

namespace frisket::io {

namespace {
using assign::Fix;
using assign::Role;
using base::joined;
using Json = RecipeJson;

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
    Json json = Json::object();
    if (!operand.file.empty()) {
        json["file"] = named(operand.file, folder);
    }
    if (!operand.part.key.empty()) {
        json["key"] = operand.part.key;
    }
    if (operand.part.page) {
        json["page"] = *operand.part.page;
    }
    if (!operand.view.empty()) {
        json["view"] = operand.view;
    }
    for (const Fix& step : operand.steps) {
        Json each = Json::object();
        if (!step.view.empty()) {
            each["view"] = step.view;
        }
        if (step.makesArray()) {
            each[step.kind == Fix::Kind::Pad ? "pad" : "resize"] = sizesOf(step.shape);
        }
        json["steps"].push_back(each);
    }
    if (operand.planeY != RecipeOperand().planeY || operand.planeX != RecipeOperand().planeX) {
        json["plane"] = {operand.planeY, operand.planeX};
    }
    return json;
}

void put(Json& json, const PaintedCondition& painted) {
    json["shape"] = sizesOf(painted.shape);
    json["runs"] = packedRuns(painted.runs);
}

Json toJson(const RecipeLayer& layer, const std::filesystem::path& folder) {
    Json json{{"name", layer.name}, {"on", layer.on}, {"combine", name(layer.combine)}};
    if (!layer.rule.empty()) {
        json["rule"] = layer.rule;
    } else if (!layer.file.file.empty()) {
        json.update(toJson(layer.file, folder));
    } else {
        put(json, layer.painted);
    }
    return json;
}

Json sourceJson(const Recipe& recipe, const std::filesystem::path& folder) {
    Json json = Json::object();
    if (!recipe.sourceRule.empty()) {
        json["rule"] = recipe.sourceRule;
    }
    if (recipe.source) {
        json.update(toJson(*recipe.source, folder));
    }
    return json;
}

Json conditionJson(const Recipe& recipe, const std::filesystem::path& folder) {
    Json json = Json::object();
    if (!recipe.stack) {
        json.update(toJson(recipe.condition, folder));
        if (recipe.condition.file.empty()) {
            put(json, recipe.painted);
        }
        return json;
    }
    if (recipe.stack->shape) {
        json["shape"] = sizesOf(*recipe.stack->shape);
    }
    json["layers"] = Json::array();
    for (const RecipeLayer& layer : recipe.stack->layers) {
        json["layers"].push_back(toJson(layer, folder));
    }
    RecipeOperand seen = recipe.condition;
    seen.file.clear();
    seen.view.clear();
    json.update(toJson(seen, folder));
    return json;
}

base::Result<Json> parsed(std::string_view text) {
    if (text.size() > kMostRecipeText) {
        return base::fail(base::ErrorCode::TooLarge,
                          joined("A recipe of ", text.size(), " bytes is too large; at most ",
                                 kMostRecipeText, " are read."));
    }
    // A recipe is seven levels deep: deeper ones are not parsed, whose end would overflow the
    // stack.
    const auto shallow = [](int depth, Json::parse_event_t, Json&) { return depth < 16; };
    Json json = Json::parse(text, shallow, false);
    if (json.is_discarded() || !json.is_object()) {
        return base::fail(base::ErrorCode::Format, "The file is no JSON object.",
                          "A recipe is what Frisket's Code dock saves.");
    }
    return json;
}

void readCondition(const Json& json, RecipeReader& reader, Recipe& recipe) {
    recipe.condition = reader.operand(json, "condition", Role::Condition);
    if (json.is_object() && json.contains("layers")) {
        recipe.stack = reader.stack(json);
        return;
    }
    reader.checkKeys(json, "condition",
                     {"file", "key", "page", "view", "steps", "plane", "shape", "runs"});
    if (recipe.condition.file.empty()) {
        recipe.painted = reader.painted(json, "condition");
    }
}
}  // namespace

std::string Recipe::toJson(const std::filesystem::path& folder) const {
    Json json;
    json["format"] = kFormat;
    json["version"] = kVersion;
    json["destination"] = io::toJson(destination, folder);
    if (destinationType) {
        json["destination"]["dtype"] = array::name(*destinationType);
    }
    if (source || !sourceRule.empty()) {
        json["source"] = sourceJson(*this, folder);
    }
    json["condition"] = conditionJson(*this, folder);
    for (const RecipeArray& array : arrays) {
        json["arrays"][array.name] = io::toJson(array.operand, folder);
    }
    if (!backdrop.empty()) {
        json["backdrop"] = {{"file", named(backdrop, folder)}};
    }
    for (const auto& [label, name] : labels) {
        json["labels"][joined(label)] = name;
    }
    json["mode"] = assign::name(mode);
    json["casting"] = assign::name(casting);
    if (!value.empty()) {
        json["value"] = value;
    }
    // A name that is no UTF-8 can't be written; it is made one.
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

base::Result<Recipe> readRecipe(std::string_view text, const std::filesystem::path& folder) {
    auto json = parsed(text);
    if (!json) {
        return base::passOn(json);
    }
    RecipeReader reader(folder);
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
    reader.checkKeys(*json, "top",
                     {"format", "version", "destination", "source", "condition", "arrays",
                      "backdrop", "labels", "mode", "casting", "value"});
    Recipe recipe;
    const Json destination = json->value("destination", Json());
    reader.checkKeys(destination, "destination", {"file", "key", "page", "dtype", "view", "plane"});
    recipe.destination = reader.operand(destination, "destination", Role::Destination);
    recipe.destinationType = reader.dtype(destination, "destination");
    if (json->contains("source")) {
        const Json& source = (*json)["source"];
        reader.checkKeys(source, "source",
                         {"rule", "file", "key", "page", "view", "steps", "plane"});
        recipe.source = reader.operand(source, "source", Role::Source);
        recipe.sourceRule = reader.rule(source, "source");
    }
    readCondition(json->value("condition", Json()), reader, recipe);
    if (json->contains("arrays")) {
        recipe.arrays = reader.arrays((*json)["arrays"]);
    }
    if (json->contains("backdrop")) {
        reader.checkKeys((*json)["backdrop"], "backdrop", {"file"});
        recipe.backdrop = reader.file((*json)["backdrop"], "backdrop");
        if (recipe.backdrop.empty()) {
            reader.refuse("backdrop", "has no file");
        }
    }
    if (json->contains("labels")) {
        recipe.labels = reader.labels((*json)["labels"]);
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
    if (recipe.source && recipe.source->file.empty() && recipe.sourceRule.empty()) {
        reader.refuse("source", "has neither file nor rule");
    }
    if (recipe.source && recipe.source->file.empty() && !recipe.source->view.empty()) {
        reader.refuse("source", "has a view, but no file");
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
