// SPDX-License-Identifier: MIT
#include "core/measure/match_between.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

#include "core/array/storage_type.h"
#include "core/condition/match_each.h"

namespace frisket::measure {

namespace {
using array::comparable;
using array::DType;
using condition::matchEach;
using condition::Word;

/// Those from `low` to `high`, as what they are compared.
template <class T, class Number>
void matchBetween(Number low, Number high, const std::byte* elements, std::int64_t count,
                  Word* out) {
    matchEach<T>(elements, count, out, [low, high](T value) {
        const auto number = comparable(value);
        return static_cast<bool>(static_cast<int>(number >= low) &
                                 static_cast<int>(number <= high));
    });
}

/// The least float that is not below `value`.
float roundedUp(double value) {
    constexpr float kMost = std::numeric_limits<float>::max();
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    if (value > static_cast<double>(kMost)) {
        return kInfinity;
    }
    if (value < -static_cast<double>(kMost)) {
        return std::isinf(value) ? -kInfinity : -kMost;
    }
    const auto nearest = static_cast<float>(value);
    return static_cast<double>(nearest) < value ? std::nextafter(nearest, kInfinity) : nearest;
}

/// The least and the largest `Number` from `low` to `high`, or nothing where there is none.
template <class Number>
std::optional<std::pair<Number, Number>> within(double low, double high) {
    if (!(low <= high)) {
        return std::nullopt;
    }
    if constexpr (std::is_same_v<Number, double>) {
        return std::pair(low, high);
    } else if constexpr (std::is_same_v<Number, float>) {
        return std::pair(roundedUp(low), -roundedUp(-high));
    } else {
        using Limits = std::numeric_limits<Number>;
        const double beyond = std::ldexp(1.0, Limits::digits);
        const double least = std::is_signed_v<Number> ? -beyond : 0;
        const double first = std::ceil(low);
        const double last = std::floor(high);
        if (first > last || first >= beyond || last < least) {
            return std::nullopt;
        }
        return std::pair(first <= least ? Limits::min() : static_cast<Number>(first),
                         last >= beyond ? Limits::max() : static_cast<Number>(last));
    }
}
}  // namespace

void matchBetween(DType dtype, const std::byte* low, const std::byte* high,
                  const std::byte* elements, std::int64_t count, Word* out) {
    array::visitType(dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        decltype(comparable(T())) least;
        decltype(comparable(T())) most;
        std::memcpy(&least, low, sizeof(least));
        std::memcpy(&most, high, sizeof(most));
        matchBetween<T>(least, most, elements, count, out);
    });
}

void matchNumbers(DType dtype, double low, double high, const std::byte* elements,
                  std::int64_t count, Word* out) {
    array::visitType(dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        const auto range = within<decltype(comparable(T()))>(low, high);
        if (range) {
            matchBetween<T>(range->first, range->second, elements, count, out);
        } else {
            std::fill_n(out, condition::wordsFor(count), Word{0});
        }
    });
}

}  // namespace frisket::measure
