// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/rules/numpy_helpers.h"
#include "core/rules/rule.h"

namespace frisket::rules {

/// A Python program that gives what the rule gives, bit for bit, as the array `result`: with NumPy,
/// and SciPy where it looks at planes. The inputs are arrays under their names in the rule, of the
/// dtypes that it was checked with (`pythonNames`). It is written to be read, and holds
/// arrays of the size of the inputs as NumPy does.
[[nodiscard]] std::string toNumpy(const Rule& rule);

/// What the program calls the inputs: their names, but with underscores after those that are words
/// of Python or names that the program uses, and with "in" before those that begin with an
/// underscore, as the program's own do. No two are the same where no two inputs' names are.
[[nodiscard]] std::vector<std::string> pythonNames(std::span<const InputType> inputs);

/// The same as a function. Its helpers are to be defined before it (definitionsOf).
struct NumpyFunction {
    std::string parameters;   ///< "source, p": what the rule depends on
    std::vector<int> inputs;  ///< their places in the rule
    std::string body;         ///< lines, each after four spaces; returns a new array in C order
    std::set<Helper> helpers;
};
[[nodiscard]] NumpyFunction toNumpyFunction(const Rule& rule);

}  // namespace frisket::rules
