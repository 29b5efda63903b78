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
    if (step.starts_with('.') && !step.starts_with("..")) {
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

std::string numpyLine(const PlanRequest& request) {
    const std::string source =
        request.value ? literal(*request.value) : viewed("s", *request.source, false);
    std::string condition = viewed("c", request.condition, false);
    if (request.condition.dtype != array::DType::Bool) {
        condition += " != 0";
    }
    std::string line = joined("np.copyto(", viewed("d", request.destination, true), ", ", source,
                              ", where=", condition);
    if (request.value) {
        return line + ")";
    }
    const array::DType from = request.source->dtype;
    const array::DType to = request.destination.dtype;
    if (request.casting == Casting::Safe) {
        line += ", casting='safe'";
    } else if (!canCast(from, to, Casting::SameKind)) {
        line += ", casting='unsafe'";
    }
    line += ")";
    if (request.casting == Casting::Exact && !isLossless(from, to)) {
        line += "  # once every selected value is known to survive the cast";
    }
    return line;
}

}  // namespace frisket::assign
