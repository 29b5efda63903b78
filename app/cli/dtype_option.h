// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "app/cli/operand_options.h"

namespace frisket::cli {

/// Adds --destination-dtype.
void addDTypeOption(CLI::App& command, std::string& dtype);

/// Gives what was read from `path` that dtype, and notes it; nothing where it has it already, or
/// `dtype` is empty. Fails with Refused, naming the first value that has no equal in it, and with
/// TooLarge above the budget. Whether it was changed.
[[nodiscard]] base::Result<bool> changeDType(io::MaskFile& file, const std::string& dtype,
                                             const std::string& path, const ReadOptions& read);

}  // namespace frisket::cli
