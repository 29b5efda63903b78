// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>

#include "core/io/program.h"
#include "core/rules/numpy_helpers.h"

namespace frisket::io {

/// What the rules of a program need, and their functions.
struct ProgramRules {
    std::set<std::string> inputs;  ///< names that some rule depends on
    rules::HelperText helpers;     ///< that the functions call
    std::string functions;         ///< definitions: `source_rule`, `layer_1`, ...
};

[[nodiscard]] ProgramRules rulesOf(const Program& program);

/// Statements that read the arrays and the backdrop of `rules`: `array_p`, `backdrop`.
[[nodiscard]] std::string inputsText(const Program& program, const ProgramRules& rules);

/// The statement that makes `s` by the source's rule, of `s` as it was read.
[[nodiscard]] std::string sourceText(const Program& program);

/// Statements that make `c` of the layers. `painted` is the name of the function for those that
/// were.
[[nodiscard]] std::string stackText(const Program& program);

}  // namespace frisket::io
