// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "core/base/result.h"

namespace frisket::cli {

/// Does what a parsed command line asks for and returns what belongs on standard output, complete,
/// so that a command that fails prints nothing there.
using Run = std::function<base::Result<std::string>()>;

}  // namespace frisket::cli
