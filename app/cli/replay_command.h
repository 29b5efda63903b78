// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/command.h"

namespace frisket::cli {

/// Adds `replay`: does the assignment of a recipe again, with its files or others.
void addReplayCommand(CLI::App& app, Run& run);

}  // namespace frisket::cli
