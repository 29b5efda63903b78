// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/array/nd_array.h"
#include "core/base/result.h"
#include "core/io/limits.h"
#include "core/io/png_meta.h"

namespace frisket::io {

/// How an array will be stored as PNG.
struct PngPlan {
    PngMeta meta;
    /// What differs from the file that the meta came from, in sentences.
    std::vector<std::string> notes;
};

/// Whether an array of that dtype and shape can be a PNG at all, whatever its values are.
[[nodiscard]] base::Status pngCanHold(array::DType dtype, const array::Shape& shape,
                                      const ReadLimits& limits, std::string_view name);

/// Whether a PNG of that kind, which is kept, can hold a dtype that `pngCanHold` lets through: a
/// palette has no uint16, and only ids as colours are uint32. `wanted` null: a new file.
[[nodiscard]] base::Status pngKindCanHold(array::DType dtype, const PngMeta* wanted,
                                          std::string_view name);

/// Decides how `array` (packed in C order) becomes a PNG whose values read back the same, or
/// refuses and names a format that holds it. `wanted` is what the old file was like.
///
/// Holds shapes (height, width) without a 0, and bool, uint8 and uint16: bool as 1-bit grey, which
/// reads back as uint8 0 and 1; uint32 up to 2^24 - 1 where the old file had ids as colours. A
/// palette stays as it is: a value without a colour in it is refused, with its first place. Grey of
/// fewer bits becomes grey of 8 when a value needs them.
[[nodiscard]] base::Result<PngPlan> planPng(const array::NdArray& array,
                                            const std::optional<PngMeta>& wanted,
                                            const ReadLimits& limits, std::string_view name);

}  // namespace frisket::io
