// SPDX-License-Identifier: MIT
#include "core/assign/window.h"

#include <cstring>
#include <optional>
#include <vector>

#include "core/assign/expand.h"
#include "core/assign/lane_writer.h"
#include "core/assign/rank_index.h"
#include "core/assign/sequence.h"

namespace frisket::assign {

namespace {
using array::Layout;
using condition::Word;

/// The source elements that a row of samples takes from a sequence, one for each selected sample.
class SequenceRow {
public:
    SequenceRow(const AssignPlan& plan, const Inputs& inputs, std::int64_t width)
        : m_inputs(inputs),
          m_byRank(plan.addressing() == Addressing::ByRank),
          m_size(array::itemSize(plan.sourceType())),
          m_sequence(plan, inputs.source, true),
          m_expand(expandRun(m_size)),
          m_elements(static_cast<std::size_t>(width * m_size)) {}

    /// Samples are `step` elements apart in C order of the destination, from `flat` on; those that
    /// `selected` leaves out are not filled in.
    const std::byte* fill(std::int64_t flat, std::int64_t step, std::int64_t count,
                          const Word* selected) {
        if (step == 1) {
            fillRun(flat, count, selected);
        } else {
            fillApart(flat, step, count, selected);
        }
        return m_elements.data();
    }

private:
    void fillRun(std::int64_t flat, std::int64_t count, const Word* selected) {
        std::int64_t rank = m_byRank ? m_inputs.ranks->rank(*m_inputs.condition, flat) : 0;
        for (std::int64_t done = 0; done < count; done += kTileLanes) {
            const std::int64_t part = std::min(kTileLanes, count - done);
            std::byte* const to = m_elements.data() + done * m_size;
            if (!m_byRank) {
                std::memcpy(to, m_sequence.lanes(flat + done, part),
                            static_cast<std::size_t>(part * m_size));
                continue;
            }
            const std::int64_t taken = condition::countBits(selected, done, part);
            m_expand(to, m_sequence.lanes(rank, taken), taken, selected, done, part);
            rank += taken;
        }
    }

    void fillApart(std::int64_t flat, std::int64_t step, std::int64_t count, const Word* selected) {
        std::int64_t at = flat;
        std::int64_t rank = m_byRank ? m_inputs.ranks->rank(*m_inputs.condition, flat) : 0;
        condition::forEachSetBit(selected, 0, count, [&](std::int64_t i) {
            const std::int64_t next = flat + i * step;
            if (m_byRank) {
                // Counting on from the sample before is less than looking up, where it is near.
                rank = next >= at && next - at < RankIndex::kBlock
                           ? rank + m_inputs.ranks->count(*m_inputs.condition, at, next)
                           : m_inputs.ranks->rank(*m_inputs.condition, next);
                at = next;
            }
            std::memcpy(m_elements.data() + i * m_size, m_sequence.element(m_byRank ? rank : next),
                        static_cast<std::size_t>(m_size));
        });
    }

    const Inputs& m_inputs;
    bool m_byRank;
    std::int64_t m_size;
    SourceSequence m_sequence;
    ExpandRun m_expand;
    std::vector<std::byte> m_elements;
};
}  // namespace

Layout planeLayout(const Layout& operand, const PlaneWindow& window) {
    Layout plane{{window.height, window.width}, {0, 0}, operand.offset};
    for (int axis = 0; axis < operand.rank(); ++axis) {
        const std::int64_t stride = operand.strides[axis];
        if (axis == window.axisX) {
            plane.offset += window.x0 * stride;
            plane.strides[1] = stride * window.step;
        } else if (axis == window.axisY) {
            plane.offset += window.y0 * stride;
            plane.strides[0] = stride * window.step;
        } else {
            plane.offset += window.fixed[axis] * stride;
        }
    }
    return plane;
}

void evaluateWindow(const AssignPlan& plan, const Inputs& inputs,
                    const array::BandedArray& destination, const PlaneWindow& window,
                    std::byte* out) {
    const std::int64_t width = window.width;
    const std::int64_t laneBytes = array::itemSize(plan.destinationType());
    const Layout to = planeLayout(plan.destination(), window);
    const Layout where = planeLayout(plan.condition(), window);
    const bool aligned = plan.addressing() == Addressing::Aligned;
    const bool nothing = plan.assignsNothing();
    const Layout from =
        aligned ? planeLayout(plan.source(), window) : Layout{{window.height, width}, {0, 1}, 0};
    std::optional<SequenceRow> row;
    if (!aligned && !nothing) {
        row.emplace(plan, inputs, width);
    }
    const std::byte* source = plan.value() ? plan.value()->data() : inputs.source;
    const SurvivorFilter keepSurvivors = survivorFilter(plan.sourceType(), plan.destinationType());
    const LaneWriter writer(laneBytes, 1, Stores::Cached);
    const Stepping stepping{1, from.strides[1], from.strides[1]};
    std::vector<Word> selected(static_cast<std::size_t>(condition::wordsFor(width)));
    for (std::int64_t y = 0; y < window.height; ++y, out += width * laneBytes) {
        const std::int64_t flat = to.offset + y * to.strides[0];
        destination.gather(flat, to.strides[1], width, out);
        inputs.condition->gather(where.offset + y * where.strides[0], where.strides[1], width,
                                 selected.data());
        if (nothing || condition::noBits(selected.data(), 0, width)) {
            continue;
        }
        if (row) {
            source = row->fill(flat, to.strides[1], width, selected.data());
        }
        const std::int64_t first = from.offset + y * from.strides[0];
        if (plan.checksValues()) {
            keepSurvivors(source + first * array::itemSize(plan.sourceType()), from.strides[1],
                          width, selected.data());
        }
        SourceReader reader(source, plan.sourceType(), plan.destinationType(), stepping);
        const Run run{0, width, 0, first, 0, 0};
        const std::int64_t tile = reader.isDirect() ? width : kTileLanes;
        for (std::int64_t done = 0; done < width; done += tile) {
            const std::int64_t count = std::min(tile, width - done);
            writer.blend(out + done * laneBytes, reader.lanes(run, done, count),
                         {done, selected.data(), done, count});
        }
    }
}

}  // namespace frisket::assign
