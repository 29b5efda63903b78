// SPDX-License-Identifier: MIT
#include <cmath>
#include <numbers>
#include <set>

#include <QTest>
#include <opencv2/imgproc.hpp>

#include "core/smart/shortest_cut.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::test;
using base::Pixel;
using condition::BitRegion;

namespace {
int pieces(const BitRegion& region, int connectivity) {
    const base::Rect& box = region.box();
    cv::Mat mask(static_cast<int>(box.height()), static_cast<int>(box.width()), CV_8U,
                 cv::Scalar(0));
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
        for (std::int64_t x = box.x0; x < box.x1; ++x) {
            mask.at<std::uint8_t>(static_cast<int>(y - box.y0), static_cast<int>(x - box.x0)) =
                region.at(x, y) ? 1 : 0;
        }
    }
    cv::Mat numbers;
    return cv::connectedComponents(mask, numbers, connectivity) - 1;
}

BitRegion ellipse(double cx, double cy, double a, double b, double slope) {
    BitRegion region({3, 5, 203, 205});
    for (std::int64_t y = 5; y < 205; ++y) {
        for (std::int64_t x = 3; x < 203; ++x) {
            const double dx = static_cast<double>(x) + 0.5 - cx;
            const double dy = static_cast<double>(y) + 0.5 - cy;
            const double u = (dx * std::cos(slope) + dy * std::sin(slope)) / a;
            const double v = (dy * std::cos(slope) - dx * std::sin(slope)) / b;
            if (u * u + v * v < 1) {
                region.setSpan(y, x, x + 1);
            }
        }
    }
    return region;
}
}  // namespace

class TestShortestCut : public QObject {
    Q_OBJECT

private slots:
    void ellipsesAreCutAcross() {
        Random random;
        for (int round = 0; round < 60; ++round) {
            const double b = static_cast<double>(random.between(5, 30));
            const double a = b * 2.5;
            const double slope =
                std::numbers::pi * static_cast<double>(random.between(0, 179)) / 180;
            const BitRegion object = ellipse(103, 105, a, b, slope);
            const BitRegion cut = smart::shortestCut(object, {103, 105});
            QVERIFY(cut.at(103, 105));
            QCOMPARE(pieces(cut, 4), 1);
            BitRegion rest = object;
            rest.remove(cut);
            QCOMPARE(pieces(rest, 8), 2);
            QCOMPARE(rest.count() + cut.count(), object.count());
            // Its ends lie across the long axis, within a pixel and a degree.
            for (std::int64_t y = cut.box().y0; y < cut.box().y1; ++y) {
                for (std::int64_t x = cut.box().x0; x < cut.box().x1; ++x) {
                    const double along = (static_cast<double>(x) + 0.5 - 103) * std::cos(slope) +
                                         (static_cast<double>(y) + 0.5 - 105) * std::sin(slope);
                    QVERIFY(!cut.at(x, y) || std::abs(along) < 0.25 * b + 2);
                }
            }
        }
    }

    void smallThings() {
        BitRegion dot({7, 7, 8, 8});
        dot.fill();
        QCOMPARE(smart::shortestCut(dot, {7, 7}).count(), 1);
        QVERIFY(smart::shortestCut(dot, {8, 7}).empty());
        QVERIFY(smart::shortestCut(BitRegion(), {0, 0}).empty());
        BitRegion bar({0, 0, 90, 4});
        bar.fill();
        const BitRegion cut = smart::shortestCut(bar, {70, 3});
        QVERIFY(cut.box() == (base::Rect{70, 0, 71, 4}));
        QCOMPARE(cut.count(), 4);
    }
};

QTEST_APPLESS_MAIN(TestShortestCut)
#include "tst_shortest_cut.moc"
