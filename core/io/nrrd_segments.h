// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "core/array/nd_array.h"
#include "core/io/mask_file.h"
#include "core/io/nrrd_header.h"

namespace frisket::io {

/// The segments of a header (keys "Segment0_Name", "Segment0_LabelValue", "Segment0_Color", as 3D
/// Slicer writes them), rising by value. A value that several segments of different layers have is
/// left out; `notes` says so.
[[nodiscard]] std::vector<NamedLabel> nrrdLabels(const NrrdMeta& meta,
                                                 std::vector<std::string>& notes);

/// Makes the header's segments say what `labels` say: names and colours of those that are there are
/// changed where they differ, others are appended. A label without a name or a colour leaves what
/// the segment has. Extents are widened to the voxels that `array`, which is packed in C order, has
/// of the segment: 3D Slicer cuts off what is beyond.
void updateSegments(NrrdMeta& meta, const std::vector<NamedLabel>& labels,
                    const array::NdArray& array, std::vector<std::string>& notes);

}  // namespace frisket::io
