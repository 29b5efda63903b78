// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/base/geometry.h"
#include "core/condition/bits.h"
#include "core/render/layer.h"

namespace frisket::render {

/// One bit for each pixel of a rectangle; bit 0 of a row is column `area.x0`. Bits past the end of
/// a row are unspecified.
struct BitPlane {
    base::Rect area;
    std::int64_t wordsPerRow = 0;
    std::vector<condition::Word> words;

    BitPlane() = default;
    explicit BitPlane(const base::Rect& rect)
        : area(rect),
          wordsPerRow(condition::wordsFor(rect.width())),
          words(static_cast<std::size_t>(wordsPerRow * rect.height())) {}

    [[nodiscard]] const condition::Word* row(std::int64_t y) const {
        return words.data() + (y - area.y0) * wordsPerRow;
    }
    [[nodiscard]] condition::Word* row(std::int64_t y) {
        return words.data() + (y - area.y0) * wordsPerRow;
    }
};

/// The pixels of `rect`, which lies in `covers`, that are within `width` steps of a pixel of
/// `covers` with another value. Every first step is to one of the four neighbours, every second to
/// one of the eight, so that what is reached is an octagon (|dx|, |dy| <= width and |dx| + |dy| <=
/// width + width / 2) and a contour about as thick along a slanted edge as along a straight one.
/// The plane may be larger than `rect`. Which of the pixels are background, and so have no contour,
/// is the caller's to know. Floats compare as numbers, NaN equal to itself.
[[nodiscard]] BitPlane labelContour(const LabelPixels& labels, const base::Rect& covers,
                                    const base::Rect& rect, int width);

/// The same for bits, without the pixels that are clear.
[[nodiscard]] BitPlane bitContour(const BitPixels& bits, const base::Rect& covers,
                                  const base::Rect& rect, int width);

}  // namespace frisket::render
