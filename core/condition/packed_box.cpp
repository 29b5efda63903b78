// SPDX-License-Identifier: MIT
#include "core/condition/packed_box.h"

namespace frisket::condition {

array::Box boxOf(const ConditionMask& mask, const base::Rect& packed) {
    const array::Shape& shape = mask.shape();
    int leading = shape.rank();
    for (std::int64_t bits = 1; bits < mask.rowBits(); bits *= shape[leading]) {
        --leading;
    }
    const array::Shape outer(std::span(shape.begin(), shape.begin() + leading));
    const array::Shape inner(std::span(shape.begin() + leading, shape.end()));
    array::Box box = array::Box::around(packed.y0, packed.y1 - 1, outer);
    const array::Box along = array::Box::around(packed.x0, packed.x1 - 1, inner);
    for (int axis = 0; axis < inner.rank(); ++axis) {
        box.begin.append(along.begin[axis]);
        box.end.append(along.end[axis]);
    }
    return box;
}

}  // namespace frisket::condition
