// SPDX-License-Identifier: MIT
#include "core/condition/or_pyramid.h"

#include <algorithm>
#include <cassert>

namespace frisket::condition {

namespace {
constexpr std::int64_t kStripRows = std::int64_t{1} << OrPyramid::kLastLevel;
/// A larger change is left to `require`, which has several threads.
constexpr std::int64_t kMostUpdated = std::int64_t{1} << 23;
/// Pixels along a cell of the first level.
constexpr std::int64_t kCell = std::int64_t{1} << OrPyramid::kFirstLevel;

std::int64_t cellsFor(std::int64_t pixels, int level) {
    return (pixels + (std::int64_t{1} << level) - 1) >> level;
}

/// Bit k tells whether byte k is not zero.
Word bytesSet(Word word) {
    word |= word >> 4U;
    word |= word >> 2U;
    word |= word >> 1U;
    word &= 0x0101010101010101ULL;
    return (word * 0x0102040810204080ULL) >> 56U;
}

/// Bit k is bit 2k or bit 2k + 1. The even bits move together as in H. S. Warren, Hacker's Delight,
/// section 7-2 (the inverse perfect shuffle).
Word pairsSet(Word word) {
    word = (word | word >> 1U) & 0x5555555555555555ULL;
    word = (word | word >> 1U) & 0x3333333333333333ULL;
    word = (word | word >> 2U) & 0x0f0f0f0f0f0f0f0fULL;
    word = (word | word >> 4U) & 0x00ff00ff00ff00ffULL;
    word = (word | word >> 8U) & 0x0000ffff0000ffffULL;
    return (word | word >> 16U) & 0x00000000ffffffffULL;
}
}  // namespace

OrPyramid::OrPyramid(const ConditionMask& mask, const Plane& plane, bool isClear)
    : m_mask(&mask),
      m_plane(plane),
      m_made(static_cast<std::size_t>((plane.height + kStripRows - 1) / kStripRows),
             isClear ? 1 : 0) {
    for (int number = kFirstLevel; number <= kLastLevel; ++number) {
        Level& made = level(number);
        made.height = cellsFor(plane.height, number);
        made.wordsPerRow = wordsFor(cellsFor(plane.width, number));
        made.words.resize(static_cast<std::size_t>(made.height * made.wordsPerRow));
    }
}

/// Words [firstWord, endWord) of row `row` of the first level.
void OrPyramid::reduceBits(std::int64_t row, std::int64_t firstWord, std::int64_t endWord) {
    constexpr std::int64_t kPixels = kWordBits * kCell;  // pixels that a word stands for
    const std::int64_t firstPixel = firstWord * kPixels;
    const std::int64_t count = std::min(endWord * kPixels, m_plane.width) - firstPixel;
    std::vector<Word> all(static_cast<std::size_t>((endWord - firstWord) * kCell));
    std::vector<Word> one(all.size());
    const std::int64_t end = std::min((row + 1) * kCell, m_plane.height);
    for (std::int64_t y = row * kCell; y < end; ++y) {
        m_mask->gather(m_plane.origin + y * m_plane.strideY + firstPixel * m_plane.strideX,
                       m_plane.strideX, count, one.data());
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] |= one[i];
        }
        if (m_plane.strideY == 0) {
            break;
        }
    }
    Word* to = level(kFirstLevel).row(row);
    for (std::int64_t w = firstWord; w < endWord; ++w) {
        const Word* from = all.data() + (w - firstWord) * kCell;
        Word word = 0;
        for (unsigned i = 0; i < kCell; ++i) {
            word |= bytesSet(from[i]) << (8 * i);
        }
        to[w] = word;
    }
}

/// Words [firstWord, endWord) of row `row` of level `number` from the level below.
void OrPyramid::reduceLevel(int number, std::int64_t row, std::int64_t firstWord,
                            std::int64_t endWord) {
    const Level& below = level(number - 1);
    Level& made = level(number);
    const Word* upper = below.row(2 * row);
    const Word* lower = 2 * row + 1 < below.height ? below.row(2 * row + 1) : upper;
    Word* to = made.row(row);
    for (std::int64_t w = firstWord; w < endWord; ++w) {
        Word word = pairsSet(upper[2 * w] | lower[2 * w]);
        if (2 * w + 1 < below.wordsPerRow) {
            word |= pairsSet(upper[2 * w + 1] | lower[2 * w + 1]) << 32U;
        }
        to[w] = word;
    }
}

void OrPyramid::make(std::int64_t firstRow, std::int64_t endRow, std::int64_t firstColumn,
                     std::int64_t endColumn) {
    for (int number = kFirstLevel; number <= kLastLevel; ++number) {
        const std::int64_t firstWord = (firstColumn >> number) / kWordBits;
        const std::int64_t endWord = wordsFor(cellsFor(endColumn, number));
        for (std::int64_t row = firstRow >> number; row < cellsFor(endRow, number); ++row) {
            if (number == kFirstLevel) {
                reduceBits(row, firstWord, endWord);
            } else {
                reduceLevel(number, row, firstWord, endWord);
            }
        }
    }
}

void OrPyramid::require(std::int64_t firstRow, std::int64_t endRow, base::ThreadPool& pool) {
    const std::int64_t first = std::max<std::int64_t>(firstRow, 0) / kStripRows;
    const std::int64_t end = (std::min(endRow, m_plane.height) + kStripRows - 1) / kStripRows;
    std::vector<std::int64_t> missing;
    for (std::int64_t strip = first; strip < end; ++strip) {
        if (m_made[static_cast<std::size_t>(strip)] == 0) {
            missing.push_back(strip);
        }
    }
    // Strips end where cells of the last level do, so none writes what another does.
    pool.forRange(
        static_cast<std::int64_t>(missing.size()), 1, [&](std::int64_t begin, std::int64_t stop) {
            for (std::int64_t i = begin; i < stop; ++i) {
                const std::int64_t top = missing[static_cast<std::size_t>(i)] * kStripRows;
                make(top, std::min(top + kStripRows, m_plane.height), 0, m_plane.width);
            }
        });
    for (const std::int64_t strip : missing) {
        m_made[static_cast<std::size_t>(strip)] = 1;
    }
}

void OrPyramid::update(const base::Area& pixels) {
    for (const base::Rect& rect : pixels.rects()) {
        const base::Rect inside = rect.intersected({0, 0, m_plane.width, m_plane.height});
        const bool large = inside.width() * inside.height() > kMostUpdated;
        for (std::int64_t top = inside.y0; top < inside.y1;) {
            const std::int64_t strip = top / kStripRows;
            const std::int64_t bottom = std::min(inside.y1, (strip + 1) * kStripRows);
            if (large) {
                m_made[static_cast<std::size_t>(strip)] = 0;
            } else if (m_made[static_cast<std::size_t>(strip)] != 0) {
                make(top, bottom, inside.x0, inside.x1);
            }
            top = bottom;
        }
    }
}

void OrPyramid::forget() { std::fill(m_made.begin(), m_made.end(), 0); }

void OrPyramid::readRow(int level, std::int64_t row, std::int64_t first, std::int64_t count,
                        Word* to) const {
    assert(level >= kFirstLevel && level <= kLastLevel);
    const Level& from = m_levels[static_cast<std::size_t>(level - kFirstLevel)];
    assert(m_made[static_cast<std::size_t>((row << level) / kStripRows)] != 0);
    copyBits(from.row(row), first, count, to);
}

}  // namespace frisket::condition
