// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/command.h"

namespace frisket::cli {

/// Adds `convert`, which writes a mask in another format without changing a value.
void addConvertCommand(CLI::App& app, Run& run);

}  // namespace frisket::cli
