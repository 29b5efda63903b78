// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "app/sample/labels.h"

namespace frisket::sample {

namespace {
std::size_t place(int x, int y) {
    return static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x);
}

/// 0 where the model is sure, about 1 where it guesses: along every border of
/// its own labels, and around scraps; smooth, as the mean of several networks
/// is.
Field uncertainty(const Scene& scene, const LabelMap& predicted) {
    Field borders;
    for (int y = 1; y < kHeight; ++y) {
        for (int x = 1; x < kWidth; ++x) {
            const std::uint8_t here = predicted[place(x, y)];
            const bool border =
                here != predicted[place(x - 1, y)] || here != predicted[place(x, y - 1)];
            borders.at(x, y) = border ? 1.0F : 0.0F;
        }
    }
    const Field near = borders.blurred(2.2F);
    const Field wide = borders.blurred(14);
    Field out;
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const auto fx = static_cast<float>(x);
            const auto fy = static_cast<float>(y);
            float scraps = 0;
            for (const Debris& scrap : scene.debris) {
                const float away = std::hypot(fx - scrap.outline.x, fy - scrap.outline.y);
                const float reach = 4 * scrap.outline.radius + 10;
                scraps = std::max(scraps, smoothStep(reach * 1.4F, reach * 0.7F, away));
            }
            out.at(x, y) = 2.2F * near.at(x, y) + 1.5F * wide.at(x, y) + scraps +
                           0.25F * fractalNoise(fx / 60, fy / 60, 800, 2);
        }
    }
    return out;
}

/// What the model and the annotation say about one cell.
struct Opinion {
    double pixels = 0;
    double differing = 0;
    double unsure = 0;

    /// Sure of itself on the whole, and of another mind in more than a frayed
    /// border.
    [[nodiscard]] bool worthALook() const {
        constexpr double kMostUnsure = 0.33;
        constexpr double kLeastDiffering = 0.13;
        return pixels > 0 && unsure / pixels < kMostUnsure && differing / pixels > kLeastDiffering;
    }
};

/// Ones where a neighbourhood of deviation `sigma` is mostly one: specks and
/// frays go.
Field compact(const Field& field, float sigma) {
    const Field smooth = field.blurred(sigma);
    Field out;
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            out.at(x, y) = smooth.at(x, y) > 0.5F ? 1.0F : 0.0F;
        }
    }
    return out;
}
}  // namespace

std::vector<std::uint8_t> proposedCondition(const Scene& scene, const CellMap& map,
                                            const LabelMap& annotated, const LabelMap& predicted) {
    constexpr float kRim = -1.5F;     // pixels outside of the outline that still belong to the cell
    constexpr float kReach = -16.0F;  // how far out a hurried polygon may lie
    const auto differs = [&](int x, int y) {
        return annotated[place(x, y)] != predicted[place(x, y)];
    };
    const Field unsure = uncertainty(scene, predicted);
    std::vector<Opinion> opinions(scene.cells.size());
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            if (map.ownerAt(x, y) >= 0 && map.edge.at(x, y) > kRim) {
                Opinion& opinion = opinions[static_cast<std::size_t>(map.ownerAt(x, y))];
                opinion.pixels += 1;
                opinion.differing += differs(x, y) ? 1 : 0;
                opinion.unsure += static_cast<double>(unsure.at(x, y));
            }
        }
    }
    Field chosen;
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const int owner = map.ownerAt(x, y);
            if (owner >= 0 && opinions[static_cast<std::size_t>(owner)].worthALook()) {
                const float edge = map.edge.at(x, y);
                const bool stray = edge > kReach && differs(x, y);
                chosen.at(x, y) = edge > kRim || stray ? 1.0F : 0.0F;
            }
        }
    }
    const Field places = compact(chosen, 3);
    std::vector<std::uint8_t> condition(std::size_t{kWidth} * kHeight, 0);
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            condition[place(x, y)] = places.at(x, y) > 0 ? 255 : 0;
        }
    }
    return condition;
}

}  // namespace frisket::sample
