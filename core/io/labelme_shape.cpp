// SPDX-License-Identifier: MIT
#include "core/io/labelme_shape.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

#include "core/base/text.h"
#include "core/io/coco_polygon.h"
#include "core/io/pillow_shapes.h"
#include "core/io/png_reader.h"

namespace frisket::io {

namespace {
using base::ErrorCode;
using base::fail;
using base::joined;
using base::Rect;
using condition::BitRegion;
using Json = nlohmann::json;

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// labelme's utils.shape_to_mask.
constexpr int kLineWidth = 10;
constexpr double kPointRadius = 5;
/// Most pixels that a circle may reach from its middle.
constexpr double kMostRadius = 100'000;

/// Pillow cuts fractions off.
Pixel pixelAt(base::Point point) {
    return {static_cast<std::int64_t>(point.x), static_cast<std::int64_t>(point.y)};
}

BitRegion disc(base::Point middle, double radius, const Rect& clip) {
    return pillowEllipse(pixelAt({middle.x - radius, middle.y - radius}),
                         pixelAt({middle.x + radius, middle.y + radius}), clip);
}

void unite(BitRegion& all, const BitRegion& part) {
    for (std::int64_t y = part.box().y0; y < part.box().y1; ++y) {
        const std::int64_t shift = (part.originX() - all.originX()) / condition::kWordBits;
        for (std::int64_t w = 0; w < part.wordsPerRow(); ++w) {
            if (part.row(y)[w] != 0) {
                all.row(y)[w + shift] |= part.row(y)[w];
            }
        }
    }
}

/// Of several parts.
template <class Draw>
BitRegion united(std::size_t count, Draw&& draw) {
    if (count == 1) {
        return draw(std::size_t{0});
    }
    Rect box;
    for (std::size_t i = 0; i < count; ++i) {
        box = box.united(draw(i).box());
    }
    BitRegion all(box);
    for (std::size_t i = 0; i < count; ++i) {
        unite(all, draw(i));
    }
    return all;
}

base::Result<BitRegion> drawMask(const LabelmeShape& shape, const Rect& clip,
                                 const ReadLimits& limits, const std::string& where) {
    const auto bytes = fromBase64(shape.mask);
    if (!bytes || bytes->empty()) {
        return fail(ErrorCode::Format, joined(where, ": \"mask\" is no picture in base64."));
    }
    MemorySource source(joined(where, ": \"mask\""), *bytes);
    auto png = readPng(source, limits);
    if (!png) {
        return base::passOn(png);
    }
    const Pixel first = pixelAt(shape.points[0]);
    const Pixel last = pixelAt(shape.points[1]);
    const array::Shape& size = png->array.shape();
    if (last.x - first.x + 1 != size[1] || last.y - first.y + 1 != size[0]) {
        return fail(ErrorCode::Format, joined(where, ": the mask is ", size[1], " x ", size[0],
                                              " pixels, and its box ", last.x - first.x + 1, " x ",
                                              last.y - first.y + 1, "."));
    }
    const std::int64_t bytesEach = array::itemSize(png->array.dtype());
    const auto isSet = [&](std::int64_t x, std::int64_t y) {
        const auto* const at = png->array.view().at((y - first.y) * size[1] + x - first.x);
        if (bytesEach == 1) {
            return *at != std::byte{0};
        }
        return std::any_of(at, at + bytesEach, [](std::byte byte) { return byte != std::byte{0}; });
    };
    BitRegion region(Rect{first.x, first.y, last.x + 1, last.y + 1}.intersected(clip));
    const Rect& box = region.box();
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
        for (std::int64_t x = box.x0; x < box.x1;) {
            const std::int64_t begin = x;
            const bool set = isSet(x, y);
            while (x < box.x1 && isSet(x, y) == set) {
                ++x;
            }
            if (set) {
                region.setSpan(y, begin, x);
            }
        }
    }
    return region;
}

BitRegion rectangle(base::Point one, base::Point other, const Rect& clip) {
    const Pixel a = pixelAt(one);
    const Pixel b = pixelAt(other);
    BitRegion region(
        Rect{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x) + 1, std::max(a.y, b.y) + 1}
            .intersected(clip));
    region.fill();
    return region;
}

struct TypeRule {
    std::string_view name;
    std::size_t least;
    std::size_t most;
};
constexpr std::size_t kAny = std::numeric_limits<std::size_t>::max();
constexpr TypeRule kTypes[] = {{"polygon", 3, kAny}, {"rectangle", 2, 2},    {"circle", 2, 2},
                               {"line", 2, 2},       {"linestrip", 1, kAny}, {"point", 1, 1},
                               {"points", 1, kAny},  {"mask", 2, 2}};
}  // namespace

base::Result<LabelmeShape> readShape(const Json& json, const std::string& where) {
    LabelmeShape shape;
    const auto label = memberText(json, "label");
    const Json* const points = member(json, "points");
    if (!label || points == nullptr || !points->is_array()) {
        return fail(ErrorCode::Format, joined(where, " has no \"label\" and list of \"points\"."));
    }
    shape.label = *label;
    const Json* const group = member(json, "group_id");
    shape.group = group == nullptr || group->is_null() ? std::string() : group->dump();
    shape.type = memberText(json, "shape_type").value_or("polygon");
    shape.mask = memberText(json, "mask").value_or("");
    for (const Json& point : *points) {
        const bool isPair =
            point.is_array() && point.size() == 2 && point[0].is_number() && point[1].is_number();
        const base::Point place =
            isPair ? base::Point{point[0].get<double>(), point[1].get<double>()} : base::Point{};
        if (!isPair || !(std::abs(place.x) <= kMostPolygonCoordinate / 2 &&
                         std::abs(place.y) <= kMostPolygonCoordinate / 2)) {
            return fail(ErrorCode::Format, joined(where, ": point ", shape.points.size(),
                                                  " is no pair of coordinates."));
        }
        shape.points.push_back(place);
    }
    return shape;
}

base::Result<BitRegion> drawShape(const LabelmeShape& shape, const Rect& clip,
                                  const ReadLimits& limits, const std::string& where) {
    const auto& points = shape.points;
    const auto* const type =
        std::find_if(std::begin(kTypes), std::end(kTypes),
                     [&](const TypeRule& rule) { return rule.name == shape.type; });
    if (type == std::end(kTypes)) {
        return fail(ErrorCode::Unsupported,
                    joined(where, ": shapes of the type '", shape.type, "' are not known."));
    }
    if (points.size() < type->least || points.size() > type->most) {
        return fail(ErrorCode::Format,
                    joined(where, ": a ", shape.type, " of ", points.size(), " points is none."));
    }
    if (shape.type == "mask") {
        return drawMask(shape, clip, limits, where);
    }
    if (shape.type == "rectangle") {
        return rectangle(points[0], points[1], clip);
    }
    if (shape.type == "circle") {
        const double radius = std::hypot(points[0].x - points[1].x, points[0].y - points[1].y);
        if (radius > kMostRadius) {
            return fail(ErrorCode::Format,
                        joined(where, ": a circle of the radius ", radius, " is too large."));
        }
        return disc(points[0], radius, clip);
    }
    if (shape.type == "point" || shape.type == "points") {
        return united(points.size(),
                      [&](std::size_t i) { return disc(points[i], kPointRadius, clip); });
    }
    if (shape.type == "line" || shape.type == "linestrip") {
        const std::size_t segments = points.size() - 1;
        return united(segments, [&](std::size_t i) {
            return pillowLine(pixelAt(points[i]), pixelAt(points[i + 1]), kLineWidth, clip);
        });
    }
    std::vector<Pixel> corners;
    corners.reserve(points.size());
    for (const base::Point& point : points) {
        corners.push_back(pixelAt(point));
    }
    return pillowPolygon(corners, clip);
}

std::optional<std::vector<std::byte>> fromBase64(std::string_view text) {
    std::array<int, 256> values;
    values.fill(-1);
    for (std::size_t i = 0; i < kDigits.size(); ++i) {
        values[static_cast<unsigned char>(kDigits[i])] = static_cast<int>(i);
    }
    std::vector<std::byte> out;
    out.reserve(text.size() / 4 * 3);
    unsigned bits = 0;
    int held = 0;
    bool ended = false;
    for (const char character : text) {
        if (character == '\n' || character == '\r' || character == ' ') {
            continue;
        }
        const int value = values[static_cast<unsigned char>(character)];
        ended = ended || character == '=';
        if (ended ? character != '=' : value < 0) {
            return std::nullopt;
        }
        if (ended) {
            continue;
        }
        bits = (bits << 6U) | static_cast<unsigned>(value);
        held += 6;
        if (held >= 8) {
            held -= 8;
            out.push_back(static_cast<std::byte>((bits >> static_cast<unsigned>(held)) & 0xffU));
        }
    }
    return out;
}

std::string toBase64(std::span<const std::byte> bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned bits = 0;
        const std::size_t held = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t k = 0; k < 3; ++k) {
            bits = (bits << 8U) | (k < held ? std::to_integer<unsigned>(bytes[i + k]) : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            text.push_back(k <= held ? kDigits[(bits >> (18U - 6U * k)) & 63U] : '=');
        }
    }
    return text;
}

}  // namespace frisket::io
