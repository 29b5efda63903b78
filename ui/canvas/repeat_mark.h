// SPDX-License-Identifier: MIT
#pragma once

#include <QPainter>
#include <QString>

#include "core/base/geometry.h"
#include "ui/canvas/view_transform.h"

namespace frisket::ui {

/// An operand that has one index where the destination has many: what of it is there, and ghosts of
/// it where it is read again.
struct RepeatMark {
    enum class Along : std::uint8_t {
        X,       ///< one column, for all columns of the picture
        Y,       ///< one row
        Hidden,  ///< one picture, for all slices or channels
    };
    Along along = Along::Hidden;
    QString words;     ///< "Source: 1 column, read for all 640"
    base::Rect plane;  ///< of the picture

    bool operator==(const RepeatMark&) const = default;
};

/// Draws it over what is seen of the picture, all of which it may touch; in device pixels.
void paintRepeat(QPainter& painter, const RepeatMark& mark, const ViewTransform& view,
                 const QRect& visible);

}  // namespace frisket::ui
