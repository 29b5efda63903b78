// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>

#include "core/array/dtype.h"
#include "core/condition/bits.h"
#include "core/rules/node.h"

namespace frisket::rules {

/// Loops over lanes (8 bytes an element, aligned) and over packed elements, as scalar_ops.h and
/// fold.h define what comes of each. Where they are lanes, `out` may be an argument.

using BinaryLanes = void (*)(const std::byte* a, const std::byte* b, std::int64_t count,
                             std::byte* out);
/// Add .. Maximum of two lanes of that kind (not Bool).
[[nodiscard]] BinaryLanes binaryLanes(Op op, Kind kind);

using UnaryLanes = void (*)(const std::byte* from, std::int64_t count, std::byte* out);
/// Negate .. Round of lanes of that kind.
[[nodiscard]] UnaryLanes unaryLanes(Op op, Kind kind);
/// Lanes of one kind to another; integers to integers keep their bits.
[[nodiscard]] UnaryLanes convertLanes(Kind from, Kind to);

/// 1 for a bit that is set, else 0, as integers.
void lanesOfBits(const condition::Word* bits, std::int64_t count, std::byte* out);

/// Bit i where `a[i] op b[i]`, packed elements of one dtype and any alignment.
void comparePairs(array::DType dtype, Operator op, const std::byte* a, const std::byte* b,
                  std::int64_t count, condition::Word* out);
/// The same for lanes of two kinds, as numbers without rounding.
void compareMixed(Kind first, Kind second, Operator op, const std::byte* a, const std::byte* b,
                  std::int64_t count, condition::Word* out);

/// Lane of `a` where the bit is set, else of `b`.
void selectLanes(const condition::Word* bits, const std::byte* a, const std::byte* b,
                 std::int64_t count, std::byte* out);

/// One lane after the other into the first: Add, Minimum or Maximum of `count` >= 1 lanes of that
/// kind (not Bool), in order. `out` is one lane.
void foldLanes(Op op, Kind kind, const std::byte* lanes, std::int64_t count, std::byte* out);
/// The first of `count` >= 1 lanes that is the least, the greatest with `greatest`, or NaN where
/// one is.
[[nodiscard]] std::int64_t bestLane(Kind kind, bool greatest, const std::byte* lanes,
                                    std::int64_t count);

/// Where `values[i]` comes before `best[i]` (is less, or greater with `greatest`, or is the first
/// NaN), puts it there and `index` to `place[i]`.
void keepBest(Kind kind, bool greatest, const std::byte* values, std::int64_t index,
              std::int64_t count, std::byte* best, std::byte* place);

}  // namespace frisket::rules
