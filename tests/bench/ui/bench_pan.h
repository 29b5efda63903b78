// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/report.h"

namespace frisket::bench {

struct PanOptions {
    std::int64_t side = 32768;
    int frames = 600;  ///< of each part
};

/// Frames while the image is panned by the hand and zoomed with the wheel, with destination, source
/// (contour), result and condition shown: the time from the event to the finished repaint of the
/// frame, and to the one in which nothing is missing any more (`sharp`). Throws std::runtime_error.
void benchPan(const PanOptions& options, JsonLines& json);

}  // namespace frisket::bench
