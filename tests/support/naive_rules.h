// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/documents.h"
#include "ui/session/condition_stack.h"

/// Some rules, and what they and stacks of them select, found pixel by pixel.
namespace frisket::test::naive {

inline constexpr std::int64_t kRows = 40;
inline constexpr std::int64_t kColumns = 70;

/// What a rule may look at.
struct Seen {
    QByteArray source;
    QByteArray destination;
    Bools below;

    [[nodiscard]] int sourceAt(std::size_t i) const {
        return static_cast<std::uint8_t>(source[static_cast<qsizetype>(i)]);
    }
    [[nodiscard]] int destinationAt(std::size_t i) const {
        return static_cast<std::uint8_t>(destination[static_cast<qsizetype>(i)]);
    }
};

template <class Test>
Bools each(const Seen& seen, Test test) {
    Bools out(seen.below.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = test(i);
    }
    return out;
}

inline bool within(std::int64_t y, std::int64_t x) {
    return y >= 0 && x >= 0 && y < kRows && x < kColumns;
}

/// Pixels with a true one at most `radius` away.
inline Bools grown(const Bools& mask, std::int64_t radius) {
    Bools out(mask.size());
    for (std::int64_t y = 0; y < kRows; ++y) {
        for (std::int64_t x = 0; x < kColumns; ++x) {
            for (std::int64_t dy = -radius; dy <= radius; ++dy) {
                for (std::int64_t dx = -radius; dx <= radius; ++dx) {
                    if (dy * dy + dx * dx <= radius * radius && within(y + dy, x + dx) &&
                        mask[static_cast<std::size_t>((y + dy) * kColumns + x + dx)]) {
                        out[static_cast<std::size_t>(y * kColumns + x)] = true;
                    }
                }
            }
        }
    }
    return out;
}

/// Pixels of components (by corners too) of more than `least` pixels.
inline Bools large(const Bools& mask, std::size_t least) {
    Bools out(mask.size());
    Bools done(mask.size());
    for (std::size_t first = 0; first < mask.size(); ++first) {
        if (!mask[first] || done[first]) {
            continue;
        }
        std::vector<std::size_t> all{first};
        done[first] = true;
        for (std::size_t next = 0; next < all.size(); ++next) {
            const auto y = static_cast<std::int64_t>(all[next]) / kColumns;
            const auto x = static_cast<std::int64_t>(all[next]) % kColumns;
            for (std::int64_t dy = -1; dy <= 1; ++dy) {
                for (std::int64_t dx = -1; dx <= 1; ++dx) {
                    const auto to = static_cast<std::size_t>((y + dy) * kColumns + x + dx);
                    if (within(y + dy, x + dx) && mask[to] && !done[to]) {
                        done[to] = true;
                        all.push_back(to);
                    }
                }
            }
        }
        for (const std::size_t i : all) {
            out[i] = all.size() > least;
        }
    }
    return out;
}

struct RuleCase {
    const char* text;
    Bools (*naive)(const Seen&);
};

inline const RuleCase kRules[]{
    {"source == 3",
     [](const Seen& seen) { return each(seen, [&](auto i) { return seen.sourceAt(i) == 3; }); }},
    {"source == 3 & destination != 0",
     [](const Seen& seen) {
         return each(seen,
                     [&](auto i) { return seen.sourceAt(i) == 3 && seen.destinationAt(i) != 0; });
     }},
    {"destination in {1, 4..6}",
     [](const Seen& seen) {
         return each(seen, [&](auto i) {
             const int value = seen.destinationAt(i);
             return value == 1 || (value >= 4 && value <= 6);
         });
     }},
    {"grow(condition, 3)", [](const Seen& seen) { return grown(seen.below, 3); }},
    {"not condition",
     [](const Seen& seen) { return each(seen, [&](auto i) { return !seen.below[i]; }); }},
    {"condition & source > destination",
     [](const Seen& seen) {
         return each(seen, [&](auto i) {
             return seen.below[i] && seen.sourceAt(i) > seen.destinationAt(i);
         });
     }},
    {"area(condition) > 12", [](const Seen& seen) { return large(seen.below, 12); }},
    {"grow(destination == 2, 2)",
     [](const Seen& seen) {
         return grown(each(seen, [&](auto i) { return seen.destinationAt(i) == 2; }), 2);
     }},
};

/// What the layers make together; `active`, if it is there, are the bits of the layer that is
/// painted on.
inline Bools naiveCondition(const session::Document& document, const Bools* active = nullptr) {
    Seen seen{sourceBytes(document), destinationBytes(document),
              Bools(static_cast<std::size_t>(kRows * kColumns))};
    for (const session::ConditionLayer& layer : document.stack().layers().layers) {
        if (!layer.on) {
            continue;
        }
        Bools mine;
        if (active != nullptr && layer.bits == document.stack().layers().painted()) {
            mine = *active;
        } else if (layer.isRule()) {
            for (const RuleCase& rule : kRules) {
                if (layer.rule == QLatin1String(rule.text)) {
                    mine = rule.naive(seen);
                }
            }
        } else {
            mine = boolsOf(*layer.bits);
        }
        for (std::size_t i = 0; i < mine.size(); ++i) {
            const bool below = seen.below[i];
            seen.below[i] = layer.combine == condition::Combine::Or       ? below || mine[i]
                            : layer.combine == condition::Combine::And    ? below && mine[i]
                            : layer.combine == condition::Combine::AndNot ? below && !mine[i]
                                                                          : mine[i];
        }
    }
    return seen.below;
}

}  // namespace frisket::test::naive
