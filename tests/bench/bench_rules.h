// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "tests/bench/report.h"

namespace frisket::bench {

struct RulesOptions {
    std::int64_t side = 16384;       ///< of the square arrays; a multiple of 64
    std::vector<int> threads = {2};  ///< everything runs once for each
    int iterations = 9;              ///< paired rounds
    bool python = false;             ///< NumPy, under /usr/bin/python3
};

/// Rules on whole arrays beside one reading of the arrays that they name, and on a tile. Throws
/// std::runtime_error when an outcome differs from a plain loop.
void benchRules(const RulesOptions& options, JsonLines& json);

}  // namespace frisket::bench
