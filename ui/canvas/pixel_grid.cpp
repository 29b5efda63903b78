// SPDX-License-Identifier: MIT
#include "ui/canvas/pixel_grid.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace frisket::ui {

namespace {
/// Grey that darkens white and brightens black about as much, fainter where lines are close.
render::Argb lineColour(double scale) {
    constexpr double kFaint = 0.22;
    constexpr double kPlain = 0.47;
    constexpr double kPlainFrom = 24;
    const double part = std::clamp((scale - kGridFrom) / (kPlainFrom - kGridFrom), 0.0, 1.0);
    return render::premultiplied({128, 128, 128, 255},
                                 render::toByte(kFaint + part * (kPlain - kFaint)));
}

/// The device pixels in [begin, end) that are the first of an image column or row: whose centre is
/// the first one in it.
std::vector<std::int64_t> linesIn(std::int64_t begin, std::int64_t end, double scale) {
    std::vector<std::int64_t> lines;
    auto image = static_cast<std::int64_t>(std::floor(static_cast<double>(begin) / scale));
    for (;; ++image) {
        const auto line =
            static_cast<std::int64_t>(std::ceil(static_cast<double>(image) * scale - 0.5));
        if (line >= end) {
            return lines;
        }
        if (line >= begin) {
            lines.push_back(line);
        }
    }
}
}  // namespace

void drawPixelGrid(const base::Rect& rect, double scale, render::Argb* pixels,
                   std::int64_t stride) {
    if (scale < kGridFrom || rect.empty()) {
        return;
    }
    const render::Argb colour = lineColour(scale);
    const std::vector<std::int64_t> columns = linesIn(rect.x0, rect.x1, scale);
    const std::vector<std::int64_t> rows = linesIn(rect.y0, rect.y1, scale);
    for (std::int64_t y = rect.y0; y < rect.y1; ++y, pixels += stride) {
        if (std::binary_search(rows.begin(), rows.end(), y)) {
            render::blendColour(colour, rect.width(), pixels);
            continue;
        }
        for (const std::int64_t x : columns) {
            render::Argb& pixel = pixels[x - rect.x0];
            pixel = render::over(colour, pixel);
        }
    }
}

}  // namespace frisket::ui
