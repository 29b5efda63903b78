// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/codec.h"

namespace frisket::io {

/// NRRD with the values in the same file, raw or packed by gzip; with 3D Slicer's segments
/// (.seg.nrrd). MaskFile::meta is an NrrdMeta. The array is in C order, so its axes are the file's
/// backwards: (z, y, x).
extern const Codec kNrrdCodec;

}  // namespace frisket::io
