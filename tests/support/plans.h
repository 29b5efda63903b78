// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/assign/plan.h"

namespace frisket::support {

/// A plan for packed operands of these shapes and dtypes; asserts by value() that there is one.
struct PlanCase {
    array::Shape destination;
    array::Shape source;
    array::Shape condition;
    array::DType destinationType = array::DType::U8;
    array::DType sourceType = array::DType::U8;
    assign::Casting casting = assign::Casting::Exact;

    [[nodiscard]] assign::PlanRequest request() const {
        using array::Layout;
        return {.destination = {destinationType, Layout::rowMajor(destination), {}},
                .source = assign::Operand{sourceType, Layout::rowMajor(source), {}},
                .value = {},
                .condition = {array::DType::Bool, Layout::rowMajor(condition), {}},
                .mode = assign::Mode::Where,
                .casting = casting};
    }
    [[nodiscard]] assign::AssignPlan plan() const {
        return assign::AssignPlan::make(request()).value();
    }
    [[nodiscard]] assign::Refusal refusal() const {
        return assign::AssignPlan::make(request()).error();
    }
    [[nodiscard]] assign::BroadcastTable table() const {
        return assign::alignShapes(destination, source, condition);
    }
};

/// A plan that fills the selected elements with `value`.
[[nodiscard]] inline assign::AssignPlan fillPlan(const array::Shape& destination,
                                                 const array::Shape& condition,
                                                 std::string_view value) {
    assign::PlanRequest request = PlanCase{destination, {}, condition}.request();
    request.source.reset();
    request.value = assign::parseScalar(value, array::DType::U8).value();
    request.mode = assign::Mode::Fill;
    return assign::AssignPlan::make(request).value();
}

}  // namespace frisket::support
