// SPDX-License-Identifier: MIT
#include <cmath>
#include <random>

#include <QTest>

#include "core/paint/round_brush.h"

using frisket::base::Point;
using frisket::base::Rect;
using frisket::condition::BitRegion;
using namespace frisket::paint;

namespace {
__extension__ using Int128 = __int128;

/// The documented rule, for one pixel, in integers and without any of the brush's own code.
bool covered(std::int64_t x, std::int64_t y, Point from, Point to, int diameter) {
    const auto snap = [diameter](double value) -> Int128 {
        return diameter % 2 == 1 ? 2 * static_cast<std::int64_t>(std::floor(value)) + 1
                                 : 2 * static_cast<std::int64_t>(std::floor(value + 0.5));
    };
    const Int128 ax = snap(from.x);
    const Int128 ay = snap(from.y);
    const Int128 vx = snap(to.x) - ax;
    const Int128 vy = snap(to.y) - ay;
    const Int128 wx = 2 * Int128{x} + 1 - ax;
    const Int128 wy = 2 * Int128{y} + 1 - ay;
    const Int128 length2 = vx * vx + vy * vy;
    const Int128 radius2 = Int128{diameter} * diameter;
    const Int128 along = wx * vx + wy * vy;
    if (length2 == 0 || along <= 0) {
        return wx * wx + wy * wy <= radius2;
    }
    if (along >= length2) {
        return (wx - vx) * (wx - vx) + (wy - vy) * (wy - vy) <= radius2;
    }
    const Int128 cross = wx * vy - wy * vx;
    return cross * cross <= radius2 * length2;
}

/// Empty when `region` is the rule's, with the least box; else what is wrong first.
QString compare(const BitRegion& region, Point from, Point to, int diameter, const Rect& clip) {
    Rect box;
    for (std::int64_t y = clip.y0; y < clip.y1; ++y) {
        for (std::int64_t x = clip.x0; x < clip.x1; ++x) {
            const bool expected = covered(x, y, from, to, diameter);
            if (region.at(x, y) != expected) {
                return QString("pixel (%1, %2): expected %3, d %4 from (%5, %6) to (%7, %8)")
                    .arg(x)
                    .arg(y)
                    .arg(expected)
                    .arg(diameter)
                    .arg(from.x)
                    .arg(from.y)
                    .arg(to.x)
                    .arg(to.y);
            }
            if (expected) {
                box = box.united({x, y, x + 1, y + 1});
            }
        }
    }
    return box == region.box() ? QString() : QString("the box is not the least one");
}

/// The bands as one region over `clip`; a pixel in two of them is an error.
BitRegion merged(const std::vector<BitRegion>& bands, const Rect& clip, bool& twice) {
    BitRegion all(clip);
    for (const BitRegion& band : bands) {
        for (std::int64_t y = band.box().y0; y < band.box().y1; ++y) {
            for (std::int64_t x = band.box().x0; x < band.box().x1; ++x) {
                if (band.at(x, y)) {
                    twice |= all.at(x, y);
                    all.setSpan(y, x, x + 1);
                }
            }
        }
    }
    return all;
}
}  // namespace

class TestRoundBrush : public QObject {
    Q_OBJECT

private slots:
    void snapsByParity();
    void dabHasItsDiameterAndIsSymmetric();
    void randomSegmentsMatchTheRule();
    void clipsAtEachEdge_data();
    void clipsAtEachEdge();
    void hugeCoordinates();
    void onePixelStrokeIsConnected();
    void polylineIsTheUnionOfItsCapsules();
    void bandsHoldTheSamePixels();
    void bandsOfALongDiagonalStaySmall();
    void strangePointsAreHarmless();
};

void TestRoundBrush::snapsByParity() {
    QCOMPARE(snapped({3.0, 3.999}, 1), (HalfPoint{7, 7}));
    QCOMPARE(snapped({3.49, 3.5}, 2), (HalfPoint{6, 8}));
    QCOMPARE(snapped({-0.5, -0.51}, 2), (HalfPoint{0, -2}));
    QCOMPARE(snapped({-0.1, -1.0}, 3), (HalfPoint{-1, -1}));
}

void TestRoundBrush::dabHasItsDiameterAndIsSymmetric() {
    for (int d = 1; d <= 300; ++d) {
        const Rect clip{0, 0, 700, 700};
        const BitRegion region = dab({350.2, 350.2}, d, clip);
        const Rect box = region.box();
        QCOMPARE(box.width(), d);
        QCOMPARE(box.height(), d);
        for (std::int64_t j = 0; j < d; ++j) {
            for (std::int64_t i = 0; i < d; ++i) {
                const bool here = region.at(box.x0 + i, box.y0 + j);
                QCOMPARE(here, region.at(box.x1 - 1 - i, box.y0 + j));
                QCOMPARE(here, region.at(box.x0 + j, box.y0 + i));
            }
        }
        if (d <= 60) {
            QCOMPARE(compare(region, {350.2, 350.2}, {350.2, 350.2}, d, clip), QString());
        }
    }
    QCOMPARE(dab({5000, 5000}, 8192, {0, 0, 10000, 10000}).box().width(), 8192);
    QCOMPARE(dab({5, 5}, 0, {0, 0, 10, 10}).count(), 1);
}

void TestRoundBrush::randomSegmentsMatchTheRule() {
    const unsigned seed = std::random_device{}();
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> place(-20, 100);
    const Rect clip{0, 0, 90, 70};
    for (int d = 1; d <= 40; ++d) {
        for (int i = 0; i < 12; ++i) {
            const Point from{place(random), place(random)};
            Point to{place(random), place(random)};
            if (i % 4 == 1) {
                to.x = from.x;
            } else if (i % 4 == 2) {
                to.y = from.y;
            } else if (i % 4 == 3) {
                to = {from.x + 1 + i % 3, from.y - 1};
            }
            const QString wrong = compare(sweep(from, to, d, clip), from, to, d, clip);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong + QString(", seed %1").arg(seed)));
        }
    }
}

void TestRoundBrush::clipsAtEachEdge_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<bool>("touches");
    QTest::newRow("left edge") << 10.0 << 40.0 << true;
    QTest::newRow("right edge") << 80.0 << 40.0 << true;
    QTest::newRow("top edge") << 40.0 << 5.0 << true;
    QTest::newRow("bottom edge") << 40.0 << 65.0 << true;
    QTest::newRow("corner") << 80.0 << 65.0 << true;
    QTest::newRow("corner of the box only") << 92.0 << 75.0 << false;
    QTest::newRow("left of it") << -30.0 << 40.0 << false;
    QTest::newRow("above it") << 40.0 << -30.0 << false;
    QTest::newRow("right of it") << 200.0 << 40.0 << false;
    QTest::newRow("below it") << 40.0 << 200.0 << false;
}

void TestRoundBrush::clipsAtEachEdge() {
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(bool, touches);
    const Rect clip{10, 5, 80, 65};
    for (const int d : {1, 2, 7, 20, 29}) {
        const Point at{x, y};
        QCOMPARE(compare(dab(at, d, clip), at, at, d, clip), QString());
        const Point to{x + 15, y + 3};
        QCOMPARE(compare(sweep(at, to, d, clip), at, to, d, clip), QString());
        if (!touches) {
            QVERIFY(dab(at, d, clip).empty());
        }
    }
    QVERIFY(dab({x, y}, 9, {20, 20, 20, 60}).empty());
    QVERIFY(dab({x, y}, 9, {-50, -50, 0, 200}).empty());
}

void TestRoundBrush::hugeCoordinates() {
    // Whole segments through a small window far out; the closed form is at its worst here.
    const unsigned seed = std::random_device{}();
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> far(-2097152, 2097152);
    std::uniform_int_distribution<int> diameters(1, 8192);
    std::uniform_real_distribution<double> share(0, 1);
    int touched = 0;
    for (int i = 0; i < 300; ++i) {
        Point from{far(random), far(random)};
        Point to{far(random), far(random)};
        if (i % 3 == 1) {
            to.y = from.y + std::floor(10 * share(random)) - 5;
        } else if (i % 3 == 2) {
            to.x = from.x + std::floor(10 * share(random)) - 5;
        }
        const int d = i % 2 == 0 ? diameters(random) : 1 + i % 16;
        // A window at the border of the capsule, somewhere along the segment.
        const double t = share(random);
        const double length = std::hypot(to.x - from.x, to.y - from.y);
        const double x = from.x + t * (to.x - from.x) - d / 2.0 * (to.y - from.y) / length;
        const double y = from.y + t * (to.y - from.y) + d / 2.0 * (to.x - from.x) / length;
        if (x < 60 || y < 60) {
            continue;
        }
        const auto left = static_cast<std::int64_t>(x) - 20;
        const auto top = static_cast<std::int64_t>(y) - 20;
        const Rect clip{left, top, left + 40, top + 40};
        const BitRegion region = sweep(from, to, d, clip);
        const QString wrong = compare(region, from, to, d, clip);
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong + QString(", seed %1").arg(seed)));
        touched += region.empty() ? 0 : 1;
    }
    QVERIFY(touched > 20);
}

void TestRoundBrush::onePixelStrokeIsConnected() {
    const Rect clip{0, 0, 200, 200};
    for (const Point to :
         {Point{190, 20}, Point{20, 190}, Point{190, 190}, Point{11, 150}, Point{77, 12}}) {
        const BitRegion region = sweep({10.5, 10.5}, to, 1, clip);
        QVERIFY(region.at(10, 10));
        // Each row's or column's pixels touch those of the next one, if only at a corner.
        const bool wide = region.box().width() > region.box().height();
        const auto at = [&](std::int64_t major, std::int64_t minor) {
            return wide ? region.at(major, minor) : region.at(minor, major);
        };
        const std::int64_t end = wide ? region.box().x1 : region.box().y1;
        std::int64_t previous = 10;
        for (std::int64_t major = 10; major < end; ++major) {
            const bool joins =
                at(major, previous - 1) || at(major, previous) || at(major, previous + 1);
            QVERIFY(joins);
            for (std::int64_t minor = previous - 1; minor <= previous + 1; ++minor) {
                if (at(major, minor)) {
                    previous = minor;
                    break;
                }
            }
        }
    }
}

void TestRoundBrush::polylineIsTheUnionOfItsCapsules() {
    const std::vector<Point> points{{5, 5}, {60.5, 20.25}, {30, 62}, {31, 62}, {-10, 40}, {80, 41}};
    const Rect clip{0, 0, 70, 66};
    for (const int d : {1, 4, 9}) {
        BitRegion all(clip);
        for (std::size_t i = 1; i < points.size(); ++i) {
            const BitRegion piece = sweep(points[i - 1], points[i], d, clip);
            for (std::int64_t y = piece.box().y0; y < piece.box().y1; ++y) {
                for (std::int64_t w = 0; w < piece.wordsPerRow(); ++w) {
                    all.row(y)[piece.originX() / 64 + w] |= piece.row(y)[w];
                }
            }
        }
        for (std::int64_t y = 0; y < clip.y1; ++y) {
            for (std::int64_t x = 0; x < clip.x1; ++x) {
                bool expected = false;
                for (std::size_t i = 1; i < points.size(); ++i) {
                    expected |= covered(x, y, points[i - 1], points[i], d);
                }
                QCOMPARE(all.at(x, y), expected);
            }
        }
    }
}

void TestRoundBrush::bandsHoldTheSamePixels() {
    const Rect clip{3, 2, 400, 300};
    for (const auto& [from, to] :
         {std::pair{Point{10, 10}, Point{390, 280}}, std::pair{Point{-40, 200}, Point{500, 190}},
          std::pair{Point{200, -50}, Point{210, 400}}, std::pair{Point{380, 5}, Point{5, 290}}}) {
        for (const int d : {1, 6, 31}) {
            bool twice = false;
            const BitRegion all = merged(sweepInBands(from, to, d, clip), clip, twice);
            QVERIFY(!twice);
            const BitRegion one = sweep(from, to, d, clip);
            QCOMPARE(all.count(), one.count());
            for (std::int64_t y = one.box().y0; y < one.box().y1; ++y) {
                for (std::int64_t x = one.box().x0; x < one.box().x1; ++x) {
                    QCOMPARE(all.at(x, y), one.at(x, y));
                }
            }
        }
    }
    QVERIFY(sweepInBands({-50, -50}, {-20, -20}, 5, clip).empty());
}

void TestRoundBrush::bandsOfALongDiagonalStaySmall() {
    const Rect clip{0, 0, 32768, 32768};
    std::int64_t words = 0;
    for (const BitRegion& band : sweepInBands({1, 1}, {32000, 32000}, 3, clip)) {
        words += band.wordsPerRow() * band.box().height();
    }
    QVERIFY(words < 5 * 2 * 32768);
}

void TestRoundBrush::strangePointsAreHarmless() {
    const Rect clip{0, 0, 64, 64};
    const double nan = std::nan("");
    const double infinity = HUGE_VAL;
    QCOMPARE(dab({nan, nan}, 1, clip).box(), (Rect{0, 0, 1, 1}));
    QCOMPARE(sweep({-infinity, 10.5}, {infinity, 10.5}, 1, clip).box(), (Rect{0, 10, 64, 11}));
    QVERIFY(dab({1e300, 1e300}, 8192, clip).empty());
}

QTEST_APPLESS_MAIN(TestRoundBrush)
#include "tst_round_brush.moc"
