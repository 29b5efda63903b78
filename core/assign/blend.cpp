// SPDX-License-Identifier: MIT
#include "core/assign/blend.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

#include <Eigen/Core>

namespace frisket::assign {

namespace {
using condition::kWordBits;
using condition::lowBits;
using condition::Word;

/// For each byte of a condition the masks of its eight lanes, all ones where the bit is set.
template <class Lane>
constexpr std::array<std::array<Lane, 8>, 256> makeLaneMasks() {
    std::array<std::array<Lane, 8>, 256> masks{};
    for (std::size_t byte = 0; byte < masks.size(); ++byte) {
        for (std::size_t bit = 0; bit < 8; ++bit) {
            masks[byte][bit] = (byte >> bit & 1U) != 0 ? static_cast<Lane>(~Lane{0}) : Lane{0};
        }
    }
    return masks;
}

template <class Lane>
alignas(64) constexpr std::array<std::array<Lane, 8>, 256> kLaneMasks = makeLaneMasks<Lane>();

/// Lane by lane, for the pieces before the first and after the last whole word.
template <class Lane>
void blendPart(std::byte* d, const std::byte* s, bool splat, Word word, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i, word >>= 1U) {
        if ((word & 1U) != 0) {
            std::memcpy(d + i * std::int64_t{sizeof(Lane)},
                        splat ? s : s + i * std::int64_t{sizeof(Lane)}, sizeof(Lane));
        }
    }
}

/// The 64 lanes of one condition word, `d ^ ((d ^ s) & m)`. Eigen's packets rather than its arrays:
/// an array would bind references to integers that need not be aligned here, while packets are
/// loaded and stored through vector registers, which take any address and may alias any type.
template <class Lane>
void blendWord(std::byte* d, const std::byte* s, Word word) {
    using Traits = Eigen::internal::packet_traits<std::int32_t>;
    if constexpr (Traits::Vectorizable) {
        using Packet = Traits::type;
        using namespace Eigen::internal;
        alignas(64) Lane masks[kWordBits];
        for (unsigned byte = 0; byte < 8; ++byte) {
            std::memcpy(masks + 8 * byte, kLaneMasks<Lane>[(word >> (8 * byte)) & 0xffU].data(),
                        8 * sizeof(Lane));
        }
        auto* to = reinterpret_cast<std::int32_t*>(d);
        const auto* from = reinterpret_cast<const std::int32_t*>(s);
        const auto* mask = reinterpret_cast<const std::int32_t*>(masks);
        constexpr std::int64_t kInts = kWordBits * std::int64_t{sizeof(Lane)} / 4;
        for (std::int64_t i = 0; i < kInts; i += Traits::size) {
            const auto old = ploadu<Packet>(to + i);
            const auto changes = pxor(old, ploadu<Packet>(from + i));
            pstoreu(to + i, pxor(old, pand(changes, pload<Packet>(mask + i))));
        }
    } else {
        blendPart<Lane>(d, s, false, word, kWordBits);
    }
}

template <class Lane>
void copyRun(std::byte* d, const std::byte* s, bool splat, std::int64_t count, Stores stores) {
    constexpr auto kSize = static_cast<std::int64_t>(sizeof(Lane));
    if (splat) {
        fillBytes(d, s, kSize, count * kSize, stores);
    } else {
        copyBytes(d, s, count * kSize, stores);
    }
}

/// Whether a word has so few bits (at most 4) that moving single lanes touches less memory than a
/// blend of all 64, which counts where those span several cache lines.
template <class Lane>
bool isSparse(Word word) {
    if constexpr (sizeof(Lane) < 2) {
        return false;
    }
    word &= word - 1;
    word &= word - 1;
    word &= word - 1;
    return (word & (word - 1)) == 0;
}

template <class Lane>
void blendSparse(std::byte* d, const std::byte* s, bool splat, Word word) {
    for (; word != 0; word &= word - 1) {
        const auto place = static_cast<std::size_t>(std::countr_zero(word)) * sizeof(Lane);
        std::memcpy(d + place, splat ? s : s + place, sizeof(Lane));
    }
}

template <class Lane, bool kSplat>
void blendWords(std::byte* d, const std::byte* s, const Word* words, std::int64_t wordCount,
                Stores stores) {
    constexpr std::int64_t kBytes = kWordBits * std::int64_t{sizeof(Lane)};
    alignas(64) std::byte splatLanes[static_cast<std::size_t>(kBytes)];
    if constexpr (kSplat) {
        copyRun<Lane>(splatLanes, s, true, kWordBits, Stores::Cached);
    }
    for (std::int64_t i = 0; i < wordCount;) {
        const Word word = words[i];
        if (word == 0) {
            ++i;
            continue;
        }
        if (word == ~Word{0}) {
            const std::int64_t first = i;
            while (i < wordCount && words[i] == ~Word{0}) {
                ++i;
            }
            copyRun<Lane>(d + first * kBytes, kSplat ? s : s + first * kBytes, kSplat,
                          (i - first) * kWordBits, stores);
            continue;
        }
        if (isSparse<Lane>(word)) {
            blendSparse<Lane>(d + i * kBytes, s + (kSplat ? 0 : i * kBytes), kSplat, word);
            ++i;
            continue;
        }
        blendWord<Lane>(d + i * kBytes, kSplat ? splatLanes : s + i * kBytes, word);
        ++i;
    }
}

template <class Lane>
void blend(std::byte* d, const std::byte* s, bool splat, const Word* words, std::int64_t firstBit,
           std::int64_t count, Stores stores) {
    constexpr auto kSize = static_cast<std::int64_t>(sizeof(Lane));
    if (count <= 0) {
        return;
    }
    words += firstBit / kWordBits;
    firstBit %= kWordBits;
    if (firstBit != 0) {
        const std::int64_t part = std::min(count, kWordBits - firstBit);
        const Word word = *words++ >> static_cast<unsigned>(firstBit) & lowBits(part);
        if (word != 0) {
            blendPart<Lane>(d, s, splat, word, part);
        }
        d += part * kSize;
        s += splat ? 0 : part * kSize;
        count -= part;
    }
    const std::int64_t whole = count / kWordBits;
    if (splat) {
        blendWords<Lane, true>(d, s, words, whole, stores);
    } else {
        blendWords<Lane, false>(d, s, words, whole, stores);
    }
    const std::int64_t rest = count % kWordBits;
    if (rest != 0) {
        const std::int64_t done = whole * kWordBits * kSize;
        blendPart<Lane>(d + done, splat ? s : s + done, splat, words[whole] & lowBits(rest), rest);
    }
}
}  // namespace

BlendRun blendRun(std::int64_t laneBytes) {
    switch (laneBytes) {
        case 1:
            return &blend<std::uint8_t>;
        case 2:
            return &blend<std::uint16_t>;
        case 4:
            return &blend<std::uint32_t>;
        default:
            return &blend<std::uint64_t>;
    }
}

}  // namespace frisket::assign
