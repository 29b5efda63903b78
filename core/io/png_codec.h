// SPDX-License-Identifier: MIT
#pragma once

#include <any>
#include <optional>

#include "core/io/codec.h"

namespace frisket::io {

/// Palette and grey PNG; its meta is PngMeta.
extern const Codec kPngCodec;

/// What a PNG is to be like that is made from a file with that MaskFile::meta: as that PNG was, ids
/// as colours where it is a panoptic file's, else nothing.
[[nodiscard]] std::optional<PngMeta> pngWanted(const std::any& meta);

}  // namespace frisket::io
