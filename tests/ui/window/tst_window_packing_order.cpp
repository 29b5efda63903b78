// SPDX-License-Identifier: MIT
#include <QLabel>
#include <QTest>

#include "core/labels/colour_map.h"
#include "tests/support/canvases.h"
#include "tests/support/random.h"
#include "tests/ui/window/window_test.h"
#include "ui/docks/modes_dock.h"
#include "ui/docks/order_legend.h"
#include "ui/docks/order_panel.h"
#include "ui/session/layer_colours.h"

using namespace frisket;
using namespace frisket::test;
using assign::Mode;
using session::LayerId;
using ui::ModesDock;

/// How far a source goes that is taken in order, and which of its values goes where, in the window.
class TestWindowPackingOrder : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->window.resize(1360, 900);
        m_bench->window.show();
        m_bench->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
        m_dock = m_bench->window.findChild<ModesDock*>();
        QVERIFY(m_dock != nullptr);
    }
    void cleanup() { m_bench.reset(); }

    void supplyIsLive_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("source");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, Mode mode, int source, const char* words) {
            QTest::newRow(name) << static_cast<int>(mode) << source << QString(words);
        };
        row("too few", Mode::Scatter, 1000,
            "1,204 selected, the source has 1,000: 204 more than it has (refused).");
        row("left over", Mode::Scatter, 1404,
            "1,204 selected, the source has 1,404: 200 values are left over.");
        row("each", Mode::Scatter, 1204,
            "1,204 selected, the source has 1,204: each is taken once.");
        row("again", Mode::Place, 500, "1,204 selected, the source has 500: it repeats 2 times.");
        row("by position", Mode::Putmask, 1500,
            "2,408 elements, the source has 1,500: it repeats once.");
        row("by place", Mode::Where, 1,
            "“where” takes each value by its place, so there is no order to show.");
    }
    void supplyIsLive() {
        QFETCH(const int, mode);
        QFETCH(const int, source);
        QFETCH(const QString, words);
        open(LayerId::Destination, makeArray<std::uint8_t>({28, 86}, Bytes8(2408, 0)));
        open(LayerId::Source,
             makeArray<std::uint8_t>({source}, Bytes8(static_cast<std::size_t>(source), 1)));
        document().setMode(static_cast<Mode>(mode));
        see();
        condition::BitRegion half({0, 0, 43, 28});
        half.fill();
        document().beginStroke();
        document().extendStroke(half, true);  // in mid-stroke, too
        QTRY_COMPARE(panelText(), words);
        document().abortStroke();
    }

    void packingOrderIsDrawn_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QList<int>>("source");
        QTest::addColumn<bool>("small");
        for (const bool small : {false, true}) {
            const QByteArray suffix = small ? ", shrunk" : "";
            QTest::newRow("scatter" + suffix) << int(Mode::Scatter) << QList{30, 40} << small;
            QTest::newRow("scatter of a list" + suffix)
                << int(Mode::Scatter) << QList{900} << small;
            QTest::newRow("place, repeated" + suffix) << int(Mode::Place) << QList{50} << small;
            QTest::newRow("putmask" + suffix) << int(Mode::Putmask) << QList{77} << small;
        }
    }
    /// Pixels of the canvas against a count of the selected pixels before each.
    void packingOrderIsDrawn() {
        QFETCH(const int, mode);
        QFETCH(const QList<int>, source);
        QFETCH(const bool, small);
        array::Shape shape;
        for (const int size : source) {
            shape.append(size);
        }
        const std::int64_t n = array::elementCount(shape).value();
        open(LayerId::Destination, test::randomArray(array::DType::U8, {30, 40}, 1));
        open(LayerId::Source, test::randomArray(array::DType::U8, shape, 2));
        document().setMode(static_cast<Mode>(mode));
        stroke(document(), {{5.5, 5.5}, {33.5, 25.5}}, 9, true);
        ui::Canvas& canvas = m_bench->window.canvas();
        small ? canvas.zoomTo(0.5) : canvas.zoomFit();
        QAction* action = m_bench->window.actions().packingOrder;
        QVERIFY(action->isEnabled());
        const QImage without = drawn(canvas);
        action->trigger();
        QVERIFY(action->isChecked());
        compareOrder(drawn(canvas), without, n, static_cast<Mode>(mode));
        // It follows what is painted: everything behind it takes another value.
        stroke(document(), {{2.5, 2.5}}, 3, true);
        action->trigger();
        const QImage later = drawn(canvas);
        action->trigger();
        compareOrder(drawn(canvas), later, n, static_cast<Mode>(mode));
        action->trigger();
        QVERIFY(drawn(canvas) == later);
    }

    void packingOrderNeedsAnOrder() {
        open(LayerId::Destination, test::randomArray(array::DType::U8, {30, 40}, 1));
        open(LayerId::Source, test::randomArray(array::DType::U8, {30, 40}, 2));
        see();
        QAction* action = m_bench->window.actions().packingOrder;
        QVERIFY(!action->isEnabled());
        QVERIFY(action->toolTip().contains("by its place"));
        document().setMode(Mode::Scatter);
        QVERIFY(action->isEnabled());
        action->trigger();
        auto* legend = m_dock->findChild<ui::OrderLegend*>();
        QTRY_VERIFY(legend->isVisible());
        QCOMPARE(legend->count(), 1200);
        QVERIFY(legend->accessibleName().contains("1,199"));
        document().setMode(Mode::Fill);
        QVERIFY(!action->isEnabled() && !action->isChecked());
        QTRY_VERIFY(!legend->isVisible());
        document().setMode(Mode::Place);
        QVERIFY(action->isEnabled() && !action->isChecked());
    }

private:
    using Bytes8 = std::vector<std::uint8_t>;

    [[nodiscard]] session::Document& document() { return m_bench->document(); }
    void open(LayerId id, const array::NdArray& array) {
        FRISKET_VERIFY(document().open(id, m_bench->folder.write("a.npy", array)));
    }
    void see() {
        m_dock->show();
        m_dock->raise();
        QTRY_VERIFY(m_dock->widget()->isVisible());
    }
    [[nodiscard]] QString panelText() const {
        return m_dock->findChild<ui::OrderPanel*>()->findChild<QLabel*>()->text();
    }
    void compareOrder(const QImage& with, const QImage& without, std::int64_t n, Mode mode) {
        const labels::ColourMap colours(labels::Ramp::Viridis, 0, static_cast<double>(n - 1));
        const ui::Canvas& canvas = m_bench->window.canvas();
        const std::int64_t step = canvas.zoom() < 1 ? 2 : 1;  // pixels that are sampled
        std::int64_t selected = 0;
        int seen = 0;
        for (std::int64_t y = 0; y < 30; ++y) {
            for (std::int64_t x = 0; x < 40; ++x) {
                const bool here = document().condition()->at(y * 40 + x);
                if (x % step == 0 && y % step == 0) {
                    const QColor colour = colourAt(with, canvas, x, y);
                    const std::int64_t k = (mode == Mode::Putmask ? y * 40 + x : selected) % n;
                    const QColor wanted =
                        here ? session::qColorOf(colours.colour(static_cast<double>(k)))
                             : colourAt(without, canvas, x, y);
                    if (colour != wanted) {
                        QFAIL(qPrintable(QStringLiteral("%1, %2 is %3, not %4")
                                             .arg(x)
                                             .arg(y)
                                             .arg(colour.name(), wanted.name())));
                    }
                    seen += static_cast<int>(here);
                }
                selected += static_cast<std::int64_t>(here);
            }
        }
        QVERIFY(seen > 40);
    }

    std::unique_ptr<WindowBench> m_bench;
    ModesDock* m_dock = nullptr;
};

QTEST_MAIN(TestWindowPackingOrder)
#include "tst_window_packing_order.moc"
