// SPDX-License-Identifier: MIT
// The rows of the Changes dock: how they are used, and those of floats and of many labels.
#include <QTest>

#include "tests/ui/window/changes_bench.h"

using namespace frisket;
using namespace frisket::test;

class TestWindowChangeRows : public QObject, ChangesBench {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void delAndTheMenuDropAndKeep() {
        openLayers();
        see();
        document().selectAll();
        QTRY_COMPARE(rows().size(), 3);
        table().setCurrentIndex(table().model()->index(rowOf("1 0"), 0));
        QTest::keyClick(&table(), Qt::Key_Delete);
        QTRY_COMPARE(document().selectedCount(), 3600);
        QTRY_COMPARE(rows().size(), 2);
        table().setCurrentIndex(table().model()->index(rowOf("0 2"), 0));
        fromMenu("Keep only these");
        QTRY_COMPARE(document().selectedCount(), 1200);
        QTRY_COMPARE(rows(), QStringList{"0 2 1,200 25.0 %"});
        table().setCurrentIndex(table().model()->index(0, 0));
        fromMenu("Show on the canvas");
        QTRY_VERIFY(marks() != nullptr && marks()->count() == 1200);
        fromMenu("Drop these from the condition");
        QTRY_COMPARE(document().selectedCount(), 0);
    }

    /// What is chosen stays the same labels when rows change their places.
    void theChosenRowIsFollowed() {
        openLayers();
        see();
        document().selectAll();
        QTRY_COMPARE(rows().size(), 3);
        const QPersistentModelIndex chosen(table().model()->index(rowOf("1 0"), 0));
        table().setCurrentIndex(chosen);
        stroke(document(), {{10.5, 45.5}}, 11, false);  // fewer 1 -> 0
        QTRY_COMPARE(firsts().last(), QString("1 0"));
        QCOMPARE(chosen.row(), 2);
        QCOMPARE(table().currentIndex().row(), 2);
        QVERIFY(m_dock->chosen() == (ChangesDock::Pair{1, 0}));
    }

    void aSharedConditionChangesInAllSlices() {
        openLayers(3);
        document().collapseCondition(0, condition::Reduction::Any);
        see();
        document().selectAll();
        QTRY_COMPARE(rows().size(), 3);
        QVERIFY(m_dock->state().contains("in this slice"));
        table().setCurrentIndex(table().model()->index(rowOf("1 0"), 0));
        button("Drop").click();
        QTRY_COMPARE(document().selectedCount(), 3600);
        document().setIndex(0, 2);
        QTRY_COMPARE(rows().size(), 2);
    }

    void floatsHaveTotalsOnly() {
        const std::vector<float> halves(60 * 80, 0.5F);
        openLayers();
        FRISKET_VERIFY(
            document().open(LayerId::Destination,
                            m_bench->folder.write("f.npy", makeArray<float>({60, 80}, halves))));
        see();
        document().selectAll();
        QTRY_VERIFY(totals().startsWith("Added: 0"));
        QTRY_VERIFY(texts().contains("Floats have no labels: only the totals are counted."));
        QCOMPARE(rows().size(), 0);
        m_dock->findChild<QTabWidget*>()->setCurrentIndex(1);
        QTRY_VERIFY(texts().contains("Floats have no labels that could be compared."));
    }

    /// Of many pairs, and of many labels, those with the most pixels are listed.
    void manyRowsAreCut() {
        std::vector<std::uint16_t> many(60 * 80);
        for (std::size_t i = 0; i < many.size(); ++i) {
            many[i] = static_cast<std::uint16_t>(i < 400 ? 7 : i);
        }
        openLayers();
        FRISKET_VERIFY(document().open(
            LayerId::Destination,
            m_bench->folder.write("m.npy", makeArray<std::uint16_t>({60, 80}, many))));
        see();
        document().selectAll();
        QTRY_COMPARE(rows().size(), 2000);
        QVERIFY(texts().contains("The 2,000 pairs with the most pixels of 4,40"));
        QVERIFY(rows().first().startsWith("7 2 "));
        m_dock->findChild<QTabWidget*>()->setCurrentIndex(1);
        auto* model = m_dock->findChild<ui::ScoresModel*>();
        QTRY_COMPARE(model->rowCount(), 2000);
        QVERIFY(texts().contains("The 2,000 labels with the most pixels of 4,40"));
        // In mid-stroke they rest.
        document().beginStroke();
        condition::BitRegion all(document().planeRect());
        all.fill();
        document().extendStroke(all, false);
        QTRY_VERIFY(texts().contains("Compares again when edits rest"));
        QCOMPARE(model->rowCount(), 2000);
        document().commitStroke("None");
        QTRY_VERIFY(texts().contains("Mean IoU"));
    }
};

QTEST_MAIN(TestWindowChangeRows)
#include "tst_window_change_rows.moc"
