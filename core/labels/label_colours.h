// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/labels/colour.h"

namespace frisket::labels {

/// A colour for every label, the same at all times and in every session. Immutable; copies are
/// small and may be used from any thread.
///
/// Without a palette: label 0 is background and transparent. Labels 1..20 are listed: the seven
/// hues of M. Okabe and K. Ito, "Color Universal Design" (2008), then thirteen more, each chosen to
/// be farthest in Oklab from all before it, for normal vision and for protanopia and deuteranopia
/// as modelled by G. M. Machado et al. (2009). Other labels take one of 512 colours of OKLCH with
/// even steps of hue, lightness and chroma, picked by a hash of the value, so that neighbouring
/// numbers look different. -1, the usual "void" or "ignore" of signed labels, is grey.
///
/// No set of vivid colours has much contrast to every photo; where an edge must be seen on any
/// backdrop, draw it with `partner`.
class LabelColours {
public:
    /// Number of labels, from 1 on, with a listed colour.
    static constexpr std::int64_t kListed = 20;
    static constexpr Rgba kVoid{128, 128, 128, 255};

    LabelColours();
    /// The colours of a file's palette: label = index. Index 0 is transparent if it is black, as in
    /// VOC and DAVIS; the void label 255 has its colour in the palette. Other labels as without
    /// one.
    explicit LabelColours(std::span<const Rgb> palette);
    /// The same from the bytes of a PLTE chunk, red, green, blue for each entry; bytes after the
    /// last whole entry are ignored.
    [[nodiscard]] static LabelColours fromPalette(std::span<const std::uint8_t> bytes);

    /// Colour of `label`; unsigned 64-bit labels are taken by their bits, so 2^64 - 1 is -1.
    [[nodiscard]] Rgba colour(std::int64_t label) const {
        const auto place = static_cast<std::uint64_t>(label);
        if (place < m_listed.size()) {
            return m_listed[static_cast<std::size_t>(place)];
        }
        return label == -1 ? kVoid : m_hashed[hash(place)];
    }

private:
    explicit LabelColours(std::vector<Rgba> listed);
    [[nodiscard]] static std::size_t hash(std::uint64_t label);

    std::vector<Rgba> m_listed;
    std::vector<Rgba> m_hashed;
};

/// Black or white, whichever stands out from `colour`: their contrast is at least 3 to 1 (the least
/// for graphics in WCAG 2.1, 1.4.11), and one of the two is seen on any backdrop.
[[nodiscard]] constexpr Rgb partner(Rgb colour) {
    const int luma = 2 * colour.r + 5 * colour.g + colour.b;  // of 8 * 255
    return luma > 816 ? Rgb{0, 0, 0} : Rgb{255, 255, 255};
}

}  // namespace frisket::labels
