// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "core/io/mask_file.h"
#include "core/io/tiff_meta.h"
#include "core/io/tiff_page.h"

namespace frisket::io {

/// What a person should know of values that are read as they are stored, and of what a save would
/// not keep.
[[nodiscard]] std::vector<std::string> tiffNotes(const TiffMeta& meta, const TiffPage& page,
                                                 const std::vector<std::string>& dropped);

[[nodiscard]] std::vector<Fact> tiffFacts(const TiffMeta& meta, const TiffPage& page);

}  // namespace frisket::io
