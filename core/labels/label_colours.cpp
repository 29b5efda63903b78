// SPDX-License-Identifier: MIT
#include "core/labels/label_colours.h"

namespace frisket::labels {

namespace {
constexpr std::size_t kHues = 64;
constexpr std::size_t kLevels = 4;
constexpr std::size_t kChromas = 2;
constexpr std::size_t kHashed = kHues * kLevels * kChromas;

std::vector<Rgba> ownList() {
    std::vector<Rgba> list{kTransparent};
    for (const Rgb colour : {
             // Okabe and Ito: orange, sky blue, bluish green, yellow, blue, vermilion, purple.
             Rgb{230, 159, 0},
             Rgb{86, 180, 233},
             Rgb{0, 158, 115},
             Rgb{240, 228, 66},
             Rgb{0, 114, 178},
             Rgb{213, 94, 0},
             Rgb{204, 121, 167},
             // Own extension; the least distance in Oklab among all twenty is 0.109 for normal
             // vision, 0.071 for deuteranopia and 0.067 for protanopia (the seven: 0.156, 0.076,
             // 0.096).
             Rgb{120, 15, 75},
             Rgb{0, 0, 255},
             Rgb{120, 255, 255},
             Rgb{60, 45, 150},
             Rgb{150, 105, 255},
             Rgb{75, 90, 0},
             Rgb{105, 210, 150},
             Rgb{180, 45, 120},
             Rgb{210, 15, 195},
             Rgb{255, 75, 105},
             Rgb{105, 255, 150},
             Rgb{255, 120, 210},
             Rgb{105, 0, 195},
         }) {
        list.push_back(opaque(colour));
    }
    return list;
}

std::vector<Rgba> listOf(std::span<const Rgb> palette) {
    std::vector<Rgba> list;
    list.reserve(palette.size());
    for (const Rgb colour : palette) {
        const bool background = list.empty() && colour == Rgb{};
        list.push_back(background ? kTransparent : opaque(colour));
    }
    return list;
}
}  // namespace

LabelColours::LabelColours() : LabelColours(ownList()) {}

LabelColours::LabelColours(std::span<const Rgb> palette) : LabelColours(listOf(palette)) {}

LabelColours::LabelColours(std::vector<Rgba> listed) : m_listed(std::move(listed)) {
    if (m_listed.empty()) {
        m_listed = ownList();
    }
    m_hashed.reserve(kHashed);
    for (std::size_t i = 0; i < kHashed; ++i) {
        const double hue = 360.0 * static_cast<double>(i % kHues) / static_cast<double>(kHues);
        const double lightness = 0.55 + 0.1 * static_cast<double>(i / kHues % kLevels);
        const double chroma = i / (kHues * kLevels) == 0 ? 0.11 : 0.18;
        m_hashed.push_back(opaque(fromOklch(lightness, chroma, hue)));
    }
}

LabelColours LabelColours::fromPalette(std::span<const std::uint8_t> bytes) {
    std::vector<Rgb> palette;
    for (std::size_t i = 0; i + 3 <= bytes.size(); i += 3) {
        palette.push_back({bytes[i], bytes[i + 1], bytes[i + 2]});
    }
    return LabelColours(palette);
}

std::size_t LabelColours::hash(std::uint64_t label) {
    // The finaliser of SplitMix64 (G. L. Steele et al., 2014).
    label += 0x9e3779b97f4a7c15ULL;
    label = (label ^ (label >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    label = (label ^ (label >> 27U)) * 0x94d049bb133111ebULL;
    return static_cast<std::size_t>((label ^ (label >> 31U)) % kHashed);
}

}  // namespace frisket::labels
