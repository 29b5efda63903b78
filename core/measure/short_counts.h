// SPDX-License-Identifier: MIT
#pragma once

#include <limits>
#include <type_traits>
#include <vector>

#include "core/measure/packed.h"

namespace frisket::measure {

/// How often each value of an integer type of one or two bytes occurs: a counter for every one that
/// there is.
class ShortCounts {
public:
    /// Of values of `bytes` bytes, the size of the `T` of all calls; 1 or 2.
    explicit ShortCounts(std::size_t bytes)
        : m_values(std::size_t{1} << (8 * bytes)), m_tables(kTables * m_values) {}

    /// Counts `count` packed elements of any alignment.
    template <class T>
    void add(const std::byte* elements, std::int64_t count) {
        using Bits = std::make_unsigned_t<T>;
        constexpr std::size_t kValues = std::size_t{std::numeric_limits<Bits>::max()} + 1;
        constexpr auto kStep = static_cast<std::int64_t>(kTables);
        std::int64_t* const tables = m_tables.data();
        std::int64_t i = 0;
        for (; i + kStep <= count; i += kStep) {
            for (std::size_t table = 0; table < kTables; ++table) {
                ++tables[table * kValues +
                         elementAt<Bits>(elements, i + static_cast<std::int64_t>(table))];
            }
        }
        for (; i < count; ++i) {
            ++tables[elementAt<Bits>(elements, i)];
        }
    }

    /// Calls `visit(T value, std::int64_t count)` for the values that occurred, by rising value.
    template <class T, class Visitor>
    void forEach(Visitor&& visit) const {
        using Bits = std::make_unsigned_t<T>;
        for (std::int64_t value = std::numeric_limits<T>::min();
             value <= std::numeric_limits<T>::max(); ++value) {
            std::int64_t sum = 0;
            for (std::size_t table = 0; table < kTables; ++table) {
                sum += m_tables[table * m_values + static_cast<Bits>(value)];
            }
            if (sum > 0) {
                visit(static_cast<T>(value), sum);
            }
        }
    }

private:
    /// Neighbours count in tables of their own: labels come in runs, and adding to one counter over
    /// and over waits for the addition before.
    static constexpr std::size_t kTables = 4;

    std::size_t m_values;
    std::vector<std::int64_t> m_tables;
};

}  // namespace frisket::measure
