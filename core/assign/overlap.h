// SPDX-License-Identifier: MIT
#pragma once

#include "core/assign/plan.h"

namespace frisket::assign {

/// First and one-past-last byte that a layout touches.
struct ByteRange {
    const std::byte* begin = nullptr;
    const std::byte* end = nullptr;
};

/// Of a layout over elements of `dtype` at `data` (place 0); no axis may have size 0.
[[nodiscard]] ByteRange extent(const array::Layout& layout, array::DType dtype,
                               const std::byte* data);

/// What a source in the destination's own memory asks for.
enum class Overlap : std::uint8_t {
    None,     ///< no element of the source is one that is written, or each only by itself
    Forward,  ///< in C order on one thread each is read before it is written
    Harmful,  ///< the source must be copied first
};

/// `source` and `destination` are the storages (place 0). Exact for views that interleave evenly
/// (`x[::2]` and `x[1::2]`, two channels) and for shifted ones; otherwise extents that meet count
/// as Harmful.
[[nodiscard]] Overlap overlapOf(const AssignPlan& plan, const std::byte* source,
                                const std::byte* destination);

}  // namespace frisket::assign
