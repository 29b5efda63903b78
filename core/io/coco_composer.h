// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "core/io/coco_meta.h"
#include "core/io/codec.h"

namespace frisket::io {

/// `prepareCoco` for files of images and annotations. `meta` may be null.
[[nodiscard]] base::Result<std::unique_ptr<Encoding>> composeCoco(const EncodingRequest& request,
                                                                  const CocoMeta* meta);

}  // namespace frisket::io
