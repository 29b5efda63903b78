// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/command.h"

namespace frisket::cli {

/// `code`: prints the program that does what `assign` would do, for NumPy or PyTorch.
void addCodeCommand(CLI::App& app, Run& run);

}  // namespace frisket::cli
