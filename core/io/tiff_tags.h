// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "core/io/tiff_handle.h"
#include "core/io/tiff_meta.h"
#include "core/io/tiff_page.h"

namespace frisket::io {

/// What the current directory, which is `page`, says besides its values. The names of tags that are
/// not kept are added to `dropped`.
[[nodiscard]] TiffMeta readTiffMeta(TiffHandle& handle, const TiffPage& page,
                                    std::vector<std::string>& dropped);

/// Sets all of it but the sizes, on a new directory. `isFirst`: the description too. Whether
/// libtiff took it all.
[[nodiscard]] bool setTiffMeta(TIFF* tiff, const TiffMeta& meta, bool isFirst);

}  // namespace frisket::io
