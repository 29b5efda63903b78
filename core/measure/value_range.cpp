// SPDX-License-Identifier: MIT
#include "core/measure/value_range.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace frisket::measure {

namespace {
template <class T>
double toDouble(T value) {
    if constexpr (std::is_same_v<T, array::Half>) {
        return static_cast<double>(array::toFloat(value));
    } else {
        return static_cast<double>(value);
    }
}
}  // namespace

std::optional<ValueRange> extendRange(const std::optional<ValueRange>& before, array::DType dtype,
                                      const std::byte* elements, std::int64_t count) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    ValueRange range = before.value_or(ValueRange{kInfinity, -kInfinity});
    array::visitType(dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        for (std::int64_t i = 0; i < count; ++i) {
            T element;
            std::memcpy(&element, elements + i * std::int64_t{sizeof(T)}, sizeof(T));
            const double value = toDouble(element);
            if (std::isfinite(value)) {
                range.low = std::min(range.low, value);
                range.high = std::max(range.high, value);
            }
        }
    });
    return range.low <= range.high ? std::optional(range) : std::nullopt;
}

}  // namespace frisket::measure
