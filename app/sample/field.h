// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace frisket::sample {

inline constexpr int kWidth = 1280;
inline constexpr int kHeight = 960;

/// One float for each pixel of the sample, row by row.
class Field {
public:
    explicit Field(float value = 0) : m_values(std::size_t{kWidth} * kHeight, value) {}

    [[nodiscard]] float& at(int x, int y) { return m_values[place(x, y)]; }
    [[nodiscard]] float at(int x, int y) const { return m_values[place(x, y)]; }

    /// Convolved with a Gaussian of deviation `sigma` pixels, as three box blurs in a row (their
    /// widths after P. Kovesi, Fast Almost-Gaussian Filtering, 2010). Edges repeat.
    [[nodiscard]] Field blurred(float sigma) const;

private:
    static std::size_t place(int x, int y) {
        return static_cast<std::size_t>(y) * kWidth + static_cast<std::size_t>(x);
    }

    std::vector<float> m_values;
};

/// Smooth noise in [0, 1] with features one unit across; every `layer` is another.
[[nodiscard]] float noise(float x, float y, std::uint64_t layer);
/// Sum of `octaves` (>= 1) noises, each twice as fine and half as strong; in [0, 1].
[[nodiscard]] float fractalNoise(float x, float y, std::uint64_t layer, int octaves);

/// 0 below `low`, 1 above `high`, smooth between; `low` > `high` falls instead.
[[nodiscard]] float smoothStep(float low, float high, float value);

}  // namespace frisket::sample
