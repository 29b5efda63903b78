// SPDX-License-Identifier: MIT
#include "core/assign/numpy_line.h"

#include <algorithm>

#include "core/assign/casting.h"
#include "core/assign/plan.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using base::joined;

std::string_view trimmed(std::string_view text, std::string_view what) {
    const std::size_t first = text.find_first_not_of(what);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(what) - first + 1);
}

/// Takes the first step off a view expression: "[...]", ".T", ".transpose(...)", ".reshape(...)".
std::string_view takeStep(std::string_view& rest) {
    std::size_t size = rest.size();
    if (rest.starts_with('[')) {
        size = rest.find(']') + 1;
    } else if (rest.starts_with(".T")) {
        size = 2;
    } else if (rest.starts_with(".transpose(") || rest.starts_with(".reshape(")) {
        size = rest.find(')') + 1;
    }
    const std::string_view step = rest.substr(0, size);
    rest = trimmed(rest.substr(size), " \t");
    return step;
}

/// One step in words that Python knows without an import: `None` for new axes. With `keepView` the
/// outcome is never a copied scalar, which a view of one element would be without `...`.
std::string stepText(std::string_view step, bool keepView) {
    if (step.starts_with('.') && !step.starts_with("..")) {  // a method, not an ellipsis
        return std::string(step);
    }
    std::string items;
    bool ellipsis = false;
    const auto add = [&](std::string_view item) {
        ellipsis = ellipsis || item == "...";
        items += joined(items.empty() ? "" : ", ", item);
    };
    for (std::string_view rest = trimmed(step, " \t[]"); !rest.empty();) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string_view item = trimmed(rest.substr(0, comma), " \t");
        if (!item.empty()) {
            add(item.ends_with("newaxis") ? "None" : item == "Ellipsis" ? "..." : item);
        }
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    if (keepView && !ellipsis) {
        add("...");
    }
    return joined("[", items, "]");
}

/// `name[view]`. What is `written` must be a view of the array, even of one element.
std::string viewed(std::string_view name, const Operand& operand, bool written) {
    std::string text = operand.prepared.empty() ? "{}" : operand.prepared;
    for (std::size_t at = 0; (at = text.find("{}", at)) != std::string::npos; at += name.size()) {
        text.replace(at, 2, name);
    }
    for (std::string_view rest = trimmed(operand.view, " \t"); !rest.empty();) {
        const std::string_view step = takeStep(rest);
        const bool last = rest.empty();
        text += stepText(step, written && (operand.layout.rank() == 0 || !last));
    }
    return text;
}

std::string literal(const Scalar& value) {
    std::string text = toText(value.dtype, value.data());
    const bool word =
        text.find("nan") != std::string::npos || text.find("inf") != std::string::npos;
    if (array::isFloat(value.dtype) && text.find_first_of(".en") == std::string::npos) {
        text += ".0";  // -0 alone would be an int, which loses the sign
    }
    const std::string_view type =
        value.dtype == array::DType::Bool ? "bool_" : array::name(value.dtype);
    return word ? joined("np.", type, "('", text, "')") : joined("np.", type, "(", text, ")");
}
}  // namespace

std::string viewedText(std::string_view name, const Operand& operand) {
    return viewed(name, operand, false);
}

namespace {
std::string shapeText(const array::Shape& shape) { return array::toString(shape); }

/// The condition as bools.
std::string conditionText(const PlanRequest& request) {
    std::string condition = viewed("c", request.condition, false);
    if (request.condition.dtype != array::DType::Bool) {
        condition = joined("(", condition, " != 0)");
    }
    return condition;
}

/// The source in the destination's dtype where NumPy's function takes only safe casts.
std::string castText(const PlanRequest& request) {
    std::string source = viewed("s", *request.source, false);
    const array::DType to = request.destination.dtype;
    if (!canCast(request.source->dtype, to, Casting::Safe)) {
        source += joined(".astype('", array::name(to), "')");
    }
    return source;
}

std::string copyLine(const PlanRequest& request) {
    const std::string source =
        request.value ? literal(*request.value) : viewed("s", *request.source, false);
    std::string condition = viewed("c", request.condition, false);
    if (request.condition.dtype != array::DType::Bool) {
        condition += " != 0";
    }
    std::string line = joined("np.copyto(", viewed("d", request.destination, true), ", ", source,
                              ", where=", condition);
    if (!request.value) {
        if (request.casting == Casting::Safe) {
            line += ", casting='safe'";
        } else if (!canCast(request.source->dtype, request.destination.dtype, Casting::SameKind)) {
            line += ", casting='unsafe'";
        }
    }
    return line + ")";
}

std::string scatterLine(const PlanRequest& request) {
    const array::Shape& target = request.destination.layout.shape;
    std::string condition = conditionText(request);
    if (!(request.condition.layout.shape == target)) {
        condition = joined("np.broadcast_to(", condition, ", ", shapeText(target), ")");
    }
    const std::int64_t mine = request.condition.layout.count();
    const std::int64_t needed =
        mine == 0 ? 0 : request.selected * (request.destination.layout.count() / mine);
    return joined(viewed("d", request.destination, true), "[", condition,
                  "] = ", viewed("s", *request.source, false), ".ravel()[:", needed, "]");
}
}  // namespace

std::string numpyLine(const PlanRequest& request) {
    std::string line;
    switch (request.mode) {
        case Mode::Where:
        case Mode::Fill:
            line = copyLine(request);
            break;
        case Mode::Index:
            line = joined(viewed("d", request.destination, true), "[", conditionText(request),
                          "] = ", viewed("s", *request.source, false));
            break;
        case Mode::Scatter:
            line = scatterLine(request);
            break;
        case Mode::Place:
        case Mode::Putmask:
            line = joined("np.", name(request.mode), "(", viewed("d", request.destination, true),
                          ", ", conditionText(request), ", ", castText(request), ")");
            break;
    }
    if (!request.value && request.casting == Casting::Exact &&
        !isLossless(request.source->dtype, request.destination.dtype)) {
        line += "  # once every selected value is known to survive the cast";
    }
    return line;
}

}  // namespace frisket::assign
