// SPDX-License-Identifier: MIT
#pragma once

#include "core/rules/axis_map.h"
#include "core/rules/evaluation.h"
#include "core/rules/step.h"

namespace frisket::rules {

/// Indices of the loops around a run, and of those of reductions.
struct Cursor {
    std::vector<std::int64_t> index;
};

/// One axis of a run: so many elements, so far apart.
struct RunAxis {
    std::int64_t size = 1;
    std::int64_t stride = 0;
};

/// Reads an input, or what was stored of a node, wherever it lies: a machine's way to memory. A run
/// is several loops together; here it is as few axes as the strides allow.
class Leaf {
public:
    /// `strides` by loop; the element at index 0 of each is at `offset`.
    Leaf(const Input& input, std::int64_t offset, std::vector<std::int64_t> strides);

    /// Whether loops `outer` and `outer` + 1, the latter of `size` elements, are one with a single
    /// stride.
    [[nodiscard]] bool canMerge(std::size_t outer, std::int64_t size) const;
    /// Loops [first, end) are the run; `sizes` by loop. Pieces are of at most `block` elements.
    void setRun(const std::vector<std::int64_t>& sizes, std::size_t first, std::size_t end,
                std::int64_t block);

    [[nodiscard]] array::DType dtype() const { return m_input.dtype(); }
    /// Packed elements of the dtype, of any alignment; not for a mask.
    [[nodiscard]] const std::byte* elements(const Cursor& cursor, const Piece& piece);
    /// Booleans, from an array of Bool or a mask.
    void bits(const Cursor& cursor, const Piece& piece, condition::Word* out);

private:
    [[nodiscard]] std::int64_t runOffset(const Cursor& cursor) const;
    /// Calls `take(offset, stride, count, done)` for stretches with one stride.
    template <class Take>
    void forEachStretch(const Cursor& cursor, const Piece& piece, Take&& take) const;

    Input m_input;
    std::int64_t m_offset;
    std::vector<std::int64_t> m_strides;
    std::size_t m_runBegin = 0;
    std::size_t m_runEnd = 0;
    std::int64_t m_block = 0;
    std::vector<RunAxis> m_axes;
    std::vector<std::byte> m_gathered;
    BitBlock m_bits;
};

}  // namespace frisket::rules
