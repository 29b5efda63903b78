// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "core/condition/bit_region.h"
#include "ui/session/document.h"
#include "ui/session/join.h"

namespace frisket::session {

/// Joins what `regions` of the shown plane hold together to the condition, as one undo step;
/// nothing where the condition can't be painted or a stroke is under way. Intersect and Replace
/// pass over the plane.
void joinRegions(Document& document, std::span<const condition::BitRegion> regions, Join join,
                 const QString& name);

}  // namespace frisket::session
