// SPDX-License-Identifier: MIT
// Scissors on the real canvas.
#include <QTest>

#include "tests/ui/tools/smart_bench.h"

using namespace frisket;
using namespace frisket::test;
using session::Join;
using session::LayerId;
using ui::ToolId;

class TestScissors : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench.reset();
        m_bench = std::make_unique<SmartBench>();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
    }

    void scissorsFollowEdges_data() { SmartBench::zoomRows(); }
    void scissorsFollowEdges() {
        QFETCH(double, zoom);
        QFETCH(double, radius);
        m_bench->zoomTo(zoom);
        m_bench->canvas.tools().choose(ToolId::Scissors);
        for (const base::Point& anchor : SmartBench::around(radius)) {
            m_bench->click(anchor);  // sooner than the ways are known
        }
        m_bench->click(SmartBench::around(radius).front());
        QTRY_COMPARE(m_bench->document.history().size(), std::size_t{1});
        // What is seen at 1:8 is not hit to the pixel.
        m_bench->checkDisc(radius, zoom < 1 ? 0.9 : std::pow(1 - 1 / radius, 2));
    }

    void scissorsTakeAnchorsBack() {
        SmartBench& bench = *m_bench;
        bench.canvas.tools().choose(ToolId::Scissors);
        const QImage before = drawn(bench.canvas);
        const Points anchors = SmartBench::around(kLarge);
        for (const base::Point& anchor : anchors) {
            bench.click(anchor);
        }
        bench.click({20.5, 20.5});
        bench.key(Qt::Key_Backspace);
        QVERIFY(drawn(bench.canvas) != before);
        bench.key(Qt::Key_Return);
        QTRY_COMPARE(bench.document.history().size(), std::size_t{1});
        m_bench->checkDisc(kLarge, 0.96);
        bench.document.undo();
        for (std::size_t i = 0; i < anchors.size(); ++i) {
            bench.click(anchors[i]);
        }
        for (std::size_t i = 0; i < anchors.size() + 2; ++i) {
            bench.key(Qt::Key_Backspace);
        }
        bench.key(Qt::Key_Return);
        bench.click(anchors[0]);
        bench.click(anchors[1]);
        bench.key(Qt::Key_Escape);
        bench.key(Qt::Key_Return);
        QTest::qWait(30);
        bench.pointer.leave();
        QCOMPARE(bench.document.selectedCount(), 0);
        QCOMPARE(firstDifference(drawn(bench.canvas), before), QString());
        QCOMPARE(firstDifference(onScreen(bench.canvas), before), QString());
    }

    void scissorsStayInTheImage() {
        SmartBench& bench = *m_bench;
        bench.canvas.zoomFit();
        bench.canvas.tools().choose(ToolId::Scissors);
        for (const base::Point& anchor : Points{{-9, -9}, {409, -9}, {409, 309}, {-9, 309}}) {
            bench.click(anchor);
        }
        bench.key(Qt::Key_Return);
        QTRY_COMPARE(bench.document.history().size(), std::size_t{1});
        QVERIFY(bench.document.selectedCount() > 0);
    }

private:
    std::unique_ptr<SmartBench> m_bench;
};

QTEST_MAIN(TestScissors)
#include "tst_scissors.moc"
