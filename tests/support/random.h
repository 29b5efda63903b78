// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <QTest>

namespace frisket::test {

/// Small repeatable generator (SplitMix64 of S. Vigna). The seed is the same in every run unless
/// the environment variable FRISKET_TEST_SEED gives another; it is printed when the test function
/// in which the generator lives fails.
class Random {
public:
    Random() : Random(seedFromEnvironment()) {}
    explicit Random(std::uint64_t seed) : m_seed(seed), m_state(seed) {}
    ~Random() {
        if (QTest::currentTestFailed()) {
            qInfo("Repeat with FRISKET_TEST_SEED=%llu", static_cast<unsigned long long>(m_seed));
        }
    }
    Random(const Random&) = delete;
    Random& operator=(const Random&) = delete;

    std::uint64_t next() {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31U);
    }

    /// From `low` to `high`, both included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        const auto range = static_cast<std::uint64_t>(high - low) + 1;
        return low + static_cast<std::int64_t>(range == 0 ? next() : next() % range);
    }

    /// True `percent` times of a hundred.
    bool chance(int percent) { return between(0, 99) < percent; }

private:
    static std::uint64_t seedFromEnvironment() {
        bool ok = false;
        const auto seed = qEnvironmentVariable("FRISKET_TEST_SEED").toULongLong(&ok);
        return ok ? seed : 20240611;
    }

    std::uint64_t m_seed;
    std::uint64_t m_state;
};

}  // namespace frisket::test
