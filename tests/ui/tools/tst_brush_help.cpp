// SPDX-License-Identifier: MIT
// What the brush does besides following the hand: symmetry, steadiness, pressure, and its size by
// dragging.
#include <QTest>

#include "core/paint/brush_stroke.h"
#include "tests/support/tool_bench.h"

using namespace frisket;
using namespace frisket::test;
using paint::SymmetryKind;
using session::BrushHelp;

namespace {
/// The pixels of a stroke through `points` by the rules of core alone.
Bools strokeOf(const paint::BrushStyle& style, const Points& points, const base::Rect& plane) {
    paint::BrushStroke stroke(style);
    std::vector<condition::BitRegion> regions;
    const auto add = [&](const std::vector<paint::Sweep>& sweeps) {
        for (const paint::Sweep& each : sweeps) {
            for (auto& region : paint::sweep(each.nib, each.from, each.to, plane)) {
                regions.push_back(std::move(region));
            }
        }
    };
    add(stroke.begin(points.front(), 1));
    for (const base::Point& point : points) {
        add(stroke.extend(point, 1));
    }
    add(stroke.end());
    return boolsOf(regions);
}
}  // namespace

class TestBrushHelp : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench.reset();
        m_bench = std::make_unique<ToolBench>();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
    }

    void symmetryPaintsCopies_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<double>("zoom");
        QTest::addColumn<int>("nib");
        for (const auto& [name, kind] :
             {std::pair("left and right", SymmetryKind::LeftRight),
              std::pair("up and down", SymmetryKind::UpDown), std::pair("both", SymmetryKind::Both),
              std::pair("radial", SymmetryKind::Radial)}) {
            for (const double zoom : {0.125, 1.0, 8.0}) {
                for (const int nib : {0, 1, 2}) {
                    QTest::addRow("%s at %g, nib %d", name, zoom, nib)
                        << static_cast<int>(kind) << zoom << nib;
                }
            }
        }
    }
    void symmetryPaintsCopies() {
        QFETCH(int, kind);
        QFETCH(double, zoom);
        QFETCH(int, nib);
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(zoom);
        bench.options.setNibShape(static_cast<paint::NibShape>(nib));
        bench.options.setBrushHelp({.symmetry = static_cast<SymmetryKind>(kind), .arms = 5});
        Random random;
        Bools expected = bench.condition();
        for (int i = 0; i < 6; ++i) {
            if (i == 3) {
                bench.options.putSymmetryAt({120.2, 77.4});  // (120, 77.5)
                QCOMPARE(bench.options.symmetry(bench.plane()).centre,
                         (paint::HalfPoint{240, 155}));
            }
            const Points points = bench.visiblePoints(5, random);
            bench.pointer.stroke(points);
            expected = joined(expected,
                              strokeOf({.nib = bench.options.nib(),
                                        .symmetry = bench.options.symmetry(bench.plane())},
                                       points, bench.plane()),
                              session::Join::Add);
            QVERIFY2(bench.condition() == expected,
                     qPrintable(firstDifference(bench.condition(), expected)));
        }
        QVERIFY(countsAgree(bench.document));
        bench.document.stepTo(0);
        QCOMPARE(bench.document.selectedCount(), 0);
    }

    void theAxesAreShownWhileTheBrushIsInTheHand() {
        ToolBench& bench = *m_bench;
        const auto axisSeen = [&] {
            return bench.canvas.marks().region(bench.canvas.view(), QRect(0, 0, 2000, 2000));
        };
        QVERIFY(axisSeen().isEmpty());
        bench.options.setBrushHelp({.symmetry = SymmetryKind::LeftRight});
        const QPointF middle = bench.canvas.view().toDevice({200, 100});
        QVERIFY(axisSeen().contains(middle.toPoint()));
        bench.canvas.tools().choose(ui::ToolId::Lasso);
        QVERIFY(axisSeen().isEmpty());
        bench.canvas.tools().choose(ui::ToolId::Eraser);
        QVERIFY(axisSeen().contains(middle.toPoint()));
        QTRY_COMPARE(firstDifference(onScreen(bench.canvas), drawn(bench.canvas)), QString());
    }

    void anotherImageHasItsOwnMiddle() {
        ToolBench& bench = *m_bench;
        bench.options.putSymmetryAt({5, 5});
        QCOMPARE(bench.options.brushHelp().symmetry, SymmetryKind::LeftRight);
        FRISKET_VERIFY(bench.document.open(
            session::LayerId::Destination,
            bench.folder.write("e.npy", randomArray(array::DType::U8, {31, 64}, 1))));
        QCOMPARE(bench.options.symmetry(bench.plane()).centre, (paint::HalfPoint{64, 31}));
    }

    void theStringIsOfTheScreen_data() {
        QTest::addColumn<double>("zoom");
        QTest::newRow("1:2") << 0.5;
        QTest::newRow("1:1") << 1.0;
        QTest::newRow("8:1") << 8.0;
    }
    void theStringIsOfTheScreen() {
        QFETCH(double, zoom);
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(zoom);
        bench.options.setBrushHelp({.steadiness = 30});
        Random random;
        const Points points = bench.visiblePoints(8, random);
        bench.pointer.stroke(points);
        const Bools expected =
            strokeOf({.nib = bench.options.nib(), .pull = 30 / zoom}, points, bench.plane());
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
        // The next line begins where the brush was, not the hand.
        const auto last = bench.options.lastPoint();
        QVERIFY(last.has_value());
        QVERIFY(*last != points.back());
    }

    void thePenPressesTheBrush() {
        ToolBench& bench = *m_bench;
        bench.options.setBrushSize(20);
        const auto dab = [&](double pressure) {
            bench.document.clearCondition();
            const QPointF at = bench.at({100.3, 100.3});
            bench.pointer.pen(QEvent::TabletPress, at, Qt::LeftButton, Qt::LeftButton, pressure);
            bench.pointer.pen(QEvent::TabletRelease, at, Qt::LeftButton, {}, 0);
            return bench.condition();
        };
        const auto disc = [&](int diameter) {
            const condition::BitRegion region = paint::dab({100.3, 100.3}, diameter, bench.plane());
            return boolsOf({&region, 1});
        };
        QVERIFY(dab(0.5) == disc(20));
        bench.options.setBrushHelp({.pressure = true});
        QVERIFY(dab(0.5) == disc(10));
        QVERIFY(dab(1) == disc(20));
        QVERIFY(dab(0.01) == disc(1));
        // The mouse has no pressure: it paints the full size.
        bench.document.clearCondition();
        bench.pointer.stroke({{100.3, 100.3}});
        QVERIFY(bench.condition() == disc(20));
    }

    void draggingWithShiftChangesTheSize() {
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(2);
        QCoreApplication::processEvents();  // the scroll bars come
        bench.pointer.stroke({{50.3, 60.3}, {60.3, 60.3}});
        const Bools before = bench.condition();
        const std::size_t steps = bench.document.history().size();
        const QPointF at = bench.at({100.3, 100.3});
        const double ratio = bench.canvas.devicePixelRatioF();
        bench.pointer.pressAt(at, Qt::LeftButton, Qt::ShiftModifier);
        QVERIFY(bench.condition() != before);  // a line, as long as it is no drag
        bench.pointer.moveTo(at + QPointF(30 / ratio, 0), Qt::ShiftModifier);
        // 30 pixels of the screen are 15 of the image on either side.
        QCOMPARE(bench.options.brushSize(), 9 + 30);
        QVERIFY(bench.condition() == before);
        bench.pointer.moveTo(at + QPointF(-500 / ratio, 0), Qt::ShiftModifier);
        QCOMPARE(bench.options.brushSize(), 1);
        bench.pointer.moveTo(at + QPointF(10 / ratio, 0), Qt::ShiftModifier);
        bench.pointer.release(Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(bench.options.brushSize(), 9 + 10);
        QCOMPARE(bench.document.history().size(), steps);
        QTRY_COMPARE(firstDifference(onScreen(bench.canvas), drawn(bench.canvas)), QString());
        // Esc brings the size back.
        bench.pointer.pressAt(at, Qt::LeftButton, Qt::ShiftModifier);
        bench.pointer.moveTo(at + QPointF(60 / ratio, 0), Qt::ShiftModifier);
        QCOMPARE(bench.options.brushSize(), 19 + 60);
        bench.pointer.key(QEvent::KeyPress, Qt::Key_Escape);
        QCOMPARE(bench.options.brushSize(), 19);
        bench.pointer.release();
        QVERIFY(bench.condition() == before);
        QVERIFY(!bench.document.inStroke());
    }

    void aClickWithShiftMaySlip() {
        ToolBench& bench = *m_bench;
        bench.canvas.zoomTo(1);
        bench.pointer.stroke({{50.3, 60.3}});
        const QPointF at = bench.at({100.3, 100.3});
        bench.pointer.pressAt(at, Qt::LeftButton, Qt::ShiftModifier);
        bench.pointer.moveTo(bench.at({103.3, 100.3}), Qt::ShiftModifier);
        bench.pointer.release(Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(bench.options.brushSize(), 9);
        Bools expected = strokeOf({.nib = bench.options.nib()}, {{50.3, 60.3}}, bench.plane());
        const Points line{{50.3, 60.3}, {100.3, 100.3}, {103.3, 100.3}};
        expected = joined(expected, strokeOf({.nib = bench.options.nib()}, line, bench.plane()),
                          session::Join::Add);
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
    }

private:
    std::unique_ptr<ToolBench> m_bench;
};

QTEST_MAIN(TestBrushHelp)
#include "tst_brush_help.moc"
