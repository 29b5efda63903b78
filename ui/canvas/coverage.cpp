// SPDX-License-Identifier: MIT
#include "ui/canvas/coverage.h"

#include <algorithm>
#include <cmath>

#include "ui/canvas/sampling.h"

namespace frisket::ui {

namespace {
using condition::kWordBits;
using condition::OrPyramid;
using condition::Word;

/// Level of the cells at that scale.
int coverLevel(double scale) {
    int level = 0;
    for (std::int64_t step = samplingStep(scale); step > 1; step /= 2) {
        ++level;
    }
    return level < OrPyramid::kFirstLevel ? 0 : std::min<int>(level, OrPyramid::kLastLevel);
}

/// Bit i of a row is any of cells [columns.first[i], columns.end[i]) of `cells`.
void coverRow(const Word* cells, const AxisCoverage& columns, Word* out) {
    const std::size_t count = columns.first.size();
    for (std::size_t done = 0; done < count; done += kWordBits) {
        const std::size_t part = std::min<std::size_t>(kWordBits, count - done);
        const std::int64_t first = columns.first[done];
        const std::int64_t length = columns.end[done + part - 1] - first;
        Word word = 0;
        // Most words of a mask are all one.
        if (condition::sameBits(cells, first, length) == length) {
            const bool set =
                ((cells[first / kWordBits] >> static_cast<unsigned>(first % kWordBits)) & 1U) != 0;
            word = set ? condition::lowBits(static_cast<std::int64_t>(part)) : 0;
        } else {
            for (std::size_t i = 0; i < part; ++i) {
                const std::int64_t begin = columns.first[done + i];
                const std::int64_t cellCount = columns.end[done + i] - begin;
                word |= Word{condition::readBits(cells, begin, cellCount) != 0 ? 1U : 0U} << i;
            }
        }
        out[done / kWordBits] = word;
    }
}
}  // namespace

AxisCoverage coverAxis(std::int64_t begin, std::int64_t end, std::int64_t size, double scale) {
    AxisCoverage axis;
    if (begin >= end || size <= 0) {
        return axis;
    }
    axis.level = coverLevel(scale);
    const std::int64_t lastDevice = deviceExtent(size, scale) - 1;
    const auto cellsOf = [&](std::int64_t device) {
        const auto low = static_cast<std::int64_t>(std::floor(static_cast<double>(device) / scale));
        // The last device pixel stands for all that is left.
        const std::int64_t high =
            device >= lastDevice
                ? size
                : static_cast<std::int64_t>(std::ceil(static_cast<double>(device + 1) / scale));
        const std::int64_t first = std::clamp<std::int64_t>(low, 0, size - 1);
        const std::int64_t last = std::clamp<std::int64_t>(high - 1, first, size - 1);
        return std::pair(first >> axis.level, (last >> axis.level) + 1);
    };
    axis.origin = cellsOf(begin).first;
    axis.count = cellsOf(end - 1).second - axis.origin;
    for (std::int64_t device = begin; device < end; ++device) {
        const auto [first, last] = cellsOf(device);
        axis.first.push_back(static_cast<std::int32_t>(first - axis.origin));
        axis.end.push_back(static_cast<std::int32_t>(last - axis.origin));
    }
    return axis;
}

void coverBits(const condition::ConditionMask& mask, const OrPyramid& pyramid,
               const AxisCoverage& columns, const AxisCoverage& rows, Word* out) {
    const condition::Plane& plane = pyramid.plane();
    std::vector<Word> all(static_cast<std::size_t>(condition::wordsFor(columns.count)));
    std::vector<Word> one(all.size());
    const std::int64_t words = condition::wordsFor(static_cast<std::int64_t>(columns.first.size()));
    for (std::size_t y = 0; y < rows.first.size(); ++y, out += words) {
        std::fill(all.begin(), all.end(), Word{0});
        for (std::int64_t row = rows.origin + rows.first[y]; row < rows.origin + rows.end[y];
             ++row) {
            if (columns.level == 0) {
                mask.gather(plane.origin + row * plane.strideY + columns.origin * plane.strideX,
                            plane.strideX, columns.count, one.data());
            } else {
                pyramid.readRow(columns.level, row, columns.origin, columns.count, one.data());
            }
            for (std::size_t i = 0; i < all.size(); ++i) {
                all[i] |= one[i];
            }
        }
        coverRow(all.data(), columns, out);
    }
}

}  // namespace frisket::ui
