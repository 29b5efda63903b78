// SPDX-License-Identifier: MIT
#pragma once

#include "core/paint/flood_fill.h"
#include "ui/session/floating.h"
#include "ui/session/join.h"

namespace frisket::session {

/// The pixels of the shown plane that the condition selects, with the least box, as a job. Fails
/// with Refused while something else is done, Cancelled, OutOfMemory.
[[nodiscard]] base::Result<condition::BitRegion> selectedPixels(Document& document);

/// Lifts what is selected in the shown plane, or with `only` what hangs together with that pixel by
/// sides and corners; nothing where none is. A job; errors as above.
[[nodiscard]] base::Status liftSelection(Document& document, Floating& floating,
                                         const std::optional<paint::Pixel>& only = {});

/// The pixels of the plane that floating bits cover as they lie, as a job.
[[nodiscard]] base::Result<condition::BitRegion> placedPixels(Document& document,
                                                              const Floating& floating);

/// Puts what floats into the condition as one undo step, and drops it: what was lifted goes from
/// where it was, unless it stays there too, and is added where it lies; what was pasted joins as
/// `join` says. What lies beyond the image is lost. What no longer fits what is shown is
/// dropped, with an error; otherwise it stays on an error.
[[nodiscard]] base::Status settle(Document& document, Floating& floating, Join join);

}  // namespace frisket::session
