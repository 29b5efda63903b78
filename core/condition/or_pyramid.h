// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include "core/base/area.h"
#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"

namespace frisket::condition {

/// A plane of a condition seen from afar: for squares of 8, 16, ... 512 pixels whether any element
/// in them is set, so that a single pixel never vanishes, however small the picture. A cell of
/// level n is 2^n pixels wide and high; cells at the plane's end may reach past it.
///
/// Made on demand in strips of 512 rows, each of which costs its bits once; memory is 1/48 of the
/// plane's bits. One thread calls what is not const; `readRow` may be called on several threads
/// together.
class OrPyramid {
public:
    static constexpr int kFirstLevel = 3;
    static constexpr int kLastLevel = 9;

    OrPyramid() = default;
    /// Nothing is read yet, and nothing of what nobody edits where `isClear` says that no element
    /// of the mask is set: to look at memory that was never written costs as much as to write it.
    /// `mask` must live as long, and the plane lie in it.
    OrPyramid(const ConditionMask& mask, const Plane& plane, bool isClear = false);

    [[nodiscard]] const Plane& plane() const { return m_plane; }

    /// Makes what is missing of the strips that hold pixel rows [firstRow, endRow). On the threads
    /// of `pool`.
    void require(std::int64_t firstRow, std::int64_t endRow, base::ThreadPool& pool);
    /// Elements of these pixels may have changed. Costs their bits where the strip was made, else
    /// nothing; the strips of a large rectangle must be required again.
    void update(const base::Area& pixels);
    /// Elements anywhere may have changed; all is made anew when it is required again.
    void forget();

    /// Copies `count` cells of row `row` of `level` from column `first` on to bits [0, count) of
    /// `to`; the rest of the last word becomes zero. The strip must have been required.
    void readRow(int level, std::int64_t row, std::int64_t first, std::int64_t count,
                 Word* to) const;

private:
    struct Level {
        std::int64_t height = 0;
        std::int64_t wordsPerRow = 0;
        std::vector<Word> words;

        [[nodiscard]] Word* row(std::int64_t y) { return words.data() + y * wordsPerRow; }
        [[nodiscard]] const Word* row(std::int64_t y) const {
            return words.data() + y * wordsPerRow;
        }
    };

    [[nodiscard]] Level& level(int number) {
        return m_levels[static_cast<std::size_t>(number - kFirstLevel)];
    }
    void reduceBits(std::int64_t row, std::int64_t firstWord, std::int64_t endWord);
    void reduceLevel(int number, std::int64_t row, std::int64_t firstWord, std::int64_t endWord);
    /// Makes all levels from pixel rows [firstRow, endRow) and columns [firstColumn, endColumn).
    void make(std::int64_t firstRow, std::int64_t endRow, std::int64_t firstColumn,
              std::int64_t endColumn);

    const ConditionMask* m_mask = nullptr;
    Plane m_plane;
    std::array<Level, kLastLevel - kFirstLevel + 1> m_levels;
    std::vector<char> m_made;  ///< by strip
};

}  // namespace frisket::condition
