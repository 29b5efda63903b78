// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>

#include <QString>

namespace frisket::session {

/// The enumerator whose place in `names` the stored text has; `fallback` for any other text.
template <class Enum, std::size_t Count>
[[nodiscard]] Enum fromName(const std::array<const char*, Count>& names, const QString& name,
                            Enum fallback) {
    const auto found = std::find(names.begin(), names.end(), name);
    return found == names.end() ? fallback : static_cast<Enum>(found - names.begin());
}

template <class Enum, std::size_t Count>
[[nodiscard]] QString toName(const std::array<const char*, Count>& names, Enum value) {
    return QString::fromLatin1(names[static_cast<std::size_t>(value)]);
}

}  // namespace frisket::session
