// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/condition/bits.h"

namespace frisket::ui {

/// Which samples of an image axis the device pixels of a tile show. A device pixel shows the image
/// pixel under its centre; zoomed out, only every `step`-th pixel is sampled at all.
struct AxisSampling {
    std::int64_t first = 0;           ///< first sample; sample s is image pixel s * step
    std::int64_t count = 0;           ///< samples from `first` on
    std::vector<std::int32_t> index;  ///< for each device pixel its sample, counted from `first`
    bool identity = false;            ///< one device pixel for each sample
};

/// Distance of samples in image pixels at `scale` device pixels per image pixel: the largest whole
/// number that still leaves at least one sample for each device pixel.
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
