// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace frisket::assign {

/// What an assignment means; each has a well-known twin.
enum class Mode : std::uint8_t {
    Where,  ///< `np.copyto(D, S, where=C)`: source and condition broadcast to the destination
    Fill,   ///< `D.masked_fill_(C, v)`: one value; the condition broadcasts to the destination
};

/// Which conversions of the source to the destination's dtype are allowed.
enum class Casting : std::uint8_t {
    Exact,     ///< any dtypes, as long as every selected value survives unchanged
    Safe,      ///< NumPy's `safe`, by dtype alone
    SameKind,  ///< NumPy's `same_kind`, by dtype alone
    Unsafe,    ///< anything; see cast.h for what becomes of values that don't fit
};

/// The three arrays of `destination[condition] = source[condition]`.
enum class Role : std::uint8_t { Destination, Source, Condition };

/// Names as the command line and the equivalent code spell them: "where", "same_kind", "source".
[[nodiscard]] std::string_view name(Mode mode);
[[nodiscard]] std::string_view name(Casting casting);
[[nodiscard]] std::string_view name(Role role);
[[nodiscard]] std::optional<Mode> modeFromName(std::string_view name);
[[nodiscard]] std::optional<Casting> castingFromName(std::string_view name);

}  // namespace frisket::assign
