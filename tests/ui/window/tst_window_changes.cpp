// SPDX-License-Identifier: MIT
#include <QCheckBox>
#include <QStatusBar>
#include <QTest>
#include <QToolButton>

#include "tests/ui/window/changes_bench.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using ui::ChangesDock;
using ui::TransitionsModel;

/// What the Changes dock says and does, in the window.
class TestWindowChanges : public QObject, ChangesBench {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void saysWhatIsMissing() {
        see();
        QTRY_VERIFY(m_dock->state().contains("Open a destination"));
        QCOMPARE(table().model()->rowCount(), 0);
        QVERIFY(!button("Show").isEnabled() && !button("Keep only").isEnabled());
        openLayers();
        QTRY_VERIFY(m_dock->state().contains("Nothing is selected"));
        QVERIFY(texts().contains("Paint the condition: here is listed which label becomes which."));
    }

    void countsWhatIsPainted() {
        openLayers();
        see();
        document().selectAll();
        QTRY_COMPARE(totals(), QString("Added: 1,200 (25.0 %)\nRemoved: 1,200 (25.0 %)\n"
                                       "Relabelled: 1,200 (25.0 %)\nUnchanged: 1,200 (25.0 %)"));
        QTRY_COMPARE(m_dock->state(), QString("3,600 pixels would change"));
        QCOMPARE(rows(), (QStringList{"0 2 1,200 25.0 %", "1 0 1,200 25.0 %", "1 2 1,200 25.0 %"}));
        // The left half no more; while the stroke is under way.
        document().beginStroke();
        condition::BitRegion left({0, 0, 40, 60});
        left.fill();
        document().extendStroke(left, false);
        QTRY_COMPARE(rows(), QStringList{"0 2 1,200 25.0 %"});
        document().commitStroke("Left");
        auto* unchanged = m_dock->findChild<QCheckBox*>();
        unchanged->click();
        QCOMPARE(rows(), (QStringList{"0 0 1,200 25.0 %", "0 2 1,200 25.0 %"}));
        document().undo();
        QTRY_COMPARE(rows().size(), 4);
        unchanged->click();
        QCOMPARE(rows().size(), 3);
    }

    void sortsByAnyColumn() {
        openLayers();
        see();
        document().selectAll();
        stroke(document(), {{60.5, 15.5}}, 11, false);  // fewer 0 -> 2
        QTRY_COMPARE(rows().value(2).left(4), QString("0 2 "));
        table().sortByColumn(TransitionsModel::After, Qt::AscendingOrder);
        QCOMPARE(firsts(), (QStringList{"1 0", "0 2", "1 2"}));
        table().sortByColumn(TransitionsModel::Before, Qt::DescendingOrder);
        QCOMPARE(firsts(), (QStringList{"1 0", "1 2", "0 2"}));
        table().sortByColumn(TransitionsModel::Percent, Qt::AscendingOrder);
        QCOMPARE(firsts().first(), QString("0 2"));
    }

    void clickPointsPixelsOut() {
        openLayers();
        see();
        document().selectAll();
        QTRY_COMPARE(rows().size(), 3);
        click(rowOf("1 2"));
        QTRY_VERIFY(marks() != nullptr && marks()->count() == 1200);
        QVERIFY(marks()->at(0, 0) && marks()->at(39, 29));
        QVERIFY(!marks()->at(40, 0) && !marks()->at(0, 30));
        QVERIFY(button("Hide").isEnabled());
        // They follow the edits.
        stroke(document(), {{10.5, 10.5}}, 5, false);
        QTRY_VERIFY(!marks()->at(10, 10));
        click(rowOf("1 2"));
        QVERIFY(marks() == nullptr);
        QVERIFY(button("Show").isEnabled());
        // By the keyboard, from another row to the next.
        table().setFocus();
        table().setCurrentIndex(table().model()->index(rowOf("0 2"), 0));
        QTest::keyClick(&table(), Qt::Key_Space);
        QTRY_VERIFY(marks() != nullptr && marks()->count() == 1200 && marks()->at(79, 0));
        // Nobody sees them once the dock is closed.
        m_dock->hide();
        QTRY_VERIFY(marks() == nullptr);
    }

    void marksGoWithTheirDocument() {
        openLayers();
        see();
        document().selectAll();
        QTRY_COMPARE(rows().size(), 3);
        click(rowOf("1 2"));
        QTRY_VERIFY(marks() != nullptr);
        // Another image of the same size, in which nothing becomes 2 from 1.
        const std::vector<std::uint8_t> fives(60 * 80, 5);
        FRISKET_VERIFY(document().open(
            LayerId::Destination,
            m_bench->folder.write("e.npy", makeArray<std::uint8_t>({60, 80}, fives))));
        document().selectAll();
        QVERIFY(marks() == nullptr || marks()->count() == 0);
        QTRY_COMPARE(rows().size(), 2);
        QVERIFY(marks() == nullptr || marks()->count() == 0);
    }

    void keepsAndDropsOneStepEach() {
        openLayers();
        see();
        document().selectAll();
        QTRY_COMPARE(rows().size(), 3);
        const std::size_t steps = document().history().size();
        table().setCurrentIndex(table().model()->index(rowOf("1 0"), 0));
        button("Drop").click();
        QCOMPARE(document().history().size(), steps + 1);
        QCOMPARE(document().selectedCount(), 3600);
        QVERIFY(!document().condition()->at(59 * 80));
        QTRY_COMPARE(rows().size(), 2);
        table().setCurrentIndex(table().model()->index(rowOf("0 2"), 0));
        button("Keep only").click();
        QCOMPARE(document().history().size(), steps + 2);
        QCOMPARE(document().selectedCount(), 1200);
        QVERIFY(document().condition()->at(40) && !document().condition()->at(39));
        QTRY_COMPARE(rows(), QStringList{"0 2 1,200 25.0 %"});
        document().undo();
        document().undo();
        QTRY_COMPARE(rows().size(), 3);
    }

    void comparesWithTheSource() {
        openLayers();
        see();
        stroke(document(), {{0.5, 0.5}, {79.5, 0.5}}, 1, true);  // the first row
        m_dock->findChild<QTabWidget*>()->setCurrentIndex(1);
        auto* model = m_dock->findChild<ui::ScoresModel*>();
        QTRY_COMPARE(model->rowCount(), 3);
        QStringList lines;
        for (int row = 0; row < 3; ++row) {
            QStringList cells;
            for (int column = 0; column < model->columnCount(); ++column) {
                cells << model->index(row, column).data().toString();
            }
            lines << cells.join(' ');
        }
        // Of 0: 1200 both, 2400 each; then 40 of 0 become 2. Of 2: 80 of 2400 afterwards.
        QCOMPARE(lines, (QStringList{"0 0.333 0.337 0.500 0.504", "1 0.000 0.000 0.000 0.000",
                                     "2 0.000 0.033 0.000 0.065"}));
        QVERIFY(texts().contains("Mean IoU 0.111 → 0.123 · Dice 0.167 → 0.190"));
    }

    void keyGoesFromChangeToChange() {
        openLayers();
        see();
        ui::Canvas& canvas = m_bench->window.canvas();
        canvas.setFocus();
        const auto message = [&] { return m_bench->window.statusBar()->currentMessage(); };
        QTest::keyClick(&canvas, Qt::Key_J);
        QTRY_VERIFY(message().contains("would change nothing"));
        stroke(document(), {{60.5, 10.5}}, 3, true);  // 0 -> 2
        stroke(document(), {{60.5, 50.5}}, 3, true);  // 0 -> 0, unchanged
        stroke(document(), {{10.5, 50.5}}, 5, true);  // 1 -> 0
        QTest::keyClick(&canvas, Qt::Key_J);
        QTRY_VERIFY(message().startsWith("Change 1 of 2 · "));
        QVERIFY(canvas.marks().isFlashing());
        QTest::keyClick(&canvas, Qt::Key_J);
        QTRY_VERIFY(message().startsWith("Change 2 of 2 · "));
        m_dock->findChildren<QToolButton*>().at(1)->click();
        QTRY_VERIFY(message().startsWith("Change 1 of 2 · "));
        QVERIFY(message().contains("from the other end"));
        QTest::keyClick(&canvas, Qt::Key_J, Qt::ShiftModifier);
        QTRY_VERIFY(message().startsWith("Change 2 of 2 · "));
        // What was found last is gone: on from its place.
        document().undo();
        QTest::keyClick(&canvas, Qt::Key_J, Qt::ShiftModifier);
        QTRY_VERIFY(message().startsWith("Change 1 of 1 · "));
    }

    void everythingHasAName() {
        for (const auto* view : m_dock->findChildren<QTableView*>()) {
            QVERIFY(!view->accessibleName().isEmpty());
        }
        for (const auto* each : m_dock->findChildren<QToolButton*>()) {
            if (each->defaultAction() != nullptr) {
                QVERIFY(!each->text().isEmpty() && !each->toolTip().isEmpty());
            }
        }
        const auto actions = m_bench->window.findChildren<QAction*>();
        QVERIFY(actions.contains(m_dock->toggleViewAction()));
    }
};

QTEST_MAIN(TestWindowChanges)
#include "tst_window_changes.moc"
