// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include "core/array/shape.h"
#include "core/base/result.h"

namespace frisket::array {

/// One axis of a Python slice; missing ends mean "from the edge", as in `[::-1]`.
struct Slice {
    std::optional<std::int64_t> start;
    std::optional<std::int64_t> stop;
    std::int64_t step = 1;  ///< never 0
};

/// How an n-d array lies over a run of elements: element `i` is at
/// `offset + sum(i[axis] * strides[axis])`. All in elements. Views only change this; no data moves.
struct Layout {
    Shape shape;
    Strides strides;
    std::int64_t offset = 0;

    /// C order, packed, offset 0.
    [[nodiscard]] static Layout rowMajor(const Shape& shape);

    [[nodiscard]] int rank() const { return shape.rank(); }
    [[nodiscard]] std::int64_t count() const;
    [[nodiscard]] std::int64_t at(const Index& index) const;
    /// Whether the elements lie in C order without gaps; axes of size 1 don't matter.
    [[nodiscard]] bool isRowMajor() const;
    /// Whether two indices may share an element (a zero stride, or axes that interleave). Exact for
    /// every view of a packed array that the functions below can make.
    [[nodiscard]] bool mayShareElements() const;

    /// NumPy's rules; negative `axis` counts from the right. Each fails with InvalidArgument and
    /// names the axis and its size.
    [[nodiscard]] base::Result<Layout> slice(int axis, const Slice& slice) const;
    [[nodiscard]] base::Result<Layout> select(int axis, std::int64_t index) const;
    [[nodiscard]] base::Result<Layout> unsqueeze(int axis) const;
    [[nodiscard]] base::Result<Layout> squeeze(int axis) const;
    /// `order[k]` is the axis that becomes axis k.
    [[nodiscard]] base::Result<Layout> transpose(std::span<const int> order) const;
    [[nodiscard]] base::Result<Layout> flip(int axis) const;
    /// The elements in C order seen with another shape of as many. Fails where that would take a
    /// copy: the elements must lie evenly spaced, as in a packed array or a 1-d slice of one.
    [[nodiscard]] base::Result<Layout> reshape(const Shape& to) const;
    /// Aligned at the right; axes of size 1 and missing leading axes get stride 0.
    [[nodiscard]] base::Result<Layout> broadcastTo(const Shape& target) const;

    bool operator==(const Layout&) const = default;
};

}  // namespace frisket::array
