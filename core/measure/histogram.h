// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/array/dtype.h"

namespace frisket::measure {

/// How the values of some elements are spread.
struct Histogram {
    /// Values from `low` to `high`: both are in it where `isValue` or it is the last one of floats,
    /// else `high` is the first value of the next bin.
    struct Bin {
        double low = 0;
        double high = 0;
        std::int64_t count = 0;
        /// Of a bin of one integer, that; unsigned 64-bit ones by their bits.
        std::int64_t value = 0;
        bool operator==(const Bin&) const = default;
    };

    /// Each bin is one integer that occurs, or false or true; the others are ranges of equal width.
    bool byValue = false;
    std::vector<Bin> bins;      ///< by rising value; none where no finite value is
    std::int64_t total = 0;     ///< all elements
    std::int64_t nan = 0;       ///< these three are in no bin
    std::int64_t positive = 0;  ///< infinities
    std::int64_t negative = 0;

    /// Place of the bin that holds `value`, or -1.
    [[nodiscard]] std::int64_t binOf(double value) const;
};

/// At most so many bins.
inline constexpr std::size_t kMostBins = 256;

/// Counts `count` packed elements of any alignment. Integers and Bool of at most kMostBins
/// different values are counted by value. Else there are at most kMostBins bins of equal width from
/// the least to the greatest finite value; of integers the width is whole, so that no bin has more
/// values than another.
[[nodiscard]] Histogram histogram(array::DType dtype, const std::byte* elements,
                                  std::int64_t count);

}  // namespace frisket::measure
