// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/base/checked.h"
#include "core/base/division.h"
#include "core/base/geometry.h"

using frisket::base::Rect;

class TestGeometry : public QObject {
    Q_OBJECT

private slots:
    /// Every pair of small rectangles against the sets of pixels that they stand for.
    void rectanglesAreSetsOfPixels() {
        for (int first = 0; first < 256; ++first) {
            for (int second = 0; second < 256; ++second) {
                const Rect a = small(first);
                const Rect b = small(second);
                const Rect both = a.intersected(b);
                const Rect hull = a.united(b);
                for (int pixel = 0; pixel < 16; ++pixel) {
                    const std::int64_t x = pixel % 4;
                    const std::int64_t y = pixel / 4;
                    const bool inA = a.contains(x, y);
                    const bool inB = b.contains(x, y);
                    QCOMPARE(both.contains(x, y), inA && inB);
                    QVERIFY(hull.contains(x, y) || !(inA || inB));
                }
                QVERIFY(!both.empty() || both == Rect{});
            }
        }
    }

    void emptyAddsNothingToAUnion() {
        const Rect some{3, 4, 7, 9};
        QVERIFY(some.united(Rect{100, 100, 100, 120}) == some);
        QVERIFY((Rect{100, 100, 90, 120}).united(some) == some);
        QVERIFY((some.grown(2) == Rect{1, 2, 9, 11}));
        QVERIFY(some.grown(-2).empty());
        QCOMPARE(some.width(), std::int64_t{4});
        QCOMPARE(some.height(), std::int64_t{5});
    }

    void checkedArithmeticSeesOverflow() {
        using frisket::base::checkedAdd;
        using frisket::base::checkedMultiply;
        constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
        QVERIFY(checkedMultiply(kMost, 1) == kMost);
        QVERIFY(!checkedMultiply(kMost / 2 + 1, 2));
        QVERIFY(!checkedMultiply(std::int64_t{1} << 32, std::int64_t{1} << 31));
        QVERIFY(checkedMultiply(-3, 5) == -15);
        QVERIFY(checkedAdd(kMost - 1, 1) == kMost);
        QVERIFY(!checkedAdd(kMost, 1));
        QVERIFY(!checkedAdd(std::numeric_limits<std::int64_t>::min(), -1));
        QCOMPARE(frisket::base::roundUp(0, 64), std::int64_t{0});
        QCOMPARE(frisket::base::roundUp(1, 64), std::int64_t{64});
        QCOMPARE(frisket::base::roundUp(64, 64), std::int64_t{64});
    }

    void divisionsRoundToOneSide() {
        using frisket::base::ceilDivide;
        using frisket::base::floorDivide;
        for (int value = -30; value <= 30; ++value) {
            for (int divisor = 1; divisor <= 7; ++divisor) {
                // The only multiples of the divisor that are at most a step away.
                const int below = floorDivide(value, divisor) * divisor;
                const int above = ceilDivide(value, divisor) * divisor;
                QVERIFY(below <= value && value < below + divisor);
                QVERIFY(above >= value && value > above - divisor);
            }
        }
        constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
        QCOMPARE(floorDivide(kLeast, std::int64_t{2}), kLeast / 2);
        QCOMPARE(ceilDivide(kLeast + 1, std::int64_t{2}), kLeast / 2 + 1);
    }

private:
    /// One of the 256 rectangles with corners on a 4 x 4 grid, inverted ones too.
    static Rect small(int code) {
        return {code & 3, (code >> 2) & 3, (code >> 4) & 3, (code >> 6) & 3};
    }
};

QTEST_APPLESS_MAIN(TestGeometry)
#include "tst_geometry.moc"
