// SPDX-License-Identifier: MIT
#include "ui/canvas/layer_looks.h"

namespace frisket::ui {

namespace {
using session::ColourChoice;
using session::LayerId;

/// Contours are this many device pixels wide, whatever the zoom.
constexpr int kContourWidth = 2;
}  // namespace

LayerLooks::LayerLooks(const session::Document& document, const session::LayerStyles& styles)
    : m_document(document), m_styles(styles) {}

void LayerLooks::layersChanged() {
    for (const LayerId id : {LayerId::Destination, LayerId::Source, LayerId::Result}) {
        m_maps[session::indexOf(id)].reset();
        // A source without a palette of its own is shown in the destination's colours.
        labels::LabelColours colours;
        for (const LayerId file : {id == LayerId::Source ? LayerId::Source : LayerId::Destination,
                                   LayerId::Destination}) {
            const auto& mask = m_document.file(file).mask;
            if (mask && mask->png && !mask->png->palette.empty()) {
                colours = labels::LabelColours::fromPalette(mask->png->palette);
                break;
            }
        }
        m_colours[session::indexOf(id)] = colours;
    }
}

bool LayerLooks::drawn(LayerId id) const {
    const session::LayerStyle& style = m_styles.style(id);
    return style.visible && style.opacity > 0 && m_document.has(LayerId::Destination) &&
           m_document.has(id);
}

render::LayerStyle LayerLooks::renderStyle(LayerId id) const {
    const session::LayerStyle& style = m_styles.style(id);
    render::LayerStyle out;
    out.opacity = style.opacity;
    out.contourWidth = kContourWidth;
    if (id == LayerId::Condition) {
        // The edge of the condition is always seen; filled adds the tint inside.
        out.paint = style.contour ? render::Paint::Contour : render::Paint::FillAndContour;
        out.contourWidth = 1;
    } else {
        out.paint = style.contour ? render::Paint::Contour : render::Paint::Fill;
        out.tone = render::Tone::Solid;
        out.contourOpacity = style.opacity;
    }
    return out;
}

std::variant<const labels::LabelColours*, const labels::ColourMap*> LayerLooks::colours(
    LayerId id) {
    if (m_styles.style(id).colours == ColourChoice::Labels) {
        return &m_colours[session::indexOf(id)];
    }
    return &colourMap(id);
}

labels::Rgb LayerLooks::tint(LayerId id) const {
    const QColor tint = m_styles.style(id).tint;
    return {static_cast<std::uint8_t>(tint.red()), static_cast<std::uint8_t>(tint.green()),
            static_cast<std::uint8_t>(tint.blue())};
}

int LayerLooks::reach() const { return kContourWidth; }

const labels::ColourMap& LayerLooks::colourMap(LayerId id) {
    const std::size_t index = session::indexOf(id);
    const ColourChoice choice = m_styles.style(id).colours;
    const session::ValueRange range = m_document.valueRange(id);
    if (!m_maps[index] || m_mapChoices[index] != choice || m_mapRanges[index] != range) {
        m_maps[index].emplace(
            choice == ColourChoice::Grey ? labels::Ramp::Grey : labels::Ramp::Viridis, range.low,
            range.high);
        m_mapChoices[index] = choice;
        m_mapRanges[index] = range;
    }
    return *m_maps[index];
}

}  // namespace frisket::ui
