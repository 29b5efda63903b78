// SPDX-License-Identifier: MIT
#include "core/measure/value_summary.h"

#include <algorithm>
#include <limits>
#include <type_traits>

#include "core/array/half.h"
#include "core/measure/runs.h"

namespace frisket::measure {

namespace {
/// What a storage type is compared as.
std::uint8_t valueOf(array::Bool8 value) { return static_cast<std::uint8_t>(value); }
float valueOf(array::Half value) { return array::toFloat(value); }
template <class T>
requires std::is_arithmetic_v<T> T valueOf(T value) { return value; }

template <class T>
Number numberOf(T value) {
    if constexpr (std::is_floating_point_v<T>) {
        return double{value};
    } else if constexpr (std::is_signed_v<T>) {
        return std::int64_t{value};
    } else {
        return std::uint64_t{value};
    }
}

template <class Stored>
ValueSummary summarizeAs(const array::ArrayView& view) {
    using Value = decltype(valueOf(Stored{}));
    using Limits = std::numeric_limits<Value>;
    Value least = Limits::has_infinity ? Limits::infinity() : Limits::max();
    Value greatest = Limits::has_infinity ? -Limits::infinity() : Limits::lowest();
    ValueSummary summary;
    forEachRun<Stored>(view, [&](const Stored* values, std::int64_t count) {
        // Blocks, so that the counters of the inner loop can be narrow; locals, since bytes may
        // alias anything that is reached by reference. Both let it run in vector registers.
        constexpr std::int64_t kBlock = 1 << 15;
        for (std::int64_t begin = 0; begin < count; begin += kBlock) {
            const std::int64_t end = std::min(count, begin + kBlock);
            Value low = least;
            Value high = greatest;
            std::uint16_t zeros = 0;
            std::uint16_t nans = 0;
            for (std::int64_t i = begin; i < end; ++i) {
                const Value value = valueOf(values[i]);
                // Comparisons with NaN are false, so it changes neither.
                low = value < low ? value : low;
                high = value > high ? value : high;
                zeros = static_cast<std::uint16_t>(zeros + (value == Value{} ? 1U : 0U));
                nans = static_cast<std::uint16_t>(nans + (value != value ? 1U : 0U));
            }
            least = low;
            greatest = high;
            summary.trueCount += end - begin - zeros;
            summary.nanCount += nans;
        }
    });
    if (view.layout.count() > summary.nanCount) {
        summary.min = numberOf(least);
        summary.max = numberOf(greatest);
    }
    return summary;
}
}  // namespace

ValueSummary summarize(const array::ArrayView& view) {
    return array::visitType(
        view.dtype, [&](auto type) { return summarizeAs<typename decltype(type)::type>(view); });
}

}  // namespace frisket::measure
