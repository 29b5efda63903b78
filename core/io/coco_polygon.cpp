// SPDX-License-Identifier: MIT
#include "core/io/coco_polygon.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "core/base/division.h"

namespace frisket::io {

namespace {
constexpr std::int64_t kFifths = 5;
/// The middle of column x lies between kFifths * x + kMiddle and the point after it.
constexpr std::int64_t kMiddle = 2;

/// A point of the finer grid.
struct Fine {
    std::int64_t x = 0;
    std::int64_t y = 0;
};

/// Half up, and numbers below zero towards it.
std::int64_t rounded(double value) { return static_cast<std::int64_t>(value + 0.5); }

Fine fine(base::Point corner) {
    assert(std::abs(corner.x) <= kMostPolygonCoordinate &&
           std::abs(corner.y) <= kMostPolygonCoordinate);
    return {rounded(kFifths * corner.x), rounded(kFifths * corner.y)};
}

/// Collects where runs begin and end, as places in the order of the columns.
class Crossings {
public:
    Crossings(std::int64_t height, std::int64_t width) : m_height(height), m_width(width) {}

    void addEdge(Fine a, Fine b) {
        const std::int64_t across = std::abs(b.x - a.x);
        const std::int64_t down = std::abs(b.y - a.y);
        if (across == 0) {
            return;  // passes no column's middle
        }
        // From the lesser end along the longer axis, so that both directions have one chain.
        if (across >= down ? a.x > b.x : a.y > b.y) {
            std::swap(a, b);
        }
        across >= down ? addFlat(a, b) : addSteep(a, b);
    }

    std::vector<std::int64_t>& places() { return m_places; }

private:
    /// Calls `visit(x)` for the columns of the plane whose middles lie between two points.
    template <class Visit>
    void forEachColumn(std::int64_t from, std::int64_t to, Visit&& visit) const {
        // kFifths * x + kMiddle >= from and kFifths * x + kMiddle + 1 <= to.
        const std::int64_t first =
            std::max<std::int64_t>(0, base::ceilDivide(from - kMiddle, kFifths));
        const std::int64_t last =
            std::min(m_width - 1, base::floorDivide(to - kMiddle - 1, kFifths));
        for (std::int64_t x = first; x <= last; ++x) {
            visit(x);
        }
    }

    void addFlat(Fine a, Fine b) {
        const double slope = static_cast<double>(b.y - a.y) / static_cast<double>(b.x - a.x);
        const auto yAt = [&](std::int64_t step) {
            return rounded(static_cast<double>(a.y) + slope * static_cast<double>(step));
        };
        forEachColumn(a.x, b.x, [&](std::int64_t x) {
            const std::int64_t step = kFifths * x + kMiddle - a.x;
            add(x, std::min(yAt(step), yAt(step + 1)));
        });
    }

    void addSteep(Fine a, Fine b) {
        const double slope = static_cast<double>(b.x - a.x) / static_cast<double>(b.y - a.y);
        const auto xAt = [&](std::int64_t step) {
            return rounded(static_cast<double>(a.x) + slope * static_cast<double>(step));
        };
        const bool rises = b.x > a.x;
        forEachColumn(std::min(a.x, b.x), std::max(a.x, b.x), [&](std::int64_t x) {
            const std::int64_t middle = kFifths * x + kMiddle;
            const auto isPast = [&](std::int64_t step) {
                return rises ? xAt(step) > middle : xAt(step) <= middle;
            };
            // Close to the place where it passes, and from there step by step to the exact one.
            const double guess =
                (static_cast<double>(middle) + 0.5 - static_cast<double>(a.x)) / slope;
            std::int64_t step =
                std::clamp<std::int64_t>(static_cast<std::int64_t>(guess), 1, b.y - a.y);
            while (step > 1 && isPast(step - 1)) {
                --step;
            }
            while (step < b.y - a.y && !isPast(step)) {
                ++step;
            }
            add(x, a.y + step - 1);
        });
    }

    void add(std::int64_t x, std::int64_t fineY) {
        const std::int64_t y = base::ceilDivide(fineY - kMiddle, kFifths);
        m_places.push_back(x * m_height + std::clamp<std::int64_t>(y, 0, m_height));
    }

    std::int64_t m_height;
    std::int64_t m_width;
    std::vector<std::int64_t> m_places;
};
}  // namespace

condition::RunLengths cocoPolygon(std::span<const base::Point> corners, std::int64_t height,
                                  std::int64_t width) {
    Crossings crossings(height, width);
    for (std::size_t i = 0; i < corners.size(); ++i) {
        crossings.addEdge(fine(corners[i]), fine(corners[(i + 1) % corners.size()]));
    }
    std::vector<std::int64_t>& places = crossings.places();
    std::sort(places.begin(), places.end());
    condition::RunLengths lengths{height, width, {}};
    lengths.runs.reserve(places.size() + 1);
    std::int64_t before = 0;
    for (const std::int64_t place : places) {
        lengths.runs.push_back(static_cast<std::uint32_t>(place - before));
        before = place;
    }
    lengths.runs.push_back(static_cast<std::uint32_t>(height * width - before));
    return lengths;
}

}  // namespace frisket::io
