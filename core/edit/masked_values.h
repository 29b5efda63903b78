// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <vector>

#include "core/array/banded_array.h"
#include "core/assign/run.h"
#include "core/base/progress.h"

namespace frisket::edit {

/// What an Apply changed: by which bits the destination's values under the condition differ from
/// what was there (old ^ new), gathered in C order and compressed band by band. Flipping them
/// undoes the Apply, flipping them once more does it again, even if the source was replaced
/// meanwhile. Where the assignment changed nothing, nothing is kept.
class MaskedValues {
public:
    /// Puts the plan's result into `destination`. Looks only at bands in which something is
    /// selected and writes only those in which something changes; no band means that the result
    /// equals the destination. Fails with OutOfMemory, before anything is written; the caller has
    /// checked the values (`assign::findInexact`).
    [[nodiscard]] static base::Result<MaskedValues> apply(const assign::AssignPlan& plan,
                                                          const assign::Inputs& inputs,
                                                          array::BandedArray& destination,
                                                          base::ThreadPool& pool);

    /// The first half of `apply`: what it would change, with nothing written yet. Advances
    /// `progress`, which may be null, by the destination's elements; Cancelled.
    [[nodiscard]] static base::Result<MaskedValues> find(const assign::AssignPlan& plan,
                                                         const assign::Inputs& inputs,
                                                         const array::BandedArray& destination,
                                                         base::ThreadPool& pool,
                                                         base::Progress* progress = nullptr);

    /// Called between bands on the thread that called `exchange`, with the number of elements that
    /// were exchanged since the last call; whether to go on. Meanwhile others may read the
    /// destination there, of which some bands are exchanged already, but neither write it nor take
    /// a snapshot. Must not throw: some bands would stay exchanged and others not.
    using GoOn = std::function<bool(std::int64_t elements)>;

    /// Undoes or redoes it; the second half of `apply` too. `condition` and `destination` must be
    /// what they were before or after; a linear history sees to that. Throws std::bad_alloc, before
    /// anything is written. False where `goOn` said so: then what was exchanged is exchanged back,
    /// between further calls of `goOn`, whose answer no longer counts.
    bool exchange(const condition::ConditionMask& condition, array::BandedArray& destination,
                  base::ThreadPool& pool, const GoOn& goOn = {}) const;

    /// Whether the Apply changed nothing.
    [[nodiscard]] bool empty() const { return m_bands.empty(); }
    /// Number of bands of the destination that it changed.
    [[nodiscard]] std::int64_t bandCount() const {
        return static_cast<std::int64_t>(m_bands.size());
    }
    /// Elements of these bands, for which `exchange` tells `GoOn`.
    [[nodiscard]] std::int64_t elementCount(const array::BandedArray& destination) const;
    /// Memory that the values hold, this object included.
    [[nodiscard]] std::int64_t byteSize() const;

private:
    struct Band {
        std::int64_t index = 0;
        std::int64_t selected = 0;      ///< elements
        std::vector<std::byte> packed;  ///< how they differ
    };

    /// Elements of bands [first, last) of those that it changed.
    [[nodiscard]] std::int64_t elementsOf(const array::BandedArray& destination, std::int64_t first,
                                          std::int64_t last) const;

    explicit MaskedValues(const assign::AssignPlan& plan) : m_plan(plan) {}

    assign::AssignPlan m_plan;
    std::vector<Band> m_bands;
};

/// Whether the plan's result differs from `destination` in any bit. Reads only bands in which
/// something is selected and stops at the first difference. On all threads of `pool`; advances
/// `progress` by the destination's elements at most. Fails with Cancelled alone.
[[nodiscard]] base::Result<bool> wouldChange(const assign::AssignPlan& plan,
                                             const assign::Inputs& inputs,
                                             const array::BandedArray& destination,
                                             base::ThreadPool& pool, base::Progress& progress);

}  // namespace frisket::edit
