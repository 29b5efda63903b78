// SPDX-License-Identifier: MIT
#include "core/smart/split.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/smart/pictures.h"

namespace frisket::smart {

namespace {
using condition::BitRegion;

/// Levels of distance that are told apart: parts of a pixel.
constexpr float kLevels = 64;

/// An image with a rim of zeros, flat, and the basins that grow in it from the top of the distance
/// downwards.
class Basins {
public:
    explicit Basins(cv::Mat distance)
        : m_distance(std::move(distance)),
          m_width(m_distance.cols),
          m_basin(m_distance.total(), kNone),
          m_offsets{-m_width - 1, -m_width, -m_width + 1, -1, 1,
                    m_width - 1,  m_width,  m_width + 1} {}

    /// The pixels inside, from the farthest from the outside to the nearest.
    [[nodiscard]] std::vector<int> order() const {
        const auto levelOf = [&](int pixel) {
            return static_cast<std::size_t>(at(pixel) * kLevels);
        };
        double most = 0;
        cv::minMaxLoc(m_distance, nullptr, &most);
        std::vector<int> starts(static_cast<std::size_t>(most * kLevels) + 2, 0);
        const int total = static_cast<int>(m_distance.total());
        for (int pixel = 0; pixel < total; ++pixel) {
            ++starts[levelOf(pixel)];
        }
        // Descending: level l begins after all that are higher.
        int before = 0;
        for (auto start = starts.rbegin(); start != starts.rend(); ++start) {
            before += std::exchange(*start, before);
        }
        std::vector<int> order(static_cast<std::size_t>(total));
        for (int pixel = 0; pixel < total; ++pixel) {
            order[static_cast<std::size_t>(starts[levelOf(pixel)]++)] = pixel;
        }
        while (!order.empty() && at(order.back()) <= 0) {
            order.pop_back();
        }
        return order;
    }

    /// Gives `pixel`, the next in order, to the basin up the steepest way and joins those beside it
    /// that are not deep; with none beside it, it begins one.
    void add(int pixel, double neck) {
        int own = kNone;
        int highest = kNone;
        float steepest = -1;
        for (std::size_t i = 0; i < m_offsets.size(); ++i) {
            const int beside = pixel + m_offsets[i];
            const int other = basin(beside);
            if (other == kNone) {
                continue;
            }
            const float slope = (at(beside) - at(pixel)) * kPerStep[i];
            if (slope > steepest) {
                steepest = slope;
                own = other;
            }
            if (highest == kNone) {
                highest = other;
            } else if (other != highest) {
                const bool isHigher = m_peaks[index(other)] > m_peaks[index(highest)];
                const int lower = isHigher ? highest : other;
                highest = isHigher ? other : highest;
                if (at(pixel) >= neck * m_peaks[index(lower)]) {
                    m_parents[index(lower)] = highest;
                }
            }
        }
        if (own == kNone) {
            own = static_cast<int>(m_peaks.size());
            m_peaks.push_back(at(pixel));
            m_parents.push_back(own);
        }
        m_basin[index(pixel)] = own;
    }

    /// Clears `pixel` if one beside it that was not cleared is of another basin. Whether it did.
    bool clearBetween(int pixel) {
        const int own = basin(pixel);
        for (const int offset : m_offsets) {
            const int other = basin(pixel + offset);
            if (other != kNone && other != own && isBefore(pixel + offset, pixel)) {
                m_basin[index(pixel)] = kNone;
                return true;
            }
        }
        return false;
    }

    void setOrder(const std::vector<int>& order) {
        m_place.assign(m_basin.size(), 0);
        for (std::size_t i = 0; i < order.size(); ++i) {
            m_place[index(order[i])] = static_cast<int>(i);
        }
    }

private:
    static constexpr int kNone = -1;
    /// One over the way to each neighbour.
    static constexpr float kSlanted = 0.70710678F;
    static constexpr std::array<float, 8> kPerStep{kSlanted, 1,        kSlanted, 1,
                                                   1,        kSlanted, 1,        kSlanted};
    static std::size_t index(int pixel) { return static_cast<std::size_t>(pixel); }
    [[nodiscard]] float at(int pixel) const { return m_distance.ptr<float>()[pixel]; }
    [[nodiscard]] bool isBefore(int a, int b) const {
        return m_place[index(a)] < m_place[index(b)];
    }
    int basin(int pixel) {
        int found = m_basin[index(pixel)];
        while (found != kNone && m_parents[index(found)] != found) {
            found = m_parents[index(found)] = m_parents[index(m_parents[index(found)])];
        }
        return found;
    }

    cv::Mat m_distance;
    int m_width;
    std::vector<int> m_basin;
    std::array<int, 8> m_offsets;
    std::vector<int> m_parents;
    std::vector<float> m_peaks;
    std::vector<int> m_place;
};

/// The distance of each pixel's centre from the nearest one outside, a little smoothed, with a rim
/// of zeros.
cv::Mat distanceIn(const BitRegion& object) {
    const base::Rect& box = object.box();
    cv::Mat inside(static_cast<int>(box.height()) + 2, static_cast<int>(box.width()) + 2, CV_8U,
                   cv::Scalar(0));
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
        condition::bitsToBytes(object.row(y), box.x0 - object.originX(), box.width(), 255,
                               inside.ptr(static_cast<int>(y - box.y0) + 1) + 1);
    }
    cv::Mat distance;
    cv::distanceTransform(inside, distance, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    // Along a ridge the pixels' steps would lead the way, and the lines with it.
    cv::GaussianBlur(distance, distance, {5, 5}, 1);
    distance.setTo(0, inside == 0);
    return distance;
}

base::Result<BitRegion> linesIn(const BitRegion& object, double neck, base::Progress* progress) {
    constexpr std::size_t kLook = 1 << 16;
    const cv::Mat distance = distanceIn(object);
    Basins basins(distance);
    const std::vector<int> order = basins.order();
    if (progress != nullptr) {
        progress->expect(2 * static_cast<std::int64_t>(order.size()));
    }
    const auto forEach = [&](auto&& visit) -> base::Status {
        for (std::size_t i = 0; i < order.size(); ++i) {
            visit(order[i]);
            if (i % kLook == kLook - 1) {
                if (auto goOn = base::proceed(progress, kLook); !goOn) {
                    return goOn;
                }
            }
        }
        return base::proceed(progress, static_cast<std::int64_t>(order.size() % kLook));
    };
    if (auto goOn = forEach([&](int pixel) { basins.add(pixel, neck); }); !goOn) {
        return base::passOn(goOn);
    }
    basins.setOrder(order);
    cv::Mat lines(distance.size(), CV_8U, cv::Scalar(0));
    const auto cleared = forEach([&](int pixel) {
        if (basins.clearBetween(pixel)) {
            lines.ptr()[pixel] = 255;
        }
    });
    if (!cleared) {
        return base::passOn(cleared);
    }
    const cv::Mat inner = lines({1, 1, lines.cols - 2, lines.rows - 2});
    return regionOf(inner, object.box());
}
}  // namespace

base::Result<BitRegion> splitLines(const BitRegion& object, double neck, base::Progress* progress) {
    const base::Rect& box = object.box();
    if (object.empty()) {
        return BitRegion();
    }
    if (box.width() > kMostPixels / box.height()) {
        return base::fail(
            base::ErrorCode::TooLarge,
            base::joined("What is to be split lies in ", box.width(), " x ", box.height(),
                         " pixels; at most ", kMostPixels, " can be looked at together."));
    }
    return guarded([&] { return linesIn(object, std::clamp(neck, 0.0, 1.0), progress); });
}

}  // namespace frisket::smart
