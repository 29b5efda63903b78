// SPDX-License-Identifier: MIT
#include <cmath>

#include <QTest>

#include "core/paint/nib.h"
#include "core/paint/round_brush.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::paint;
using base::Point;
using base::Rect;
using condition::BitRegion;
using test::Random;

namespace {
__extension__ using Int128 = __int128;

/// The documented rule for one pixel.
bool covered(const Nib& nib, std::int64_t x, std::int64_t y, Point from, Point to) {
    const HalfPoint a = snapped(from, nib.diameter);
    const HalfPoint b = snapped(to, nib.diameter);
    const std::int64_t px = 2 * x + 1 - a.x;
    const std::int64_t py = 2 * y + 1 - a.y;
    const std::int64_t dx = b.x - a.x;
    const std::int64_t dy = b.y - a.y;
    const std::int64_t radius = nib.diameter;
    if (nib.shape == NibShape::Square) {
        // Places t of [0, 1] with |px - t dx| <= radius and |py - t dy| <= radius, as fractions.
        Int128 lowNumber = 0, lowParts = 1, highNumber = 1, highParts = 1;
        for (const auto& [p, d] : {std::pair(px, dx), std::pair(py, dy)}) {
            if (d == 0) {
                if (std::abs(p) > radius) {
                    return false;
                }
                continue;
            }
            const Int128 parts = std::abs(d);
            const Int128 centre = d > 0 ? p : -p;
            if ((centre - radius) * lowParts > lowNumber * parts) {
                lowNumber = centre - radius;
                lowParts = parts;
            }
            if ((centre + radius) * highParts < highNumber * parts) {
                highNumber = centre + radius;
                highParts = parts;
            }
        }
        return lowNumber * highParts <= highNumber * lowParts;
    }
    const Int128 along = Int128{px} * dx + Int128{py} * dy;
    const Int128 length2 = Int128{dx} * dx + Int128{dy} * dy;
    const Int128 cross = Int128{px} * dy - Int128{py} * dx;
    if (nib.shape == NibShape::Flat && length2 > 0) {
        return along >= 0 && along <= length2 && cross * cross <= Int128{radius} * radius * length2;
    }
    const std::int64_t qx = px - dx;
    const std::int64_t qy = py - dy;
    return px * px + py * py <= radius * radius || qx * qx + qy * qy <= radius * radius ||
           (along > 0 && along < length2 && cross * cross <= Int128{radius} * radius * length2);
}
}  // namespace

class TestNib : public QObject {
    Q_OBJECT

private slots:
    void randomSegmentsMatchTheRule_data() {
        QTest::addColumn<int>("shape");
        QTest::newRow("round") << static_cast<int>(NibShape::Round);
        QTest::newRow("square") << static_cast<int>(NibShape::Square);
        QTest::newRow("flat") << static_cast<int>(NibShape::Flat);
    }
    void randomSegmentsMatchTheRule() {
        QFETCH(int, shape);
        Random random;
        const Rect clip{3, 0, 150, 70};
        for (int i = 0; i < 400; ++i) {
            const Nib nib{
                static_cast<NibShape>(shape),
                static_cast<int>(random.chance(40) ? random.between(1, 4) : random.between(1, 60))};
            const auto place = [&] {
                return Point{static_cast<double>(random.between(-200, 2000)) / 10,
                             static_cast<double>(random.between(-200, 1000)) / 10};
            };
            const Point from = place();
            Point to = random.chance(15) ? from : place();
            to = random.chance(15) ? Point{to.x, from.y} : to;
            to = random.chance(15) ? Point{from.x, to.y} : to;
            BitRegion all(clip);
            std::int64_t count = 0;
            std::int64_t lastRow = -1;
            for (const BitRegion& band : sweep(nib, from, to, clip)) {
                QVERIFY(band.box().y0 > lastRow);
                lastRow = band.box().y1 - 1;
                count += band.count();
                for (std::int64_t y = band.box().y0; y < band.box().y1; ++y) {
                    for (std::int64_t x = band.box().x0; x < band.box().x1; ++x) {
                        if (band.at(x, y)) {
                            all.setSpan(y, x, x + 1);
                        }
                    }
                }
            }
            QCOMPARE(all.count(), count);
            for (std::int64_t y = clip.y0; y < clip.y1; ++y) {
                for (std::int64_t x = clip.x0; x < clip.x1; ++x) {
                    if (all.at(x, y) != covered(nib, x, y, from, to)) {
                        QFAIL(qPrintable(QString("%1: (%2, %3), size %4, (%5, %6) to (%7, %8)")
                                             .arg(i)
                                             .arg(x)
                                             .arg(y)
                                             .arg(nib.diameter)
                                             .arg(from.x)
                                             .arg(from.y)
                                             .arg(to.x)
                                             .arg(to.y)));
                    }
                }
            }
        }
    }

    void aSquareAtRestIsASquare() {
        for (int d = 1; d < 80; ++d) {
            const auto bands = sweep({NibShape::Square, d}, {50, 50}, {50, 50}, {0, 0, 200, 200});
            QCOMPARE(bands.size(), std::size_t{1});
            QCOMPARE(bands[0].count(), d * d);
            QCOMPARE(bands[0].box().width(), d);
        }
    }

    void flatEndsAreFlat() {
        const auto bands =
            sweep({NibShape::Flat, 21}, {30.5, 50.5}, {90.5, 50.5}, {0, 0, 200, 200});
        QCOMPARE(bands.size(), std::size_t{1});
        QCOMPARE(bands[0].box(), (Rect{30, 40, 91, 61}));
        QCOMPARE(bands[0].count(), 61 * 21);
        // Standing still it is a disc.
        QCOMPARE(
            sweep({NibShape::Flat, 21}, {30.5, 50.5}, {30.5, 50.5}, {0, 0, 200, 200})[0].count(),
            dab({30.5, 50.5}, 21, {0, 0, 200, 200}).count());
    }
};

QTEST_APPLESS_MAIN(TestNib)
#include "tst_nib.moc"
