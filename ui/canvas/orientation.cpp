// SPDX-License-Identifier: MIT
#include "ui/canvas/orientation.h"

#include <algorithm>

namespace frisket::ui {

namespace {
/// Where pixel (0, 0) of a picture lies in the view, and how far its next in x and in y is, in
/// pixels of the view.
struct Walk {
    std::int64_t first = 0;
    std::int64_t alongX = 1;
    std::int64_t alongY = 1;
};

Walk walkOf(const Orientation& orientation, QSize picture, std::int64_t stride) {
    const QSize view = orientation.sizeOf(picture);
    const std::int64_t right = orientation.mirroredX ? -1 : 1;
    const std::int64_t down = orientation.mirroredY ? -stride : stride;
    const std::int64_t first = (orientation.mirroredX ? view.width() - 1 : 0) +
                               (orientation.mirroredY ? (view.height() - 1) * stride : 0);
    return orientation.transposed ? Walk{first, down, right} : Walk{first, right, down};
}

/// Small squares, so that a transposed walk stays in the cache.
template <class Each>
void forEachBlock(QSize size, Each&& each) {
    constexpr int kBlock = 32;
    for (int y = 0; y < size.height(); y += kBlock) {
        for (int x = 0; x < size.width(); x += kBlock) {
            each(x, std::min(x + kBlock, size.width()), y, std::min(y + kBlock, size.height()));
        }
    }
}
}  // namespace

QPointF Orientation::toView(QPointF place, QSize picture) const {
    const QSize view = sizeOf(picture);
    const QPointF out = transposed ? place.transposed() : place;
    return {mirroredX ? view.width() - out.x() : out.x(),
            mirroredY ? view.height() - out.y() : out.y()};
}

QPointF Orientation::toPicture(QPointF place, QSize picture) const {
    const QSize view = sizeOf(picture);
    const QPointF out(mirroredX ? view.width() - place.x() : place.x(),
                      mirroredY ? view.height() - place.y() : place.y());
    return transposed ? out.transposed() : out;
}

QRect Orientation::toView(const QRect& rect, QSize picture) const {
    const QSize view = sizeOf(picture);
    QRect out = transposed ? QRect(rect.top(), rect.left(), rect.height(), rect.width()) : rect;
    if (mirroredX) {
        out.moveLeft(view.width() - out.left() - out.width());
    }
    if (mirroredY) {
        out.moveTop(view.height() - out.top() - out.height());
    }
    return out;
}

QRect Orientation::toPicture(const QRect& rect, QSize picture) const {
    const QSize view = sizeOf(picture);
    QRect out = rect;
    if (mirroredX) {
        out.moveLeft(view.width() - out.left() - out.width());
    }
    if (mirroredY) {
        out.moveTop(view.height() - out.top() - out.height());
    }
    return transposed ? QRect(out.top(), out.left(), out.height(), out.width()) : out;
}

void orientPixels(const std::uint32_t* from, std::int64_t fromStride, QSize size,
                  const Orientation& orientation, std::uint32_t* to, std::int64_t toStride) {
    const Walk walk = walkOf(orientation, size, toStride);
    forEachBlock(size, [&](int x0, int x1, int y0, int y1) {
        for (int y = y0; y < y1; ++y) {
            for (int x = x0; x < x1; ++x) {
                to[walk.first + x * walk.alongX + y * walk.alongY] = from[y * fromStride + x];
            }
        }
    });
}

void unorientPixels(const std::uint32_t* from, std::int64_t fromStride, QSize size,
                    const Orientation& orientation, std::uint32_t* to, std::int64_t toStride) {
    const Walk walk = walkOf(orientation, size, fromStride);
    forEachBlock(size, [&](int x0, int x1, int y0, int y1) {
        for (int y = y0; y < y1; ++y) {
            for (int x = x0; x < x1; ++x) {
                to[y * toStride + x] = from[walk.first + x * walk.alongX + y * walk.alongY];
            }
        }
    });
}

}  // namespace frisket::ui
