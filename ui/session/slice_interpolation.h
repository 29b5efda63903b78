// SPDX-License-Identifier: MIT
#pragma once

#include "ui/session/document.h"

namespace frisket::session {

/// Selects in each empty slice between two that are not empty, along the axis that is stepped
/// through, the shape between theirs (`refine::interpolated`), as one undo step; how many slices
/// were filled. A job. Refused where there is no such axis, one condition serves all its indices,
/// or something else is done; fails with Cancelled and OutOfMemory.
[[nodiscard]] base::Result<std::int64_t> interpolateSlices(Document& document);

}  // namespace frisket::session
