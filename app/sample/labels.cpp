// SPDX-License-Identifier: MIT
#include "app/sample/labels.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace frisket::sample {

namespace {
std::size_t place(int x, int y) {
    return static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x);
}

template <class LabelAt>
LabelMap drawn(LabelAt labelAt) {
    LabelMap labels(std::size_t{kWidth} * kHeight);
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            labels[place(x, y)] = labelAt(x, y);
        }
    }
    return labels;
}

/// Chromosomes of a dividing cell, drawn generously around the plates.
bool onPlate(const Cell& cell, float x, float y, float margin) {
    const auto [along, across] = cell.body.local(x, y);
    const float size = cell.body.radius;
    const bool two = cell.phase == Phase::Anaphase;
    const float away = two ? std::abs(std::abs(along) - 0.36F * size) : std::abs(along);
    return std::hypot(away / (9 + margin), across / (0.56F * size + margin)) < 1;
}

std::uint8_t labelOf(const Scene& scene, const CellMap& map, int x, int y, float grown) {
    const int owner = map.ownerAt(x, y);
    if (owner < 0 || map.edge.at(x, y) < -grown) {
        return Background;
    }
    const Cell& cell = scene.cells[static_cast<std::size_t>(owner)];
    if (cell.phase != Phase::Resting) {
        return onPlate(cell, static_cast<float>(x), static_cast<float>(y), grown) ? Dividing
                                                                                  : Cytoplasm;
    }
    return map.nucleus.at(x, y) < 1 + grown / cell.nucleus.radius ? Nucleus : Cytoplasm;
}

/// A polygon of `corners` with its corners near the outline: what a few clicks give.
struct Polygon {
    std::vector<std::array<float, 2>> corners;

    static Polygon around(const Outline& outline, int corners, Random& random) {
        Polygon polygon;
        const float start = random.between(0, 6);
        for (int i = 0; i < corners; ++i) {
            const float angle = start + 2 * std::numbers::pi_v<float> * static_cast<float>(i) /
                                            static_cast<float>(corners);
            // Distance grows linearly from the centre, so one look gives the outline's reach.
            const float c = std::cos(angle);
            const float s = std::sin(angle);
            const float reach =
                random.between(0.94F, 1.14F) / outline.distance(outline.x + c, outline.y + s);
            polygon.corners.push_back({outline.x + reach * c, outline.y + reach * s});
        }
        return polygon;
    }

    [[nodiscard]] bool contains(float x, float y) const {
        bool inside = false;
        for (std::size_t i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            const auto [ax, ay] = corners[i];
            const auto [bx, by] = corners[j];
            if ((ay > y) != (by > y) && x < (bx - ax) * (y - ay) / (by - ay) + ax) {
                inside = !inside;
            }
        }
        return inside;
    }
};

void paintDisc(LabelMap& labels, float cx, float cy, float radius, std::uint8_t label) {
    for (int y = static_cast<int>(cy - radius); y <= static_cast<int>(cy + radius); ++y) {
        for (int x = static_cast<int>(cx - radius); x <= static_cast<int>(cx + radius); ++x) {
            const bool inside = x >= 0 && y >= 0 && x < kWidth && y < kHeight;
            if (inside &&
                std::hypot(static_cast<float>(x) - cx, static_cast<float>(y) - cy) <= radius) {
                labels[place(x, y)] = label;
            }
        }
    }
}

/// Specks of a wrong label, a few pixels each.
void sprinkle(LabelMap& labels, int count, Random& random) {
    for (int i = 0; i < count; ++i) {
        const float x = random.between(0, kWidth);
        const float y = random.between(0, kHeight);
        const std::uint8_t here = labels[place(static_cast<int>(x), static_cast<int>(y))];
        const std::uint8_t wrong = here == Background  ? Cytoplasm
                                   : here == Cytoplasm ? Background
                                                       : Cytoplasm;
        for (int part = 0; part < 3; ++part) {
            paintDisc(labels, x + random.between(-3, 3), y + random.between(-3, 3),
                      random.between(1, 3.2F), wrong);
        }
    }
}
}  // namespace

LabelMap trueLabels(const Scene& scene, const CellMap& map) {
    LabelMap labels = drawn([&](int x, int y) { return labelOf(scene, map, x, y, 0); });
    for (const Debris& scrap : scene.debris) {
        const int reach = static_cast<int>(scrap.outline.radius * 2);
        for (int y = static_cast<int>(scrap.outline.y) - reach;
             y < static_cast<int>(scrap.outline.y) + reach; ++y) {
            for (int x = static_cast<int>(scrap.outline.x) - reach;
                 x < static_cast<int>(scrap.outline.x) + reach; ++x) {
                if (scrap.outline.distance(static_cast<float>(x), static_cast<float>(y)) < 1.1F) {
                    labels[place(x, y)] = Scrap;
                }
            }
        }
    }
    return labels;
}

LabelMap annotatedLabels(const Scene& scene, const CellMap& map, const LabelMap& truth) {
    LabelMap labels = drawn([&](int x, int y) -> std::uint8_t {
        const int owner = map.ownerAt(x, y);
        const std::uint8_t label = truth[place(x, y)];
        const Cell* cell = owner < 0 ? nullptr : &scene.cells[static_cast<std::size_t>(owner)];
        const bool leftOut = cell != nullptr && (cell->unlabelled || cell->crude);
        return leftOut && label != Scrap ? std::uint8_t{Background} : label;
    });
    Random random(31);
    for (const Cell& cell : scene.cells) {
        if (!cell.crude || cell.unlabelled) {
            continue;
        }
        const Polygon body = Polygon::around(cell.body, 7, random);
        const Polygon nucleus = Polygon::around(cell.nucleus, 6, random);
        const int reach = static_cast<int>(cell.body.radius * 2);
        const int left = static_cast<int>(cell.body.x);
        const int top = static_cast<int>(cell.body.y);
        for (int y = std::max(top - reach, 0); y < std::min(top + reach, kHeight); ++y) {
            for (int x = std::max(left - reach, 0); x < std::min(left + reach, kWidth); ++x) {
                std::uint8_t& label = labels[place(x, y)];
                const auto fx = static_cast<float>(x);
                const auto fy = static_cast<float>(y);
                if (label == Background && body.contains(fx, fy)) {
                    label = nucleus.contains(fx, fy) ? Nucleus : Cytoplasm;
                }
            }
        }
    }
    return labels;
}

LabelMap predictedLabels(const Scene& scene, const CellMap& map, const LabelMap& truth) {
    LabelMap labels = drawn([&](int x, int y) -> std::uint8_t {
        const auto fx = static_cast<float>(x);
        const auto fy = static_cast<float>(y);
        const float grown = 2.2F + 4 * (fractalNoise(fx / 18, fy / 18, 700, 2) - 0.5F);
        const std::uint8_t label = labelOf(scene, map, x, y, grown);
        const bool gap = label == Background && map.second.at(x, y) < 1.17F &&
                         fractalNoise(fx / 90, fy / 90, 710, 2) > 0.44F;
        if (gap) {
            return Cytoplasm;
        }
        return truth[place(x, y)] == Scrap && label == Background ? std::uint8_t{Scrap} : label;
    });
    Random random(59);
    sprinkle(labels, 90, random);
    // The brightest scrap looks like a nucleus to the model, so it adds a cell around it.
    const Outline& scrap = scene.debris.back().outline;
    Outline body = scrap;
    body.radius = 44;
    body.swell = {0.10F, 0.12F, 0.06F, 0.05F, 0.04F};
    for (int y = static_cast<int>(scrap.y) - 90; y < static_cast<int>(scrap.y) + 90; ++y) {
        for (int x = static_cast<int>(scrap.x) - 90; x < static_cast<int>(scrap.x) + 90; ++x) {
            const auto fx = static_cast<float>(x);
            const auto fy = static_cast<float>(y);
            std::uint8_t& label = labels[place(x, y)];
            if (scrap.distance(fx, fy) < 1.25F) {
                label = Nucleus;
            } else if (body.distance(fx, fy) < 1 && label == Background) {
                label = Cytoplasm;
            }
        }
    }
    return labels;
}

}  // namespace frisket::sample
