// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>

#include "ui/session/layer_styles.h"
#include "ui/session/mode_snapshot.h"

namespace frisket::ui {

/// Largest picture of a mode's result, in device-independent pixels.
inline constexpr QSize kModePicture{96, 72};

/// Samples of a mode's result in the colours that the Result layer gives them, opaque, for a plane
/// of `plane` pixels: the plane's aspect, at most kModePicture at `ratio` device pixels each. Null
/// where there are no samples.
[[nodiscard]] QImage modePicture(const session::Document& document,
                                 const session::LayerStyles& styles,
                                 const session::ModeSnapshot::Pictures& pictures, assign::Mode mode,
                                 qreal ratio);

}  // namespace frisket::ui
