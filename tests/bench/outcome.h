// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <atomic>
#include <cstring>
#include <stdexcept>
#include <string>

#include "core/base/thread_pool.h"
#include "tests/bench/patterns.h"

namespace frisket::bench {

/// Word `place` of what a destination holds before a run that is checked: a value of its own.
[[nodiscard]] constexpr std::uint64_t startWord(std::int64_t place) {
    return (static_cast<std::uint64_t>(place) + 1) * 0xd6e8feb86659fd93ULL;
}

/// Element `place` of the same.
template <class Lane>
[[nodiscard]] Lane startLane(std::int64_t place) {
    constexpr auto kLanes = static_cast<std::int64_t>(8 / sizeof(Lane));
    const std::uint64_t word = startWord(place / kLanes);
    Lane lane;
    std::memcpy(&lane,
                reinterpret_cast<const std::byte*>(&word) +
                    static_cast<std::size_t>(place % kLanes) * sizeof(Lane),
                sizeof lane);
    return lane;
}

/// Fills `bytes` (rounded up to whole words, which must exist) with the start words.
void fillStart(std::byte* destination, std::int64_t bytes, base::ThreadPool& pool);

/// Compares a destination that began with the start words with the definition, one element at a
/// time: a True element i, the k-th of the mask, is `expected(i, k)`, the others are untouched.
/// Bytes are compared. Throws std::runtime_error that names `what` and the first wrong place.
template <class Lane, class Expected>
void requireOutcome(const std::string& what, const std::byte* destination, const Mask& mask,
                    base::ThreadPool& pool, Expected&& expected) {
    constexpr std::int64_t kNone = INT64_MAX;
    std::atomic<std::int64_t> firstWrong{kNone};
    constexpr auto kSize = static_cast<std::int64_t>(sizeof(Lane));
    const auto blocks = static_cast<std::int64_t>(mask.ranks.size()) - 1;
    const auto count = static_cast<std::int64_t>(mask.bytes.size());
    pool.forRange(blocks, 128, [&](std::int64_t begin, std::int64_t end) {
        std::int64_t rank = mask.ranks[static_cast<std::size_t>(begin)];
        for (std::int64_t i = begin * kRankBlock; i < std::min(count, end * kRankBlock); ++i) {
            const bool selected = mask.bytes[static_cast<std::size_t>(i)] != 0;
            const Lane wanted = selected ? expected(i, rank) : startLane<Lane>(i);
            if (std::memcmp(&wanted, destination + i * kSize, sizeof wanted) != 0) {
                std::int64_t before = firstWrong;
                while (i < before && !firstWrong.compare_exchange_weak(before, i)) {
                }
                return;
            }
            rank += selected ? 1 : 0;
        }
    });
    if (firstWrong != kNone) {
        throw std::runtime_error(what + ": Frisket's outcome is wrong at element " +
                                 std::to_string(firstWrong) + ".");
    }
}

/// `requireOutcome` for operands of one dtype of `itemSize` bytes, which are moved unchanged:
/// element i, the k-th True one, takes the source's element `place(i, k)`.
template <class Place>
void requireMoved(const std::string& what, std::int64_t itemSize, const std::byte* destination,
                  const std::byte* source, const Mask& mask, base::ThreadPool& pool,
                  Place&& place) {
    const auto check = [&]<class Lane>(Lane) {
        requireOutcome<Lane>(what, destination, mask, pool, [&](std::int64_t i, std::int64_t k) {
            Lane lane;
            std::memcpy(&lane, source + place(i, k) * itemSize, sizeof lane);
            return lane;
        });
    };
    switch (itemSize) {
        case 1:
            return check(std::uint8_t{});
        case 2:
            return check(std::uint16_t{});
        case 4:
            return check(std::uint32_t{});
        default:
            return check(std::uint64_t{});
    }
}

}  // namespace frisket::bench
