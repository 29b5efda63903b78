// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "core/array/banded_array.h"
#include "core/base/thread_pool.h"
#include "core/condition/condition_mask.h"

namespace frisket::edit {

/// By which bits elements of a destination differ before and after an edit (old ^ new), in pieces
/// of planes, compressed. Flipping them undoes the edit, flipping them once more does it again. It
/// needs no condition: the places are its own.
class ValuePatch {
public:
    /// Elements of the destination in flat C-order places.
    using Piece = condition::Plane;

    /// Pieces that are compressed together: their bits lie one piece after the other, rows first.
    struct Block {
        std::vector<Piece> pieces;
        std::vector<std::byte> packed;
        std::int64_t elements = 0;  ///< of all its pieces
    };

    /// Of no change, for a destination of that dtype.
    explicit ValuePatch(array::DType dtype) : m_itemSize(array::itemSize(dtype)) {}
    /// No piece may have an element of another one; `changed` elements differ in the block.
    void append(Block block, std::int64_t changed);

    /// As in MaskedValues.
    using GoOn = std::function<bool(std::int64_t elements)>;
    /// Undoes or redoes the edit. `destination` must be what it was before or after; a linear
    /// history sees to that. Throws std::bad_alloc, before anything is written. False where `goOn`
    /// said so: then what was exchanged is exchanged back, between further calls of `goOn`, whose
    /// answer no longer counts. `goOn` must not throw.
    bool exchange(array::BandedArray& destination, base::ThreadPool& pool,
                  const GoOn& goOn = {}) const;

    [[nodiscard]] bool empty() const { return m_changed == 0; }
    /// Elements that differ between before and after.
    [[nodiscard]] std::int64_t changedElements() const { return m_changed; }
    /// Elements of the pieces, for which `exchange` tells `GoOn`.
    [[nodiscard]] std::int64_t elementCount() const { return m_elements; }
    /// Memory that the patch holds, itself included.
    [[nodiscard]] std::int64_t byteSize() const;

private:
    [[nodiscard]] std::int64_t elementsOf(std::size_t first, std::size_t last) const;

    std::vector<Block> m_blocks;
    std::int64_t m_itemSize;
    std::int64_t m_changed = 0;
    std::int64_t m_elements = 0;
};

}  // namespace frisket::edit
