// SPDX-License-Identifier: MIT
#include "core/paint/value_match.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/array/half.h"
#include "core/array/storage_type.h"
#include "core/condition/match_each.h"

namespace frisket::paint {

namespace {
using array::Bool8;
using array::comparable;
using array::DType;
using array::Half;
using condition::matchEach;
using condition::Word;

template <class T>
T read(const std::byte* element) {
    T value;
    std::memcpy(&value, element, sizeof(T));
    return value;
}

template <class T>
assign::Scalar scalarOf(DType dtype, T value) {
    assign::Scalar scalar{dtype, {}};
    std::memcpy(scalar.bytes.data(), &value, sizeof(T));
    return scalar;
}

/// `value` +- `tolerance`, as far as `T` reaches.
template <class T>
std::pair<T, T> around(T value, double tolerance) {
    if constexpr (std::is_floating_point_v<T>) {
        return {static_cast<T>(value - static_cast<T>(tolerance)),
                static_cast<T>(value + static_cast<T>(tolerance))};
    } else {
        using Wide = std::make_unsigned_t<std::conditional_t<(sizeof(T) < 8), std::int64_t, T>>;
        constexpr double kMost = 9.2e18;
        const auto step = static_cast<Wide>(std::min(std::floor(tolerance), kMost));
        const Wide below = static_cast<Wide>(value) -
                           static_cast<Wide>(std::numeric_limits<T>::min());  // without overflow
        const Wide above =
            static_cast<Wide>(std::numeric_limits<T>::max()) - static_cast<Wide>(value);
        return {static_cast<T>(static_cast<Wide>(value) - std::min(step, below)),
                static_cast<T>(static_cast<Wide>(value) + std::min(step, above))};
    }
}
}  // namespace

ValueRange rangeAround(DType dtype, const std::byte* value, double tolerance) {
    return array::visitType(dtype, [&](auto type) -> ValueRange {
        using T = typename decltype(type)::type;
        const T centre = read<T>(value);
        if constexpr (std::is_same_v<T, Half>) {
            const auto [low, high] = around(array::toFloat(centre), tolerance);
            return {scalarOf(dtype, array::toHalf(low)), scalarOf(dtype, array::toHalf(high))};
        } else if constexpr (std::is_same_v<T, Bool8>) {
            const bool any = tolerance >= 1;
            return {scalarOf(dtype, any ? Bool8::False : centre),
                    scalarOf(dtype, any ? Bool8::True : centre)};
        } else {
            const auto [low, high] = around(centre, tolerance);
            return {scalarOf(dtype, low), scalarOf(dtype, high)};
        }
    });
}

void matchRange(const ValueRange& range, const std::byte* elements, std::int64_t count, Word* out) {
    array::visitType(range.low.dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        const auto low = comparable(read<T>(range.low.data()));
        const auto high = comparable(read<T>(range.high.data()));
        if constexpr (array::kIsFloat<T>) {
            if (std::isnan(low) && std::isnan(high)) {
                matchEach<T>(elements, count, out,
                             [](T value) { return comparable(value) != comparable(value); });
                return;
            }
        }
        measure::matchBetween(range.low.dtype, reinterpret_cast<const std::byte*>(&low),
                              reinterpret_cast<const std::byte*>(&high), elements, count, out);
    });
}

void matchColour(std::uint32_t colour, int tolerance, const std::uint32_t* pixels,
                 std::int64_t count, Word* out) {
    const auto part = [](std::uint32_t pixel, unsigned shift) {
        return static_cast<int>((pixel >> shift) & 0xffU);
    };
    const int red = part(colour, 16);
    const int green = part(colour, 8);
    const int blue = part(colour, 0);
    matchEach<std::uint32_t>(reinterpret_cast<const std::byte*>(pixels), count, out,
                             [=](std::uint32_t pixel) {
                                 const int r = std::abs(part(pixel, 16) - red);
                                 const int g = std::abs(part(pixel, 8) - green);
                                 const int b = std::abs(part(pixel, 0) - blue);
                                 return std::max(r, std::max(g, b)) <= tolerance;
                             });
}

}  // namespace frisket::paint
