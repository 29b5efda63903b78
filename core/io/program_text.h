// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "core/io/program.h"

namespace frisket::io {

/// A Python string literal. Bytes that are no UTF-8 become what Python's file names have for them.
[[nodiscard]] std::string literalOf(std::string_view text);

/// `text` as comments, each line after `start`, which begins with #. No line ends but by a line
/// break of `text`, whatever it has.
[[nodiscard]] std::string commentOf(std::string_view start, std::string_view text);

/// What reads a file of `dtype` with NumPy, Pillow or tifffile: values as they are stored, in C
/// order.
[[nodiscard]] std::string readText(const ProgramFile& file, array::DType dtype);
/// The same for a file of any dtype, whose values become those of `dtype`.
[[nodiscard]] std::string readAsText(const ProgramFile& file, array::DType dtype);

}  // namespace frisket::io
