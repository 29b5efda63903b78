// SPDX-License-Identifier: MIT
#include "core/smart/marker_watershed.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "core/smart/pictures.h"

namespace frisket::smart {

namespace {
using base::Rect;

constexpr int kBackground = 1;
constexpr int kFirstObject = 2;

/// The number of each mark in `markers`: kBackground, or one from kFirstObject on.
class Numbers {
public:
    explicit Numbers(std::size_t marks) : m_parent(marks) {
        std::iota(m_parent.begin(), m_parent.end(), std::size_t{0});
    }
    void join(std::size_t a, std::size_t b) { m_parent[root(a)] = root(b); }
    [[nodiscard]] int of(std::size_t mark) { return static_cast<int>(root(mark)) + kFirstObject; }

private:
    std::size_t root(std::size_t mark) {
        while (m_parent[mark] != mark) {
            mark = m_parent[mark] = m_parent[m_parent[mark]];
        }
        return mark;
    }
    std::vector<std::size_t> m_parent;
};

/// Markers of a window in squares of `step`, 0 where nothing is known.
cv::Mat markersOf(std::span<const Mark> marks, const Rect& window, int step) {
    cv::Mat markers(static_cast<int>((window.height() + step - 1) / step),
                    static_cast<int>((window.width() + step - 1) / step), CV_32S, cv::Scalar(0));
    // First which marks are one, at full resolution, so that it is the same at each step.
    Numbers numbers(marks.size());
    cv::Mat last(static_cast<int>(window.height()), static_cast<int>(window.width()), CV_32S,
                 cv::Scalar(-1));
    for (std::size_t i = 0; i < marks.size(); ++i) {
        forEachPixel(marks[i], window, [&](int row, int column) {
            int& there = last.at<int>(row, column);
            if (marks[i].isObject && there >= 0 &&
                marks[static_cast<std::size_t>(there)].isObject) {
                numbers.join(i, static_cast<std::size_t>(there));
            }
            there = static_cast<int>(i);
        });
    }
    // Only what is seen: a mark may lie outside of the window, or below later ones.
    const bool hasBackground = std::any_of(last.begin<int>(), last.end<int>(), [&](int mark) {
        return mark >= 0 && !marks[static_cast<std::size_t>(mark)].isObject;
    });
    if (!hasBackground) {
        cv::rectangle(markers, cv::Rect({}, markers.size()), kBackground);
    }
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const int number = marks[i].isObject ? numbers.of(i) : kBackground;
        forEachPixel(marks[i], window, [&](int row, int column) {
            markers.at<int>(row / step, column / step) = number;
        });
    }
    return markers;
}

/// Grows `markers`; -1 on the lines between them. OpenCV calls the outermost pixels lines,
/// whatever they are, so a rim is put around and taken away.
void grow(const cv::Mat& picture, cv::Mat& markers) {
    cv::Mat wide;
    cv::copyMakeBorder(picture, wide, 1, 1, 1, 1, cv::BORDER_REPLICATE);
    cv::Mat wideMarkers;
    cv::copyMakeBorder(markers, wideMarkers, 1, 1, 1, 1, cv::BORDER_CONSTANT, cv::Scalar(0));
    cv::watershed(wide, wideMarkers);
    wideMarkers({1, 1, markers.cols, markers.rows}).copyTo(markers);
}

/// The markers that were grown in squares of `step`, at full resolution but for what is near a
/// line, which is left open.
cv::Mat enlarged(const cv::Mat& grown, int step, cv::Size size) {
    cv::Mat floats;
    grown.convertTo(floats, CV_32F);  // exact: there are fewer than 2^24 marks
    cv::Mat highest;
    cv::Mat lowest;
    const cv::Mat square(3, 3, CV_8U, cv::Scalar(1));
    cv::dilate(floats, highest, square);
    cv::erode(floats, lowest, square);
    cv::Mat sure = grown.clone();
    sure.setTo(0, (highest != lowest) | (grown < 0));
    cv::Mat large;
    cv::resize(sure, large, {}, step, step, cv::INTER_NEAREST);
    return large(cv::Rect({}, size)).clone();
}

/// Whether a pixel of a line is of the objects: where only one is beside it, or all may touch.
bool isInside(const cv::Mat& markers, int y, int x, bool keepsApart) {
    int object = 0;
    for (int row = std::max(y - 1, 0); row <= std::min(y + 1, markers.rows - 1); ++row) {
        for (int column = std::max(x - 1, 0); column <= std::min(x + 1, markers.cols - 1);
             ++column) {
            const int number = markers.at<int>(row, column);
            if (number == kBackground ||
                (number >= kFirstObject && keepsApart && object != 0 && number != object)) {
                return false;
            }
            object = number >= kFirstObject ? number : object;
        }
    }
    return object != 0;
}

base::Result<condition::BitRegion> grown(const MarkerWatershed& watershed, const ImageWindow& image,
                                         base::Progress* progress) {
    if (std::none_of(watershed.marks.begin(), watershed.marks.end(),
                     [](const Mark& mark) { return mark.isObject; })) {
        return condition::BitRegion();
    }
    const cv::Mat picture = colourPictureOf(image);
    const int step = stepFor(image.rect, MarkerWatershed::kCoarsePixels);
    if (progress != nullptr) {
        progress->expect(step > 1 ? 2 : 1);
    }
    cv::Mat markers = markersOf(watershed.marks, image.rect, step);
    grow(reduced(picture, step), markers);
    if (auto goOn = base::proceed(progress, 1); !goOn) {
        return base::passOn(goOn);
    }
    if (step > 1) {
        const cv::Mat known = markersOf(watershed.marks, image.rect, 1);
        markers = enlarged(markers, step, picture.size());
        known.copyTo(markers, known > 0);
        grow(picture, markers);
        if (auto goOn = base::proceed(progress, 1); !goOn) {
            return base::passOn(goOn);
        }
    }
    cv::Mat objects = markers >= kFirstObject;
    for (int y = 0; y < markers.rows; ++y) {
        for (int x = 0; x < markers.cols; ++x) {
            if (markers.at<int>(y, x) < 0 && isInside(markers, y, x, watershed.keepsApart)) {
                objects.at<std::uint8_t>(y, x) = 255;
            }
        }
    }
    return regionOf(objects, image.rect);
}
}  // namespace

base::Result<condition::BitRegion> MarkerWatershed::in(const ImageWindow& image,
                                                       base::Progress* progress) const {
    if (auto good = check(image); !good) {
        return base::passOn(good);
    }
    return guarded([&] { return grown(*this, image, progress); });
}

}  // namespace frisket::smart
