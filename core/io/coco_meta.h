// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/io/mask_file.h"

namespace frisket::io {

/// After the image's name in a key: the mask of its instances instead of its categories.
inline constexpr std::string_view kInstancesSuffix = "#instances";

/// Keys of an image's entry by which files of ours say the dtype of its masks.
inline constexpr const char* kDtypeKey = "mask_dtype";
inline constexpr const char* kInstancesDtypeKey = "instances_dtype";

struct CocoInstance {
    std::int64_t id = 0;  ///< of the annotation, which is the value in the mask
    std::int64_t category = 0;

    bool operator==(const CocoInstance&) const = default;
};

/// What a mask from a COCO file says besides its values.
struct CocoMeta {
    enum class Holds : std::uint8_t {
        Categories,    ///< values are category ids
        Instances,     ///< values are annotation ids
        Segmentation,  ///< values are 0 and 1, of a file with one segmentation and no image
    };
    Holds holds = Holds::Categories;
    std::string fileName;                 ///< of the image
    std::string imageId;                  ///< as it is written in JSON: 17, "a"
    std::vector<CocoInstance> instances;  ///< with Holds::Instances, rising by id
    std::vector<NamedLabel> categories;   ///< of the file, rising
    /// With Holds::Segmentation: the file's text, its counts as null.
    std::string segmentation;

    bool operator==(const CocoMeta&) const = default;
};

/// The name of an image and which of its masks is meant.
struct CocoKey {
    std::string image;  ///< empty: the only one
    bool instances = false;

    [[nodiscard]] static CocoKey of(std::string_view key);
    bool operator==(const CocoKey&) const = default;
};

}  // namespace frisket::io
