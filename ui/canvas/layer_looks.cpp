// SPDX-License-Identifier: MIT
#include "ui/canvas/layer_looks.h"

#include <algorithm>
#include <cmath>

#include "core/render/difference.h"
#include "ui/session/layer_colours.h"

namespace frisket::ui {

using session::LayerId;

LayerLooks::LayerLooks(const session::Document& document, const session::LayerStyles& styles)
    : m_document(document), m_styles(styles) {}

session::LayerStyle LayerLooks::styleOf(LayerId id) const {
    session::LayerStyle style = m_styles.style(id);
    if (m_alone && id != LayerId::Condition) {
        // Layers that are compared look the same.
        style.visible = true;
        style.draw = session::Draw::Fill;
        style.opacity = m_styles.style(LayerId::Result).opacity;
        style.difference = false;
    }
    return style;
}

bool LayerLooks::drawn(LayerId id) const {
    const session::LayerStyle style = styleOf(id);
    const bool seen =
        (style.fills() && style.opacity > 0) || (style.hasContour() && style.contourOpacity > 0);
    return style.visible && seen && m_document.has(LayerId::Destination) && m_document.has(id);
}

render::LayerStyle LayerLooks::renderStyle(LayerId id) const {
    const session::LayerStyle style = styleOf(id);
    render::LayerStyle out;
    out.opacity = style.opacity;
    out.contourOpacity = style.contourOpacity;
    out.contourWidth = deviceWidth(style);
    out.tone = style.solidContour ? render::Tone::Solid : render::Tone::TwoTone;
    out.paint = !style.hasContour() ? render::Paint::Fill
                : style.fills()     ? render::Paint::FillAndContour
                                    : render::Paint::Contour;
    return out;
}

int LayerLooks::deviceWidth(const session::LayerStyle& style) const {
    return std::clamp(static_cast<int>(std::lround(style.contourWidth * m_deviceRatio)), 1,
                      render::kMaxContourWidth);
}

bool LayerLooks::showsDifference(LayerId id) const {
    return id == LayerId::Result && styleOf(id).difference;
}

array::DType LayerLooks::drawnType(LayerId id) const {
    return showsDifference(id) ? array::DType::U8 : m_document.dtype(id);
}

std::shared_ptr<const render::LabelPaints> LayerLooks::paints(LayerId id) {
    const std::size_t index = session::indexOf(id);
    const session::LayerStyle style = styleOf(id);
    Made from{style, m_styles.labels().version(), m_generation, drawnType(id), {}};
    if (session::rampOf(style.colours) && !showsDifference(id)) {
        from.window = session::colourWindow(m_document, id, style);
    }
    if (!m_paints[index] || m_made[index] != from) {
        m_paints[index] = std::make_shared<const render::LabelPaints>(makePaints(id, from));
        m_made[index] = from;
    }
    return m_paints[index];
}

render::LabelPaints LayerLooks::makePaints(LayerId id, const Made& from) const {
    const auto make = [&](const render::LabelPixels::Colours& colours) {
        return render::makePaints(from.dtype, colours, renderStyle(id),
                                  render::LabelPainter::kTableFrom);
    };
    if (showsDifference(id)) {
        const labels::LabelColours kinds{render::kDifferenceColours};
        return make(&kinds);
    }
    if (const auto ramp = session::rampOf(from.style.colours)) {
        const labels::ColourMap map(*ramp, from.window.low, from.window.high);
        return make(&map);
    }
    const labels::LabelColours colours =
        session::schemeColours(m_document, id, from.style).with(m_styles.labels().table());
    return make(&colours);
}

labels::Rgb LayerLooks::tint(LayerId id) const { return session::rgbOf(styleOf(id).tint); }

int LayerLooks::reach() const {
    int widest = 0;
    for (const LayerId id : session::kAllLayers) {
        if (styleOf(id).hasContour() && drawn(id)) {
            widest = std::max(widest, deviceWidth(styleOf(id)));
        }
    }
    return widest;
}

bool LayerLooks::setDeviceRatio(double ratio) {
    const bool changed = ratio != m_deviceRatio;
    m_deviceRatio = ratio;
    return changed;
}

}  // namespace frisket::ui
