// SPDX-License-Identifier: MIT
#include "core/assign/cast.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <type_traits>
#include <utility>

namespace frisket::assign {

namespace {
using array::Bool8;
using array::DType;
using array::Half;
using condition::kWordBits;
using condition::Word;

/// The element as a type with arithmetic: Bool8 as 0 or 1, Half as float (exact).
template <class T>
auto arithmetic(T value) {
    if constexpr (std::is_same_v<T, Bool8>) {
        return static_cast<std::uint8_t>(value);
    } else if constexpr (std::is_same_v<T, Half>) {
        return array::toFloat(value);
    } else {
        return value;
    }
}

/// 2^digits of an integer type: the first value above its range, exact in float and double.
template <class Integer, class Float>
constexpr Float firstAbove() {
    return static_cast<Float>(Integer{1} << (std::numeric_limits<Integer>::digits - 1)) * Float{2};
}

template <class To, class From>
To convert(From raw) {
    const auto value = arithmetic(raw);
    using Value = decltype(arithmetic(raw));
    if constexpr (std::is_same_v<To, From>) {
        return raw;  // the bits of a NaN too
    } else if constexpr (std::is_same_v<To, Bool8>) {
        return value != Value{} ? Bool8::True : Bool8::False;
    } else if constexpr (std::is_same_v<To, Half>) {
        // 64-bit integers may round on the way to double, but only far above what a half can hold.
        return array::toHalf(static_cast<double>(value));
    } else if constexpr (std::is_integral_v<To> && std::is_floating_point_v<Value>) {
        if (!(value == value)) {
            return To{0};
        }
        if (value >= firstAbove<To, Value>()) {
            return std::numeric_limits<To>::max();
        }
        if (value <= static_cast<Value>(std::numeric_limits<To>::min())) {
            return std::numeric_limits<To>::min();
        }
        return static_cast<To>(value);
    } else {
        return static_cast<To>(value);
    }
}

/// Whether `To` has a value equal to `raw`.
template <class To, class From>
bool survives(From raw) {
    const auto value = arithmetic(raw);
    using Value = decltype(arithmetic(raw));
    if constexpr (std::is_same_v<To, Bool8>) {
        return value == Value{0} || value == Value{1};
    } else if constexpr (std::is_integral_v<To> && std::is_integral_v<Value>) {
        return std::in_range<To>(value);
    } else if constexpr (std::is_integral_v<To>) {
        return value >= static_cast<Value>(std::numeric_limits<To>::min()) &&
               value < firstAbove<To, Value>() && std::trunc(value) == value;
    } else if constexpr (std::is_integral_v<Value>) {
        const auto there = arithmetic(convert<To>(raw));
        using There = decltype(there + 0);
        // A half may be infinite, and 2^digits is what the largest integers round up to.
        const auto least = static_cast<There>(std::numeric_limits<Value>::min());
        if (!(there >= least && there < firstAbove<Value, There>())) {
            return false;
        }
        return static_cast<Value>(there) == value;
    } else {
        return !(value == value) || static_cast<Value>(arithmetic(convert<To>(raw))) == value;
    }
}

template <class T>
T load(const std::byte* from) {
    T value;
    std::memcpy(&value, from, sizeof(T));
    return value;
}

template <class From, class To>
void castElements(const std::byte* from, std::int64_t stride, std::int64_t count, std::byte* to) {
    const std::int64_t step = stride * static_cast<std::int64_t>(sizeof(From));
    if (stride == 1) {  // a constant step, so that the compiler can vectorise
        for (std::int64_t i = 0; i < count; ++i) {
            const To value = convert<To>(load<From>(from + i * std::int64_t{sizeof(From)}));
            std::memcpy(to + i * std::int64_t{sizeof(To)}, &value, sizeof(To));
        }
        return;
    }
    for (std::int64_t i = 0; i < count; ++i) {
        const To value = convert<To>(load<From>(from + i * step));
        std::memcpy(to + i * std::int64_t{sizeof(To)}, &value, sizeof(To));
    }
}

/// Bits of the selected ones among up to 64 elements, `step` bytes apart, that don't survive.
template <class From, class To>
Word lostBits(const std::byte* from, std::int64_t step, std::int64_t count, Word selected) {
    std::uint8_t lost[kWordBits];
    for (std::int64_t i = 0; i < count; ++i) {
        lost[i] = survives<To>(load<From>(from + i * step)) ? 0 : 1;
    }
    Word bits = 0;
    condition::bytesToBits(lost, count, &bits);
    return bits & selected;
}

template <class From, class To>
InexactRun checkElements(const std::byte* from, std::int64_t stride, std::int64_t count,
                         const Word* selected) {
    const std::int64_t step = stride * static_cast<std::int64_t>(sizeof(From));
    InexactRun run;
    for (std::int64_t done = 0; done < count; done += kWordBits) {
        const Word word = selected[done / kWordBits];
        if (word == 0) {
            continue;
        }
        const Word lost =
            lostBits<From, To>(from + done * step, step, std::min(kWordBits, count - done), word);
        if (lost != 0) {
            if (run.first < 0) {
                run.first = done + std::countr_zero(lost);
            }
            run.count += condition::popCount(lost);
        }
    }
    return run;
}

template <class From, class To>
void keepSurvivors(const std::byte* from, std::int64_t stride, std::int64_t count, Word* selected) {
    const std::int64_t step = stride * static_cast<std::int64_t>(sizeof(From));
    for (std::int64_t done = 0; done < count; done += kWordBits) {
        Word& word = selected[done / kWordBits];
        if (word != 0) {
            word &= ~lostBits<From, To>(from + done * step, step, std::min(kWordBits, count - done),
                                        word);
        }
    }
}
}  // namespace

CastRun castRun(DType from, DType to) {
    return array::visitType(from, [&](auto source) {
        return array::visitType(to, [&](auto target) -> CastRun {
            return &castElements<typename decltype(source)::type, typename decltype(target)::type>;
        });
    });
}

InexactCheck inexactCheck(DType from, DType to) {
    return array::visitType(from, [&](auto source) {
        return array::visitType(to, [&](auto target) -> InexactCheck {
            return &checkElements<typename decltype(source)::type, typename decltype(target)::type>;
        });
    });
}

SurvivorFilter survivorFilter(DType from, DType to) {
    return array::visitType(from, [&](auto source) {
        return array::visitType(to, [&](auto target) -> SurvivorFilter {
            return &keepSurvivors<typename decltype(source)::type, typename decltype(target)::type>;
        });
    });
}

}  // namespace frisket::assign
