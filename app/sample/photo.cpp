// SPDX-License-Identifier: MIT
#include "app/sample/photo.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace frisket::sample {

namespace {
/// Light of the three stains.
struct Stains {
    Field nuclei;
    Field fibres;
    Field cortex;
};

struct Light {
    float nuclei = 0;
    float fibres = 0;
    float cortex = 0;
};

/// Thin bright lines where the noise crosses its middle.
float ridges(float x, float y, std::uint64_t layer, float sharpness) {
    return std::pow(1 - std::abs(2 * fractalNoise(x, y, layer, 3) - 1), sharpness);
}

float bump(float distance, float width) {
    return std::exp(-distance * distance / (2 * width * width));
}

/// Chromatin of a nucleus at rest, with its nucleoli left dark.
Light restingNucleus(const Cell& cell, float x, float y, float distance) {
    Light light;
    const float inside = smoothStep(1.05F, 0.93F, distance);
    const float grain = fractalNoise(x / 7, y / 7, 300, 4);
    float chromatin =
        inside * (0.48F + 0.75F * (grain - 0.3F) + 0.16F * bump(distance - 0.95F, 0.07F));
    for (const auto& [nx, ny, radius] : cell.nucleoli) {
        const float hole = smoothStep(1.25F, 0.7F, std::hypot(x - nx, y - ny) / radius);
        chromatin *= 1 - 0.75F * hole;
        light.cortex += 0.16F * hole * inside;
    }
    light.nuclei = std::max(chromatin, 0.0F);
    return light;
}

/// Chromosomes in one plate or two, and the spindle that pulls at them.
Light dividingNucleus(const Cell& cell, float x, float y) {
    const Outline& body = cell.body;
    const auto [along, across] = body.local(x, y);
    const float size = body.radius;
    const float ragged = 9 * (fractalNoise(x / 8, y / 8, 310, 3) - 0.5F);
    const bool two = cell.phase == Phase::Anaphase;
    const float away = two ? std::abs(std::abs(along) - 0.36F * size) : std::abs(along);
    const float bow = two ? 0.10F * across * across / size : 0;
    const float plate = smoothStep(1.25F, 0.75F, (away + bow + ragged) / (two ? 6.5F : 8.0F)) *
                        smoothStep(1.1F, 0.85F, (std::abs(across) + ragged) / (0.52F * size));
    Light light;
    light.nuclei = plate * (0.50F + 0.55F * (fractalNoise(x / 4, y / 4, 320, 2) - 0.5F));
    // Fibres fan out from a pole on each side.
    const float pole = 0.72F * size;
    const float toPole = pole - std::abs(along);
    const float fan = toPole > 1 ? across / toPole : 9;
    const float strand = 0.55F + 0.45F * std::cos(fan * 26);
    light.fibres = 0.42F * bump(fan, 0.42F) * strand * smoothStep(0, 8, toPole) +
                   0.45F * bump(std::hypot(std::abs(along) - pole, across), 5);
    return light;
}

Light cytoplasm(const Cell& cell, float x, float y, float edge, float body, float nucleus) {
    Light light;
    const auto [along, across] = cell.body.local(x, y);
    const float bend = 26 * (fractalNoise(x / 60, y / 60, 400, 2) - 0.5F);
    const float inside = smoothStep(-1.5F, 2.5F, edge);
    const float fibre = ridges((along + bend) / 60, (across + bend) / 7, 410, 5);
    const float mesh = ridges(x / 13, y / 13, 420, 4);
    const float thick = smoothStep(1.05F, 0.25F, body);  // a cell is thicker in the middle
    const float nearNucleus = bump(std::max(nucleus - 1, 0.0F), 0.35F);
    const float outsideNucleus =
        cell.phase == Phase::Resting ? smoothStep(0.85F, 1.1F, nucleus) : 1;
    light.fibres = inside *
                   (0.06F + 0.12F * thick + (0.30F * fibre + 0.14F * mesh) * (0.4F + 0.6F * thick) +
                    0.20F * nearNucleus * mesh) *
                   (0.25F + 0.75F * outsideNucleus);
    // Actin: a rim, and stress fibres that run the length of the cell.
    const float cable = ridges((along + bend) / 95, (across - bend) / 5, 430, 9);
    const float uneven = smoothStep(0.30F, 0.72F, fractalNoise(x / 34, y / 34, 440, 3));
    const float ruffle = 1.2F + 2.4F * fractalNoise(x / 26, y / 26, 460, 2);
    light.cortex = inside * (0.04F + 0.22F * cable * (1 - 0.6F * thick)) +
                   (0.07F + 0.50F * uneven) * bump(edge - ruffle, 0.8F + 0.5F * ruffle);
    // Small vesicles, mostly around the nucleus.
    const float speck = smoothStep(0.79F, 0.9F, noise(x / 3.2F, y / 3.2F, 450));
    light.cortex += 0.5F * inside * speck * nearNucleus * outsideNucleus;
    return light;
}

Stains stainCells(const Scene& scene, const CellMap& map) {
    Stains stains;
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const int owner = map.ownerAt(x, y);
            if (owner < 0 || map.edge.at(x, y) < -12) {
                continue;
            }
            const Cell& cell = scene.cells[static_cast<std::size_t>(owner)];
            const auto fx = static_cast<float>(x);
            const auto fy = static_cast<float>(y);
            const Light room =
                cytoplasm(cell, fx, fy, map.edge.at(x, y), map.body.at(x, y), map.nucleus.at(x, y));
            const Light core = cell.phase == Phase::Resting
                                   ? restingNucleus(cell, fx, fy, map.nucleus.at(x, y))
                                   : dividingNucleus(cell, fx, fy);
            const float strength = cell.brightness;
            stains.nuclei.at(x, y) = strength * core.nuclei;
            stains.fibres.at(x, y) =
                strength * (1 + 0.25F * cell.hue) * (room.fibres + core.fibres);
            stains.cortex.at(x, y) =
                strength * (1 - 0.25F * cell.hue) * (room.cortex + core.cortex);
        }
    }
    return stains;
}

void addDebris(const Scene& scene, Stains& stains) {
    for (const Debris& scrap : scene.debris) {
        const int reach = static_cast<int>(scrap.outline.radius * 3);
        const int left = static_cast<int>(scrap.outline.x);
        const int top = static_cast<int>(scrap.outline.y);
        for (int y = std::max(top - reach, 0); y < std::min(top + reach, kHeight); ++y) {
            for (int x = std::max(left - reach, 0); x < std::min(left + reach, kWidth); ++x) {
                const auto fx = static_cast<float>(x);
                const auto fy = static_cast<float>(y);
                const float inside = smoothStep(1.3F, 0.5F, scrap.outline.distance(fx, fy)) *
                                     (0.5F + fractalNoise(fx / 5, fy / 5, 500, 2)) *
                                     scrap.brightness;
                stains.cortex.at(x, y) += 0.22F * inside;
                stains.fibres.at(x, y) += 0.16F * inside;
                stains.nuclei.at(x, y) += 0.45F * inside;
            }
        }
    }
}

/// Cells above and below the plane of focus: broad, dim clouds with a dim nucleus each.
Stains farCells() {
    constexpr int kClouds = 34;
    Random random(41);
    Stains far;
    for (int i = 0; i < kClouds; ++i) {
        const Outline body{random.between(0, kWidth),
                           random.between(0, kHeight),
                           random.between(50, 95),
                           random.between(1, 1.7F),
                           random.between(0, 3),
                           {0.1F, 0.06F},
                           {random.between(0, 6), random.between(0, 6)}};
        const float light = random.between(0.3F, 1.0F);
        const int reach = static_cast<int>(body.radius * 2);
        const int left = static_cast<int>(body.x);
        const int top = static_cast<int>(body.y);
        for (int y = std::max(top - reach, 0); y < std::min(top + reach, kHeight); ++y) {
            for (int x = std::max(left - reach, 0); x < std::min(left + reach, kWidth); ++x) {
                const float distance = body.distance(static_cast<float>(x), static_cast<float>(y));
                far.fibres.at(x, y) += light * (distance < 1 ? 0.040F : 0.0F);
                far.cortex.at(x, y) += light * (distance < 1 ? 0.012F : 0.0F);
                far.nuclei.at(x, y) += light * (distance < 0.45F ? 0.075F : 0.0F);
            }
        }
    }
    return {far.nuclei.blurred(13), far.fibres.blurred(22), far.cortex.blurred(22)};
}

/// One stain through the objective: a sharp image, some light that strays, and the far clouds.
Field throughObjective(const Field& stain, const Field& far) {
    const Field sharp = stain.blurred(0.9F);
    const Field near = stain.blurred(5);
    const Field stray = stain.blurred(34);
    Field out;
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const float cornerX = (static_cast<float>(x) - kWidth / 2.0F) / (kWidth / 2.0F);
            const float cornerY = (static_cast<float>(y) - kHeight / 2.0F) / (kHeight / 2.0F);
            const float vignette = 1 - 0.20F * (cornerX * cornerX + cornerY * cornerY);
            out.at(x, y) = vignette * (0.80F * sharp.at(x, y) + 0.16F * near.at(x, y) +
                                       0.10F * stray.at(x, y) + far.at(x, y));
        }
    }
    return out;
}

/// Photons come one by one: the noise grows with the root of the light, plus that of reading out.
float counted(float light, Random& random) {
    const float deviation = std::sqrt(light * 0.0011F + 0.00002F);
    return std::max(light + deviation * random.gaussian(), 0.0F);
}

std::uint8_t asByte(float light) {
    const float exposed = 1 - std::exp(-1.0F * light);
    return static_cast<std::uint8_t>(std::lround(255 * std::pow(exposed, 1 / 2.2F)));
}

/// What the detector reads without light.
constexpr float kDark = 0.0022F;
}  // namespace

std::vector<std::uint8_t> takePhoto(const Scene& scene, const CellMap& map) {
    Stains stains = stainCells(scene, map);
    addDebris(scene, stains);
    const Stains far = farCells();
    const Field nuclei = throughObjective(stains.nuclei, far.nuclei);
    const Field fibres = throughObjective(stains.fibres, far.fibres);
    const Field cortex = throughObjective(stains.cortex, far.cortex);

    Random random(77);
    std::vector<std::uint8_t> photo;
    photo.reserve(std::size_t{kWidth} * kHeight * 3);
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const float blue = counted(nuclei.at(x, y), random);
            const float green = counted(fibres.at(x, y), random);
            const float red = counted(cortex.at(x, y), random);
            // Each stain has a colour of its own (rows), as linear light.
            photo.push_back(asByte(0.030F * blue + 0.012F * green + 0.62F * red + kDark));
            photo.push_back(asByte(0.085F * blue + 0.40F * green + 0.070F * red + kDark));
            photo.push_back(asByte(0.950F * blue + 0.16F * green + 0.130F * red + 2 * kDark));
        }
    }
    return photo;
}

}  // namespace frisket::sample
