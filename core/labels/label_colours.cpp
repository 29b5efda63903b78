// SPDX-License-Identifier: MIT
#include "core/labels/label_colours.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/labels/label_table.h"

namespace frisket::labels {

namespace {
constexpr std::size_t kHues = 64;
constexpr std::size_t kLevels = 4;
constexpr std::size_t kChromas = 2;
constexpr std::size_t kOkabeIto = 7;

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

/// The colours that labels without a listed one share by their hash.
std::vector<Rgba> hashedColours() {
    std::vector<Rgba> colours;
    colours.reserve(kHues * kLevels * kChromas);
    for (std::size_t i = 0; i < kHues * kLevels * kChromas; ++i) {
        const double hue = 360.0 * static_cast<double>(i % kHues) / static_cast<double>(kHues);
        const double lightness = 0.55 + 0.1 * static_cast<double>(i / kHues % kLevels);
        const double chroma = i / (kHues * kLevels) == 0 ? 0.11 : 0.18;
        colours.push_back(opaque(fromOklch(lightness, chroma, hue)));
    }
    return colours;
}

/// Okabe and Ito's hues in three lightnesses. The steps were searched for: the least distance in
/// Oklab among all 21 is 0.048, for normal vision and deuteranopia.
std::vector<Rgba> safeColours() {
    const std::vector<Rgba> list = ownList();
    std::vector<Rgba> colours;
    for (const double lightness : {0.0, -0.32, 0.54}) {
        for (std::size_t i = 1; i <= kOkabeIto; ++i) {
            Oklch colour = toOklch({list[i].r, list[i].g, list[i].b});
            colour.lightness += lightness > 0 ? lightness * (1 - colour.lightness) : lightness;
            colours.push_back(lightness == 0
                                  ? list[i]
                                  : opaque(fromOklch(colour.lightness, colour.chroma, colour.hue)));
        }
    }
    return colours;
}
}  // namespace

LabelColours::LabelColours() : LabelColours(ownList(), hashedColours(), false) {}

LabelColours::LabelColours(std::span<const Rgb> palette)
    : LabelColours(palette.empty() ? ownList() : listOf(palette), hashedColours(), false) {}

LabelColours::LabelColours(std::vector<Rgba> listed, std::span<const Rgba> shared, bool inTurn)
    : m_colours(std::move(listed)),
      m_listed(m_colours.size()),
      m_shared(shared.size()),
      m_inTurn(inTurn) {
    m_colours.push_back(kVoid);
    m_colours.insert(m_colours.end(), shared.begin(), shared.end());
}

LabelColours LabelColours::fromPalette(std::span<const std::uint8_t> bytes) {
    std::vector<Rgb> palette;
    for (std::size_t i = 0; i + 3 <= bytes.size(); i += 3) {
        palette.push_back({bytes[i], bytes[i + 1], bytes[i + 2]});
    }
    return LabelColours(palette);
}

LabelColours LabelColours::colourBlindSafe() { return {{kTransparent}, safeColours(), true}; }

LabelColours LabelColours::single(Rgb colour) {
    return {{kTransparent}, std::vector<Rgba>{opaque(colour)}, true};
}

LabelColours LabelColours::with(const LabelTable& table) const {
    LabelColours changed = *this;
    if (!table.othersShown()) {
        std::fill(changed.m_colours.begin(), changed.m_colours.end(), kTransparent);
    }
    for (const auto& [label, entry] : table.entries()) {
        const std::size_t before = place(label);
        const std::optional<Rgb> given = entry.colour;
        const Rgba now = !table.isShown(label) ? kTransparent
                         : given               ? opaque(*given)
                                               : m_colours[before];
        if (before < m_listed || before > m_listed + m_shared) {
            changed.m_colours[before] = now;  // no other label has this place
        } else if (now != changed.m_colours[before]) {
            changed.m_hasOwn.set(before - m_listed);
            changed.m_own.push_back({label, changed.m_colours.size()});
            changed.m_colours.push_back(now);
        }
    }
    std::sort(changed.m_own.begin(), changed.m_own.end(),
              [](const Own& a, const Own& b) { return a.label < b.label; });
    return changed;
}

std::size_t LabelColours::placeOfOwn(std::int64_t label, std::size_t otherwise) const {
    const auto found =
        std::lower_bound(m_own.begin(), m_own.end(), label,
                         [](const Own& own, std::int64_t sought) { return own.label < sought; });
    return found != m_own.end() && found->label == label ? found->place : otherwise;
}

EdgeTones edgeTones(Rgb colour) {
    // With luminances l of the light and d of the dark tone, a colour under them that has less than
    // 3 to 1 to both is impossible from l + 0.05 = 9 (d + 0.05) on: 0.4 beside black, 0.0667 under
    // white. Each is kept with a margin for the rounding to bytes.
    constexpr double kLight = 0.41;
    constexpr double kDark = 0.065;
    const double luminance = relativeLuminance(colour);
    // Where both contrasts are the same.
    const bool bright = (luminance + 0.05) * (luminance + 0.05) > (kLight + 0.05) * (kDark + 0.05);
    if (bright) {
        return {luminance < kLight ? withLuminance(colour, kLight) : colour, {0, 0, 0}};
    }
    return {luminance > kDark ? withLuminance(colour, kDark) : colour, {255, 255, 255}};
}

}  // namespace frisket::labels
