// SPDX-License-Identifier: MIT
#include "core/api/frisket/view.h"

#include "core/array/view_expression.h"
#include "core/base/checked.h"
#include "core/base/text.h"

namespace frisket {

namespace {
using base::fail;
using base::joined;

/// Lowest and highest place that a layout reaches, counted from the start of its storage.
struct Reach {
    std::int64_t low = 0;
    std::int64_t high = 0;
};

/// Nothing where 64 bits don't hold it. `layout` must have no size below 1.
std::optional<Reach> reachOf(const Layout& layout) {
    Reach reach{layout.offset, layout.offset};
    for (int axis = 0; axis < layout.rank(); ++axis) {
        const auto way = base::checkedMultiply(layout.strides[axis], layout.shape[axis] - 1);
        std::int64_t& end = layout.strides[axis] < 0 ? reach.low : reach.high;
        const auto moved = way ? base::checkedAdd(end, *way) : std::nullopt;
        if (!moved) {
            return std::nullopt;
        }
        end = *moved;
    }
    return reach;
}

/// Whether the distances in bytes between all places of `reach` and from the start fit 63 bits.
bool bytesFit(const Reach& reach, DType dtype) {
    const std::int64_t size = array::itemSize(dtype);
    const auto end = base::checkedAdd(reach.high, 1);
    const auto below = base::checkedMultiply(reach.low, -size);
    const auto above = end ? base::checkedMultiply(*end, size) : std::nullopt;
    return below && above && base::checkedAdd(*below, *above);
}

base::Status checkShape(const Shape& shape) {
    for (int axis = 0; axis < shape.rank(); ++axis) {
        if (shape[axis] < 0) {
            return fail(ErrorCode::InvalidArgument,
                        joined("Axis ", axis, " of shape ", array::toString(shape),
                               " has a negative size."));
        }
    }
    if (!array::elementCount(shape)) {
        return fail(ErrorCode::TooLarge, joined("An array of shape ", array::toString(shape),
                                                " is larger than any memory."));
    }
    return {};
}

template <class View, class Data>
Result<View> viewOf(Data* data, DType dtype, const Layout& layout) {
    using Byte = std::conditional_t<std::is_const_v<Data>, const std::byte, std::byte>;
    if (auto status = detail::checkMemory(data, dtype, layout, -1); !status) {
        return base::passOn(status);
    }
    return View{dtype, layout, static_cast<Byte*>(data)};
}

template <class View, class Data>
Result<View> packedView(Data* data, DType dtype, const Shape& shape) {
    // The strides of a shape that is too large would overflow.
    if (auto status = checkShape(shape); !status) {
        return base::passOn(status);
    }
    return viewOf<View>(data, dtype, Layout::rowMajor(shape));
}

template <class View>
Result<View> seenThrough(const Result<View>& seen, std::string_view expression) {
    if (!seen) {
        return seen;
    }
    const auto layout = array::applyViewExpression(seen->layout, expression);
    if (!layout) {
        return base::passOn(layout);
    }
    return View{seen->dtype, *layout, seen->data};
}
}  // namespace

base::Status detail::checkCount(const Shape& shape, std::int64_t available) {
    if (auto status = checkShape(shape); !status) {
        return status;
    }
    const std::int64_t count = array::elementCount(shape).value_or(0);
    if (count != available) {
        return fail(ErrorCode::InvalidArgument,
                    joined("Shape ", array::toString(shape), " has ", count,
                           " elements, but the range has ", available, "."));
    }
    return {};
}

base::Status detail::checkMemory(const void* data, DType dtype, const Layout& layout,
                                 std::int64_t available) {
    if (auto status = checkShape(layout.shape); !status) {
        return status;
    }
    if (layout.strides.rank() != layout.rank()) {
        return fail(ErrorCode::InvalidArgument,
                    joined("Shape ", array::toString(layout.shape), " has ", layout.rank(),
                           " axes, but the strides are ", layout.strides.rank(), "."));
    }
    if (layout.count() == 0) {
        return {};
    }
    const auto reach = reachOf(layout);
    if (!reach || !bytesFit(*reach, dtype)) {
        return fail(ErrorCode::TooLarge,
                    joined("Shape ", array::toString(layout.shape), " with strides ",
                           array::toString(layout.strides), " reaches beyond any memory."));
    }
    if (available >= 0 && (reach->low < 0 || reach->high >= available)) {
        return fail(ErrorCode::InvalidArgument,
                    joined("The layout reaches from place ", reach->low, " to ", reach->high,
                           ", but the range has ", available, " elements."));
    }
    if (data == nullptr) {
        return fail(ErrorCode::InvalidArgument,
                    joined("The data of an array of shape ", array::toString(layout.shape),
                           " is a null pointer."));
    }
    return {};
}

Result<ArrayView> view(const void* data, DType dtype, const Layout& layout) {
    return viewOf<ArrayView>(data, dtype, layout);
}

Result<MutableArrayView> view(void* data, DType dtype, const Layout& layout) {
    return viewOf<MutableArrayView>(data, dtype, layout);
}

Result<ArrayView> view(const void* data, DType dtype, const Shape& shape) {
    return packedView<ArrayView>(data, dtype, shape);
}

Result<MutableArrayView> view(void* data, DType dtype, const Shape& shape) {
    return packedView<MutableArrayView>(data, dtype, shape);
}

Result<ArrayView> through(const Result<ArrayView>& seen, std::string_view expression) {
    return seenThrough(seen, expression);
}

Result<MutableArrayView> through(const Result<MutableArrayView>& seen,
                                 std::string_view expression) {
    return seenThrough(seen, expression);
}

}  // namespace frisket
