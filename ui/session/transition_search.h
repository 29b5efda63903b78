// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/change_survey.h"

namespace frisket::session {

/// The pixels of the shown plane that are selected and become `pair.after` from `pair.before`,
/// found as a job. Fails as findInPlane, and with Refused where there is no plan.
[[nodiscard]] base::Result<condition::BitRegion> findTransition(Document& document,
                                                                const ChangeSurvey::Pair& pair);

}  // namespace frisket::session
