// SPDX-License-Identifier: MIT
#include "ui/session/smart_match.h"

#include <algorithm>
#include <cstdlib>

#include "core/paint/value_match.h"
#include "ui/session/similar_pixels.h"

namespace frisket::session {

namespace {
/// Pixels on each side of the middle one.
constexpr std::int64_t kAround = 2;

bool isNear(QRgb a, QRgb b, int most) {
    return std::abs(qRed(a) - qRed(b)) <= most && std::abs(qGreen(a) - qGreen(b)) <= most &&
           std::abs(qBlue(a) - qBlue(b)) <= most;
}

/// Of the pixels around that are near the middle one: those beyond an edge don't count.
QRgb meanAround(const QImage& photo, paint::Pixel middle, int most) {
    const base::Rect seen =
        base::Rect{middle.x, middle.y, middle.x + 1, middle.y + 1}.grown(kAround).intersected(
            {0, 0, photo.width(), photo.height()});
    const auto line = [&](std::int64_t y) {
        return reinterpret_cast<const QRgb*>(photo.constScanLine(static_cast<int>(y)));
    };
    const QRgb own = line(middle.y)[middle.x];
    int red = 0;
    int green = 0;
    int blue = 0;
    int count = 0;
    for (std::int64_t y = seen.y0; y < seen.y1; ++y) {
        for (std::int64_t x = seen.x0; x < seen.x1; ++x) {
            if (const QRgb each = line(y)[x]; isNear(each, own, most)) {
                red += qRed(each);
                green += qGreen(each);
                blue += qBlue(each);
                ++count;
            }
        }
    }
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
    const int most = static_cast<int>(std::clamp(options.tolerance, 0.0, 255.0));
    const QRgb colour = meanAround(photo, seed, most);
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
