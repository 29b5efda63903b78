// SPDX-License-Identifier: MIT
#include "tests/bench/patterns.h"

#include <numbers>
#include <random>

namespace frisket::bench {

const std::vector<std::string>& patternNames() {
    static const std::vector<std::string> kNames{"random1", "random50", "disk25", "empty", "full"};
    return kNames;
}

std::vector<std::uint8_t> makePattern(std::string_view name, std::int64_t side) {
    std::vector<std::uint8_t> mask(static_cast<std::size_t>(side * side), name == "full" ? 255 : 0);
    if (name == "random1" || name == "random50") {
        std::mt19937_64 random(20260101);
        const std::uint64_t limit =
            name == "random1" ? ~std::uint64_t{0} / 100 : ~std::uint64_t{0} / 2;
        for (std::uint8_t& pixel : mask) {
            pixel = random() < limit ? 255 : 0;
        }
    } else if (name == "disk25") {
        const double radius2 = 0.25 / std::numbers::pi * static_cast<double>(side * side);
        for (std::int64_t y = 0; y < side; ++y) {
            for (std::int64_t x = 0; x < side; ++x) {
                const double dx = static_cast<double>(x) + 0.5 - static_cast<double>(side) / 2;
                const double dy = static_cast<double>(y) + 0.5 - static_cast<double>(side) / 2;
                mask[static_cast<std::size_t>(y * side + x)] =
                    dx * dx + dy * dy <= radius2 ? 255 : 0;
            }
        }
    }
    return mask;
}

}  // namespace frisket::bench
