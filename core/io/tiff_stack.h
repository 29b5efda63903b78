// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/array/shape.h"

namespace frisket::io {

/// How the planes of a file make up an array.
struct TiffStack {
    array::Shape shape;              ///< of the array
    std::vector<std::string> names;  ///< of its axes, or none
    /// Planes that follow the only directory's own without directories of their own, this one
    /// included; 1 where each plane has its own.
    std::int64_t planes = 1;
    std::string note;  ///< what of the description could not be followed, or empty
};

/// Who wrote a description for programs to read.
enum class TiffDialect { Plain, ImageJ, Shaped, Ome };

/// Shaped: the JSON of Python's tifffile, {"shape": [2, 3, 4]}.
[[nodiscard]] TiffDialect dialectOf(std::string_view description);

/// What `pages` (>= 1) pages alike of shape `page` ((H, W) or (H, W, S); `samplesApart`: stored as
/// (S, H, W)) are, by the description of the first one. What it says is followed where it agrees
/// with the pages, and noted where it does not.
[[nodiscard]] TiffStack stackOf(std::string_view description, std::int64_t pages,
                                const array::Shape& page, bool samplesApart);

/// A description by which `stackOf` gives `shape`: the JSON of tifffile, with what `before` (which
/// may be such a JSON, or a text) says besides. `before` as it is where that gives the shape
/// already.
[[nodiscard]] std::string describedStack(const std::string& before, const array::Shape& shape,
                                         std::int64_t pages, const array::Shape& page,
                                         bool samplesApart);

}  // namespace frisket::io
