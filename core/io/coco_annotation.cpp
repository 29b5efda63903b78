// SPDX-License-Identifier: MIT
#include "core/io/coco_annotation.h"

#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/text.h"
#include "core/io/coco_polygon.h"
#include "core/io/rle_json.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;
using condition::BitRegion;
using condition::kWordBits;
using condition::Word;
using Json = nlohmann::json;

base::Result<std::vector<base::Point>> readRing(const Json& numbers, const std::string& where) {
    constexpr std::size_t kLeast = 6;
    if (!numbers.is_array() || numbers.size() < kLeast || numbers.size() % 2 != 0) {
        return fail(ErrorCode::Format,
                    joined(where,
                           ": a polygon is no list of x, y, x, y, ... of three or more "
                           "corners."));
    }
    std::vector<base::Point> ring(numbers.size() / 2);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const double value = numbers[i].is_number() ? numbers[i].get<double>()
                                                    : std::numeric_limits<double>::quiet_NaN();
        if (!(std::abs(value) <= kMostPolygonCoordinate)) {
            return fail(ErrorCode::Format,
                        joined(where, ": number ", i, " of a polygon is no coordinate."));
        }
        (i % 2 == 0 ? ring[i / 2].x : ring[i / 2].y) = value;
    }
    return ring;
}

base::Status readSegmentation(const Json& segmentation, std::int64_t height, std::int64_t width,
                              const std::string& where, CocoAnnotation& out) {
    if (segmentation.is_array()) {
        for (const Json& part : segmentation) {
            auto ring = readRing(part, where);
            if (!ring) {
                return base::passOn(ring);
            }
            out.rings.push_back(*std::move(ring));
        }
        return {};
    }
    auto runs = runsOfSegmentation(segmentation);
    if (!runs) {
        base::Error error = runs.error();
        error.message = joined(where, ": ", error.message);
        return tl::unexpected(std::move(error));
    }
    if (runs->height != height || runs->width != width) {
        return fail(ErrorCode::Format,
                    joined(where, ": the segmentation is ", runs->height, " x ", runs->width,
                           " (height x width), and its image ", height, " x ", width, "."));
    }
    out.runs = *std::move(runs);
    return {};
}
}  // namespace

base::Result<CocoAnnotation> readAnnotation(const Json& json, std::int64_t height,
                                            std::int64_t width, const std::string& where) {
    const auto id = memberNumber(json, "id");
    const std::string named =
        joined(where, ": annotation ", id ? std::to_string(*id) : "without id");
    const auto category = memberNumber(json, "category_id");
    if (!category) {
        return fail(ErrorCode::Format, joined(named, ": \"category_id\" is no whole number."));
    }
    CocoAnnotation out;
    // Results of detectors have none; it matters only where instances are asked for.
    out.id = id.value_or(0);
    out.category = *category;
    const Json* const crowd = member(json, "iscrowd");
    out.crowd = crowd != nullptr && ((crowd->is_boolean() && crowd->get<bool>()) ||
                                     (crowd->is_number() && crowd->get<double>() != 0));
    const Json* const segmentation = member(json, "segmentation");
    if (segmentation != nullptr && !segmentation->is_null()) {
        if (auto read = readSegmentation(*segmentation, height, width, named, out); !read) {
            return base::passOn(read);
        }
    }
    return out;
}

base::Result<CocoCanvas> CocoCanvas::make(array::DType dtype, std::int64_t height,
                                          std::int64_t width, const ReadLimits& limits,
                                          const std::string& where) {
    if (height > limits.maxSide || width > limits.maxSide) {
        return fail(ErrorCode::TooLarge,
                    joined(where, " is ", width, " x ", height,
                           " pixels; the longest side that is read is ", limits.maxSide, "."));
    }
    if (auto fits = condition::checkRunSize(height, width); !fits) {
        return base::passOn(fits);
    }
    const std::int64_t bytes = height * width * array::itemSize(dtype);
    if (bytes > limits.memoryBudget) {
        return fail(ErrorCode::TooLarge,
                    joined(where, " is ", width, " x ", height, " pixels and needs ", bytes,
                           " bytes; the memory budget is ", limits.memoryBudget, "."));
    }
    auto buffer = array::Buffer::zeroed(bytes);
    if (!buffer) {
        return base::passOn(buffer);
    }
    return CocoCanvas(dtype, height, width, *std::move(buffer));
}

base::Status forEachPart(const CocoAnnotation& annotation, std::int64_t height, std::int64_t width,
                         const std::string& where, base::Progress* progress,
                         const std::function<base::Status(const BitRegion&)>& visit) {
    const auto visitRuns = [&](const condition::RunLengths& runs) -> base::Status {
        if (const auto goOn = base::proceed(progress); !goOn) {
            return goOn;
        }
        const auto region = condition::regionOf(runs);
        if (!region) {
            base::Error error = region.error();
            error.message = joined(where, ": annotation ", annotation.id, ": ", error.message);
            return tl::unexpected(std::move(error));
        }
        return visit(*region);
    };
    if (annotation.runs) {
        return visitRuns(*annotation.runs);
    }
    for (const auto& ring : annotation.rings) {
        if (auto visited = visitRuns(cocoPolygon(ring, height, width)); !visited) {
            return visited;
        }
    }
    return {};
}

base::Status CocoCanvas::draw(const CocoAnnotation& annotation, std::int64_t value,
                              const std::string& where, base::Progress* progress) {
    return forEachPart(annotation, m_height, m_width, where, progress,
                       [&](const BitRegion& region) -> base::Status {
                           paint(region, value);
                           return {};
                       });
}

template <class T>
void CocoCanvas::paintAs(const BitRegion& region, std::int64_t value) {
    const auto label = static_cast<T>(value);
    const base::Rect& box = region.box();
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
        T* const row = reinterpret_cast<T*>(m_buffer->data()) + y * m_width;
        for (std::int64_t w = 0; w < region.wordsPerRow(); ++w) {
            T* const at = row + region.originX() + w * kWordBits;
            for (Word rest = region.row(y)[w]; rest != 0; rest &= rest - 1) {
                T& pixel = at[std::countr_zero(rest)];
                m_overdrawn += pixel != 0 && pixel != label ? 1 : 0;
                pixel = label;
            }
        }
    }
}

void CocoCanvas::paint(const BitRegion& region, std::int64_t value) {
    // Bits are all that counts, so four widths serve all dtypes.
    switch (array::itemSize(m_dtype)) {
        case 1:
            return paintAs<std::uint8_t>(region, value);
        case 2:
            return paintAs<std::uint16_t>(region, value);
        case 4:
            return paintAs<std::uint32_t>(region, value);
        default:
            return paintAs<std::uint64_t>(region, value);
    }
}

array::NdArray CocoCanvas::take() && {
    return {m_dtype, array::Layout::rowMajor({m_height, m_width}), std::move(m_buffer)};
}

array::DType dtypeFor(std::int64_t value) {
    return value <= std::numeric_limits<std::uint8_t>::max()    ? array::DType::U8
           : value <= std::numeric_limits<std::uint16_t>::max() ? array::DType::U16
           : value <= std::numeric_limits<std::uint32_t>::max() ? array::DType::U32
                                                                : array::DType::U64;
}

}  // namespace frisket::io
