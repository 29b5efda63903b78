// SPDX-License-Identifier: MIT
#include "core/assign/mode.h"

#include <array>

namespace frisket::assign {

namespace {
constexpr std::array<std::string_view, 6> kModes{"where", "index", "scatter",
                                                 "fill",  "place", "putmask"};
constexpr std::array<std::string_view, 4> kCastings{"exact", "safe", "same_kind", "unsafe"};
constexpr std::array<std::string_view, 3> kRoles{"destination", "source", "condition"};

template <class Enum, class Names>
std::optional<Enum> find(const Names& names, std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}
}  // namespace

std::string_view name(Mode mode) { return kModes[static_cast<std::size_t>(mode)]; }
std::string_view name(Casting casting) { return kCastings[static_cast<std::size_t>(casting)]; }
std::string_view name(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

std::optional<Mode> modeFromName(std::string_view name) { return find<Mode>(kModes, name); }

std::optional<Casting> castingFromName(std::string_view name) {
    return find<Casting>(kCastings, name);
}

}  // namespace frisket::assign
