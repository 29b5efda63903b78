// SPDX-License-Identifier: MIT
#include "core/labels/colour_map.h"

#include <cmath>
#include <numbers>

namespace frisket::labels {

namespace {
/// The colour at 0..1 of a ramp.
Rgb rampColour(Ramp ramp, double t) {
    switch (ramp) {
        case Ramp::Grey: {
            const auto grey = static_cast<std::uint8_t>(std::lround(255 * t));
            return {grey, grey, grey};
        }
        case Ramp::Viridis:
            return fromOklch(0.28 + 0.64 * t, 0.13, 305 - 200 * t);
        case Ramp::Magma:
            return fromOklch(0.1 + 0.87 * t, 0.17 * std::sin(std::numbers::pi * t) + 0.05 * t,
                             285 + 150 * t);
        case Ramp::Cividis: {
            const double yellow = 0.25 * t - 0.1;
            return fromOklch(0.28 + 0.64 * t, std::abs(yellow), yellow < 0 ? 264 : 100);
        }
    }
    return {};
}
}  // namespace

ColourMap::ColourMap(Ramp ramp, double low, double high) : m_low(low), m_high(high) {
    if (!std::isfinite(low) || !std::isfinite(high)) {
        m_low = 0;
        m_high = 1;
    }
    const double scale = (kSteps - 1) / (m_high * 0.5 - m_low * 0.5);
    m_scale = std::isfinite(scale) ? scale : 0;
    for (std::size_t i = 0; i < kSteps; ++i) {
        m_colours[i] = opaque(rampColour(ramp, static_cast<double>(i) / (kSteps - 1)));
    }
    m_colours[kNotANumber] = kNanColour;
}

}  // namespace frisket::labels
