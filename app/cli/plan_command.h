// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/command.h"

namespace frisket::cli {

/// Adds `plan`: says what `assign` would do with the same operands, and writes nothing.
void addPlanCommand(CLI::App& app, Run& run);

}  // namespace frisket::cli
