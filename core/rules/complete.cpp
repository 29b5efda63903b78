// SPDX-License-Identifier: MIT
#include "core/rules/complete.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>

#include "core/base/text.h"
#include "core/rules/functions.h"
#include "core/rules/lexer.h"

namespace frisket::rules {

namespace {
struct Entry {
    CompletionKind kind;
    std::string text;
    std::string meaning;
};

bool isOperand(const Token& token) {
    switch (token.kind) {
        case TokenKind::Number:
        case TokenKind::String:
            return true;
        case TokenKind::Name:
            return !isReserved(token.text) || token.text.front() == 't' ||
                   token.text.front() == 'f' || token.text.front() == 'T' ||
                   token.text.front() == 'F' || token.text == "nan" || token.text == "inf";
        case TokenKind::Symbol:
            return token.text == ")" || token.text == "]" || token.text == "}";
        case TokenKind::End:
            break;
    }
    return false;
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// The function whose parentheses are open at the end, or nullptr.
const FunctionInfo* openCall(const std::vector<Token>& before) {
    int closed = 0;
    for (std::size_t i = before.size(); i-- > 0;) {
        const Token& token = before[i];
        if (token.kind != TokenKind::Symbol) {
            continue;
        }
        const bool opens = token.text == "(" || token.text == "[" || token.text == "{";
        const bool closes = token.text == ")" || token.text == "]" || token.text == "}";
        closed += closes ? 1 : 0;
        if (opens && closed-- == 0) {
            return token.text == "(" && i > 0 && before[i - 1].kind == TokenKind::Name
                       ? functionNamed(before[i - 1].text)
                       : nullptr;
        }
    }
    return nullptr;
}

/// Arguments with a name, as the signature has them: "axis=" of "max(x, axis=0)".
void addKeywords(const FunctionInfo& call, std::vector<Entry>& entries) {
    const std::string_view signature = call.signature;
    for (std::size_t at = signature.find('='); at != std::string_view::npos;
         at = signature.find('=', at + 1)) {
        std::size_t begin = at;
        while (begin > 0 && isNamePart(signature[begin - 1])) {
            --begin;
        }
        entries.push_back({CompletionKind::Keyword,
                           std::string(signature.substr(begin, at + 1 - begin)),
                           std::string(signature)});
    }
}

void addValues(std::span<const InputType> inputs, std::vector<Entry>& entries) {
    for (const InputType& input : inputs) {
        entries.push_back(
            {CompletionKind::Input, input.name,
             base::joined(array::name(input.dtype), " ", array::toString(input.shape))});
    }
    for (const FunctionInfo& each : functions()) {
        entries.push_back({CompletionKind::Function, base::joined(each.name, "("),
                           base::joined(each.signature, ": ", each.meaning)});
    }
    entries.push_back({CompletionKind::Word, "component",
                       "what the other terms of this & select, for area(component) and its like"});
    entries.push_back({CompletionKind::Word, "not", "turns what follows over"});
    for (const auto& [word, meaning] :
         {std::pair{"true", "everywhere"}, std::pair{"false", "nowhere"},
          std::pair{"inf", "infinity"}, std::pair{"nan", "no number; equal to nothing"}}) {
        entries.push_back({CompletionKind::Word, word, meaning});
    }
}

void addOperators(std::vector<Entry>& entries) {
    static constexpr std::array<std::pair<const char*, const char*>, 18> kOperators{
        {{"&", "both are true"},
         {"|", "one of them is true"},
         {"^", "just one of them is true"},
         {"and", "both are true"},
         {"or", "one of them is true"},
         {"xor", "just one of them is true"},
         {"in", "one of a set or a range: in {1, 2, 7}, in 10..20"},
         {"not in", "none of a set or a range"},
         {"==", "equal"},
         {"!=", "not equal"},
         {"<", "less"},
         {"<=", "at most"},
         {">", "greater"},
         {">=", "at least"},
         {"+", "sum"},
         {"-", "difference"},
         {"*", "product"},
         {"/", "quotient, a float"}}};
    for (const auto& [text, meaning] : kOperators) {
        entries.push_back({CompletionKind::Operator, text, meaning});
    }
}

/// Labels that could be meant after these tokens: those of the input that is compared.
void addLabels(const std::vector<Token>& before, std::span<const InputType> inputs,
               std::vector<Entry>& entries) {
    const auto isSymbol = [&](std::size_t fromEnd, std::string_view text) {
        return before.size() > fromEnd &&
               before[before.size() - 1 - fromEnd].kind == TokenKind::Symbol &&
               before[before.size() - 1 - fromEnd].text == text;
    };
    if (isSymbol(0, "=")) {
        for (const char* shape : {"disc", "square", "diamond"}) {
            entries.push_back({CompletionKind::Label, base::joined("\"", shape, "\""),
                               "shape of what is grown by"});
        }
        return;
    }
    // The last input named before the quote that has labels; else all that have.
    const InputType* compared = nullptr;
    for (const Token& token : before) {
        for (const InputType& input : inputs) {
            if (token.kind == TokenKind::Name && token.text == input.name &&
                input.labels != nullptr) {
                compared = &input;
            }
        }
    }
    std::set<std::string> known;
    for (const InputType& input : inputs) {
        if (input.labels == nullptr || (compared != nullptr && &input != compared)) {
            continue;
        }
        for (const auto& [label, entry] : input.labels->entries()) {
            if (!entry.name.empty() && known.insert(entry.name).second) {
                std::string quoted = "\"";
                for (const char c : entry.name) {
                    quoted += c == '"' || c == '\\' ? base::joined('\\', c) : std::string(1, c);
                }
                entries.push_back({CompletionKind::Label, quoted + "\"",
                                   base::joined("label ", label, " of ", input.name)});
            }
        }
    }
}

/// Where the quote begins that is open at the end of `text`, or nothing.
std::optional<std::size_t> openQuote(std::string_view text) {
    std::optional<std::size_t> open;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (open && c == '\\') {
            ++i;
        } else if (c == '\n' || (open && c == text[*open])) {
            open.reset();
        } else if (!open && c == '#') {
            i = std::min(text.find('\n', i), text.size());
        } else if (!open && (c == '"' || c == '\'')) {
            open = i;
        }
    }
    return open;
}
}  // namespace

std::vector<Completion> complete(std::string_view text, std::int64_t place,
                                 std::span<const InputType> inputs) {
    const auto size = static_cast<std::int64_t>(text.size());
    const auto end = static_cast<std::size_t>(std::clamp<std::int64_t>(place, 0, size));
    text = text.substr(0, end);
    std::size_t begin = end;
    std::vector<Entry> entries;
    const auto quote = openQuote(text);
    if (quote) {
        begin = *quote;
    } else {
        while (begin > 0 && isNamePart(text[begin - 1])) {
            --begin;
        }
    }
    auto before = tokens(text.substr(0, begin));
    if (!before || (begin < end && !quote && text[begin] >= '0' && text[begin] <= '9')) {
        return {};
    }
    before->pop_back();  // End
    if (quote) {
        addLabels(*before, inputs, entries);
    } else if (!before->empty() && isOperand(before->back())) {
        addOperators(entries);
    } else {
        if (const FunctionInfo* call = openCall(*before)) {
            addKeywords(*call, entries);
        }
        addValues(inputs, entries);
    }
    const std::string typed = lower(text.substr(begin));
    std::vector<Completion> found;
    std::vector<Completion> others;
    for (Entry& entry : entries) {
        const std::size_t at = lower(entry.text).find(typed);
        if (at == std::string::npos) {
            continue;
        }
        Completion completion{
            entry.kind,
            {static_cast<std::int64_t>(begin), static_cast<std::int64_t>(end - begin)},
            std::move(entry.text),
            std::move(entry.meaning)};
        (at == 0 ? found : others).push_back(std::move(completion));
    }
    const auto byName = [](const Completion& a, const Completion& b) {
        return lower(a.text) < lower(b.text);
    };
    if (!typed.empty()) {
        std::stable_sort(found.begin(), found.end(), byName);
        std::stable_sort(others.begin(), others.end(), byName);
    }
    found.insert(found.end(), std::make_move_iterator(others.begin()),
                 std::make_move_iterator(others.end()));
    return found;
}

}  // namespace frisket::rules
