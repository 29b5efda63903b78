// SPDX-License-Identifier: MIT
#include "core/assign/refusal.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace frisket::assign {

std::string Fix::viewAfter(std::string_view before) const {
    const bool steps = before.empty() || before.find_first_of("[(T") != std::string_view::npos;
    return base::joined(steps ? "" : "[", before, steps ? "" : "]",
                        kind == Kind::Transpose ? ".transpose" : "", view);
}

base::Error Refusal::toError() const {
    base::Error error{base::ErrorCode::Refused, message, {}};
    if (!fixes.empty()) {
        error.hint = "Try: ";
        const std::size_t shown = std::min<std::size_t>(fixes.size(), 3);
        for (std::size_t i = 0; i < shown; ++i) {
            error.hint += base::joined(i == 0 ? "" : "; or ", fixes[i].text, " (view ",
                                       fixes[i].viewAfter(view), ")");
        }
        error.hint += ".";
    } else if (kind == Kind::InexactValues) {
        error.hint = "Leave those pixels out of the condition, or choose casting 'unsafe'.";
    } else if (kind == Kind::Cast) {
        error.hint = "Choose casting 'exact' (each selected value is checked) or 'unsafe'.";
    }
    return error;
}

std::string_view name(Refusal::Kind kind) {
    static constexpr std::array<std::string_view, 6> kNames{
        "too_many_axes",  "axis_size",       "cast",
        "inexact_values", "shared_elements", "missing_operand"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name(Fix::Kind kind) {
    static constexpr std::array<std::string_view, 4> kNames{"unsqueeze", "squeeze", "transpose",
                                                            "crop"};
    return kNames[static_cast<std::size_t>(kind)];
}

}  // namespace frisket::assign
