// SPDX-License-Identifier: MIT
#include "core/assign/fixes.h"

#include <algorithm>
#include <array>

#include "core/assign/broadcast.h"
#include "core/assign/casting.h"
#include "core/base/text.h"

namespace frisket::assign {

namespace {
using array::DType;
using array::Layout;
using base::joined;
using Stage = FixStep::Stage;

/// Pairs of steps are many: more than a few are no help, and no one has so many axes.
constexpr std::size_t kMostPairs = 4;
constexpr int kMostAxesForPairs = 8;

class Search {
public:
    Search(Role role, const Layout& operand, const Fit& fit)
        : m_role(role), m_operand(operand), m_fit(fit) {}

    std::vector<Fix> find() {
        singles(smallSteps);
        if (m_fixes.empty()) {
            singles(resizeSteps);
        }
        if (m_fixes.empty() && m_operand.rank() <= kMostAxesForPairs) {
            pairs(smallSteps);
        }
        if (m_fixes.empty() && m_operand.rank() <= kMostAxesForPairs) {
            pairs(resizeSteps);
        }
        if (m_fixes.empty()) {
            singles(selectSteps);
        }
        return std::move(m_fixes);
    }

private:
    using MakeSteps = std::vector<FixStep> (*)(const Misfit&);

    [[nodiscard]] Misfit misfit(const Layout& operand) const {
        return {m_role, operand, m_fit.shape, m_fit.side};
    }

    void singles(MakeSteps steps) {
        for (FixStep& step : steps(misfit(m_operand))) {
            if (m_fit.fits(step.layout)) {
                m_fixes.push_back({step.kind, m_role, std::move(step.text), std::move(step.view),
                                   step.layout.shape});
            }
        }
    }

    void pairs(MakeSteps steps) {
        std::vector<std::pair<Layout, Layout>> seen;
        for (const FixStep& first : smallSteps(misfit(m_operand))) {
            if (first.stage == Stage::Extend) {
                continue;
            }
            for (const FixStep& second : steps(misfit(first.layout))) {
                if (!areInOrder(first, second) || !m_fit.fits(second.layout) ||
                    m_fixes.size() == kMostPairs) {
                    continue;
                }
                // Different ways to the same elements; a new array's depend on what it is made of.
                const bool makes = second.stage == Stage::Extend;
                std::pair outcome(makes ? first.layout : Layout{}, second.layout);
                if (std::find(seen.begin(), seen.end(), outcome) == seen.end()) {
                    seen.push_back(std::move(outcome));
                    m_fixes.push_back({makes ? second.kind : Fix::Kind::Combined, m_role,
                                       joined(first.text, ", then ", second.text),
                                       first.view + second.view, second.layout.shape});
                }
            }
        }
    }

    /// Two axes may go, or come from left to right; axes are reordered at once, and only once.
    static bool areInOrder(const FixStep& first, const FixStep& second) {
        if (first.stage == second.stage) {
            return first.stage == Stage::Drop ||
                   (first.stage == Stage::Insert && first.axis < second.axis);
        }
        return first.stage < second.stage;
    }

    Role m_role;
    const Layout& m_operand;
    const Fit& m_fit;
    std::vector<Fix> m_fixes;
};

/// What Unsafe does to the values that Exact would not let through.
std::string_view changeOf(const CastReport& report) {
    static constexpr std::array<std::string_view, kCastChanges> kWays{
        "wrap",       "be truncated",         "be clamped", "be rounded",
        "become inf", "turn from NaN into 0", "become true"};
    const auto all = std::find(report.counts.begin(), report.counts.end(), report.total);
    return all == report.counts.end()
               ? "change"
               : kWays[static_cast<std::size_t>(all - report.counts.begin())];
}
}  // namespace

std::vector<Fix> findFixes(Role role, const Layout& operand, const Fit& fit) {
    return Search(role, operand, fit).find();
}

std::vector<Fix> findFixes(Role role, const Layout& operand, const array::Shape& target) {
    const auto broadcasts = [&](const Layout& changed) {
        return withoutSurplus(role, changed, target.rank()).broadcastTo(target).has_value();
    };
    return findFixes(role, operand, Fit{target, Side::Right, broadcasts});
}

Fix modeFix(Mode mode) {
    Fix fix;
    fix.kind = Fix::Kind::Mode;
    fix.text = joined("use mode ", name(mode));
    fix.mode = mode;
    return fix;
}

Fix castingFix(Casting casting) {
    Fix fix;
    fix.kind = Fix::Kind::Casting;
    fix.text = joined("cast '", name(casting), "'");
    fix.casting = casting;
    return fix;
}

std::vector<Fix> castFixes(DType from, DType to, Casting refused) {
    std::vector<Fix> fixes;
    for (const Casting casting : {Casting::Exact, Casting::SameKind, Casting::Unsafe}) {
        if (casting != refused && canCast(from, to, casting)) {
            fixes.push_back(castingFix(casting));
        }
    }
    if (!fixes.empty() && fixes.front().casting == Casting::Exact) {
        fixes.front().text += ": each selected value is checked";
    }
    return fixes;
}

std::vector<Fix> inexactFixes(const CastReport& report) {
    Fix fix = castingFix(Casting::Unsafe);
    fix.text += joined(": ", report.total, report.total == 1 ? " value would " : " values would ",
                       changeOf(report));
    return {fix};
}

}  // namespace frisket::assign
