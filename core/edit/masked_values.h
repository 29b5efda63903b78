// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/array/banded_array.h"
#include "core/assign/run.h"

namespace frisket::edit {

/// What an Apply overwrote: the destination's values under the condition, packed in C order.
/// Exchanging them with the destination undoes the Apply, exchanging once more does it again, even
/// if the source was replaced meanwhile.
class MaskedValues {
public:
    /// Puts the plan's result into `destination` and returns what was there. Copies only bands in
    /// which something is selected. Fails with OutOfMemory, before anything is written; the caller
    /// has checked the values (`assign::findInexact`).
    [[nodiscard]] static base::Result<MaskedValues> apply(const assign::AssignPlan& plan,
                                                          const assign::Inputs& inputs,
                                                          array::BandedArray& destination,
                                                          base::ThreadPool& pool);

    /// Swaps the kept values with the destination's. `condition` must be what it was when they were
    /// taken; a linear history sees to that. Throws std::bad_alloc, before anything is written, if
    /// a shared band can't be copied.
    void exchange(const condition::ConditionMask& condition, array::BandedArray& destination);

    /// Number of values kept: the pixels that were selected.
    [[nodiscard]] std::int64_t count() const;
    /// Memory that the values hold, this object included.
    [[nodiscard]] std::int64_t byteSize() const;

private:
    struct Band {
        std::int64_t index = 0;
        std::vector<std::byte> values;
    };

    explicit MaskedValues(const assign::AssignPlan& plan) : m_plan(plan) {}

    assign::AssignPlan m_plan;
    std::vector<Band> m_bands;
};

/// Whether the plan's result differs from `destination` in any bit. Reads only bands in which
/// something is selected and stops at the first difference.
[[nodiscard]] bool wouldChange(const assign::AssignPlan& plan, const assign::Inputs& inputs,
                               const array::BandedArray& destination);

}  // namespace frisket::edit
