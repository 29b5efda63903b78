// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/rules/rule.h"

namespace frisket::rules {

enum class CompletionKind : std::uint8_t { Input, Function, Keyword, Operator, Word, Label };

/// Something that could stand at the cursor.
struct Completion {
    CompletionKind kind = CompletionKind::Input;
    Span replaces;        ///< what was typed of it; its end is the cursor
    std::string text;     ///< what to put there: "source", "grow(", "axis=", "\"cat\""
    std::string meaning;  ///< a short explanation
};

/// What can be typed at byte `place` of `text`, which need not be a whole rule: inputs and
/// functions where a value is expected, operators after one, arguments of the call around it, and
/// labels within quotes. Those that begin with what was typed come first, by name; then those that
/// have it somewhere else.
[[nodiscard]] std::vector<Completion> complete(std::string_view text, std::int64_t place,
                                               std::span<const InputType> inputs);

}  // namespace frisket::rules
