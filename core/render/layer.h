// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
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
    TwoTone,  ///< dashes that are seen on bright and dark: label and `labels::partner`; bits: white
              ///< and black
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

/// Labels or continuous values of any dtype; rows lie `rowBytes` apart and elements are packed.
///
/// With LabelColours, a float that is a whole number has the colour of that label, NaN is magenta
/// and any other value has a colour by its bits.
struct LabelPixels {
    array::DType dtype = array::DType::U8;
    const std::byte* pixels = nullptr;
    std::int64_t rowBytes = 0;
    std::variant<const labels::LabelColours*, const labels::ColourMap*> colours;
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
