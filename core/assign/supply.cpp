// SPDX-License-Identifier: MIT
#include "core/assign/supply.h"

#include <algorithm>

namespace frisket::assign {

namespace {
std::optional<Supply> supplyOfIndex(const PlanRequest& request) {
    const array::Shape& covered = request.condition.layout.shape;
    const array::Shape& shape = request.destination.layout.shape;
    if (covered.rank() > shape.rank() ||
        !std::equal(covered.begin(), covered.end(), shape.begin())) {
        return std::nullopt;
    }
    const int rank = 1 + shape.rank() - covered.rank();
    const array::Layout rows = withoutSurplus(Role::Source, request.source->layout, rank);
    // One row, or none but its elements, goes to all of them.
    if (rows.rank() != rank || (rows.shape[0] == 1 && request.selected != 1)) {
        return std::nullopt;
    }
    return Supply{request.selected, rows.shape[0], false, true, false};
}
}  // namespace

std::optional<Supply> supplyOf(const PlanRequest& request) {
    if (!request.source) {
        return std::nullopt;
    }
    const array::Layout& condition = request.condition.layout;
    const std::int64_t count = request.destination.layout.count();
    const std::int64_t available = request.source->layout.count();
    switch (request.mode) {
        case Mode::Index:
            return supplyOfIndex(request);
        case Mode::Scatter:
            if (!condition.broadcastTo(request.destination.layout.shape)) {
                return std::nullopt;
            }
            return Supply{
                condition.count() == 0 ? 0 : request.selected * (count / condition.count()),
                available, false, false, false};
        case Mode::Place:
        case Mode::Putmask:
            if (condition.count() != count) {
                return std::nullopt;
            }
            return request.mode == Mode::Place
                       ? Supply{request.selected, available, true, false, false}
                       : Supply{count, available, true, false, true};
        case Mode::Where:
        case Mode::Fill:
            break;
    }
    return std::nullopt;
}

}  // namespace frisket::assign
