// SPDX-License-Identifier: MIT
#include "ui/session/limit_picking.h"

#include <algorithm>
#include <cmath>

#include "core/assign/cast.h"
#include "ui/session/layer_values.h"
#include "ui/session/pixel_facts.h"

namespace frisket::session {

std::optional<double> limitedValue(const Document& document, LayerId layer, std::int64_t x,
                                   std::int64_t y) {
    if (layer == LayerId::Backdrop) {
        const QImage& photo = document.backdrop();
        return photo.valid(static_cast<int>(x), static_cast<int>(y))
                   ? std::optional<double>(
                         luminance(photo.pixel(static_cast<int>(x), static_cast<int>(y))))
                   : std::nullopt;
    }
    const auto element = elementAt(document, layer, x, y);
    if (!element) {
        return std::nullopt;
    }
    double value = 0;
    assign::castRun(element->dtype, array::DType::F64)(element->bytes.data(), 1, 1,
                                                       reinterpret_cast<std::byte*>(&value));
    return std::isnan(value) ? std::nullopt : std::optional(value);
}

void pickRange(Document& document, std::size_t term, base::Point place, bool more) {
    PaintLimits limits = document.limits();
    if (term >= limits.terms.size()) {
        return;
    }
    LimitTerm& changed = limits.terms[term];
    const base::Pixel pixel = pixelAt(place);
    const auto value = limitedValue(document, changed.layer, pixel.x, pixel.y);
    if (!value) {
        return;
    }
    constexpr double kPart = 0.05;
    double span = 255;
    bool whole = true;
    if (changed.layer != LayerId::Backdrop) {
        const measure::ValueRange full = document.valueRanges(changed.layer).full;
        span = full.high - full.low;
        whole = !array::isFloat(document.dtype(changed.layer));
    }
    const double around = whole ? std::floor(kPart * span) : kPart * span;
    changed.kind = LimitTerm::Kind::Range;
    changed.low = more ? std::min(changed.low, *value) : *value - around;
    changed.high = more ? std::max(changed.high, *value) : *value + around;
    document.setLimits(limits);
}

}  // namespace frisket::session
