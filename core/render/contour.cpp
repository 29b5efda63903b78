// SPDX-License-Identifier: MIT
#include "core/render/contour.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace frisket::render {

namespace {
using base::Rect;
using condition::kWordBits;
using condition::Word;

/// Sets the bits past the end of each row: what is outside never makes a contour.
void setPadding(BitPlane& plane) {
    const std::int64_t last = plane.wordsPerRow - 1;
    const Word padding = ~condition::lowBits(plane.area.width() - last * kWordBits);
    for (std::int64_t y = plane.area.y0; y < plane.area.y1; ++y) {
        plane.row(y)[last] |= padding;
    }
}

/// A row and those above and below it, in words; outside of the plane all is set.
struct ThreeRows {
    const Word* row;
    const Word* up;
    const Word* down;
    std::int64_t words;

    [[nodiscard]] Word at(std::int64_t w) const { return inside(w) ? row[w] : ~Word{0}; }
    [[nodiscard]] Word column(std::int64_t w) const {
        return inside(w) ? row[w] & up[w] & down[w] : ~Word{0};
    }

private:
    [[nodiscard]] bool inside(std::int64_t w) const { return w >= 0 && w < words; }
};

/// The pixels that are set and whose left and right neighbours are.
Word withSides(Word before, Word word, Word after) {
    return word & (word << 1U | before >> 63U) & (word >> 1U | after << 63U);
}

/// Takes step `first`, first + 1, ... `last` of a contour: each keeps the pixels whose four
/// neighbours (odd steps) or eight neighbours (even steps) are set too; outside counts as set.
void erode(BitPlane& plane, int first, int last) {
    BitPlane next(plane.area);
    for (int step = first; step <= last; ++step) {
        for (std::int64_t y = plane.area.y0; y < plane.area.y1; ++y) {
            const ThreeRows rows{plane.row(y), plane.row(std::max(y - 1, plane.area.y0)),
                                 plane.row(std::min(y + 1, plane.area.y1 - 1)), plane.wordsPerRow};
            Word* to = next.row(y);
            for (std::int64_t w = 0; w < plane.wordsPerRow; ++w) {
                to[w] =
                    step % 2 == 0
                        ? withSides(rows.column(w - 1), rows.column(w), rows.column(w + 1))
                        : rows.column(w) & withSides(rows.at(w - 1), rows.at(w), rows.at(w + 1));
            }
        }
        setPadding(next);
        std::swap(plane.words, next.words);
    }
}

/// Whether two elements are the same label.
template <class T>
bool isSame(T a, T b) {
    if constexpr (std::is_floating_point_v<T>) {
        return (a == b) | ((a != a) & (b != b));
    } else if constexpr (std::is_same_v<T, array::Half>) {
        const unsigned x = a.bits & 0x7fffU;
        const unsigned y = b.bits & 0x7fffU;
        return a.bits == b.bits || (x == 0 && y == 0) || (x > 0x7c00U && y > 0x7c00U);
    } else {
        return a == b;
    }
}

/// Elements [0, count) of a packed row; `from` may have any alignment.
template <class T>
void readRow(const std::byte* from, std::int64_t count, T* to) {
    std::memcpy(to, from, static_cast<std::size_t>(count) * sizeof(T));
}

/// One bit for each pixel of `area` whose four neighbours in `area` are like it.
template <class T>
BitPlane innerPixels(const LabelPixels& labels, const Rect& covers, const Rect& area) {
    BitPlane inner(area);
    const std::int64_t width = area.width();
    const auto at = [&](std::int64_t y) {
        return labels.pixels + (y - covers.y0) * labels.rowBytes +
               (area.x0 - covers.x0) * static_cast<std::int64_t>(sizeof(T));
    };
    // Three rows at a time in buffers of their own, which have one more element at each end, a
    // copy of the end itself.
    const auto length = static_cast<std::size_t>(width);
    std::vector<T> up(length + 2);
    std::vector<T> row(length + 2);
    std::vector<T> down(length + 2);
    std::vector<std::uint8_t> same(length);
    const auto load = [&](std::int64_t y, std::vector<T>& to) {
        readRow(at(std::min(y, area.y1 - 1)), width, to.data() + 1);
        to.front() = to[1];
        to.back() = to[length];
    };
    load(area.y0, row);
    up = row;
    for (std::int64_t y = area.y0; y < area.y1; ++y) {
        load(y + 1, down);
        const T* above = up.data() + 1;
        const T* middle = row.data() + 1;
        const T* below = down.data() + 1;
        for (std::int64_t i = 0; i < width; ++i) {
            const T value = middle[i];
            same[static_cast<std::size_t>(i)] =
                static_cast<std::uint8_t>(static_cast<int>(isSame(value, middle[i - 1])) &
                                          static_cast<int>(isSame(value, middle[i + 1])) &
                                          static_cast<int>(isSame(value, above[i])) &
                                          static_cast<int>(isSame(value, below[i])));
        }
        condition::bytesToBits(same.data(), width, inner.row(y));
        std::swap(up, row);
        std::swap(row, down);
    }
    setPadding(inner);
    return inner;
}
}  // namespace

BitPlane labelContour(const LabelPixels& labels, const Rect& covers, const Rect& rect, int width) {
    assert(width >= 1 && rect.intersected(covers) == rect);
    // What lies `width` away decides about a pixel of `rect`; further out nothing does.
    const Rect area = rect.grown(width).intersected(covers);
    if (area.empty()) {
        return {};
    }
    BitPlane plane = array::visitType(labels.dtype, [&](auto type) {
        return innerPixels<typename decltype(type)::type>(labels, covers, area);
    });
    // The first step is in `innerPixels`. All pixels within k steps are alike exactly if all within
    // the other k - 1 steps are inner, since those hang together.
    erode(plane, 2, width);
    for (Word& word : plane.words) {
        word = ~word;
    }
    return plane;
}

BitPlane bitContour(const BitPixels& bits, const Rect& covers, const Rect& rect, int width) {
    assert(width >= 1 && rect.intersected(covers) == rect);
    const Rect area = rect.grown(width).intersected(covers);
    BitPlane plane(area);
    for (std::int64_t y = area.y0; y < area.y1; ++y) {
        condition::copyBits(bits.words + (y - covers.y0) * bits.wordsPerRow,
                            bits.firstBit + area.x0 - covers.x0, area.width(), plane.row(y));
    }
    if (std::all_of(plane.words.begin(), plane.words.end(), [](Word word) { return word == 0; })) {
        return plane;
    }
    setPadding(plane);
    const std::vector<Word> all = plane.words;
    erode(plane, 1, width);
    for (std::size_t i = 0; i < all.size(); ++i) {
        plane.words[i] = all[i] & ~plane.words[i];
    }
    return plane;
}

}  // namespace frisket::render
