// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/io/coco_annotation.h"
#include "core/io/json_survey.h"

namespace frisket::io {

/// Reads the mask of one image of a COCO file: of category ids, or of annotation ids where the key
/// ends in kInstancesSuffix. What no annotation covers is 0; later annotations lie over earlier
/// ones. Fails with Unsupported where an annotation's value is 0 or below.
[[nodiscard]] base::Result<MaskFile> readCoco(ByteSource& source, const ReadRequest& request,
                                              const JsonSurvey& survey);
[[nodiscard]] FileContents listCoco(const JsonSurvey& survey);

/// Reads a file with one segmentation, or one annotation: uint8 of 0 and 1. A save keeps what else
/// it says.
[[nodiscard]] base::Result<MaskFile> readSegmentationFile(ByteSource& source,
                                                          const ReadRequest& request);

/// An image's annotations, in the order of the file.
struct CocoPicture {
    CocoImage image;
    std::vector<CocoAnnotation> annotations;
    /// Of all annotations of the file that have one, those of other images too.
    std::vector<std::int64_t> allIds;
};

[[nodiscard]] base::Result<CocoPicture> readPicture(ByteSource& source, const JsonSurvey& survey,
                                                    std::size_t image);

/// The value that an annotation is drawn with. Fails with Unsupported for one of 0 or below.
[[nodiscard]] base::Result<std::int64_t> valueOf(const CocoAnnotation& annotation, bool instances,
                                                 const std::string& where);

/// The dtype of a mask of a file with those categories, or of those instances: the smallest that
/// holds them all, or the one that the image says.
[[nodiscard]] array::DType defaultDtype(const std::vector<NamedLabel>& categories);
[[nodiscard]] array::DType defaultDtype(const std::vector<CocoAnnotation>& instances);
/// Whether an integer dtype holds `value` >= 0.
[[nodiscard]] bool holdsValue(array::DType dtype, std::int64_t value);

}  // namespace frisket::io
