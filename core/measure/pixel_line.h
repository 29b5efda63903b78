// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/geometry.h"

namespace frisket::measure {

/// A pixel on a line.
struct LinePixel {
    std::int64_t x = 0;
    std::int64_t y = 0;
    double distance = 0;  ///< in pixels from the centre of the line's first pixel in the plane

    bool operator==(const LinePixel&) const = default;
};

/// The pixels of a straight line, in its order.
struct PixelLine {
    std::vector<LinePixel> pixels;
    std::int64_t steps = 0;  ///< pixels that the line has in the plane, sampled or not
    double length = 0;       ///< from the centre of the first to that of the last one

    [[nodiscard]] bool isSampled() const {
        return static_cast<std::int64_t>(pixels.size()) < steps;
    }
};

inline constexpr std::int64_t kMostLinePixels = 16384;

/// One pixel for each step along the longer axis (a digital differential analyser, in integers),
/// from the pixel of `from` to that of `to`: neighbours touch by a side or a corner, and the line
/// backwards has the same pixels. Those outside `plane` are left out. Of more than `most` (>= 2)
/// come `most`, evenly chosen, the ends among them. Places are taken up to 2^29 from the origin.
[[nodiscard]] PixelLine pixelLine(base::Point from, base::Point to, const base::Rect& plane,
                                  std::int64_t most = kMostLinePixels);

}  // namespace frisket::measure
