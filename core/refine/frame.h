// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "core/base/progress.h"
#include "core/base/thread_pool.h"
#include "core/condition/bit_region.h"

namespace frisket::refine {

/// The least box of the set pixels of `region`; empty where there are none. Costs the words up to
/// the first and from the last row with one, and of the rows between those not known to be within.
[[nodiscard]] base::Rect leastBox(const condition::BitRegion& region);

/// The pixels of `region` in `box`, which is the box of what is returned. It may reach beyond.
[[nodiscard]] condition::BitRegion cropped(const condition::BitRegion& region,
                                           const base::Rect& box);

/// Turns the pixels [x0, x1) of row `y` over; they are not empty and within the box.
void flipSpan(condition::BitRegion& region, std::int64_t y, std::int64_t x0, std::int64_t x1);

/// Reads rows of the set pixels of a region within `frame`, or of the clear ones.
class RowSource {
public:
    /// `region` must live as long.
    RowSource(const condition::BitRegion& region, const base::Rect& frame, bool clearOnes)
        : m_region(region), m_frame(frame), m_clearOnes(clearOnes) {}

    [[nodiscard]] const base::Rect& frame() const { return m_frame; }
    /// Words [first, first + count) of row `y`: word k begins at column 64 * k. Any place may be
    /// asked for; what is outside of the frame is zero. False only where all are zero.
    bool load(std::int64_t y, std::int64_t first, std::int64_t count, condition::Word* out) const;

private:
    const condition::BitRegion& m_region;
    base::Rect m_frame;
    bool m_clearOnes;
};

/// Writes rows of a region, whose box masks them, or of its complement.
class RowTarget {
public:
    RowTarget(condition::BitRegion& region, bool clearOnes)
        : m_region(region), m_clearOnes(clearOnes) {}

    [[nodiscard]] const base::Rect& box() const { return m_region.box(); }
    /// Words [first, first + count) of row `y`, which must be words of the region's rows.
    void store(std::int64_t y, std::int64_t first, std::int64_t count,
               const condition::Word* words);

private:
    condition::BitRegion& m_region;
    bool m_clearOnes;
};

/// Calls `body(i)` for each i in [0, count), on the threads of `pool` where there is one, in no
/// particular order. Begins no further one and fails once `progress` is cancelled, to which `count`
/// units are added. Throws what a body throws.
[[nodiscard]] base::Status forEachPiece(std::int64_t count, base::Progress* progress,
                                        base::ThreadPool* pool,
                                        const std::function<void(std::int64_t)>& body);

}  // namespace frisket::refine
