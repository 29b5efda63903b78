// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "core/array/layout.h"
#include "core/assign/refusal.h"

namespace frisket::assign {

/// Where the axes of an operand meet those of the shape it is to fit.
enum class Side : std::uint8_t {
    Right,  ///< the last axes: broadcasting
    Left,   ///< the first axes: the condition of mode index
};

/// One change of an operand that might help, whether it does or not.
struct FixStep {
    /// Two steps make a sensible pair only in this order.
    enum class Stage : std::uint8_t { Drop, Reorder, Insert, Cut, Extend };

    Stage stage = Stage::Drop;
    Fix::Kind kind = Fix::Kind::Squeeze;
    array::Layout layout;  ///< afterwards; packed where a new array is made
    std::string text;
    std::string view;  ///< empty where a new array is made
    int axis = -1;     ///< of a new axis its place
};

/// The operand that is to fit, and the shape it is measured by.
struct Misfit {
    Role role = Role::Source;
    array::Layout operand;
    array::Shape target;
    Side side = Side::Right;
};

/// At most this part of an axis (1 / 20 = 5 %) is cropped or padded: cutting more is no small fix
/// but another picture, and a row is too much of an axis below 20.
inline constexpr std::int64_t kCropPart = 20;
/// Most by which a picture is enlarged or reduced.
inline constexpr std::int64_t kMostFactor = 16;

/// Whether a picture of in0 x in1 is one of out0 x out1 that was enlarged or reduced by one factor
/// (at most kMostFactor, both sides really change) and rounded to whole pixels, up or down.
[[nodiscard]] bool sameFactor(std::int64_t in0, std::int64_t in1, std::int64_t out0,
                              std::int64_t out1);

/// Squeezes, unsqueezes, swaps of two axes, moves of a channel axis, a reshape of a flat array, the
/// crop and the pad that the sizes call for; the smaller change first.
[[nodiscard]] std::vector<FixStep> smallSteps(const Misfit& misfit);
/// Nearest-neighbour resizes of the last two axes, and of the two before a channel axis.
[[nodiscard]] std::vector<FixStep> resizeSteps(const Misfit& misfit);
/// Index 0 of an axis, the first or a channel axis, where the operand has more than the target.
[[nodiscard]] std::vector<FixStep> selectSteps(const Misfit& misfit);

}  // namespace frisket::assign
