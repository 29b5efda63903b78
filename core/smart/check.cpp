// SPDX-License-Identifier: MIT
#include "core/base/text.h"
#include "core/smart/image_window.h"

namespace frisket::smart {

base::Status check(const ImageWindow& image) {
    const base::Rect& rect = image.rect;
    if (rect.empty() || rect.x0 < 0 || rect.y0 < 0) {
        return base::fail(base::ErrorCode::InvalidArgument, "No pixel of the image is there.",
                          "Move the image so that a part of it is seen.");
    }
    // Divided, since the sides of a wrong one may be of any size.
    if (rect.width() > kMostPixels / rect.height()) {
        return base::fail(base::ErrorCode::TooLarge,
                          base::joined("A part of ", rect.width(), " x ", rect.height(),
                                       " pixels is too large; at most ", kMostPixels,
                                       " can be "
                                       "looked at together."),
                          "Zoom in, or draw a smaller box.");
    }
    const std::int64_t bytes = rect.width() * rect.height() * image.channels;
    if ((image.channels != 1 && image.channels != 3) ||
        static_cast<std::int64_t>(image.pixels.size()) != bytes) {
        return base::fail(
            base::ErrorCode::InvalidArgument,
            base::joined("A window of ", rect.width(), " x ", rect.height(), " pixels of ",
                         image.channels, " channels has ", image.pixels.size(), " bytes."));
    }
    return {};
}

}  // namespace frisket::smart
