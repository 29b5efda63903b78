// SPDX-License-Identifier: MIT
#pragma once

#include <QImage>
#include <QString>

#include "core/array/nd_array.h"
#include "core/base/result.h"

namespace frisket::session {

/// An array as a picture to lie under masks.
struct ArrayPicture {
    QImage image;  ///< RGB32
    QString note;  ///< how values became brightness, or empty
};

/// Of shape (H, W): grey; uint8 as it is, bool black and white, all else from its least finite
/// value (black) to its greatest (white), NaN black. Of shape (H, W, 3 or 4) or (3, H, W): the
/// colours of uint8, the high bytes of uint16; a fourth channel is left out. Refused (Unsupported)
/// for other shapes, OutOfMemory. On any thread.
[[nodiscard]] base::Result<ArrayPicture> pictureOf(const array::NdArray& array);

}  // namespace frisket::session
