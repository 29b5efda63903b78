// SPDX-License-Identifier: MIT
#include "core/refine/refinement.h"

#include <bit>
#include <cmath>
#include <tuple>
#include <utility>

#include "core/refine/frame.h"
#include "core/refine/invert.h"
#include "core/refine/morphology.h"
#include "core/refine/smooth.h"

namespace frisket::refine {

namespace {
using base::Rect;
using condition::BitRegion;
using condition::Word;

base::Result<BitRegion> refined(const BitRegion& region, const Rect& plane, const Rect& area,
                                const Refinement& what, base::Progress* progress,
                                base::ThreadPool* pool) {
    switch (what.kind) {
        case Kind::Grow:
            return dilate(region, plane, what.element, progress, pool);
        case Kind::Shrink:
            return erode(region, plane, what.element, progress, pool);
        case Kind::Open:
            return open(region, plane, what.element, progress, pool);
        case Kind::Close:
            return close(region, plane, what.element, progress, pool);
        case Kind::Median:
            return median(region, plane, what.element, progress, pool);
        case Kind::Gaussian:
            return gaussian(region, plane, what.sigma, progress, pool);
        case Kind::FillHoles:
            return fillHoles(region, plane, what.connectivity, what.size > 0 ? what.size : kAnySize,
                             progress, pool);
        case Kind::RemoveIslands:
            return removeIslands(region, plane, what.connectivity, what.size, progress, pool);
        case Kind::KeepLargest:
            return keepLargest(region, plane, what.connectivity, what.count, progress, pool);
        case Kind::Outline:
            return outline(region, plane, what.width, what.side, progress, pool);
        case Kind::Margin:
            return what.distance >= 0
                       ? growBy(region, plane, what.distance, what.spacing, progress, pool)
                       : shrinkBy(region, plane, -what.distance, what.spacing, progress, pool);
        case Kind::Invert:
            return inverted(region, area);
    }
    return BitRegion();
}

/// How far from a pixel the outcome there looks; nothing where it may be anywhere.
std::optional<std::int64_t> reachOf(const Refinement& what) {
    switch (what.kind) {
        case Kind::Grow:
        case Kind::Shrink:
        case Kind::Median:
            return what.element.radius;
        case Kind::Open:
        case Kind::Close:
            return 2 * what.element.radius;
        case Kind::Gaussian:
            return static_cast<std::int64_t>(std::ceil(4 * what.sigma)) + 1;
        case Kind::Outline:
            return what.width;
        case Kind::Invert:
            return 0;
        case Kind::FillHoles:
        case Kind::RemoveIslands:
        case Kind::KeepLargest:
        case Kind::Margin:
            return std::nullopt;
    }
    return std::nullopt;
}

/// Words of the rows of a region at any place, zero where it has none.
class Words {
public:
    explicit Words(const BitRegion& region) : m_region(region) {}

    void enter(std::int64_t y) {
        const Rect& box = m_region.box();
        m_row = y >= box.y0 && y < box.y1 ? m_region.row(y) : nullptr;
        m_first = m_region.originX() / condition::kWordBits;
    }
    [[nodiscard]] Word at(std::int64_t word) const {
        return m_row != nullptr && word >= m_first && word < m_first + m_region.wordsPerRow()
                   ? m_row[word - m_first]
                   : 0;
    }

private:
    const BitRegion& m_region;
    const Word* m_row = nullptr;
    std::int64_t m_first = 0;
};

/// The pixels of `area` that are set in one and clear in the other.
std::pair<BitRegion, std::int64_t> without(const BitRegion& region, const BitRegion& other,
                                           const Rect& area) {
    BitRegion rest(region.box().intersected(area));
    std::int64_t count = 0;
    Words kept(region);
    Words dropped(other);
    for (std::int64_t y = rest.box().y0; y < rest.box().y1; ++y) {
        kept.enter(y);
        dropped.enter(y);
        Word* out = rest.row(y);
        const std::int64_t first = rest.originX() / condition::kWordBits;
        for (std::int64_t i = 0; i < rest.wordsPerRow(); ++i) {
            out[i] = kept.at(first + i) & ~dropped.at(first + i) &
                     columnMask(first + i, rest.box().x0, rest.box().x1);
            count += std::popcount(out[i]);
        }
    }
    if (count == 0) {
        return {};
    }
    return {cropped(rest, leastBox(rest)), count};
}

/// What is in either.
BitRegion united(const BitRegion& a, const BitRegion& b) {
    BitRegion both(a.box().united(b.box()));
    Words inA(a);
    Words inB(b);
    for (std::int64_t y = both.box().y0; y < both.box().y1; ++y) {
        inA.enter(y);
        inB.enter(y);
        Word* out = both.row(y);
        const std::int64_t first = both.originX() / condition::kWordBits;
        for (std::int64_t i = 0; i < both.wordsPerRow(); ++i) {
            out[i] = inA.at(first + i) | inB.at(first + i);
        }
    }
    return both;
}
}  // namespace

base::Result<Change> refine(const BitRegion& region, const Rect& plane, const Refinement& what,
                            const Scope& scope, base::Progress* progress, base::ThreadPool* pool) {
    const Rect area = scope.area ? scope.area->intersected(plane) : plane;
    BitRegion rest;  // of what is not refined
    const BitRegion* old = &region;
    BitRegion part;
    if (scope.component) {
        auto component =
            componentAt(region, plane, what.connectivity, *scope.component, progress, pool);
        if (!component) {
            return base::passOn(component);
        }
        part = *std::move(component);
        if (part.empty()) {
            return Change();
        }
        rest = cropped(region, region.box().intersected(plane));
        rest.remove(part);
        old = &part;
    } else if (const auto reach = reachOf(what); reach && scope.area) {
        part = cropped(region, area.grown(*reach).intersected(plane).intersected(region.box()));
        old = &part;
    }
    auto made = refined(*old, plane, area, what, progress, pool);
    if (!made) {
        return base::passOn(made);
    }
    const BitRegion after = scope.component ? united(*made, rest) : *std::move(made);
    Change change;
    std::tie(change.added, change.addedCount) = without(after, region, area);
    std::tie(change.removed, change.removedCount) = without(region, after, area);
    return change;
}

}  // namespace frisket::refine
