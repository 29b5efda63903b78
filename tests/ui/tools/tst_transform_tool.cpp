// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/transform_bench.h"

using namespace frisket;
using namespace frisket::test;

namespace {
constexpr auto kRows = ToolBench::kRows;
constexpr auto kColumns = ToolBench::kColumns;
}  // namespace

class TestTransformTool : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench.reset();
        m_bench = std::make_unique<TransformBench>();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
    }

    void moves_data() {
        QTest::addColumn<double>("zoom");
        QTest::addColumn<base::Point>("way");
        for (const double zoom : {0.125, 1.0, 8.0}) {
            QTest::addRow("zoom %g", zoom) << zoom << base::Point{24, -16};
        }
        QTest::newRow("over the left edge") << 1.0 << base::Point{-120, 0};
        QTest::newRow("over a corner") << 1.0 << base::Point{170, 130};
        QTest::newRow("out of the image") << 0.125 << base::Point{-1000, 0};
    }
    void moves() {
        QFETCH(double, zoom);
        QFETCH(base::Point, way);
        TransformBench& bench = *m_bench;
        const Bools before = bench.paintBlob({150, 120, 210, 160});
        bench.canvas.zoomTo(zoom);
        bench.canvas.centreOn(base::Point{180, 140});
        bench.lift({180, 140});
        bench.drag({180, 140}, {180 + way.x, 140 + way.y});
        QVERIFY(bench.condition() == before);  // not yet
        bench.enter();
        const Bools expected = movedBy(before, std::llround(way.x), std::llround(way.y));
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
        QVERIFY(countsAgree(bench.document));
        QVERIFY(!bench.floating().present());
        QCOMPARE(bench.document.history().size(), 2U);  // the blob, and the whole transform
        bench.document.undo();
        QVERIFY(bench.condition() == before);
        bench.document.redo();
        QVERIFY(bench.condition() == expected);
    }

    void leavesTheOthers() {
        TransformBench& bench = *m_bench;
        const Bools one = bench.paintBlob({100, 100, 120, 120});
        const Bools both = bench.paintBlob({200, 100, 230, 130});
        // With Ctrl what hangs together alone.
        bench.pointer.pressAt(bench.at({110, 110}), Qt::LeftButton, Qt::ControlModifier);
        QTRY_VERIFY(bench.floating().present());
        bench.pointer.moveTo(bench.at({115, 113}));
        bench.pointer.moveTo(bench.at({120, 114}));
        bench.pointer.release();
        QCOMPARE(bench.floating().bits()->box(), (base::Rect{100, 100, 120, 120}));
        QVERIFY(!bench.floating().keepsOriginal());
        bench.enter();
        const Bools expected = joined(joined(both, one, session::Join::Subtract),
                                      movedBy(one, 10, 4), session::Join::Add);
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
    }

    void copiesWithAlt() {
        TransformBench& bench = *m_bench;
        const Bools before = bench.paintBlob({150, 120, 190, 150});
        bench.lift({170, 135});
        bench.drag({170, 135}, {220, 155}, Qt::AltModifier);
        QVERIFY(bench.floating().keepsOriginal());
        bench.enter();
        const Bools expected = joined(before, movedBy(before, 50, 20), session::Join::Add);
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
    }

    void handlesScale_data() {
        QTest::addColumn<base::Point>("from");
        QTest::addColumn<base::Point>("to");
        QTest::addColumn<int>("modifiers");
        QTest::addColumn<QRect>("box");
        const auto row = [](const char* name, base::Point from, base::Point to, int modifiers,
                            QRect box) { QTest::newRow(name) << from << to << modifiers << box; };
        const int alt = Qt::AltModifier;
        const int shift = Qt::ShiftModifier;
        // Of the box (100, 100) to (180, 160).
        row("the right side", {180, 130}, {200, 150}, 0, {100, 100, 100, 60});
        row("the left side", {100, 130}, {60, 130}, 0, {60, 100, 120, 60});
        row("a corner", {180, 160}, {220, 190}, 0, {100, 100, 120, 90});
        row("the other corner", {100, 100}, {140, 130}, 0, {140, 130, 40, 30});
        row("in proportion", {180, 160}, {260, 160}, shift, {100, 100, 160, 120});
        row("about the middle", {180, 130}, {200, 130}, alt, {80, 100, 120, 60});
        row("both", {180, 160}, {220, 160}, alt | shift, {60, 70, 160, 120});
        row("pulled through", {180, 130}, {60, 130}, 0, {60, 100, 40, 60});
        row("to nothing", {180, 130}, {100, 130}, 0, {100, 100, 1, 60});
    }
    void handlesScale() {
        QFETCH(base::Point, from);
        QFETCH(base::Point, to);
        QFETCH(int, modifiers);
        QFETCH(QRect, box);
        TransformBench& bench = *m_bench;
        bench.fill({100, 100, 180, 160});
        bench.lift({140, 130});
        // The keys count during the drag, not when it begins.
        bench.drag(from, to, {}, Qt::KeyboardModifiers(modifiers));
        bench.enter();
        Bools expected(static_cast<std::size_t>(kRows * kColumns));
        for (int y = box.top(); y <= box.bottom(); ++y) {
            for (int x = box.left(); x <= box.right(); ++x) {
                expected[static_cast<std::size_t>(y * kColumns + x)] = true;
            }
        }
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
    }

    void turns() {
        TransformBench& bench = *m_bench;
        const Bools before = bench.paintBlob({170, 120, 210, 160});
        bench.lift({190, 140});
        // From the right of the middle to below it: a quarter, with Shift whatever the hand does.
        bench.drag({250, 140}, {192, 200}, {}, Qt::ShiftModifier);
        QCOMPARE(bench.floating().placement().degrees, 90.0);
        bench.drag({250, 140}, {240, 175}, {}, Qt::ShiftModifier);
        QCOMPARE(bench.floating().placement().degrees, 120.0);
        bench.drag({250, 140}, {230, 120}, {}, Qt::ShiftModifier);
        QCOMPARE(bench.floating().placement().degrees, 90.0);
        bench.enter();
        // (x, y) comes from the middle (190, 140) turned back.
        const Bools expected = remapped(before, [](std::int64_t x, std::int64_t y) {
            return std::pair(190 + (y - 140), 139 - (x - 190));
        });
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
    }

    void turnsByAnyAngle() {
        TransformBench& bench = *m_bench;
        const Bools before = bench.paintBlob({170, 120, 210, 160});
        bench.lift({190, 140});
        bench.drag({250, 140}, {244, 167});
        const double degrees = bench.floating().placement().degrees;
        QVERIFY(std::abs(degrees - std::atan2(27.0, 54.0) * 180 / 3.14159265358979) < 1);
        bench.enter();
        const double c = std::cos(degrees / 180 * 3.14159265358979323846);
        const double s = std::sin(degrees / 180 * 3.14159265358979323846);
        const Bools expected = remapped(before, [=](std::int64_t x, std::int64_t y) {
            const double dx = static_cast<double>(x) + 0.5 - 190;
            const double dy = static_cast<double>(y) + 0.5 - 140;
            return std::pair(static_cast<std::int64_t>(std::floor(190 + c * dx + s * dy)),
                             static_cast<std::int64_t>(std::floor(140 + c * dy - s * dx)));
        });
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
    }

    void mirrorsAndQuarters() {
        TransformBench& bench = *m_bench;
        const Bools before = bench.paintBlob({150, 120, 190, 160});
        bench.lift({170, 140});
        bench.floating().mirror(true);
        bench.floating().turnBy(90);
        bench.enter();
        // Mirrored across about 170, then a quarter clockwise about (170, 140).
        const Bools expected = remapped(before, [](std::int64_t x, std::int64_t y) {
            const std::int64_t u = 170 + (y - 140);
            const std::int64_t v = 139 - (x - 170);
            return std::pair(339 - u, v);
        });
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
        // A quarter before the mirror is the other way round.
        bench.document.undo();
        bench.lift({170, 140});
        bench.floating().turnBy(-90);
        bench.floating().mirror(true);
        bench.enter();
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
    }

    void fourQuartersAreNothing() {
        TransformBench& bench = *m_bench;
        const Bools before = bench.paintBlob({150, 121, 193, 160});
        bench.lift({170, 140});
        for (int i = 0; i < 4; ++i) {
            bench.floating().turnBy(90);
        }
        bench.enter();
        QVERIFY(bench.condition() == before);
        QCOMPARE(bench.document.history().size(), 1U);
    }

private:
    std::unique_ptr<TransformBench> m_bench;
};

QTEST_MAIN(TestTransformTool)
#include "tst_transform_tool.moc"
