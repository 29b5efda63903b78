// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "core/condition/bit_region.h"
#include "ui/session/document.h"
#include "ui/session/join.h"

namespace frisket::session {

/// Joins what `regions` of the shown plane hold together to what is painted, as one undo step;
/// nothing where that can't be painted or a stroke is under way. Intersect and Replace pass over
/// the plane of the condition; a label has no such thing, there they add.
void joinRegions(Document& document, std::span<const condition::BitRegion> regions, Join join,
                 const QString& name, PaintInto into);
/// The same for the document's target.
void joinRegions(Document& document, std::span<const condition::BitRegion> regions, Join join,
                 const QString& name);

/// What was looked for as a job, joined; where that failed the document says so.
void joinFound(Document& document, const base::Result<condition::BitRegion>& found, Join join,
               const QString& name, PaintInto into);

}  // namespace frisket::session
