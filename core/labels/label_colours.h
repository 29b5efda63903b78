// SPDX-License-Identifier: MIT
#pragma once

#include <bitset>
#include <cstddef>
#include <span>
#include <vector>

#include "core/labels/colour.h"

namespace frisket::labels {

class LabelTable;

/// A colour for every label, the same at all times and in every session, whatever else occurs.
/// Immutable; copies are small and may be used from any thread. Whatever the scheme, label 0 is
/// background and transparent unless a palette gives it a colour, and -1, the usual "void" or
/// "ignore" of signed labels, is grey.
///
/// Where an edge must be seen on any backdrop, draw it with `edgeTones` of the colour.
class LabelColours {
public:
    /// Number of labels, from 1 on, with a listed colour.
    static constexpr std::int64_t kListed = 20;
    /// Number of labels, from 1 on, after which the colours of `colourBlindSafe` come again.
    static constexpr std::int64_t kSafe = 21;
    static constexpr Rgba kVoid{128, 128, 128, 255};

    /// The stable colours. Labels 1..20 are listed: the seven hues of M. Okabe and K. Ito, "Color
    /// Universal Design" (2008), then thirteen more, each chosen to be farthest in Oklab from all
    /// before it, for normal vision and for protanopia and deuteranopia as modelled by G. M.
    /// Machado et al. (2009). Other labels take one of 512 colours of OKLCH with even steps of hue,
    /// lightness and chroma, picked by a hash of the value, so that neighbouring numbers look
    /// different.
    LabelColours();
    /// The colours of a file's palette: label = index. Index 0 is transparent if it is black, as in
    /// VOC and DAVIS; the void label 255 has its colour in the palette. Other labels as without
    /// one.
    explicit LabelColours(std::span<const Rgb> palette);
    /// The same from the bytes of a PLTE chunk, red, green, blue for each entry; bytes after the
    /// last whole entry are ignored.
    [[nodiscard]] static LabelColours fromPalette(std::span<const std::uint8_t> bytes);
    /// The seven hues of Okabe and Ito in three lightnesses: label 8 is a dark 1, 15 a light 1, and
    /// 22 is 1 again. Never a colour that was not chosen for colour-blind
    /// people.
    [[nodiscard]] static LabelColours colourBlindSafe();
    /// One colour for all labels but 0.
    [[nodiscard]] static LabelColours single(Rgb colour);

    /// These colours with those of `table`, and what it hides transparent.
    [[nodiscard]] LabelColours with(const LabelTable& table) const;

    /// All colours that a label can have; `place` says which.
    [[nodiscard]] std::span<const Rgba> colours() const { return m_colours; }
    /// Place in `colours` of `label`; unsigned 64-bit labels are taken by their bits, so 2^64 - 1
    /// is -1.
    [[nodiscard]] std::size_t place(std::int64_t label) const {
        const auto number = static_cast<std::uint64_t>(label);
        if (number < m_listed) {
            return static_cast<std::size_t>(number);
        }
        const std::size_t slot = label == -1 ? 0 : 1 + slotOf(number);
        return m_hasOwn[slot] ? placeOfOwn(label, m_listed + slot) : m_listed + slot;
    }
    [[nodiscard]] Rgba colour(std::int64_t label) const { return m_colours[place(label)]; }

private:
    static constexpr std::size_t kHashed = 512;
    /// A label that is not listed and has a colour of its own.
    struct Own {
        std::int64_t label;
        std::size_t place;
    };

    /// `shared`: at most kHashed colours for the labels that are not listed, by hash or in turn.
    LabelColours(std::vector<Rgba> listed, std::span<const Rgba> shared, bool inTurn);
    [[nodiscard]] static std::uint64_t hash(std::uint64_t label) {
        // The finaliser of SplitMix64 (G. L. Steele et al., 2014).
        label += 0x9e3779b97f4a7c15ULL;
        label = (label ^ (label >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        label = (label ^ (label >> 27U)) * 0x94d049bb133111ebULL;
        return label ^ (label >> 31U);
    }
    [[nodiscard]] std::size_t slotOf(std::uint64_t number) const {
        return static_cast<std::size_t>((m_inTurn ? number - 1 : hash(number)) % m_shared);
    }
    [[nodiscard]] std::size_t placeOfOwn(std::int64_t label, std::size_t otherwise) const;

    std::vector<Rgba> m_colours;  ///< listed, void, shared, own
    std::size_t m_listed = 0;
    std::size_t m_shared = 0;
    bool m_inTurn = false;
    std::bitset<1 + kHashed> m_hasOwn;  ///< for void and each shared colour
    std::vector<Own> m_own;             ///< by rising label
};

/// Two colours for the dashes of an edge.
struct EdgeTones {
    Rgb own;    ///< the colour, if need be lighter or darker
    Rgb other;  ///< black or white
};

/// Tones of which at least one has a contrast of 3 to 1 (the least for graphics in WCAG 2.1,
/// 1.4.11) to any colour under it. That takes a contrast of 9 to 1 between the two: a colour
/// that is too bright for white beside it and too dark for black gets a luminance of 0.41 or
/// 0.065, whichever is nearer.
[[nodiscard]] EdgeTones edgeTones(Rgb colour);

}  // namespace frisket::labels
