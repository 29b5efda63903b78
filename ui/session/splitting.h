// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/document.h"
#include "ui/session/join.h"

namespace frisket::session {

/// Splits what hangs together with `seed` where it has necks, as jobs and one undo step. Of the
/// condition what is selected there: lines of a pixel are cleared. Of another mask the pixels of
/// that label: its parts, without the lines between them, join the condition. `neck` in percent.
/// Nothing where the condition is not selected; where it can't be done the document says why.
void splitTouching(Document& document, base::Pixel seed, LayerId layer, int neck, Join join);

}  // namespace frisket::session
