// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "core/measure/transitions.h"

namespace frisket::measure {

/// How far a mask and a reference agree about a label.
struct LabelAgreement {
    std::int64_t label = 0;      ///< as in Transition
    bool isHuge = false;         ///< `label` are the bits of 2^63 or more
    std::int64_t mask = 0;       ///< elements that have it in the mask
    std::int64_t reference = 0;  ///< in the reference
    std::int64_t both = 0;       ///< at the same places in both

    /// Intersection over union (the Jaccard index), 0..1. One of the two has the label.
    [[nodiscard]] double iou() const {
        return static_cast<double>(both) / static_cast<double>(mask + reference - both);
    }
    /// Twice the intersection over the sum (Sørensen and Dice; the F1 score), 0..1.
    [[nodiscard]] double dice() const {
        return 2 * static_cast<double>(both) / static_cast<double>(mask + reference);
    }
    bool operator==(const LabelAgreement&) const = default;
};

/// One step of a sum of confusion counts: `before` of a pair is the mask's label, `after` that of
/// the reference.
struct ConfusionTerm {
    std::span<const Transition> pairs;
    int sign = 1;
};

/// The labels that the mask or the reference has, by rising number, from the sum of `terms`.
[[nodiscard]] std::vector<LabelAgreement> agreement(array::DType mask, array::DType reference,
                                                    std::span<const ConfusionTerm> terms);

}  // namespace frisket::measure
