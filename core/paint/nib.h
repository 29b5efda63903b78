// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/geometry.h"
#include "core/condition/bit_region.h"

namespace frisket::paint {

/// What of a brush touches the image.
enum class NibShape : std::uint8_t {
    Round,   ///< a disc; see round_brush.h
    Square,  ///< a square along the axes
    Flat,    ///< a disc whose strokes end flat, square to their direction
};

struct Nib {
    NibShape shape = NibShape::Round;
    int diameter = 1;  ///< in pixels, kMinDiameter..kMaxDiameter; others are clamped

    bool operator==(const Nib&) const = default;
};

/// The pixels of `clip` that the nib covers while it moves in a straight line from `from` to `to`,
/// in bands as `sweepInBands` gives them. The nib sits where `snapped` says. Exact:
/// - Round: pixels whose centres are at most `diameter / 2` from the way;
/// - Square: those from which neither axis is more than `diameter / 2` away from some place of it;
/// - Flat: those of Round whose nearest place on the line through the way lies on the way. Where
/// the
///   nib does not move, a disc. The joints of a longer stroke are discs: `sweep(at, at)`.
[[nodiscard]] std::vector<condition::BitRegion> sweep(const Nib& nib, base::Point from,
                                                      base::Point to, const base::Rect& clip);

}  // namespace frisket::paint
