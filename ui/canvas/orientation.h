// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <QPointF>
#include <QRect>
#include <QSize>

namespace frisket::ui {

/// How a picture is turned and mirrored in a view: one of the eight symmetries of a rectangle.
/// First x and y are exchanged if `transposed`, then what came out is mirrored left to right and
/// top to bottom.
struct Orientation {
    bool transposed = false;
    bool mirroredX = false;
    bool mirroredY = false;

    bool operator==(const Orientation&) const = default;

    /// As this one, then a quarter turn clockwise (or back) as the person sees it.
    [[nodiscard]] Orientation turnedRight() const { return {!transposed, !mirroredY, mirroredX}; }
    [[nodiscard]] Orientation turnedLeft() const { return {!transposed, mirroredY, !mirroredX}; }
    [[nodiscard]] Orientation flippedX() const { return {transposed, !mirroredX, mirroredY}; }
    [[nodiscard]] Orientation flippedY() const { return {transposed, mirroredX, !mirroredY}; }

    /// Size in the view of a picture of that size.
    [[nodiscard]] QSize sizeOf(QSize picture) const {
        return transposed ? picture.transposed() : picture;
    }
    /// From the picture to the view; `picture` is the whole picture's size.
    [[nodiscard]] QPointF toView(QPointF place, QSize picture) const;
    [[nodiscard]] QRect toView(const QRect& rect, QSize picture) const;
    /// And back.
    [[nodiscard]] QPointF toPicture(QPointF place, QSize picture) const;
    [[nodiscard]] QRect toPicture(const QRect& rect, QSize picture) const;
};

/// Copies a rectangle of pixels into the view: `size` is that of `from`; `to` gets
/// `orientation.sizeOf(size)`. Rows lie the strides apart, in pixels; the two must not overlap.
void orientPixels(const std::uint32_t* from, std::int64_t fromStride, QSize size,
                  const Orientation& orientation, std::uint32_t* to, std::int64_t toStride);

/// And back: `size` is that of `to`.
void unorientPixels(const std::uint32_t* from, std::int64_t fromStride, QSize size,
                    const Orientation& orientation, std::uint32_t* to, std::int64_t toStride);

}  // namespace frisket::ui
