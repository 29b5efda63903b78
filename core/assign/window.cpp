// SPDX-License-Identifier: MIT
#include "core/assign/window.h"

#include <numeric>
#include <optional>
#include <vector>

#include "core/assign/cast.h"
#include "core/assign/lane_writer.h"
#include "core/assign/samples.h"
#include "core/assign/sequence_row.h"
#include "core/assign/source_reader.h"

namespace frisket::assign {

using array::Layout;
using condition::Word;

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
    if (window.step > 1) {
        const auto every = [&](std::int64_t first, std::int64_t count) {
            std::vector<std::int64_t> places(static_cast<std::size_t>(count));
            for (std::int64_t i = 0; i < count; ++i) {
                places[static_cast<std::size_t>(i)] = first + i * window.step;
            }
            return places;
        };
        const std::vector<std::int64_t> rows = every(window.y0, window.height);
        const std::vector<std::int64_t> columns = every(window.x0, window.width);
        return evaluateSamples(plan, inputs, destination, {window, rows, columns}, out);
    }
    const std::int64_t width = window.width;
    const std::int64_t laneBytes = array::itemSize(plan.destinationType());
    const Layout to = planeLayout(plan.destination(), window);
    const Layout where = planeLayout(plan.condition(), window);
    const bool aligned = plan.addressing() == Addressing::Aligned;
    const bool nothing = plan.assignsNothing();
    const Layout from =
        aligned ? planeLayout(plan.source(), window) : Layout{{window.height, width}, {0, 1}, 0};
    const bool consecutive = to.strides[1] == 1;
    std::vector<std::int64_t> columns;  // where they are not
    std::optional<SequenceRow> row;
    if (!aligned && !nothing) {
        row.emplace(plan, inputs, width);
        columns.resize(static_cast<std::size_t>(consecutive ? 0 : width));
        std::iota(columns.begin(), columns.end(), std::int64_t{0});
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
            source = consecutive ? row->consecutive(flat, width, selected.data())
                                 : row->apart(flat, to.strides[1], columns, selected.data());
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
