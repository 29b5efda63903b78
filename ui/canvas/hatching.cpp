// SPDX-License-Identifier: MIT
#include "ui/canvas/hatching.h"

#include <array>

namespace frisket::ui {

namespace {
/// Device pixels from one line of the hatching to the next, along a row.
constexpr std::int64_t kHatchStep = 8;
}  // namespace

void drawHatching(const base::Rect& rect, const condition::Word* bits, render::Argb* pixels,
                  std::int64_t stride) {
    constexpr std::uint32_t kStrength = 120;
    constexpr std::array kColours{render::premultiplied({255, 255, 255, 255}, kStrength),
                                  render::premultiplied({0, 0, 0, 255}, kStrength)};
    const std::int64_t words = condition::wordsFor(rect.width());
    for (std::int64_t y = rect.y0; y < rect.y1; ++y, pixels += stride, bits += words) {
        for (std::int64_t part = 0; part < 2; ++part) {
            // The first pixel of the row whose place along the hatching is `part`.
            const std::int64_t first =
                (part + 2 * kHatchStep - (rect.x0 + y) % kHatchStep) % kHatchStep;
            for (std::int64_t x = first; x < rect.width(); x += kHatchStep) {
                const condition::Word word = bits[x / condition::kWordBits];
                if (((word >> static_cast<unsigned>(x % condition::kWordBits)) & 1U) == 0) {
                    pixels[x] = render::over(kColours[static_cast<std::size_t>(part)], pixels[x]);
                }
            }
        }
    }
}

}  // namespace frisket::ui
