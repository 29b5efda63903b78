// SPDX-License-Identifier: MIT
#include <cmath>

#include <QTest>

#include "core/paint/polygon.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::paint;
using base::Point;
using base::Rect;
using condition::BitRegion;
using test::Random;

namespace {
__extension__ using Int128 = __int128;

/// The documented rule for one pixel, with none of the code under test: a ray to the left crosses
/// an odd number of edges; an edge holds its upper end, and a centre on it lies right of it.
bool inside(std::int64_t x, std::int64_t y, const std::vector<Ring>& rings) {
    const auto fixed = [](double value) -> Int128 { return std::llround(value * kSubpixels); };
    const Int128 cx = kSubpixels * Int128{x} + kSubpixels / 2;
    const Int128 cy = kSubpixels * Int128{y} + kSubpixels / 2;
    bool odd = false;
    for (const Ring& ring : rings) {
        for (std::size_t i = 0; ring.size() >= 3 && i < ring.size(); ++i) {
            const Point& p = ring[i];
            const Point& q = ring[(i + 1) % ring.size()];
            Int128 ax = fixed(p.x), ay = fixed(p.y), bx = fixed(q.x), by = fixed(q.y);
            if (ay > by) {
                std::swap(ax, bx);
                std::swap(ay, by);
            }
            if (ay <= cy && cy < by && (cx - ax) * (by - ay) >= (cy - ay) * (bx - ax)) {
                odd = !odd;
            }
        }
    }
    return odd;
}

QString compare(const BitRegion& region, const std::vector<Ring>& rings, const Rect& clip) {
    for (std::int64_t y = -3; y < clip.y1 + 3; ++y) {
        for (std::int64_t x = -3; x < clip.x1 + 70; ++x) {
            const bool expected = clip.contains(x, y) && inside(x, y, rings);
            if (region.at(x, y) != expected) {
                return QString("pixel (%1, %2): expected %3").arg(x).arg(y).arg(expected);
            }
        }
    }
    std::int64_t outside = region.count();
    for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
        for (std::int64_t x = region.box().x0; x < region.box().x1; ++x) {
            outside -= region.at(x, y) ? 1 : 0;
        }
    }
    return outside == 0 ? QString() : QString("bits outside of the box");
}

Point randomPoint(Random& random, int low, int high) {
    // Whole and half pixels too, where centres and edges meet.
    const double part = random.chance(50) ? 2 : kSubpixels;
    return {
        std::round(static_cast<double>(random.between(low * 256, high * 256)) / 256 * part) / part,
        std::round(static_cast<double>(random.between(low * 256, high * 256)) / 256 * part) / part};
}
}  // namespace

class TestPolygon : public QObject {
    Q_OBJECT

private slots:
    void randomRings() {
        Random random;
        for (int i = 0; i < 300; ++i) {
            std::vector<Ring> rings(static_cast<std::size_t>(random.between(1, 3)));
            for (Ring& ring : rings) {
                for (std::int64_t corners = random.between(0, 12); corners > 0; --corners) {
                    ring.push_back(randomPoint(random, -20, 160));
                }
            }
            const Rect clip{random.between(0, 70), random.between(0, 20), random.between(60, 140),
                            random.between(15, 50)};
            const QString differs = compare(fillPolygon(rings, clip), rings, clip);
            QVERIFY2(differs.isEmpty(), qPrintable(QString("%1: %2").arg(i).arg(differs)));
        }
    }

    void aRingInARingIsAHole() {
        const std::vector<Ring> rings{{{0, 0}, {10, 0}, {10, 10}, {0, 10}},
                                      {{3, 3}, {7, 3}, {7, 7}, {3, 7}}};
        const BitRegion region = fillPolygon(rings, {0, 0, 100, 100});
        QCOMPARE(region.box(), (Rect{0, 0, 10, 10}));
        QCOMPARE(region.count(), 100 - 16);
        QVERIFY(!region.at(3, 3) && !region.at(6, 6) && region.at(7, 7) && region.at(2, 3));
    }

    void neighboursShareNothingAndLeaveNothingOut() {
        Random random;
        for (int i = 0; i < 200; ++i) {
            // A square cut along a path of corners: two polygons with that path as an edge.
            Ring left{{0, 0}};
            Ring right{{90, 0}};
            for (int corner = 0; corner < 6; ++corner) {
                const Point place = corner == 0   ? Point{randomPoint(random, 0, 90).x, 0}
                                    : corner == 5 ? Point{randomPoint(random, 0, 90).x, 40}
                                                  : randomPoint(random, 0, 40);
                left.push_back(place);
                right.push_back(place);
            }
            left.push_back({0, 40});
            right.push_back({90, 40});
            const Rect clip{0, 0, 90, 40};
            const BitRegion one = fillPolygon({&left, 1}, clip);
            const BitRegion other = fillPolygon({&right, 1}, clip);
            for (std::int64_t y = 0; y < 40; ++y) {
                for (std::int64_t x = 0; x < 90; ++x) {
                    QVERIFY(one.at(x, y) != other.at(x, y));
                }
            }
        }
    }

    void nothingIsHarmless() {
        const Rect clip{0, 0, 50, 50};
        QVERIFY(fillPolygon({}, clip).empty());
        const double nan = std::nan("");
        const double infinite = HUGE_VAL;
        const Ring two{{1, 1}, {40, 40}};
        QCOMPARE(fillPolygon({&two, 1}, clip).count(), 0);
        const Ring point{{1, 1}, {1, 1}, {1, 1}};
        QCOMPARE(fillPolygon({&point, 1}, clip).count(), 0);
        const Ring all{{-infinite, -infinite},
                       {infinite, -infinite},
                       {infinite, infinite},
                       {-infinite, infinite}};
        QCOMPARE(fillPolygon({&all, 1}, clip).count(), 2500);
        const Ring strange{{nan, nan}, {30, 0}, {30, 30}};
        QVERIFY(fillPolygon({&strange, 1}, clip).count() > 0);
        const Ring far{{1e6, 1e6}, {2e6, 1e6}, {2e6, 2e6}};
        QVERIFY(fillPolygon({&far, 1}, clip).empty());
        QVERIFY(fillPolygon({&all, 1}, {10, 10, 5, 20}).empty());
    }
};

QTEST_APPLESS_MAIN(TestPolygon)
#include "tst_polygon.moc"
