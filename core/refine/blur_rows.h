// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/condition/bits.h"
#include "core/refine/blur_weights.h"
#include "core/refine/nearest_rows.h"

namespace frisket::refine {

/// Columns that are decided at a time.
inline constexpr std::int64_t kBlurColumns = 16;

/// Rows that are blurred along themselves, as columns of kBlurColumns numbers: what is above and
/// below one another is side by side in memory.
class BlurredRows {
public:
    /// For up to `rows` rows of `words` words.
    BlurredRows(const BlurWeights& weights, std::int64_t words, std::int64_t rows);

    /// Takes the rows [y0, y1) of `source`, from word `first` on.
    void read(const NearestRows& source, std::int64_t first, std::int64_t y0, std::int64_t y1);
    /// Which of the kBlurColumns pixels from column kBlurColumns * `column` of the first word on
    /// are at least one half in row `y`, after blurring along columns. Rows y +- reach were read.
    [[nodiscard]] condition::Word atLeastHalf(std::int64_t column, std::int64_t y) const;

private:
    void blurRow(const condition::Word* bits);

    const BlurWeights& m_weights;
    std::int64_t m_columns;  ///< pixels of a row
    std::int64_t m_rows;
    std::int64_t m_pad;     ///< words beside those of a row
    std::int64_t m_y0 = 0;  ///< the first row that was read
    std::vector<condition::Word> m_bits;
    std::vector<float> m_row;
    std::vector<float> m_numbers;
};

}  // namespace frisket::refine
