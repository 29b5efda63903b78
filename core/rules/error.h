// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace frisket::rules {

/// A part of a rule's text: bytes [begin, begin + length), begin from 0.
struct Span {
    std::int64_t begin = 0;
    std::int64_t length = 0;

    [[nodiscard]] std::int64_t end() const { return begin + length; }
    bool operator==(const Span&) const = default;
};

/// The least span that holds both.
[[nodiscard]] constexpr Span united(const Span& a, const Span& b) {
    const std::int64_t begin = a.begin < b.begin ? a.begin : b.begin;
    const std::int64_t end =
        a.begin + a.length > b.begin + b.length ? a.begin + a.length : b.begin + b.length;
    return {begin, end - begin};
}

/// What is wrong with a rule and where; `hint` says what to write instead, where that is known.
struct RuleError {
    Span span;
    std::string message;
    std::string hint;

    /// The same without a place of its own: "Column 8: ...", columns counted in characters from 1.
    [[nodiscard]] base::Error toError(std::string_view text) const;
};

template <class T>
using RuleResult = base::Result<T, RuleError>;

[[nodiscard]] inline tl::unexpected<RuleError> failAt(const Span& span, std::string message,
                                                      std::string hint = {}) {
    return tl::unexpected<RuleError>(RuleError{span, std::move(message), std::move(hint)});
}

/// Column, from 1, of byte `place` of UTF-8 `text`, in characters.
[[nodiscard]] std::int64_t columnOf(std::string_view text, std::int64_t place);

}  // namespace frisket::rules
