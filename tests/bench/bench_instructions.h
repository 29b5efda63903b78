// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/report.h"

namespace frisket::bench {

/// Runs the program `frisket-bench-kernels`, which lies beside this one, under valgrind's callgrind
/// and prints the instructions of each cell as a Markdown table. Throws std::runtime_error when
/// valgrind is missing or fails.
void benchInstructions(JsonLines& json);

}  // namespace frisket::bench
