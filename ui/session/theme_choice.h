// SPDX-License-Identifier: MIT
#pragma once

namespace frisket::session {

/// Which colours the window has; System follows the platform's palette.
enum class Theme { System, Light, Dark };

}  // namespace frisket::session
