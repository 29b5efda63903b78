// SPDX-License-Identifier: MIT
#include "core/labels/colour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace frisket::labels {

namespace {
/// The transfer function of sRGB (IEC 61966-2-1) in both directions, 0..1.
double toLinear(double encoded) {
    return encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
}
double toEncoded(double linear) {
    return linear <= 0.0031308 ? linear * 12.92 : 1.055 * std::pow(linear, 1 / 2.4) - 0.055;
}

/// Linear sRGB of an Oklab colour; the matrices are Ottosson's.
std::array<double, 3> linearFromOklab(double lightness, double a, double b) {
    const auto cubed = [](double value) { return value * value * value; };
    const double l = cubed(lightness + 0.3963377774 * a + 0.2158037573 * b);
    const double m = cubed(lightness - 0.1055613458 * a - 0.0638541728 * b);
    const double s = cubed(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return {4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s};
}

std::array<double, 3> linearFrom(Rgb colour) {
    return {toLinear(colour.r / 255.0), toLinear(colour.g / 255.0), toLinear(colour.b / 255.0)};
}

double luminanceOf(const std::array<double, 3>& linear) {
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

bool isShown(const std::array<double, 3>& linear) {
    // A quarter of the least step of 8 bits is too little to see or to store.
    constexpr double kSlack = 0.25 / 255 / 12.92;
    return std::all_of(linear.begin(), linear.end(),
                       [](double value) { return value >= -kSlack && value <= 1 + kSlack; });
}

std::uint8_t toByte(double linear) {
    return static_cast<std::uint8_t>(
        std::lround(255 * std::clamp(toEncoded(std::clamp(linear, 0.0, 1.0)), 0.0, 1.0)));
}
}  // namespace

double relativeLuminance(Rgb colour) { return luminanceOf(linearFrom(colour)); }

double contrastRatio(Rgb one, Rgb other) {
    const double a = relativeLuminance(one);
    const double b = relativeLuminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Rgb fromOklch(double lightness, double chroma, double hue) {
    const double angle = hue * std::numbers::pi / 180;
    const double a = std::cos(angle);
    const double b = std::sin(angle);
    auto linear = linearFromOklab(lightness, chroma * a, chroma * b);
    if (!isShown(linear)) {
        double inside = 0;
        double outside = chroma;
        for (int step = 0; step < 12; ++step) {
            const double middle = (inside + outside) / 2;
            (isShown(linearFromOklab(lightness, middle * a, middle * b)) ? inside : outside) =
                middle;
        }
        linear = linearFromOklab(lightness, inside * a, inside * b);
    }
    return {toByte(linear[0]), toByte(linear[1]), toByte(linear[2])};
}

Oklch toOklch(Rgb colour) {
    const auto c = linearFrom(colour);
    const double l = std::cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
    const double m = std::cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
    const double s = std::cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
    const double a = 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s;
    const double b = 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s;
    const double chroma = std::hypot(a, b);
    // Rounded matrices leave greys a trace of colour.
    constexpr double kGrey = 1e-4;
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, chroma < kGrey ? 0 : chroma,
            chroma < kGrey ? 0 : std::atan2(b, a) * 180 / std::numbers::pi};
}

Rgb withLuminance(Rgb colour, double wanted) {
    auto linear = linearFrom(colour);
    const double most = *std::max_element(linear.begin(), linear.end());
    if (const double luminance = luminanceOf(linear); luminance > 0) {
        const double brighter = std::min(wanted / luminance, 1 / most);
        for (double& value : linear) {
            value *= brighter;
        }
    }
    if (const double luminance = luminanceOf(linear); luminance < wanted) {
        const double white = (wanted - luminance) / (1 - luminance);
        for (double& value : linear) {
            value += white * (1 - value);
        }
    }
    return {toByte(linear[0]), toByte(linear[1]), toByte(linear[2])};
}

}  // namespace frisket::labels
