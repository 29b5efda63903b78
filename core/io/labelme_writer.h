// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "core/io/codec.h"

namespace frisket::io {

/// Turns a mask of labels into a labelme file. With `keepOthers` the file that is there stays as it
/// is, byte by byte, but for shapes whose pixels changed; these, and all of a new file, become
/// shapes of the type "mask", which hold any pixels and which labelme reads from 5.2 on. Refuses
/// masks of instances, and two labels of one name.
[[nodiscard]] base::Result<std::unique_ptr<Encoding>> prepareLabelme(
    const EncodingRequest& request);

}  // namespace frisket::io
