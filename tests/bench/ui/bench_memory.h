// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "tests/bench/report.h"

namespace frisket::bench {

struct MemoryOptions {
    std::int64_t side = 32768;
    int strokes = 10000;
};

/// The real window with a source, a destination and a condition (uint8 NPY files, `side` squared),
/// painted, applied twice, undone and partly done again: one row with the peak of resident memory,
/// what it may be, and the times. Run it in a process of its own. Throws std::runtime_error.
void benchMemory(const MemoryOptions& options, JsonLines& json);

}  // namespace frisket::bench
