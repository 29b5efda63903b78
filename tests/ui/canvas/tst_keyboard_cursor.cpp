// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/key_hand.h"

using namespace frisket;
using namespace frisket::test;

/// The cursor that keys move: where it goes, and when it is there.
class TestKeyboardCursor : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<ToolBench>();
        m_hand = std::make_unique<KeyHand>(*m_bench);
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
    }
    void cleanup() {
        m_bench.reset();
        m_hand.reset();
    }

    void arrowsGoByPixels_data() {
        QTest::addColumn<double>("zoom");
        QTest::addColumn<Presses>("presses");
        QTest::addColumn<QPointF>("way");  // from where the first arrow showed it
        const auto row = [](const char* name, double zoom, const Presses& presses, QPointF way) {
            QTest::newRow(name) << zoom << presses << way;
        };
        row("right", 1, {{Qt::Key_Right, {}}}, {1, 0});
        row("left and up", 1, {{Qt::Key_Left, {}, 3}, {Qt::Key_Up, {}, 2}}, {-3, -2});
        row("ten down", 1, {{Qt::Key_Down, Qt::ShiftModifier}}, {0, 10});
        row("at 8:1", 8, {{Qt::Key_Right, {}, 5}, {Qt::Key_Down, Qt::ShiftModifier}}, {5, 10});
        row("at 1:8", 0.125, {{Qt::Key_Right, {}, 5}, {Qt::Key_Up, {}, 4}}, {5, -4});
        row("keypad", 1, {{Qt::Key_Right, Qt::KeypadModifier}}, {1, 0});
    }
    void arrowsGoByPixels() {
        QFETCH(double, zoom);
        QFETCH(Presses, presses);
        QFETCH(QPointF, way);
        canvas().zoomTo(zoom);
        canvas().centreOn({200, 150});
        const base::Point from = m_hand->shown();
        for (const Press& press : presses) {
            m_hand->press(press);
        }
        QCOMPARE(QPointF(m_hand->hover().x - from.x, m_hand->hover().y - from.y), way);
        QCOMPARE(m_hand->hover().x - std::floor(m_hand->hover().x), 0.5);
    }

    void ctrlGoesByTheView() {
        canvas().zoomTo(0.5);
        const base::Point from = m_hand->shown();
        m_hand->press({Qt::Key_Right, Qt::ControlModifier});
        const double seen = canvas().viewport()->width() * canvas().devicePixelRatioF() / 0.5;
        QVERIFY(std::abs(m_hand->hover().x - from.x - seen / 10) <= 1);
        QCOMPARE(m_hand->hover().y, from.y);
        canvas().zoomTo(64);  // where a tenth is less than a pixel
        const base::Point next = m_hand->shown();
        m_hand->press({Qt::Key_Down, Qt::ControlModifier});
        QCOMPARE(m_hand->hover().y, next.y + 1);
    }

    void arrowsFollowTheTurnedView_data() {
        QTest::addColumn<bool>("mirrored");
        QTest::addColumn<int>("turns");
        QTest::addColumn<QPointF>("way");  // of the right arrow
        QTest::newRow("as it lies") << false << 0 << QPointF(1, 0);
        QTest::newRow("turned right") << false << 1 << QPointF(0, -1);
        QTest::newRow("upside down") << false << 2 << QPointF(-1, 0);
        QTest::newRow("turned left") << false << 3 << QPointF(0, 1);
        QTest::newRow("mirrored") << true << 0 << QPointF(-1, 0);
    }
    void arrowsFollowTheTurnedView() {
        QFETCH(bool, mirrored);
        QFETCH(int, turns);
        QFETCH(QPointF, way);
        ui::Orientation orientation;
        for (int i = 0; i < turns; ++i) {
            orientation = orientation.turnedRight();
        }
        canvas().setOrientation(mirrored ? orientation.flippedX() : orientation);
        canvas().zoomTo(2);
        const base::Point from = m_hand->shown();
        const QPointF before = canvas().widgetPosition(from);
        m_hand->press({Qt::Key_Right, {}});
        QCOMPARE(QPointF(m_hand->hover().x - from.x, m_hand->hover().y - from.y), way);
        QVERIFY(canvas().widgetPosition(m_hand->hover()).x() > before.x());  // right on the screen
    }

    void theEdgeIsTheEnd_data() {
        QTest::addColumn<double>("zoom");
        for (const double zoom : {0.125, 1.0, 8.0}) {
            QTest::addRow("%g:1", zoom) << zoom;
        }
    }
    void theEdgeIsTheEnd() {
        QFETCH(double, zoom);
        canvas().zoomTo(zoom);
        (void)m_hand->shown();
        m_hand->press({Qt::Key_Right, Qt::ShiftModifier, 60});
        m_hand->press({Qt::Key_Down, Qt::ShiftModifier, 60});
        QCOMPARE(QPointF(m_hand->hover().x, m_hand->hover().y),
                 QPointF(ToolBench::kColumns - 0.5, ToolBench::kRows - 0.5));
        QVERIFY(m_hand->isInSight());
        m_hand->press({Qt::Key_Left, Qt::ShiftModifier, 60});
        m_hand->press({Qt::Key_Up, Qt::ShiftModifier, 60});
        QCOMPARE(QPointF(m_hand->hover().x, m_hand->hover().y), QPointF(0.5, 0.5));
        QVERIFY(m_hand->isInSight());
        m_hand->press({Qt::Key_Left, {}});
        QCOMPARE(m_hand->hover().x, 0.5);
    }

    void theViewFollows() {
        canvas().zoomTo(8);
        canvas().centreOn({200, 150});
        (void)m_hand->shown();
        for (int i = 0; i < 100; ++i) {
            m_hand->press({Qt::Key_Right, {}});
            QVERIFY(m_hand->isInSight());
        }
        // Where all is seen, nothing moves.
        canvas().zoomFit();
        (void)m_hand->shown();
        const QPoint origin = canvas().view().origin();
        m_hand->press({Qt::Key_Left, Qt::ShiftModifier, 50});
        QCOMPARE(canvas().view().origin(), origin);
    }

    void theMouseTakesOver() {
        canvas().zoomTo(1);
        m_bench->pointer.moveTo(m_bench->at({100.5, 100.5}));
        m_hand->press({Qt::Key_Right, {}});  // from where the mouse is
        QCOMPARE(QPointF(m_hand->hover().x, m_hand->hover().y), QPointF(101.5, 100.5));
        m_bench->pointer.moveTo(m_bench->at({100.5, 100.5}));
        m_bench->pointer.moveTo(m_bench->at({101.5, 101.5}));  // a touch of the table
        QCOMPARE(m_hand->hover().x, 101.5);
        QCOMPARE(m_hand->hover().y, 100.5);
        m_bench->pointer.leave();
        QVERIFY(m_hand->hovers());
        m_hand->key(QEvent::KeyPress, Qt::Key_Space);
        m_hand->press({Qt::Key_Right, {}, 3});
        m_bench->pointer.moveTo(m_bench->at({150.5, 160.5}));
        QVERIFY(!m_bench->document.inStroke());  // the stroke is done
        QVERIFY(m_bench->document.canUndo());
        QVERIFY(std::abs(m_hand->hover().x - 150.5) < 1 && std::abs(m_hand->hover().y - 160.5) < 1);
        m_hand->key(QEvent::KeyRelease, Qt::Key_Space);
        // Space is the hand again.
        m_hand->key(QEvent::KeyPress, Qt::Key_Space);
        QCOMPARE(canvas().viewport()->cursor().shape(), Qt::OpenHandCursor);
        m_hand->key(QEvent::KeyRelease, Qt::Key_Space);
    }

    void aMousePressTakesOver() {
        (void)m_hand->shown();
        m_hand->key(QEvent::KeyPress, Qt::Key_Space);
        m_hand->press({Qt::Key_Right, {}, 3});
        m_bench->pointer.stroke({{20.5, 20.5}, {40.5, 20.5}});
        QVERIFY(!m_bench->document.inStroke());
        m_bench->document.undo();
        m_bench->document.undo();
        QVERIFY(!m_bench->document.canUndo());  // two strokes it was
        QCOMPARE(m_bench->document.selectedCount(), 0);
    }

    void keysWaitForTheMouse() {
        m_bench->pointer.moveTo(m_bench->at({100.5, 100.5}));
        m_bench->pointer.pressAt(m_bench->at({100.5, 100.5}));
        m_hand->press({Qt::Key_Right, {}});
        m_hand->tap(Qt::Key_Space);
        QVERIFY(m_bench->document.inStroke());
        QVERIFY(std::abs(m_hand->hover().x - 100.5) < 0.5);
        m_bench->pointer.moveTo(m_bench->at({120.5, 130.5}));
        m_bench->pointer.release();
        QVERIFY(!m_bench->document.inStroke());
    }

    void theFocusEndsIt() {
        (void)m_hand->shown();
        canvas().holdButton();
        QVERIFY(m_bench->document.inStroke());
        QFocusEvent out(QEvent::FocusOut, Qt::TabFocusReason);
        QCoreApplication::sendEvent(&canvas(), &out);
        QVERIFY(!m_bench->document.inStroke());
        QVERIFY(m_bench->document.canUndo());
        QVERIFY(!m_hand->hovers());
        QFocusEvent in(QEvent::FocusIn, Qt::TabFocusReason);
        QCoreApplication::sendEvent(&canvas(), &in);
        QVERIFY(m_hand->hovers());  // and it is seen where keys go
    }

    void itStaysOnItsPixel() {
        canvas().zoomTo(1);
        const base::Point place = m_hand->shown();
        canvas().zoomIn();
        canvas().panBy({30, -20});
        QCOMPARE(QPointF(m_hand->hover().x, m_hand->hover().y), QPointF(place.x, place.y));
        // Far away it comes to what is seen.
        canvas().zoomTo(16);
        canvas().centreOn({20, 20});
        m_hand->press({Qt::Key_Right, {}});
        QVERIFY(std::abs(m_hand->hover().x - 20) < 3 && std::abs(m_hand->hover().y - 20) < 3);
    }

    void itIsSeen() {
        hideBars(canvas());
        canvas().zoomTo(4);
        canvas().centreOn({200, 150});
        const QImage before = drawn(canvas());
        (void)m_hand->shown();
        const QImage after = drawn(canvas());
        QVERIFY(!firstDifference(before, after).isEmpty());
        const QString stale = firstDifference(after, settled());
        QVERIFY2(stale.isEmpty(), qPrintable("it was not repainted: " + stale));
        m_hand->press({Qt::Key_Right, Qt::ShiftModifier, 2});
        QVERIFY2(firstDifference(drawn(canvas()), settled()).isEmpty(),
                 "its old place was not repainted");
    }

    void altScrolls() {
        canvas().zoomTo(8);
        canvas().centreOn({200, 150});
        const QPoint origin = canvas().view().origin();
        m_hand->press({Qt::Key_Right, Qt::AltModifier});
        QVERIFY(canvas().view().origin().x() < origin.x());
        QVERIFY(!m_hand->hovers());
    }

    void withoutAnImageNothingHappens() {
        session::Document document;
        session::LayerStyles styles;
        session::ToolOptions options;
        ui::Canvas empty(document, styles, options);
        empty.resize(300, 200);
        empty.show();
        for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Space}) {
            QTest::keyClick(&empty, key);
        }
        empty.holdButton();
        QVERIFY(!document.inStroke());
    }

private:
    [[nodiscard]] ui::Canvas& canvas() { return m_bench->canvas; }
    /// What stands on the screen once nothing is left to be rendered.
    [[nodiscard]] QImage settled() {
        QImage picture = onScreen(canvas());
        while (canvas().isHasty()) {
            picture = onScreen(canvas());
        }
        return picture;
    }

    std::unique_ptr<ToolBench> m_bench;
    std::unique_ptr<KeyHand> m_hand;
};

QTEST_MAIN(TestKeyboardCursor)
#include "tst_keyboard_cursor.moc"
