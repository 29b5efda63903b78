// SPDX-License-Identifier: MIT
#include "ui/tools/smart_brush_tool.h"

#include <algorithm>
#include <cmath>

#include "core/paint/connected_part.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/smart_match.h"

namespace frisket::ui {

namespace {
/// Of the diameter: how far the brush moves from dab to dab.
constexpr double kSpacing = 0.25;

/// Bands of whole rows as one region.
condition::BitRegion united(const std::vector<condition::BitRegion>& bands) {
    base::Rect box;
    for (const condition::BitRegion& band : bands) {
        box = box.united(band.box());
    }
    if (box.empty()) {
        return {};
    }
    condition::BitRegion whole(box);
    for (const condition::BitRegion& band : bands) {
        const std::int64_t shift = (band.originX() - whole.originX()) / condition::kWordBits;
        for (std::int64_t y = band.box().y0; y < band.box().y1; ++y) {
            std::copy_n(band.row(y), band.wordsPerRow(), whole.row(y) + shift);
        }
    }
    return whole;
}
}  // namespace

condition::BitRegion SmartBrushTool::dab(const paint::Nib& nib, base::Point at) const {
    const session::Document& document = context().document;
    const condition::BitRegion whole = united(paint::sweep(nib, at, at, document.planeRect()));
    const base::Pixel middle = session::pixelAt(at);
    const paint::MatchWords match =
        session::matchUnderBrush(document, middle, context().options.smart());
    if (!match || !document.planeRect().contains(middle.x, middle.y)) {
        return {};
    }
    return paint::connectedPart(whole, middle, match);
}

void SmartBrushTool::paint(const std::vector<paint::Sweep>& sweeps) {
    std::vector<condition::BitRegion> dabs;
    for (const paint::Sweep& each : sweeps) {
        const double dx = each.to.x - each.from.x;
        const double dy = each.to.y - each.from.y;
        const double spacing = std::max(1.0, kSpacing * each.nib.diameter);
        const int steps = static_cast<int>(std::ceil(std::hypot(dx, dy) / spacing));
        // The first dab was that of the piece before, if there was one.
        for (int i = steps == 0 ? 0 : 1; i <= steps; ++i) {
            const double part = steps == 0 ? 0 : static_cast<double>(i) / steps;
            condition::BitRegion found =
                dab(each.nib, {each.from.x + part * dx, each.from.y + part * dy});
            if (!found.empty()) {
                dabs.push_back(std::move(found));
            }
        }
    }
    context().document.extendStroke(dabs, strokeValue());
}

}  // namespace frisket::ui
