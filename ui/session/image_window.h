// SPDX-License-Identifier: MIT
#pragma once

#include "core/smart/image_window.h"
#include "ui/session/document.h"

namespace frisket::session {

/// Pixels of the shown plane that a layer has; of a photo those that it covers.
[[nodiscard]] base::Rect layerRect(const Document& document, LayerId id);

/// The part of the layer in `rect` as the smart tools look at it: a photo's colours, the condition
/// black and white, other masks as greys from the least value in `rect` to the greatest, NaN black.
/// Fails with NotFound where the layer is not there, as smart::check, and with Refused while the
/// document is busy.
[[nodiscard]] base::Result<smart::ImageWindow> imageWindow(const Document& document, LayerId id,
                                                           const base::Rect& rect);

/// The part of the layer to look at: `needed` and what is `seen`, where together they are not too
/// large; else `needed` and as much around it as may be.
[[nodiscard]] base::Rect windowAround(const Document& document, LayerId id,
                                      const base::Rect& needed, const base::Rect& seen);

}  // namespace frisket::session
