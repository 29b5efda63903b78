// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "core/labels/colour.h"

namespace frisket::render {

/// A pixel 0xAARRGGBB whose colour is multiplied by its alpha: QImage's
/// Format_ARGB32_Premultiplied. 0 is transparent.
using Argb = std::uint32_t;

/// `value * factor / 255`, both 0..255, rounded to nearest: (value * factor + 127) / 255.
[[nodiscard]] constexpr std::uint32_t scaled(std::uint32_t value, std::uint32_t factor) {
    return (value * factor + 127) / 255;
}

/// `opacity` 0..1 as 0..255; what is outside, or not a number, is moved inside.
[[nodiscard]] constexpr std::uint32_t toByte(double opacity) {
    return opacity >= 1 ? 255 : opacity > 0 ? static_cast<std::uint32_t>(opacity * 255 + 0.5) : 0;
}

/// `colour` with its alpha scaled by `opacity` (0..255).
[[nodiscard]] constexpr Argb premultiplied(labels::Rgba colour, std::uint32_t opacity) {
    const std::uint32_t alpha = scaled(colour.a, opacity);
    return alpha << 24U | scaled(colour.r, alpha) << 16U | scaled(colour.g, alpha) << 8U |
           scaled(colour.b, alpha);
}

/// `above` over `below`, the blend rule of the whole room. In each channel, alpha included:
/// above + (below * (255 - alpha of above) + 127) / 255.
[[nodiscard]] constexpr Argb over(Argb above, Argb below) {
    // Two channels at once in lanes of 16 bits; t / 255 is (t + 1 + (t >> 8)) >> 8 below 65535.
    const std::uint32_t rest = 255 - (above >> 24U);
    std::uint32_t redBlue = (below & 0x00ff00ffU) * rest + 0x007f007fU;
    std::uint32_t alphaGreen = ((below >> 8U) & 0x00ff00ffU) * rest + 0x007f007fU;
    redBlue = (redBlue + 0x00010001U + ((redBlue >> 8U) & 0x00ff00ffU)) >> 8U;
    alphaGreen = alphaGreen + 0x00010001U + ((alphaGreen >> 8U) & 0x00ff00ffU);
    return above + ((redBlue & 0x00ff00ffU) | (alphaGreen & 0xff00ff00U));
}

/// `below[i] = over(above[i], below[i])` for i in [0, count); the runs must not overlap.
void blendRow(const Argb* above, std::int64_t count, Argb* below);

/// The same with one colour above all.
void blendColour(Argb above, std::int64_t count, Argb* below);

}  // namespace frisket::render
