// SPDX-License-Identifier: MIT
// Labels that are painted and replaced, in the window.
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>
#include <QTest>

#include "tests/ui/window/window_test.h"
#include "ui/dialogs/replace_dialog.h"
#include "ui/docks/labels_dock.h"
#include "ui/docks/labels_model.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::LayerId;
using session::PaintInto;
using ui::UnsavedAnswer;

class TestWindowLabels : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->window.files().openLayers({{LayerId::Destination, m_bench->destination}});
        m_bench->window.resize(1300, 800);
        m_bench->window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->window));
        dock().show();
        dock().raise();
        QTRY_COMPARE(table().model()->rowCount(), 6);
    }
    void cleanup() { m_bench.reset(); }

    void theTargetHasTwoSwitches() {
        auto* into = named<QComboBox>("What is painted");
        auto* value = named<QLineEdit>("Label to paint");
        QAction& direct = *m_bench->window.actions().paintLabels;
        QCOMPARE(into->currentText(), "Condition");
        QVERIFY(value->isHidden() && !direct.isChecked());
        direct.trigger();
        QCOMPARE(into->currentText(), "Label");
        QVERIFY(value->isVisible());
        QCOMPARE(document().paintTarget(), (session::PaintTarget{PaintInto::Destination, "1"}));
        QVERIFY(m_bench->window.toolOptions().paintColour().has_value());
        value->setFocus();
        value->selectAll();
        QTest::keyClicks(value, "255");
        QCOMPARE(document().paintTarget().value, "255");
        QVERIFY(document().canPaint());
        QTest::keyClicks(value, "5");
        QCOMPARE(document().paintTarget().value, "2555");
        QVERIFY(!document().canPaint());
        QVERIFY(value->toolTip().contains("does not fit uint8"));
        QVERIFY(!m_bench->window.toolOptions().paintColour());
        // The condition can be edited whatever the label is.
        QVERIFY(m_bench->window.actions().selectAll->isEnabled());
        direct.trigger();
        QCOMPARE(into->currentText(), "Condition");
        QVERIFY(document().canPaint());
    }

    void theDockFollowsAndLeads() {
        // A click only chooses, until labels are painted.
        table().selectRow(2);
        QCOMPARE(document().paintTarget().into, PaintInto::Condition);
        emit table().doubleClicked(table().model()->index(2, ui::LabelsModel::Value));
        QCOMPARE(document().paintTarget(), (session::PaintTarget{PaintInto::Destination, "2"}));
        table().selectRow(5);
        QCOMPARE(document().paintTarget().value, "255");
        document().setPaintTarget({PaintInto::Destination, "3"});
        QCOMPARE(dock().chosenLabel(), std::optional<std::int64_t>(3));
        // A label that was not there before is listed, and still the chosen one.
        document().setPaintTarget({PaintInto::Destination, "77"});
        m_bench->paint(0);
        QTRY_COMPARE(dock().chosenLabel(), std::optional<std::int64_t>(77));
        QCOMPARE(document().paintTarget().value, "77");
        document().setPaintTarget({});
        table().selectRow(1);
        QCOMPARE(document().paintTarget(), session::PaintTarget());
    }

    void asksBeforeItIsLost() {
        document().setPaintTarget({PaintInto::Destination, "7"});
        m_bench->paint(0);
        QVERIFY(m_bench->window.isWindowModified());
        QVERIFY(!m_bench->closes());
        QCOMPARE(m_bench->script.takeAsked(), QStringList("unsaved"));
        QVERIFY(m_bench->script.work.modified && !m_bench->script.work.unapplied);
        m_bench->window.actions().save->trigger();
        QCOMPARE(m_bench->onDisk(), QByteArray("\7\1\2\3\xff\5", 6));
        QVERIFY(!m_bench->window.isWindowModified());
        QVERIFY(m_bench->closes());
        QVERIFY(m_bench->script.takeAsked().isEmpty());
    }

    void theMenuSelects_data() {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<QList<int>>("selected");
        QTest::newRow("add") << "Add to" << QList{0, 1, 3};
        QTest::newRow("subtract") << "Subtract" << QList{0};
        QTest::newRow("intersect") << "Intersect" << QList{1};
        QTest::newRow("replace") << "Replace" << QList{1, 3};
    }
    void theMenuSelects() {
        QFETCH(QString, entry);
        QFETCH(QList<int>, selected);
        m_bench->window.files().openLayers(
            {{LayerId::Destination,
              m_bench->folder.write<std::uint8_t>("other.npy", {2, 3}, {4, 9, 0, 9, 0, 0})}});
        m_bench->paint(0);
        m_bench->paint(1);
        document().setPaintTarget({PaintInto::Destination, "7"});  // of no meaning here
        QMenu menu;
        emit dock().menuFilled(menu, 9);
        QAction* select = entryOf(menu, "Select where the destination has it");
        QVERIFY(!entryOf(menu, "Select where the source has it")->isEnabled());
        entryOf(*select->menu(), entry)->trigger();
        for (int i = 0; i < 6; ++i) {
            QCOMPARE(document().condition()->at(i), selected.contains(i));
        }
        entryOf(menu, "Paint with")->trigger();
        QCOMPARE(document().paintTarget().value, "9");
    }

    void replaces() {
        m_bench->paint(1);
        QVERIFY(document().selectedCount() == 1);
        QMenu menu;
        emit dock().menuFilled(menu, 1);
        entryOf(menu, "Swap this label")->trigger();
        auto* dialog = m_bench->window.findChild<ui::ReplaceDialog*>();
        QVERIFY(dialog != nullptr);
        auto* to = named<QLineEdit>("Label that takes its place");
        QTRY_VERIFY(dialog->words().contains("Say which"));
        to->setText("300");
        QTRY_VERIFY(dialog->words().contains("does not fit uint8"));
        to->setText("3");
        QTRY_COMPARE(dialog->words(), QString("1 px of 1 become 3.\n1 px of 3 become 1."));
        to->setText("2");
        QTRY_COMPARE(dialog->words(), QString("1 px of 1 become 2.\n1 px of 2 become 1."));
        dialog->accept();
        QTRY_COMPARE(destinationBytes(document()), QByteArray("\0\2\1\3\xff\5", 6));
        QCOMPARE(document().history().undoName(), std::string_view("Swap 1 and 2"));
        m_bench->window.actions().undo->trigger();
        QCOMPARE(destinationBytes(document()), QByteArray("\0\1\2\3\xff\5", 6));
        m_bench->window.actions().replaceLabel->trigger();
        dialog = m_bench->window.findChild<ui::ReplaceDialog*>();
        dialog->reject();
        QVERIFY(document().canUndo() && document().canRedo());
    }

private:
    [[nodiscard]] Document& document() { return m_bench->document(); }
    [[nodiscard]] ui::LabelsDock& dock() { return *m_bench->window.findChild<ui::LabelsDock*>(); }
    [[nodiscard]] QTableView& table() { return *dock().findChild<QTableView*>(); }
    template <class T>
    [[nodiscard]] T* named(const QString& name) {
        for (T* each : m_bench->window.findChildren<T*>()) {
            if (each->accessibleName() == name) {
                return each;
            }
        }
        qFatal("nothing is called %s", qPrintable(name));
    }
    [[nodiscard]] static QAction* entryOf(const QMenu& menu, const QString& words) {
        for (QAction* action : menu.actions()) {
            if (action->text().remove('&').startsWith(words)) {
                return action;
            }
        }
        qFatal("no entry %s", qPrintable(words));
    }

    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestWindowLabels)
#include "tst_window_labels.moc"
