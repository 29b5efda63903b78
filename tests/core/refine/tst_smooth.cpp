// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <QTest>

#include "core/refine/frame.h"
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

std::vector<double> gaussianWeights(double sigma) {
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
    return weights;
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

/// What is wrong with `out`, if anything. Within what single precision may be off by, either is
/// right.
QString differenceFromBlurred(const BitRegion& out, const BitPlane& plane, double sigma) {
    const std::vector<double> weights = gaussianWeights(sigma);
    return test::difference(out, plane.made([&](std::int64_t x, std::int64_t y) {
        const double value = blurred(plane, weights, x, y);
        return std::abs(value - 0.5) < 1e-5 ? out.at(x, y) : value > 0.5;
    }));
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
        for (int i = 0; i < 42; ++i) {
            const bool large = i < 2;  // sees more than a word to each side
            const BitPlane plane =
                large ? test::randomPlane(random, 150, 9) : test::randomPlane(random, 140, 30);
            const BitRegion region = test::regionOf(plane, random);
            const double sigma =
                static_cast<double>(large ? random.between(128, 160) : random.between(1, 24)) / 8;
            const auto out = gaussian(region, plane.rect(), sigma, nullptr,
                                      random.chance(50) ? &m_pool : nullptr);
            QCOMPARE(differenceFromBlurred(*out, plane, sigma), QString());
        }
    }

    void piecesMeet_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        QTest::newRow("side by side") << 4200 << 6;
        QTest::newRow("below one another") << 6 << 700;
        QTest::newRow("both") << 1100 << 70;
    }
    void piecesMeet() {
        QFETCH(int, width);
        QFETCH(int, height);
        Random random;
        BitPlane plane(width, height);
        plane.bits = test::randomBools(plane.width * plane.height, 50, random);
        const BitRegion region = test::regionOf(plane, random);
        for (const ElementShape shape : {ElementShape::Disc, ElementShape::Square}) {
            const Element element{shape, random.between(1, 4)};
            const auto out = median(region, plane.rect(), element, nullptr, &m_pool);
            QCOMPARE(test::difference(*out, plane.made([&](std::int64_t x, std::int64_t y) {
                         return majority(plane, element, x, y);
                     })),
                     QString());
        }
        QCOMPARE(differenceFromBlurred(*gaussian(region, plane.rect(), 0.9, nullptr, &m_pool),
                                       plane, 0.9),
                 QString());
    }

    void planesBeginAnywhere() {
        Random random;
        for (int i = 0; i < 40; ++i) {
            const BitPlane plane = test::randomPlane(random);
            const BitRegion region = test::regionOf(plane, random);
            const std::int64_t dx = random.between(1, 130);
            const std::int64_t dy = random.between(1, 9);
            const Rect moved{dx, dy, plane.width + dx, plane.height + dy};
            BitRegion around(moved.grown(1));  // what is beside the plane doesn't count
            around.fill();
            for (std::int64_t y = 0; y < plane.height; ++y) {
                for (std::int64_t x = 0; x < plane.width; ++x) {
                    if (!plane.at(x, y)) {
                        flipSpan(around, y + dy, x + dx, x + dx + 1);
                    }
                }
            }
            const Element element{static_cast<ElementShape>(random.between(0, 2)),
                                  random.between(1, 70)};
            const double sigma = static_cast<double>(random.between(1, 80)) / 8;
            const auto medianIs = median(around, moved, element);
            const auto medianWas = median(region, plane.rect(), element);
            const auto blurIs = gaussian(around, moved, sigma);
            const auto blurWas = gaussian(region, plane.rect(), sigma);
            QCOMPARE(medianIs->count(), medianWas->count());
            for (std::int64_t y = 0; y < plane.height; ++y) {
                for (std::int64_t x = 0; x < plane.width; ++x) {
                    if (medianIs->at(x + dx, y + dy) != medianWas->at(x, y)) {
                        QFAIL(qPrintable(QString("median at %1, %2").arg(x).arg(y)));
                    }
                    if (blurIs->at(x + dx, y + dy) != blurWas->at(x, y)) {
                        QFAIL(qPrintable(QString("gaussian at %1, %2").arg(x).arg(y)));
                    }
                }
            }
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
