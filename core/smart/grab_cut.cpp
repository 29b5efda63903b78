// SPDX-License-Identifier: MIT
#include "core/smart/grab_cut.h"

#include <algorithm>

#include "core/smart/pictures.h"

namespace frisket::smart {

namespace {
using base::Rect;

/// Side of the tiles in which a boundary is cut again, and how much of what is around each is seen.
constexpr int kTile = 192;
constexpr int kAround = 24;
/// Any, but always the same: the colours' first clusters are drawn by lot.
constexpr std::uint64_t kSeed = 20040808;

struct Models {
    cv::Mat background;
    cv::Mat object;
};

bool mayBe(const cv::Mat& mask, int sure, int probable) {
    return cv::countNonZero(mask == sure) > 0 || cv::countNonZero(mask == probable) > 0;
}

void drawMarks(const GrabCut& cut, const Rect& window, int step, cv::Mat& mask) {
    for (const Mark& mark : cut.marks) {
        const auto value = static_cast<std::uint8_t>(mark.isObject ? cv::GC_FGD : cv::GC_BGD);
        forEachPixel(mark, window, [&](int row, int column) {
            mask.at<std::uint8_t>(row / step, column / step) = value;
        });
    }
}

/// What is known at first of a window that is looked at in squares of `step`.
cv::Mat startOf(const GrabCut& cut, const Rect& window, int step) {
    const cv::Size size(static_cast<int>((window.width() + step - 1) / step),
                        static_cast<int>((window.height() + step - 1) / step));
    cv::Rect inner({}, size);
    cv::Mat mask(size, CV_8U, cv::Scalar(cv::GC_PR_BGD));
    if (!cut.box.empty()) {
        const Rect box = cut.box.intersected(window);
        const cv::Point first(static_cast<int>((box.x0 - window.x0) / step),
                              static_cast<int>((box.y0 - window.y0) / step));
        const cv::Point last(static_cast<int>((box.x1 - window.x0 + step - 1) / step),
                             static_cast<int>((box.y1 - window.y0 + step - 1) / step));
        inner = box.empty() ? cv::Rect() : cv::Rect(first, last);
        mask.setTo(cv::GC_BGD);
        mask(inner).setTo(cv::GC_PR_FGD);
    }
    drawMarks(cut, window, step, mask);
    if (!mayBe(mask, cv::GC_BGD, cv::GC_PR_BGD) && !inner.empty()) {
        const int rim = std::max(1, std::min(inner.width, inner.height) / 50);
        cv::Mat ring(mask.size(), CV_8U, cv::Scalar(0));
        cv::rectangle(ring, inner, 255, rim);
        mask.setTo(cv::GC_PR_BGD, ring & (mask == cv::GC_PR_FGD));
    }
    return mask;
}

/// Cuts what is near the boundary of `object` (0 or 1) again at full resolution.
base::Status refine(const cv::Mat& picture, const cv::Mat& known, int reach, Models& models,
                    cv::Mat& object, base::Progress* progress) {
    cv::Mat grown;
    cv::Mat shrunk;
    const cv::Mat square(3, 3, CV_8U, cv::Scalar(1));
    cv::dilate(object, grown, square, {-1, -1}, reach);
    cv::erode(object, shrunk, square, {-1, -1}, reach);
    const cv::Mat open = (grown != shrunk) & (known != cv::GC_FGD) & (known != cv::GC_BGD);
    std::vector<cv::Rect> tiles;
    for (int y = 0; y < picture.rows; y += kTile) {
        for (int x = 0; x < picture.cols; x += kTile) {
            const cv::Rect tile = cv::Rect(x, y, kTile, kTile) & cv::Rect({}, picture.size());
            if (cv::countNonZero(open(tile)) > 0) {
                tiles.push_back(tile);
            }
        }
    }
    if (progress != nullptr) {
        progress->expect(static_cast<std::int64_t>(tiles.size()));
    }
    for (const cv::Rect& tile : tiles) {
        const cv::Rect around = cv::Rect(tile.x - kAround, tile.y - kAround,
                                         tile.width + 2 * kAround, tile.height + 2 * kAround) &
                                cv::Rect({}, picture.size());
        // Sure where it is not open: GC_BGD, GC_FGD are 0, 1, and 2 makes them probable.
        cv::Mat mask = object(around).clone();
        cv::add(mask, cv::GC_PR_BGD - cv::GC_BGD, mask, open(around));
        cv::grabCut(picture(around), mask, {}, models.background, models.object, 1,
                    cv::GC_EVAL_FREEZE_MODEL);
        const cv::Mat cutOut = mask & 1;
        cutOut(tile - around.tl()).copyTo(object(tile));
        if (auto goOn = base::proceed(progress, 1); !goOn) {
            return goOn;
        }
    }
    return {};
}

base::Result<condition::BitRegion> cutOut(const GrabCut& cut, const ImageWindow& image,
                                          base::Progress* progress) {
    const cv::Mat picture = colourPictureOf(image);
    const int step = stepFor(image.rect, GrabCut::kCoarsePixels);
    cv::Mat mask = startOf(cut, image.rect, step);
    if (!mayBe(mask, cv::GC_FGD, cv::GC_PR_FGD)) {
        return condition::BitRegion();
    }
    const bool mayBeBoth = mayBe(mask, cv::GC_BGD, cv::GC_PR_BGD);
    Models models;
    if (mayBeBoth) {
        const cv::Mat small = reduced(picture, step);
        cv::theRNG().state = kSeed;
        const int iterations = std::max(cut.iterations, 1);
        if (progress != nullptr) {
            progress->expect(iterations);
        }
        for (int i = 0; i < iterations; ++i) {
            cv::grabCut(small, mask, {}, models.background, models.object, 1,
                        i == 0 ? cv::GC_INIT_WITH_MASK : cv::GC_EVAL);
            if (auto goOn = base::proceed(progress, 1); !goOn) {
                return base::passOn(goOn);
            }
        }
    }
    if (step > 1) {
        cv::Mat object;
        cv::resize(mask & 1, object, {}, step, step, cv::INTER_NEAREST);
        object = object(cv::Rect({}, picture.size())).clone();
        const cv::Mat known = startOf(cut, image.rect, 1);
        object.setTo(1, known == cv::GC_FGD);
        object.setTo(0, known == cv::GC_BGD);
        // Without any background there are no colours to cut by.
        if (mayBeBoth) {
            if (auto refined = refine(picture, known, 2 * step, models, object, progress);
                !refined) {
                return base::passOn(refined);
            }
        }
        mask = object;
    }
    return regionOf(mask & 1, image.rect);
}
}  // namespace

base::Result<condition::BitRegion> GrabCut::in(const ImageWindow& image,
                                               base::Progress* progress) const {
    if (auto good = check(image); !good) {
        return base::passOn(good);
    }
    return guarded([&] { return cutOut(*this, image, progress); });
}

}  // namespace frisket::smart
