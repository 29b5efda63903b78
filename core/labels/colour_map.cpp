// SPDX-License-Identifier: MIT
#include "core/labels/colour_map.h"

#include <cmath>

namespace frisket::labels {

ColourMap::ColourMap(Ramp ramp, double low, double high) : m_low(low), m_high(high) {
    if (!std::isfinite(low) || !std::isfinite(high)) {
        m_low = 0;
        m_high = 1;
    }
    const double scale = (kSteps - 1) / (m_high * 0.5 - m_low * 0.5);
    m_scale = std::isfinite(scale) ? scale : 0;
    for (std::size_t i = 0; i < kSteps; ++i) {
        const double t = static_cast<double>(i) / (kSteps - 1);
        const auto grey = static_cast<std::uint8_t>(i);
        m_colours[i] = opaque(ramp == Ramp::Grey ? Rgb{grey, grey, grey}
                                                 : fromOklch(0.28 + 0.64 * t, 0.13, 305 - 200 * t));
    }
    m_colours[kNotANumber] = kNanColour;
}

}  // namespace frisket::labels
