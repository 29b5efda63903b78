// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <CLI/CLI.hpp>

#include "core/base/result.h"
#include "core/io/mask_file.h"

namespace frisket::cli {

/// One file that a command reads, as the command line names it.
struct OperandOptions {
    std::string path;
    io::Part part = {};
};

/// Options that count for all files of a command.
struct ReadOptions {
    io::ReadLimits limits;
};

/// Adds the file as the argument `name`: "FILE" by position, "--source" by name.
CLI::Option* addOperand(CLI::App& command, OperandOptions& operand, const std::string& name,
                        const std::string& help);
/// Adds the options PREFIXkey and PREFIXpage, which choose one array of a file of several; `what`
/// tells whose: "of the source", or is empty.
void addPart(CLI::App& command, OperandOptions& operand, const std::string& prefix,
             const std::string& what);
/// Adds --memory-budget.
void addReadOptions(CLI::App& command, ReadOptions& options);

/// Reads the file; the error of a file above the budget names the option that raises it.
[[nodiscard]] base::Result<io::MaskFile> readOperand(const OperandOptions& operand,
                                                     const ReadOptions& options);

}  // namespace frisket::cli
