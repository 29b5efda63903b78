// SPDX-License-Identifier: MIT
#pragma once

#include <map>

#include "core/io/coco_reader.h"
#include "core/io/labelme_shape.h"

namespace frisket::io {

/// Reads a file of labelme as the label map that labelme's own tools make of it: labels are
/// numbered from 1 in the order in which they come, "_background_" is 0, "__ignore__" the largest
/// value of the dtype (255 in uint8, as VOC has it); later shapes lie over earlier ones. With the
/// key kInstancesSuffix it is the map of instances: those with the same label and group are one.
///
/// Polygons, rectangles, circles, lines and strips of 10 pixels' width, points of 11 pixels, and
/// masks. Fails with Format for what is damaged, with Unsupported for other shapes, by name.
[[nodiscard]] base::Result<MaskFile> readLabelme(ByteSource& source, const ReadRequest& request);

/// What tells masks of labelme files from others (MaskFile::meta).
struct LabelmeMeta {
    bool instances = false;

    bool operator==(const LabelmeMeta&) const = default;
};

inline constexpr std::string_view kLabelmeBackground = "_background_";
inline constexpr std::string_view kLabelmeIgnore = "__ignore__";
/// Keys by which files of ours say values of labels and the dtype, where they are not the usual
/// ones. labelme keeps keys that it does not know.
inline constexpr const char* kLabelValuesKey = "label_values";
inline constexpr const char* kLabelmeDtypeKey = "mask_dtype";

/// A labelme file, not yet drawn.
struct LabelmeDrawing {
    std::int64_t height = -1;
    std::int64_t width = -1;
    std::string version;
    std::vector<LabelmeShape> shapes;
    std::map<std::string, std::int64_t, std::less<>> saidValues;  ///< kLabelValuesKey
    std::optional<array::DType> saidDtype;
    JsonRange shapeList;  ///< brackets included
    JsonRange object;
};

/// Fails as `readLabelme`.
[[nodiscard]] base::Result<LabelmeDrawing> readDrawing(ByteSource& source);

/// Values of a drawing's shapes.
struct LabelmeValues {
    std::vector<std::int64_t> ofShapes;
    array::DType dtype = array::DType::U8;
    std::vector<NamedLabel> labels;  ///< rising
    std::optional<std::int64_t> ignored;
};

[[nodiscard]] LabelmeValues categoriesOf(const LabelmeDrawing& drawing);

}  // namespace frisket::io
