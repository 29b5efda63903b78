// SPDX-License-Identifier: MIT
#include "core/measure/speck_values.h"

#include <algorithm>
#include <utility>

namespace frisket::measure {

namespace {
/// Borders that are looked at between two looks at the progress.
constexpr std::size_t kBetweenLooks = std::size_t{1} << 18U;

/// What specks touch: of speck i those in [begin[i], begin[i + 1]).
struct Touches {
    struct Touch {
        std::uint32_t group;
        std::uint32_t length;
    };
    std::vector<std::size_t> begin;
    std::vector<Touch> all;

    [[nodiscard]] std::span<const Touch> of(std::uint32_t speck) const {
        return std::span(all).subspan(begin[speck], begin[speck + 1] - begin[speck]);
    }
};

/// Calls `visit(speck, group, length)` for both sides of each border, where they are specks.
template <class Visit>
base::Status forEachTouch(std::span<const GroupBorder> borders,
                          std::span<const std::uint32_t> speckOf, base::Progress* progress,
                          Visit&& visit) {
    for (std::size_t i = 0; i < borders.size(); ++i) {
        const GroupBorder& border = borders[i];
        if (speckOf[border.a] != kNoSpeck) {
            visit(speckOf[border.a], border.b, border.length);
        }
        if (speckOf[border.b] != kNoSpeck) {
            visit(speckOf[border.b], border.a, border.length);
        }
        if (i % kBetweenLooks == 0) {
            if (auto goOn = base::proceed(progress); !goOn) {
                return goOn;
            }
        }
    }
    return {};
}

base::Result<Touches> touchesOf(std::span<const GroupBorder> borders,
                                std::span<const std::uint32_t> speckOf, std::size_t count,
                                base::Progress* progress) {
    Touches touches;
    touches.begin.assign(count + 1, 0);
    const auto counted = forEachTouch(
        borders, speckOf, progress,
        [&](std::uint32_t speck, std::uint32_t, std::uint32_t) { ++touches.begin[speck]; });
    if (!counted) {
        return base::passOn(counted);
    }
    // Ends, which the second pass moves back to the beginnings.
    for (std::size_t i = 1; i <= count; ++i) {
        touches.begin[i] += touches.begin[i - 1];
    }
    touches.all.resize(touches.begin[count]);
    const auto placed =
        forEachTouch(borders, speckOf, progress,
                     [&](std::uint32_t speck, std::uint32_t group, std::uint32_t length) {
                         touches.all[--touches.begin[speck]] = {group, length};
                     });
    if (!placed) {
        return base::passOn(placed);
    }
    return touches;
}

using Values = std::vector<std::optional<std::uint64_t>>;
using Lengths = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

/// The first of the values, in order, that has most sides in common; `lengths` is not empty.
std::uint64_t mostTouching(Lengths& lengths) {
    std::sort(lengths.begin(), lengths.end());
    std::uint64_t found = 0;
    std::uint64_t most = 0;
    for (std::size_t i = 0; i < lengths.size();) {
        const std::uint64_t value = lengths[i].first;
        std::uint64_t sum = 0;
        for (; i < lengths.size() && lengths[i].first == value; ++i) {
            sum += lengths[i].second;
        }
        if (sum > most) {
            most = sum;
            found = value;
        }
    }
    return found;
}
}  // namespace

base::Result<Values> speckValues(std::span<const GroupBorder> borders,
                                 std::span<const std::uint32_t> speckOf, std::size_t count,
                                 const std::function<std::uint64_t(std::uint32_t group)>& valueOf,
                                 base::Progress* progress) {
    const auto touches = touchesOf(borders, speckOf, count, progress);
    if (!touches) {
        return base::passOn(touches);
    }
    Values becomes(count);
    std::vector<bool> reached(count, false);
    std::vector<std::uint32_t> round;
    for (std::uint32_t speck = 0; speck < count; ++speck) {
        const auto of = touches->of(speck);
        reached[speck] = std::any_of(of.begin(), of.end(), [&](const Touches::Touch& touch) {
            return speckOf[touch.group] == kNoSpeck;
        });
        if (reached[speck]) {
            round.push_back(speck);
        }
    }
    Lengths lengths;
    std::vector<std::uint64_t> found;
    std::vector<std::uint32_t> next;
    std::size_t sinceLook = 0;
    while (!round.empty()) {
        found.clear();
        next.clear();
        for (const std::uint32_t speck : round) {
            lengths.clear();
            for (const Touches::Touch& touch : touches->of(speck)) {
                const std::uint32_t other = speckOf[touch.group];
                if (other == kNoSpeck || becomes[other]) {
                    lengths.emplace_back(other == kNoSpeck ? valueOf(touch.group) : *becomes[other],
                                         touch.length);
                } else if (!reached[other]) {
                    reached[other] = true;
                    next.push_back(other);
                }
            }
            found.push_back(mostTouching(lengths));
            sinceLook += touches->of(speck).size() + 1;
            if (sinceLook >= kBetweenLooks) {
                sinceLook = 0;
                if (auto goOn = base::proceed(progress); !goOn) {
                    return base::passOn(goOn);
                }
            }
        }
        for (std::size_t i = 0; i < round.size(); ++i) {
            becomes[round[i]] = found[i];
        }
        std::swap(round, next);
    }
    return becomes;
}

}  // namespace frisket::measure
