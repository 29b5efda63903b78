// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace frisket::ui {

/// A number of bytes for a person: "640 B", "12 KB", "3.1 MB" (a KB is 1,024 bytes); three digits
/// at most until the largest unit is used up.
[[nodiscard]] QString byteWords(qint64 bytes);

}  // namespace frisket::ui
