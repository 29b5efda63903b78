// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/array/nd_array.h"
#include "core/base/result.h"

namespace frisket::assign {

/// One element of any dtype, in that dtype's bytes.
struct Scalar {
    array::DType dtype = array::DType::U8;
    alignas(8) std::array<std::byte, 8> bytes{};

    [[nodiscard]] const std::byte* data() const { return bytes.data(); }
};

/// Reads `text` as a value of `dtype`. An integer or bool must be met exactly: "300" into uint8 and
/// "1.5" into any integer are refused, "3.0" and "0.3e1" are 3. A plain whole number ("16777217")
/// must fit a float exactly too; with a point or an exponent it becomes the nearest float and is
/// refused only where that is infinite. "nan", "inf", "-inf" for floats; "true" and "false" are 1
/// and 0.
[[nodiscard]] base::Result<Scalar> parseScalar(std::string_view text, array::DType dtype);

/// Shortest text that reads back as the same value, whole halves in full; "True" and "False" for
/// bool; "nan", "inf".
[[nodiscard]] std::string toText(array::DType dtype, const std::byte* element);

}  // namespace frisket::assign
