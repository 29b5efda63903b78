// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "core/io/codec.h"

namespace frisket::io {

/// The ending of files that are to hold one segmentation and nothing else.
inline constexpr std::string_view kRleEnding = ".rle.json";

/// Integers and bool of shape (height, width) that `condition::checkRunSize` lets through.
[[nodiscard]] base::Status cocoCanHold(array::DType dtype, const array::Shape& shape,
                                       const ReadLimits& limits, std::string_view name);

/// Turns a mask into a COCO file. With `keepOthers` the file that is there stays as it is, byte by
/// byte, but for annotations of the mask's image whose pixels changed; these become run lengths.
/// Else it is a new file of one image.
///
/// A mask of categories that has new values gets new categories; one of instances takes the
/// category of a new value from the label's name. What was read as one segmentation is written as
/// one, and so is a mask of 0 and 1 to a path that ends in kRleEnding. Refuses values below 0,
/// instances of an unknown category, and annotation ids of other images.
[[nodiscard]] base::Result<std::unique_ptr<Encoding>> prepareCoco(const EncodingRequest& request);

}  // namespace frisket::io
