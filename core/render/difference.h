// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/array/dtype.h"
#include "core/labels/colour.h"

namespace frisket::render {

/// What a pixel of the result is to the destination.
enum class Difference : std::uint8_t {
    Same,
    Added,       ///< was 0, is not any more
    Removed,     ///< was not 0, is 0
    Relabelled,  ///< another value, neither 0
};

/// Colour of each Difference: sky blue, vermilion and yellow of M. Okabe and K. Ito, "Color
/// Universal Design" (2008), which people with any common colour blindness can tell apart. Same is
/// black, which as the first entry of a palette is transparent.
inline constexpr std::array<labels::Rgb, 4> kDifferenceColours{
    {{0, 0, 0}, {86, 180, 233}, {213, 94, 0}, {240, 228, 66}}};

/// The Difference of each of `count` packed elements of one dtype. Floats compare as numbers: -0 is
/// 0, and NaN is equal to itself and not 0. `result` and `destination` may have any alignment;
/// `out` must not overlap them.
void differenceClasses(array::DType dtype, const std::byte* result, const std::byte* destination,
                       std::int64_t count, std::uint8_t* out);

}  // namespace frisket::render
