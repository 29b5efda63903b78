// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <QTest>

#include "core/condition/condition_mask.h"
#include "tests/support/random.h"

namespace frisket::test {

/// One bool for each element, in C order: the oracle of every packed operation.
using Bools = std::vector<bool>;

inline Bools randomBools(std::int64_t count, int percent, Random& random) {
    Bools bools(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < bools.size(); ++i) {
        bools[i] = random.chance(percent);
    }
    return bools;
}

inline condition::ConditionMask makeMask(const array::Shape& shape, const Bools& bools) {
    auto mask = condition::ConditionMask::create(shape).value();
    for (std::size_t i = 0; i < bools.size(); ++i) {
        mask.set(static_cast<std::int64_t>(i), bools[i]);
    }
    return mask;
}

inline Bools boolsOf(const condition::ConditionMask& mask) {
    Bools bools(static_cast<std::size_t>(mask.size()));
    for (std::size_t i = 0; i < bools.size(); ++i) {
        bools[i] = mask.at(static_cast<std::int64_t>(i));
    }
    return bools;
}

/// Whether the bits past the end of every row are zero.
inline bool tailsAreClear(const condition::ConditionMask& mask) {
    for (std::int64_t row = 0; row < mask.rows(); ++row) {
        for (std::int64_t bit = mask.rowBits(); bit < mask.wordsPerRow() * condition::kWordBits;
             ++bit) {
            const condition::Word word = mask.row(row)[bit / condition::kWordBits];
            if (((word >> static_cast<unsigned>(bit % condition::kWordBits)) & 1U) != 0) {
                return false;
            }
        }
    }
    return true;
}

/// Shapes with every kind of row: short, merged, exactly a word, with a tail, empty, 0-d.
inline std::vector<array::Shape> maskShapes() {
    return {{},        {0},           {1},         {5},        {64},          {65},       {3, 2},
            {4, 4, 1}, {0, 3},        {3, 0},      {2, 3, 70}, {8, 64, 3},    {7, 63},    {5, 128},
            {9, 130},  {70, 2, 1, 1}, {2, 0, 100}, {1, 1, 1},  {3, 20, 3, 1}, {200, 1, 1}};
}

}  // namespace frisket::test
