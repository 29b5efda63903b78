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
    /// Of the rows [y0, y1) and `words` words from `first` on. `weights` must live as long.
    BlurredColumns(const NearestRows& source, const BlurWeights& weights, std::int64_t first,
                   std::int64_t words, std::int64_t y0, std::int64_t y1);

    /// Goes to the top of kBlurColumns columns from column `x` of the first word on.
    void begin(std::int64_t x);
    /// Which of them are at least one half in row `y`, which is further down than the one before.
    [[nodiscard]] condition::Word atLeastHalf(std::int64_t y);

private:
    void blurRow(const condition::Word* bits, float* out) const;

    const BlurWeights& m_weights;
    std::int64_t m_top;     ///< the first row that is seen
    std::int64_t m_stride;  ///< words of a row with those beside it
    std::vector<condition::Word> m_bits;
    std::int64_t m_first = 0;      ///< bit of a row from which on the columns see it
    std::int64_t m_blurred = 0;    ///< rows that are blurred, or that nobody has seen
    std::vector<float> m_numbers;  ///< kBlurColumns of each row
};

}  // namespace frisket::refine
