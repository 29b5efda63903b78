// SPDX-License-Identifier: MIT
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QMouseEvent>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include "core/assign/mode_table.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/plans.h"
#include "ui/canvas/canvas_marks.h"
#include "ui/docks/broadcast_dock.h"
#include "ui/docks/broadcast_view.h"
#include "ui/docks/fix_panel.h"
#include "ui/plan_presenter.h"

using namespace frisket;
using namespace frisket::test;
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

QList<QPushButton*> fixButtons(BroadcastDock& dock) {
    QList<QPushButton*> buttons;
    for (auto* button : dock.fixes().findChildren<QPushButton*>()) {
        if (button->isVisibleTo(&dock)) {
            buttons << button;
        }
    }
    return buttons;
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
        const auto buttons = fixButtons(dock);
        QCOMPARE(buttons.size(), static_cast<qsizetype>(bad.refusal().fixes.size()));
        QCOMPARE(buttons[0]->text(), "Swap H and W of source");
        QVERIFY(buttons[0]->toolTip().contains("s.transpose(1, 0)"));
        QSignalSpy asked(&dock.fixes(), &FixPanel::fixRequested);
        buttons[0]->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<assign::Fix>().view, std::string(".transpose(1, 0)"));
        dock.showRefusal(bad.table(), {DType::U8, DType::U8, DType::Bool}, bad.refusal());
        QCOMPARE(fixButtons(dock), buttons);  // and one of them keeps its focus
        QVERIFY(!shows(dock, dock.findChild<QPlainTextEdit*>()));
        QVERIFY(shows(dock, dock.findChild<BroadcastView*>()));
    }

    void showsWhatHelpsAgainstACast() {
        BroadcastDock dock;
        const PlanCase bad{{5}, {5}, {5}, DType::U8, DType::F32, assign::Casting::Safe};
        dock.showRefusal(bad.table(), {DType::U8, DType::F32, DType::Bool}, bad.refusal());
        QVERIFY(
            fixButtons(dock)[0]->text().contains("ast 'exact': each selected value is checked"));
        QVERIFY(visibleText(dock).contains("This can't be done so."));
    }

    void saysThroughWhatOperandsAreSeen() {
        BroadcastDock dock;
        dock.showPlan(PlanCase{{5}, {5}, {5}}.plan());
        dock.setViews("s[:, None]", {});
        QVERIFY(visibleText(dock).contains("The source is seen as s[:, None]."));
        auto* reset = dock.fixes().findChild<QPushButton*>();
        QVERIFY(shows(dock, reset));
        QSignalSpy asked(&dock.fixes(), &FixPanel::resetSourceRequested);
        reset->click();
        QCOMPARE(asked.size(), 1);
        dock.setViews({}, "c[0]");
        QVERIFY(visibleText(dock).contains("The condition is seen as c[0]"));
        QVERIFY(!shows(dock, reset));
        dock.setViews({}, {});
        QVERIFY(!shows(dock, &dock.fixes()));
    }

    void aRepeatedAxisIsPointedOut() {
        session::Document document;
        MaskFolder folder;
        FRISKET_VERIFY(
            document.open(session::LayerId::Destination,
                          folder.write("d.npy", randomArray(DType::U8, {2, 30, 40}, 1))));
        FRISKET_VERIFY(document.open(session::LayerId::Source,
                                     folder.write("s.npy", randomArray(DType::U8, {30, 1}, 2))));
        BroadcastDock dock;
        auto* presenter = new PlanPresenter(document, dock);  // the dock owns it
        CanvasMarks marks;
        presenter->pointOutOn(marks);
        dock.resize(400, 500);
        dock.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dock));
        auto& view = dock.table();
        // Where the blocks are is the view's affair: all places are tried.
        QStringList words;
        for (int y = 0; y < view.height(); y += 4) {
            for (int x = 0; x < view.width(); x += 4) {
                QMouseEvent move(QEvent::MouseMove, QPointF(x, y), view.mapToGlobal(QPointF(x, y)),
                                 Qt::NoButton, Qt::NoButton, Qt::NoModifier);
                QCoreApplication::sendEvent(&view, &move);
                if (marks.repeat() && !words.contains(marks.repeat()->words)) {
                    words << marks.repeat()->words;
                    QCOMPARE(marks.repeat()->plane, (base::Rect{0, 0, 40, 30}));
                    const bool isColumn = marks.repeat()->words.contains("column");
                    QCOMPARE(marks.repeat()->along,
                             isColumn ? RepeatMark::Along::X : RepeatMark::Along::Hidden);
                }
            }
        }
        QCOMPARE(words, QStringList({"Source: one picture, for all 2 of axis 0",
                                     "Source: one column, for all 40"}));
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&view, &leave);
        QVERIFY(!marks.repeat());
        // By the keys, from one to the next and back; at the ends nothing happens.
        QCOMPARE(view.focusPolicy(), Qt::StrongFocus);
        QFocusEvent in(QEvent::FocusIn, Qt::TabFocusReason);
        QCoreApplication::sendEvent(&view, &in);
        QVERIFY(marks.repeat());
        QCOMPARE(marks.repeat()->words, words[0]);
        for (const auto& [key, at] : {std::pair(Qt::Key_Right, 1), std::pair(Qt::Key_Down, 1),
                                      std::pair(Qt::Key_Left, 0), std::pair(Qt::Key_Up, 0)}) {
            QTest::keyClick(&view, key);
            QCOMPARE(marks.repeat()->words, words[at]);
        }
        // Other axes are shown: the words would not be true any more.
        document.setShownAxes(0, 2);
        QVERIFY(!marks.repeat());
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(marks.repeat());
        QFocusEvent out(QEvent::FocusOut, Qt::TabFocusReason);
        QCoreApplication::sendEvent(&view, &out);
        QVERIFY(!marks.repeat());
    }

    void withoutRepeatsKeysPassBy() {
        BroadcastDock dock;
        dock.showPlan(PlanCase{{4, 5}, {4, 5}, {4, 5}}.plan(), DType::U8);
        QCOMPARE(dock.table().focusPolicy(), Qt::NoFocus);
    }

    /// The button that was used goes with the refusal; the keys go to the next one, or away.
    void theUsedButtonPassesTheKeysOn() {
        BroadcastDock dock;
        const PlanCase bad{{4, 5}, {5, 4}, {4, 5}};
        dock.showRefusal(bad.table(), {DType::U8, DType::U8, DType::Bool}, bad.refusal());
        dock.show();
        dock.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&dock));
        QSignalSpy left(&dock.fixes(), &FixPanel::left);
        fixButtons(dock).first()->setFocus();
        const PlanCase other{{4, 5}, {4, 5}, {5, 4}};
        dock.showRefusal(other.table(), {DType::U8, DType::U8, DType::Bool}, other.refusal());
        QVERIFY(fixButtons(dock).first()->hasFocus());
        QCOMPARE(left.size(), 0);
        dock.showPlan(PlanCase{{4, 5}, {4, 5}, {4, 5}}.plan(), DType::U8);
        QCOMPARE(left.size(), 1);
    }

    void aChangedConditionBeginsAnewAndSaysSo() {
        BroadcastDock dock;
        const PlanCase bad{{4, 5}, {4, 5}, {5, 4}};
        dock.showRefusal(bad.table(), {DType::U8, DType::U8, DType::Bool}, bad.refusal());
        QVERIFY(fixButtons(dock).first()->toolTip().contains("undo begins anew"));
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
