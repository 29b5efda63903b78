// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "tests/bench/bench_tools.h"

namespace frisket::bench {

namespace {
/// SplitMix64, so that the map is the same everywhere.
class Numbers {
public:
    std::int64_t below(std::int64_t end) {
        m_state += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
        mixed ^= mixed >> 31U;
        return static_cast<std::int64_t>(mixed % static_cast<std::uint64_t>(end));
    }

private:
    std::uint64_t m_state = 5;
};

struct Ellipse {
    std::int64_t x;
    std::int64_t y;
    std::int64_t rx;
    std::int64_t ry;
    double slant;  ///< columns a row, which tilts it
};

void draw(std::vector<std::uint8_t>& plane, std::int64_t side, const Ellipse& at,
          std::uint8_t value) {
    for (std::int64_t dy = -at.ry; dy <= at.ry; ++dy) {
        const double part =
            static_cast<double>(dy) / static_cast<double>(std::max<std::int64_t>(at.ry, 1));
        const auto half = static_cast<std::int64_t>(static_cast<double>(at.rx) *
                                                    std::sqrt(std::max(0.0, 1 - part * part)));
        const std::int64_t middle =
            at.x + static_cast<std::int64_t>(at.slant * static_cast<double>(dy));
        // A clear border, so that its first pixel is background for all.
        const std::int64_t y = at.y + dy;
        const std::int64_t x0 = std::max<std::int64_t>(middle - half, 1);
        const std::int64_t x1 = std::min(middle + half + 1, side - 1);
        if (y >= 1 && y < side - 1 && x0 < x1) {
            std::fill(plane.begin() + y * side + x0, plane.begin() + y * side + x1, value);
        }
    }
}
}  // namespace

ToolScene::ToolScene(std::int64_t length)
    : side(length), labels(static_cast<std::size_t>(length * length)) {
    Numbers random;
    const std::int64_t pixels = side * side;
    for (std::int64_t i = pixels / 9000; i > 0; --i) {
        const auto value = static_cast<std::uint8_t>(1 + random.below(200));
        const Ellipse blob{random.below(side), random.below(side), 5 + random.below(55),
                           5 + random.below(55), static_cast<double>(random.below(100)) / 100};
        draw(labels, side, blob, value);
        if (i % 3 == 0) {  // a hole
            draw(labels, side, {blob.x, blob.y, 1 + random.below(4), 1 + random.below(4), 0}, 0);
        }
    }
    for (std::int64_t i = pixels / 20000; i > 0; --i) {  // specks, and what is missing
        draw(labels, side,
             {random.below(side), random.below(side), random.below(3), random.below(3), 0},
             static_cast<std::uint8_t>(random.below(200)));
    }
    blobX = side / 2;
    blobY = side / 2;
    draw(labels, side, {blobX, blobY, 110, 110, 0}, 0);
    draw(labels, side, {blobX, blobY, 100, 100, 0}, 201);
    mask.resize(labels.size());
    grey.resize(labels.size());
    for (std::size_t i = 0; i < labels.size(); ++i) {
        mask[i] = labels[i] != 0 ? 255 : 0;
        const auto noise = static_cast<std::uint8_t>((i * 0x9e3779b97f4a7c15ULL) >> 61U);
        grey[i] = static_cast<std::uint8_t>(labels[i] == 0 ? noise : 100 + noise);
    }
}

}  // namespace frisket::bench
