// SPDX-License-Identifier: MIT
#include "core/refine/refinement.h"

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

/// How far from a pixel the outcome there looks; nothing where it may be anywhere, and where a
/// number is out of its range, which `refined` refuses.
std::optional<std::int64_t> reachOf(const Refinement& what) {
    const auto radius = [](std::int64_t number) {
        return number >= 1 && number <= kMostRadius ? std::optional(number) : std::nullopt;
    };
    switch (what.kind) {
        case Kind::Grow:
        case Kind::Shrink:
        case Kind::Median:
            return radius(what.element.radius);
        case Kind::Open:
        case Kind::Close: {
            const auto once = radius(what.element.radius);
            return once ? std::optional(2 * *once) : std::nullopt;
        }
        case Kind::Gaussian:
            return what.sigma > 0 && what.sigma <= kMostSigma
                       ? std::optional(static_cast<std::int64_t>(std::ceil(4 * what.sigma)) + 1)
                       : std::nullopt;
        case Kind::Outline:
            return radius(what.width);
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

/// The pixels of `area` that are set in one and clear in the other, and how many they are.
std::pair<BitRegion, std::int64_t> without(const BitRegion& region, const BitRegion& other,
                                           const Rect& area) {
    BitRegion rest = cropped(region, region.box().intersected(area));
    rest.remove(other);
    const std::int64_t count = rest.count();
    return {count > 0 ? cropped(rest, leastBox(rest)) : BitRegion(), count};
}
}  // namespace

base::Result<Change> refine(const BitRegion& region, const Rect& plane, const Refinement& what,
                            const Scope& scope, base::Progress* progress, base::ThreadPool* pool) {
    const Rect area = scope.area ? scope.area->intersected(plane) : plane;
    const BitRegion* old = &region;  // what is refined; what else is set stays
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
        old = &part;
    } else if (const auto reach = reachOf(what); reach && scope.area) {
        part = cropped(region, area.grown(*reach).intersected(plane).intersected(region.box()));
        old = &part;
    }
    const auto made = refined(*old, plane, area, what, progress, pool);
    if (!made) {
        return base::passOn(made);
    }
    Change change;
    std::tie(change.added, change.addedCount) = without(*made, region, area);
    std::tie(change.removed, change.removedCount) = without(*old, *made, area);
    return change;
}

}  // namespace frisket::refine
