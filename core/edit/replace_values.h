// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/array/banded_array.h"
#include "core/array/layout.h"
#include "core/assign/scalar.h"
#include "core/base/progress.h"
#include "core/condition/condition_mask.h"
#include "core/edit/value_patch.h"

namespace frisket::edit {

/// Elements that equal `from` become `to`; with `swaps` those that equal `to` become `from` too.
/// As NumPy compares: -0.0 equals 0.0; but NaN equals NaN here, or it could not be replaced.
struct Replacement {
    assign::Scalar from;  ///< both of the destination's dtype
    assign::Scalar to;
    bool swaps = false;
};

/// Where values are replaced.
struct ReplaceScope {
    /// Flat C-order places of the destination, all different.
    array::Layout elements;
    /// Only where this is true: `condition` and its flat places, of the shape of `elements`.
    const condition::ConditionMask* mask = nullptr;
    array::Layout condition;
};

/// How many elements a replacement changes.
struct ReplaceCounts {
    std::int64_t toTo = 0;    ///< that become `to`
    std::int64_t toFrom = 0;  ///< that become `from`; 0 unless it swaps

    [[nodiscard]] std::int64_t all() const { return toTo + toFrom; }
    bool operator==(const ReplaceCounts&) const = default;
};

/// Counts what the replacement would change. Reads each element of the scope once, on all threads
/// of `pool`; advances `progress`, which may be null, by the elements of the scope. Cancelled,
/// OutOfMemory.
[[nodiscard]] base::Result<ReplaceCounts> countReplacement(const array::BandedArray& destination,
                                                           const ReplaceScope& scope,
                                                           const Replacement& replacement,
                                                           base::ThreadPool& pool,
                                                           base::Progress* progress = nullptr);

/// The same, and the patch that does it: nothing is written yet. Empty where nothing would change.
[[nodiscard]] base::Result<ValuePatch> findReplacement(const array::BandedArray& destination,
                                                       const ReplaceScope& scope,
                                                       const Replacement& replacement,
                                                       base::ThreadPool& pool,
                                                       base::Progress* progress = nullptr);

}  // namespace frisket::edit
