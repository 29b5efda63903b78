// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include "core/array/layout.h"

namespace frisket::array {

/// `layout` seen through NumPy basic indexing given as text: `[:, None]`, `[..., ::-1]`, `[2]`,
/// `[0:10:2, -1]`. Grammar: comma-separated items, each an integer, a slice `start:stop:step`,
/// `None` or `np.newaxis`, or one `...`. Steps may follow one another, each applied to the view
/// before it: `[0][:, None]`, and `.T`, `.transpose(1, 0)` and `.reshape(428, -1)` beside brackets,
/// the last only where it is a view (Layout::reshape). A single pair of brackets may be left out.
/// Fails with InvalidArgument and names the column (from 1) for a syntax error, the axis for an
/// index out of bounds, the shapes for a reshape.
[[nodiscard]] base::Result<Layout> applyViewExpression(const Layout& layout,
                                                       std::string_view expression);

}  // namespace frisket::array
