// SPDX-License-Identifier: MIT
#include "ui/session/instance_regions.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/measure/components.h"
#include "core/refine/components.h"
#include "core/refine/run_components.h"
#include "core/smart/shortest_cut.h"
#include "core/smart/split.h"

namespace frisket::session {

namespace {
using assign::Scalar;
using condition::BitRegion;
using condition::Connectivity;
using condition::kWordBits;
using condition::Word;

/// `region` in a box of one pixel more on each side, as far as `plane` goes.
BitRegion widened(const BitRegion& region, const base::Rect& plane) {
    BitRegion wide(region.box().grown(1).intersected(plane));
    const std::int64_t shift = (region.originX() - wide.originX()) / kWordBits;
    for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
        std::copy_n(region.row(y), region.wordsPerRow(), wide.row(y) + shift);
    }
    return wide;
}

/// What touches a side of a pixel of `wide` and is none of it.
BitRegion ringOf(const BitRegion& wide) {
    BitRegion ring(wide.box());
    const std::int64_t words = wide.wordsPerRow();
    const Word last = condition::lowBits(wide.box().x1 - wide.originX() - (words - 1) * kWordBits);
    for (std::int64_t y = wide.box().y0; y < wide.box().y1; ++y) {
        const Word* row = wide.row(y);
        const Word* above = y > wide.box().y0 ? wide.row(y - 1) : row;
        const Word* below = y + 1 < wide.box().y1 ? wide.row(y + 1) : row;
        Word* out = ring.row(y);
        for (std::int64_t i = 0; i < words; ++i) {
            const Word before = i > 0 ? row[i - 1] >> (kWordBits - 1) : 0;
            const Word after = i + 1 < words ? row[i + 1] << (kWordBits - 1) : 0;
            out[i] =
                (above[i] | below[i] | (row[i] << 1U) | before | (row[i] >> 1U) | after) & ~row[i];
        }
        out[0] &= ~condition::lowBits(wide.box().x0 - wide.originX());
        out[words - 1] &= last;
    }
    return ring;
}

using Bytes = std::array<std::byte, 8>;

/// Calls `visit(x, y, bytes)` for the pixels of `region`, with the mask's values. Cancelled.
template <class Visit>
base::Status forEachValue(const LayerValues& values, const ShownPlane& plane,
                          const BitRegion& region, base::Progress& progress, Visit&& visit) {
    assign::PlaneWindow window;
    window.axisX = plane.axisX;
    window.axisY = plane.axisY;
    window.fixed = plane.index;
    window.x0 = region.box().x0;
    window.width = region.box().width();
    window.height = 1;
    const std::int64_t size = values.itemSize();
    std::vector<std::byte> row(static_cast<std::size_t>(window.width * size));
    for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
        window.y0 = y;
        values.read(window, row.data());
        for (std::int64_t x = window.x0; x < region.box().x1; ++x) {
            if (region.at(x, y)) {
                Bytes bytes{};
                std::copy_n(row.data() + (x - window.x0) * size, size, bytes.begin());
                visit(x, y, bytes);
            }
        }
        if (auto goOn = base::proceed(&progress); !goOn) {
            return goOn;
        }
    }
    return {};
}

/// How many groups hang together, by sides or corners; of very many not all.
std::size_t partsOf(const BitRegion& region) {
    measure::ComponentFinder finder;
    std::vector<measure::PixelRun> runs;
    for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
        runs.clear();
        refine::forEachRun(region.row(y), region.wordsPerRow(), region.originX(),
                           [&](std::int64_t begin, std::int64_t end) {
                               runs.push_back({begin, end});
                           });
        if (!finder.addRow(runs)) {
            break;
        }
    }
    return finder.take().components.size();
}
}  // namespace

bool isBackground(const Scalar& value) {
    const auto zero = assign::parseScalar("0", value.dtype);
    const auto minus =
        array::isFloat(value.dtype) ? assign::parseScalar("-0.0", value.dtype) : zero;
    return (zero && zero->bytes == value.bytes) || (minus && minus->bytes == value.bytes);
}

base::Result<Scalar> valueAround(const LayerValues& values, const ShownPlane& shown,
                                 const BitRegion& region, const base::Rect& plane,
                                 base::Progress& progress) {
    const BitRegion ring = ringOf(widened(region, plane));
    std::map<Bytes, std::int64_t> counts;
    const base::Status looked =
        forEachValue(values, shown, ring, progress,
                     [&](std::int64_t, std::int64_t, const Bytes& bytes) { ++counts[bytes]; });
    if (!looked) {
        return base::passOn(looked);
    }
    Scalar most{values.dtype, {}};
    std::int64_t count = 0;
    for (const auto& [bytes, times] : counts) {
        if (times > count) {
            most.bytes = bytes;
            count = times;
        }
    }
    return most;
}

base::Status collect(const LayerValues& values, const ShownPlane& shown, const BitRegion& region,
                     array::DType dtype, std::vector<LabelledRegions>& parts,
                     base::Progress& progress) {
    // First their boxes, so that many small ones need little memory.
    std::map<Bytes, base::Rect> boxes;
    auto looked = forEachValue(values, shown, region, progress,
                               [&](std::int64_t x, std::int64_t y, const Bytes& bytes) {
                                   base::Rect& box = boxes[bytes];
                                   box = box.united({x, y, x + 1, y + 1});
                               });
    std::map<Bytes, BitRegion> byValue;
    for (const auto& [bytes, box] : boxes) {
        byValue.emplace(bytes, box);
    }
    if (looked) {
        looked = forEachValue(values, shown, region, progress,
                              [&](std::int64_t x, std::int64_t y, const Bytes& bytes) {
                                  byValue.at(bytes).setSpan(y, x, x + 1);
                              });
    }
    if (!looked) {
        return looked;
    }
    for (auto& [bytes, pixels] : byValue) {
        const auto value = assign::parseScalar(assign::toText(values.dtype, bytes.data()), dtype);
        if (!value) {
            return base::passOn(value);
        }
        parts.push_back({{}, *value});
        parts.back().regions.push_back(std::move(pixels));
    }
    return {};
}

base::Result<BitRegion> holesOf(const LayerValues& values, const ShownPlane& shown,
                                const BitRegion& instance, const base::Rect& plane,
                                base::Pixel seed, base::Progress& progress) {
    auto filled =
        refine::fillHoles(instance, plane, Connectivity::Eight, refine::kAnySize, &progress);
    if (!filled) {
        return base::passOn(filled);
    }
    BitRegion enclosed = *filled;
    enclosed.remove(instance);
    BitRegion others(enclosed.box());
    const Bytes zero{};
    const bool hasMinusZero = array::isFloat(values.dtype);
    const auto looked = forEachValue(
        values, shown, enclosed, progress, [&](std::int64_t x, std::int64_t y, const Bytes& bytes) {
            const bool isZero =
                bytes == zero || (hasMinusZero && isBackground({values.dtype, bytes}));
            if (!isZero) {
                others.setSpan(y, x, x + 1);
            }
        });
    if (!looked) {
        return base::passOn(looked);
    }
    filled->remove(others);
    // What another label in it encloses is that one's.
    auto reached = refine::componentAt(*filled, plane, Connectivity::Eight, seed, &progress);
    if (reached) {
        reached->remove(instance);
    }
    return reached;
}

base::Result<Cut> cutOf(const BitRegion& instance, const base::Rect& plane, base::Pixel pixel,
                        int neck, base::Progress& progress) {
    const auto whole =
        refine::fillHoles(instance, plane, Connectivity::Eight, refine::kAnySize, &progress);
    if (!whole) {
        return base::passOn(whole);
    }
    for (const bool atNecks : {true, false}) {
        auto lines = atNecks ? smart::splitLines(*whole, neck / 100.0, &progress)
                             : base::Result<BitRegion>(smart::shortestCut(*whole, pixel));
        if (!lines) {
            return base::passOn(lines);
        }
        BitRegion rest = instance;
        rest.remove(*lines);
        const std::size_t parts = partsOf(rest);
        if (parts > 1 || !atNecks) {
            Cut cut{instance, parts, atNecks};
            cut.lines.remove(rest);
            return cut;
        }
    }
    __builtin_unreachable();
}

}  // namespace frisket::session
