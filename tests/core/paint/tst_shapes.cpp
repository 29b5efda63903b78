// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/paint/round_brush.h"
#include "core/paint/shapes.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::paint;
using base::Rect;
using condition::BitRegion;
using test::Random;

class TestShapes : public QObject {
    Q_OBJECT

private slots:
    void theBoxHoldsBothPixels() {
        QCOMPARE(boxBetween({3.2, 4.9}, {3.9, 4.1}), (Rect{3, 4, 4, 5}));
        QCOMPARE(boxBetween({7.0, -0.1}, {2.5, 3.0}), (Rect{2, -1, 8, 4}));
        QCOMPARE(boxBetween({-3.5, -2.0}, {-1.0, -7.5}), (Rect{-4, -8, 0, -1}));
    }

    void rectanglesAreClipped() {
        const Rect clip{2, 3, 200, 50};
        for (const Rect& box : {Rect{0, 0, 300, 300}, Rect{-5, -5, 3, 4}, Rect{63, 10, 65, 11},
                                Rect{64, 10, 128, 50}, Rect{200, 10, 210, 20}, Rect{5, 5, 5, 9}}) {
            const BitRegion region = fillRectangle(box, clip);
            const Rect both = box.intersected(clip);
            QCOMPARE(region.box(), both);
            QCOMPARE(region.count(), both.width() * both.height());
        }
    }

    void ellipsesMatchTheRule() {
        Random random;
        for (int i = 0; i < 400; ++i) {
            const Rect clip{0, 0, random.between(1, 150), random.between(1, 90)};
            const std::int64_t x = random.between(-40, 120);
            const std::int64_t y = random.between(-40, 80);
            const Rect box{x, y, x + random.between(0, 90), y + random.between(0, 70)};
            const BitRegion region = fillEllipse(box, clip);
            const double a = static_cast<double>(box.width());
            const double b = static_cast<double>(box.height());
            for (std::int64_t py = 0; py < clip.y1; ++py) {
                for (std::int64_t px = 0; px < clip.x1; ++px) {
                    const auto dx = static_cast<double>(2 * px + 1 - box.x0 - box.x1);
                    const auto dy = static_cast<double>(2 * py + 1 - box.y0 - box.y1);
                    // Whole numbers below 2^53: exact.
                    const bool expected =
                        !box.empty() && dx * dx * b * b + dy * dy * a * a <= a * a * b * b;
                    if (region.at(px, py) != expected) {
                        QFAIL(qPrintable(QString("%1: (%2, %3)").arg(i).arg(px).arg(py)));
                    }
                }
            }
        }
    }

    void ellipsesTouchTheirBox() {
        for (int width = 1; width < 70; ++width) {
            for (const int height : {1, 2, 3, 10, 31, 64}) {
                const Rect box{5, 7, 5 + width, 7 + height};
                const BitRegion region = fillEllipse(box, {0, 0, 200, 200});
                // By the middle of each side, unless no centre comes so near.
                bool left = false;
                for (std::int64_t y = box.y0; y < box.y1; ++y) {
                    left = left || region.at(box.x0, y);
                    QCOMPARE(region.at(box.x0, y), region.at(box.x1 - 1, y));
                }
                QVERIFY(left || width > height);
            }
        }
        // A circle is what the brush of that diameter paints.
        for (int d = 1; d < 120; ++d) {
            const Rect clip{0, 0, 200, 200};
            const BitRegion brush = dab({100, 100}, d, clip);
            const BitRegion circle = fillEllipse(brush.box(), clip);
            QCOMPARE(circle.count(), brush.count());
            for (std::int64_t y = 0; y < 200; ++y) {
                for (std::int64_t x = 0; x < 200; ++x) {
                    QCOMPARE(circle.at(x, y), brush.at(x, y));
                }
            }
        }
        // A large one is exact too.
        const Rect huge{-(1 << 20), -(1 << 20), 1 << 20, 1 << 20};
        const BitRegion corner = fillEllipse(huge, {1000, 1000, 1010, 1010});
        QCOMPARE(corner.count(), 100);
        QVERIFY(fillEllipse(huge, {(1 << 20) - 100, (1 << 20) - 100, 1 << 20, 1 << 20}).count() ==
                0);
    }
};

QTEST_APPLESS_MAIN(TestShapes)
#include "tst_shapes.moc"
