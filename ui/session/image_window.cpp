// SPDX-License-Identifier: MIT
#include "ui/session/image_window.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/array/half.h"
#include "ui/session/layer_values.h"

namespace frisket::session {

namespace {
using base::Rect;

void readPhoto(const QImage& photo, smart::ImageWindow& image) {
    std::uint8_t* out = image.pixels.data();
    for (std::int64_t y = image.rect.y0; y < image.rect.y1; ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(photo.constScanLine(static_cast<int>(y)));
        for (std::int64_t x = image.rect.x0; x < image.rect.x1; ++x) {
            *out++ = static_cast<std::uint8_t>(qRed(line[x]));
            *out++ = static_cast<std::uint8_t>(qGreen(line[x]));
            *out++ = static_cast<std::uint8_t>(qBlue(line[x]));
        }
    }
}

void readCondition(const Document& document, smart::ImageWindow& image) {
    const condition::Plane plane = document.conditionPlane();
    const condition::ConditionMask& mask = *document.condition();
    const Rect& rect = image.rect;
    std::vector<condition::Word> words(static_cast<std::size_t>(condition::wordsFor(rect.width())));
    std::uint8_t* out = image.pixels.data();
    for (std::int64_t y = rect.y0; y < rect.y1; ++y, out += rect.width()) {
        mask.gather(plane.origin + y * plane.strideY + rect.x0 * plane.strideX, plane.strideX,
                    rect.width(), words.data());
        condition::bitsToBytes(words.data(), 0, rect.width(), 255, out);
    }
}

template <class T>
double toDouble(T value) {
    if constexpr (std::is_same_v<T, array::Half>) {
        return array::toFloat(value);
    } else if constexpr (std::is_same_v<T, array::Bool8>) {
        return value == array::Bool8::True ? 1 : 0;
    } else {
        return static_cast<double>(value);
    }
}

template <class T>
void spread(const std::vector<std::byte>& bytes, std::vector<std::uint8_t>& greys) {
    const auto at = [&](std::size_t i) {
        T value;
        std::memcpy(&value, bytes.data() + i * sizeof(T), sizeof(T));
        return toDouble(value);
    };
    double low = INFINITY;
    double high = -INFINITY;
    for (std::size_t i = 0; i < greys.size(); ++i) {
        if (const double value = at(i); std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }
    const double range = high - low;
    const double scale = range > 0 && std::isfinite(range) ? 255 / range : 0;
    for (std::size_t i = 0; i < greys.size(); ++i) {
        const double grey = (at(i) - low) * scale;
        greys[i] = static_cast<std::uint8_t>(grey > 0 ? std::min(grey, 255.0) + 0.5 : 0);
    }
}

void readMask(const Document& document, const LayerValues& values, smart::ImageWindow& image) {
    std::vector<std::byte> bytes(image.pixels.size() *
                                 static_cast<std::size_t>(array::itemSize(values.dtype)));
    values.read(document.window(image.rect, 1), bytes.data());
    array::visitType(values.dtype, [&](auto type) {
        spread<typename decltype(type)::type>(bytes, image.pixels);
    });
}

base::Error missing(LayerId id) {
    return {base::ErrorCode::NotFound,
            Document::tr("There is nothing of the layer %1 here to look at.")
                .arg(displayName(id))
                .toStdString(),
            Document::tr("Open one, or choose another layer in the tool's options.").toStdString()};
}

std::int64_t areaOf(const Rect& rect) { return rect.empty() ? 0 : rect.width() * rect.height(); }
}  // namespace

Rect layerRect(const Document& document, LayerId id) {
    if (id == LayerId::Backdrop) {
        const QImage& photo = document.backdrop();
        return document.planeRect().intersected({0, 0, photo.width(), photo.height()});
    }
    const bool isThere = id == LayerId::Condition
                             ? document.broadcastLayout(LayerId::Condition).has_value()
                             : layerValues(document, id).has_value();
    return isThere ? document.planeRect() : Rect{};
}

base::Result<smart::ImageWindow> imageWindow(const Document& document, LayerId id,
                                             const Rect& rect) {
    if (document.busy()) {
        return tl::unexpected(document.busyError());
    }
    smart::ImageWindow image{
        rect.intersected(layerRect(document, id)), id == LayerId::Backdrop ? 3 : 1, {}};
    if (image.rect.empty()) {
        return tl::unexpected(missing(id));
    }
    const bool fits = areaOf(image.rect) <= smart::kMostPixels;
    image.pixels.resize(fits ? static_cast<std::size_t>(areaOf(image.rect) * image.channels) : 0);
    if (auto good = smart::check(image); !good) {
        return base::passOn(good);
    }
    if (id == LayerId::Backdrop) {
        readPhoto(document.backdrop(), image);
    } else if (id == LayerId::Condition) {
        readCondition(document, image);
    } else {
        readMask(document, *layerValues(document, id), image);
    }
    return image;
}

Rect windowAround(const Document& document, LayerId id, const Rect& needed, const Rect& seen) {
    const Rect layer = layerRect(document, id);
    const Rect all = needed.united(seen).intersected(layer);
    if (areaOf(all) <= smart::kMostPixels) {
        return all;
    }
    const Rect least = needed.intersected(layer);
    std::int64_t good = 0;
    for (std::int64_t bad = std::int64_t{1} << 24; bad - good > 1;) {
        const std::int64_t middle = (good + bad) / 2;
        const Rect grown = least.grown(middle).intersected(all);
        (areaOf(grown) <= smart::kMostPixels ? good : bad) = middle;
    }
    return least.grown(good).intersected(all);
}

}  // namespace frisket::session
