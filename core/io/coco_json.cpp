// SPDX-License-Identifier: MIT
#include "core/io/coco_json.h"

#include "core/base/text.h"
#include "core/io/rle_text.h"

namespace frisket::io {

namespace {
using Json = nlohmann::ordered_json;
Json segmentationOf(const CocoObject& object, std::int64_t height, std::int64_t width,
                    bool asList) {
    Json json;
    json["size"] = {height, width};
    json["counts"] = asList ? Json(object.runs) : Json(packedRuns(object.runs));
    return json;
}

}  // namespace

std::string dumpedJson(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json categoryJson(const NamedLabel& category) {
    Json json;
    json["id"] = category.value;
    json["name"] = category.name.empty() ? std::to_string(category.value) : category.name;
    if (category.colour) {
        json["color"] = {category.colour->r, category.colour->g, category.colour->b};
    }
    return json;
}

void putPixels(Json& annotation, const CocoObject& object, std::int64_t height,
               std::int64_t width) {
    Json& segmentation = annotation["segmentation"];
    const bool asList = segmentation.is_object() && segmentation.contains("counts") &&
                        segmentation["counts"].is_array();
    segmentation = segmentationOf(object, height, width, asList);
    annotation["area"] = object.pixels;
    annotation["bbox"] = {object.box.x0, object.box.y0, object.box.width(), object.box.height()};
}

std::string newCocoText(const CocoMeta& meta, const array::Shape& shape) {
    Json image;
    image["id"] = Json::parse(meta.imageId);
    image["file_name"] = meta.fileName;
    image["height"] = shape[0];
    image["width"] = shape[1];
    Json categories = Json::array();
    for (const NamedLabel& category : meta.categories) {
        categories.push_back(categoryJson(category));
    }
    return base::joined("{\"images\":[\n", dumpedJson(image), "\n],\n\"annotations\":[\n],\n",
                        "\"categories\":", dumpedJson(categories), "}\n");
}

}  // namespace frisket::io
