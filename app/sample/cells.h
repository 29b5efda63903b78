// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include "app/sample/field.h"
#include "app/sample/random.h"

namespace frisket::sample {

enum class Phase : std::uint8_t { Resting, Metaphase, Anaphase };

/// A closed outline about a centre: an ellipse whose radius swells and shrinks with the angle.
struct Outline {
    float x = 0;  ///< centre in pixels
    float y = 0;
    float radius = 1;              ///< mean radius in pixels
    float stretch = 1;             ///< long axis over short axis
    float angle = 0;               ///< of the long axis, radians
    std::array<float, 5> swell{};  ///< relative amplitude of the waves 2..6 around the outline
    std::array<float, 5> phase{};

    /// 0 at the centre, 1 on the outline, growing outwards.
    [[nodiscard]] float distance(float px, float py) const;
    /// Coordinates along and across the long axis, in pixels from the centre.
    [[nodiscard]] std::array<float, 2> local(float px, float py) const;
};

struct Cell {
    Outline body;
    Outline nucleus;  ///< for a dividing cell the room in which its chromosomes lie
    Phase phase = Phase::Resting;
    float brightness = 1;
    float hue = 0;                               ///< -1..1, how much of each stain it took up
    bool unlabelled = false;                     ///< the annotator left it out
    bool crude = false;                          ///< the annotator drew it in a hurry
    std::vector<std::array<float, 3>> nucleoli;  ///< x, y, radius in pixels
};

/// A bright scrap that is no cell.
struct Debris {
    Outline outline;
    float brightness = 1;
};

struct Scene {
    std::vector<Cell> cells;
    std::vector<Debris> debris;
};

/// The same scene every time.
[[nodiscard]] Scene makeScene();

/// What lies under each pixel. Distances are Outline::distance after a gentle warp of the plane
/// that makes the outlines organic.
struct CellMap {
    std::vector<int> owner;  ///< nearest cell, -1 where all are further than twice their outline
    Field body;              ///< distance to the owner
    Field second;            ///< distance to the next nearest cell
    Field nucleus;           ///< distance to the owner's nucleus
    Field edge;              ///< pixels inside (> 0) or outside (< 0) of the owner's outline

    [[nodiscard]] int ownerAt(int x, int y) const {
        return owner[static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x)];
    }
};
[[nodiscard]] CellMap mapCells(const Scene& scene);

}  // namespace frisket::sample
