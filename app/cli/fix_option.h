// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/assignment.h"

namespace frisket::cli {

/// Adds --fix, which may be given several times.
void addFixOption(CLI::App& command, std::vector<std::int64_t>& fixes);

/// Applies each of `fixes`, a place in the list of fixes of the refusal that then arises, in order,
/// and notes it. Fails where nothing is refused, or the refusal has no such fix.
[[nodiscard]] base::Status applyFixes(Assignment& assignment,
                                      const std::vector<std::int64_t>& fixes);

}  // namespace frisket::cli
