// SPDX-License-Identifier: MIT
#include "core/assign/cast_map.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <vector>

#include "core/assign/cast_change.h"
#include "core/assign/sequence_row.h"

namespace frisket::assign {

namespace {
using array::DType;
using array::Layout;
using condition::kWordBits;
using condition::Word;

using Block = std::array<std::byte, kWordBits * sizeof(std::uint64_t)>;

void markKind(Word which, std::size_t kind, CastKind* kinds) {
    for (; which != 0; which &= which - 1) {
        kinds[std::countr_zero(which)] = static_cast<CastKind>(kind);
    }
}
}  // namespace

std::array<bool, kCastChanges> possibleChanges(DType from, DType to) {
    std::array<bool, kCastChanges> possible{};
    const ChangeRule& rule = changeRule(from, to);
    if (rule.findChange != nullptr) {
        possible[static_cast<std::size_t>(rule.usual)] = true;
        possible[static_cast<std::size_t>(CastChange::NotANumber)] = rule.markNan != nullptr;
    }
    if (rule.markBeyond != nullptr) {
        possible[static_cast<std::size_t>(rule.beyond)] = true;
    }
    return possible;
}

void castKinds(DType from, DType to, const std::byte* elements, std::int64_t count,
               const Word* selected, CastKind* kinds) {
    const ChangeRule& rule = changeRule(from, to);
    const std::int64_t size = array::itemSize(from);
    alignas(16) Block padded{};
    for (std::int64_t done = 0; done < count; done += kWordBits) {
        const std::int64_t part = std::min(kWordBits, count - done);
        const Word word = selected[done / kWordBits] & condition::lowBits(part);
        CastKind* const out = kinds + done;
        std::fill_n(out, part, kNotCast);
        if (word == 0) {
            continue;
        }
        markKind(word, kCastKeeps, out);
        if (rule.findChange == nullptr) {
            continue;
        }
        const std::byte* block = elements + done * size;
        if (part < kWordBits) {  // the functions read whole blocks
            const auto bytes = static_cast<std::size_t>(part * size);
            std::memcpy(padded.data(), block, bytes);
            block = padded.data();
        }
        const Word changes = rule.markChanges(rule, block) & word;
        if (changes == 0) {
            continue;
        }
        markKind(changes, static_cast<std::size_t>(rule.usual), out);
        if (rule.markBeyond != nullptr) {
            markKind(rule.markBeyond(rule, block) & changes, static_cast<std::size_t>(rule.beyond),
                     out);
        }
        if (rule.markNan != nullptr) {
            markKind(rule.markNan(rule, block) & changes,
                     static_cast<std::size_t>(CastChange::NotANumber), out);
        }
    }
}

void castMap(const AssignPlan& plan, const Inputs& inputs, const PlaneSamples& samples,
             CastKind* kinds) {
    const std::int64_t width = samples.width();
    if (width == 0) {
        return;
    }
    PlaneWindow plane = samples.plane;
    plane.x0 = plane.y0 = 0;
    plane.step = 1;
    const Layout to = planeLayout(plan.destination(), plane);
    const Layout where = planeLayout(plan.condition(), plane);
    const bool nothing = plan.assignsNothing() || plan.value().has_value();
    const bool aligned = plan.addressing() == Addressing::Aligned;
    const std::int64_t size = array::itemSize(plan.sourceType());
    Layout from;
    std::optional<SequenceRow> row;
    std::vector<std::byte> elements;
    if (!nothing && aligned) {
        from = planeLayout(plan.source(), plane);
        elements.resize(static_cast<std::size_t>(width * size));
    } else if (!nothing) {
        row.emplace(plan, inputs, width);
    }
    std::vector<Word> selected(static_cast<std::size_t>(condition::wordsFor(width)));
    for (const std::int64_t y : samples.rows) {
        std::fill(selected.begin(), selected.end(), Word{0});
        const std::int64_t bit = where.offset + y * where.strides[0];
        for (std::int64_t i = 0; i < width; ++i) {
            const std::int64_t x = samples.columns[static_cast<std::size_t>(i)];
            const auto on = static_cast<Word>(inputs.condition->at(bit + x * where.strides[1]));
            selected[static_cast<std::size_t>(i / kWordBits)] |=
                on << static_cast<unsigned>(i % kWordBits);
        }
        const std::byte* packed = elements.data();
        if (nothing || condition::noBits(selected.data(), 0, width)) {
            std::fill_n(kinds, width, kNotCast);
            if (nothing) {
                for (std::int64_t i = 0; i < width; i += kWordBits) {
                    markKind(selected[static_cast<std::size_t>(i / kWordBits)], kCastKeeps,
                             kinds + i);
                }
            }
        } else {
            if (row) {
                packed = row->apart(to.offset + y * to.strides[0], to.strides[1], samples.columns,
                                    selected.data());
            } else {
                gatherPlaces(inputs.source + (from.offset + y * from.strides[0]) * size,
                             from.strides[1], size, samples.columns, elements.data());
            }
            castKinds(plan.sourceType(), plan.destinationType(), packed, width, selected.data(),
                      kinds);
        }
        kinds += width;
    }
}

}  // namespace frisket::assign
