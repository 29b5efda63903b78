// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/base/result.h"

namespace frisket::cli {

/// What a command prints.
struct Output {
    std::string text;                    ///< for standard output, complete
    std::optional<base::Error> refusal;  ///< also goes to standard error, with exit status 1
    std::string written = {};            ///< the file that has taken its place; empty: none
};

/// Does what a parsed command line asks for. An error prints nothing on standard output.
using Run = std::function<base::Result<Output>()>;

}  // namespace frisket::cli
