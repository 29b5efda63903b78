// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/geometry.h"
#include "core/condition/bits.h"
#include "core/condition/zeroed_words.h"

namespace frisket::condition {

/// What every tool produces: a bounding box in the plane that is shown, and one bit for each pixel
/// in it. Column `originX()`, a multiple of 64 at or left of the box, is bit 0 of each row, so that
/// rows line up with the words of a 2-d condition. Bits outside the box are zero.
class BitRegion {
public:
    BitRegion() = default;
    /// All clear. `box` must not reach left of column 0 or above row 0.
    explicit BitRegion(const base::Rect& box);

    [[nodiscard]] const base::Rect& box() const { return m_box; }
    [[nodiscard]] bool empty() const { return m_box.empty(); }
    [[nodiscard]] std::int64_t originX() const { return m_originX; }
    [[nodiscard]] std::int64_t wordsPerRow() const { return m_wordsPerRow; }
    /// Words of image row `y`, box().y0 <= y < box().y1.
    [[nodiscard]] const Word* row(std::int64_t y) const;
    [[nodiscard]] Word* row(std::int64_t y);

    /// Sets all pixels of the box.
    void fill();
    /// Sets the pixels [x0, x1) of row `y`, clipped to the box.
    void setSpan(std::int64_t y, std::int64_t x0, std::int64_t x1);
    [[nodiscard]] bool at(std::int64_t x, std::int64_t y) const;
    [[nodiscard]] std::int64_t count() const;
    /// Clears the pixels that are set in `other`.
    void remove(const BitRegion& other);

private:
    base::Rect m_box;
    std::int64_t m_originX = 0;
    std::int64_t m_wordsPerRow = 0;
    ZeroedWords m_words;
};

}  // namespace frisket::condition
