// SPDX-License-Identifier: MIT
#pragma once

#include "core/array/nd_array.h"

namespace frisket::array {

/// Index along an axis of `in` elements of what nearest-neighbour sampling shows at `i` of `out`:
/// the element under the centre of the new pixel, floor((i + 0.5) * in / out) in integers. It is
/// the rule of OpenCV's INTER_NEAREST_EXACT, Pillow's NEAREST and PyTorch's "nearest-exact", and
/// not of INTER_NEAREST or "nearest", which sample at the corner. A centre on the border of two
/// elements shows the second; only there may their floating point choose the first.
/// 0 <= i < out; all below 2^31.
[[nodiscard]] constexpr std::int64_t nearestIndex(std::int64_t i, std::int64_t in,
                                                  std::int64_t out) {
    return (2 * i + 1) * in / (2 * out);
}

/// Whether an array of shape `from` can be resized to `to`: fails with InvalidArgument for another
/// rank, a size below 0 or an axis that would grow from nothing, and with TooLarge for an axis of
/// 2^31 elements or more.
[[nodiscard]] base::Status canResize(const Shape& from, const Shape& to);
/// The same for `padAtEnd`, where no axis may become shorter.
[[nodiscard]] base::Status canPad(const Shape& from, const Shape& to);

/// `from`, of any layout, in C order with the shape `to` of the same rank, each axis sampled by
/// `nearestIndex`; values are copied, never mixed. Nothing is held beside the new array. Fails as
/// `canResize`, and with TooLarge or OutOfMemory where memory can't hold `to`.
[[nodiscard]] base::Result<NdArray> resizeNearest(const ArrayView& from, const Shape& to);

enum class PadWith : std::uint8_t {
    Edge,  ///< the last element of the axis again
    Zero,  ///< 0, False
};

/// `from` with elements put after the end of each axis that `to` has longer. Fails as `canPad`,
/// and as `resizeNearest` does.
[[nodiscard]] base::Result<NdArray> padAtEnd(const ArrayView& from, const Shape& to, PadWith with);

}  // namespace frisket::array
