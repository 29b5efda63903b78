// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "core/array/banded_array.h"
#include "core/array/nd_array.h"

namespace frisket::measure {

/// An array seen as its elements in flat C order, whatever holds it. What it was made from must
/// outlive it and not change.
struct FlatElements {
    array::DType dtype = array::DType::U8;
    std::int64_t count = 0;
    /// Copies elements [first, first + count) to packed `to`.
    std::function<void(std::int64_t first, std::int64_t count, std::byte* to)> gather;
};
[[nodiscard]] FlatElements flatElements(const array::ArrayView& view);
[[nodiscard]] FlatElements flatElements(const array::BandedArray& array);

/// Some elements of an array, packed.
struct Sample {
    array::DType dtype = array::DType::U8;
    std::vector<std::byte> bytes;
    std::int64_t count = 0;
    bool isWhole = true;  ///< all elements are in it

    [[nodiscard]] array::ArrayView view() const {
        return {dtype, array::Layout::rowMajor({count}), bytes.data()};
    }
};

/// All elements where there are at most `most` (>= 256), else about `most`: runs of 256 neighbours,
/// spread evenly. The same array always gives the same sample. Costs `most`, whatever the array's
/// size.
[[nodiscard]] Sample sample(const FlatElements& elements, std::int64_t most);

/// A range of values.
struct ValueRange {
    double low = 0;
    double high = 1;

    bool operator==(const ValueRange&) const = default;
};

/// What a window for continuous colours can start from; without any finite value all are 0 and 1.
struct ValueRanges {
    ValueRange full;         ///< from the least to the greatest value; NaN left out
    ValueRange middle;       ///< from the 1st to the 99th percentile of the finite values
    bool isSampled = false;  ///< found from a sample

    bool operator==(const ValueRanges&) const = default;
};
[[nodiscard]] ValueRanges valueRanges(const Sample& sample);

}  // namespace frisket::measure
