// SPDX-License-Identifier: MIT
#include "core/measure/transitions.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "core/array/storage_type.h"
#include "core/measure/packed.h"

namespace frisket::measure {

namespace {
using array::DType;
using condition::kWordBits;
using condition::Word;

constexpr std::size_t kShortPairs = std::size_t{1} << 16U;
constexpr std::size_t kFirstSlots = 256;

/// The label that an element's bits, zero-extended, are.
std::int64_t labelOf(DType dtype, std::uint64_t bits) {
    return array::visitType(dtype, [bits](auto type) -> std::int64_t {
        using T = typename decltype(type)::type;
        if constexpr (std::is_integral_v<T>) {
            return static_cast<std::int64_t>(static_cast<T>(bits));
        } else {
            return static_cast<std::int64_t>(bits);
        }
    });
}

double numberOf(DType dtype, std::uint64_t bits) {
    return array::visitType(dtype, [bits](auto type) -> double {
        using T = typename decltype(type)::type;
        return array::toDouble(std::bit_cast<T>(static_cast<array::BitsOf<T>>(bits)));
    });
}

ChangeKind kindOfNumbers(double before, double after) {
    return before == after || (std::isnan(before) && std::isnan(after)) ? ChangeKind::Unchanged
           : before == 0                                                ? ChangeKind::Added
           : after == 0                                                 ? ChangeKind::Removed
                                                                        : ChangeKind::Relabelled;
}

/// Whether the 64 elements at `elements` are the same.
template <class T>
bool isUniform(const std::byte* elements) {
    // Each is like the next one.
    return std::memcmp(elements, elements + sizeof(T), (kWordBits - 1) * sizeof(T)) == 0;
}
}  // namespace

ChangeKind changeKind(DType beforeType, std::int64_t before, DType afterType, std::int64_t after) {
    // Of an unsigned and a signed number with the same bits only those are equal that are not
    // negative.
    const bool alike = (beforeType == DType::U64) == (afterType == DType::U64);
    return before == after && (alike || before >= 0) ? ChangeKind::Unchanged
           : before == 0                             ? ChangeKind::Added
           : after == 0                              ? ChangeKind::Removed
                                                     : ChangeKind::Relabelled;
}

void keepChanged(DType dtype, const std::byte* before, const std::byte* after, std::int64_t count,
                 Word* bits) {
    array::visitType(dtype, [&](auto type) {
        using T = typename decltype(type)::type;
        for (std::int64_t w = 0; w * kWordBits < count; ++w) {
            const std::int64_t first = w * kWordBits;
            if (bits[w] == ~Word{0} &&
                std::memcmp(before + first * static_cast<std::int64_t>(sizeof(T)),
                            after + first * static_cast<std::int64_t>(sizeof(T)),
                            kWordBits * sizeof(T)) == 0) {
                bits[w] = 0;
                continue;
            }
            for (Word word = bits[w]; word != 0; word &= word - 1) {
                const auto i = first + std::countr_zero(word);
                const auto b = array::comparable(elementAt<T>(before, i));
                const auto a = array::comparable(elementAt<T>(after, i));
                // Only NaN is not equal to itself.
                if (b == a || (b != b && a != a)) {
                    bits[w] &= ~(word & (~word + 1));
                }
            }
        }
    });
}

Transitions::Transitions(DType before, DType after, std::size_t most)
    : m_before(before),
      m_after(after),
      m_most(most),
      m_addWords(nullptr),
      m_lists(!array::isFloat(before) && !array::isFloat(after)) {
    if (m_lists && most >= kShortPairs && array::itemSize(before) == 1 &&
        array::itemSize(after) == 1) {
        m_addWords = &Transitions::addShort;
        m_short.resize(kShortPairs);
        return;
    }
    switch (array::itemSize(before)) {
        case 1:
            m_addWords = withAfter<std::uint8_t>(array::itemSize(after));
            break;
        case 2:
            m_addWords = withAfter<std::uint16_t>(array::itemSize(after));
            break;
        case 4:
            m_addWords = withAfter<std::uint32_t>(array::itemSize(after));
            break;
        default:
            m_addWords = withAfter<std::uint64_t>(array::itemSize(after));
            break;
    }
    if (m_lists) {
        m_slots.resize(kFirstSlots);
    }
}

template <class Before>
Transitions::AddWords Transitions::withAfter(std::int64_t size) {
    switch (size) {
        case 1:
            return &Transitions::addWords<Before, std::uint8_t>;
        case 2:
            return &Transitions::addWords<Before, std::uint16_t>;
        case 4:
            return &Transitions::addWords<Before, std::uint32_t>;
        default:
            return &Transitions::addWords<Before, std::uint64_t>;
    }
}

ChangeKind Transitions::kindOf(std::uint64_t before, std::uint64_t after) const {
    if (array::isFloat(m_before) || array::isFloat(m_after)) {
        return kindOfNumbers(numberOf(m_before, before), numberOf(m_after, after));
    }
    return changeKind(m_before, labelOf(m_before, before), m_after, labelOf(m_after, after));
}

Transitions::Slot& Transitions::slotOf(std::uint64_t before, std::uint64_t after) {
    // Upper bits of products with odd numbers of no pattern (Knuth's multiplicative hash).
    const std::size_t mask = m_slots.size() - 1;
    const std::uint64_t mixed = (before * 0x9e3779b97f4a7c15ULL) ^ (after * 0xc2b2ae3d27d4eb4fULL);
    std::size_t place = static_cast<std::size_t>((mixed ^ (mixed >> 29U)) >> 32U) & mask;
    while (m_slots[place].used &&
           (m_slots[place].before != before || m_slots[place].after != after)) {
        place = (place + 1) & mask;
    }
    return m_slots[place];
}

/// Before another slot is used. False where there are more pairs than may be.
bool Transitions::makeRoom() {
    const bool full = m_used == m_most;
    if (!full && 2 * (m_used + 1) <= m_slots.size()) {
        return true;
    }
    // Pairs that all were taken out again make room for others.
    std::vector<Slot> kept;
    std::copy_if(m_slots.begin(), m_slots.end(), std::back_inserter(kept),
                 [](const Slot& slot) { return slot.used && slot.count != 0; });
    if (full && 4 * kept.size() > 3 * m_most) {
        return false;  // soon it would be full again
    }
    std::size_t size = kFirstSlots;
    while (size < 4 * kept.size()) {
        size *= 2;
    }
    m_slots.assign(size, {});
    m_used = kept.size();
    for (const Slot& slot : kept) {
        slotOf(slot.before, slot.after) = slot;
    }
    return true;
}

void Transitions::addRun(std::uint64_t before, std::uint64_t after, std::int64_t count) {
    if (m_lists) {
        Slot* slot = &slotOf(before, after);
        if (!slot->used) {
            if (makeRoom()) {
                slot = &slotOf(before, after);
                *slot = {before, after, 0, kindOf(before, after), true};
                ++m_used;
            } else {
                m_lists = false;
                m_slots = {};
            }
        }
        if (m_lists) {
            slot->count += count;
            m_totals.counts[static_cast<std::size_t>(slot->kind)] += count;
            return;
        }
    }
    m_totals.counts[static_cast<std::size_t>(kindOf(before, after))] += count;
}

template <class Before, class After>
void Transitions::addWords(const std::byte* before, const std::byte* after, const Word* bits,
                           std::int64_t words, int sign) {
    std::uint64_t runBefore = 0;
    std::uint64_t runAfter = 0;
    std::int64_t run = 0;
    const auto more = [&](std::uint64_t b, std::uint64_t a, std::int64_t count) {
        if (b != runBefore || a != runAfter) {
            if (run != 0) {
                addRun(runBefore, runAfter, sign * run);
            }
            runBefore = b;
            runAfter = a;
            run = 0;
        }
        run += count;
    };
    for (std::int64_t w = 0; w < words; ++w) {
        Word word = bits[w];
        if (word == 0) {
            continue;
        }
        const std::byte* const b =
            before + w * kWordBits * static_cast<std::int64_t>(sizeof(Before));
        const std::byte* const a = after + w * kWordBits * static_cast<std::int64_t>(sizeof(After));
        if (word == ~Word{0} && isUniform<Before>(b) && isUniform<After>(a)) {
            more(elementAt<Before>(b, 0), elementAt<After>(a, 0), kWordBits);
            continue;
        }
        for (; word != 0; word &= word - 1) {
            const auto i = std::countr_zero(word);
            more(elementAt<Before>(b, i), elementAt<After>(a, i), 1);
        }
    }
    if (run != 0) {
        addRun(runBefore, runAfter, sign * run);
    }
}

void Transitions::addShort(const std::byte* before, const std::byte* after, const Word* bits,
                           std::int64_t words, int sign) {
    const auto counter = [this](const std::byte* b, const std::byte* a) -> std::int64_t& {
        return m_short[std::to_integer<std::size_t>(*b) << 8U | std::to_integer<std::size_t>(*a)];
    };
    for (std::int64_t w = 0; w < words; ++w, before += kWordBits, after += kWordBits) {
        Word word = bits[w];
        if (word == 0) {
            continue;
        }
        if (word != ~Word{0}) {
            for (; word != 0; word &= word - 1) {
                const auto i = std::countr_zero(word);
                counter(before + i, after + i) += sign;
            }
        } else if (isUniform<std::uint8_t>(before) && isUniform<std::uint8_t>(after)) {
            counter(before, after) += sign * kWordBits;
        } else {
            for (std::int64_t i = 0; i < kWordBits; ++i) {
                counter(before + i, after + i) += sign;
            }
        }
    }
}

void Transitions::add(const std::byte* before, const std::byte* after, const Word* bits,
                      std::int64_t count, int sign) {
    (this->*m_addWords)(before, after, bits, condition::wordsFor(count), sign);
}

void Transitions::clear() { *this = Transitions(m_before, m_after, m_most); }

Transitions::Sum Transitions::sum(std::span<const Transitions> parts) {
    Sum sum;
    for (const Transitions& part : parts) {
        for (std::size_t kind = 0; kind < kChangeKinds; ++kind) {
            sum.totals.counts[kind] += part.m_totals.counts[kind];
        }
        sum.isComplete = sum.isComplete && part.m_lists;
    }
    if (parts.empty() || !sum.isComplete) {
        return sum;
    }
    const DType before = parts.front().m_before;
    const DType after = parts.front().m_after;
    if (!parts.front().m_short.empty()) {
        for (std::size_t pair = 0; pair < kShortPairs; ++pair) {
            std::int64_t count = 0;
            for (const Transitions& part : parts) {
                count += part.m_short[pair];
            }
            if (count != 0) {
                const std::int64_t b = labelOf(before, pair >> 8U);
                const std::int64_t a = labelOf(after, pair & 0xffU);
                sum.pairs.push_back({b, a, count});
                sum.totals.counts[static_cast<std::size_t>(changeKind(before, b, after, a))] +=
                    count;
            }
        }
        return sum;
    }
    // What the other parts have joins a copy of the largest.
    const auto largest = std::max_element(
        parts.begin(), parts.end(),
        [](const Transitions& a, const Transitions& b) { return a.m_used < b.m_used; });
    Transitions all = *largest;
    all.m_most = parts.size() * all.m_most;  // none is to be lost here
    for (auto part = parts.begin(); part != parts.end(); ++part) {
        for (const Slot& slot : part->m_slots) {
            if (part != largest && slot.count != 0) {
                all.addRun(slot.before, slot.after, slot.count);
            }
        }
    }
    for (const Slot& slot : all.m_slots) {
        if (slot.count != 0) {
            sum.pairs.push_back(
                {labelOf(before, slot.before), labelOf(after, slot.after), slot.count});
        }
    }
    return sum;
}

}  // namespace frisket::measure
