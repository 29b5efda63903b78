// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/codec.h"

namespace frisket::io {

/// TIFF and BigTIFF through libtiff.
extern const Codec kTiffCodec;

}  // namespace frisket::io
