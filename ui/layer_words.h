// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "ui/session/document.h"

namespace frisket::ui {

/// What a layer that is present is, in a line: "uint8 · 375×500 · PNG, palette of 21".
[[nodiscard]] QString layerDetail(const session::Document& document, session::LayerId id);

/// Why a layer does not lie over the others as it should, and what to do; or empty.
[[nodiscard]] QString layerWarning(const session::Document& document, session::LayerId id);

}  // namespace frisket::ui
