// SPDX-License-Identifier: MIT
#include "ui/session/profile.h"

#include <cmath>

#include "ui/session/layer_values.h"
#include "ui/session/pixel_facts.h"

namespace frisket::session {

namespace {
/// Samples that are read together as one window: short enough that what lies beside a diagonal
/// costs less than a window for each of its pixels would.
constexpr std::size_t kTogether = 32;

base::Rect boxOf(const std::vector<measure::LinePixel>& pixels, std::size_t begin,
                 std::size_t end) {
    base::Rect box;
    for (std::size_t i = begin; i < end; ++i) {
        box = box.united({pixels[i].x, pixels[i].y, pixels[i].x + 1, pixels[i].y + 1});
    }
    return box;
}

std::vector<double> valuesAlong(const Document& document, const LayerValues& layer,
                                const measure::PixelLine& line) {
    std::vector<double> values;
    values.reserve(line.pixels.size());
    std::vector<std::byte> bytes;
    const std::int64_t size = array::itemSize(layer.dtype);
    const std::size_t step = line.isSampled() ? 1 : kTogether;
    for (std::size_t begin = 0; begin < line.pixels.size(); begin += step) {
        const std::size_t end = std::min(line.pixels.size(), begin + step);
        const base::Rect box = boxOf(line.pixels, begin, end);
        bytes.resize(static_cast<std::size_t>(box.width() * box.height() * size));
        layer.read(document.window(box, 1), bytes.data());
        for (std::size_t i = begin; i < end; ++i) {
            const std::int64_t place =
                (line.pixels[i].y - box.y0) * box.width() + line.pixels[i].x - box.x0;
            values.push_back(numberOf(layer.dtype, bytes.data() + place * size));
        }
    }
    return values;
}
}  // namespace

Profile profileAlong(const Document& document, const MeasuredLine& line) {
    Profile profile;
    profile.line = measure::pixelLine(line.from, line.to, document.planeRect());
    if (profile.line.pixels.empty()) {
        return profile;
    }
    for (const LayerId id : {LayerId::Destination, LayerId::Source, LayerId::Result}) {
        if (const auto layer = layerValues(document, id)) {
            profile.curves.push_back(
                {id, !array::isFloat(layer->dtype), valuesAlong(document, *layer, profile.line)});
        }
    }
    const QImage& picture = document.backdrop();
    if (!picture.isNull()) {
        Profile::Curve curve{LayerId::Backdrop, false, {}};
        for (const measure::LinePixel& pixel : profile.line.pixels) {
            const bool inside =
                base::Rect{0, 0, picture.width(), picture.height()}.contains(pixel.x, pixel.y);
            curve.values.push_back(inside ? luminance(picture.pixel(static_cast<int>(pixel.x),
                                                                    static_cast<int>(pixel.y)))
                                          : std::nan(""));
        }
        profile.curves.push_back(std::move(curve));
    }
    return profile;
}

}  // namespace frisket::session
