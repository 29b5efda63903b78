// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/codec.h"

namespace frisket::io {

/// Palette and grey PNG; its meta is PngMeta.
extern const Codec kPngCodec;

}  // namespace frisket::io
