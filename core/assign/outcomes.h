// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "core/array/banded_array.h"
#include "core/assign/run.h"
#include "core/base/progress.h"

namespace frisket::assign {

/// One of several assignments to the same destination, to be compared before any is done.
struct Outcome {
    const AssignPlan* plan = nullptr;
    Inputs inputs;
};

/// In how many elements the results of assignments differ from the destination, and from each
/// other. Elements are compared byte by byte: a NaN equals one of the same bits only, and -0.0 is
/// not 0.0.
class OutcomeCounts {
public:
    explicit OutcomeCounts(std::size_t outcomes)
        : m_outcomes(outcomes), m_counts((outcomes + 1) * (outcomes + 1)) {}

    [[nodiscard]] std::size_t outcomes() const { return m_outcomes; }
    /// Elements of the destination that outcome `i` changes.
    [[nodiscard]] std::int64_t changed(std::size_t i) const { return m_counts[i]; }
    /// Elements in which the results `i` and `j` differ.
    [[nodiscard]] std::int64_t different(std::size_t i, std::size_t j) const {
        return m_counts[(i + 1) * (m_outcomes + 1) + j];
    }
    void addChanged(std::size_t i, std::int64_t count) { m_counts[i] += count; }
    void addDifferent(std::size_t i, std::size_t j, std::int64_t count) {
        m_counts[(i + 1) * (m_outcomes + 1) + j] += count;
        m_counts[(j + 1) * (m_outcomes + 1) + i] += count;
    }

private:
    std::size_t m_outcomes;
    /// Row 0 is of the destination, row i + 1 of outcome i.
    std::vector<std::int64_t> m_counts;
};

/// The live result of elements [begin, end) in C order, packed at `out` in the destination's dtype:
/// what `evaluateWindow` has there, so that under Exact selected values that would change stay as
/// the destination has them. `destination` has the shape and dtype of the plan's, in C order.
void evaluateRange(const AssignPlan& plan, const Inputs& inputs,
                   const array::BandedArray& destination, std::int64_t begin, std::int64_t end,
                   std::byte* out);

/// Evaluates all `outcomes` block by block, each as `evaluateRange` does, and counts; nothing is
/// written, and no more is held than a block of each. Blocks of which no outcome selects an element
/// cost their condition's words. On the calling thread. `progress` (may be null) expects and
/// advances by the destination's elements. Cancelled; throws std::bad_alloc.
[[nodiscard]] base::Result<OutcomeCounts> countOutcomes(const array::BandedArray& destination,
                                                        std::span<const Outcome> outcomes,
                                                        base::Progress* progress = nullptr);

}  // namespace frisket::assign
