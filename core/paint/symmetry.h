// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "core/paint/round_brush.h"

namespace frisket::paint {

/// Which copies of a stroke are painted along with it.
enum class SymmetryKind : std::uint8_t {
    None,
    LeftRight,  ///< mirrored at the column through the centre
    UpDown,     ///< mirrored at the row through the centre
    Both,       ///< at either and at both: four in all
    Radial,     ///< turned about the centre
};

inline constexpr int kFewestArms = 2;
inline constexpr int kMostArms = 32;

struct Symmetry {
    SymmetryKind kind = SymmetryKind::None;
    int arms = 6;      ///< of Radial, with the stroke itself; kFewestArms..kMostArms
    HalfPoint centre;  ///< in half pixels: between two pixels or on the middle of one

    bool operator==(const Symmetry&) const = default;
};

/// Where the brush sits, given by `snapped`, and where its copies do: `at` first. Mirrored places
/// are exact, and so are those of Radial turned by quarters where the centre is a pixel's middle or
/// corner; others lie where the turn leads, to be snapped again.
[[nodiscard]] std::vector<base::Point> copies(const Symmetry& symmetry, HalfPoint at);

}  // namespace frisket::paint
