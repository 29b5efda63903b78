// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/geometry.h"
#include "core/base/result.h"
#include "core/condition/bit_region.h"

namespace frisket::smart {

/// Pixels that a window may have: a screen of 3840 x 2160 at 1:1, so that what passes over all of
/// them takes no more than a second or two.
inline constexpr std::int64_t kMostPixels = std::int64_t{1} << 23U;

/// What the smart tools look at: the pixels of a rectangle of the plane, 8 bits a channel, packed,
/// rows first. Of one channel (grey) or three, in any order of colours.
struct ImageWindow {
    base::Rect rect;
    int channels = 1;
    std::vector<std::uint8_t> pixels;
};

/// Whether `image` is what it should be: not empty, not left of column 0 or above row 0, at most
/// kMostPixels, 1 or 3 channels, and bytes for all. Else InvalidArgument or TooLarge.
[[nodiscard]] base::Status check(const ImageWindow& image);

/// What a person has scribbled: object or not. Where marks overlap the later one counts. What lies
/// outside the window is ignored.
struct Mark {
    std::vector<condition::BitRegion> regions;  ///< in pixels of the plane
    bool isObject = true;
};

}  // namespace frisket::smart
