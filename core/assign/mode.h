// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace frisket::assign {

/// What an assignment means; each has a well-known twin. D, S and C are destination, source and
/// condition.
enum class Mode : std::uint8_t {
    Where,    ///< `np.copyto(D, S, where=C)`: S and C broadcast to D
    Index,    ///< `D[C] = S`: C covers D's leading axes; S broadcasts to (n,) + the other axes
    Scatter,  ///< `D.masked_scatter_(C, S)`: S is consumed in C order, one element a True
    Fill,     ///< `D.masked_fill_(C, v)`: one value; C broadcasts to D
    Place,    ///< `np.place(D, C, S)`: the k-th True takes S[k mod len]
    Putmask,  ///< `np.putmask(D, C, S)`: element p, where True, takes S[p mod len]
};

inline constexpr std::array kAllModes{Mode::Where, Mode::Index, Mode::Scatter,
                                      Mode::Fill,  Mode::Place, Mode::Putmask};

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
