// SPDX-License-Identifier: MIT
#include "core/smart/live_wire.h"

#include <algorithm>

#include <opencv2/imgproc/segmentation.hpp>

#include "core/smart/pictures.h"

namespace frisket::smart {

namespace {
/// Canny's thresholds on a picture whose values were spread over 0..255, and the gradient from
/// which on an edge is as good as it gets.
constexpr double kWeakEdge = 32;
constexpr double kStrongEdge = 100;
constexpr float kBestGradient = 200;

base::Pixel clamped(base::Pixel pixel, const base::Rect& rect) {
    return {std::clamp(pixel.x, rect.x0, rect.x1 - 1), std::clamp(pixel.y, rect.y0, rect.y1 - 1)};
}

cv::Point reducedPoint(base::Pixel pixel, const base::Rect& rect, int step) {
    return {static_cast<int>((pixel.x - rect.x0) / step),
            static_cast<int>((pixel.y - rect.y0) / step)};
}
}  // namespace

struct LiveWire::Map {
    cv::segmentation::IntelligentScissorsMB scissors;
};

base::Result<LiveWire> LiveWire::find(const ImageWindow& image, base::Pixel seed,
                                      base::Progress* progress) {
    if (auto good = check(image); !good) {
        return base::passOn(good);
    }
    return guarded([&]() -> base::Result<LiveWire> {
        constexpr int kParts = 2;
        if (progress != nullptr) {
            progress->expect(kParts);
        }
        LiveWire wire;
        wire.m_rect = image.rect;
        wire.m_seed = clamped(seed, image.rect);
        wire.m_step = stepFor(image.rect, kFinePixels);
        // Less noise, and edges of faint pictures as strong as those of others.
        cv::Mat picture;
        cv::GaussianBlur(reduced(pictureOf(image), wire.m_step), picture, {3, 3}, 0);
        cv::normalize(picture, picture, 0, 255, cv::NORM_MINMAX);
        auto map = std::make_shared<Map>();
        map->scissors.setEdgeFeatureCannyParameters(kWeakEdge, kStrongEdge)
            .setGradientMagnitudeMaxLimit(kBestGradient)
            .applyImage(picture);
        if (auto goOn = base::proceed(progress, 1); !goOn) {
            return base::passOn(goOn);
        }
        map->scissors.buildMap(reducedPoint(wire.m_seed, wire.m_rect, wire.m_step));
        if (auto goOn = base::proceed(progress, 1); !goOn) {
            return base::passOn(goOn);
        }
        wire.m_map = std::move(map);
        return wire;
    });
}

base::Result<std::vector<base::Pixel>> LiveWire::wayTo(base::Pixel target) const {
    return guarded([&]() -> base::Result<std::vector<base::Pixel>> { return found(target); });
}

std::vector<base::Pixel> LiveWire::found(base::Pixel target) const {
    const base::Pixel inside = clamped(target, m_rect);
    const cv::Point from = reducedPoint(m_seed, m_rect, m_step);
    const cv::Point to = reducedPoint(inside, m_rect, m_step);
    std::vector<base::Pixel> way;
    if (from != to) {
        std::vector<cv::Point> contour;
        m_map->scissors.getContour(to, contour);
        for (const cv::Point& point : contour) {
            way.push_back(clamped({m_rect.x0 + std::int64_t{point.x} * m_step + m_step / 2,
                                   m_rect.y0 + std::int64_t{point.y} * m_step + m_step / 2},
                                  m_rect));
        }
    }
    // The ends are where they were asked for, not the middles of their squares.
    if (way.size() < 2) {
        way = {m_seed};
        if (inside != m_seed) {
            way.push_back(inside);
        }
    } else {
        way.front() = m_seed;
        way.back() = inside;
    }
    if (target != inside) {
        way.push_back(target);
    }
    return way;
}

}  // namespace frisket::smart
