// SPDX-License-Identifier: MIT
#include "core/measure/label_census.h"

#include <algorithm>
#include <type_traits>

namespace frisket::measure {

namespace {
template <class T>
constexpr bool kIsLabel = std::is_integral_v<T> || std::is_same_v<T, array::Bool8>;

/// The integer type that a label of `T` counts as.
template <class T>
using LabelOf = std::conditional_t<std::is_same_v<T, array::Bool8>, std::uint8_t, T>;
}  // namespace

LabelCensus::LabelCensus(array::DType dtype) : m_dtype(dtype) {
    array::visitType(dtype, [this](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (kIsLabel<T> && sizeof(T) <= 2) {
            m_short.emplace(sizeof(T));
        } else if constexpr (kIsLabel<T>) {
            m_slots.resize(1024);
        }
    });
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
        const std::int64_t end = runEnd<T>(elements, begin, count);
        addRun(static_cast<std::int64_t>(elementAt<T>(elements, begin)), end - begin);
        begin = end;
    }
}

void LabelCensus::add(const std::byte* elements, std::int64_t count) {
    array::visitType(m_dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        if constexpr (kIsLabel<T> && sizeof(T) <= 2) {
            m_short->add<LabelOf<T>>(elements, count);
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
            m_short->forEach<LabelOf<T>>([&](std::int64_t label, std::int64_t count) {
                all.push_back({label, count});
            });
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
