// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "ui/session/document.h"

namespace frisket::ui {

/// What a layer that is present is, in a line: "uint8 · 375×500 · PNG, palette of 21".
[[nodiscard]] QString layerDetail(const session::Document& document, session::LayerId id);

/// Why a layer does not lie over the others as it should, and what to do; or empty.
struct LayerWarning {
    QString text;
    QString fix;  ///< on the button that does it
};
[[nodiscard]] LayerWarning layerWarning(const session::Document& document, session::LayerId id);

/// How the picture is to be shown so that it lies over the masks: as its file has it where only its
/// EXIF orientation stands in the way, else stretched.
[[nodiscard]] session::PictureView fittingView(const session::Document& document);

}  // namespace frisket::ui
