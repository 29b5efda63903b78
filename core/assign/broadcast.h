// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/array/layout.h"
#include "core/assign/refusal.h"

namespace frisket::assign {

/// How one axis of an operand meets the destination's.
enum class AxisFit : std::uint8_t {
    Missing,    ///< the operand has no such axis: repeated
    Equal,      ///< the same size
    Stretched,  ///< size 1 against another size: repeated
    Surplus,    ///< an extra leading axis of size 1, which is dropped
    Clash,      ///< the sizes don't pair
    InOrder,    ///< not paired by axes: the elements are taken one after the other, in C order
    Absent,     ///< the operand has no such axis and needs none
};

struct AlignedAxis {
    std::int64_t size = 0;  ///< 0 where Missing or Absent
    AxisFit fit = AxisFit::Absent;
    /// Of the source in mode Index, whether the column is that of the selected indices: element k
    /// along it goes to the k-th one, or the axis is repeated to their number.
    bool selected = false;

    bool operator==(const AlignedAxis&) const = default;
};

/// The shapes of the three operands aligned at the right, one column for each axis; what the
/// broadcast inspector and `plan` show, refused or not.
struct BroadcastTable {
    int columns = 0;  ///< the largest rank of the three
    /// By Role; each has `columns` entries, the leftmost first.
    std::array<std::vector<AlignedAxis>, 3> rows;

    [[nodiscard]] const std::vector<AlignedAxis>& row(Role role) const {
        return rows[static_cast<std::size_t>(role)];
    }
    bool operator==(const BroadcastTable&) const = default;
};

[[nodiscard]] BroadcastTable alignShapes(const array::Shape& destination,
                                         const array::Shape& source, const array::Shape& condition);

/// `operand` without the leading axes of size 1 that it has more than `rank`. Only a source may
/// have such; other operands stay as they are.
[[nodiscard]] array::Layout withoutSurplus(Role role, const array::Layout& operand, int rank);

/// `operand` seen with `target`'s shape: aligned at the right; axes of size 1 and missing leading
/// axes repeat (stride 0); a size of 0 pairs with 0 or 1 only. A source may have extra leading axes
/// of size 1; a condition may not. Otherwise the refusal, with the fixes that work.
[[nodiscard]] base::Result<array::Layout, Refusal> broadcastOperand(Role role,
                                                                    const array::Layout& operand,
                                                                    const array::Shape& target);

}  // namespace frisket::assign
