// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>

#include "core/labels/colour.h"

namespace frisket::labels {

enum class Ramp : std::uint8_t {
    Grey,     ///< black to white, even in sRGB values
    Viridis,  ///< viridis-like: dark violet over teal to yellow, even in lightness
};

/// Colours for continuous values: `low` gets the first colour of the ramp, `high` the last, values
/// outside the window the nearest end, infinities too; NaN is magenta. `low` may be above `high`,
/// which turns the ramp round; where both are equal, values below are first, the others last. A
/// window with an end that is not finite is taken as 0 to 1.
///
/// The viridis-like ramp is a straight line in OKLCH, lightness 0.28 to 0.92, hue 305 to 105
/// degrees, chroma 0.13 as far as sRGB has it.
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
