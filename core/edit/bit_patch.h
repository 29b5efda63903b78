// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/base/geometry.h"
#include "core/condition/condition_mask.h"

namespace frisket::edit {

/// Which bits of a condition an edit flipped: `before ^ after`. Undo and redo are the same xor.
/// Kept as the runs of flipped bits in each packed row, coded by how their ends move from one row
/// to the next (patch_builder.h): a brush stroke takes about two bytes a row, whatever its width.
class BitPatch {
public:
    /// Flips the bits; `mask` must have the shape that the patch was made for. Throws
    /// std::bad_alloc before anything is flipped.
    void applyTo(condition::ConditionMask& mask) const;

    [[nodiscard]] bool empty() const { return m_changed == 0; }
    /// Elements that differ between before and after.
    [[nodiscard]] std::int64_t changedPixels() const { return m_changed; }
    /// Least rectangle of the change in packed coordinates: x counts the bits of a packed row, y
    /// the packed rows.
    [[nodiscard]] const base::Rect& packedBounds() const { return m_bounds; }
    /// Memory that the patch holds, itself included.
    [[nodiscard]] std::int64_t byteSize() const;

    /// Adds the patch of words that come after all of this one's, in C order.
    void append(BitPatch later);

private:
    friend class PatchBuilder;

    struct Part {
        std::vector<std::uint8_t> code;  ///< records as patch_builder.h describes them
        std::size_t mostEdges = 0;       ///< of any one record
    };

    std::vector<Part> m_parts;
    base::Rect m_bounds;
    std::int64_t m_changed = 0;
};

}  // namespace frisket::edit
