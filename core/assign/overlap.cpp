// SPDX-License-Identifier: MIT
#include "core/assign/overlap.h"

#include <numeric>

namespace frisket::assign {

namespace {
using array::Layout;

/// Greatest common divisor of the byte steps of the axes that have any; 0 if none has.
std::int64_t commonStep(const Layout& layout, std::int64_t itemSize, std::int64_t with) {
    for (int axis = 0; axis < layout.rank(); ++axis) {
        if (layout.shape[axis] > 1) {
            with = std::gcd(with, layout.strides[axis] * itemSize);
        }
    }
    return with;
}

/// Whether the elements lie on one lattice of steps but in other places of it.
bool interleave(const Layout& source, std::int64_t sourceSize, const std::byte* from,
                const Layout& destination, std::int64_t destinationSize, const std::byte* to) {
    const std::int64_t step =
        commonStep(source, sourceSize, commonStep(destination, destinationSize, 0));
    if (step == 0) {
        return false;
    }
    const std::int64_t apart = ((from - to) % step + step) % step;
    return apart >= destinationSize && apart + sourceSize <= step;
}

bool sameSteps(const Layout& a, const Layout& b) {
    if (!(a.shape == b.shape)) {
        return false;
    }
    for (int axis = 0; axis < a.rank(); ++axis) {
        if (a.shape[axis] > 1 && a.strides[axis] != b.strides[axis]) {
            return false;
        }
    }
    return true;
}

/// Whether C order is the order of memory.
bool ascends(const Layout& layout) {
    std::int64_t reach = 0;
    for (int axis = layout.rank() - 1; axis >= 0; --axis) {
        if (layout.shape[axis] > 1) {
            if (layout.strides[axis] <= reach) {
                return false;
            }
            reach += layout.strides[axis] * (layout.shape[axis] - 1);
        }
    }
    return true;
}
}  // namespace

ByteRange extent(const Layout& layout, array::DType dtype, const std::byte* data) {
    std::int64_t low = layout.offset;
    std::int64_t high = layout.offset;
    for (int axis = 0; axis < layout.rank(); ++axis) {
        const std::int64_t reach = layout.strides[axis] * (layout.shape[axis] - 1);
        (reach < 0 ? low : high) += reach;
    }
    const std::int64_t size = array::itemSize(dtype);
    return {data + low * size, data + (high + 1) * size};
}

Overlap overlapOf(const AssignPlan& plan, const std::byte* source, const std::byte* destination) {
    if (plan.value() || plan.assignsNothing()) {
        return Overlap::None;
    }
    const ByteRange read = extent(plan.source(), plan.sourceType(), source);
    const ByteRange written = extent(plan.destination(), plan.destinationType(), destination);
    if (read.end <= written.begin || written.end <= read.begin) {
        return Overlap::None;
    }
    const std::int64_t sourceSize = array::itemSize(plan.sourceType());
    const std::int64_t size = array::itemSize(plan.destinationType());
    const std::byte* const from = source + plan.source().offset * sourceSize;
    const std::byte* const to = destination + plan.destination().offset * size;
    if (interleave(plan.source(), sourceSize, from, plan.destination(), size, to)) {
        return Overlap::None;
    }
    if (plan.addressing() != Addressing::Aligned || plan.needsCast() ||
        !sameSteps(plan.source(), plan.destination())) {
        return Overlap::Harmful;
    }
    if (from == to) {
        return Overlap::None;
    }
    return to < from && ascends(plan.destination()) ? Overlap::Forward : Overlap::Harmful;
}

}  // namespace frisket::assign
