// SPDX-License-Identifier: MIT
#include "ui/session/layer_colours.h"

#include <utility>

namespace frisket::session {

namespace {
const std::vector<std::uint8_t>* paletteOf(const Document& document, LayerId id) {
    // A source without a palette of its own is shown in the destination's colours.
    for (const LayerId file :
         {id == LayerId::Source ? LayerId::Source : LayerId::Destination, LayerId::Destination}) {
        const auto& mask = document.file(file).mask;
        const io::PngMeta* const png = mask ? mask->png() : nullptr;
        if (png != nullptr && !png->palette.empty()) {
            return &png->palette;
        }
    }
    return nullptr;
}
}  // namespace

std::optional<labels::Ramp> rampOf(ColourChoice choice) {
    switch (choice) {
        case ColourChoice::Grey:
            return labels::Ramp::Grey;
        case ColourChoice::Viridis:
            return labels::Ramp::Viridis;
        case ColourChoice::Magma:
            return labels::Ramp::Magma;
        case ColourChoice::Cividis:
            return labels::Ramp::Cividis;
        case ColourChoice::Labels:
        case ColourChoice::Stable:
        case ColourChoice::Safe:
        case ColourChoice::Tint:
            break;
    }
    return std::nullopt;
}

bool hasPalette(const Document& document, LayerId id) { return paletteOf(document, id) != nullptr; }

labels::Rgb rgbOf(const QColor& colour) {
    return {static_cast<std::uint8_t>(colour.red()), static_cast<std::uint8_t>(colour.green()),
            static_cast<std::uint8_t>(colour.blue())};
}

QColor qColorOf(labels::Rgba colour) { return {colour.r, colour.g, colour.b, colour.a}; }

labels::LabelColours schemeColours(const Document& document, LayerId id, const LayerStyle& style) {
    if (style.colours == ColourChoice::Safe) {
        return labels::LabelColours::colourBlindSafe();
    }
    if (style.colours == ColourChoice::Tint) {
        return labels::LabelColours::single(rgbOf(style.tint));
    }
    const auto* palette = style.colours == ColourChoice::Stable ? nullptr : paletteOf(document, id);
    return palette != nullptr ? labels::LabelColours::fromPalette(*palette)
                              : labels::LabelColours();
}

ValueRange colourWindow(const Document& document, LayerId id, const LayerStyle& style) {
    ValueRange window{style.low, style.high};
    if (style.levels != Levels::Manual) {
        const measure::ValueRanges ranges = document.valueRanges(id);
        window = style.levels == Levels::Full ? ranges.full : ranges.middle;
    }
    if (style.invert) {
        std::swap(window.low, window.high);
    }
    return window;
}

}  // namespace frisket::session
