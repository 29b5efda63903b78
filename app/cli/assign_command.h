// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/command.h"

namespace frisket::cli {

/// Adds `assign`: does the assignment and writes the whole destination to a file.
void addAssignCommand(CLI::App& app, Run& run);

}  // namespace frisket::cli
