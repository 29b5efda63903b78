// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <QTest>

#include "core/refine/invert.h"
#include "core/refine/smooth.h"
#include "tests/support/bit_planes.h"
#include "tests/support/cancel_after.h"

using namespace frisket;
using namespace frisket::refine;
using base::Rect;
using condition::BitRegion;
using test::BitPlane;
using test::filled;
using test::Random;

namespace {
/// The border goes on beyond the plane.
bool atNearest(const BitPlane& plane, std::int64_t x, std::int64_t y) {
    return plane.at(std::clamp<std::int64_t>(x, 0, plane.width - 1),
                    std::clamp<std::int64_t>(y, 0, plane.height - 1));
}

bool majority(const BitPlane& plane, const Element& element, std::int64_t x, std::int64_t y) {
    const std::int64_t r = element.radius;
    std::int64_t set = 0;
    std::int64_t all = 0;
    for (std::int64_t dy = -r; dy <= r; ++dy) {
        for (std::int64_t dx = -r; dx <= r; ++dx) {
            const bool holds =
                element.shape == ElementShape::Square ||
                (element.shape == ElementShape::Disc ? dx * dx + dy * dy <= r * r
                                                     : std::abs(dx) + std::abs(dy) <= r);
            all += holds ? 1 : 0;
            set += holds && atNearest(plane, x + dx, y + dy) ? 1 : 0;
        }
    }
    return 2 * set > all;
}

double blurred(const BitPlane& plane, const std::vector<double>& weights, std::int64_t x,
               std::int64_t y) {
    const auto reach = static_cast<std::int64_t>(weights.size()) / 2;
    double sum = 0;
    for (std::int64_t dy = -reach; dy <= reach; ++dy) {
        for (std::int64_t dx = -reach; dx <= reach; ++dx) {
            if (atNearest(plane, x + dx, y + dy)) {
                sum += weights[static_cast<std::size_t>(dy + reach)] *
                       weights[static_cast<std::size_t>(dx + reach)];
            }
        }
    }
    return sum;
}
}  // namespace

class TestSmooth : public QObject {
    Q_OBJECT

    base::ThreadPool m_pool{2};

private slots:
    void medians_data() {
        QTest::addColumn<int>("shape");
        QTest::addColumn<int>("most");
        QTest::newRow("disc") << 0 << 6;
        QTest::newRow("square") << 1 << 6;
        QTest::newRow("diamond") << 2 << 6;
        QTest::newRow("disc, large") << 0 << 127;
        QTest::newRow("square, large") << 1 << 127;
    }
    void medians() {
        QFETCH(int, shape);
        QFETCH(int, most);
        Random random;
        for (int i = 0; i < (most > 100 ? 4 : 40); ++i) {
            const BitPlane plane =
                most > 100 ? test::randomPlane(random, 66, 20) : test::randomPlane(random);
            const BitRegion region = test::regionOf(plane, random);
            const Element element{static_cast<ElementShape>(shape),
                                  i == 0 ? most : random.between(1, most)};
            const auto out = median(region, plane.rect(), element, nullptr,
                                    random.chance(50) ? &m_pool : nullptr);
            QCOMPARE(test::difference(*out, plane.made([&](std::int64_t x, std::int64_t y) {
                         return majority(plane, element, x, y);
                     })),
                     QString());
        }
    }

    void gaussians() {
        Random random;
        for (int i = 0; i < 40; ++i) {
            const BitPlane plane = test::randomPlane(random, 140, 30);
            const BitRegion region = test::regionOf(plane, random);
            const double sigma = static_cast<double>(random.between(1, 24)) / 8;
            std::vector<double> weights;
            double sum = 0;
            const auto reach = static_cast<std::int64_t>(4 * sigma + 0.5);
            for (std::int64_t d = -reach; d <= reach; ++d) {
                weights.push_back(std::exp(-static_cast<double>(d * d) / (2 * sigma * sigma)));
                sum += weights.back();
            }
            for (double& weight : weights) {
                weight /= sum;
            }
            const auto out = gaussian(region, plane.rect(), sigma, nullptr,
                                      random.chance(50) ? &m_pool : nullptr);
            // Within what single precision may be off by, either is right.
            QCOMPARE(test::difference(*out, plane.made([&](std::int64_t x, std::int64_t y) {
                         const double value = blurred(plane, weights, x, y);
                         return std::abs(value - 0.5) < 1e-5 ? out->at(x, y) : value > 0.5;
                     })),
                     QString());
        }
    }

    void aSigmaOfNothingChangesNothing() {
        BitRegion region(Rect{3, 3, 90, 20});
        region.setSpan(5, 10, 20);
        QCOMPARE(gaussian(region, {0, 0, 100, 100}, 0.1)->count(), 10);
    }

    void anHalfPlaneStays() {
        // Cut off at three borders, so nothing of it is a corner.
        const Rect plane{0, 0, 200, 150};
        const BitRegion half = filled({0, 0, 77, 150});
        QCOMPARE(gaussian(half, plane, 6)->count(), 77 * 150);
        QCOMPARE(median(half, plane, {ElementShape::Disc, 20})->count(), 77 * 150);
    }

    void outOfRange() {
        const BitRegion region = filled({0, 0, 9, 9});
        for (const std::int64_t radius : {0, -1, 128}) {
            QCOMPARE(median(region, {0, 0, 9, 9}, {ElementShape::Disc, radius}).error().code,
                     base::ErrorCode::InvalidArgument);
        }
        for (const double sigma : {0.0, -1.0, 101.0, std::numeric_limits<double>::quiet_NaN()}) {
            QCOMPARE(gaussian(region, {0, 0, 9, 9}, sigma).error().code,
                     base::ErrorCode::InvalidArgument);
        }
        QVERIFY(median({}, {0, 0, 9, 9}, {})->empty());
        QVERIFY(gaussian({}, {0, 0, 9, 9}, 2)->empty());
    }

    void canBeCancelled() {
        for (int looks = 0; looks < 3; ++looks) {
            test::CancelAfter progress(looks);
            const auto out = median(filled({5, 5, 300, 300}), {0, 0, 400, 400}, {}, &progress);
            QCOMPARE(out.error().code, base::ErrorCode::Cancelled);
        }
    }
};

QTEST_APPLESS_MAIN(TestSmooth)
#include "tst_smooth.moc"
