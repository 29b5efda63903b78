// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/document.h"

namespace frisket::session {

/// What a range of the limits goes by at a pixel of the shown plane: a mask's value, the backdrop's
/// brightness; nothing where the layer has none.
[[nodiscard]] std::optional<double> limitedValue(const Document& document, LayerId layer,
                                                 std::int64_t x, std::int64_t y);

/// Makes the range of that term the values around the one at `place`, a twentieth of what the layer
/// spans to both sides; with `more` it only grows to hold that value. Nothing where there is none.
void pickRange(Document& document, std::size_t term, base::Point place, bool more);

}  // namespace frisket::session
