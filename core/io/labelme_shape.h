// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/geometry.h"
#include "core/condition/bit_region.h"
#include "core/io/json_scan.h"
#include "core/io/limits.h"

namespace frisket::io {

/// A shape of a labelme file.
struct LabelmeShape {
    std::string label;
    std::string group;  ///< as in JSON; empty: a group of its own
    std::string type;   ///< "polygon"
    std::vector<base::Point> points;
    std::string mask;      ///< of the type "mask": a PNG in base64
    JsonRange range = {};  ///< of its object in the file
};

/// `where` names the file and the shape, for messages. Fails with Format.
[[nodiscard]] base::Result<LabelmeShape> readShape(const nlohmann::json& json,
                                                   const std::string& where);

/// The pixels of a shape in a picture of `clip`, as labelme draws it. Fails with Format and with
/// Unsupported for types that it does not know.
[[nodiscard]] base::Result<condition::BitRegion> drawShape(const LabelmeShape& shape,
                                                           const base::Rect& clip,
                                                           const ReadLimits& limits,
                                                           const std::string& where);

/// The bytes of a text in base64; blanks don't count. Nothing where it is none.
[[nodiscard]] std::optional<std::vector<std::byte>> fromBase64(std::string_view text);

[[nodiscard]] std::string toBase64(std::span<const std::byte> bytes);

}  // namespace frisket::io
