// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/byte_stream.h"
#include "core/io/mask_file.h"
#include "core/io/tiff_meta.h"

namespace frisket::io {

/// Most directories of a file. The format has no limit; libtiff walks them one by one.
inline constexpr std::int64_t kMostTiffPages = 65535;

/// Reads a TIFF or BigTIFF; see Codec::read. Pages alike are the leading axes of one array, as
/// ImageJ, OME and tifffile describe them or else as one axis "page"; of others one must be chosen.
/// Pages are counted as directories, those of lower resolution too. `meta` is a TiffMeta.
[[nodiscard]] base::Result<MaskFile> readTiff(ByteSource& source, const ReadRequest& request);

/// Its pages: one item if all are read as one array. See Codec::list.
[[nodiscard]] base::Result<FileContents> listTiff(ByteSource& source, const ReadRequest& request);

}  // namespace frisket::io
