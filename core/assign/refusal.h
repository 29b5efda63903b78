// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/assign/mode.h"
#include "core/base/error.h"

namespace frisket::assign {

/// A change of one operand that would make a refused assignment work.
struct Fix {
    enum class Kind : std::uint8_t { Unsqueeze, Squeeze, Transpose, Crop };

    Kind kind = Kind::Unsqueeze;
    Role operand = Role::Source;
    std::string text;  ///< "unsqueeze source at 1", "swap H and W of condition"
    std::string
        view;  ///< the same as a view expression, "[:, None]"; for Transpose the axes "(1, 0)"

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
    };

    Kind kind = Kind::AxisSize;
    Role operand = Role::Source;
    int axisFromLeft = -1;   ///< axis of the operand, 0 is the first; -1 where it is not about one
    int axisFromRight = -1;  ///< the same axis counted from the last, which is 1
    std::int64_t expected = 0;  ///< size of the destination's axis, or axes for TooManyAxes
    std::int64_t found = 0;     ///< size of the operand's axis, or its number of axes
    std::string message;
    std::string view;        ///< what the operand was seen through; the fixes come after it
    std::vector<Fix> fixes;  ///< each one makes the shapes fit; smallest first

    /// Message and the first fixes as one error.
    [[nodiscard]] base::Error toError() const;
};

/// "too_many_axes", "axis_size", ... as programs read it.
[[nodiscard]] std::string_view name(Refusal::Kind kind);
[[nodiscard]] std::string_view name(Fix::Kind kind);

}  // namespace frisket::assign
