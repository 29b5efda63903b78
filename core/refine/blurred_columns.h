// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/condition/bits.h"
#include "core/refine/blur_weights.h"
#include "core/refine/nearest_rows.h"

namespace frisket::refine {

/// Blurs kBlurColumns columns at a time, from top to bottom: each row along itself once, where the
/// first pixel that is asked for sees it, then along the columns.
class BlurredColumns {
public:
    /// `weights` and `rows`, of which each pixel in the rows [y0, y1) has `weights.reach` to every
    /// side, must live as long.
    BlurredColumns(const PieceRows& rows, const BlurWeights& weights, std::int64_t y0,
                   std::int64_t y1);

    /// Goes to the top of kBlurColumns columns from column `x` of the first word on.
    void begin(std::int64_t x);
    /// Which of them are at least one half in row `y`, which is further down than the one before.
    [[nodiscard]] condition::Word atLeastHalf(std::int64_t y);

private:
    void blurRow(const condition::Word* bits, float* out) const;

    const PieceRows& m_rows;
    const BlurWeights& m_weights;
    std::int64_t m_top;          ///< the first row that is seen
    std::int64_t m_first = 0;    ///< bit from which on the columns see a row, counted with its pad
    std::int64_t m_blurred = 0;  ///< rows from the top that are blurred or will not be seen
    std::vector<float> m_numbers;  ///< kBlurColumns of each row
};

}  // namespace frisket::refine
