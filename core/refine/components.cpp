// SPDX-License-Identifier: MIT
#include "core/refine/components.h"

#include <algorithm>
#include <atomic>
#include <functional>
#include <numeric>
#include <vector>

#include "core/refine/frame.h"
#include "core/refine/run_components.h"

namespace frisket::refine {

using base::Progress;
using base::Rect;
using base::Result;
using base::ThreadPool;
using condition::BitRegion;
using condition::Connectivity;

namespace {
/// A search and what it reads.
struct Search {
    RowSource source;
    Progress* progress;
    ThreadPool* pool;

    [[nodiscard]] Result<RunComponents> run(Connectivity connectivity, bool edges = false) const {
        return RunComponents::find(source, {connectivity, edges}, progress, pool);
    }
};

/// Flips the runs of the components for which `chosen` holds.
base::Status flip(BitRegion& region, const RunComponents& components,
                  const std::function<bool(std::uint32_t)>& chosen, const Search& search) {
    return components.forEachRunOf(
        [&](std::int64_t y, std::int64_t begin, std::int64_t end, std::uint32_t component) {
            if (chosen(component)) {
                flipSpan(region, y, begin, end);
            }
        },
        search.progress, search.pool);
}

/// The set pixels of the components for which `choose` holds, given their sizes.
Result<BitRegion> keepThose(
    const BitRegion& region, const Rect& plane, Connectivity connectivity, Progress* progress,
    ThreadPool* pool,
    const std::function<std::vector<std::uint8_t>(const std::vector<std::int64_t>&)>& choose) {
    const Rect least = leastBox(region).intersected(plane);
    if (least.empty()) {
        return BitRegion();
    }
    const Search search{RowSource(region, least, false), progress, pool};
    const auto components = search.run(connectivity);
    if (!components) {
        return base::passOn(components);
    }
    // Which way has fewer pixels to flip is not known by then; mostly little is taken away.
    const std::vector<std::uint8_t> kept = choose(components->sizes());
    const auto keeps = std::count(kept.begin(), kept.end(), std::uint8_t{1});
    const bool few = keeps < components->count() / 2;
    BitRegion out = few ? BitRegion(least) : cropped(region, least);
    const std::uint8_t flipped = few ? 1 : 0;
    auto done = flip(
        out, *components, [&](std::uint32_t component) { return kept[component] == flipped; },
        search);
    if (!done) {
        return base::passOn(done);
    }
    return out;
}
}  // namespace

Result<BitRegion> removeIslands(const BitRegion& region, const Rect& plane,
                                Connectivity connectivity, std::int64_t least, Progress* progress,
                                ThreadPool* pool) {
    return keepThose(
        region, plane, connectivity, progress, pool, [&](const std::vector<std::int64_t>& sizes) {
            std::vector<std::uint8_t> kept(sizes.size());
            std::transform(
                sizes.begin(), sizes.end(), kept.begin(),
                [&](std::int64_t size) -> std::uint8_t { return size >= least ? 1 : 0; });
            return kept;
        });
}

Result<BitRegion> keepLargest(const BitRegion& region, const Rect& plane, Connectivity connectivity,
                              std::int64_t count, Progress* progress, ThreadPool* pool) {
    return keepThose(
        region, plane, connectivity, progress, pool, [&](const std::vector<std::int64_t>& sizes) {
            std::vector<std::uint8_t> kept(sizes.size());
            std::vector<std::uint32_t> order(sizes.size());
            std::iota(order.begin(), order.end(), 0U);
            const auto wanted =
                std::clamp<std::int64_t>(count, 0, static_cast<std::int64_t>(order.size()));
            const auto end = order.begin() + wanted;
            std::partial_sort(order.begin(), end, order.end(),
                              [&](std::uint32_t a, std::uint32_t b) {
                                  return sizes[a] != sizes[b] ? sizes[a] > sizes[b] : a < b;
                              });
            std::for_each(order.begin(), end, [&](std::uint32_t each) { kept[each] = 1; });
            return kept;
        });
}

Result<BitRegion> fillHoles(const BitRegion& region, const Rect& plane, Connectivity connectivity,
                            std::int64_t below, Progress* progress, ThreadPool* pool) {
    const Rect least = leastBox(region).intersected(plane);
    if (least.empty()) {
        return BitRegion();
    }
    // A clear pixel at an edge of the least box hangs together with the plane's border: the edge is
    // that border, or all is clear beyond it.
    const Search search{RowSource(region, least, true), progress, pool};
    const auto components = search.run(condition::dualOf(connectivity), true);
    if (!components) {
        return base::passOn(components);
    }
    const std::int64_t most = std::min(below, RunComponents::kAtEdge);
    BitRegion out = cropped(region, least);
    auto done = flip(
        out, *components,
        [&](std::uint32_t component) { return components->sizes()[component] < most; }, search);
    if (!done) {
        return base::passOn(done);
    }
    return out;
}

Result<BitRegion> componentAt(const BitRegion& region, const Rect& plane, Connectivity connectivity,
                              condition::Pixel pixel, Progress* progress, ThreadPool* pool) {
    const Rect least = leastBox(region).intersected(plane);
    if (!least.contains(pixel.x, pixel.y) || !region.at(pixel.x, pixel.y)) {
        return BitRegion();
    }
    const Search search{RowSource(region, least, false), progress, pool};
    const auto components = search.run(connectivity);
    if (!components) {
        return base::passOn(components);
    }
    std::atomic<std::uint32_t> wanted{0};
    auto done = components->forEachRunOf(
        [&](std::int64_t y, std::int64_t begin, std::int64_t end, std::uint32_t component) {
            if (y == pixel.y && begin <= pixel.x && pixel.x < end) {
                wanted = component;
            }
        },
        progress, pool);
    BitRegion out(least);
    if (done) {
        done = flip(
            out, *components, [&](std::uint32_t component) { return component == wanted; }, search);
    }
    if (!done) {
        return base::passOn(done);
    }
    return out;
}

}  // namespace frisket::refine
