// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "core/refine/column_distance.h"
#include "core/refine/components.h"
#include "core/refine/frame.h"
#include "core/refine/margin.h"
#include "core/refine/morphology.h"
#include "core/refine/outline.h"
#include "core/refine/row_envelope.h"
#include "core/refine/run_components.h"
#include "core/rules/machine.h"

namespace frisket::rules {

namespace {
using array::Box;
using array::DType;
using base::Rect;
using condition::BitRegion;
using condition::ConditionMask;
using condition::kWordBits;
using condition::Word;
using refine::Element;

/// The planes of a node in a box: which axes run, and in what order all do.
class Planes {
public:
    Planes(const Node& node, const Box& box)
        : m_shape(node.shape), m_y(node.planeY), m_x(node.planeX), m_box(box) {
        for (int axis = 0; axis < m_shape.rank(); ++axis) {
            if (axis != m_y && axis != m_x) {
                m_order.push_back(axis);
            }
        }
        for (const int axis : {m_y, m_x}) {
            if (axis >= 0) {
                m_order.push_back(axis);
            }
        }
    }

    [[nodiscard]] Rect whole() const { return rectOf(Box::wholeOf(m_shape)); }
    [[nodiscard]] Rect rect() const { return rectOf(m_box); }
    /// The box with other rows and columns.
    [[nodiscard]] Box boxOf(const Rect& rect) const {
        Box box = m_box;
        if (m_y >= 0) {
            box.begin[m_y] = rect.y0;
            box.end[m_y] = rect.y1;
        }
        if (m_x >= 0) {
            box.begin[m_x] = rect.x0;
            box.end[m_x] = rect.x1;
        }
        return box;
    }
    [[nodiscard]] Frame frameOf(const Rect& rect) const { return {boxOf(rect), m_order}; }
    /// How many there are.
    [[nodiscard]] std::int64_t count() const {
        std::int64_t count = 1;
        for (int axis = 0; axis < m_shape.rank(); ++axis) {
            count *= axis == m_y || axis == m_x ? 1 : m_box.end[axis] - m_box.begin[axis];
        }
        return count;
    }
    /// What is stored lies plane by plane; this is where the axes of the node are in it.
    [[nodiscard]] array::Layout layout() const {
        array::Layout found{m_shape, m_shape, 0};
        std::int64_t stride = 1;
        for (std::size_t i = m_order.size(); i-- > 0;) {
            const int axis = m_order[i];
            found.shape[axis] = m_box.end[axis] - m_box.begin[axis];
            found.strides[axis] = stride;
            stride *= found.shape[axis];
        }
        return found;
    }

private:
    [[nodiscard]] Rect rectOf(const Box& box) const {
        return {m_x < 0 ? 0 : box.begin[m_x], m_y < 0 ? 0 : box.begin[m_y],
                m_x < 0 ? 1 : box.end[m_x], m_y < 0 ? 1 : box.end[m_y]};
    }

    array::Shape m_shape;
    int m_y;
    int m_x;
    Box m_box;
    std::vector<int> m_order;
};

/// The components of `least` to `most` pixels.
base::Result<BitRegion> sizesOf(const PlaneCall& call, const BitRegion& region, const Rect& plane,
                                base::Progress* progress, base::ThreadPool* pool) {
    auto kept = refine::removeIslands(region, plane, call.connectivity, call.least, progress, pool);
    if (!kept || call.most >= plane.width() * plane.height()) {
        return kept;
    }
    const auto larger =
        refine::removeIslands(*kept, plane, call.connectivity, call.most + 1, progress, pool);
    if (!larger) {
        return base::passOn(larger);
    }
    kept->remove(*larger);
    return kept;
}

base::Result<BitRegion> bitsOf(const PlaneCall& call, const BitRegion& region, const Rect& plane,
                               base::Progress* progress, base::ThreadPool* pool) {
    const Element element{call.shape, static_cast<std::int64_t>(call.radius)};
    const bool disc = call.shape == refine::ElementShape::Disc;
    switch (call.function) {
        case PlaneFunction::Grow:
            return disc ? refine::growBy(region, plane, call.radius, {}, progress, pool)
                        : refine::dilate(region, plane, element, progress, pool);
        case PlaneFunction::Shrink:
            return disc ? refine::shrinkBy(region, plane, call.radius, {}, progress, pool)
                        : refine::erode(region, plane, element, progress, pool);
        case PlaneFunction::Open:
            return refine::open(region, plane, element, progress, pool);
        case PlaneFunction::Close:
            return refine::close(region, plane, element, progress, pool);
        case PlaneFunction::FillHoles:
            return refine::fillHoles(region, plane, call.connectivity, call.least, progress, pool);
        case PlaneFunction::Largest:
            return refine::keepLargest(region, plane, call.connectivity, call.count, progress,
                                       pool);
        case PlaneFunction::Edges:
            return refine::outline(region, plane, element.radius, refine::OutlineSide::Inner,
                                   progress, pool);
        case PlaneFunction::Sizes:
            return sizesOf(call, region, plane, progress, pool);
        case PlaneFunction::Area:
        case PlaneFunction::Distance:
            break;
    }
    return BitRegion();
}

/// Areas of components into `to`, rows of `plane` one after the other.
template <class Count>
base::Status areasOf(const PlaneCall& call, const BitRegion& region, const Rect& plane,
                     base::Progress* progress, base::ThreadPool* pool, std::byte* to) {
    const auto width = plane.width();
    std::memset(to, 0, static_cast<std::size_t>(width * plane.height()) * sizeof(Count));
    const refine::RowSource source(region, plane, false);
    const auto components =
        refine::RunComponents::find(source, {call.connectivity, false}, progress, pool);
    if (!components) {
        return base::passOn(components);
    }
    auto* const areas = reinterpret_cast<Count*>(to);
    return components->forEachRunOf(
        [&](std::int64_t y, std::int64_t begin, std::int64_t end, std::uint32_t component) {
            std::fill(areas + y * width + begin, areas + y * width + end,
                      static_cast<Count>(components->sizes()[component]));
        },
        progress, pool);
}

base::Status distancesOf(const BitRegion& region, const Rect& plane, base::Progress* progress,
                         base::ThreadPool* pool, std::byte* to) {
    const refine::RowSource source(region, plane, false);
    refine::ColumnDistances columns(source, plane);
    if (auto ready = columns.prepare(progress, pool); !ready) {
        return ready;
    }
    auto* const distances = reinterpret_cast<double*>(to);
    return refine::forEachPiece(columns.bands(), progress, pool, [&](std::int64_t band) {
        refine::ColumnDistances::Reader reader(columns);
        refine::RowEnvelope envelope(1, 1);
        std::vector<double> row(static_cast<std::size_t>(columns.words() * kWordBits));
        const auto [begin, end] = columns.rowsOf(band);
        for (std::int64_t y = begin; y < end; ++y) {
            envelope.distances(reader.row(y), columns.words() * kWordBits, row.data());
            double* const out = distances + y * plane.width();
            for (std::int64_t x = 0; x < plane.width(); ++x) {
                const double found = row[static_cast<std::size_t>(x)];
                out[x] = found >= refine::RowEnvelope::kFar
                             ? std::numeric_limits<double>::infinity()
                             : found;
            }
        }
    });
}

/// Puts the pixels of `rect` into `mask`, where they begin at flat place `flat`.
void putInto(ConditionMask& mask, const BitRegion& region, const Rect& rect, std::int64_t flat) {
    const BitRegion part = refine::cropped(region, rect);
    BitBlock bits = bitBlock(rect.width());
    for (std::int64_t y = rect.y0; y < rect.y1; ++y, flat += rect.width()) {
        condition::copyBits(part.row(y), rect.x0 - part.originX(), rect.width(), bits.data());
        condition::appendBits(bits.data(), rect.width(), flat % mask.rowBits(),
                              mask.row(flat / mask.rowBits()));
    }
}

/// The argument in a plane, as rows of bits.
base::Result<BitRegion> regionOf(const Sources& sources, int node, const Frame& frame,
                                 const Rect& rect, std::int64_t plane, base::Progress* progress,
                                 base::ThreadPool* pool) {
    BitRegion region(rect);
    const std::int64_t rows = std::max<std::int64_t>(
        1, grainOf(sources, node, rect.width() * rect.height()) / rect.width());
    const auto done =
        forEachGrain((rect.height() + rows - 1) / rows, progress, pool, [&](std::int64_t piece) {
            Machine machine(sources, node, frame, progress);
            const std::int64_t end = std::min(rect.y1, rect.y0 + (piece + 1) * rows);
            for (std::int64_t y = rect.y0 + piece * rows; y < end; ++y) {
                machine.bits((plane * rect.height() + y - rect.y0) * rect.width(), rect.width(),
                             region.row(y));
            }
        });
    if (!done) {
        return base::passOn(done);
    }
    return region;
}
}  // namespace

namespace {
/// The pixels of the argument that are looked at for those of the box.
Rect seenBy(const Sources& sources, const Node& node, const Planes& planes) {
    const Rect whole = planes.whole();
    if (node.reach.global) {
        return whole;
    }
    const std::int64_t reach = node.reach.halo - sources.rule.at(node.args[0]).reach.halo;
    Rect seen = planes.rect().grown(reach).intersected(whole);
    seen.x0 -= seen.x0 % kWordBits;  // rows of the region then begin with a word
    return seen;
}
}  // namespace

Frame planeArgument(const Sources& sources, int place, const Box& box) {
    const Node& node = sources.rule.at(place);
    const Planes planes(node, box);
    return planes.frameOf(seenBy(sources, node, planes));
}

base::Result<Stored> evaluatePlanes(const Sources& sources, int place, const Box& box,
                                    base::Progress* progress, base::ThreadPool* pool) {
    const Node& node = sources.rule.at(place);
    const Planes planes(node, box);
    const Rect whole = planes.whole();
    const Rect rect = planes.rect();
    const Rect seen = seenBy(sources, node, planes);
    Stored stored;
    stored.box = box;
    stored.layout = planes.layout();
    const std::int64_t area = rect.width() * rect.height();
    const std::int64_t count = planes.count();
    const bool empty = box.empty();
    std::optional<ConditionMask> mask;
    std::shared_ptr<array::Buffer> numbers;
    const bool isSmall = area <= std::int64_t{std::numeric_limits<std::uint32_t>::max()};
    const bool isArea = node.plane.function == PlaneFunction::Area;
    const DType dtype = !isArea ? DType::F64 : (isSmall ? DType::U32 : DType::I64);
    if (node.kind == Kind::Bool) {
        auto made = ConditionMask::create({count, rect.height(), rect.width()});
        if (!made) {
            return base::passOn(made);
        }
        mask = *std::move(made);
    } else {
        const auto bytes = array::byteCount(dtype, {count, area});
        auto made = bytes ? array::Buffer::allocate(*bytes)
                          : base::Result<std::shared_ptr<array::Buffer>>(base::passOn(bytes));
        if (!made) {
            return base::passOn(made);
        }
        numbers = *std::move(made);
    }
    const Frame frame = planes.frameOf(seen);
    for (std::int64_t plane = 0; plane < count && !empty; ++plane) {
        const auto region = regionOf(sources, node.args[0], frame, seen, plane, progress, pool);
        if (!region) {
            return base::passOn(region);
        }
        base::Status done;
        if (mask) {
            const auto bits = bitsOf(node.plane, *region, whole, progress, pool);
            if (bits) {
                putInto(*mask, *bits, rect, plane * area);
            } else {
                done = base::passOn(bits);
            }
        } else {
            std::byte* const to = numbers->data() + plane * area * array::itemSize(dtype);
            if (!isArea) {
                done = distancesOf(*region, whole, progress, pool, to);
            } else if (isSmall) {
                done = areasOf<std::uint32_t>(node.plane, *region, whole, progress, pool, to);
            } else {
                done = areasOf<std::int64_t>(node.plane, *region, whole, progress, pool, to);
            }
        }
        if (!done) {
            return base::passOn(done);
        }
    }
    if (mask) {
        stored.mask = std::make_shared<const ConditionMask>(*std::move(mask));
    } else {
        stored.numbers = array::NdArray(dtype, array::Layout::rowMajor({count * area}), numbers);
    }
    return stored;
}

}  // namespace frisket::rules
