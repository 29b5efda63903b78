// SPDX-License-Identifier: MIT
#pragma once

#include <any>
#include <filesystem>
#include <vector>

#include "core/array/dtype.h"
#include "core/array/shape.h"
#include "core/base/result.h"
#include "core/io/format.h"

namespace frisket::io {

/// Whether `writeMask` writes arrays of that dtype and shape to `path`, whatever their values are;
/// `meta` as in its WriteOptions: a palette that is kept holds uint8 alone. Fails as it would, with
/// Unsupported or TooLarge and a format that would hold it. (A palette or a compression may still
/// refuse single values.)
[[nodiscard]] base::Status formatHolds(const std::filesystem::path& path, array::DType dtype,
                                       const array::Shape& shape, const std::any& meta = {});

/// The formats that can be written and hold such arrays, in the order of `codecs`.
[[nodiscard]] std::vector<Format> formatsHolding(array::DType dtype, const array::Shape& shape);

}  // namespace frisket::io
