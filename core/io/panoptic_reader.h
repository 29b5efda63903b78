// SPDX-License-Identifier: MIT
#pragma once

#include "core/io/json_survey.h"

namespace frisket::io {

/// Reads the PNG of one image of a panoptic COCO file, uint32 ids of segments, which are named
/// after their categories. It lies in the folder that is called as the JSON file without ".json",
/// as COCO has it, or beside the JSON file; never elsewhere. Fails with Format for names that lead
/// out of these folders, with NotFound, and as `readPng`.
[[nodiscard]] base::Result<MaskFile> readPanoptic(ByteSource& source, const ReadRequest& request,
                                                  const JsonSurvey& survey);
[[nodiscard]] FileContents listPanoptic(const JsonSurvey& survey);

}  // namespace frisket::io
