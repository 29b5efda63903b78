// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include <QString>

#include "core/array/view_expression.h"
#include "core/assign/plan.h"

namespace frisket::test {

/// A packed operand of `shape`, seen through `view` where one is given.
inline assign::Operand operand(array::DType dtype, const array::Shape& shape,
                               const std::string& view = {}) {
    const auto packed = array::Layout::rowMajor(shape);
    return {dtype, view.empty() ? packed : array::applyViewExpression(packed, view).value(), view};
}

/// uint8 operands of these shapes, mode `where`, casting `exact`.
inline assign::PlanRequest request(const array::Shape& destination, const array::Shape& source,
                                   const array::Shape& condition) {
    assign::PlanRequest out;
    out.destination = operand(array::DType::U8, destination);
    out.source = operand(array::DType::U8, source);
    out.condition = operand(array::DType::Bool, condition);
    return out;
}

/// Mode `fill` with `text` read as the destination's dtype.
inline assign::PlanRequest fillRequest(assign::Operand destination, const std::string& text,
                                       assign::Operand condition) {
    assign::PlanRequest out;
    out.mode = assign::Mode::Fill;
    out.value = assign::parseScalar(text, destination.dtype).value();
    out.destination = std::move(destination);
    out.condition = std::move(condition);
    return out;
}

/// The refusal of a request, or nothing where it can be done.
inline std::optional<assign::Refusal> refusalOf(const assign::PlanRequest& request) {
    auto plan = assign::AssignPlan::make(request);
    return plan ? std::nullopt : std::optional(plan.error());
}

inline QString text(const std::string& string) { return QString::fromStdString(string); }

}  // namespace frisket::test
