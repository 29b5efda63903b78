// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/refine/dilation.h"
#include "core/refine/morphology.h"
#include "tests/support/bit_planes.h"
#include "tests/support/cancel_after.h"

using namespace frisket;
using namespace frisket::refine;
using base::Rect;
using condition::BitRegion;
using test::BitPlane;
using test::Random;

namespace {
bool holds(const Element& element, std::int64_t dx, std::int64_t dy) {
    const std::int64_t r = element.radius;
    switch (element.shape) {
        case ElementShape::Disc:
            return dx * dx + dy * dy <= r * r;
        case ElementShape::Square:
            return std::max(std::abs(dx), std::abs(dy)) <= r;
        case ElementShape::Diamond:
            return std::abs(dx) + std::abs(dy) <= r;
    }
    return false;
}

/// Whether any pixel that the element shows from (x, y) is in the plane and has `value`.
bool sees(const BitPlane& plane, const Element& element, std::int64_t x, std::int64_t y,
          bool value) {
    const std::int64_t r = element.radius;
    for (std::int64_t py = std::max<std::int64_t>(0, y - r);
         py <= std::min(plane.height - 1, y + r); ++py) {
        for (std::int64_t px = std::max<std::int64_t>(0, x - r);
             px <= std::min(plane.width - 1, x + r); ++px) {
            if (plane.at(px, py) == value && holds(element, px - x, py - y)) {
                return true;
            }
        }
    }
    return false;
}

BitPlane grown(const BitPlane& plane, const Element& element) {
    return plane.made(
        [&](std::int64_t x, std::int64_t y) { return sees(plane, element, x, y, true); });
}

BitPlane shrunk(const BitPlane& plane, const Element& element) {
    return plane.made(
        [&](std::int64_t x, std::int64_t y) { return !sees(plane, element, x, y, false); });
}

constexpr ElementShape kShapes[] = {ElementShape::Disc, ElementShape::Square,
                                    ElementShape::Diamond};
}  // namespace

class TestMorphology : public QObject {
    Q_OBJECT

private slots:
    void randomPlanes_data() {
        QTest::addColumn<int>("shape");
        QTest::addColumn<int>("most");
        QTest::addColumn<int>("rounds");
        const char* names[] = {"disc", "square", "diamond"};
        for (int shape = 0; shape < 3; ++shape) {
            QTest::addRow("%s, radius to 4", names[shape]) << shape << 4 << 60;
            QTest::addRow("%s, radius to 40", names[shape]) << shape << 40 << 15;
            QTest::addRow("%s, radius to 300", names[shape]) << shape << 300 << 6;
        }
    }
    void randomPlanes() {
        QFETCH(int, shape);
        QFETCH(int, most);
        QFETCH(int, rounds);
        Random random;
        base::ThreadPool pool(2);
        for (int i = 0; i < rounds; ++i) {
            const BitPlane plane = test::randomPlane(random, most > 40 ? 150 : 300, 50);
            const BitRegion region = test::regionOf(plane, random);
            const Element element{kShapes[shape], random.between(most > 40 ? 40 : 1, most)};
            base::ThreadPool* const threads = random.chance(50) ? &pool : nullptr;
            const BitPlane large = grown(plane, element);
            const BitPlane small = shrunk(plane, element);
            QCOMPARE(
                test::difference(*dilate(region, plane.rect(), element, nullptr, threads), large),
                QString());
            QCOMPARE(
                test::difference(*erode(region, plane.rect(), element, nullptr, threads), small),
                QString());
            QCOMPARE(test::difference(*open(region, plane.rect(), element, nullptr, threads),
                                      grown(small, element)),
                     QString());
            QCOMPARE(test::difference(*close(region, plane.rect(), element, nullptr, threads),
                                      shrunk(large, element)),
                     QString());
        }
    }

    void enginesAgree_data() {
        QTest::addColumn<int>("radius");
        for (const int radius : {1, 2, 5, 31, 32, 33, 63, 64, 65, 100, 500}) {
            QTest::addRow("%d", radius) << radius;
        }
    }
    /// Larger planes than the scalar way can do: each way of dilation gives the same.
    void enginesAgree() {
        QFETCH(int, radius);
        Random random;
        base::ThreadPool pool(3);
        BitPlane plane(2500, 700);
        for (int i = 0; i < 60; ++i) {
            plane.set(random.between(0, 2499), random.between(0, 699));
        }
        const BitRegion region = test::regionOf(plane, random);
        for (const ElementShape shape : kShapes) {
            const HalfWidths half = *halfWidths({shape, radius});
            for (const bool clearOnes : {false, true}) {
                const RowSource source(region, region.box(), clearOnes);
                const auto by = [&](auto engine) {
                    BitRegion out(plane.rect());
                    RowTarget target(out, false);
                    [&] { QVERIFY(engine(source, half, target, nullptr, &pool).has_value()); }();
                    return out;
                };
                const BitRegion rows = by(dilateByRows);
                std::vector<BitRegion> others{by(dilateByColumns)};
                if (shape == ElementShape::Square) {
                    others.push_back(by(dilateByDoubling));
                }
                for (const BitRegion& other : others) {
                    QCOMPARE(other.count(), rows.count());
                    BitRegion rest = rows;
                    rest.remove(other);
                    QCOMPARE(rest.count(), 0);
                }
            }
        }
    }

    void anEllipseIsWhatItsFormulaSays() {
        Random random;
        for (int i = 0; i < 200; ++i) {
            const double sy = static_cast<double>(random.between(1, 40)) / 8;
            const double sx = static_cast<double>(random.between(1, 40)) / 8;
            const double distance = static_cast<double>(random.between(0, 400)) / 8;
            const HalfWidths half = ellipseHalfWidths(distance, sy, sx, 60, 50);
            for (std::int64_t dy = 0; dy <= 61; ++dy) {
                for (std::int64_t dx = 0; dx <= 51; ++dx) {
                    const double y = static_cast<double>(dy) * sy;
                    const double x = static_cast<double>(dx) * sx;
                    const bool expected =
                        std::sqrt(y * y + x * x) <= distance && dy <= 60 && dx <= 50;
                    const bool is = dy < static_cast<std::int64_t>(half.size()) &&
                                    dx <= half[static_cast<std::size_t>(dy)];
                    if (is != expected) {
                        QFAIL(qPrintable(QString("%1, %2, %3").arg(distance).arg(dy).arg(dx)));
                    }
                }
            }
        }
    }

    void whatIsOutsideIsNotLookedAt() {
        // The region is larger than the plane, and its part outside would grow in.
        BitRegion region(Rect{0, 0, 200, 50});
        region.fill();
        const Rect plane{0, 0, 70, 30};
        const auto small = erode(region, plane, {ElementShape::Disc, 5});
        QCOMPARE(small->count(), 70 * 30);
        BitRegion far(Rect{75, 0, 80, 10});
        far.fill();
        QVERIFY(dilate(far, plane, {ElementShape::Disc, 20})->empty());
        QVERIFY(erode(far, plane, {ElementShape::Disc, 20})->empty());
    }

    void theBoxFollowsTheRegion() {
        BitRegion region(Rect{0, 0, 30000, 10000});
        region.setSpan(5000, 20000, 20003);
        const Rect plane{0, 0, 30000, 10000};
        QCOMPARE(dilate(region, plane, {ElementShape::Disc, 7})->box(),
                 (Rect{19993, 4993, 20010, 5008}));
        QCOMPARE(erode(region, plane, {ElementShape::Disc, 1})->count(), 0);
        QCOMPARE(dilate(region, plane, {ElementShape::Square, 500})->count(), 1003 * 1001);
    }

    void nothingStaysNothing() {
        for (const BitRegion& region : {BitRegion(), BitRegion(Rect{3, 4, 90, 10})}) {
            for (auto* operation : {&dilate, &erode, &refine::open, &refine::close}) {
                const auto out = operation(region, Rect{0, 0, 100, 100}, {}, nullptr, nullptr);
                QVERIFY(out.has_value() && out->empty());
            }
        }
    }

    void radiusOutOfRange_data() {
        QTest::addColumn<int>("radius");
        QTest::newRow("0") << 0;
        QTest::newRow("-1") << -1;
        QTest::newRow("501") << 501;
    }
    void radiusOutOfRange() {
        QFETCH(int, radius);
        BitRegion region(Rect{0, 0, 10, 10});
        region.fill();
        for (auto* operation : {&dilate, &erode, &refine::open, &refine::close}) {
            const auto out =
                operation(region, region.box(), {ElementShape::Disc, radius}, nullptr, nullptr);
            QVERIFY(!out.has_value());
            QCOMPARE(out.error().code, base::ErrorCode::InvalidArgument);
        }
    }

    void canBeCancelled_data() {
        QTest::addColumn<int>("shape");
        QTest::addColumn<int>("radius");
        QTest::newRow("rows") << 0 << 2;
        QTest::newRow("doubling") << 1 << 10;
        QTest::newRow("columns") << 0 << 400;
    }
    void canBeCancelled() {
        QFETCH(int, shape);
        QFETCH(int, radius);
        BitRegion region(Rect{0, 0, 2000, 2000});
        region.setSpan(0, 0, 1);
        region.setSpan(1999, 1999, 2000);
        base::ThreadPool pool(2);
        for (base::ThreadPool* threads : {static_cast<base::ThreadPool*>(nullptr), &pool}) {
            test::CancelAfter progress(2);
            const auto out =
                dilate(region, region.box(), {kShapes[shape], radius}, &progress, threads);
            QVERIFY(!out.has_value());
            QCOMPARE(out.error().code, base::ErrorCode::Cancelled);
        }
        base::Progress progress;
        QVERIFY(dilate(region, region.box(), {kShapes[shape], radius}, &progress).has_value());
        QCOMPARE(progress.done(), progress.total());
        QVERIFY(progress.total() > 2);
    }
};

QTEST_APPLESS_MAIN(TestMorphology)
#include "tst_morphology.moc"
