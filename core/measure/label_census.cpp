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
        } else if constexpr (kIsLabel<T>) {
            m_slots.resize(1024);
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

LabelShare& LabelCensus::slotOf(std::int64_t label) {
    // The upper bits of a product with an odd number of no pattern (Knuth's multiplicative hash).
    const std::size_t mask = m_slots.size() - 1;
    std::size_t place = static_cast<std::size_t>(
                            (static_cast<std::uint64_t>(label) * 0x9e3779b97f4a7c15ULL) >> 32U) &
                        mask;
    while (m_slots[place].count != 0 && m_slots[place].label != label) {
        place = (place + 1) & mask;
    }
    return m_slots[place];
}

void LabelCensus::addRun(std::int64_t label, std::int64_t count) {
    LabelShare& slot = slotOf(label);
    if (slot.count != 0) {
        slot.count += count;
        return;
    }
    if (m_used == kMostKept) {
        m_overflowed = true;
        return;
    }
    slot = {label, count};
    if (2 * ++m_used > m_slots.size()) {
        std::vector<LabelShare> before(2 * m_slots.size());
        before.swap(m_slots);
        for (const LabelShare& share : before) {
            if (share.count != 0) {
                slotOf(share.label) = share;
            }
        }
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
        addRun(static_cast<std::int64_t>(value), end - begin);
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
    for (const LabelShare& share : m_slots) {
        if (share.count != 0) {
            all.push_back(share);
        }
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
