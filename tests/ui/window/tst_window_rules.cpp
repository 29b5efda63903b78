// SPDX-License-Identifier: MIT
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QTest>
#include <QToolButton>

#include "tests/ui/window/window_test.h"
#include "ui/docks/condition_dock.h"
#include "ui/docks/rule_edit.h"
#include "ui/docks/stack_row.h"
#include "ui/session/rule_arrays.h"
#include "ui/session/source_rule.h"
#include "ui/tools/tool_manager.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using ui::ConditionDock;
using ui::RuleEdit;

/// Rules and painted layers in the window, by keys and buttons.
class TestWindowRules : public QObject {
    Q_OBJECT

private slots:
    /// 60 x 80: the destination is 1 on the left half, the source 2 in the upper half.
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->window.resize(1360, 860);
        m_bench->window.show();
        m_bench->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
        m_dock = m_bench->window.findChild<ConditionDock*>();
        QVERIFY(m_dock != nullptr);
        std::vector<std::uint8_t> destination(60 * 80);
        std::vector<std::uint8_t> source(destination.size());
        for (std::size_t i = 0; i < source.size(); ++i) {
            destination[i] = i % 80 < 40 ? 1 : 0;
            source[i] = i / 80 < 30 ? 2 : 0;
        }
        m_bench->window.files().openLayers(
            {{LayerId::Destination,
              m_bench->folder.write("truth.npy", array::Shape{60, 80}, destination)},
             {LayerId::Source,
              m_bench->folder.write("prediction.npy", array::Shape{60, 80}, source)}});
    }
    void cleanup() { m_bench.reset(); }

    void aKeyBeginsARule() {
        QTest::keyClick(&m_bench->window.canvas(), Qt::Key_Equal);
        QVERIFY(m_dock->isVisible());
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&rule()));
        type("source == 2");
        // Live, before it is for good.
        QTRY_COMPARE(document().selectedCount(), 2400);
        QCOMPARE(document().history().size(), std::size_t{0});
        type(" & destination != 0");
        QTRY_COMPARE(document().selectedCount(), 1200);
        QTest::keyClick(&rule(), Qt::Key_Return);
        QCOMPARE(document().history().size(), std::size_t{1});
        QCOMPARE(m_dock->rows().size(), 2);
        QTRY_VERIFY2(m_dock->note().startsWith("local"), qPrintable(m_dock->note()));
        document().undo();
        QCOMPARE(document().selectedCount(), 0);
        QCOMPARE(m_dock->rows().size(), 1);
        document().redo();
        QCOMPARE(document().selectedCount(), 1200);
    }

    void escapeGoesBack() {
        enter("source == 2");
        rule().setFocus();
        type(" & destination == 7");
        QTRY_COMPARE(document().selectedCount(), 0);
        QTest::keyClick(&rule(), Qt::Key_Escape);
        QCOMPARE(document().selectedCount(), 2400);
        QCOMPARE(rule().rule(), QString("source == 2"));
        QCOMPARE(document().history().size(), std::size_t{1});
    }

    void anErrorIsSaidAtItsColumn() {
        QTest::keyClick(&m_bench->window.canvas(), Qt::Key_Equal);
        type("source == 2 & destinaton != 0");
        hidePopup();
        QTRY_VERIFY2(m_dock->note().contains("Column 15"), qPrintable(m_dock->note()));
        QVERIFY(m_dock->note().contains("destination"));
        QCOMPARE(rule().extraSelections().size(), 1);
        QCOMPARE(rule().extraSelections()[0].cursor.selectedText(), QString("destinaton"));
        QCOMPARE(document().selectedCount(), 0);
        QVERIFY(document().plan() != nullptr);
    }

    void completesWhatIsTyped() {
        QTest::keyClick(&m_bench->window.canvas(), Qt::Key_Equal);
        type("dest");
        QTRY_VERIFY(rule().offers().isVisible());
        QTest::keyClick(&rule(), Qt::Key_Return);
        QCOMPARE(rule().toPlainText(), QString("destination"));
        type(" == 1");
        hidePopup();
        QTest::keyClick(&rule(), Qt::Key_Return);
        QCOMPARE(document().selectedCount(), 2400);
    }

    /// Each letter is the key of some tool: as the window gets them.
    void lettersAreNoCommands() {
        QTest::keyClick(m_bench->window.windowHandle(), Qt::Key_Equal);
        const auto tool = m_bench->window.canvas().tools().currentId();
        const QString text = "source==2&edges(destination==1)";
        for (const QChar c : text) {
            QTest::keyClick(m_bench->window.windowHandle(), c.toLatin1());
            QTest::qWait(1);
        }
        QCOMPARE(rule().rule(), text);
        QCOMPARE(m_bench->window.canvas().tools().currentId(), tool);
        QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(&rule()));
    }

    void rowsSwitchJoinAndMove() {
        enter("source == 2");
        enter("destination == 1");
        QCOMPARE(document().selectedCount(), 3600);
        auto& combine = m_dock->rows()[0]->combine();
        combine.setCurrentIndex(1);
        emit combine.activated(1);
        QCOMPARE(document().selectedCount(), 1200);
        combine.setCurrentIndex(2);
        emit combine.activated(2);
        QCOMPARE(document().selectedCount(), 1200);  // the right half
        QVERIFY(!document().condition()->at(0));
        m_dock->rows()[0]->on().click();
        QCOMPARE(document().selectedCount(), 2400);
        m_dock->rows()[0]->on().click();
        m_dock->rows()[0]->name().setText("not yet trusted");
        m_dock->rows()[0]->name().setModified(true);
        emit m_dock->rows()[0]->name().editingFinished();
        QCOMPARE(document().stack().layers().layers[2].name, QString("not yet trusted"));
        tool("↓").click();
        QCOMPARE(document().stack().layers().layers[1].name, QString("not yet trusted"));
        QCOMPARE(document().selectedCount(), 2400);  // below the other it takes nothing away
        tool("Remove").click();
        QCOMPARE(m_dock->rows().size(), 2);
        while (document().canUndo()) {
            document().undo();
        }
        QCOMPARE(m_dock->rows().size(), 1);
        QCOMPARE(document().selectedCount(), 0);
    }

    void frozenRulesAreCorrectedByHand() {
        enter("source == 2");
        // Over a rule the eraser changes nothing.
        stroke(document(), {{10.5, 10.5}}, 5, false);
        QCOMPARE(document().selectedCount(), 2400);
        tool("Freeze to paint").click();
        QCOMPARE(document().selectedCount(), 2400);
        stroke(document(), {{10.5, 10.5}}, 5, false);
        QCOMPARE(document().selectedCount(), 2400 - 21);
        tool("Flatten").click();
        QVERIFY(document().stack().plain());
        QCOMPARE(document().selectedCount(), 2400 - 21);
    }

    void arraysAreNamedAndTheSourceIsARule() {
        std::vector<float> p(2 * 60 * 80);
        for (std::size_t i = 0; i < p.size(); ++i) {
            p[i] = i % 80 < 20 ? 0.9F : 0.2F;
            p[i] += i < 60 * 80 ? 0 : 0.05F * static_cast<float>(i % 3);
        }
        m_bench->script.filesToOpen = {m_bench->folder.write("p.npy", array::Shape{2, 60, 80}, p)};
        auto* inputs = m_dock->findChild<QLabel*>("inputs");
        QVERIFY(inputs != nullptr);
        emit inputs->linkActivated("add:");
        QVERIFY2(inputs->text().contains("<b>p</b>"), qPrintable(inputs->text()));
        enter("max(p, axis=0) > 0.5");
        QCOMPARE(document().selectedCount(), 1200);
        m_dock->sourceRule().setFocus();
        QTest::keyClicks(&m_dock->sourceRule(), "argmax(p, axis=0)");
        m_dock->sourceRule().offers().hide();
        QTest::keyClick(&m_dock->sourceRule(), Qt::Key_Return);
        QTRY_COMPARE(document().sourceRule().text(), QString("argmax(p, axis=0)"));
        QCOMPARE(document().dtype(LayerId::Source), array::DType::I64);
        emit inputs->linkActivated("remove:p");
        QVERIFY(document().plan() == nullptr);
        QVERIFY(document().problem().contains("'p'"));
    }

    void everythingHasANameAndTheKeyboard() {
        enter("source == 2");
        for (const QWidget* each : m_dock->findChildren<QWidget*>()) {
            if (each->focusPolicy() & Qt::TabFocus) {
                const auto* button = qobject_cast<const QAbstractButton*>(each);
                const bool named = !each->accessibleName().isEmpty() ||
                                   (button != nullptr && !button->text().isEmpty());
                QVERIFY2(named, each->metaObject()->className());
            }
        }
    }

private:
    [[nodiscard]] session::Document& document() { return m_bench->document(); }
    [[nodiscard]] RuleEdit& rule() { return m_dock->rule(); }
    void hidePopup() { rule().offers().hide(); }
    void type(const QString& text) {
        for (const QChar c : text) {
            QTest::keyClick(&rule(), c.toLatin1());
        }
    }
    void enter(const QString& text) {
        m_dock->beginRule();
        type(text);
        hidePopup();
        QTest::keyClick(&rule(), Qt::Key_Return);
        QVERIFY(!document().stack().pending() || document().settleRules());
    }
    [[nodiscard]] QToolButton& tool(const QString& text) {
        for (auto* button : m_dock->findChildren<QToolButton*>()) {
            if (button->text() == text) {
                return *button;
            }
        }
        qFatal("there is no button %s", qPrintable(text));
    }

    std::unique_ptr<WindowBench> m_bench;
    ConditionDock* m_dock = nullptr;
};

QTEST_MAIN(TestWindowRules)
#include "tst_window_rules.moc"
