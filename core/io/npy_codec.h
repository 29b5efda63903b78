// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/codec.h"

namespace frisket::io {

/// NumPy's .npy: every dtype and shape.
extern const Codec kNpyCodec;

}  // namespace frisket::io
