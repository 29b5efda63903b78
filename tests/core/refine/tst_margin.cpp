// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <QTest>

#include "core/refine/interpolate.h"
#include "core/refine/invert.h"
#include "core/refine/margin.h"
#include "core/refine/morphology.h"
#include "core/refine/outline.h"
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
/// Distance from (x, y) to the nearest pixel of the plane with `value`, by looking at all.
double nearest(const BitPlane& plane, std::int64_t x, std::int64_t y, bool value,
               const Spacing& spacing) {
    double least = 1e12;
    for (std::int64_t py = 0; py < plane.height; ++py) {
        for (std::int64_t px = 0; px < plane.width; ++px) {
            if (plane.at(px, py) == value) {
                const double dy = static_cast<double>(py - y) * spacing.y;
                const double dx = static_cast<double>(px - x) * spacing.x;
                least = std::min(least, std::sqrt(dy * dy + dx * dx));
            }
        }
    }
    return least;
}

BitPlane planeOf(const BitRegion& region, const BitPlane& like) {
    return like.made([&](std::int64_t x, std::int64_t y) { return region.at(x, y); });
}

Spacing randomSpacing(Random& random) {
    const auto eighths = [&] { return static_cast<double>(random.between(1, 30)) / 8; };
    return random.chance(40) ? Spacing{} : Spacing{eighths(), eighths()};
}
}  // namespace

class TestMargin : public QObject {
    Q_OBJECT

    base::ThreadPool m_pool{2};

private slots:
    void randomPlanes_data() {
        QTest::addColumn<int>("most");
        QTest::newRow("near") << 12;
        QTest::newRow("far") << 400;
    }
    void randomPlanes() {
        QFETCH(int, most);
        Random random;
        for (int i = 0; i < 40; ++i) {
            const BitPlane plane = test::randomPlane(random, 100, most > 100 ? 20 : 40);
            const BitRegion region = test::regionOf(plane, random);
            const Spacing spacing = randomSpacing(random);
            const double distance = static_cast<double>(random.between(0, 4 * most)) / 4;
            base::ThreadPool* const pool = random.chance(50) ? &m_pool : nullptr;
            QCOMPARE(
                test::difference(*growBy(region, plane.rect(), distance, spacing, nullptr, pool),
                                 plane.made([&](std::int64_t x, std::int64_t y) {
                                     return nearest(plane, x, y, true, spacing) <= distance;
                                 })),
                QString());
            QCOMPARE(
                test::difference(*shrinkBy(region, plane.rect(), distance, spacing, nullptr, pool),
                                 plane.made([&](std::int64_t x, std::int64_t y) {
                                     return nearest(plane, x, y, false, spacing) > distance;
                                 })),
                QString());
        }
    }

    void aDiscIsADistance() {
        Random random;
        for (int i = 0; i < 60; ++i) {
            const BitPlane plane = test::randomPlane(random);
            const BitRegion region = test::regionOf(plane, random);
            const std::int64_t radius = random.between(1, 30);
            const Element disc{ElementShape::Disc, radius};
            const auto distance = static_cast<double>(radius);
            QCOMPARE(test::difference(*growBy(region, plane.rect(), distance),
                                      planeOf(*dilate(region, plane.rect(), disc), plane)),
                     QString());
            QCOMPARE(test::difference(*shrinkBy(region, plane.rect(), distance),
                                      planeOf(*erode(region, plane.rect(), disc), plane)),
                     QString());
        }
    }

    void notADistance_data() {
        QTest::addColumn<double>("distance");
        QTest::addColumn<double>("y");
        QTest::addColumn<double>("x");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinite = std::numeric_limits<double>::infinity();
        QTest::newRow("negative") << -1.0 << 1.0 << 1.0;
        QTest::newRow("NaN") << nan << 1.0 << 1.0;
        QTest::newRow("infinite") << infinite << 1.0 << 1.0;
        QTest::newRow("spacing 0") << 1.0 << 0.0 << 1.0;
        QTest::newRow("spacing negative") << 1.0 << 1.0 << -2.0;
        QTest::newRow("spacing NaN") << 1.0 << nan << 1.0;
        QTest::newRow("spacing infinite") << 1.0 << 1.0 << infinite;
    }
    void notADistance() {
        QFETCH(double, distance);
        QFETCH(double, y);
        QFETCH(double, x);
        const BitRegion region = filled(Rect{0, 0, 10, 10});
        for (auto* operation : {&growBy, &shrinkBy}) {
            const auto out =
                operation(region, region.box(), distance, Spacing{y, x}, nullptr, nullptr);
            QVERIFY(!out.has_value());
            QCOMPARE(out.error().code, base::ErrorCode::InvalidArgument);
        }
    }

    void beyondThePlane() {
        BitRegion dot(Rect{40, 40, 41, 41});
        dot.fill();
        const Rect plane{0, 0, 90, 80};
        QCOMPARE(growBy(dot, plane, 1e300)->count(), 90 * 80);
        QCOMPARE(growBy(dot, plane, 1e300, {1e-300, 1e-300})->count(), 90 * 80);
        QCOMPARE(growBy(dot, plane, 0)->count(), 1);
        QCOMPARE(shrinkBy(dot, plane, 0)->count(), 1);
        QCOMPARE(shrinkBy(filled(plane), plane, 1e300)->count(), 90 * 80);
    }

    void outlines_data() {
        QTest::addColumn<int>("side");
        QTest::newRow("inner") << 0;
        QTest::newRow("outer") << 1;
        QTest::newRow("both") << 2;
    }
    void outlines() {
        QFETCH(int, side);
        Random random;
        for (int i = 0; i < 25; ++i) {
            const BitPlane plane = test::randomPlane(random, 100, 40);
            const BitRegion region = test::regionOf(plane, random);
            const std::int64_t width = random.between(1, 9);
            const auto expected = plane.made([&](std::int64_t x, std::int64_t y) {
                return plane.at(x, y) ? side != 1 && nearest(plane, x, y, false, {}) <=
                                                         static_cast<double>(width)
                                      : side != 0 && nearest(plane, x, y, true, {}) <=
                                                         static_cast<double>(width);
            });
            const auto out = outline(region, plane.rect(), width, static_cast<OutlineSide>(side),
                                     nullptr, random.chance(50) ? &m_pool : nullptr);
            QCOMPARE(test::difference(*out, expected), QString());
        }
        QVERIFY(!outline(filled({0, 0, 9, 9}), {0, 0, 9, 9}, 0, static_cast<OutlineSide>(side)));
    }

    void betweenSlices() {
        Random random;
        for (int i = 0; i < 25; ++i) {
            const BitPlane first = test::randomPlane(random, 100, 30);
            BitPlane second(first.width, first.height);
            const BitPlane other = test::randomPlane(random, 100, 30);
            second = second.made([&](std::int64_t x, std::int64_t y) { return other.at(x, y); });
            const BitRegion a = test::regionOf(first, random);
            const BitRegion b = test::regionOf(second, random);
            const Spacing spacing = randomSpacing(random);
            // Eighths: the products are exact.
            const double fraction = static_cast<double>(random.between(0, 8)) / 8;
            const bool none = a.count() == 0 || b.count() == 0;
            const auto signedDistance = [&](const BitPlane& plane, std::int64_t x, std::int64_t y) {
                return plane.at(x, y) ? nearest(plane, x, y, false, spacing)
                                      : -nearest(plane, x, y, true, spacing);
            };
            const auto expected = first.made([&](std::int64_t x, std::int64_t y) {
                if (fraction == 0 || fraction == 1) {
                    return fraction == 0 ? first.at(x, y) : second.at(x, y);
                }
                return !none && (1 - fraction) * signedDistance(first, x, y) +
                                        fraction * signedDistance(second, x, y) >=
                                    0;
            });
            const auto out = interpolated(a, b, first.rect(), fraction, spacing, nullptr,
                                          random.chance(50) ? &m_pool : nullptr);
            QCOMPARE(test::difference(*out, expected), QString());
        }
    }

    /// A bar that becomes wider does so evenly, also beyond a band of rows.
    void barsBetweenSlices() {
        const Rect plane{0, 0, 400, 600};
        const BitRegion thin = filled({100, 100, 120, 500});
        const BitRegion wide = filled({80, 100, 140, 500});
        const auto half = interpolated(thin, wide, plane, 0.5);
        QVERIFY(half.has_value());
        for (const std::int64_t y : {150, 300, 450}) {
            QVERIFY(!half->at(89, y));
            QVERIFY(half->at(90, y));
            QVERIFY(half->at(129, y));
            QVERIFY(!half->at(130, y));
        }
    }

    void notBetweenSlices() {
        const BitRegion region = filled({0, 0, 5, 5});
        for (const double fraction : {-0.1, 1.1, std::numeric_limits<double>::quiet_NaN()}) {
            QVERIFY(!interpolated(region, region, {0, 0, 9, 9}, fraction).has_value());
        }
        QVERIFY(!interpolated(region, region, {0, 0, 9, 9}, 0.5, {0, 1}).has_value());
        test::CancelAfter progress(1);
        QCOMPARE(interpolated(region, region, {0, 0, 9, 9}, 0.5, {}, &progress).error().code,
                 base::ErrorCode::Cancelled);
    }

    void inverting() {
        Random random;
        for (int i = 0; i < 60; ++i) {
            const BitPlane plane = test::randomPlane(random);
            const BitRegion region = test::regionOf(plane, random);
            Rect rect{random.between(0, plane.width), random.between(0, plane.height), 0, 0};
            rect.x1 = random.between(rect.x0, plane.width);
            rect.y1 = random.between(rect.y0, plane.height);
            QCOMPARE(test::difference(inverted(region, rect),
                                      plane.made([&](std::int64_t x, std::int64_t y) {
                                          return plane.at(x, y) != rect.contains(x, y);
                                      })),
                     QString());
        }
    }
};

QTEST_APPLESS_MAIN(TestMargin)
#include "tst_margin.moc"
