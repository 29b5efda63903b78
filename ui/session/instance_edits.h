// SPDX-License-Identifier: MIT
#pragma once

#include "core/base/geometry.h"
#include "ui/session/document.h"

namespace frisket::session {

// What is done to one instance of the shown plane: pixels of one label that hang together, by sides
// or corners, with the one that is pointed at. Each is a job and one undo step of the destination,
// within limits and locks, and answers with words for a person. They fail with Refused while
// something else is done, with Cancelled, and with InvalidArgument where the destination can't hold
// the source's value. 0 is background.

enum class Enclosed : std::uint8_t { Not, Too };

/// Puts the instance that the source has at `pixel` into the destination; with Enclosed::Too all
/// that the source has within its outline, background as well. What is around it, and what of
/// another shape the destination had there, stays.
[[nodiscard]] base::Result<QString> takeInstance(Document& document, base::Pixel pixel,
                                                 Enclosed enclosed);

/// Gives the destination's instance the background that it encloses and touches; other labels in it
/// stay, with their own holes. On background: fills that hole, with the label that most of its
/// sides touch, unless it reaches the edge of the image.
[[nodiscard]] base::Result<QString> fillHolesAt(Document& document, base::Pixel pixel);

/// Gives the destination's instance the value that most of its sides touch: background, or what it
/// lies in.
[[nodiscard]] base::Result<QString> removeInstance(Document& document, base::Pixel pixel);

/// Clears lines of a pixel across the necks of the destination's instance (smart::splitLines,
/// `neck` in percent), so that its parts come apart; where it has none, the shortest straight line
/// through `pixel` (smart::shortestCut). What it encloses counts as its own.
[[nodiscard]] base::Result<QString> splitInstance(Document& document, base::Pixel pixel, int neck);

}  // namespace frisket::session
