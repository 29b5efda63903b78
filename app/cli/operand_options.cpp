// SPDX-License-Identifier: MIT
#include "app/cli/operand_options.h"

namespace frisket::cli {

CLI::Option* addOperand(CLI::App& command, OperandOptions& operand, const std::string& name,
                        const std::string& help) {
    return command.add_option(name, operand.path, help)->type_name("PATH");
}

void addPart(CLI::App& command, OperandOptions& operand, const std::string& prefix,
             const std::string& what) {
    const std::string gap = what.empty() ? "" : " ";
    command
        .add_option(prefix + "key", operand.part.key,
                    "Name" + gap + what + " inside a file of several arrays")
        ->type_name("K");
    command
        .add_option(prefix + "page", operand.part.page,
                    "Number" + gap + what + " inside a file of several images, from 0")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
}

void addReadOptions(CLI::App& command, ReadOptions& options) {
    constexpr bool kThousands = false;  // "4GB" is 4 * 1024^3, as "4GiB"
    command
        .add_option("--memory-budget", options.limits.memoryBudget,
                    "Most bytes that one array may take, such as 8GiB")
        ->transform(CLI::AsSizeValue(kThousands))
        ->check([](const std::string& bytes) {
            return bytes == "0" || bytes.starts_with('-')
                       ? std::string("the budget must be at least one byte")
                       : std::string();
        })
        ->capture_default_str();
}

base::Result<io::MaskFile> readOperand(const OperandOptions& operand, const ReadOptions& options) {
    auto mask = io::readMask(operand.path, {options.limits, operand.part});
    if (!mask && mask.error().code == base::ErrorCode::TooLarge) {
        base::Error error = mask.error();
        error.hint = "Raise --memory-budget if the array itself is too large, or save a part.";
        return tl::unexpected(std::move(error));
    }
    return mask;
}

}  // namespace frisket::cli
