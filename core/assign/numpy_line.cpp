// SPDX-License-Identifier: MIT
#include "core/assign/numpy_line.h"

#include "core/assign/casting.h"
#include "core/assign/plan.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using base::joined;

/// `name[view]`; a view without brackets gets them.
std::string viewed(std::string_view name, const Operand& operand) {
    if (operand.view.empty()) {
        return std::string(name);
    }
    const bool bracketed = operand.view.find('[') != std::string::npos;
    return bracketed ? joined(name, operand.view) : joined(name, "[", operand.view, "]");
}

/// A destination view of one element would be a copied scalar in NumPy; `...` keeps it a view.
std::string viewedDestination(const Operand& destination) {
    std::string text = viewed("d", destination);
    if (destination.layout.rank() == 0 && !destination.view.empty() &&
        destination.view.find("...") == std::string::npos) {
        text.insert(text.rfind(']'), ", ...");
    }
    return text;
}

std::string literal(const Scalar& value) {
    const std::string text = toText(value.dtype, value.data());
    const bool word =
        text.find("nan") != std::string::npos || text.find("inf") != std::string::npos;
    const std::string_view type =
        value.dtype == array::DType::Bool ? "bool_" : array::name(value.dtype);
    return word ? joined("np.", type, "('", text, "')") : joined("np.", type, "(", text, ")");
}
}  // namespace

std::string numpyLine(const PlanRequest& request) {
    const std::string source =
        request.value ? literal(*request.value) : viewed("s", *request.source);
    std::string condition = viewed("c", request.condition);
    if (request.condition.dtype != array::DType::Bool) {
        condition += " != 0";
    }
    std::string line = joined("np.copyto(", viewedDestination(request.destination), ", ", source,
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
