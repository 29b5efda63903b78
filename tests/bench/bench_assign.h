// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "tests/bench/report.h"

namespace frisket::bench {

struct AssignOptions {
    std::int64_t side = 8192;
    int threads = 2;
    int iterations = 15;  ///< of frisket, rmw and memcpy, in turn; the slow peers run half as often
};

/// `d[c] = s[c]` by frisket and its peers, all on the same threads, one row for each.
void benchAssign(const AssignOptions& options, JsonLines& json);

}  // namespace frisket::bench
