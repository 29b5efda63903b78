// SPDX-License-Identifier: MIT
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>

#include "core/assign/mode_table.h"
#include "tests/support/plans.h"
#include "ui/docks/broadcast_dock.h"
#include "ui/docks/broadcast_view.h"

using namespace frisket;
using namespace frisket::ui;
using array::DType;
using support::PlanCase;

namespace {
/// All that can be read in the dock.
QString visibleText(const QWidget& widget) {
    QStringList texts;
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
        if (label->isVisibleTo(&widget)) {
            texts.append(label->text());
        }
    }
    return texts.join(u'\n');
}

bool shows(const QWidget& dock, const QWidget* part) { return part->isVisibleTo(&dock); }
}  // namespace

class TestBroadcastDock : public QObject {
    Q_OBJECT

private slots:
    void showsAPlan() {
        BroadcastDock dock;
        const auto plan = PlanCase{{3, 4, 5}, {3, 4, 5}, {4, 5}, DType::U8, DType::I32}.plan();
        dock.showPlan(plan, DType::U16);
        QVERIFY(visibleText(dock).contains("The condition is repeated along axis 0 (3 times)."));
        QVERIFY(visibleText(dock).contains("int32 → uint8"));
        const auto* view = dock.findChild<BroadcastView*>();
        QCOMPARE(view->accessibleDescription(),
                 "Destination, uint8: 3, 4, 5. Source, int32: 3, 4, 5. Condition, uint16: none, "
                 "repeated to 3, 4, 5.");
        const auto* code = dock.findChild<QPlainTextEdit*>();
        QCOMPARE(code->toPlainText(), QString::fromStdString(plan.numpyLine()));
        QVERIFY(code->isReadOnly());
    }

    void copiesTheLine() {
        BroadcastDock dock;
        const auto plan = PlanCase{{5}, {5}, {5}}.plan();
        dock.showPlan(plan);
        QGuiApplication::clipboard()->clear();
        for (auto* button : dock.findChildren<QToolButton*>()) {
            if (button->text() == "Copy") {
                button->click();
            }
        }
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(plan.numpyLine()));
    }

    void showsAFill() {
        BroadcastDock dock;
        dock.showPlan(support::fillPlan({4, 5}, {4, 5}, "7"));
        QVERIFY(dock.findChild<BroadcastView*>()->accessibleDescription().contains("Value: 7"));
    }

    void showsARefusalWithItsFixes() {
        BroadcastDock dock;
        const PlanCase bad{{4, 5}, {5, 4}, {4, 5}};
        dock.showRefusal(bad.table(), {DType::U8, DType::U8, DType::Bool}, bad.refusal());
        QVERIFY(visibleText(dock).contains(QString::fromStdString(bad.refusal().message)));
        QVERIFY(visibleText(dock).contains("swap H and W of source:  s.transpose(1, 0)"));
        QVERIFY(!shows(dock, dock.findChild<QPlainTextEdit*>()));
        QVERIFY(shows(dock, dock.findChild<BroadcastView*>()));
    }

    void showsWhatHelpsAgainstACast() {
        BroadcastDock dock;
        const PlanCase bad{{5}, {5}, {5}, DType::U8, DType::F32, assign::Casting::Safe};
        dock.showRefusal(bad.table(), {DType::U8, DType::F32, DType::Bool}, bad.refusal());
        QVERIFY(visibleText(dock).contains("cast 'exact': each selected value is checked"));
    }

    void showsWhatIsTakenInOrder() {
        BroadcastDock dock;
        const PlanCase shapes{{4, 5}, {7}, {4, 5}};
        assign::PlanRequest request = shapes.request();
        request.mode = assign::Mode::Scatter;
        request.selected = 9;
        const auto refused = assign::AssignPlan::make(request);
        QVERIFY(!refused);
        dock.showRefusal(assign::modeTable(request), {DType::U8, DType::U8, DType::Bool},
                         refused.error(), {request.mode, 9, 9, 7});
        QVERIFY(visibleText(dock).contains("9 selected; the source has 7: 2 missing."));
        const auto* view = dock.findChild<BroadcastView*>();
        QVERIFY(view->accessibleDescription().contains("Source, uint8: 7 in order."));
        // The block is as wide as the two axes, which are no wider for it.
        const int width = view->sizeHint().width();
        request.selected = 5;
        dock.showPlan(assign::AssignPlan::make(request).value(), DType::Bool,
                      {request.mode, 5, 5, 7});
        QVERIFY(visibleText(dock).contains("2 left over"));
        QCOMPARE(view->sizeHint().width(), width);
        QVERIFY(!dock.grab().isNull());
        dock.showPlan(PlanCase{{5}, {5}, {5}}.plan());
        QVERIFY(!visibleText(dock).contains("The k-th"));
    }

    void tellsWhatTheCastChangesBesideAPlanOnly() {
        BroadcastDock dock;
        dock.showPlan(PlanCase{{5}, {5}, {5}}.plan());
        dock.setLosses("1 wraps around", true);
        QVERIFY(visibleText(dock).contains("1 wraps around"));
        dock.showProblem("Open a source.");
        QVERIFY(!visibleText(dock).contains("1 wraps around"));
        dock.showPlan(PlanCase{{5}, {5}, {5}}.plan());
        dock.setLosses({}, false);
        QVERIFY(!visibleText(dock).contains("1 wraps around"));
    }

    void showsAProblemAndNothingElse() {
        BroadcastDock dock;
        dock.showPlan(PlanCase{{5}, {5}, {5}}.plan());
        dock.showProblem("Open a <b>source</b>.");
        QVERIFY(visibleText(dock).contains("Open a <b>source</b>."));
        QVERIFY(!shows(dock, dock.findChild<BroadcastView*>()));
        dock.clear();
        QVERIFY(visibleText(dock).contains("Open a destination"));
        for (const QLabel* label : dock.findChildren<QLabel*>()) {
            QVERIFY(label->textFormat() == Qt::PlainText || label->buddy() != nullptr ||
                    label->text().isEmpty());
        }
    }

    void wideTablesScroll() {
        BroadcastDock dock;
        const array::Shape many{100000, 100000, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        dock.showPlan(PlanCase{many, {10}, {1}}.plan());
        dock.resize(280, 500);
        dock.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dock));
        QCOMPARE(dock.width(), 280);
        const auto* view = dock.findChild<BroadcastView*>();
        QVERIFY(view->width() > dock.width());
        QCOMPARE(view->height(), view->sizeHint().height());
    }

    void codeIsShownWhole_data() {
        QTest::addColumn<int>("width");
        QTest::newRow("narrow") << 260;
        QTest::newRow("wide") << 900;
    }
    void codeIsShownWhole() {
        QFETCH(int, width);
        BroadcastDock dock;
        dock.showPlan(PlanCase{{5}, {5}, {5}, DType::U8, DType::F32}.plan());
        dock.resize(width, 500);
        dock.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dock));
        const auto* code = dock.findChild<QPlainTextEdit*>();
        QTRY_COMPARE(code->verticalScrollBar()->maximum(), 0);
        QVERIFY(code->height() < 140);
    }

    void everyShapeIsDrawn_data() {
        QTest::addColumn<PlanCase>("shapes");
        QTest::newRow("0-d") << PlanCase{{}, {}, {}};
        QTest::newRow("nothing fits") << PlanCase{{2, 3}, {7, 8, 9}, {4, 5, 6, 7}};
        QTest::newRow("empty axes") << PlanCase{{0, 3}, {1, 3}, {0, 1}};
        QTest::newRow("surplus") << PlanCase{{3}, {1, 1, 3}, {3}};
    }
    void everyShapeIsDrawn() {
        QFETCH(PlanCase, shapes);
        BroadcastDock dock;
        dock.showRefusal(shapes.table(), {DType::U8, DType::U8, DType::Bool}, {});
        QVERIFY(!dock.grab().isNull());
    }
};

QTEST_MAIN(TestBroadcastDock)
#include "tst_broadcast_dock.moc"
