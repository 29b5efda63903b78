// SPDX-License-Identifier: MIT
#include "core/assign/expand.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace frisket::assign {

namespace {
using condition::kWordBits;
using condition::lowBits;
using condition::Word;

/// How 8 bytes of packed lanes move to the places of the set bits of a group of condition bits:
/// each lane goes up by the number of clear bits before it, by the highest power of two in that
/// number first. This is the "expand" of H. S. Warren, Hacker's Delight, section 7-5, with lanes
/// for bits.
template <int kLanes>
struct Moves {
    static constexpr int kSteps = kLanes == 8 ? 3 : kLanes == 4 ? 2 : 1;
    std::array<std::uint64_t, std::size_t{kSteps}>
        move{};              ///< lanes, where they arrive, that moved in step i
    std::uint64_t keep = 0;  ///< lanes of the destination that stay
    std::int64_t taken = 0;  ///< bytes of the set bits' lanes
};

template <int kLanes>
constexpr std::uint64_t laneMask(int lane) {
    constexpr int kBits = 64 / kLanes;
    return (kBits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << (kBits % 64)) - 1)
           << (lane * kBits);
}

template <int kLanes>
constexpr std::array<Moves<kLanes>, std::size_t{1} << kLanes> makeMoves() {
    std::array<Moves<kLanes>, std::size_t{1} << kLanes> table{};
    for (std::size_t bits = 0; bits < table.size(); ++bits) {
        Moves<kLanes>& moves = table[bits];
        int taken = 0;
        for (int lane = 0; lane < kLanes; ++lane) {
            if ((bits >> lane & 1U) == 0) {
                moves.keep |= laneMask<kLanes>(lane);
                continue;
            }
            int at = taken++;
            const int distance = lane - at;
            for (int step = 0; step < Moves<kLanes>::kSteps; ++step) {
                const int far = kLanes >> (step + 1);
                if ((distance & far) != 0) {
                    at += far;
                    moves.move[static_cast<std::size_t>(step)] |= laneMask<kLanes>(at);
                }
            }
        }
        moves.taken = taken * (8 / kLanes);
    }
    return table;
}

template <int kLanes>
alignas(64) constexpr std::array<Moves<kLanes>, std::size_t{1} << kLanes> kMoves =
    makeMoves<kLanes>();

/// One set bit after the other.
template <class Lane>
const std::byte* expandSparse(std::byte* d, const std::byte* s, Word word) {
    for (; word != 0; word &= word - 1, s += sizeof(Lane)) {
        std::memcpy(d + static_cast<std::size_t>(std::countr_zero(word)) * sizeof(Lane), s,
                    sizeof(Lane));
    }
    return s;
}

/// Two groups of 8 bytes, which GCC and Clang keep in one vector register.
using Pair = std::uint64_t __attribute__((vector_size(16)));

Pair pairOf(const std::byte* low, const std::byte* high) {
    std::uint64_t a;
    std::uint64_t b;
    std::memcpy(&a, low, 8);
    std::memcpy(&b, high, 8);
    return Pair{a, b};
}

/// The 64 lanes of a word, 16 bytes at a time; reads up to 8 bytes past the lanes that it takes.
template <class Lane>
const std::byte* expandWord(std::byte* d, const std::byte* s, Word word) {
    constexpr int kLanes = 8 / static_cast<int>(sizeof(Lane));
    constexpr int kBits = 64 / kLanes;
    constexpr unsigned kGroup = (1U << kLanes) - 1;
    for (std::int64_t i = 0; i < kWordBits; i += 2 * kLanes, word >>= 2 * kLanes) {
        const Moves<kLanes>& low = kMoves<kLanes>[word & kGroup];
        const Moves<kLanes>& high = kMoves<kLanes>[word >> kLanes & kGroup];
        const std::byte* const middle = s + low.taken;
        Pair lanes = pairOf(s, middle);
        for (int step = 0; step < Moves<kLanes>::kSteps; ++step) {
            const auto place = static_cast<std::size_t>(step);
            const Pair move{low.move[place], high.move[place]};
            const Pair arrived = lanes << ((kLanes >> (step + 1)) * kBits);
            lanes ^= (lanes ^ arrived) & move;
        }
        Pair old;
        std::memcpy(&old, d, 16);
        const Pair keep{low.keep, high.keep};
        lanes ^= (lanes ^ old) & keep;
        std::memcpy(d, &lanes, 16);
        d += 16;
        s = middle + high.taken;
    }
    return s;
}

/// The same for wide lanes, which need no table: each one is chosen without a branch. Reads up to
/// a lane past those that it takes.
template <class Lane>
const std::byte* expandWide(std::byte* d, const std::byte* s, Word word) {
    for (std::int64_t i = 0; i < kWordBits; ++i, word >>= 1U, d += sizeof(Lane)) {
        Lane mine;
        Lane old;
        std::memcpy(&mine, s, sizeof(Lane));
        std::memcpy(&old, d, sizeof(Lane));
        const Lane mask = static_cast<Lane>(0 - (word & 1U));
        old ^= (old ^ mine) & mask;
        std::memcpy(d, &old, sizeof(Lane));
        s += (word & 1U) * sizeof(Lane);
    }
    return s;
}

/// Whether one bit at a time is cheaper than a whole word.
template <class Lane>
bool isSparse(Word word) {
    if constexpr (sizeof(Lane) == 1) {  // a word of bytes is cheap, so is this: at most 4 bits
        word &= word - 1;
        word &= word - 1;
        word &= word - 1;
        return (word & (word - 1)) == 0;
    } else {
        return condition::popCount(word) <= 12;
    }
}

/// The lanes of one whole word; `end` is that of the source.
template <class Lane>
const std::byte* expandWhole(std::byte* d, const std::byte* s, const std::byte* end, Word word) {
    constexpr auto kBytes = kWordBits * std::int64_t{sizeof(Lane)};
    if (word == ~Word{0}) {
        std::memcpy(d, s, static_cast<std::size_t>(kBytes));
        return s + kBytes;
    }
    if (end - s < kBytes + 8 || isSparse<Lane>(word)) {
        return expandSparse<Lane>(d, s, word);
    }
    if constexpr (sizeof(Lane) <= 4) {
        return expandWord<Lane>(d, s, word);
    } else {
        return expandWide<Lane>(d, s, word);
    }
}

template <class Lane>
std::int64_t expand(std::byte* d, const std::byte* s, std::int64_t lanes, const Word* words,
                    std::int64_t firstBit, std::int64_t count) {
    constexpr auto kSize = static_cast<std::int64_t>(sizeof(Lane));
    if (count <= 0) {
        return 0;
    }
    const std::byte* const begin = s;
    const std::byte* const end = s + lanes * kSize;
    words += firstBit / kWordBits;
    firstBit %= kWordBits;
    if (firstBit != 0) {
        const std::int64_t part = std::min(count, kWordBits - firstBit);
        s = expandSparse<Lane>(d, s, *words++ >> static_cast<unsigned>(firstBit) & lowBits(part));
        d += part * kSize;
        count -= part;
    }
    for (; count >= kWordBits; count -= kWordBits, d += kWordBits * kSize) {
        const Word word = *words++;
        if (word != 0) {
            s = expandWhole<Lane>(d, s, end, word);
        }
    }
    if (count > 0) {
        s = expandSparse<Lane>(d, s, *words & lowBits(count));
    }
    return (s - begin) / kSize;
}
}  // namespace

ExpandRun expandRun(std::int64_t laneBytes) {
    switch (laneBytes) {
        case 1:
            return &expand<std::uint8_t>;
        case 2:
            return &expand<std::uint16_t>;
        case 4:
            return &expand<std::uint32_t>;
        default:
            return &expand<std::uint64_t>;
    }
}

}  // namespace frisket::assign
