// SPDX-License-Identifier: MIT
#pragma once

#include "core/paint/flood_fill.h"
#include "ui/session/smart_options.h"

namespace frisket::session {

class Document;

/// Says what the smart brush may paint with its middle on `seed`: pixels no more than the tolerance
/// from what is there. Of a photo that is the mean of the 5 x 5 pixels around, so that noise does
/// not choose; of other layers the value itself. Empty where the layer has nothing there. Looks at
/// the document: valid until that changes.
[[nodiscard]] paint::MatchWords matchUnderBrush(const Document& document, paint::Pixel seed,
                                                const SmartOptions& options);

}  // namespace frisket::session
