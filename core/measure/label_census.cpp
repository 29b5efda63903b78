// SPDX-License-Identifier: MIT
#include "core/measure/label_census.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

namespace frisket::measure {

namespace {
template <class T>
constexpr bool kIsLabel = std::is_integral_v<T> || std::is_same_v<T, array::Bool8>;

/// Neighbours count in tables of their own: labels come in runs, and adding to one counter over and
/// over waits for the addition before.
constexpr std::int64_t kTables = 4;

template <class T>
T elementAt(const std::byte* elements, std::int64_t i) {
    T value;
    std::memcpy(&value, elements + i * static_cast<std::int64_t>(sizeof(T)), sizeof(T));
    return value;
}
}  // namespace

LabelCensus::LabelCensus(array::DType dtype) : m_dtype(dtype) {
    array::visitType(dtype, [this](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (kIsLabel<T> && sizeof(T) <= 2) {
            m_table.resize(kTables << (8 * sizeof(T)));
        }
    });
}

template <class T>
void LabelCensus::addByTable(const std::byte* elements, std::int64_t count) {
    using Bits = std::conditional_t<sizeof(T) == 1, std::uint8_t, std::uint16_t>;
    constexpr std::size_t kValues = std::size_t{1} << (8 * sizeof(T));
    std::int64_t* const table = m_table.data();
    std::int64_t i = 0;
    for (; i + kTables <= count; i += kTables) {
        for (std::size_t part = 0; part < kTables; ++part) {
            ++table[part * kValues +
                    elementAt<Bits>(elements, i + static_cast<std::int64_t>(part))];
        }
    }
    for (; i < count; ++i) {
        ++table[elementAt<Bits>(elements, i)];
    }
}

template <class T>
void LabelCensus::addByHash(const std::byte* elements, std::int64_t count) {
    for (std::int64_t begin = 0; begin < count;) {
        const T value = elementAt<T>(elements, begin);
        std::int64_t end = begin + 1;
        while (end < count && elementAt<T>(elements, end) == value) {
            ++end;
        }
        const auto label = static_cast<std::int64_t>(value);
        const auto found = m_counts.find(label);
        if (found != m_counts.end()) {
            found->second += end - begin;
        } else if (m_counts.size() < kMostKept) {
            m_counts.emplace(label, end - begin);
        } else {
            m_overflowed = true;
        }
        begin = end;
    }
}

void LabelCensus::add(const std::byte* elements, std::int64_t count) {
    array::visitType(m_dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (kIsLabel<T> && sizeof(T) <= 2) {
            addByTable<T>(elements, count);
        } else if constexpr (kIsLabel<T>) {
            addByHash<T>(elements, count);
        }
    });
}

LabelCensus::Answer LabelCensus::answer(std::size_t most) const {
    std::vector<LabelShare> all;
    array::visitType(m_dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (kIsLabel<T> && sizeof(T) <= 2) {
            const std::size_t values = m_table.size() / kTables;
            for (std::size_t value = 0; value < values; ++value) {
                std::int64_t count = 0;
                for (std::size_t part = 0; part < kTables; ++part) {
                    count += m_table[part * values + value];
                }
                if (count > 0) {
                    // Through T, so that signed labels get their sign.
                    if constexpr (std::is_signed_v<T>) {
                        all.push_back({static_cast<T>(value), count});
                    } else {
                        all.push_back({static_cast<std::int64_t>(value), count});
                    }
                }
            }
        }
    });
    for (const auto& [label, count] : m_counts) {
        all.push_back({label, count});
    }
    const bool isUnsigned = m_dtype == array::DType::U64;
    const auto smaller = [isUnsigned](const LabelShare& a, const LabelShare& b) {
        return isUnsigned
                   ? static_cast<std::uint64_t>(a.label) < static_cast<std::uint64_t>(b.label)
                   : a.label < b.label;
    };
    Answer answer;
    answer.isComplete = !m_overflowed && all.size() <= most;
    if (all.size() > most) {
        const auto last = all.begin() + static_cast<std::ptrdiff_t>(most);
        std::nth_element(all.begin(), last, all.end(),
                         [&](const LabelShare& a, const LabelShare& b) {
                             return a.count != b.count ? a.count > b.count : smaller(a, b);
                         });
        all.resize(most);
    }
    std::sort(all.begin(), all.end(), smaller);
    answer.labels = std::move(all);
    return answer;
}

}  // namespace frisket::measure
