// SPDX-License-Identifier: MIT
#include "ui/session/array_picture.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QCoreApplication>

#include "core/array/storage_type.h"
#include "core/base/text.h"
#include "ui/session/core_text.h"

namespace frisket::session {

namespace {
using array::DType;

/// The context of the words for translators.
class ArrayPictureText {
    Q_DECLARE_TR_FUNCTIONS(ArrayPicture)
};

/// The first axis of three, or the last, that holds colours; -1: none does.
int colourAxis(const array::NdArray& array) {
    if (array.rank() != 3 || (array.dtype() != DType::U8 && array.dtype() != DType::U16)) {
        return -1;
    }
    const array::Shape& shape = array.shape();
    if (shape[2] == 3 || shape[2] == 4) {
        return 2;
    }
    return shape[0] == 3 ? 0 : -1;
}

struct Span {
    double least = std::numeric_limits<double>::infinity();
    double greatest = -std::numeric_limits<double>::infinity();
};

template <class T>
T valueAt(const array::NdArray& array, std::int64_t offset) {
    return reinterpret_cast<const T*>(array.view().data)[offset];
}

/// Calls `each(value, y, x)` for the elements of an (H, W).
template <class T, class Each>
void forEach(const array::NdArray& array, Each&& each) {
    const array::Layout& layout = array.layout();
    for (std::int64_t y = 0; y < layout.shape[0]; ++y) {
        for (std::int64_t x = 0; x < layout.shape[1]; ++x) {
            each(array::toDouble(valueAt<T>(
                     array, layout.offset + y * layout.strides[0] + x * layout.strides[1])),
                 static_cast<int>(y), static_cast<int>(x));
        }
    }
}

template <class T>
Span spanOf(const array::NdArray& array) {
    if constexpr (std::is_same_v<T, std::uint8_t>) {
        return {0, 255};
    } else if constexpr (std::is_same_v<T, array::Bool8>) {
        return {0, 1};
    } else {
        Span span;
        forEach<T>(array, [&span](double value, int, int) {
            if (std::isfinite(value)) {
                span.least = std::min(span.least, value);
                span.greatest = std::max(span.greatest, value);
            }
        });
        return span;
    }
}

QImage greyOf(const array::NdArray& array, QString& note) {
    QImage image(static_cast<int>(array.shape()[1]), static_cast<int>(array.shape()[0]),
                 QImage::Format_RGB32);
    if (image.isNull()) {
        return image;
    }
    array::visitType(array.dtype(), [&]<class T>(std::type_identity<T>) {
        const Span span = spanOf<T>(array);
        const double width = span.greatest - span.least;
        forEach<T>(array, [&](double value, int y, int x) {
            // Halved first: the width of a float64 may be beyond what one holds.
            const double part = width > 0 ? (value / 2 - span.least / 2) / (width / 2) : 0;
            const int grey =
                part > 0 ? static_cast<int>(std::lround(255 * std::min(part, 1.0))) : 0;
            reinterpret_cast<QRgb*>(image.scanLine(y))[x] = qRgb(grey, grey, grey);
        });
        if (!std::is_same_v<T, std::uint8_t> && !std::is_same_v<T, array::Bool8>) {
            note = ArrayPictureText::tr("Its values from %1 (black) to %2 (white) are shown.")
                       .arg(span.least)
                       .arg(span.greatest);
        }
    });
    return image;
}

QImage colourOf(const array::NdArray& array, int axis) {
    const array::Layout& layout = array.layout();
    const int rows = axis == 2 ? 0 : 1;
    const auto stride = [&layout](int of) { return layout.strides[static_cast<std::size_t>(of)]; };
    QImage image(static_cast<int>(layout.shape[rows + 1]), static_cast<int>(layout.shape[rows]),
                 QImage::Format_RGB32);
    if (image.isNull()) {
        return image;
    }
    const auto channel = [&](std::int64_t place, int which) {
        const std::int64_t offset = place + which * stride(axis);
        return array.dtype() == DType::U8 ? int{valueAt<std::uint8_t>(array, offset)}
                                          : valueAt<std::uint16_t>(array, offset) >> 8;
    };
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const std::int64_t place = layout.offset + y * stride(rows) + x * stride(rows + 1);
            line[x] = qRgb(channel(place, 0), channel(place, 1), channel(place, 2));
        }
    }
    return image;
}
}  // namespace

base::Result<ArrayPicture> pictureOf(const array::NdArray& array) {
    const int axis = colourAxis(array);
    const bool empty = array.count() == 0;
    if (empty || (array.rank() != 2 && axis < 0)) {
        return base::fail(
            base::ErrorCode::Unsupported,
            ArrayPictureText::tr("%1 of shape %2 is no picture.")
                .arg(fromCore(array::name(array.dtype())), fromCore(array::toString(array.shape())))
                .toStdString(),
            ArrayPictureText::tr("A picture has two axes, or three with red, green and blue.")
                .toStdString());
    }
    ArrayPicture picture;
    picture.image = axis < 0 ? greyOf(array, picture.note) : colourOf(array, axis);
    if (picture.image.isNull()) {
        return base::fail(
            base::ErrorCode::OutOfMemory,
            ArrayPictureText::tr("There is no memory for the picture.").toStdString());
    }
    return picture;
}

}  // namespace frisket::session
