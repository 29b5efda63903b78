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

/// Lanes of a 16-byte packet.
template <class Lane>
constexpr std::size_t kPacketLanes = 16 / sizeof(Lane);

/// For each group of up to 8 condition bits the masks of its lanes, all ones where the bit is set.
template <class Lane>
struct LaneMasks {
    static constexpr std::size_t kBits = std::min<std::size_t>(8, kPacketLanes<Lane>);
    std::array<std::array<Lane, kBits>, std::size_t{1} << kBits> masks{};

    constexpr LaneMasks() {
        for (std::size_t group = 0; group < masks.size(); ++group) {
            for (std::size_t bit = 0; bit < kBits; ++bit) {
                masks[group][bit] =
                    (group >> bit & 1U) != 0 ? static_cast<Lane>(~Lane{0}) : Lane{0};
            }
        }
    }
};

template <class Lane>
alignas(64) constexpr LaneMasks<Lane> kLaneMasks{};

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

/// Four 32-bit integers, where this machine has such a packet.
using Packet = Eigen::internal::find_best_packet<std::int32_t, 4>::type;
constexpr bool kHasPacket = Eigen::internal::unpacket_traits<Packet>::size == 4;

/// The masks of the lanes of a packet, by the low bits of `word`.
template <class Lane>
Packet laneMask(Word word) {
    using namespace Eigen::internal;
    constexpr const auto& table = kLaneMasks<Lane>.masks;
    constexpr Word kGroup = table.size() - 1;
    if constexpr (sizeof(Lane) == 1) {
        // A packet of two groups, put together in a register: stored in halves and loaded whole it
        // would wait for the stores.
        using Pair = std::uint64_t __attribute__((vector_size(16)));
        std::uint64_t low;
        std::uint64_t high;
        std::memcpy(&low, table[word & kGroup].data(), sizeof(low));
        std::memcpy(&high, table[word >> 8U & kGroup].data(), sizeof(high));
        const Pair both{low, high};
        Packet masks;
        static_assert(sizeof(masks) == sizeof(both));
        std::memcpy(&masks, &both, sizeof(masks));
        return masks;
    } else {
        return pload<Packet>(reinterpret_cast<const std::int32_t*>(table[word & kGroup].data()));
    }
}

/// The 64 lanes of one condition word, `d ^ ((d ^ s) & m)`. Eigen's packets rather than its arrays:
/// an array would bind references to integers that need not be aligned here, while packets are
/// loaded and stored through vector registers, which take any address and may alias any type.
template <class Lane>
void blendWord(std::byte* d, const std::byte* s, Word word) {
    if constexpr (kHasPacket) {
        using namespace Eigen::internal;
        auto* to = reinterpret_cast<std::int32_t*>(d);
        const auto* from = reinterpret_cast<const std::int32_t*>(s);
        for (std::size_t lane = 0; lane < 64; lane += kPacketLanes<Lane>, to += 4, from += 4) {
            const Packet old = ploadu<Packet>(to);
            const Packet changes = pxor(old, ploadu<Packet>(from));
            pstoreu(to, pxor(old, pand(changes, laneMask<Lane>(word >> lane))));
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

/// Place of the first word that is not zero from `i` on, or `count`.
std::int64_t skipEmpty(const Word* words, std::int64_t i, std::int64_t count) {
    constexpr std::int64_t kStride = 8;
    while (i + kStride <= count) {
        Word any = 0;
        for (std::int64_t k = 0; k < kStride; ++k) {
            any |= words[i + k];
        }
        if (any != 0) {
            break;
        }
        i += kStride;
    }
    while (i < count && words[i] == 0) {
        ++i;
    }
    return i;
}

/// Asks for the first cache lines of runs before they are reached: the hardware sees a run only
/// once it is in it, and a mask of many short runs would wait for memory at each.
template <class Lane, bool kSplat>
class RunPrefetch {
public:
    RunPrefetch(const std::byte* d, const std::byte* s, const Word* words, std::int64_t count)
        : m_d(d), m_s(s), m_words(words), m_count(count) {}

    /// The run at word `i` is next, after a gap.
    void reached(std::int64_t i) {
        const std::int64_t end = std::min(m_count, i + kAhead);
        m_next = std::max(m_next, i);
        for (int runs = 0; m_next < end && runs < kRuns;) {
            if (m_words[m_next] == 0) {
                m_next = skipEmpty(m_words, m_next, end);
                m_inRun = false;
                continue;
            }
            if (!m_inRun) {
                fetch(m_next);
                m_inRun = true;
                ++runs;
            }
            ++m_next;
        }
    }

private:
    /// Words to look ahead: a few rows of a large picture.
    static constexpr std::int64_t kAhead = 512;
    /// Runs to ask for at a time.
    static constexpr int kRuns = 4;

    void fetch(std::int64_t word) const {
        constexpr std::int64_t kBytes = kWordBits * std::int64_t{sizeof(Lane)};
        for (std::int64_t line = 0; line < 6; ++line) {
            __builtin_prefetch(m_d + word * kBytes + line * 64, 1);
            if constexpr (!kSplat) {
                __builtin_prefetch(m_s + word * kBytes + line * 64, 0);
            }
        }
    }

    const std::byte* m_d;
    const std::byte* m_s;
    const Word* m_words;
    std::int64_t m_count;
    std::int64_t m_next = 0;
    bool m_inRun = false;
};

/// Empty words that end what the hardware fetches by itself.
constexpr std::int64_t kWideGap = 8;

template <class Lane, bool kSplat>
void blendWords(std::byte* d, const std::byte* s, const Word* words, std::int64_t wordCount,
                Stores stores) {
    constexpr std::int64_t kBytes = kWordBits * std::int64_t{sizeof(Lane)};
    alignas(64) std::byte splatLanes[static_cast<std::size_t>(kBytes)];
    if constexpr (kSplat) {
        copyRun<Lane>(splatLanes, s, true, kWordBits, Stores::Cached);
    }
    RunPrefetch<Lane, kSplat> prefetch(d, s, words, wordCount);
    std::int64_t empty = 0;  // words since the last run
    for (std::int64_t i = 0; i < wordCount;) {
        const Word word = words[i];
        if (word == 0) {
            ++i;
            if (++empty == kWideGap) {
                i = skipEmpty(words, i, wordCount);
                if (stores == Stores::Streaming) {
                    prefetch.reached(i);
                }
            }
            continue;
        }
        empty = 0;
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
        } else {
            blendWord<Lane>(d + i * kBytes, kSplat ? splatLanes : s + i * kBytes, word);
        }
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
