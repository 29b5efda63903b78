// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "core/rules/rule.h"

namespace frisket::rules {

/// A Python program that gives what the rule gives, bit for bit, as the array `result`: with NumPy,
/// and SciPy where it looks at planes. The inputs are arrays under their names in the rule, of the
/// dtypes that it was checked with (`pythonName` of each). It is written to be read, and holds
/// arrays of the size of the inputs as NumPy does.
[[nodiscard]] std::string toNumpy(const Rule& rule);

/// The name, with an underscore after it where it is a word of Python or a module that the program
/// uses.
[[nodiscard]] std::string pythonName(const std::string& name);

}  // namespace frisket::rules
