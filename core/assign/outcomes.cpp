// SPDX-License-Identifier: MIT
#include "core/assign/outcomes.h"

#include <algorithm>
#include <cstring>

#include "core/assign/condition_pieces.h"
#include "core/assign/rank_index.h"
#include "core/assign/selected.h"
#include "core/assign/window.h"

namespace frisket::assign {

namespace {
/// Bytes of a block of one outcome: all of them together stay in the second cache.
constexpr std::int64_t kBlockBytes = std::int64_t{1} << 15U;

template <class Lane>
std::int64_t countUnequal(const std::byte* a, const std::byte* b, std::int64_t count) {
    // Sums of so few lanes fit the narrowest counter that the compiler makes vectors of.
    constexpr std::int64_t kStrip = 4096;
    std::int64_t unequal = 0;
    for (std::int64_t done = 0; done < count; done += kStrip) {
        const std::int64_t part = std::min(kStrip, count - done);
        const std::byte* const left = a + done * std::int64_t{sizeof(Lane)};
        const std::byte* const right = b + done * std::int64_t{sizeof(Lane)};
        if (std::memcmp(left, right, static_cast<std::size_t>(part) * sizeof(Lane)) == 0) {
            continue;
        }
        std::uint32_t here = 0;
        for (std::int64_t i = 0; i < part; ++i) {
            Lane x;
            Lane y;
            std::memcpy(&x, left + i * std::int64_t{sizeof(Lane)}, sizeof(Lane));
            std::memcpy(&y, right + i * std::int64_t{sizeof(Lane)}, sizeof(Lane));
            here += static_cast<std::uint32_t>(x != y);
        }
        unequal += here;
    }
    return unequal;
}

std::int64_t unequalElements(const std::byte* a, const std::byte* b, std::int64_t count,
                             std::int64_t size) {
    switch (size) {
        case 1:
            return countUnequal<std::uint8_t>(a, b, count);
        case 2:
            return countUnequal<std::uint16_t>(a, b, count);
        case 4:
            return countUnequal<std::uint32_t>(a, b, count);
        default:
            return countUnequal<std::uint64_t>(a, b, count);
    }
}

/// An outcome with the memory that its evaluation needs, block after block.
class Evaluated {
public:
    Evaluated(const Outcome& outcome, std::int64_t bytes)
        : m_outcome(outcome),
          m_pieces(*outcome.inputs.condition, outcome.plan->loops().condition()),
          m_result(static_cast<std::size_t>(bytes)) {}

    /// Whether anything of [begin, end) is selected, so that there is a result to look at.
    bool evaluate(const array::BandedArray& destination, const std::byte* before,
                  std::int64_t begin, std::int64_t end) {
        const AssignPlan& plan = *m_outcome.plan;
        m_isSelected =
            !plan.assignsNothing() && countSelected(plan.loops(), m_pieces, begin, end) > 0;
        if (!m_isSelected) {
            return false;
        }
        if (plan.checksValues()) {
            evaluateRange(plan, m_outcome.inputs, destination, begin, end, m_result.data());
        } else {
            const auto bytes = (end - begin) * array::itemSize(plan.destinationType());
            std::memcpy(m_result.data(), before, static_cast<std::size_t>(bytes));
            assignRange(plan, m_outcome.inputs, begin, end, {m_result.data(), begin});
        }
        return true;
    }
    /// Null where nothing is selected: it is what the destination is.
    [[nodiscard]] const std::byte* result() const {
        return m_isSelected ? m_result.data() : nullptr;
    }

private:
    Outcome m_outcome;
    ConditionPieces m_pieces;
    std::vector<std::byte> m_result;
    bool m_isSelected = false;
};
}  // namespace

void evaluateRange(const AssignPlan& plan, const Inputs& inputs,
                   const array::BandedArray& destination, std::int64_t begin, std::int64_t end,
                   std::byte* out) {
    const array::Shape& shape = plan.shape();
    const int rank = shape.rank();
    const std::int64_t size = array::itemSize(plan.destinationType());
    PlaneWindow window;
    window.axisX = rank - 1;
    window.axisY = rank >= 2 ? rank - 2 : -1;
    const std::int64_t width = rank >= 1 ? shape[rank - 1] : 1;
    const std::int64_t rows = rank >= 2 ? shape[rank - 2] : 1;
    while (begin < end) {
        window.fixed = array::unravel(begin, shape);
        window.x0 = rank >= 1 ? window.fixed[rank - 1] : 0;
        window.y0 = rank >= 2 ? window.fixed[rank - 2] : 0;
        window.width = std::min(width - window.x0, end - begin);
        window.height = 1;
        if (window.width == width) {  // whole rows, up to the plane's end
            window.height = std::min(rows - window.y0, (end - begin) / width);
        }
        evaluateWindow(plan, inputs, destination, window, out);
        const std::int64_t done = window.width * window.height;
        begin += done;
        out += done * size;
    }
}

base::Result<OutcomeCounts> countOutcomes(const array::BandedArray& destination,
                                          std::span<const Outcome> outcomes,
                                          base::Progress* progress) {
    OutcomeCounts counts(outcomes.size());
    const std::int64_t count = destination.count();
    const std::int64_t size = array::itemSize(destination.dtype());
    // Whole blocks of the ranks, so that each is begun once.
    const std::int64_t block = std::max(kBlockBytes / size, RankIndex::kBlock);
    std::vector<std::byte> before(static_cast<std::size_t>(block * size));
    std::vector<Evaluated> evaluated;
    evaluated.reserve(outcomes.size());
    for (const Outcome& outcome : outcomes) {
        evaluated.emplace_back(outcome, block * size);
    }
    if (progress != nullptr) {
        progress->expect(count);
    }
    for (std::int64_t begin = 0; begin < count; begin += block) {
        const std::int64_t end = std::min(count, begin + block);
        if (auto status = base::proceed(progress, end - begin); !status) {
            return base::passOn(status);
        }
        destination.gather(begin, 1, end - begin, before.data());
        bool any = false;
        for (Evaluated& each : evaluated) {
            any = each.evaluate(destination, before.data(), begin, end) || any;
        }
        if (!any) {
            continue;
        }
        const auto resultOf = [&](std::size_t i) {
            const std::byte* result = evaluated[i].result();
            return result != nullptr ? result : before.data();
        };
        for (std::size_t i = 0; i < evaluated.size(); ++i) {
            const std::byte* const mine = resultOf(i);
            if (mine != before.data()) {
                counts.addChanged(i, unequalElements(mine, before.data(), end - begin, size));
            }
            for (std::size_t j = 0; j < i; ++j) {
                if (const std::byte* const other = resultOf(j); other != mine) {
                    counts.addDifferent(i, j, unequalElements(mine, other, end - begin, size));
                }
            }
        }
    }
    return counts;
}

}  // namespace frisket::assign
