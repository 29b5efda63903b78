// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/array/shape.h"

namespace frisket::array {

/// Elements [begin, end) of an array in C order.
struct ElementRange {
    std::int64_t begin = 0;
    std::int64_t end = 0;

    bool operator==(const ElementRange&) const = default;
};

/// A part of an array: along each axis the indices [begin, end).
struct Box {
    Index begin;
    Index end;

    /// All of an array of that shape.
    [[nodiscard]] static Box wholeOf(const Shape& shape);
    /// The least box that holds the elements `first` to `last` (both included, first <= last) in C
    /// order: the axes on which both agree, then a run of one axis, then whole axes.
    [[nodiscard]] static Box around(std::int64_t first, std::int64_t last, const Shape& shape);

    [[nodiscard]] int rank() const { return begin.rank(); }
    /// Whether it has no element. A box of no axes has one.
    [[nodiscard]] bool empty() const;
    [[nodiscard]] bool contains(const Index& index) const;
    /// The least box that holds both; an empty one adds nothing. The ranks must be equal.
    [[nodiscard]] Box united(const Box& other) const;

    /// First and last element in C order of an array of that shape; the box must not be empty.
    [[nodiscard]] std::int64_t firstIn(const Shape& shape) const;
    [[nodiscard]] std::int64_t lastIn(const Shape& shape) const;
    /// Ascending ranges that don't meet and hold all elements of the box; runs with less than
    /// `gap` other elements between them become one range, and so do further ones rather than
    /// making more than `most` ranges. Nothing for an empty box.
    [[nodiscard]] std::vector<ElementRange> ranges(const Shape& shape, std::int64_t gap,
                                                   std::int64_t most = std::int64_t{1} << 16) const;

    bool operator==(const Box&) const = default;
};

}  // namespace frisket::array
