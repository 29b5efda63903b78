// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/edit/plane_bounds.h"

using namespace frisket;
using base::Rect;
using condition::ConditionMask;
using condition::Plane;

class TestPlaneBounds : public QObject {
    Q_OBJECT

private slots:
    void holdsEveryPixel_data();
    void holdsEveryPixel();
    void nothingForAnEmptyRectangle();
};

void TestPlaneBounds::holdsEveryPixel_data() {
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<QList<int>>("plane");  // origin, strideY, strideX, height, width
    QTest::addColumn<bool>("least");
    QTest::newRow("2-d") << QList{30, 100} << QList{0, 100, 1, 30, 100} << true;
    QTest::newRow("flipped") << QList{30, 100} << QList{2999, -100, -1, 30, 100} << true;
    QTest::newRow("transposed") << QList{30, 100} << QList{0, 1, 100, 100, 30} << false;
    QTest::newRow("merged rows") << QList{40, 40} << QList{0, 40, 1, 40, 40} << false;
    QTest::newRow("channel 1") << QList{16, 64, 3} << QList{1, 192, 3, 16, 64} << true;
    QTest::newRow("slice of a volume") << QList{3, 10, 70} << QList{700, 70, 1, 10, 70} << true;
    QTest::newRow("stretched down") << QList{1, 70} << QList{0, 0, 1, 9, 70} << true;
    QTest::newRow("stretched across") << QList{90, 1} << QList{0, 1, 0, 90, 9} << false;
}

void TestPlaneBounds::holdsEveryPixel() {
    QFETCH(QList<int>, shape);
    QFETCH(QList<int>, plane);
    QFETCH(bool, least);
    array::Shape dims;
    for (const int size : shape) {
        dims.append(size);
    }
    const auto mask = ConditionMask::create(dims).value();
    const Plane p{plane[0], plane[1], plane[2], plane[3], plane[4]};
    const std::int64_t bits = mask.rowBits();
    for (std::int64_t y0 = 0; y0 < mask.rows(); y0 += 1 + mask.rows() / 5) {
        for (std::int64_t y1 = y0 + 1; y1 <= mask.rows(); y1 += 1 + mask.rows() / 4) {
            for (std::int64_t x0 = 0; x0 < bits; x0 += 1 + bits / 6) {
                for (std::int64_t x1 = x0 + 1; x1 <= bits; x1 += 1 + bits / 5) {
                    const Rect packed{x0, y0, x1, y1};
                    Rect exact;
                    for (std::int64_t y = 0; y < p.height; ++y) {
                        for (std::int64_t x = 0; x < p.width; ++x) {
                            const std::int64_t flat = p.origin + y * p.strideY + x * p.strideX;
                            if (packed.contains(flat % bits, flat / bits)) {
                                exact = exact.united({x, y, x + 1, y + 1});
                            }
                        }
                    }
                    const Rect bounds = edit::planeBounds(mask, p, packed);
                    QCOMPARE(bounds.united(exact), bounds);
                    QVERIFY((bounds == bounds.intersected({0, 0, p.width, p.height})));
                    if (least) {
                        QCOMPARE(bounds, exact);
                    }
                }
            }
        }
    }
}

void TestPlaneBounds::nothingForAnEmptyRectangle() {
    const auto mask = ConditionMask::create({30, 100}).value();
    QVERIFY(edit::planeBounds(mask, {0, 100, 1, 30, 100}, {}).empty());
    QVERIFY(edit::planeBounds(mask, {0, 100, 1, 10, 100}, {5, 20, 6, 21}).empty());
}

QTEST_APPLESS_MAIN(TestPlaneBounds)
#include "tst_plane_bounds.moc"
