// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/paint/polygon.h"
#include "tests/support/key_hand.h"

using namespace frisket;
using namespace frisket::test;
using ui::ToolId;

/// Tools used with the keyboard alone do what they do with the mouse at the same places.
class TestKeyboardPainting : public QObject {
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

    void strokesAreTheMouses_data() {
        QTest::addColumn<double>("zoom");
        QTest::addColumn<ToolId>("tool");
        QTest::addColumn<Presses>("presses");
        struct Tool {
            const char* name;
            ToolId id;
        };
        for (const double zoom : {0.125, 1.0, 8.0}) {
            for (const Tool tool :
                 {Tool{"brush", ToolId::Brush}, Tool{"rectangle", ToolId::Rectangle},
                  Tool{"ellipse", ToolId::Ellipse}, Tool{"lasso", ToolId::Lasso},
                  Tool{"line", ToolId::Line}}) {
                QTest::addRow("%s at %g:1", tool.name, zoom)
                    << zoom << tool.id
                    << Presses{{Qt::Key_Right, {}, 7},
                               {Qt::Key_Down, Qt::ShiftModifier, 2},
                               {Qt::Key_Left, {}, 11},
                               {Qt::Key_Down, {}, 3}};
            }
        }
        const Presses edge{{Qt::Key_Left, Qt::ShiftModifier, 45},
                           {Qt::Key_Up, Qt::ShiftModifier, 40}};
        QTest::addRow("brush into the corner") << 1.0 << ToolId::Brush << edge;
        QTest::addRow("rectangle into the corner") << 8.0 << ToolId::Rectangle << edge;
        QTest::addRow("brush without a move") << 1.0 << ToolId::Brush << Presses();
    }
    void strokesAreTheMouses() {
        QFETCH(double, zoom);
        QFETCH(ToolId, tool);
        QFETCH(Presses, presses);
        canvas().tools().choose(tool);
        canvas().zoomTo(zoom);
        canvas().centreOn({200, 150});
        Points way{m_hand->shown()};
        m_hand->key(QEvent::KeyPress, Qt::Key_Space);
        for (const Press& press : presses) {
            for (int i = 0; i < press.times; ++i) {
                m_hand->press({press.key, press.modifiers});
                way.push_back(m_hand->hover());
            }
        }
        m_hand->key(QEvent::KeyRelease, Qt::Key_Space);
        const Bools byKeys = m_bench->condition();
        if (!presses.isEmpty()) {
            QVERIFY(m_bench->document.canUndo());
            QVERIFY(m_bench->document.selectedCount() > 0);
        }
        m_bench->document.undo();
        QCOMPARE(m_bench->document.selectedCount(), 0);
        canvas().zoomTo(zoom);
        canvas().centreOn({200, 150});
        m_bench->pointer.stroke(way);
        const QString difference = firstDifference(byKeys, m_bench->condition());
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }

    void aPolygonByKeysAlone_data() {
        QTest::addColumn<double>("zoom");
        QTest::addColumn<int>("size");  // image pixels
        QTest::newRow("1:8") << 0.125 << 100;
        QTest::newRow("1:1") << 1.0 << 40;
        QTest::newRow("8:1") << 8.0 << 20;
    }
    void aPolygonByKeysAlone() {
        QFETCH(double, zoom);
        QFETCH(int, size);
        canvas().tools().choose(ToolId::Polygon);
        canvas().zoomTo(zoom);
        canvas().centreOn({200, 150});
        const base::Point first = m_hand->shown();
        m_hand->tap(Qt::Key_Space);
        m_hand->press({Qt::Key_Right, Qt::ShiftModifier, size / 10});
        m_hand->tap(Qt::Key_Space);
        m_hand->press({Qt::Key_Down, Qt::ShiftModifier, size / 10});
        m_hand->tap(Qt::Key_Space);
        QCOMPARE(m_bench->document.selectedCount(), 0);
        m_hand->tap(Qt::Key_Return);
        const double way = size;
        const Points corners{first, {first.x + way, first.y}, {first.x + way, first.y + way}};
        const condition::BitRegion expected = paint::fillPolygon({&corners, 1}, m_bench->plane());
        const QString difference = firstDifference(m_bench->condition(), boolsOf({&expected, 1}));
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
        QVERIFY(m_bench->document.selectedCount() > 0);
        m_bench->document.undo();
        QVERIFY(!m_bench->document.canUndo());
    }

    void backspaceAndEscServeThePolygon() {
        canvas().tools().choose(ToolId::Polygon);
        (void)m_hand->shown();
        m_hand->tap(Qt::Key_Space);
        m_hand->press({Qt::Key_Right, Qt::ShiftModifier, 3});
        m_hand->tap(Qt::Key_Space);
        m_hand->tap(Qt::Key_Backspace);
        m_hand->press({Qt::Key_Down, Qt::ShiftModifier, 3});
        m_hand->tap(Qt::Key_Space);
        m_hand->tap(Qt::Key_Return);  // two corners are none
        QCOMPARE(m_bench->document.selectedCount(), 0);
        m_hand->tap(Qt::Key_Escape);
        m_hand->tap(Qt::Key_Return);
        QVERIFY(!m_bench->document.canUndo());
    }

    void modifiersCountAsWithTheMouse() {
        canvas().tools().choose(ToolId::Rectangle);
        m_bench->document.selectAll();
        canvas().zoomTo(1);
        const base::Point from = m_hand->shown();
        m_hand->key(QEvent::KeyPress, Qt::Key_Space, Qt::ControlModifier);  // subtracts
        m_hand->press({Qt::Key_Right, Qt::ShiftModifier, 2});
        m_hand->press({Qt::Key_Down, Qt::ShiftModifier});
        m_hand->key(QEvent::KeyRelease, Qt::Key_Space, {});
        const auto cut = ToolBench::kRows * ToolBench::kColumns - m_bench->document.selectedCount();
        m_bench->document.undo();
        m_bench->pointer.stroke({from, {from.x + 20, from.y + 10}}, Qt::LeftButton,
                                Qt::ControlModifier);
        QCOMPARE(cut, ToolBench::kRows * ToolBench::kColumns - m_bench->document.selectedCount());
        QVERIFY(cut > 0);
    }

    void aFillByKeys() {
        canvas().tools().choose(ToolId::Fill);
        (void)m_hand->shown();
        m_hand->tap(Qt::Key_Space);
        QCoreApplication::processEvents();
        QTRY_VERIFY(m_bench->document.selectedCount() > 0);
    }

    void theButtonCanBeLocked() {
        (void)m_hand->shown();
        canvas().holdButton();
        QVERIFY(m_bench->document.inStroke());
        m_hand->press({Qt::Key_Right, {}, 20});
        QVERIFY(m_bench->document.inStroke());
        canvas().holdButton();
        QVERIFY(!m_bench->document.inStroke());
        const auto byLock = m_bench->document.selectedCount();
        m_bench->document.undo();
        m_hand->press({Qt::Key_Left, {}, 20});
        m_hand->key(QEvent::KeyPress, Qt::Key_Space);
        canvas().holdButton();  // holds what Space holds
        m_hand->key(QEvent::KeyRelease, Qt::Key_Space);
        QVERIFY(m_bench->document.inStroke());
        m_hand->press({Qt::Key_Right, {}, 20});
        m_hand->tap(Qt::Key_Space);  // lets it go, too
        QVERIFY(!m_bench->document.inStroke());
        QCOMPARE(m_bench->document.selectedCount(), byLock);
    }

    void theRightButtonErases() {
        m_bench->document.selectAll();
        (void)m_hand->shown();
        canvas().holdButton(Qt::RightButton);
        m_hand->press({Qt::Key_Right, {}, 20});
        canvas().holdButton(Qt::RightButton);
        QVERIFY(!m_bench->document.inStroke());
        QVERIFY(m_bench->document.selectedCount() < ToolBench::kRows * ToolBench::kColumns);
        // Either key ends either.
        canvas().holdButton(Qt::RightButton);
        QVERIFY(m_bench->document.inStroke());
        canvas().holdButton();
        QVERIFY(!m_bench->document.inStroke());
    }

    void escTakesTheStrokeBack() {
        (void)m_hand->shown();
        m_hand->key(QEvent::KeyPress, Qt::Key_Space);
        m_hand->press({Qt::Key_Right, {}, 5});
        m_hand->tap(Qt::Key_Escape);
        QVERIFY(!m_bench->document.inStroke());
        m_hand->press({Qt::Key_Right, {}, 5});  // draws no more
        m_hand->key(QEvent::KeyRelease, Qt::Key_Space);
        QCOMPARE(m_bench->document.selectedCount(), 0);
        QVERIFY(!m_bench->document.canUndo());
        m_hand->tap(Qt::Key_Space);
        QVERIFY(m_bench->document.selectedCount() > 0);
    }

    void repeatsOfSpaceAreOnePress() {
        (void)m_hand->shown();
        m_hand->key(QEvent::KeyPress, Qt::Key_Space);
        for (int i = 0; i < 3; ++i) {
            m_hand->key(QEvent::KeyRelease, Qt::Key_Space, {}, true);
            m_hand->key(QEvent::KeyPress, Qt::Key_Space, {}, true);
            QVERIFY(m_bench->document.inStroke());
        }
        m_hand->key(QEvent::KeyRelease, Qt::Key_Space);
        QVERIFY(!m_bench->document.inStroke());
        m_bench->document.undo();
        QVERIFY(!m_bench->document.canUndo());
    }

    void theHandHoldsThePlace() {
        canvas().tools().choose(ToolId::Hand);
        canvas().zoomTo(8);
        canvas().centreOn({200, 150});
        const base::Point from = m_hand->shown();
        const QPointF before = canvas().widgetPosition(from);
        m_hand->key(QEvent::KeyPress, Qt::Key_Space);
        m_hand->press({Qt::Key_Right, {}, 5});
        m_hand->key(QEvent::KeyRelease, Qt::Key_Space);
        QCOMPARE(QPointF(m_hand->hover().x, m_hand->hover().y), QPointF(from.x, from.y));
        QCOMPARE((canvas().widgetPosition(from) - before).x() * canvas().devicePixelRatioF(), 40.0);
    }

private:
    [[nodiscard]] ui::Canvas& canvas() { return m_bench->canvas; }

    std::unique_ptr<ToolBench> m_bench;
    std::unique_ptr<KeyHand> m_hand;
};

QTEST_MAIN(TestKeyboardPainting)
#include "tst_keyboard_painting.moc"
