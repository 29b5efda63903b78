// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace frisket::io {

/// The kinds of PNG that hold labels: grey values, indices, or ids R + 256 G + 65536 B as COCO's
/// panoptic PNGs have them. (RGB with alpha and grey with alpha are pictures.)
enum class PngKind : std::uint8_t { Grey, Palette, Rgb };

/// What a label PNG says besides its values, kept so that a save changes nothing but values.
struct PngMeta {
    PngKind kind = PngKind::Grey;
    int bitDepth = 8;  ///< 1, 2, 4, 8 or 16; at most 8 with a palette; 8 for RGB
    /// Content of the PLTE chunk: red, green and blue for each index. Empty for others. (Entries
    /// that no index of that bit depth can reach are against the standard; libpng drops them.)
    std::vector<std::uint8_t> palette;
    /// Content of the tRNS chunk: alpha for each index, or the one transparent grey value as 16
    /// bits, big-endian. Empty without such a chunk and for RGB.
    std::vector<std::uint8_t> transparency;

    [[nodiscard]] std::size_t paletteSize() const { return palette.size() / 3; }
    bool operator==(const PngMeta&) const = default;
};

}  // namespace frisket::io
