// SPDX-License-Identifier: MIT
#include "core/refine/morphology.h"

#include "core/refine/dilation.h"

namespace frisket::refine {

using base::Rect;
using base::Result;
using condition::BitRegion;

namespace {
/// Reach in rows from which the way by columns is the faster one for elements that are no
/// rectangles, as `./bench tools` finds it.
constexpr std::size_t kFarRows = 200;
/// Rows from which doubling beats adding the rows up.
constexpr std::size_t kDoubledRows = 3;
}  // namespace

base::Status dilateInto(const RowSource& source, const HalfWidths& half, RowTarget& target,
                        base::Progress* progress, base::ThreadPool* pool) {
    if (half.front() == half.back() && half.size() > kDoubledRows) {
        return dilateByDoubling(source, half, target, progress, pool);
    }
    return half.size() > kFarRows ? dilateByColumns(source, half, target, progress, pool)
                                  : dilateByRows(source, half, target, progress, pool);
}

Result<BitRegion> dilateBy(const BitRegion& region, const Rect& plane, const HalfWidths& half,
                           base::Progress* progress, base::ThreadPool* pool) {
    const Rect least = leastBox(region).intersected(plane);
    if (least.empty()) {
        return BitRegion();
    }
    const auto rows = static_cast<std::int64_t>(half.size()) - 1;
    BitRegion out(
        Rect{least.x0 - half.front(), least.y0 - rows, least.x1 + half.front(), least.y1 + rows}
            .intersected(plane));
    RowTarget target(out, false);
    const RowSource source(region, least, false);
    if (auto done = dilateInto(source, half, target, progress, pool); !done) {
        return base::passOn(done);
    }
    return out;
}

Result<BitRegion> erodeBy(const BitRegion& region, const Rect& plane, const HalfWidths& half,
                          base::Progress* progress, base::ThreadPool* pool) {
    const Rect least = leastBox(region).intersected(plane);
    if (least.empty()) {
        return BitRegion();
    }
    // The clear pixels are dilated. Of those outside of the least box a ring is enough: who sees
    // one further out also sees the one of the ring that is between.
    BitRegion out(least);
    RowTarget target(out, true);
    const RowSource source(region, least.grown(1).intersected(plane), true);
    if (auto done = dilateInto(source, half, target, progress, pool); !done) {
        return base::passOn(done);
    }
    return out;
}

Result<BitRegion> dilate(const BitRegion& region, const Rect& plane, const Element& element,
                         base::Progress* progress, base::ThreadPool* pool) {
    const auto half = halfWidths(element);
    return half ? dilateBy(region, plane, *half, progress, pool)
                : Result<BitRegion>(base::passOn(half));
}

Result<BitRegion> erode(const BitRegion& region, const Rect& plane, const Element& element,
                        base::Progress* progress, base::ThreadPool* pool) {
    const auto half = halfWidths(element);
    return half ? erodeBy(region, plane, *half, progress, pool)
                : Result<BitRegion>(base::passOn(half));
}

Result<BitRegion> open(const BitRegion& region, const Rect& plane, const Element& element,
                       base::Progress* progress, base::ThreadPool* pool) {
    auto eroded = erode(region, plane, element, progress, pool);
    return eroded ? dilate(*eroded, plane, element, progress, pool) : std::move(eroded);
}

Result<BitRegion> close(const BitRegion& region, const Rect& plane, const Element& element,
                        base::Progress* progress, base::ThreadPool* pool) {
    auto dilated = dilate(region, plane, element, progress, pool);
    return dilated ? erode(*dilated, plane, element, progress, pool) : std::move(dilated);
}

}  // namespace frisket::refine
