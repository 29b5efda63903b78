// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "core/refine/frame.h"

namespace frisket::refine {

/// For each pixel of a window, how many rows away the nearest pixel of a source in its column is:
/// the first of the two phases of exact distance transforms (A. Meijster, J. B. T. M. Roerdink,
/// W. H. Hesselink, A General Algorithm for Computing Distance Transforms in Linear Time, 2000).
///
/// They are given band by band. What each band must know of the rows above and below it is found in
/// one pass each way; so memory is that of a row for each band, not that of the window.
class ColumnDistances {
public:
    static constexpr std::int64_t kBandRows = 128;
    /// No pixel in the column; also all numbers above.
    static constexpr std::int32_t kNone = std::int32_t{1} << 30;

    /// Rows of `window`, whose columns are taken as whole words; `source` must live as long.
    /// Heights are below kNone.
    ColumnDistances(const RowSource& source, const base::Rect& window);

    /// Looks at all rows. Cancelled; throws std::bad_alloc.
    [[nodiscard]] base::Status prepare(base::Progress* progress, base::ThreadPool* pool);

    [[nodiscard]] std::int64_t firstWord() const { return m_firstWord; }
    [[nodiscard]] std::int64_t words() const { return m_words; }
    [[nodiscard]] std::int64_t bands() const { return m_bands; }
    [[nodiscard]] base::Rect window() const { return m_window; }
    /// Rows [y0, y1) of a band.
    [[nodiscard]] std::pair<std::int64_t, std::int64_t> rowsOf(std::int64_t band) const;

    /// Reads the bands' rows one after the other.
    class Reader {
    public:
        explicit Reader(const ColumnDistances& distances) : m_distances(distances) {}
        /// Row `y`: a distance for each column from 64 * firstWord() on, in memory that the next
        /// call uses again. Rows of one band rise from call to call, beginning at its first.
        [[nodiscard]] const std::int32_t* row(std::int64_t y);

    private:
        void enter(std::int64_t band);

        const ColumnDistances& m_distances;
        std::vector<condition::Word> m_bits;
        std::vector<std::int32_t> m_above;
        std::vector<std::int32_t> m_below;
        std::vector<std::int32_t> m_nearest;
    };

private:
    /// One pass over the rows of the words [first, first + count) of the window, downwards or
    /// upwards, which keeps what is known at the bands' edges.
    void pass(std::int64_t first, std::int64_t count, bool down);
    [[nodiscard]] std::int64_t columns() const { return m_words * condition::kWordBits; }

    const RowSource& m_source;
    base::Rect m_window;
    std::int64_t m_firstWord;
    std::int64_t m_words;
    std::int64_t m_bands;
    std::vector<std::int32_t> m_above;  ///< for each band, the distances at the row before it
    std::vector<std::int32_t> m_below;  ///< and at the row after it
};

}  // namespace frisket::refine
