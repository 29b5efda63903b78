// SPDX-License-Identifier: MIT
#include "tests/bench/ui/recorded_strokes.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

namespace frisket::bench {

namespace {
constexpr int kEvents = 250;
constexpr QPointF kCentre{960, 540};

/// A tremble of at most `reach` pixels either way; std::mt19937 gives the same on every machine.
class Tremble {
public:
    QPointF next(double reach) { return {one(reach), one(reach)}; }

private:
    double one(double reach) {
        constexpr double kLargest = 4294967295.0;
        return reach * (2 * static_cast<double>(m_random()) / kLargest - 1);
    }
    std::mt19937 m_random{20240611};
};

std::vector<QPointF> fast() {
    // Down the area in swings: position along a swing is a sine, as a wrist moves.
    std::vector<QPointF> points;
    Tremble tremble;
    for (int i = 0; i < kEvents; ++i) {
        const double swing = 450 * std::sin(i * 0.1);
        const double down = 60 + 900.0 * i / kEvents;
        points.push_back(QPointF(kCentre.x() + swing, down + 20 * std::sin(i * 0.37)) +
                         tremble.next(6));
    }
    return points;
}

std::vector<QPointF> slow() {
    std::vector<QPointF> points;
    Tremble tremble;
    QPointF at(700, 300);
    for (int i = 0; i < kEvents; ++i) {
        const double along = i * 0.02;
        at += QPointF(2 * std::cos(along), 2 * std::sin(along));
        points.push_back(at + tremble.next(0.7));
    }
    return points;
}

std::vector<QPointF> spiral() {
    std::vector<QPointF> points;
    Tremble tremble;
    constexpr double kBetweenTurns = 60;
    constexpr double kStep = 14;
    double angle = 0;
    for (int i = 0; i < kEvents; ++i) {
        const double radius = kBetweenTurns * angle / (2 * M_PI);
        points.push_back(kCentre + radius * QPointF(std::cos(angle), std::sin(angle)) +
                         tremble.next(0.7));
        angle += kStep / std::max(radius, kStep);
    }
    return points;
}
}  // namespace

const std::vector<std::string>& strokePaths() {
    static const std::vector<std::string> kPaths{"fast", "slow", "spiral"};
    return kPaths;
}

std::vector<QPointF> recordedStroke(const std::string& path) {
    std::vector<QPointF> points;
    if (path == "fast") {
        points = fast();
    } else if (path == "slow") {
        points = slow();
    } else if (path == "spiral") {
        points = spiral();
    } else {
        throw std::runtime_error("no stroke is named " + path);
    }
    for (QPointF& point : points) {
        point = {std::clamp(point.x(), 440.0, 1480.0), std::clamp(point.y(), 60.0, 1020.0)};
    }
    return points;
}

}  // namespace frisket::bench
