// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "core/condition/bit_region.h"
#include "ui/session/document.h"

namespace frisket::session {

/// Runs `work`, which finds pixels of the shown plane, as a job that `words` name. Fails with what
/// it fails with, and with Refused where something else is done, or another plane is shown by the
/// time it ends: what was found is not of that one.
[[nodiscard]] base::Result<condition::BitRegion> findInPlane(
    Document& document, const QString& words,
    const std::function<base::Result<condition::BitRegion>(base::Progress&)>& work);

/// The same of work that finds something else: in `shown`, which the caller looked at before.
[[nodiscard]] base::Status lookAtPlane(Document& document, ShownPlane shown, const QString& words,
                                       const Jobs::Work& work);

/// Whether both show the same pixels, whichever axis is stepped along.
[[nodiscard]] bool showSame(const ShownPlane& a, const ShownPlane& b);

/// Why nothing was done to a plane that is no longer shown.
[[nodiscard]] base::Error planeLeftError();

}  // namespace frisket::session
