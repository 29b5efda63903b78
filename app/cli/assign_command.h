// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include "app/cli/assignment.h"
#include "app/cli/command.h"

namespace frisket::cli {

/// Adds `assign`: does the assignment and writes the whole destination to a file.
void addAssignCommand(CLI::App& app, Run& run);

/// Does the assignment and writes the whole destination, whose file is `destination`, to `out`;
/// says what was done. The plan's refusal is an error.
[[nodiscard]] base::Result<Output> writeResult(const Assignment& assignment,
                                               const std::string& destination,
                                               const std::string& out,
                                               const io::ReadLimits& limits);

}  // namespace frisket::cli
