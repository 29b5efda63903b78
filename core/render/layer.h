// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <variant>

#include "core/array/dtype.h"
#include "core/base/geometry.h"
#include "core/condition/bits.h"
#include "core/labels/colour_map.h"
#include "core/labels/label_colours.h"
#include "core/render/argb.h"

namespace frisket::render {

enum class Paint : std::uint8_t { Fill, Contour, FillAndContour };

enum class Tone : std::uint8_t {
    Solid,    ///< the colour of the label, or the tint of the bits
    TwoTone,  ///< dashes of which one is seen on any ground: `labels::edgeTones` of the label's
              ///< colour; bits: white and black. A dash is as long as twice the greatest power of
              ///< 2 in the contour's width, at least 4 pixels
};

/// Widest contour in pixels; a wider one is clamped to it.
inline constexpr int kMaxContourWidth = 64;

/// How a layer is drawn. A backdrop only knows `visible` and `opacity`.
struct LayerStyle {
    bool visible = true;
    double opacity = 1;  ///< of the fill, 0..1
    Paint paint = Paint::Fill;
    double contourOpacity = 1;  ///< 0..1
    int contourWidth = 1;       ///< in pixels of the composed picture, 1..kMaxContourWidth
    Tone tone = Tone::TwoTone;  ///< of the contour
};
/// Whether anything of it is seen.
[[nodiscard]] constexpr bool hasFill(const LayerStyle& style) {
    return style.paint != Paint::Contour && toByte(style.opacity) > 0;
}
[[nodiscard]] constexpr bool hasContour(const LayerStyle& style) {
    return style.paint != Paint::Fill && toByte(style.contourOpacity) > 0;
}

struct LabelPaints;

/// Labels or continuous values of any dtype; rows lie `rowBytes` apart and elements are packed.
///
/// With LabelColours, a float that is a whole number has the colour of that label, NaN is magenta
/// and any other value has a colour by its bits.
struct LabelPixels {
    using Colours = std::variant<const labels::LabelColours*, const labels::ColourMap*>;

    array::DType dtype = array::DType::U8;
    const std::byte* pixels = nullptr;
    std::int64_t rowBytes = 0;
    Colours colours;
    /// Made by `makePaints` of this dtype, these colours (then not looked at) and the layer's
    /// style; null: they are made while composing.
    std::shared_ptr<const LabelPaints> paints = nullptr;
};

/// A condition: row y starts at bit `firstBit` (>= 0) of its words, so that the rows of a packed
/// condition can be used where they are.
struct BitPixels {
    const condition::Word* words = nullptr;
    std::int64_t wordsPerRow = 0;
    std::int64_t firstBit = 0;
    labels::Rgb tint{255, 64, 64};
};

/// A photo as 0x??RRGGBB (QImage's Format_RGB32); the top byte is ignored, all pixels are opaque.
struct BackdropPixels {
    const std::uint32_t* pixels = nullptr;
    std::int64_t rowPixels = 0;  ///< distance of rows in pixels
};

/// One layer and the pixels that the caller has at hand of it.
struct Layer {
    /// Where the pixels lie, in the coordinates of the picture; its first pixel is the first of
    /// `pixels`. For a contour of width w it should reach w pixels past what is composed, except
    /// where the image ends: pixels outside of it are taken to be like their neighbour inside, so
    /// the edge of an image is no contour. Outside it the layer draws nothing.
    base::Rect covers;
    std::variant<LabelPixels, BitPixels, BackdropPixels> pixels;
    LayerStyle style;
};

}  // namespace frisket::render
