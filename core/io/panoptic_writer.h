// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>

#include "core/io/codec.h"

namespace frisket::io {

/// What a mask of a panoptic file says besides its values.
struct PanopticMeta {
    std::string fileName;            ///< of the PNG, as the JSON has it
    std::filesystem::path png;       ///< where it is
    std::optional<FileStamp> stamp;  ///< of it
};

/// uint32 up to 2^24 - 1 of shape (height, width).
[[nodiscard]] base::Status panopticCanHold(array::DType dtype, const array::Shape& shape,
                                           const ReadLimits& limits, std::string_view name);

/// Saves a mask that was read from a panoptic file: its PNG, and in the JSON file the segments of
/// its annotation. Segments keep their categories and further keys; area and box are those of
/// their pixels, and what has no pixels left goes. A new id takes the category that its
/// label is named after. Refuses other files than the one that it was read from, by name.
///
/// The PNG takes its place right before the JSON file does; a failure between the two leaves ids of
/// pixels that the JSON file lists as before.
[[nodiscard]] base::Result<std::unique_ptr<Encoding>> preparePanoptic(
    const EncodingRequest& request);

}  // namespace frisket::io
