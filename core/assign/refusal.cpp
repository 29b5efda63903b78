// SPDX-License-Identifier: MIT
#include "core/assign/refusal.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace frisket::assign {

std::string Fix::viewAfter(std::string_view before) const {
    const bool steps = before.empty() || before.find_first_of("[(T") != std::string_view::npos;
    return base::joined(steps ? "" : "[", before, steps ? "" : "]", view);
}

base::Error Refusal::toError() const {
    base::Error error{base::ErrorCode::Refused, message, {}};
    if (fixes.empty()) {
        return error;
    }
    constexpr std::size_t kShown = 3;
    error.hint = kind == Kind::InexactValues ? "Leave those pixels out of the condition" : "Try: ";
    const std::size_t shown = std::min(fixes.size(), kShown);
    for (std::size_t i = 0; i < shown; ++i) {
        const bool first = i == 0 && kind != Kind::InexactValues;
        error.hint += base::joined(first ? "" : "; or ", fixes[i].text);
        if (fixes[i].isView()) {
            error.hint += base::joined(" (view ", fixes[i].viewAfter(view), ")");
        }
    }
    error.hint += ".";
    return error;
}

std::string_view name(Refusal::Kind kind) {
    static constexpr std::array<std::string_view, 8> kNames{
        "too_many_axes",   "axis_size",       "cast",          "inexact_values",
        "shared_elements", "missing_operand", "source_length", "size_mismatch"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name(Fix::Kind kind) {
    static constexpr std::array<std::string_view, 11> kNames{
        "unsqueeze", "squeeze", "transpose", "crop", "select", "reshape",
        "combined",  "pad",     "resize",    "mode", "casting"};
    return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace frisket::assign
