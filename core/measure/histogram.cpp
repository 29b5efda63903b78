// SPDX-License-Identifier: MIT
#include "core/measure/histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>
#include <unordered_map>

#include "core/array/storage_type.h"
#include "core/measure/short_counts.h"

namespace frisket::measure {

namespace {
template <class T>
Histogram::Bin valueBin(T value, std::int64_t count) {
    const auto number = static_cast<double>(value);
    return {number, number, count, static_cast<std::int64_t>(value)};
}

/// Bins of a whole width between two integers. Differences of integers of any kind fit unsigned
/// ones of 64 bits.
template <class T>
class WholeBins {
public:
    WholeBins(T least, T greatest)
        : m_least(static_cast<std::uint64_t>(least)),
          m_width((static_cast<std::uint64_t>(greatest) - m_least) / kMostBins + 1) {
        const std::uint64_t last = (static_cast<std::uint64_t>(greatest) - m_least) / m_width;
        m_bins.resize(static_cast<std::size_t>(last) + 1);
        for (std::size_t i = 0; i < m_bins.size(); ++i) {
            m_bins[i].low = edge(least, i);
            m_bins[i].high = edge(least, i + 1);
        }
    }
    void add(T value, std::int64_t count) {
        m_bins[static_cast<std::size_t>((static_cast<std::uint64_t>(value) - m_least) / m_width)]
            .count += count;
    }
    [[nodiscard]] std::vector<Histogram::Bin> take() { return std::move(m_bins); }

private:
    [[nodiscard]] double edge(T least, std::size_t bin) const {
        return static_cast<double>(least) + static_cast<double>(bin) * static_cast<double>(m_width);
    }

    std::uint64_t m_least;
    std::uint64_t m_width;
    std::vector<Histogram::Bin> m_bins;
};

/// Of one or two bytes.
template <class T>
void countShort(const std::byte* elements, std::int64_t count, Histogram& found) {
    ShortCounts counts(sizeof(T));
    counts.add<T>(elements, count);
    std::vector<std::pair<T, std::int64_t>> occurring;
    counts.forEach<T>([&](T value, std::int64_t sum) { occurring.emplace_back(value, sum); });
    found.byValue = occurring.size() <= kMostBins;
    if (found.byValue) {
        for (const auto& [value, sum] : occurring) {
            found.bins.push_back(valueBin(value, sum));
        }
        return;
    }
    WholeBins<T> bins(occurring.front().first, occurring.back().first);
    for (const auto& [value, sum] : occurring) {
        bins.add(value, sum);
    }
    found.bins = bins.take();
}

/// Counts the different values as long as there are few; whether there are.
template <class T>
bool countFew(const std::byte* elements, std::int64_t count, Histogram& found) {
    std::unordered_map<T, std::int64_t> counts;
    for (std::int64_t begin = 0; begin < count;) {
        const std::int64_t end = runEnd<T>(elements, begin, count);
        counts[elementAt<T>(elements, begin)] += end - begin;
        if (counts.size() > kMostBins) {
            return false;
        }
        begin = end;
    }
    std::vector<std::pair<T, std::int64_t>> sorted(counts.begin(), counts.end());
    std::sort(sorted.begin(), sorted.end());
    for (const auto& [value, sum] : sorted) {
        found.bins.push_back(valueBin(value, sum));
    }
    found.byValue = true;
    return true;
}

template <class T>
void countWide(const std::byte* elements, std::int64_t count, Histogram& found) {
    if (countFew<T>(elements, count, found)) {
        return;
    }
    T least = std::numeric_limits<T>::max();
    T greatest = std::numeric_limits<T>::min();
    for (std::int64_t i = 0; i < count; ++i) {
        const T value = elementAt<T>(elements, i);
        least = std::min(least, value);
        greatest = std::max(greatest, value);
    }
    WholeBins<T> bins(least, greatest);
    for (std::int64_t i = 0; i < count; ++i) {
        bins.add(elementAt<T>(elements, i), 1);
    }
    found.bins = bins.take();
}

template <class T>
void countFloats(const std::byte* elements, std::int64_t count, Histogram& found) {
    double least = HUGE_VAL;
    double greatest = -HUGE_VAL;
    for (std::int64_t i = 0; i < count; ++i) {
        const double value = array::toDouble(elementAt<T>(elements, i));
        if (std::isfinite(value)) {
            least = std::min(least, value);
            greatest = std::max(greatest, value);
        } else if (std::isnan(value)) {
            ++found.nan;
        } else {
            ++(value > 0 ? found.positive : found.negative);
        }
    }
    if (least > greatest) {
        return;
    }
    if (least == greatest) {
        found.bins.push_back(
            {least, greatest, count - found.nan - found.positive - found.negative, 0});
        return;
    }
    // The difference of two finite values may not be finite, nor the half of a small one exact.
    const double scale = std::isfinite(greatest - least) ? 1 : 0.5;
    const auto edge = [&](std::size_t bin) {
        const double way = (greatest * scale - least * scale) *
                           (static_cast<double>(bin) / static_cast<double>(kMostBins));
        return (least * scale + way) / scale;
    };
    found.bins.resize(kMostBins);
    for (std::size_t i = 0; i < kMostBins; ++i) {
        found.bins[i].low = edge(i);
        found.bins[i].high = edge(i + 1);
    }
    found.bins.back().high = greatest;
    for (std::int64_t i = 0; i < count; ++i) {
        const double value = array::toDouble(elementAt<T>(elements, i));
        if (std::isfinite(value)) {
            ++found.bins[static_cast<std::size_t>(found.binOf(value))].count;
        }
    }
}
}  // namespace

std::int64_t Histogram::binOf(double value) const {
    if (bins.empty() || !(value >= bins.front().low) || value > bins.back().high) {
        return -1;
    }
    if (byValue) {
        const auto found = std::lower_bound(bins.begin(), bins.end(), value,
                                            [](const Bin& bin, double v) { return bin.low < v; });
        return found != bins.end() && found->low == value ? found - bins.begin() : -1;
    }
    const auto last = static_cast<std::int64_t>(bins.size()) - 1;
    const double width = bins.front().high / 2 - bins.front().low / 2;
    if (width == 0) {
        return 0;
    }
    // The quotient finds the bin but for rounding; the edges decide.
    auto bin = std::clamp<std::int64_t>(
        static_cast<std::int64_t>((value / 2 - bins.front().low / 2) / width), 0, last);
    while (bin > 0 && value < bins[static_cast<std::size_t>(bin)].low) {
        --bin;
    }
    while (bin < last && value >= bins[static_cast<std::size_t>(bin) + 1].low) {
        ++bin;
    }
    return bin;
}

Histogram histogram(array::DType dtype, const std::byte* elements, std::int64_t count) {
    Histogram found;
    found.total = count;
    if (count == 0) {
        return found;
    }
    array::visitType(dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (std::is_same_v<T, array::Bool8>) {
            countShort<std::uint8_t>(elements, count, found);
        } else if constexpr (!std::is_integral_v<T>) {
            countFloats<T>(elements, count, found);
        } else if constexpr (sizeof(T) <= 2) {
            countShort<T>(elements, count, found);
        } else {
            countWide<T>(elements, count, found);
        }
    });
    return found;
}

}  // namespace frisket::measure
