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

/// Reads `text` as a value of `dtype`: a whole number must fit the dtype ("300" into uint8 and
/// "1.5" into any integer are refused, "3.0" is 3); a decimal becomes the nearest float and is
/// refused where that is infinite; "nan", "inf", "-inf" for floats; "true", "false", "0", "1" for
/// bool.
[[nodiscard]] base::Result<Scalar> parseScalar(std::string_view text, array::DType dtype);

/// Shortest text that reads back as the same value; "True" and "False" for bool; "nan", "inf".
[[nodiscard]] std::string toText(array::DType dtype, const std::byte* element);

}  // namespace frisket::assign
