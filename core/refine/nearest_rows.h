// SPDX-License-Identifier: MIT
#pragma once

#include "core/refine/frame.h"

namespace frisket::refine {

/// Reads rows of a region whose pixels at the border of `plane` go on beyond it: "nearest" of
/// scipy.ndimage, BORDER_REPLICATE of OpenCV.
class NearestRows {
public:
    /// `region` must live as long; `plane` is not empty.
    NearestRows(const condition::BitRegion& region, const base::Rect& plane)
        : m_source(region, plane, false) {}

    /// Words [first, first + count) of row `y`: word k begins at column 64 * k. Any place may be
    /// asked for. False only where all are zero.
    bool load(std::int64_t y, std::int64_t first, std::int64_t count, condition::Word* out) const;

private:
    [[nodiscard]] bool at(std::int64_t x, std::int64_t y) const;

    RowSource m_source;
};

}  // namespace frisket::refine
