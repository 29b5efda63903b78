// SPDX-License-Identifier: MIT
#include "core/assign/cast_report.h"

namespace frisket::assign {

namespace {
constexpr std::array<std::string_view, kCastChanges> kNames{
    "wrapped", "truncated", "saturated", "rounded", "overflow", "nan", "to_bool"};
}

std::string_view name(CastChange change) { return kNames[static_cast<std::size_t>(change)]; }

void merge(CastReport& into, const CastReport& part) {
    if (part.total == 0) {
        return;
    }
    into.total += part.total;
    for (std::size_t i = 0; i < kCastChanges; ++i) {
        into.counts[i] += part.counts[i];
    }
    if (into.first < 0 || part.first < into.first) {
        into.first = part.first;
        into.firstChange = part.firstChange;
        into.value = part.value;
        into.becomes = part.becomes;
    }
    for (std::size_t i = 0; i < kCastChanges; ++i) {
        const CastExample& other = part.examples[i];
        if (other.place >= 0 &&
            (into.examples[i].place < 0 || other.place < into.examples[i].place)) {
            into.examples[i] = other;
        }
    }
}

}  // namespace frisket::assign
