// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/command.h"

namespace frisket::cli {

/// Adds `info FILE [--json]`: format, dtype, shape and values of a mask. When the command line
/// asks for it, `run` becomes what answers.
void addInfoCommand(CLI::App& app, Run& run);

}  // namespace frisket::cli
