// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace frisket::fuzz {

/// Decisions taken from a fuzzer's input, a byte or two each; zeros after its end, so that a
/// shorter input makes a plainer case.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    std::uint8_t next() { return m_place < m_bytes.size() ? m_bytes[m_place++] : std::uint8_t{0}; }
    /// From 0 to `most` (>= 0), both included.
    std::int64_t upTo(std::int64_t most) {
        const std::int64_t value = most < 256 ? next() : next() * 256 + next();
        return value % (most + 1);
    }
    /// From `low` to `high`, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) { return low + upTo(high - low); }
    /// True about `percent` times of a hundred; never at the end of the input.
    bool chance(int percent) { return next() % 100 >= 100 - percent; }
    std::uint64_t word() {
        std::uint64_t bits = 0;
        for (int i = 0; i < 8; ++i) {
            bits = bits << 8U | next();
        }
        return bits;
    }
    /// Eight bytes in one go for the content of arrays: a generator (SplitMix64 of S. Vigna) that
    /// the input starts.
    std::uint64_t noise() {
        if (m_state == 0) {
            m_state = word() | 1U;
        }
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31U);
    }

private:
    std::span<const std::uint8_t> m_bytes;
    std::size_t m_place = 0;
    std::uint64_t m_state = 0;
};

}  // namespace frisket::fuzz
