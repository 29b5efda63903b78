// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <utility>

#include "core/array/nd_array.h"
#include "core/assign/cast.h"
#include "core/assign/cast_change.h"
#include "core/assign/cast_report.h"

namespace frisket::assign {

namespace {
using array::DType;
using condition::kWordBits;
using condition::Word;

/// A run of elements, as the functions of cast.h and cast_report.h take it.
struct Elements {
    const std::byte* from;
    std::int64_t stride;
    std::int64_t count;
    std::int64_t size;  ///< bytes an element

    [[nodiscard]] const std::byte* at(std::int64_t i) const { return from + i * stride * size; }
};

using Block = std::array<std::byte, kWordBits * sizeof(std::uint64_t)>;

/// Calls `visit(first, changes, block)` for each word of `selected` under which elements change:
/// `changes` are those of the 64 elements from `first` on that are selected, and lie packed at
/// `block`. Elements past the end are zeros there, which no cast changes.
template <class Visitor>
void forEachChange(const ChangeRule& rule, const Elements& run, const Word* selected,
                   Visitor&& visit) {
    if (rule.findChange == nullptr) {
        return;
    }
    std::int64_t done = 0;
    if (run.stride == 1) {
        const std::int64_t blocks = run.count / kWordBits;
        for (std::int64_t i = 0; i < blocks; ++i) {
            i += rule.findChange(rule, run.at(i * kWordBits), selected + i, blocks - i);
            if (i == blocks) {
                break;
            }
            const std::byte* block = run.at(i * kWordBits);
            if (const Word changes = rule.markChanges(rule, block) & selected[i]; changes != 0) {
                visit(i * kWordBits, changes, block);
            }
        }
        done = blocks * kWordBits;
    }
    alignas(16) Block block{};
    bool filled = false;
    for (; done < run.count; done += kWordBits) {
        const std::int64_t part = std::min(kWordBits, run.count - done);
        const Word word = selected[done / kWordBits] & condition::lowBits(part);
        if (word == 0) {
            continue;
        }
        if (run.stride != 0 || !filled) {  // else the same 64 again
            const auto bytes = static_cast<std::size_t>(part * run.size);
            std::fill(block.begin() + static_cast<std::ptrdiff_t>(bytes), block.end(),
                      std::byte{0});
            array::copyStrided(run.at(done), run.stride, part, run.size, block.data());
            filled = true;
        }
        if (rule.findChange(rule, block.data(), &word, 1) == 0) {
            if (const Word changes = rule.markChanges(rule, block.data()) & word; changes != 0) {
                visit(done, changes, static_cast<const std::byte*>(block.data()));
            }
        } else if (run.stride == 0) {
            return;
        }
    }
}

void clearChanges(const ChangeRule& rule, const Elements& run, Word* selected) {
    forEachChange(rule, run, selected, [&](std::int64_t first, Word changes, const std::byte*) {
        selected[first / kWordBits] &= ~changes;
    });
}

/// What `element` becomes.
Scalar castScalar(const Scalar& value, DType to) {
    Scalar out{to, {}};
    castRun(value.dtype, to)(value.data(), 1, 1, out.bytes.data());
    return out;
}

void tallyChanges(const ChangeRule& rule, DType from, DType to, const Elements& run,
                  const Word* selected, std::int64_t base, CastReport& report) {
    forEachChange(
        rule, run, selected, [&](std::int64_t first, Word changes, const std::byte* block) {
            const auto add = [&](CastChange change, Word which) {
                report.counts[static_cast<std::size_t>(change)] += condition::popCount(which);
                CastExample& example = report.examples[static_cast<std::size_t>(change)];
                const int lowest = std::countr_zero(which);
                const std::int64_t place = base + first + lowest;
                if (which == 0 || (example.place >= 0 && example.place <= place)) {
                    return;
                }
                example.place = place;
                example.value = Scalar{from, {}};
                std::memcpy(example.value.bytes.data(), block + lowest * run.size,
                            static_cast<std::size_t>(run.size));
                example.becomes = castScalar(example.value, to);
            };
            const Word nan = rule.markNan != nullptr ? rule.markNan(rule, block) & changes : 0;
            const Word beyond =
                rule.markBeyond != nullptr ? rule.markBeyond(rule, block) & changes : 0;
            report.total += condition::popCount(changes);
            add(CastChange::NotANumber, nan);
            add(rule.beyond, beyond);
            add(rule.usual, changes & ~nan & ~beyond);
            const std::int64_t place = base + first + std::countr_zero(changes);
            if (report.first >= 0 && report.first <= place) {
                return;
            }
            const Word bit = changes & (~changes + 1);
            report.first = place;
            report.firstChange = (nan & bit) != 0      ? CastChange::NotANumber
                                 : (beyond & bit) != 0 ? rule.beyond
                                                       : rule.usual;
            const CastExample& example =
                report.examples[static_cast<std::size_t>(report.firstChange)];
            report.value = example.value;
            report.becomes = example.becomes;
        });
}

/// The functions of one pair of dtypes: the rule and the size are all that differs.
template <DType From, DType To>
struct Pair {
    static void keepSurvivors(const std::byte* from, std::int64_t stride, std::int64_t count,
                              Word* selected) {
        clearChanges(changeRule(From, To), {from, stride, count, array::itemSize(From)}, selected);
    }
    static void tally(const std::byte* from, std::int64_t stride, std::int64_t count,
                      const Word* selected, std::int64_t base, CastReport& report) {
        tallyChanges(changeRule(From, To), From, To, {from, stride, count, array::itemSize(From)},
                     selected, base, report);
    }
};

struct Functions {
    SurvivorFilter filter;
    CastTally tally;
};

constexpr std::size_t kDTypes = array::kAllDTypes.size();

template <std::size_t... Pairs>
constexpr auto makeTable(std::index_sequence<Pairs...>) {
    return std::array{[] {
        using P = Pair<array::kAllDTypes[Pairs / kDTypes], array::kAllDTypes[Pairs % kDTypes]>;
        return Functions{&P::keepSurvivors, &P::tally};
    }()...};
}
constexpr auto kTable = makeTable(std::make_index_sequence<kDTypes * kDTypes>{});

/// `kAllDTypes` is in the order of the enumerators.
const Functions& functionsOf(DType from, DType to) {
    return kTable[static_cast<std::size_t>(from) * kDTypes + static_cast<std::size_t>(to)];
}
}  // namespace

SurvivorFilter survivorFilter(DType from, DType to) { return functionsOf(from, to).filter; }
CastTally castTally(DType from, DType to) { return functionsOf(from, to).tally; }

}  // namespace frisket::assign
