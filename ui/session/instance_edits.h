// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/geometry.h"
#include "ui/session/document.h"

namespace frisket::session {

// What is done to one instance of the destination's shown plane: pixels of one label that hang
// together, by sides or corners, with the one that is pointed at. Each is a job and one undo step,
// within limits and locks, and answers with words for a person; they fail with Refused while
// something else is done, with Cancelled, and with InvalidArgument where the destination can't hold
// the source's value. 0 is background.

/// Puts the instance that the source has at `pixel` into the destination. What is around it, and
/// what of another shape the destination had there, stays.
[[nodiscard]] base::Result<QString> takeInstance(Document& document, base::Pixel pixel);

/// Gives the instance's label to the background that it encloses and touches, the largest gap too;
/// other labels in it stay, with their own holes. On background: fills that hole, with the label
/// that most of its sides touch, unless it reaches the edge of the image.
[[nodiscard]] base::Result<QString> fillHolesAt(Document& document, base::Pixel pixel);

/// Clears lines of a pixel across the instance's necks (smart::splitLines), so that its parts come
/// apart. What it encloses counts as its own. `neck` in percent.
[[nodiscard]] base::Result<QString> splitInstance(Document& document, base::Pixel pixel, int neck);

}  // namespace frisket::session
