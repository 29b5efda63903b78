// SPDX-License-Identifier: MIT
#include "ui/canvas/sampling.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

namespace frisket::ui {

namespace {
std::int64_t pixelUnder(std::int64_t device, std::int64_t size, double scale) {
    const double place = (static_cast<double>(device) + 0.5) / scale;
    return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(place)), 0, size - 1);
}

template <class Item>
void expandItems(const std::byte* from, const std::vector<std::int32_t>& index, std::byte* to) {
    for (const std::int32_t place : index) {
        std::memcpy(to, from + static_cast<std::size_t>(place) * sizeof(Item), sizeof(Item));
        to += sizeof(Item);
    }
}
}  // namespace

std::int64_t samplingStep(double scale) {
    std::int64_t step = 1;
    while (static_cast<double>(2 * step) * scale <= 1) {
        step *= 2;
    }
    return step;
}

std::int64_t deviceExtent(std::int64_t size, double scale) {
    return std::max<std::int64_t>(
        size > 0 ? 1 : 0,
        static_cast<std::int64_t>(std::ceil(static_cast<double>(size) * scale - 0.5)));
}

AxisSampling sampleAxis(std::int64_t begin, std::int64_t end, std::int64_t size, double scale) {
    AxisSampling axis;
    if (begin >= end || size <= 0) {
        return axis;
    }
    axis.index.resize(static_cast<std::size_t>(end - begin));
    if (scale < 1) {
        const std::int64_t step = samplingStep(scale);
        axis.pixels.resize(axis.index.size());
        for (std::size_t i = 0; i < axis.pixels.size(); ++i) {
            const std::int64_t pixel =
                pixelUnder(begin + static_cast<std::int64_t>(i), size, scale);
            axis.pixels[i] = pixel - pixel % step;
        }
        std::iota(axis.index.begin(), axis.index.end(), 0);
        axis.identity = true;
        return axis;
    }
    const std::int64_t first = pixelUnder(begin, size, scale);
    const std::int64_t last = pixelUnder(end - 1, size, scale);
    axis.pixels.resize(static_cast<std::size_t>(last - first + 1));
    std::iota(axis.pixels.begin(), axis.pixels.end(), first);
    axis.identity = axis.pixels.size() == axis.index.size();
    for (std::size_t i = 0; i < axis.index.size(); ++i) {
        const auto place = static_cast<std::int32_t>(
            pixelUnder(begin + static_cast<std::int64_t>(i), size, scale) - first);
        axis.index[i] = place;
        axis.identity = axis.identity && place == static_cast<std::int32_t>(i);
    }
    return axis;
}

void expandRow(const std::byte* from, std::int64_t itemSize, const std::vector<std::int32_t>& index,
               std::byte* to) {
    switch (itemSize) {
        case 1:
            return expandItems<std::uint8_t>(from, index, to);
        case 2:
            return expandItems<std::uint16_t>(from, index, to);
        case 4:
            return expandItems<std::uint32_t>(from, index, to);
        default:
            return expandItems<std::uint64_t>(from, index, to);
    }
}

void expandBits(const condition::Word* from, const std::vector<std::int32_t>& index,
                condition::Word* to) {
    using condition::kWordBits;
    using condition::Word;
    const auto count = static_cast<std::int64_t>(index.size());
    for (std::int64_t done = 0; done < count; done += kWordBits) {
        const std::int64_t part = std::min(kWordBits, count - done);
        Word word = 0;
        for (std::int64_t i = 0; i < part; ++i) {
            const auto bit = static_cast<std::size_t>(index[static_cast<std::size_t>(done + i)]);
            word |= ((from[bit / 64] >> (bit % 64)) & 1U) << static_cast<unsigned>(i);
        }
        to[done / kWordBits] = word;
    }
}

}  // namespace frisket::ui
