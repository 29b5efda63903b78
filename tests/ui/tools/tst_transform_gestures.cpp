// SPDX-License-Identifier: MIT
#include <cmath>

#include <QSignalSpy>
#include <QTest>

#include "tests/support/transform_bench.h"

using namespace frisket;
using namespace frisket::test;
using paint::Placement;
using ui::ToolId;

namespace {
constexpr auto kColumns = ToolBench::kColumns;

/// Where of the bits `point` was before they were placed.
base::Point placeBefore(const Placement& placement, base::Point point) {
    const double radians = placement.degrees / 180 * 3.14159265358979323846;
    const double x = point.x - placement.to.x;
    const double y = point.y - placement.to.y;
    return {placement.from.x + (std::cos(radians) * x + std::sin(radians) * y) / placement.scaleX,
            placement.from.y + (std::cos(radians) * y - std::sin(radians) * x) / placement.scaleY};
}
}  // namespace

class TestTransformGestures : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench.reset();
        m_bench = std::make_unique<TransformBench>();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
    }

    void aPixel_data() {
        QTest::addColumn<double>("zoom");
        QTest::newRow("1:8") << 0.125;
        QTest::newRow("8:1") << 8.0;
    }
    /// Handles must not lie over what is small: it can be taken and moved.
    void aPixel() {
        QFETCH(double, zoom);
        TransformBench& bench = *m_bench;
        bench.fill({200, 150, 201, 151});
        bench.canvas.zoomTo(zoom);
        bench.canvas.centreOn(base::Point{200, 150});
        bench.lift({200.5, 150.5});
        bench.drag({200.5, 150.5}, {216.5, 142.5});
        bench.enter();
        QCOMPARE(bench.document.selectedCount(), 1);
        QVERIFY(bench.condition()[static_cast<std::size_t>(142 * kColumns + 216)]);
    }

    void arrowKeys() {
        TransformBench& bench = *m_bench;
        const Bools before = bench.paintBlob({150, 120, 190, 160});
        bench.key(Qt::Key_Right);  // lifts first
        QTRY_VERIFY(bench.floating().present());
        bench.key(Qt::Key_Right);
        bench.key(Qt::Key_Up);
        QTest::keyClick(&bench.canvas, Qt::Key_Down, Qt::ShiftModifier);
        QTest::keyClick(&bench.canvas, Qt::Key_Left);
        bench.enter();
        const Bools expected = movedBy(before, 1, 9);
        QVERIFY2(bench.condition() == expected,
                 qPrintable(firstDifference(bench.condition(), expected)));
    }

    void escTakesBack() {
        TransformBench& bench = *m_bench;
        const Bools before = bench.paintBlob({150, 120, 190, 160});
        bench.lift({170, 140});
        bench.drag({170, 140}, {180, 150});
        const Placement first = bench.floating().placement();
        // In the midst of a drag only that, then all.
        bench.pointer.pressAt(bench.at({180, 150}));
        bench.pointer.moveTo(bench.at({220, 190}));
        QVERIFY(bench.floating().placement() != first);
        bench.key(Qt::Key_Escape);
        QVERIFY(bench.floating().placement() == first);
        bench.pointer.release();
        QVERIFY(bench.floating().placement() == first);
        bench.key(Qt::Key_Escape);
        QVERIFY(!bench.floating().present());
        QVERIFY(bench.condition() == before);
        QCOMPARE(bench.document.history().size(), 1U);
    }

    void aClickBesideIsDone() {
        TransformBench& bench = *m_bench;
        const Bools before = bench.paintBlob({150, 120, 190, 160});
        bench.lift({170, 140});
        bench.drag({170, 140}, {180, 150});
        bench.click({300, 250});
        QVERIFY(!bench.floating().present());
        QVERIFY(bench.condition() == movedBy(before, 10, 10));
    }

    void nothingSelected() {
        TransformBench& bench = *m_bench;
        QSignalSpy failed(&bench.document, &session::Document::failed);
        bench.click({170, 140});
        bench.key(Qt::Key_Right);
        bench.key(Qt::Key_Return);
        QCoreApplication::processEvents();
        QVERIFY(!bench.floating().present());
        QCOMPARE(bench.document.history().size(), 0U);
        QCOMPARE(failed.size(), 0);
        // Ctrl beside what is selected lifts nothing.
        bench.paintBlob({150, 120, 190, 160});
        bench.click({300, 250}, Qt::ControlModifier);
        QVERIFY(!bench.floating().present());
    }

    void whatNoLongerFitsIsRefused() {
        TransformBench& bench = *m_bench;
        bench.paintBlob({150, 120, 190, 160});
        bench.lift({170, 140});
        bench.floating().moveBy(5, 5);
        bench.document.undo();  // what was lifted is gone
        const Bools before = bench.condition();
        QSignalSpy failed(&bench.document, &session::Document::failed);
        bench.enter();
        QVERIFY(bench.condition() == before);
        QCOMPARE(failed.size(), 1);
        QVERIFY(!bench.floating().present());
    }

    void theCanvasMayGoFirst() {
        TransformBench& bench = *m_bench;
        const Bools before = bench.paintBlob({150, 120, 190, 160});
        {
            ui::Canvas other(bench.document, bench.styles, bench.options);
            other.tools().choose(ToolId::Transform);
            Pointer(other).stroke({{170, 140}});
        }
        QTRY_VERIFY(bench.floating().present());
        bench.floating().moveBy(3, 0);
        bench.enter();
        QVERIFY(bench.condition() == movedBy(before, 3, 0));
    }

    /// The preview is what will be, in every view, and what is drawn in parts is what is drawn
    /// at once.
    void preview_data() {
        QTest::addColumn<double>("zoom");
        QTest::addColumn<int>("quarters");
        for (const double zoom : {0.25, 1.0, 8.0}) {
            for (const int quarters : {0, 1}) {
                QTest::addRow("zoom %g, view turned by %d", zoom, quarters) << zoom << quarters;
            }
        }
    }
    void preview() {
        QFETCH(double, zoom);
        QFETCH(int, quarters);
        TransformBench& bench = *m_bench;
        hideBars(bench.canvas);
        bench.paintBlob({150, 120, 190, 160});
        for (const session::LayerId id : session::kAllLayers) {
            session::LayerStyle style = bench.styles.style(id);
            style.visible = false;  // on a ground of one colour
            bench.styles.setStyle(id, style);
        }
        bench.canvas.setOrientation(quarters == 0 ? ui::Orientation()
                                                  : ui::Orientation().turnedRight());
        bench.canvas.zoomTo(zoom);
        bench.canvas.centreOn(base::Point{180, 140});
        bench.lift({170, 140});
        for (int i = 0; i < 12; ++i) {
            bench.floating().turnBy(7);
            bench.floating().moveBy(3, i % 3);
            Placement placement = bench.floating().placement();
            placement.scaleX *= 1.05;
            bench.floating().setPlacement(placement);
            onScreen(bench.canvas);
        }
        QCOMPARE(firstDifference(onScreen(bench.canvas),
                                 [&] {
                                     bench.canvas.viewport()->update();
                                     return onScreen(bench.canvas);
                                 }()),
                 QString());
        const QImage picture = drawn(bench.canvas);
        const auto placed = session::placedPixels(bench.document, bench.floating());
        QVERIFY(placed.has_value());
        if (zoom < 8) {
            return;
        }
        int looked = 0;
        const base::Rect seen = bench.canvas.visibleRect().grown(-3);
        const base::Rect box = bench.floating().bits()->box();
        for (std::int64_t y = seen.y0; y < seen.y1; ++y) {
            for (std::int64_t x = seen.x0; x < seen.x1; ++x) {
                const base::Point own =
                    placeBefore(bench.floating().placement(),
                                {static_cast<double>(x) + 0.5, static_cast<double>(y) + 0.5});
                const bool onFrame = own.x < static_cast<double>(box.x0 + 1) ||
                                     own.x > static_cast<double>(box.x1 - 1) ||
                                     own.y < static_cast<double>(box.y0 + 1) ||
                                     own.y > static_cast<double>(box.y1 - 1);
                if (onFrame) {
                    continue;
                }
                // The tint is an orange over a ground that is grey.
                const QColor colour = colourAt(picture, bench.canvas, x, y);
                const bool tinted = colour.red() - colour.blue() > 60;
                ++looked;
                if (tinted != placed->at(x, y)) {
                    QFAIL(qPrintable(QString("(%1, %2) is %3").arg(x).arg(y).arg(colour.name())));
                }
            }
        }
        QVERIFY(looked > 100);
    }

private:
    std::unique_ptr<TransformBench> m_bench;
};

QTEST_MAIN(TestTransformGestures)
#include "tst_transform_gestures.moc"
