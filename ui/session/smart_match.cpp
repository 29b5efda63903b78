// SPDX-License-Identifier: MIT
#include "ui/session/smart_match.h"

#include <algorithm>

#include "core/paint/value_match.h"
#include "ui/session/similar_pixels.h"

namespace frisket::session {

namespace {
/// Pixels on each side of the middle one.
constexpr std::int64_t kAround = 2;

QRgb meanAround(const QImage& photo, paint::Pixel middle) {
    const base::Rect seen = base::Rect{middle.x - kAround, middle.y - kAround,
                                       middle.x + kAround + 1, middle.y + kAround + 1}
                                .intersected({0, 0, photo.width(), photo.height()});
    int red = 0;
    int green = 0;
    int blue = 0;
    for (std::int64_t y = seen.y0; y < seen.y1; ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(photo.constScanLine(static_cast<int>(y)));
        for (std::int64_t x = seen.x0; x < seen.x1; ++x) {
            red += qRed(line[x]);
            green += qGreen(line[x]);
            blue += qBlue(line[x]);
        }
    }
    const int count = static_cast<int>(seen.width() * seen.height());
    const auto mean = [&](int sum) { return (sum + count / 2) / count; };
    return qRgb(mean(red), mean(green), mean(blue));
}
}  // namespace

paint::MatchWords matchUnderBrush(const Document& document, paint::Pixel seed,
                                  const SmartOptions& options) {
    if (options.layer != LayerId::Backdrop) {
        return matchLike(document, seed,
                         {options.layer, options.tolerance, true, paint::Connectivity::Four});
    }
    const QImage& photo = document.backdrop();
    if (seed.x < 0 || seed.y < 0 || seed.x >= photo.width() || seed.y >= photo.height()) {
        return {};
    }
    const QRgb colour = meanAround(photo, seed);
    const int most = static_cast<int>(std::clamp(options.tolerance, 0.0, 255.0));
    return [&photo, colour, most](std::int64_t y, std::int64_t word, std::int64_t words,
                                  condition::Word* out) {
        std::fill(out, out + words, condition::Word{0});
        const std::int64_t x = word * condition::kWordBits;
        const std::int64_t count = std::min(words * condition::kWordBits, photo.width() - x);
        if (y < photo.height() && count > 0) {
            const auto* line =
                reinterpret_cast<const QRgb*>(photo.constScanLine(static_cast<int>(y)));
            paint::matchColour(colour, most, line + x, count, out);
        }
    };
}

}  // namespace frisket::session
