// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QColor>
#include <QString>

#include "ui/session/document.h"
#include "ui/session/layer_styles.h"
#include "ui/session/layer_values.h"

namespace frisket::session {

/// What a layer has at a pixel, in words.
struct PixelFacts {
    bool isThere = false;          ///< the layer is open and the pixel in it
    QString value;                 ///< "7", "true", "128 96 100"; "–" where it has none there
    QString name;                  ///< of the label; empty where it has none
    QString type;                  ///< dtype, "RGB" of a picture
    QString place;                 ///< index in the layer's own array: "[87]"
    QString note;                  ///< which element a mode takes in order; empty where none is
    std::optional<QColor> colour;  ///< that the layer's style gives the value

    bool operator==(const PixelFacts&) const = default;
};

[[nodiscard]] PixelFacts pixelFacts(const Document& document, const LayerStyles& styles, LayerId id,
                                    std::int64_t x, std::int64_t y);

/// The element that a selected pixel takes of a source in order.
struct TakenElement {
    std::int64_t index = 0;  ///< in C order of the source, 0..count - 1
    std::int64_t count = 0;  ///< that the source has
    std::int64_t round = 0;  ///< how often the source began again before
    std::int64_t place = 0;  ///< in the source's storage
    Element element;         ///< as the source has it
};
/// Nothing where the pixel is not selected, or the mode takes values otherwise or can't be done.
[[nodiscard]] std::optional<TakenElement> takenInOrder(const Document& document, std::int64_t x,
                                                       std::int64_t y);

/// The name of the label that the element is; empty where it has none or is a float.
[[nodiscard]] QString nameOf(const LabelLooks& looks, const Element& element);
/// The name of the label that a mask has at a pixel; empty where there is none.
[[nodiscard]] QString labelNameAt(const Document& document, const LabelLooks& looks, LayerId id,
                                  std::int64_t x, std::int64_t y);
/// The label itself, unsigned 64-bit ones by their bits; nothing where the mask has floats.
[[nodiscard]] std::optional<std::int64_t> labelAt(const Document& document, LayerId id,
                                                  std::int64_t x, std::int64_t y);

/// The colour that a layer's style gives a value; without the opacity.
[[nodiscard]] QColor valueColour(const Document& document, const LayerStyles& styles, LayerId id,
                                 array::DType dtype, const std::byte* element);

/// A packed element as a number.
[[nodiscard]] double numberOf(array::DType dtype, const std::byte* element);
/// The same as a label, unsigned 64-bit ones by their bits; nothing for floats.
[[nodiscard]] std::optional<std::int64_t> labelOf(array::DType dtype, const std::byte* element);

/// A label as it is written; unsigned 64-bit ones are given by their bits.
[[nodiscard]] QString labelText(array::DType dtype, std::int64_t label);
/// The same with its name, where it has one: "7 tree".
[[nodiscard]] QString namedLabel(const LabelLooks& looks, array::DType dtype, std::int64_t label);

/// Whether the condition selects a pixel; not where it does not fit or there is no such pixel.
[[nodiscard]] bool isSelected(const Document& document, base::Pixel pixel);

/// The pixel that a place of the image is in.
[[nodiscard]] base::Pixel pixelAt(base::Point place);

/// "[2, 0, 114]"
[[nodiscard]] QString indexText(const array::Index& index);

}  // namespace frisket::session
