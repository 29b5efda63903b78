// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/codec.h"

namespace frisket::io {

// One of them recognises JSON, reads what it holds and says as which format; the others are what
// that format is called.
extern const Codec kCocoCodec;
extern const Codec kPanopticCodec;
extern const Codec kLabelmeCodec;

}  // namespace frisket::io
