// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/io/coco_meta.h"
#include "core/io/json_scan.h"

namespace frisket::io {

/// What kinds of JSON hold masks.
enum class JsonKind : std::uint8_t {
    Coco,          ///< images, annotations, categories
    Panoptic,      ///< the same with one annotation an image, of segments in a PNG
    Labelme,       ///< shapes
    Segmentation,  ///< one COCO segmentation, or one annotation
    Unknown,
};

/// An image of a COCO file.
struct CocoImage {
    std::string id;        ///< as in JSON: 17, "a"
    std::string fileName;  ///< or empty
    std::int64_t height = 0;
    std::int64_t width = 0;
    /// Of the mask of categories and of that of instances, where a file of ours says it.
    std::optional<array::DType> dtype;
    std::optional<array::DType> instancesDtype;
    JsonRange range;  ///< of its object
};

/// An annotation of a panoptic file: an image's PNG.
struct PanopticImage {
    std::string id;
    std::string fileName;
};

/// What a JSON file has at its top, found without keeping its annotations.
struct JsonSurvey {
    JsonKind kind = JsonKind::Unknown;
    std::vector<std::string> keys;  ///< the first few
    std::string format;             ///< the text of the key "format", which recipes have
    std::vector<CocoImage> images;
    std::vector<PanopticImage> panoptic;
    std::vector<NamedLabel> categories;  ///< rising, each once
    JsonRange imageList;                 ///< brackets included; empty: there is none
    JsonRange annotationList;
    JsonRange categoryList;
    JsonRange object;  ///< the whole

    /// The image of that name: its file's name, its id, or the last part of its file's name where
    /// that is one image's. The only one for an empty name. Fails with InvalidArgument.
    [[nodiscard]] base::Result<std::size_t> find(std::string_view image,
                                                 std::string_view file) const;
};

/// Fails with Format for images without id or size, as `scanJson`, and with TooLarge for more than
/// some millions of images or categories.
[[nodiscard]] base::Result<JsonSurvey> surveyJson(ByteSource& source);

/// The integer dtype of that name, or nothing.
[[nodiscard]] std::optional<array::DType> integerNamed(std::string_view name);
/// An id as it is in JSON, where it is a number or a text; else empty.
[[nodiscard]] std::string idText(const nlohmann::json* id);
/// The same without quotes, as a person writes it.
[[nodiscard]] std::string plainId(const std::string& id);

}  // namespace frisket::io
