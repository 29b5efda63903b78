// SPDX-License-Identifier: MIT
#include "core/array/layout.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "core/base/text.h"

namespace frisket::array {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;

/// `axis` as 0..rank-1, or an error that names it.
base::Result<int> resolveAxis(int axis, int rank, const Shape& shape) {
    const int resolved = axis < 0 ? axis + rank : axis;
    if (resolved < 0 || resolved >= rank) {
        return fail(ErrorCode::InvalidArgument,
                    joined("Axis ", axis, " does not exist: the array has ", rank, " axes, shape ",
                           toString(shape), "."));
    }
    return resolved;
}
}  // namespace

Layout Layout::rowMajor(const Shape& shape) { return {shape, rowMajorStrides(shape), 0}; }

std::int64_t Layout::count() const { return elementCount(shape).value_or(0); }

std::int64_t Layout::at(const Index& index) const {
    std::int64_t place = offset;
    for (int axis = 0; axis < rank(); ++axis) {
        place += index[axis] * strides[axis];
    }
    return place;
}

bool Layout::isRowMajor() const {
    std::int64_t expected = 1;
    for (int axis = rank() - 1; axis >= 0; --axis) {
        if (shape[axis] == 0) {
            return true;
        }
        if (shape[axis] != 1) {
            if (strides[axis] != expected) {
                return false;
            }
            expected *= shape[axis];
        }
    }
    return true;
}

bool Layout::mayShareElements() const {
    // Sorted by stride, no axis may reach into the next larger stride.
    std::vector<std::pair<std::int64_t, std::int64_t>> axes;
    for (int axis = 0; axis < rank(); ++axis) {
        if (shape[axis] == 0) {
            return false;
        }
        if (shape[axis] > 1) {
            axes.emplace_back(std::abs(strides[axis]), shape[axis]);
        }
    }
    std::sort(axes.begin(), axes.end());
    std::int64_t reach = 0;
    for (const auto& [stride, size] : axes) {
        if (stride <= reach) {
            return true;
        }
        reach += stride * (size - 1);
    }
    return false;
}

base::Result<Layout> Layout::slice(int axis, const Slice& slice) const {
    const auto resolved = resolveAxis(axis, rank(), shape);
    if (!resolved) {
        return base::passOn(resolved);
    }
    if (slice.step == 0) {
        return fail(ErrorCode::InvalidArgument, "The step of a slice can't be 0.");
    }
    const std::int64_t size = shape[*resolved];
    const bool forward = slice.step > 0;
    // Python's rule: negative ends count from the end, then everything is clipped to the axis.
    const auto clip = [&](std::int64_t end) {
        const std::int64_t fromStart = end < 0 ? end + size : end;
        return forward ? std::clamp<std::int64_t>(fromStart, 0, size)
                       : std::clamp<std::int64_t>(fromStart, -1, size - 1);
    };
    const std::int64_t first = slice.start ? clip(*slice.start) : (forward ? 0 : size - 1);
    const std::int64_t last = slice.stop ? clip(*slice.stop) : (forward ? size : -1);
    const std::int64_t span = forward ? last - first : first - last;
    // Unsigned, because -INT64_MIN does not exist.
    const std::uint64_t stride = forward ? static_cast<std::uint64_t>(slice.step)
                                         : 0 - static_cast<std::uint64_t>(slice.step);
    Layout out = *this;
    out.shape[*resolved] =
        span <= 0 ? 0
                  : static_cast<std::int64_t>((static_cast<std::uint64_t>(span) - 1) / stride + 1);
    if (out.shape[*resolved] > 0) {
        out.offset += first * strides[*resolved];
    }
    // With at most one element left the stride is never used; keep it from overflowing.
    out.strides[*resolved] =
        out.shape[*resolved] > 1 ? strides[*resolved] * slice.step : strides[*resolved];
    return out;
}

base::Result<Layout> Layout::select(int axis, std::int64_t index) const {
    const auto resolved = resolveAxis(axis, rank(), shape);
    if (!resolved) {
        return base::passOn(resolved);
    }
    const std::int64_t size = shape[*resolved];
    const std::int64_t place = index < 0 ? index + size : index;
    if (place < 0 || place >= size) {
        return fail(ErrorCode::InvalidArgument,
                    joined("Index ", index, " is out of bounds for axis ", *resolved, " of size ",
                           size, "."));
    }
    Layout out = *this;
    out.offset += place * strides[*resolved];
    out.shape.erase(*resolved);
    out.strides.erase(*resolved);
    return out;
}

base::Result<Layout> Layout::unsqueeze(int axis) const {
    const auto resolved = resolveAxis(axis, rank() + 1, shape);
    if (!resolved) {
        return base::passOn(resolved);
    }
    if (rank() == kMaxRank) {
        return fail(ErrorCode::InvalidArgument,
                    joined("An array can't have more than ", kMaxRank, " axes."));
    }
    Layout out = *this;
    out.shape.insert(*resolved, 1);
    out.strides.insert(*resolved, 0);
    return out;
}

base::Result<Layout> Layout::squeeze(int axis) const {
    const auto resolved = resolveAxis(axis, rank(), shape);
    if (!resolved) {
        return base::passOn(resolved);
    }
    if (shape[*resolved] != 1) {
        return fail(ErrorCode::InvalidArgument,
                    joined("Axis ", *resolved, " has size ", shape[*resolved],
                           "; only axes of size 1 can be squeezed."));
    }
    return select(*resolved, 0);
}

base::Result<Layout> Layout::transpose(std::span<const int> order) const {
    std::vector<bool> seen(static_cast<std::size_t>(rank()), false);
    Layout out{{}, {}, offset};
    for (const int axis : order) {
        const auto resolved = resolveAxis(axis, rank(), shape);
        if (!resolved) {
            return base::passOn(resolved);
        }
        const auto place = static_cast<std::size_t>(*resolved);
        if (seen[place]) {
            return fail(ErrorCode::InvalidArgument,
                        joined("Axis ", *resolved, " is named twice in a transpose."));
        }
        seen[place] = true;
        out.shape.append(shape[*resolved]);
        out.strides.append(strides[*resolved]);
    }
    if (out.rank() != rank()) {
        return fail(ErrorCode::InvalidArgument,
                    joined("A transpose must name all ", rank(), " axes, not ", out.rank(), "."));
    }
    return out;
}

base::Result<Layout> Layout::flip(int axis) const { return slice(axis, {{}, {}, -1}); }

base::Result<Layout> Layout::reshape(const Shape& to) const {
    if (elementCount(to) != count()) {
        return fail(ErrorCode::InvalidArgument,
                    joined("An array of shape ", toString(shape), " has ", count(),
                           " elements, so it can't be seen with shape ", toString(to), "."));
    }
    std::int64_t step = 1;
    std::optional<std::int64_t> expected;  // stride of the next axis to the left
    for (int axis = rank() - 1; axis >= 0 && count() > 0; --axis) {
        if (shape[axis] == 1) {
            continue;
        }
        if (!expected) {
            step = strides[axis];
        } else if (strides[axis] != *expected) {
            return fail(ErrorCode::InvalidArgument,
                        joined("A view of shape ", toString(shape),
                               " whose elements are not evenly spaced can't be seen with shape ",
                               toString(to), " without a copy."));
        }
        expected = strides[axis] * shape[axis];
    }
    Layout out{to, rowMajorStrides(to), offset};
    for (std::int64_t& stride : out.strides) {
        stride *= step;
    }
    return out;
}

base::Result<Layout> Layout::broadcastTo(const Shape& target) const {
    const auto refuse = [&] {
        return fail(
            ErrorCode::InvalidArgument,
            joined("Shape ", toString(shape), " does not broadcast to ", toString(target), "."));
    };
    if (rank() > target.rank()) {
        return refuse();
    }
    Layout out{target, Dims::filled(target.rank(), 0), offset};
    const int missing = target.rank() - rank();
    for (int axis = 0; axis < rank(); ++axis) {
        if (shape[axis] == target[axis + missing]) {
            out.strides[axis + missing] = shape[axis] == 1 ? 0 : strides[axis];
        } else if (shape[axis] != 1) {
            return refuse();
        }
    }
    return out;
}

}  // namespace frisket::array
