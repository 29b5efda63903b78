// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "tests/bench/report.h"

namespace frisket::bench {

struct StrokeOptions {
    std::vector<std::string> images;  ///< "4k", "16k:u16"
    std::vector<int> brushes{20, 200, 2000};
    std::vector<std::string> zooms{"fit", "1", "8"};
    std::vector<std::string> modes{"where", "scatter"};
    std::vector<std::string> paths;
    /// What strokes are limited by: "none", "labels" of the destination, a "range" of the source,
    /// or all that there is ("all").
    std::vector<std::string> limits{"none"};
    int events = 2000;     ///< at least so many a row
    bool labels = false;   ///< paint a label into the destination, not the condition
    bool changes = false;  ///< with the Changes dock in sight
};

/// The images of a full run.
[[nodiscard]] const std::vector<std::string>& strokeImages();

/// Replays strokes through the real canvas and prints a row for each case: the time from a pointer
/// event to the finished repaint. Strokes paint and erase in turn, so that there is always
/// something to change. Throws std::runtime_error.
void benchStroke(const StrokeOptions& options, JsonLines& json);

}  // namespace frisket::bench
