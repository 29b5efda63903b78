// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

#include <QString>

namespace frisket::session {

/// Text of the core, which is UTF-8.
[[nodiscard]] inline QString fromCore(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

}  // namespace frisket::session
