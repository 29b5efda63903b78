// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/assignment.h"
#include "app/cli/command.h"

namespace frisket::cli {

/// `code`: prints the program that does what `assign` would do, for NumPy or PyTorch.
void addCodeCommand(CLI::App& app, Run& run);

/// The program of the assignment, which writes `out`. The plan's refusal is an error.
[[nodiscard]] base::Result<Output> programText(const AssignmentOptions& options,
                                               const Assignment& assignment, const std::string& out,
                                               bool torch);

}  // namespace frisket::cli
