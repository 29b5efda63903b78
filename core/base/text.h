// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <type_traits>

namespace frisket::base {

namespace detail {
template <class T>
void append(std::string& out, const T& value) {
    if constexpr (std::is_same_v<T, char>) {
        out.push_back(value);
    } else if constexpr (std::is_arithmetic_v<T> && !std::is_same_v<T, bool>) {
        std::array<char, 32> buffer;
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
        out.append(buffer.data(), end);
    } else {
        static_assert(std::is_convertible_v<const T&, std::string_view>);
        out.append(std::string_view(value));
    }
}
}  // namespace detail

/// Joins strings and numbers; numbers in their shortest form that reads back as the same value,
/// independent of the locale.
template <class... Parts>
[[nodiscard]] std::string joined(const Parts&... parts) {
    std::string out;
    (detail::append(out, parts), ...);
    return out;
}

/// `text` with spaces after it up to `width` characters; as it is where it has as many.
[[nodiscard]] inline std::string padded(std::string_view text, std::size_t width) {
    std::string out(text);
    out.resize(std::max(width, out.size()), ' ');
    return out;
}
/// The same with the spaces before it.
[[nodiscard]] inline std::string paddedLeft(std::string_view text, std::size_t width) {
    return std::string(width > text.size() ? width - text.size() : 0, ' ').append(text);
}

}  // namespace frisket::base
