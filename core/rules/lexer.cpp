// SPDX-License-Identifier: MIT
#include "core/rules/lexer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "core/base/text.h"

namespace frisket::rules {

namespace {
/// Longer ones first.
constexpr std::array<std::string_view, 33> kSymbols{
    "...", "..", "==", "!=", "<=", ">=", "//", "&&", "||", "**", "<<",
    ">>",  "&",  "|",  "^",  "~",  "!",  "<",  ">",  "=",  "+",  "-",
    "*",   "/",  "%",  "(",  ")",  "[",  "]",  "{",  "}",  ",",  ":"};

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Lexer {
public:
    explicit Lexer(std::string_view text) : m_text(text) {}

    RuleResult<std::vector<Token>> run() {
        std::vector<Token> found;
        for (;;) {
            skipSpace();
            if (m_place >= m_text.size()) {
                found.push_back({TokenKind::End, spanFrom(m_place), {}, {}});
                return found;
            }
            auto token = next();
            if (!token) {
                return base::passOn(token);
            }
            found.push_back(*std::move(token));
        }
    }

private:
    [[nodiscard]] char at(std::size_t ahead = 0) const {
        return m_place + ahead < m_text.size() ? m_text[m_place + ahead] : '\0';
    }
    [[nodiscard]] Span spanFrom(std::size_t begin) const {
        return {static_cast<std::int64_t>(begin), static_cast<std::int64_t>(m_place - begin)};
    }

    void skipSpace() {
        while (m_place < m_text.size() && (isSpace(m_text[m_place]) || m_text[m_place] == '#')) {
            if (m_text[m_place] == '#') {
                m_place = std::min(m_text.find('\n', m_place), m_text.size());
            } else {
                ++m_place;
            }
        }
    }

    RuleResult<Token> next() {
        const char c = at();
        if (isDigit(c) || (c == '.' && isDigit(at(1)))) {
            return number();
        }
        if (isNameStart(c)) {
            const std::size_t begin = m_place;
            while (isNamePart(at())) {
                ++m_place;
            }
            return Token{TokenKind::Name,
                         spanFrom(begin),
                         std::string(m_text.substr(begin, m_place - begin)),
                         {}};
        }
        if (c == '"' || c == '\'') {
            return string(c);
        }
        for (const std::string_view symbol : kSymbols) {
            if (m_text.substr(m_place, symbol.size()) == symbol) {
                const std::size_t begin = m_place;
                m_place += symbol.size();
                return Token{TokenKind::Symbol, spanFrom(begin), std::string(symbol), {}};
            }
        }
        return unknown();
    }

    RuleResult<Token> unknown() {
        const std::size_t begin = m_place++;
        while ((static_cast<unsigned char>(at()) & 0xc0U) == 0x80U) {
            ++m_place;  // the rest of a character of UTF-8
        }
        const auto text = m_text.substr(begin, m_place - begin);
        const bool printable = static_cast<unsigned char>(text[0]) >= 0x20 && text[0] != '\x7f';
        std::string hint = "Labels go in quotes, as in source == \"cat\".";
        for (const auto& [sign, plain] :
             std::initializer_list<std::pair<const char*, const char*>>{{"\u2264", "<="},
                                                                        {"\u2265", ">="},
                                                                        {"\u2260", "!="},
                                                                        {"\u00ac", "not"},
                                                                        {"\u2227", "&"},
                                                                        {"\u2228", "|"},
                                                                        {"\u00d7", "*"},
                                                                        {"\u2212", "-"}}) {
            if (text == sign) {
                hint = base::joined("Write ", plain, ".");
            }
        }
        return failAt(spanFrom(begin),
                      printable
                          ? base::joined("'", text, "' has no meaning in a rule.")
                          : std::string("A character that can't be seen has no meaning here."),
                      std::move(hint));
    }

    RuleResult<Token> string(char quote) {
        const std::size_t begin = m_place++;
        std::string content;
        for (;; ++m_place) {
            if (m_place >= m_text.size() || at() == '\n') {
                return failAt(spanFrom(begin), "This name has no closing quote.",
                              base::joined("End it with ", quote, "."));
            }
            char c = at();
            if (c == quote) {
                ++m_place;
                return Token{TokenKind::String, spanFrom(begin), std::move(content), {}};
            }
            if (c == '\\' && (at(1) == quote || at(1) == '\\')) {
                c = m_text[++m_place];
            }
            content.push_back(c);
        }
    }

    RuleResult<Token> number() {
        const std::size_t begin = m_place;
        if (at() == '0' && (at(1) == 'x' || at(1) == 'X')) {
            m_place += 2;
            return whole(begin, m_place, 16);
        }
        while (isDigit(at()) || (at() == '_' && isDigit(at(1)))) {
            ++m_place;
        }
        bool real = false;
        if (at() == '.' && at(1) != '.') {  // 1..5 is a range
            real = true;
            ++m_place;
            while (isDigit(at())) {
                ++m_place;
            }
        }
        const std::size_t sign = at(1) == '+' || at(1) == '-' ? 1 : 0;
        if ((at() == 'e' || at() == 'E') && isDigit(at(1 + sign))) {
            real = true;
            m_place += 1 + sign;
            while (isDigit(at())) {
                ++m_place;
            }
        }
        if (real) {
            return fraction(begin);
        }
        const std::size_t end = m_place;
        m_place = begin;
        auto token = whole(begin, begin, 10);
        m_place = token ? std::max(m_place, end) : m_place;
        return token;
    }

    RuleResult<Token> afterNumber(std::size_t begin, const Number& value) {
        if (isNamePart(at())) {
            while (isNamePart(at())) {
                ++m_place;
            }
            return failAt(spanFrom(begin),
                          base::joined("'", m_text.substr(begin, m_place - begin),
                                       "' is neither a number nor a name."),
                          "A name begins with a letter or _.");
        }
        return Token{TokenKind::Number, spanFrom(begin), {}, value};
    }

    RuleResult<Token> whole(std::size_t begin, std::size_t first, int radix) {
        std::string digits;
        m_place = first;
        const auto digit = [&](char c) {
            return isDigit(c) ||
                   (radix == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
        };
        while (digit(at()) || (at() == '_' && !digits.empty() && digit(at(1)))) {
            if (at() != '_') {
                digits.push_back(at());
            }
            ++m_place;
        }
        std::uint64_t value = 0;
        const auto end = digits.data() + digits.size();
        const auto read = std::from_chars(digits.data(), end, value, radix);
        if (digits.empty()) {
            return failAt(spanFrom(begin), "0x needs digits after it.", "Write 0x1f for 31.");
        }
        if (read.ec != std::errc()) {
            return failAt(spanFrom(begin),
                          "This whole number is larger than 2^64 - 1, the largest there is.",
                          "With a point it is a float: write 1e20 or 100000000000000000000.0.");
        }
        const bool small =
            value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        return afterNumber(
            begin, small ? Number::of(static_cast<std::int64_t>(value)) : Number::of(value));
    }

    RuleResult<Token> fraction(std::size_t begin) {
        std::string digits(m_text.substr(begin, m_place - begin));
        digits.erase(std::remove(digits.begin(), digits.end(), '_'), digits.end());
        double value = 0;
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (read.ec == std::errc::result_out_of_range) {
            return failAt(spanFrom(begin), "This number is beyond what a double can hold.",
                          "Write inf, or 0 where it is that small.");
        }
        return afterNumber(begin, Number::of(value));
    }

    std::string_view m_text;
    std::size_t m_place = 0;
};
}  // namespace

bool isNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isNamePart(char c) { return isNameStart(c) || isDigit(c); }

RuleResult<std::vector<Token>> tokens(std::string_view text) {
    if (static_cast<std::int64_t>(text.size()) > kMostText) {
        return failAt({kMostText, static_cast<std::int64_t>(text.size()) - kMostText},
                      base::joined("The rule is longer than ", kMostText, " characters."),
                      "Paint or save a part of it as a layer of its own.");
    }
    return Lexer(text).run();
}

std::string describe(const Token& token) {
    switch (token.kind) {
        case TokenKind::Number:
            return base::joined("the number ", token.number.text());
        case TokenKind::String:
            return base::joined("the label \"", token.text, "\"");
        case TokenKind::Name:
        case TokenKind::Symbol:
            return base::joined("'", token.text, "'");
        case TokenKind::End:
            return "the end";
    }
    return {};
}

}  // namespace frisket::rules
