// SPDX-License-Identifier: MIT
#include "core/measure/label_set.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <optional>
#include <type_traits>

#include "core/array/storage_type.h"
#include "core/condition/match_each.h"

namespace frisket::measure {

namespace {
using array::Bool8;
using array::comparable;
using array::Half;
using condition::kWordBits;
using condition::Word;

/// So many are compared one by one.
constexpr std::size_t kFew = 4;
/// A table of so many bits stays in the second cache.
constexpr std::uint64_t kMostSpan = std::uint64_t{1} << 20U;

/// The element that has the label, as it is compared; nothing where none can.
template <class T>
std::optional<decltype(comparable(T()))> valueOf(std::int64_t label) {
    using Value = decltype(comparable(T()));
    if constexpr (std::is_same_v<T, Bool8>) {
        return label == 0 || label == 1 ? std::optional(static_cast<Value>(label)) : std::nullopt;
    } else if constexpr (std::is_same_v<T, Half>) {
        const float value = array::toFloat(array::toHalf(static_cast<double>(label)));
        return static_cast<long double>(value) == static_cast<long double>(label)
                   ? std::optional(value)
                   : std::nullopt;
    } else if constexpr (std::is_floating_point_v<T>) {
        const auto value = static_cast<Value>(label);
        return static_cast<long double>(value) == static_cast<long double>(label)
                   ? std::optional(value)
                   : std::nullopt;
    } else if constexpr (std::is_same_v<T, std::uint64_t>) {
        return static_cast<Value>(label);
    } else {
        return label >= static_cast<std::int64_t>(std::numeric_limits<T>::min()) &&
                       label <= static_cast<std::int64_t>(std::numeric_limits<T>::max())
                   ? std::optional(static_cast<Value>(label))
                   : std::nullopt;
    }
}

/// How far above `least` a value is; integers without overflow.
template <class Value>
std::uint64_t distance(Value value, Value least) {
    return static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(least);
}
}  // namespace

LabelSet::LabelSet(array::DType dtype, std::span<const std::int64_t> labels, bool others)
    : m_dtype(dtype), m_others(others) {
    array::visitType(dtype, [&](auto type) { add<typename decltype(type)::type>(labels); });
}

template <class T>
void LabelSet::add(std::span<const std::int64_t> labels) {
    using Value = decltype(comparable(T()));
    std::vector<Value> values;
    for (const std::int64_t label : labels) {
        if (const auto value = valueOf<T>(label)) {
            values.push_back(*value);
        }
    }
    if (!std::is_sorted(values.begin(), values.end())) {
        std::sort(values.begin(), values.end());
    }
    values.erase(std::unique(values.begin(), values.end()), values.end());
    m_values.resize(values.size() * sizeof(Value));
    if (!values.empty()) {
        std::memcpy(m_values.data(), values.data(), m_values.size());
    }
    if constexpr (std::is_integral_v<Value>) {
        if (values.size() > kFew && distance(values.back(), values.front()) < kMostSpan) {
            m_table.resize(distance(values.back(), values.front()) / kWordBits + 1);
            for (const Value value : values) {
                const std::uint64_t bit = distance(value, values.front());
                m_table[bit / kWordBits] |= Word{1} << (bit % kWordBits);
            }
        }
    }
}

template <class T>
void LabelSet::find(const std::byte* elements, std::int64_t count, Word* out) const {
    using Value = decltype(comparable(T()));
    const std::size_t size = m_values.size() / sizeof(Value);
    const auto valueAt = [this](std::size_t place) {
        Value value;
        std::memcpy(&value, m_values.data() + place * sizeof(Value), sizeof(Value));
        return value;
    };
    if (size == 0) {
        std::fill_n(out, condition::wordsFor(count), Word{0});
        return;
    }
    if (size <= kFew) {
        std::array<Value, kFew> few;
        for (std::size_t i = 0; i < kFew; ++i) {
            few[i] = valueAt(std::min(i, size - 1));
        }
        condition::matchEach<T>(elements, count, out, [few](T element) {
            const Value value = comparable(element);
            return (static_cast<int>(value == few[0]) | static_cast<int>(value == few[1]) |
                    static_cast<int>(value == few[2]) | static_cast<int>(value == few[3])) != 0;
        });
        return;
    }
    if constexpr (sizeof(T) == 1) {
        // 256 answers, of which one is looked up for each element.
        std::array<std::uint8_t, 256> answers{};
        for (std::size_t i = 0; i < size; ++i) {
            answers[static_cast<std::uint8_t>(valueAt(i))] = 1;
        }
        condition::matchEach<T>(elements, count, out, [&](T element) {
            return answers[static_cast<std::uint8_t>(element)] != 0;
        });
        return;
    }
    if constexpr (std::is_integral_v<Value>) {
        if (!m_table.empty()) {
            const Value least = valueAt(0);
            const std::uint64_t end = distance(valueAt(size - 1), least);
            condition::matchEach<T>(elements, count, out, [&](T element) {
                const std::uint64_t bit = distance(comparable(element), least);
                return bit <= end && ((m_table[bit / kWordBits] >> (bit % kWordBits)) & 1U) != 0;
            });
            return;
        }
    }
    // Labels come in runs.
    std::optional<Value> last;
    bool lastFound = false;
    condition::matchEach<T>(elements, count, out, [&](T element) {
        const Value value = comparable(element);
        if (last != value) {
            std::size_t low = 0;
            for (std::size_t left = size; left > 0;) {
                const std::size_t half = left / 2;
                const bool above = valueAt(low + half) < value;
                low = above ? low + half + 1 : low;
                left = above ? left - half - 1 : half;
            }
            last = value;
            lastFound = low < size && valueAt(low) == value;
        }
        return lastFound;
    });
}

void LabelSet::match(const std::byte* elements, std::int64_t count, Word* out) const {
    array::visitType(m_dtype,
                     [&](auto type) { find<typename decltype(type)::type>(elements, count, out); });
    if (m_others && count > 0) {
        const std::int64_t words = condition::wordsFor(count);
        std::transform(out, out + words, out, [](Word word) { return ~word; });
        out[words - 1] &= condition::lowBits(count - (words - 1) * kWordBits);
    }
}

}  // namespace frisket::measure
