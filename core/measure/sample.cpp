// SPDX-License-Identifier: MIT
#include "core/measure/sample.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/array/storage_type.h"
#include "core/measure/packed.h"

namespace frisket::measure {

namespace {
constexpr std::int64_t kRun = 256;
/// Percentiles are looked for among so many values: of those below the 1st percentile there still
/// are hundreds, and selecting among more takes longer than reading them.
constexpr std::size_t kPercentileValues = std::size_t{1} << 16U;

/// Copies flat elements of a strided view, a stretch of its last axis at a time.
void gatherView(const array::ArrayView& view, std::int64_t first, std::int64_t count,
                std::byte* to) {
    const array::Layout& layout = view.layout;
    const std::int64_t size = array::itemSize(view.dtype);
    if (layout.isRowMajor()) {
        std::memcpy(to, view.at(layout.offset + first), static_cast<std::size_t>(count * size));
        return;
    }
    const int last = layout.rank() - 1;
    while (count > 0) {
        const array::Index index = array::unravel(first, layout.shape);
        const std::int64_t piece = std::min(count, layout.shape[last] - index[last]);
        array::copyStrided(view.at(layout.at(index)), layout.strides[last], piece, size, to);
        first += piece;
        count -= piece;
        to += piece * size;
    }
}
}  // namespace

FlatElements flatElements(const array::ArrayView& view) {
    return {view.dtype, view.layout.count(),
            [view](std::int64_t first, std::int64_t count, std::byte* to) {
                gatherView(view, first, count, to);
            }};
}

FlatElements flatElements(const array::BandedArray& array) {
    return {array.dtype(), array.count(),
            [&array](std::int64_t first, std::int64_t count, std::byte* to) {
                array.gather(first, 1, count, to);
            }};
}

Sample sample(const FlatElements& elements, std::int64_t most) {
    Sample found;
    found.dtype = elements.dtype;
    found.isWhole = elements.count <= most;
    const std::int64_t runs = most / kRun;
    found.count = found.isWhole ? elements.count : runs * kRun;
    const std::int64_t size = array::itemSize(elements.dtype);
    found.bytes.resize(static_cast<std::size_t>(found.count * size));
    if (found.isWhole) {
        if (found.count > 0) {
            elements.gather(0, found.count, found.bytes.data());
        }
        return found;
    }
    for (std::int64_t run = 0; run < runs; ++run) {
        // The last run ends at the last element; a double places the others well enough.
        const auto first = static_cast<std::int64_t>(
            static_cast<double>(elements.count - kRun) *
            (static_cast<double>(run) / static_cast<double>(std::max<std::int64_t>(1, runs - 1))));
        elements.gather(std::min(first, elements.count - kRun), kRun,
                        found.bytes.data() + run * kRun * size);
    }
    return found;
}

ValueRanges valueRanges(const Sample& sample) {
    std::vector<double> values;
    values.reserve(static_cast<std::size_t>(sample.count));
    ValueRanges ranges;
    ranges.isSampled = !sample.isWhole;
    double low = HUGE_VAL;
    double high = -HUGE_VAL;
    array::visitType(sample.dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        for (std::int64_t i = 0; i < sample.count; ++i) {
            const double value = array::toDouble(elementAt<T>(sample.bytes.data(), i));
            low = value < low ? value : low;
            high = value > high ? value : high;
            if (std::isfinite(value)) {
                values.push_back(value);
            }
        }
    });
    if (low <= high) {
        ranges.full = {low, high};
    }
    if (!values.empty()) {
        // An odd step, which does not follow columns of the image.
        const std::size_t step = values.size() / kPercentileValues * 2 + 1;
        if (step > 1) {
            std::size_t kept = 0;
            for (std::size_t i = 0; i < values.size(); i += step) {
                values[kept++] = values[i];
            }
            values.resize(kept);
        }
        const auto percentile = [&values](double part) {
            const auto place =
                values.begin() + std::lround(part * static_cast<double>(values.size() - 1));
            std::nth_element(values.begin(), place, values.end());
            return *place;
        };
        ranges.middle = {percentile(0.01), percentile(0.99)};
    }
    return ranges;
}

}  // namespace frisket::measure
