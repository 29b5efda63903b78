// SPDX-License-Identifier: MIT
// Cutting out and the watershed on the real canvas.
#include <QTest>

#include "tests/ui/tools/smart_bench.h"

using namespace frisket;
using namespace frisket::test;
using session::Join;
using session::LayerId;
using ui::ToolId;

class TestScribbles : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench.reset();
        m_bench = std::make_unique<SmartBench>();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
    }

    void aBoxCutsOut_data() { SmartBench::zoomRows(); }
    void aBoxCutsOut() {
        QFETCH(double, zoom);
        QFETCH(double, radius);
        m_bench->zoomTo(zoom);
        m_bench->canvas.tools().choose(ToolId::GrabCut);
        m_bench->dragBox(radius * 1.2);
        m_bench->key(Qt::Key_Return);  // taken when it is found
        QTRY_COMPARE(m_bench->document.history().size(), std::size_t{1});
        m_bench->checkDisc(radius, zoom < 1 ? 0.95 : 0.97);
        const Bools found = m_bench->condition();
        m_bench->document.undo();
        QCOMPARE(m_bench->document.selectedCount(), 0);
        m_bench->document.redo();
        QVERIFY(m_bench->condition() == found);
        QVERIFY(countsAgree(m_bench->document));
    }

    void aBoxJoinsAsShapesDo() {
        SmartBench& bench = *m_bench;
        bench.canvas.tools().choose(ToolId::GrabCut);
        bench.document.selectAll();
        m_bench->dragBox(kLarge * 1.2, Qt::AltModifier);
        bench.key(Qt::Key_Return);
        QTRY_COMPARE(bench.document.history().size(), std::size_t{2});
        bench.document.invertCondition();
        m_bench->checkDisc(kLarge, 0.97);
        bench.document.clearCondition();
        bench.document.selectAll();
        bench.options.setJoin(Join::Replace);
        m_bench->dragBox(kLarge * 1.2);
        bench.key(Qt::Key_Return);
        QTRY_VERIFY(bench.document.selectedCount() < SmartBench::kAll);
        m_bench->checkDisc(kLarge, 0.97);
    }

    void scribblesCorrectABox() {
        SmartBench& bench = *m_bench;
        bench.canvas.tools().choose(ToolId::GrabCut);
        m_bench->dragBox(kLarge * 1.2);
        // The small disc is none of it; a place outside of the box is.
        bench.pointer.stroke({{190.3, 150.3}, {210.3, 150.3}}, Qt::RightButton);
        bench.pointer.stroke({{20.3, 20.3}, {40.3, 20.3}});
        bench.pointer.stroke({{20.3, 280.3}, {40.3, 280.3}});
        bench.key(Qt::Key_Backspace);
        QCOMPARE(bench.document.history().size(), std::size_t{0});
        bench.key(Qt::Key_Enter);
        QTRY_COMPARE(bench.document.history().size(), std::size_t{1});
        QVERIFY(!m_bench->isSelected(200, 150) && m_bench->isSelected(150, 150) &&
                m_bench->isSelected(30, 20));
        QVERIFY(!m_bench->isSelected(30, 280));
        // Alt means the background too.
        bench.document.undo();
        m_bench->dragBox(kLarge * 1.2);
        bench.pointer.stroke({{190.3, 150.3}, {210.3, 150.3}}, Qt::LeftButton, Qt::AltModifier);
        bench.key(Qt::Key_Enter);
        QTRY_VERIFY(bench.document.selectedCount() > 0);
        QVERIFY(!m_bench->isSelected(200, 150) && m_bench->isSelected(150, 150));
    }

    void scribblesAloneCutOut() {
        SmartBench& bench = *m_bench;
        session::SmartOptions smart;
        smart.byBox = false;
        bench.options.setSmart(smart);
        bench.canvas.zoomFit();
        bench.canvas.tools().choose(ToolId::GrabCut);
        bench.pointer.stroke({{100.3, 50.3}, {300.3, 50.3}}, Qt::RightButton);
        bench.pointer.stroke({{140.3, 150.3}, {260.3, 150.3}});
        bench.key(Qt::Key_Return);
        QTRY_COMPARE(bench.document.history().size(), std::size_t{1});
        m_bench->checkDisc(kLarge, 0.96);
    }

    void escDropsWhatIsLookedFor_data() {
        QTest::addColumn<int>("tool");
        QTest::addColumn<bool>("waits");
        for (const auto& [name, id] :
             {std::pair("cut out", ToolId::GrabCut), std::pair("watershed", ToolId::Watershed)}) {
            QTest::addRow("%s, at once", name) << static_cast<int>(id) << false;
            QTest::addRow("%s, found", name) << static_cast<int>(id) << true;
        }
    }
    void escDropsWhatIsLookedFor() {
        QFETCH(int, tool);
        QFETCH(bool, waits);
        SmartBench& bench = *m_bench;
        const QImage before = drawn(bench.canvas);
        bench.canvas.tools().choose(static_cast<ToolId>(tool));
        m_bench->dragBox(kLarge * 1.2);
        bench.pointer.leave();
        const QImage asked = drawn(bench.canvas);
        QVERIFY(asked != before);
        if (waits) {
            QTRY_VERIFY(drawn(bench.canvas) != asked);
            QCOMPARE(firstDifference(onScreen(bench.canvas), drawn(bench.canvas)), QString());
        }
        bench.key(Qt::Key_Escape);
        bench.key(Qt::Key_Return);
        QTest::qWait(30);
        QCOMPARE(bench.document.history().size(), std::size_t{0});
        QCOMPARE(firstDifference(drawn(bench.canvas), before), QString());
        QCOMPARE(firstDifference(onScreen(bench.canvas), before), QString());
        // Another tool forgets it too.
        m_bench->dragBox(kLarge * 1.2);
        bench.canvas.tools().choose(ToolId::Hand);
        bench.canvas.tools().choose(static_cast<ToolId>(tool));
        bench.key(Qt::Key_Return);
        QTest::qWait(30);
        QCOMPARE(bench.document.history().size(), std::size_t{0});
    }

    void marksGrow_data() { SmartBench::zoomRows(); }
    void marksGrow() {
        QFETCH(double, zoom);
        QFETCH(double, radius);
        m_bench->zoomTo(zoom);
        SmartBench& bench = *m_bench;
        bench.canvas.tools().choose(ToolId::Watershed);
        const double reach = radius * 0.5;
        bench.pointer.stroke({{kMiddle.x - reach, kMiddle.y}, {kMiddle.x + reach, kMiddle.y}});
        const double beyond = radius * 1.5;  // scribbles are wide at 1:8
        bench.pointer.stroke({{kMiddle.x - beyond, kMiddle.y - beyond / 2},
                              {kMiddle.x, kMiddle.y - beyond},
                              {kMiddle.x + beyond, kMiddle.y - beyond / 2}},
                             Qt::RightButton);
        bench.key(Qt::Key_Return);
        QTRY_COMPARE(bench.document.history().size(), std::size_t{1});
        m_bench->checkDisc(radius, 0.9);
    }

    void masksAreLookedAtToo() {
        SmartBench& bench = *m_bench;
        std::vector<float> values(static_cast<std::size_t>(SmartBench::kAll));
        for (std::int64_t i = 0; i < SmartBench::kAll; ++i) {
            const bool in = away(i % ToolBench::kColumns, i / ToolBench::kColumns) <= kLarge;
            values[static_cast<std::size_t>(i)] = in ? 0.75F : i % 2 == 0 ? 0.25F : 0.2F;
        }
        values[5] = std::nanf("");
        FRISKET_VERIFY(bench.document.open(
            LayerId::Source,
            bench.folder.write<float>("s.npy", {ToolBench::kRows, ToolBench::kColumns}, values)));
        session::SmartOptions smart;
        smart.layer = LayerId::Source;
        bench.options.setSmart(smart);
        bench.canvas.tools().choose(ToolId::GrabCut);
        m_bench->dragBox(kLarge * 1.2);
        bench.key(Qt::Key_Return);
        QTRY_COMPARE(bench.document.history().size(), std::size_t{1});
        m_bench->checkDisc(kLarge, 0.99);
    }

private:
    std::unique_ptr<SmartBench> m_bench;
};

QTEST_MAIN(TestScribbles)
#include "tst_scribbles.moc"
