// SPDX-License-Identifier: MIT
#include "core/measure/match_between.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "core/array/storage_type.h"
#include "core/condition/match_each.h"

namespace frisket::measure {

namespace {
using array::comparable;
using array::DType;
using condition::matchEach;
using condition::Word;

#ifdef __SSE2__
/// 16 bytes of elements. In a struct, since GCC makes vectors of template arguments only there.
template <class T>
struct Vector {
    using Type __attribute__((vector_size(16))) = T;
};

/// A bit for each of 16 elements: `test` of a vector gives lanes of ones and zeros, which are
/// packed to bytes, whose uppermost bits are taken.
template <class T, class Test>
Word sixteen(const std::byte* elements, const Test& test) {
    constexpr std::size_t kVectors = sizeof(T);
    __m128i masks[kVectors];
    for (std::size_t i = 0; i < kVectors; ++i) {
        typename Vector<T>::Type values;
        std::memcpy(&values, elements + i * sizeof(values), sizeof(values));
        const auto mask = test(values);
        std::memcpy(&masks[i], &mask, sizeof(mask));
    }
    std::size_t left = kVectors;
    if constexpr (sizeof(T) == 8) {
        for (std::size_t i = 0; i < left / 2; ++i) {  // the lower half of each lane
            masks[i] = _mm_castps_si128(_mm_shuffle_ps(_mm_castsi128_ps(masks[2 * i]),
                                                       _mm_castsi128_ps(masks[2 * i + 1]), 0x88));
        }
        left /= 2;
    }
    if constexpr (sizeof(T) >= 4) {
        for (std::size_t i = 0; i < left / 2; ++i) {
            masks[i] = _mm_packs_epi32(masks[2 * i], masks[2 * i + 1]);
        }
        left /= 2;
    }
    if constexpr (sizeof(T) >= 2) {
        masks[0] = _mm_packs_epi16(masks[0], masks[1]);
    }
    return static_cast<Word>(static_cast<unsigned>(_mm_movemask_epi8(masks[0])));
}

/// The words that are full; returns how many elements they are.
template <class T, class Test>
std::int64_t matchWords(const std::byte* elements, std::int64_t count, Word* out,
                        const Test& test) {
    constexpr std::size_t kStep = 16 * sizeof(T);
    const std::int64_t words = count / condition::kWordBits;
    for (std::int64_t i = 0; i < words; ++i, elements += 4 * kStep) {
        out[i] = sixteen<T>(elements, test) | sixteen<T>(elements + kStep, test) << 16U |
                 sixteen<T>(elements + 2 * kStep, test) << 32U |
                 sixteen<T>(elements + 3 * kStep, test) << 48U;
    }
    return words * condition::kWordBits;
}
#endif

/// Those from `low` to `high`, as what they are compared.
template <class T, class Number>
void matchBetween(Number low, Number high, const std::byte* elements, std::int64_t count,
                  Word* out) {
#ifdef __SSE2__
    if constexpr (sizeof(T) == sizeof(Number)) {
        using Values = typename Vector<Number>::Type;
        const Values least = Values{} + low;
        [[maybe_unused]] const Values most = Values{} + high;
        // SSE2 has no order of 64-bit integers.
        constexpr bool kOrdered = sizeof(T) < 8 || std::is_floating_point_v<Number>;
        std::int64_t done = 0;
        if (low == high) {
            done = matchWords<Number>(elements, count, out,
                                      [=](Values values) { return values == least; });
        } else if constexpr (kOrdered) {
            done = matchWords<Number>(elements, count, out, [=](Values values) {
                return (values >= least) & (values <= most);
            });
        }
        elements += done * static_cast<std::int64_t>(sizeof(T));
        out += done / condition::kWordBits;
        count -= done;
    }
#endif
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
