// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "core/rules/error.h"
#include "core/rules/number.h"

namespace frisket::rules {

/// Longest text of a rule in bytes.
inline constexpr std::int64_t kMostText = 65536;

enum class TokenKind : std::uint8_t { Number, Name, String, Symbol, End };

struct Token {
    TokenKind kind = TokenKind::End;
    Span span;
    std::string text;  ///< of a name or symbol as written, of a string what is in it; UTF-8
    Number number;
};

/// The words and signs of a rule; the last one is End. Comments, from # to the end of a line, and
/// spaces are left out. Fails with what can't be a part of a rule.
[[nodiscard]] RuleResult<std::vector<Token>> tokens(std::string_view text);

/// What an error says of a token: "'and'", "the number 5", "the end".
[[nodiscard]] std::string describe(const Token& token);

[[nodiscard]] bool isNameStart(char c);
[[nodiscard]] bool isNamePart(char c);

}  // namespace frisket::rules
