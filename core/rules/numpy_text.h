// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/rules/numpy_helpers.h"
#include "core/rules/rule.h"

namespace frisket::rules {

/// A Python program that gives what the rule gives, bit for bit, as the array `result`: with NumPy,
/// and SciPy where it looks at planes. The inputs are arrays under their names in the rule, of the
/// dtypes that it was checked with (`pythonName` of each). It is written to be read, and holds
/// arrays of the size of the inputs as NumPy does.
[[nodiscard]] std::string toNumpy(const Rule& rule);

/// The same as a function. Its helpers are to be defined before it (definitionsOf).
struct NumpyFunction {
    std::string parameters;   ///< "source, p": what the rule depends on
    std::vector<int> inputs;  ///< their places in the rule
    std::string body;         ///< lines, each after four spaces; returns a new array in C order
    std::set<Helper> helpers;
};
[[nodiscard]] NumpyFunction toNumpyFunction(const Rule& rule);

/// The name, with an underscore after it where it begins with one, or is a word of Python or
/// something that the program uses.
[[nodiscard]] std::string pythonName(const std::string& name);

}  // namespace frisket::rules
