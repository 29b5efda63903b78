// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace frisket::base {

/// What kind of thing went wrong; tests and the user interface branch on this, never on the text.
enum class ErrorCode : std::uint8_t {
    InvalidArgument,  ///< a value given by the caller can't be used
    Refused,          ///< an assignment that its rules don't allow (shape, cast)
    NotFound,         ///< no such file
    Permission,       ///< the system denies access
    NoSpace,          ///< disk or quota full
    Io,               ///< any other failure of reading or writing
    Format,           ///< the bytes are not what the format demands
    Truncated,        ///< the file ends too early
    Unsupported,      ///< well-formed, but a kind that Frisket does not handle
    TooLarge,         ///< above the memory budget or a size limit
    ChangedOnDisk,    ///< the file is not the one that was read
    OutOfMemory,
    Protected,  ///< a value that a person has locked would change
    Cancelled,
};

/// An expected failure. `message` says what, where, expected and found; `hint` says what to do.
struct Error {
    ErrorCode code = ErrorCode::InvalidArgument;
    std::string message;
    std::string hint;

    /// `message`, and the hint on a line of its own when there is one.
    [[nodiscard]] std::string text() const;

    bool operator==(const Error&) const = default;
};

/// `message` and `hint` for errno value `number` that arose while doing `doing` to `path`
/// ("write", "out.png" -> "out.png: can't write: No space left on device").
[[nodiscard]] Error systemError(int number, std::string_view doing, std::string_view path);

}  // namespace frisket::base
