// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "core/array/dtype.h"
#include "core/assign/cast_report.h"
#include "core/assign/fix_steps.h"

namespace frisket::assign {

/// What a mode asks of an operand: `fits` says whether a layout will do, `shape` is what its sizes
/// are measured by (crop, pad, resize, reshape; rank tells whether axes are missing).
struct Fit {
    array::Shape shape;
    Side side = Side::Right;
    std::function<bool(const array::Layout&)> fits;
};

/// The changes of `operand` after which it fits; each one was tried with `fit.fits`. The smallest
/// that there are: single small steps (fix_steps.h: an axis of size 1 in or out, axes reordered, a
/// flat array reshaped, a few rows cropped or padded), else a nearest-neighbour resize, else two
/// steps, else index 0 of an axis too many. Empty if none works.
[[nodiscard]] std::vector<Fix> findFixes(Role role, const array::Layout& operand, const Fit& fit);

/// The same where the operand must broadcast to `target`, as broadcast.h has it.
[[nodiscard]] std::vector<Fix> findFixes(Role role, const array::Layout& operand,
                                         const array::Shape& target);

/// "use mode scatter". Whether that works is the caller's to know.
[[nodiscard]] Fix modeFix(Mode mode);

/// "cast 'unsafe'".
[[nodiscard]] Fix castingFix(Casting casting);

/// The castings that allow a source of dtype `from` for a destination of dtype `to` where `refused`
/// does not by the dtypes alone; the least permissive first, Exact (which looks at the values and
/// may refuse them in turn) before all.
[[nodiscard]] std::vector<Fix> castFixes(array::DType from, array::DType to, Casting refused);

/// For the values that Exact would lose, of which there are some: "cast 'unsafe': 9460 values would
/// wrap", or "would change" where they do so in several ways.
[[nodiscard]] std::vector<Fix> inexactFixes(const CastReport& report);

}  // namespace frisket::assign
