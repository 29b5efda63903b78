// SPDX-License-Identifier: MIT
#include "core/io/recipe_reader.h"

#include <algorithm>
#include <charconv>

#include "core/base/text.h"
#include "core/io/rle_text.h"
#include "core/rules/lexer.h"
#include "core/rules/stack.h"

namespace frisket::io {

using assign::Fix;
using base::joined;
using Json = RecipeJson;

void RecipeReader::refuse(std::string_view where, std::string_view what) {
    if (!m_error) {
        m_error =
            base::Error{base::ErrorCode::Format, joined("The recipe's ", where, " ", what, "."),
                        "docs/recipe.md says what a recipe has."};
    }
}

void RecipeReader::checkKeys(const Json& object, const std::string& where,
                             std::initializer_list<std::string_view> known) {
    if (!object.is_object()) {
        refuse(where, "is no object");
        return;
    }
    for (const auto& [key, value] : object.items()) {
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            refuse(joined(where, " key ", rules::quotedName(key)), "is unknown");
        }
    }
}

std::string RecipeReader::text(const Json& object, const char* key, const std::string& where) {
    if (!object.is_object() || !object.contains(key)) {
        return {};
    }
    if (!object[key].is_string()) {
        refuse(joined(where, ".", key), "is no text");
        return {};
    }
    return object[key].get<std::string>();
}

std::string RecipeReader::rule(const Json& object, const std::string& where) {
    std::string found = text(object, "rule", where);
    if (object.is_object() && object.contains("rule") && found.empty()) {
        refuse(where + ".rule", "is empty");
    }
    if (found.size() > static_cast<std::size_t>(rules::kMostText)) {
        refuse(where + ".rule", joined("has ", found.size(), " bytes, more than the ",
                                       rules::kMostText, " of a rule"));
        found.clear();
    }
    return found;
}

std::string RecipeReader::file(const Json& object, const std::string& where) {
    const std::string name = text(object, "file", where);
    if (name.find('\0') != std::string::npos) {
        refuse(where + ".file", "has a character that no file's name has");
        return {};
    }
    return name.empty() ? name : (m_folder / name).lexically_normal().string();
}

array::Shape RecipeReader::shape(const Json& sizes, const std::string& where) {
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

Part RecipeReader::part(const Json& json, const std::string& where) {
    Part out;
    out.key = text(json, "key", where);
    if (!json.is_object() || !json.contains("page")) {
        return out;
    }
    const Json& page = json["page"];
    if (!page.is_number_integer() || page.get<std::int64_t>() < 0) {
        refuse(where + ".page", "is no whole number from 0 on");
        return out;
    }
    out.page = page.get<std::int64_t>();
    return out;
}

std::optional<array::DType> RecipeReader::dtype(const Json& object, const std::string& where) {
    if (!object.is_object() || !object.contains("dtype")) {
        return std::nullopt;
    }
    const auto found = array::dtypeFromName(text(object, "dtype", where));
    if (!found) {
        refuse(where + ".dtype", "is no dtype such as uint16");
    }
    return found;
}

RecipeOperand RecipeReader::operand(const Json& json, const std::string& where, assign::Role role) {
    RecipeOperand out;
    out.file = file(json, where);
    out.view = text(json, "view", where);
    out.part = part(json, where);
    plane(json, where, out);
    if (!json.is_object() || !json.contains("steps")) {
        return out;
    }
    const Json& steps = json["steps"];
    if (!steps.is_array()) {
        refuse(where + ".steps", "is no list");
        return out;
    }
    for (const Json& step : steps) {
        out.steps.push_back(this->step(step, where + ".steps", role));
    }
    return out;
}

Fix RecipeReader::step(const Json& json, const std::string& where, assign::Role role) {
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

void RecipeReader::plane(const Json& json, const std::string& where, RecipeOperand& operand) {
    if (!json.is_object() || !json.contains("plane")) {
        return;
    }
    const Json& axes = json["plane"];
    const auto axis = [&axes](std::size_t place) {
        const bool whole = axes[place].is_number_integer();
        const std::int64_t value = whole ? axes[place].get<std::int64_t>() : array::kMaxRank;
        return value >= -array::kMaxRank && value < array::kMaxRank
                   ? std::optional(static_cast<int>(value))
                   : std::nullopt;
    };
    const bool isPair = axes.is_array() && axes.size() == 2;
    const auto rows = isPair ? axis(0) : std::nullopt;
    const auto columns = isPair ? axis(1) : std::nullopt;
    // Counted from the same end, so that they differ in any array.
    if (!rows || !columns || *rows == *columns || (*rows < 0) != (*columns < 0)) {
        refuse(where + ".plane", "is no pair of two axes, both from the left or both below 0");
        return;
    }
    operand.planeY = *rows;
    operand.planeX = *columns;
}

PaintedCondition RecipeReader::painted(const Json& json, const std::string& where) {
    PaintedCondition out;
    if (!json.is_object()) {
        return out;
    }
    out.shape = shape(json.value("shape", Json()), where + ".shape");
    auto runs = unpackedRuns(text(json, "runs", where));
    if (!runs) {
        refuse(where + ".runs", runs.error().message);
        return out;
    }
    out.runs = *std::move(runs);
    return out;
}

RecipeLayer RecipeReader::layer(const Json& json, const std::string& where) {
    RecipeLayer out;
    checkKeys(
        json, where,
        {"name", "on", "combine", "rule", "shape", "runs", "file", "key", "page", "view", "steps"});
    if (!json.is_object()) {
        return out;
    }
    out.name = text(json, "name", where);
    if (json.contains("on")) {
        if (!json["on"].is_boolean()) {
            refuse(where + ".on", "is neither true nor false");
        } else {
            out.on = json["on"].get<bool>();
        }
    }
    if (json.contains("combine")) {
        const auto combine = condition::combineNamed(text(json, "combine", where));
        if (!combine) {
            refuse(where + ".combine", "is none of or, and, and not, replace");
        }
        out.combine = combine.value_or(condition::Combine::Or);
    }
    const bool isRule = json.contains("rule");
    const bool isFile = json.contains("file");
    const bool isPainted = json.contains("runs") || json.contains("shape");
    if (int{isRule} + int{isFile} + int{isPainted} != 1) {
        refuse(where, "has not one of rule, file, and shape with runs");
    } else if (!isFile && (json.contains("view") || json.contains("steps") ||
                           json.contains("key") || json.contains("page"))) {
        refuse(where, "has a view, steps, a key or a page, but no file");
    } else if (isRule) {
        out.rule = rule(json, where);
    } else if (isFile) {
        out.file = operand(json, where, assign::Role::Condition);
        if (out.file.file.empty()) {
            refuse(where + ".file", "is empty");
        }
    } else {
        out.painted = painted(json, where);
    }
    return out;
}

RecipeStack RecipeReader::stack(const Json& condition) {
    RecipeStack out;
    checkKeys(condition, "condition", {"layers", "shape", "steps", "plane"});
    if (condition.contains("shape")) {
        out.shape = shape(condition["shape"], "condition.shape");
    }
    const Json& layers = condition["layers"];
    if (!layers.is_array()) {
        refuse("condition.layers", "is no list");
        return out;
    }
    if (layers.size() > rules::kMostLayers) {
        refuse("condition.layers",
               joined("has ", layers.size(), " layers; there may be ", rules::kMostLayers));
        return out;
    }
    for (const Json& each : layers) {
        out.layers.push_back(layer(each, joined("condition.layers[", out.layers.size(), "]")));
    }
    return out;
}

std::vector<RecipeArray> RecipeReader::arrays(const Json& json) {
    std::vector<RecipeArray> out;
    if (!json.is_object()) {
        refuse("arrays", "is no object");
        return out;
    }
    for (const auto& [name, value] : json.items()) {
        const std::string where = joined("arrays key ", rules::quotedName(name));
        if (const auto fine = rules::checkArrayName(name); !fine) {
            refuse(where, "is no name of an array");
            return out;
        }
        checkKeys(value, where, {"file", "key", "page", "view", "plane"});
        out.push_back({name, operand(value, where, assign::Role::Source)});
        if (out.back().operand.file.empty()) {
            refuse(where, "has no file");
        }
    }
    return out;
}

std::map<std::int64_t, std::string> RecipeReader::labels(const Json& json) {
    std::map<std::int64_t, std::string> out;
    if (!json.is_object()) {
        refuse("labels", "is no object");
        return out;
    }
    for (const auto& [key, value] : json.items()) {
        std::int64_t label = 0;
        const auto [end, code] = std::from_chars(key.data(), key.data() + key.size(), label);
        if (code != std::errc() || end != key.data() + key.size() || !value.is_string()) {
            refuse(joined("labels key ", rules::quotedName(key)), "is no label with a name");
            return out;
        }
        out[label] = value.get<std::string>();
    }
    return out;
}

}  // namespace frisket::io
