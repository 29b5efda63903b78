// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/array/nd_array.h"
#include "core/base/geometry.h"
#include "core/condition/rle.h"
#include "core/io/json_scan.h"
#include "core/io/limits.h"

namespace frisket::io {

/// An annotation of a COCO file, checked, not yet drawn.
struct CocoAnnotation {
    std::int64_t id = 0;
    std::int64_t category = 0;
    bool crowd = false;
    std::optional<condition::RunLengths> runs;    ///< or
    std::vector<std::vector<base::Point>> rings;  ///< polygons, which together are the object
    JsonRange range = {};                         ///< of its object in the file

    /// Whether it has a segmentation (some have only a box).
    [[nodiscard]] bool hasPixels() const { return runs.has_value() || !rings.empty(); }
};

/// Reads an annotation of an image of that size. `where` is for messages. Fails with Format for
/// what is damaged or of another size.
[[nodiscard]] base::Result<CocoAnnotation> readAnnotation(const nlohmann::json& json,
                                                          std::int64_t height, std::int64_t width,
                                                          const std::string& where);

/// Calls `visit` for the parts of an annotation of a picture of that size, one by one. Fails with
/// Format for runs that are not of that size, with Cancelled, and as `visit`.
base::Status forEachPart(const CocoAnnotation& annotation, std::int64_t height, std::int64_t width,
                         const std::string& where, base::Progress* progress,
                         const std::function<base::Status(const condition::BitRegion&)>& visit);

/// A label map that annotations are drawn into, one over the other.
class CocoCanvas {
public:
    /// All 0. Fails with TooLarge above `limits`, before memory is taken.
    [[nodiscard]] static base::Result<CocoCanvas> make(array::DType dtype, std::int64_t height,
                                                       std::int64_t width, const ReadLimits& limits,
                                                       const std::string& where);

    /// Gives the annotation's pixels `value`, which the dtype holds. Fails with Format for runs
    /// that are not of that size, and with Cancelled.
    base::Status draw(const CocoAnnotation& annotation, std::int64_t value,
                      const std::string& where, base::Progress* progress);

    /// Gives the pixels of a region within the map `value`.
    void paint(const condition::BitRegion& region, std::int64_t value);

    /// Rows one after the other.
    [[nodiscard]] std::byte* data() { return m_buffer->data(); }
    /// Pixels that had another label and got a new one, counted each time.
    [[nodiscard]] std::int64_t overdrawn() const { return m_overdrawn; }
    [[nodiscard]] array::NdArray take() &&;

private:
    CocoCanvas(array::DType dtype, std::int64_t height, std::int64_t width,
               std::shared_ptr<array::Buffer> buffer)
        : m_dtype(dtype), m_height(height), m_width(width), m_buffer(std::move(buffer)) {}

    template <class T>
    void paintAs(const condition::BitRegion& region, std::int64_t value);

    array::DType m_dtype;
    std::int64_t m_height;
    std::int64_t m_width;
    std::shared_ptr<array::Buffer> m_buffer;
    std::int64_t m_overdrawn = 0;
};

/// The smallest of uint8, uint16, uint32 and uint64 that holds `value` >= 0.
[[nodiscard]] array::DType dtypeFor(std::int64_t value);

}  // namespace frisket::io
