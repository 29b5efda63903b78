// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/condition/bits.h"

namespace frisket::ui {

/// Which pixels of an image axis the device pixels of a tile show. Enlarged, a device pixel shows
/// the image pixel under its centre. Shrunk, it shows that one rounded down to a multiple of
/// samplingStep(): as the step is a power of two, what is sampled at one zoom is sampled at all
/// nearer ones too, and labels don't shimmer while the picture is zoomed.
struct AxisSampling {
    std::vector<std::int64_t> pixels;  ///< ascending: all of a range if enlarged, else one for
                                       ///< each device pixel
    std::vector<std::int32_t> index;   ///< for each device pixel its place in `pixels`
    bool identity = false;             ///< `index` is 0, 1, 2, ...

    [[nodiscard]] std::int64_t count() const { return static_cast<std::int64_t>(pixels.size()); }
};

/// The largest power of two that is at most `1 / scale` image pixels a device pixel, and at
/// least 1.
[[nodiscard]] std::int64_t samplingStep(double scale);

/// Number of device pixels that an axis of `size` image pixels covers.
[[nodiscard]] std::int64_t deviceExtent(std::int64_t size, double scale);

/// Samples of device pixels [begin, end), which lie inside the axis' device extent.
[[nodiscard]] AxisSampling sampleAxis(std::int64_t begin, std::int64_t end, std::int64_t size,
                                      double scale);

/// Copies samples to device pixels: element i of `to` is element `index[i]` of `from`.
void expandRow(const std::byte* from, std::int64_t itemSize, const std::vector<std::int32_t>& index,
               std::byte* to);

/// The same for bits; the rest of the last word of `to` becomes zero.
void expandBits(const condition::Word* from, const std::vector<std::int32_t>& index,
                condition::Word* to);

}  // namespace frisket::ui
