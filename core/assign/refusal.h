// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/array/shape.h"
#include "core/assign/mode.h"
#include "core/base/error.h"

namespace frisket::assign {

/// A change that would make a refused assignment work, as data: what it is called and all that
/// apply_fix.h needs to do it.
struct Fix {
    enum class Kind : std::uint8_t {
        Unsqueeze,  ///< a new axis of size 1
        Squeeze,    ///< an axis of size 1 away
        Transpose,  ///< axes in another order
        Crop,       ///< the last few rows, columns, ... away
        Select,     ///< index 0 of an axis that the destination lacks
        Reshape,    ///< a flat array seen with the destination's shape
        Combined,   ///< two of the above
        Pad,        ///< a few rows, columns, ... more at the end: makes a new array
        Resize,     ///< nearest neighbour to another size of picture: makes a new array
        Mode,       ///< another mode of assignment
        Casting,    ///< another casting
    };

    Kind kind = Kind::Unsqueeze;
    Role operand = Role::Source;  ///< what is changed; of no meaning for Mode
    std::string text;             ///< "unsqueeze source at 1", "swap H and W of condition"
    /// The change as a view expression, "[:, None]" or ".transpose(1, 0)". For Pad and Resize what
    /// comes before the new array is made, often nothing. Empty for Mode and Casting.
    std::string view;
    array::Shape shape;  ///< of the operand afterwards; of no meaning for Mode and Casting
    assign::Mode mode = assign::Mode::Where;           ///< for Mode
    assign::Casting casting = assign::Casting::Exact;  ///< for Casting

    /// Whether `view` is all there is to it: no data moves.
    [[nodiscard]] bool isView() const { return kind < Kind::Pad; }
    /// Whether it needs a new array or condition of `shape`.
    [[nodiscard]] bool makesArray() const { return kind == Kind::Pad || kind == Kind::Resize; }
    /// The view expression to give in place of `before`, the one that was given (or empty):
    /// "[0]" and "[:, None]" make "[0][:, None]".
    [[nodiscard]] std::string viewAfter(std::string_view before) const;
};

/// Why an assignment is not done. Always found before anything is written.
struct Refusal {
    enum class Kind : std::uint8_t {
        TooManyAxes,     ///< the operand has more axes than the destination
        AxisSize,        ///< two sizes that don't pair
        Cast,            ///< the dtypes are not allowed by the casting
        InexactValues,   ///< selected values that would change under Exact
        SharedElements,  ///< two indices of the destination view share an element
        MissingOperand,  ///< no source, or no value to fill with
        SourceLength,    ///< the source has too few elements, or not one for each selected one
        SizeMismatch,    ///< place and putmask: the condition has not as many elements
    };

    Kind kind = Kind::AxisSize;
    Role operand = Role::Source;
    /// Axis of the operand, 0 is the first: the one that does not pair, or the first that meets
    /// none of the destination's; -1 where it is not about one.
    int axisFromLeft = -1;
    int axisFromRight = -1;     ///< the same axis counted from the last, which is 1
    std::int64_t expected = 0;  ///< size of the destination's axis, or axes for TooManyAxes
    std::int64_t found = 0;     ///< size of the operand's axis, or its number of axes
    std::string message;
    std::string view;        ///< what the operand was seen through; the fixes come after it
    std::vector<Fix> fixes;  ///< each one removes this refusal; the smallest change first

    /// To be about that axis of an operand of `rank` axes.
    void setAxis(int fromLeft, int rank) {
        axisFromLeft = fromLeft;
        axisFromRight = rank - fromLeft;
    }
    /// Message and the first three fixes as one error.
    [[nodiscard]] base::Error toError() const;
};

/// "too_many_axes", "axis_size", ... as programs read it.
[[nodiscard]] std::string_view name(Refusal::Kind kind);
[[nodiscard]] std::string_view name(Fix::Kind kind);

}  // namespace frisket::assign
