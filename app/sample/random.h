// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>

namespace frisket::sample {

/// Mixes the bits of `value`; the output function of SplitMix64 (S. Vigna).
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

/// Repeatable numbers; the distributions of the standard library differ from one to the next.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() { return mixed(m_state += 0x9e3779b97f4a7c15ULL); }
    /// In [0, 1).
    float unit() { return static_cast<float>(next() >> 40U) * 0x1p-24F; }
    float between(float low, float high) { return low + (high - low) * unit(); }
    int below(int end) { return static_cast<int>(next() % static_cast<std::uint64_t>(end)); }
    /// Mean 0, deviation 1, from the sum of twelve; its tails end at 6.
    float gaussian() {
        float sum = -6.0F;
        for (int i = 0; i < 12; ++i) {
            sum += unit();
        }
        return sum;
    }

private:
    std::uint64_t m_state;
};

}  // namespace frisket::sample
