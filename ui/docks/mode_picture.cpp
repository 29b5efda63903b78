// SPDX-License-Identifier: MIT
#include "ui/docks/mode_picture.h"

#include <algorithm>

#include "core/render/compositor.h"
#include "ui/canvas/tile_renderer.h"
#include "ui/session/layer_colours.h"

namespace frisket::ui {

QImage modePicture(const session::Document& document, const session::LayerStyles& styles,
                   const session::ModeSnapshot::Pictures& pictures, assign::Mode mode,
                   qreal ratio) {
    using session::LayerId;
    const std::vector<std::byte>& values = pictures.values[session::indexOf(mode)];
    const array::DType dtype = document.dtype(LayerId::Result);
    const std::int64_t size = array::itemSize(dtype);
    if (values.empty() ||
        static_cast<std::int64_t>(values.size()) != pictures.width * pictures.height * size) {
        return {};
    }
    const session::LayerStyle& style = styles.style(LayerId::Result);
    const labels::LabelColours scheme =
        session::schemeColours(document, LayerId::Result, style).with(styles.labels().table());
    std::optional<labels::ColourMap> map;
    render::LabelPixels labels{dtype, values.data(), pictures.width * size, &scheme};
    if (const auto ramp = session::rampOf(style.colours)) {
        const session::ValueRange window = session::colourWindow(document, LayerId::Result, style);
        map.emplace(*ramp, window.low, window.high);
        labels.colours = &*map;
    }
    QImage picture(static_cast<int>(pictures.width), static_cast<int>(pictures.height),
                   QImage::Format_RGB32);
    const base::Rect whole{0, 0, pictures.width, pictures.height};
    const render::Layer layer{whole, labels, {}};
    render::compose({&layer, 1}, whole, TileRenderer::kGround,
                    reinterpret_cast<render::Argb*>(picture.bits()), picture.bytesPerLine() / 4);
    const QSizeF plane(static_cast<double>(document.planeWidth()),
                       static_cast<double>(document.planeHeight()));
    const QSize shown = plane.scaled(QSizeF(kModePicture) * ratio, Qt::KeepAspectRatio)
                            .toSize()
                            .expandedTo(QSize(1, 1));
    QImage scaled = picture.scaled(shown, Qt::IgnoreAspectRatio, Qt::FastTransformation);
    scaled.setDevicePixelRatio(ratio);
    return scaled;
}

}  // namespace frisket::ui
