// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

#include "core/labels/colour.h"

namespace frisket::labels {

enum class Ramp : std::uint8_t {
    Grey,     ///< black to white, even in sRGB values
    Viridis,  ///< viridis-like: dark violet over teal to yellow, even in lightness
    Magma,    ///< magma-like: black over violet and coral to pale yellow, even in lightness
    Cividis,  ///< cividis-like: dark blue over grey to yellow, even in lightness; made for people
              ///< who can't tell red from green, to whom it looks the same
};

/// Colours for continuous values: `low` gets the first colour of the ramp, `high` the last, values
/// outside the window the nearest end, infinities too; NaN is magenta. `low` may be above `high`,
/// which turns the ramp round; where both are equal, values below are first, the others last. A
/// window with an end that is not finite is taken as 0 to 1.
///
/// The ramps are lines in OKLCH, in chroma as far as sRGB has it. Viridis-like: lightness 0.28 to
/// 0.92, hue 305 to 105 degrees, chroma 0.13. Magma-like: lightness 0.1 to 0.97, hue 285 to 435,
/// chroma in an arc from 0 over 0.17 to 0.05. Cividis-like: lightness 0.28 to 0.92, chroma from 0.1
/// at hue 264 over none to 0.15 at hue 100.
class ColourMap {
public:
    static constexpr std::size_t kSteps = 256;
    /// Step of a value that is not a number.
    static constexpr std::size_t kNotANumber = kSteps;
    static constexpr Rgba kNanColour{255, 0, 255, 255};

    ColourMap(Ramp ramp, double low, double high);

    /// Index of the colour of `value`: 0..255, or kNotANumber.
    [[nodiscard]] std::size_t step(double value) const {
        if (value != value) {
            return kNotANumber;
        }
        if (m_scale == 0) {
            return value < m_low ? 0 : kSteps - 1;
        }
        const double place = (value * 0.5 - m_low * 0.5) * m_scale;
        return place <= 0            ? 0
               : place >= kSteps - 1 ? kSteps - 1
                                     : static_cast<std::size_t>(place + 0.5);
    }
    /// Colour of a step; all are opaque.
    [[nodiscard]] Rgba at(std::size_t step) const { return m_colours[step]; }
    [[nodiscard]] Rgba colour(double value) const { return at(step(value)); }

    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }

private:
    double m_low;
    double m_high;
    double m_scale;  ///< steps per half unit, so that no finite window overflows; 0: no width
    std::array<Rgba, kSteps + 1> m_colours;
};

}  // namespace frisket::labels
