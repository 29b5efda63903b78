// SPDX-License-Identifier: MIT
#include "app/sample/cells.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace frisket::sample {

namespace {
constexpr float kPi = std::numbers::pi_v<float>;
constexpr std::uint64_t kSceneSeed = 0xf215'0ce1'7;

Outline makeOutline(float x, float y, float radius, float stretch, float wobble, Random& random) {
    Outline outline{x, y, radius, stretch, random.between(0, kPi), {}, {}};
    for (std::size_t wave = 0; wave < outline.swell.size(); ++wave) {
        outline.swell[wave] =
            random.between(0.3F, 1.0F) * wobble / (1.0F + 0.6F * static_cast<float>(wave));
        outline.phase[wave] = random.between(0, 2 * kPi);
    }
    return outline;
}

void addNucleus(Cell& cell, Random& random) {
    const Outline& body = cell.body;
    const float away = random.between(0, 0.16F) * body.radius;
    const float direction = random.between(0, 2 * kPi);
    const float share = cell.phase == Phase::Resting ? random.between(0.40F, 0.47F) : 0.5F;
    cell.nucleus =
        makeOutline(body.x + away * std::cos(direction), body.y + away * std::sin(direction),
                    share * body.radius, random.between(1.1F, 1.4F), 0.045F, random);
    cell.nucleus.angle = body.angle + random.between(-0.5F, 0.5F);
    const int count = 2 + random.below(3);
    for (int i = 0; i < count; ++i) {
        const float turn = random.between(0, 2 * kPi);
        const float out = random.between(0.15F, 0.6F) * cell.nucleus.radius;
        cell.nucleoli.push_back({cell.nucleus.x + out * std::cos(turn),
                                 cell.nucleus.y + out * std::sin(turn),
                                 random.between(0.09F, 0.17F) * cell.nucleus.radius});
    }
}

/// Centres by throwing darts: each at least `gap` times the mean radius from those before.
std::vector<Cell> throwCells(Random& random) {
    constexpr int kThrows = 6000;
    constexpr int kMostCells = 48;
    std::vector<Cell> cells;
    for (int i = 0; i < kThrows && static_cast<int>(cells.size()) < kMostCells; ++i) {
        const float x = random.between(-20, kWidth + 20);
        const float y = random.between(-20, kHeight + 20);
        const float radius = random.between(54, 78);
        const bool free = std::all_of(cells.begin(), cells.end(), [&](const Cell& other) {
            const float reach = (radius + other.body.radius) * 0.95F;
            return std::hypot(x - other.body.x, y - other.body.y) > reach;
        });
        // An empty corner, as in a real dish.
        const bool bare = std::hypot((x - 1010) / 210, (y - 500) / 120) < 1;
        if (free && !bare) {
            Cell cell;
            cell.body = makeOutline(x, y, radius, random.between(1.0F, 1.45F), 0.13F, random);
            cell.brightness = random.between(0.7F, 1.2F);
            cell.hue = random.between(-1, 1);
            cells.push_back(cell);
        }
    }
    return cells;
}

bool wellInside(const Cell& cell) {
    const Outline& body = cell.body;
    return body.x > 100 && body.x < kWidth - 100 && body.y > 100 && body.y < kHeight - 100;
}

/// Every `step`-th of the cells that lie inside and are still plain.
template <class Change>
void chooseCells(std::vector<Cell>& cells, int first, int step, int most, Change change) {
    int seen = 0;
    for (Cell& cell : cells) {
        const bool plain = !cell.unlabelled && !cell.crude && cell.phase == Phase::Resting;
        if (!plain || !wellInside(cell)) {
            continue;
        }
        if (seen++ % step == first && most-- > 0) {
            change(cell);
        }
    }
}

void roundUp(Cell& cell, Phase phase) {
    cell.phase = phase;
    cell.body.radius *= 0.78F;
    cell.body.stretch = phase == Phase::Anaphase ? 1.3F : 1.05F;
    for (float& swell : cell.body.swell) {
        swell *= 0.3F;
    }
    cell.brightness = 0.92F;
}

std::vector<Debris> scatterDebris(const std::vector<Cell>& cells, Random& random) {
    std::vector<Debris> debris;
    for (int i = 0; i < 4000 && debris.size() < 9; ++i) {
        const float x = random.between(60, kWidth - 60);
        const float y = random.between(60, kHeight - 60);
        const bool free = std::all_of(cells.begin(), cells.end(), [&](const Cell& cell) {
            return cell.body.distance(x, y) > 1.25F;
        });
        if (free) {
            debris.push_back(
                {makeOutline(x, y, random.between(4, 9), random.between(1, 1.8F), 0.25F, random),
                 random.between(0.8F, 1.4F)});
        }
    }
    // The one that the model takes for a cell.
    debris.push_back({makeOutline(1015, 505, 15, 1.4F, 0.3F, random), 1.5F});
    return debris;
}
}  // namespace

std::array<float, 2> Outline::local(float px, float py) const {
    const float c = std::cos(angle);
    const float s = std::sin(angle);
    return {(px - x) * c + (py - y) * s, (py - y) * c - (px - x) * s};
}

float Outline::distance(float px, float py) const {
    const auto [along, across] = local(px, py);
    const float root = std::sqrt(stretch);
    const float u = along / root;
    const float v = across * root;
    const float theta = std::atan2(v, u);
    float reach = 1;
    for (std::size_t wave = 0; wave < swell.size(); ++wave) {
        reach += swell[wave] * std::cos(static_cast<float>(wave + 2) * theta + phase[wave]);
    }
    return std::hypot(u, v) / (radius * reach);
}

Scene makeScene() {
    Random random(kSceneSeed);
    Scene scene;
    scene.cells = throwCells(random);
    chooseCells(scene.cells, 2, 11, 2, [](Cell& cell) { roundUp(cell, Phase::Metaphase); });
    chooseCells(scene.cells, 6, 11, 2, [](Cell& cell) { roundUp(cell, Phase::Anaphase); });
    chooseCells(scene.cells, 1, 4, 6, [](Cell& cell) { cell.unlabelled = true; });
    chooseCells(scene.cells, 1, 3, 3, [](Cell& cell) { cell.crude = true; });
    // One dividing cell is missing too.
    for (Cell& cell : scene.cells) {
        if (cell.phase == Phase::Anaphase) {
            cell.unlabelled = true;
            break;
        }
    }
    for (Cell& cell : scene.cells) {
        addNucleus(cell, random);
    }
    scene.debris = scatterDebris(scene.cells, random);
    return scene;
}

CellMap mapCells(const Scene& scene) {
    CellMap map{std::vector<int>(std::size_t{kWidth} * kHeight, -1), Field(9), Field(9), Field(9),
                Field(-99)};
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const auto fx = static_cast<float>(x);
            const auto fy = static_cast<float>(y);
            const float wx = fx + 16 * (fractalNoise(fx / 40, fy / 40, 100, 4) - 0.5F);
            const float wy = fy + 16 * (fractalNoise(fx / 40, fy / 40, 200, 4) - 0.5F);
            int owner = -1;
            for (std::size_t i = 0; i < scene.cells.size(); ++i) {
                const Outline& body = scene.cells[i].body;
                const float reach = body.radius * 2.2F;
                if (std::abs(wx - body.x) > reach || std::abs(wy - body.y) > reach) {
                    continue;
                }
                const float distance = body.distance(wx, wy);
                if (distance < map.body.at(x, y)) {
                    map.second.at(x, y) = map.body.at(x, y);
                    map.body.at(x, y) = distance;
                    owner = static_cast<int>(i);
                } else if (distance < map.second.at(x, y)) {
                    map.second.at(x, y) = distance;
                }
            }
            if (owner >= 0) {
                const Cell& cell = scene.cells[static_cast<std::size_t>(owner)];
                map.owner[static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)] =
                    owner;
                map.nucleus.at(x, y) = cell.nucleus.distance(wx, wy);
                // Neighbours that press against each other meet half way.
                const float toOutline = (1 - map.body.at(x, y)) * cell.body.radius;
                const float toNeighbour =
                    (map.second.at(x, y) - map.body.at(x, y)) * cell.body.radius / 2;
                map.edge.at(x, y) = std::min(toOutline, toNeighbour);
            }
        }
    }
    return map;
}

}  // namespace frisket::sample
