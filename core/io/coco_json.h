// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "core/io/coco_objects.h"

namespace frisket::io {

/// On one line. Bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string dumpedJson(const nlohmann::ordered_json& json);

/// {"id":..,"name":..} of a category, with its colour if it has one.
[[nodiscard]] nlohmann::ordered_json categoryJson(const NamedLabel& category);

/// Gives an annotation of an image of that size the object's pixels as run lengths, which stay a
/// list of numbers where they were one, with area and box.
void putPixels(nlohmann::ordered_json& annotation, const CocoObject& object, std::int64_t height,
               std::int64_t width);

/// A file of one image of that shape without annotations.
[[nodiscard]] std::string newCocoText(const CocoMeta& meta, const array::Shape& shape);

}  // namespace frisket::io
