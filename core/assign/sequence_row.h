// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/assign/expand.h"
#include "core/assign/rank_walk.h"
#include "core/assign/run.h"
#include "core/assign/sequence.h"

namespace frisket::assign {

/// The source elements that a row of samples takes from a source that is consumed in order, one for
/// each selected sample, in the source's dtype. Has buffers of its own: one for each thread.
class SequenceRow {
public:
    /// For rows of at most `width` samples.
    SequenceRow(const AssignPlan& plan, const Inputs& inputs, std::int64_t width);

    /// Samples are consecutive elements in C order of the destination, from `flat` on. Those that
    /// `selected` leaves out are not filled in. Valid until the next call.
    const std::byte* consecutive(std::int64_t flat, std::int64_t count,
                                 const condition::Word* selected);
    /// Sample i is element `flat + places[i] * stride`.
    const std::byte* apart(std::int64_t flat, std::int64_t stride,
                           std::span<const std::int64_t> places, const condition::Word* selected);

private:
    std::int64_t m_size;
    SourceSequence m_sequence;
    ExpandRun m_expand;
    std::vector<std::byte> m_elements;
    std::optional<RankWalk> m_walk;  ///< where the source is addressed ByRank
};

}  // namespace frisket::assign
