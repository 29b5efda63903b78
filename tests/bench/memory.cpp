// SPDX-License-Identifier: MIT
#include "tests/bench/memory.h"

#include <fstream>
#include <string>

namespace frisket::bench {

namespace {
/// A line such as "VmHWM:   1234 kB" of /proc/self/status, in KiB.
std::optional<double> statusKib(const std::string& key) {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        double kib = 0;
        if (word == key && status >> kib) {
            return kib;
        }
    }
    return std::nullopt;
}

/// Sets the peak to what is resident now; proc(5), clear_refs, value 5.
bool resetPeak() {
    std::ofstream refs("/proc/self/clear_refs");
    return static_cast<bool>(refs << "5" << std::flush);
}
}  // namespace

std::optional<double> peakRssGrowthMib(const std::function<void()>& work) {
    if (!resetPeak()) {
        work();
        return std::nullopt;
    }
    const auto before = statusKib("VmHWM:");
    work();
    const auto after = statusKib("VmHWM:");
    if (!before || !after) {
        return std::nullopt;
    }
    return (*after - *before) / 1024;
}

}  // namespace frisket::bench
