// SPDX-License-Identifier: MIT
#include "app/sample/field.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/sample/random.h"

namespace frisket::sample {

namespace {
/// Box blur of `count` values `stride` apart, 2 * `radius` + 1 wide, with repeated edges.
void boxBlur(const float* from, float* to, int count, std::ptrdiff_t stride, int radius) {
    const auto value = [&](int i) { return from[std::clamp(i, 0, count - 1) * stride]; };
    double sum = 0;
    for (int i = -radius; i <= radius; ++i) {
        sum += static_cast<double>(value(i));
    }
    for (int i = 0; i < count; ++i) {
        to[i * stride] = static_cast<float>(sum / (2 * radius + 1));
        sum += static_cast<double>(value(i + radius + 1)) - static_cast<double>(value(i - radius));
    }
}

/// Radii of three boxes that together have variance `sigma`^2 as nearly as whole widths allow.
std::array<int, 3> boxRadii(float sigma) {
    const float ideal = std::sqrt(4 * sigma * sigma + 1);
    auto low = static_cast<int>(ideal);
    low -= low % 2 == 0 ? 1 : 0;
    const auto wide = static_cast<float>(low);
    const float share = (12 * sigma * sigma - 3 * wide * wide - 12 * wide - 9) / (-4 * wide - 4);
    const int lowCount = static_cast<int>(std::lround(share));
    std::array<int, 3> radii{};
    for (int i = 0; i < 3; ++i) {
        radii[static_cast<std::size_t>(i)] = (i < lowCount ? low - 1 : low + 1) / 2;
    }
    return radii;
}

float latticeValue(std::int64_t x, std::int64_t y, std::uint64_t layer) {
    const std::uint64_t bits = mixed(static_cast<std::uint64_t>(x) * 0x9e3779b97f4a7c15ULL +
                                     mixed(static_cast<std::uint64_t>(y) + (layer << 40U)));
    return static_cast<float>(bits >> 40U) * 0x1p-24F;
}
}  // namespace

Field Field::blurred(float sigma) const {
    Field out = *this;
    Field other;
    for (const int radius : boxRadii(sigma)) {
        for (int y = 0; y < kHeight; ++y) {
            boxBlur(&out.at(0, y), &other.at(0, y), kWidth, 1, radius);
        }
        for (int x = 0; x < kWidth; ++x) {
            boxBlur(&other.at(x, 0), &out.at(x, 0), kHeight, kWidth, radius);
        }
    }
    return out;
}

float noise(float x, float y, std::uint64_t layer) {
    const float left = std::floor(x);
    const float top = std::floor(y);
    const auto fade = [](float t) { return t * t * t * (t * (t * 6 - 15) + 10); };
    const float u = fade(x - left);
    const float v = fade(y - top);
    const auto column = static_cast<std::int64_t>(left);
    const auto row = static_cast<std::int64_t>(top);
    const float upper =
        std::lerp(latticeValue(column, row, layer), latticeValue(column + 1, row, layer), u);
    const float lower = std::lerp(latticeValue(column, row + 1, layer),
                                  latticeValue(column + 1, row + 1, layer), u);
    return std::lerp(upper, lower, v);
}

float fractalNoise(float x, float y, std::uint64_t layer, int octaves) {
    float sum = 0;
    float strength = 1;
    float total = 0;
    for (int octave = 0; octave < octaves; ++octave) {
        sum += strength * noise(x, y, layer + static_cast<std::uint64_t>(octave));
        total += strength;
        strength /= 2;
        x = x * 2 + 17.3F;
        y = y * 2 - 9.1F;
    }
    return sum / total;
}

float smoothStep(float low, float high, float value) {
    const float t = std::clamp((value - low) / (high - low), 0.0F, 1.0F);
    return t * t * (3 - 2 * t);
}

}  // namespace frisket::sample
