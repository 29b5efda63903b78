// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace frisket::labels {

/// An sRGB colour, 0..255 a channel.
struct Rgb {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;

    bool operator==(const Rgb&) const = default;
};

/// The same with coverage `a`; the colour is not multiplied by it.
struct Rgba {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 0;

    bool operator==(const Rgba&) const = default;
};

inline constexpr Rgba kTransparent{};

[[nodiscard]] constexpr Rgba opaque(Rgb colour) { return {colour.r, colour.g, colour.b, 255}; }

/// Relative luminance, 0..1 (WCAG 2.1, "relative luminance").
[[nodiscard]] double relativeLuminance(Rgb colour);
/// Contrast ratio, 1..21 (WCAG 2.1, "contrast ratio").
[[nodiscard]] double contrastRatio(Rgb one, Rgb other);

/// The sRGB colour of `lightness` 0..1, `chroma` >= 0 and `hue` in degrees of OKLCH (B. Ottosson,
/// "A perceptual color space for image processing", 2020). Where sRGB can't show that much chroma,
/// it is lowered until it can; lightness and hue stay.
[[nodiscard]] Rgb fromOklch(double lightness, double chroma, double hue);

struct Oklch {
    double lightness;  ///< 0..1
    double chroma;     ///< >= 0
    double hue;        ///< degrees, -180..180; 0 for greys
};
/// The inverse, for colours of sRGB.
[[nodiscard]] Oklch toOklch(Rgb colour);

/// `colour` made lighter or darker to the relative luminance `wanted` (0..1): brighter light of the
/// same colour as far as sRGB has it, then white light added.
[[nodiscard]] Rgb withLuminance(Rgb colour, double wanted);

}  // namespace frisket::labels
