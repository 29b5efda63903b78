// SPDX-License-Identifier: MIT
#include "core/smart/pictures.h"

#include <cstring>

#include "core/base/text.h"

namespace frisket::smart {

cv::Mat pictureOf(const ImageWindow& image) {
    // cv::Mat has no form for memory that is only read.
    return {static_cast<int>(image.rect.height()), static_cast<int>(image.rect.width()),
            CV_8UC(image.channels), const_cast<std::uint8_t*>(image.pixels.data())};
}

cv::Mat colourPictureOf(const ImageWindow& image) {
    cv::Mat picture = pictureOf(image);
    if (image.channels == 3) {
        return picture;
    }
    cv::Mat colours;
    cv::cvtColor(picture, colours, cv::COLOR_GRAY2BGR);
    return colours;
}

int stepFor(const base::Rect& rect, std::int64_t most) {
    int step = 1;
    while ((rect.width() + step - 1) / step * ((rect.height() + step - 1) / step) > most) {
        ++step;
    }
    return step;
}

cv::Mat reduced(const cv::Mat& picture, int step) {
    if (step == 1) {
        return picture;
    }
    const cv::Size size((picture.cols + step - 1) / step, (picture.rows + step - 1) / step);
    cv::Mat whole;
    cv::copyMakeBorder(picture, whole, 0, size.height * step - picture.rows, 0,
                       size.width * step - picture.cols, cv::BORDER_REPLICATE);
    cv::Mat small;
    cv::resize(whole, small, size, 0, 0, cv::INTER_AREA);
    return small;
}

condition::BitRegion regionOf(const cv::Mat& mask, const base::Rect& window) {
    const cv::Rect found = cv::boundingRect(mask);
    if (found.empty()) {
        return {};
    }
    condition::BitRegion region({window.x0 + found.x, window.y0 + found.y,
                                 window.x0 + found.x + found.width,
                                 window.y0 + found.y + found.height});
    std::vector<std::uint8_t> row(
        static_cast<std::size_t>(region.wordsPerRow() * condition::kWordBits));
    const std::int64_t shift = region.box().x0 - region.originX();
    for (int y = 0; y < found.height; ++y) {
        std::memcpy(row.data() + shift, mask.ptr(found.y + y) + found.x,
                    static_cast<std::size_t>(found.width));
        condition::bytesToBits(row.data(), static_cast<std::int64_t>(row.size()),
                               region.row(region.box().y0 + y));
    }
    return region;
}

base::Error noMemory() {
    return {base::ErrorCode::OutOfMemory, "There is not enough memory.",
            "Zoom in, or close other programs, and try again."};
}

base::Error errorOf(const cv::Exception& thrown) {
    if (thrown.code == cv::Error::StsNoMem) {
        return noMemory();
    }
    return {base::ErrorCode::InvalidArgument,
            base::joined("OpenCV could not do it: ", thrown.func, ": ", thrown.err),
            {}};
}

}  // namespace frisket::smart
