// SPDX-License-Identifier: MIT
#include "core/assign/samples.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <vector>

#include "core/assign/cast.h"
#include "core/assign/lane_writer.h"
#include "core/assign/sequence_row.h"
#include "core/assign/source_reader.h"

namespace frisket::assign {

namespace {
using array::Layout;
using condition::kWordBits;
using condition::Word;

template <class Lane>
void gatherLanes(const std::byte* from, std::int64_t stride, std::span<const std::int64_t> places,
                 std::byte* to) {
    if (stride == 1) {
        for (const std::int64_t place : places) {
            std::memcpy(to, from + place * static_cast<std::int64_t>(sizeof(Lane)), sizeof(Lane));
            to += sizeof(Lane);
        }
        return;
    }
    for (const std::int64_t place : places) {
        std::memcpy(to, from + place * stride * static_cast<std::int64_t>(sizeof(Lane)),
                    sizeof(Lane));
        to += sizeof(Lane);
    }
}

/// Bits `first + places[i] * stride` of `mask` as the bits of `to`.
void gatherBits(const condition::ConditionMask& mask, std::int64_t first, std::int64_t stride,
                std::span<const std::int64_t> places, Word* to) {
    const auto count = static_cast<std::int64_t>(places.size());
    const std::int64_t row = first / mask.rowBits();
    const std::int64_t bit = first % mask.rowBits();
    const auto [least, greatest] =
        std::minmax({bit + places.front() * stride, bit + places.back() * stride});
    const bool inRow = least >= 0 && greatest < mask.rowBits();
    const Word* const words = mask.row(row);
    for (std::int64_t done = 0; done < count; done += kWordBits) {
        const std::int64_t part = std::min(kWordBits, count - done);
        const auto placeOf = [&](std::int64_t i) {
            return places[static_cast<std::size_t>(done + i)] * stride;
        };
        if (inRow && stride > 0) {
            // Most words of a mask are all one: a look at them costs less than at each sample.
            const std::int64_t begin = bit + placeOf(0);
            const std::int64_t length = bit + placeOf(part - 1) + 1 - begin;
            if (condition::sameBits(words, begin, length) == length) {
                const Word all =
                    (words[begin / kWordBits] >> static_cast<unsigned>(begin % kWordBits)) & 1U;
                to[done / kWordBits] = all != 0 ? condition::lowBits(part) : 0;
                continue;
            }
        }
        Word word = 0;
        for (std::int64_t i = 0; i < part; ++i) {
            const std::int64_t step = placeOf(i);
            const Word found = inRow ? words[(bit + step) / kWordBits] >>
                                           static_cast<unsigned>((bit + step) % kWordBits)
                                     : static_cast<Word>(mask.at(first + step));
            word |= (found & 1U) << static_cast<unsigned>(i);
        }
        to[done / kWordBits] = word;
    }
}
}  // namespace

void gatherPlaces(const std::byte* from, std::int64_t stride, std::int64_t itemSize,
                  std::span<const std::int64_t> places, std::byte* to) {
    switch (itemSize) {
        case 1:
            return gatherLanes<std::uint8_t>(from, stride, places, to);
        case 2:
            return gatherLanes<std::uint16_t>(from, stride, places, to);
        case 4:
            return gatherLanes<std::uint32_t>(from, stride, places, to);
        default:
            return gatherLanes<std::uint64_t>(from, stride, places, to);
    }
}

void gatherPlaces(const array::BandedArray& from, std::int64_t first, std::int64_t stride,
                  std::span<const std::int64_t> places, std::byte* to) {
    const std::int64_t size = array::itemSize(from.dtype());
    while (!places.empty()) {
        const std::int64_t start = first + places.front() * stride;
        const std::int64_t band = from.bandOf(start);
        const std::int64_t begin = from.bandBegin(band);
        const std::int64_t end = from.bandBegin(band + 1);
        const auto lies = [&](std::int64_t place) {
            const std::int64_t flat = first + place * stride;
            return flat >= begin && flat < end;
        };
        // Most rows lie in one band; else as many as do.
        const auto inside =
            lies(places.back())
                ? places.size()
                : static_cast<std::size_t>(
                      std::partition_point(places.begin(), places.end(), lies) - places.begin());
        gatherPlaces(from.read(band) + (first - begin) * size, stride, size, places.first(inside),
                     to);
        to += static_cast<std::int64_t>(inside) * size;
        places = places.subspan(inside);
    }
}

void evaluateSamples(const AssignPlan& plan, const Inputs& inputs,
                     const array::BandedArray& destination, const PlaneSamples& samples,
                     std::byte* out) {
    const std::int64_t width = samples.width();
    if (width == 0) {
        return;
    }
    PlaneWindow plane = samples.plane;
    plane.x0 = plane.y0 = 0;
    plane.step = 1;
    const std::int64_t laneBytes = array::itemSize(plan.destinationType());
    const std::int64_t sourceBytes = array::itemSize(plan.sourceType());
    const Layout to = planeLayout(plan.destination(), plane);
    const Layout where = planeLayout(plan.condition(), plane);
    const bool aligned = plan.addressing() == Addressing::Aligned;
    const bool nothing = plan.assignsNothing();
    const Layout from = aligned ? planeLayout(plan.source(), plane) : Layout{};
    std::optional<SequenceRow> row;
    std::vector<std::byte> elements;
    if (!nothing && aligned) {
        elements.resize(static_cast<std::size_t>(width * sourceBytes));
    } else if (!nothing) {
        row.emplace(plan, inputs, width);
    }
    const std::byte* source = plan.value() ? plan.value()->data() : inputs.source;
    const SurvivorFilter keepSurvivors = survivorFilter(plan.sourceType(), plan.destinationType());
    const LaneWriter writer(laneBytes, 1, Stores::Cached);
    std::vector<Word> selected(static_cast<std::size_t>(condition::wordsFor(width)));
    for (const std::int64_t y : samples.rows) {
        const std::int64_t flat = to.offset + y * to.strides[0];
        gatherPlaces(destination, flat, to.strides[1], samples.columns, out);
        gatherBits(*inputs.condition, where.offset + y * where.strides[0], where.strides[1],
                   samples.columns, selected.data());
        if (!nothing && !condition::noBits(selected.data(), 0, width)) {
            const std::byte* packed = elements.data();
            if (row) {
                packed = row->apart(flat, to.strides[1], samples.columns, selected.data());
            } else {
                const std::int64_t first = from.offset + y * from.strides[0];
                for (std::int64_t done = 0; done < width; done += kWordBits) {
                    if (selected[static_cast<std::size_t>(done / kWordBits)] != 0) {
                        const std::int64_t part = std::min(kWordBits, width - done);
                        gatherPlaces(source + first * sourceBytes, from.strides[1], sourceBytes,
                                     samples.columns.subspan(static_cast<std::size_t>(done),
                                                             static_cast<std::size_t>(part)),
                                     elements.data() + done * sourceBytes);
                    }
                }
            }
            if (plan.checksValues()) {
                keepSurvivors(packed, 1, width, selected.data());
            }
            SourceReader reader(packed, plan.sourceType(), plan.destinationType(), {1, 1, 1});
            const std::int64_t tile = reader.isDirect() ? width : kTileLanes;
            for (std::int64_t done = 0; done < width; done += tile) {
                const std::int64_t count = std::min(tile, width - done);
                writer.blend(out + done * laneBytes,
                             reader.lanes(Run{0, width, 0, 0, 0, 0}, done, count),
                             {done, selected.data(), done, count});
            }
        }
        out += width * laneBytes;
    }
}

}  // namespace frisket::assign
