// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/report.h"

namespace frisket::bench {

struct AliveOptions {
    std::int64_t side = 32768;
};

/// How long the window handles no event while large masks are opened, applied, undone, saved and
/// exported: the gaps between the ticks of a timer in the event loop, with the image panned all the
/// while, and the time from Cancel to the end of the job. Throws std::runtime_error.
void benchAlive(const AliveOptions& options, JsonLines& json);

}  // namespace frisket::bench
