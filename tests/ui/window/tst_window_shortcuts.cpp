// SPDX-License-Identifier: MIT
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QTest>
#include <QToolBar>
#include <QToolButton>

#include "tests/ui/window/window_test.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/keyboard.h"
#include "ui/tools/tool_manager.h"

using namespace frisket;
using namespace frisket::test;
using session::ShortcutPreset;
using ui::ToolId;

/// Keys of the whole window: which there are, changing them, and going about without a mouse.
class TestWindowShortcuts : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->openBoth();
        window().resize(1360, 860);
        window().show();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        window().canvas().setFocus();
    }
    void cleanup() { m_bench.reset(); }

    void everyActionHasAnId() {
        QStringList ids;
        for (const ui::Command& command : window().keyboard().commands()) {
            QVERIFY2(!command.id.isEmpty(),
                     qPrintable("give the action an object name: " + command.text));
            QVERIFY2(!ids.contains(command.id), qPrintable("twice: " + command.id));
            QVERIFY2(!command.text.isEmpty() && !command.group.isEmpty(), qPrintable(command.id));
            ids << command.id;
        }
        // Nothing with keys is missing on the page.
        for (const QAction* action : window().findChildren<QAction*>()) {
            QVERIFY2(action->shortcut().isEmpty() || ids.contains(action->objectName()) ||
                         action->shortcutContext() == Qt::WidgetShortcut,
                     qPrintable(action->text()));
        }
        for (const QAction* tool : window().actions().tools()) {
            QVERIFY2(ids.contains(tool->objectName()), qPrintable(tool->text()));
        }
        for (const QString& id : session::commandsWithKeys()) {
            QVERIFY2(ids.contains(id), qPrintable("in the table, but nowhere else: " + id));
        }
    }

    void noKeyIsTwoThings_data() { presets(); }
    void noKeyIsTwoThings() {
        QFETCH(ShortcutPreset, preset);
        session::ShortcutMap& map = window().keyboard().shortcuts();
        map.setPreset(preset);
        for (const ui::Command& command : window().keyboard().commands()) {
            // By itself a command has all keys that the table says, and so it has those of a
            // preset.
            if (session::namedKeys(preset, command.id)) {
                QVERIFY2(map.missed(command.id).isEmpty(), qPrintable(command.id));
            }
            QCOMPARE(command.action->shortcuts(), map.keys(command.id));
        }
        QMap<QKeySequence, const QAction*> seen;
        for (const QAction* action : window().findChildren<QAction*>()) {
            if (action->shortcutContext() == Qt::WidgetShortcut) {
                continue;
            }
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!seen.contains(key),
                         qPrintable(key.toString() + ": " + action->text() + ", " +
                                    (seen.contains(key) ? seen[key]->text() : QString())));
                seen[key] = action;
            }
        }
    }

    void keysOpenThePage_data() {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("F1") << Qt::Key_F1;
        QTest::newRow("?") << Qt::Key_Question;
    }
    void keysOpenThePage() {
        QFETCH(Qt::Key, key);
        QVERIFY(window().keyboard().page() == nullptr);
        QTest::keyClick(&window().canvas(), key);
        ui::ShortcutsDialog* page = window().keyboard().page();
        QVERIFY(page != nullptr && page->isVisible() && !page->isModal());
        window().activateWindow();
        QTest::keyClick(&window().canvas(), key);
        QCOMPARE(window().keyboard().page(), page);
        page->close();
        QTRY_VERIFY(window().keyboard().page() == nullptr);
    }

    void aChangedKeyWorksAtOnceAndLater() {
        session::ShortcutMap& map = window().keyboard().shortcuts();
        map.choose("fill", session::keysFromText("J"));
        QTest::keyClick(&window().canvas(), Qt::Key_J);
        QCOMPARE(window().canvas().tools().currentId(), ToolId::Fill);
        QTest::keyClick(&window().canvas(), Qt::Key_B);
        QTest::keyClick(&window().canvas(), Qt::Key_F);
        QCOMPARE(window().canvas().tools().currentId(), ToolId::Brush);
        QVERIFY(window().actions().fill->toolTip().endsWith("(J)"));
        map.choose("fill", {});
        QVERIFY(!window().actions().fill->toolTip().contains("(J)"));
        map.choose("fill", session::keysFromText("J"));
        map.setPreset(ShortcutPreset::Krita);
        QVERIFY(m_bench->closes());
        QVERIFY(m_bench->settings.save());

        session::Settings later(m_bench->folder.path("settings.json"));
        ui::MainWindow again(later, m_bench->folder.path("sample"), m_bench->script.prompts());
        QCOMPARE(again.actions().fill->shortcut(), QKeySequence("J"));
        QCOMPARE(again.actions().line->shortcut(), QKeySequence("V"));
        QVERIFY(again.actions().line->toolTip().endsWith("(V)"));
    }

    void toolOptionsComeBack() {
        session::ToolOptions& options = window().toolOptions();
        options.setNibShape(paint::NibShape::Flat);
        options.setJoin(session::Join::Intersect);
        const session::Similarity similarity{session::LayerId::Backdrop, 12.5, false,
                                             paint::Connectivity::Eight};
        options.setSimilarity(similarity);
        QVERIFY(m_bench->closes());
        QVERIFY(m_bench->settings.save());
        session::Settings later(m_bench->folder.path("settings.json"));
        ui::MainWindow again(later, m_bench->folder.path("sample"), m_bench->script.prompts());
        QCOMPARE(again.toolOptions().nibShape(), paint::NibShape::Flat);
        QCOMPARE(again.toolOptions().join(), session::Join::Intersect);
        QVERIFY(again.toolOptions().similarity() == similarity);
    }

    void panesInTurn() {
        const auto go = [this](Qt::KeyboardModifiers modifiers) {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6, modifiers);
            return paneOf(QApplication::focusWidget());
        };
        QStringList panes{"canvas"};
        for (int i = 0; i < 20; ++i) {
            const QString pane = go({});
            if (pane == "canvas") {
                break;
            }
            QVERIFY2(!pane.isEmpty() && !panes.contains(pane), qPrintable(pane));
            panes << pane;
        }
        for (const char* pane :
             {"LayersDock", "BroadcastDock", "fileBar", "assignmentBar", "brushBar", "toolBar"}) {
            QVERIFY2(panes.contains(pane), pane);
        }
        QVERIFY2(!panes.contains("HistoryDock"), "it is behind another tab");
        QVERIFY(window().canvas().hasFocus());
        for (qsizetype i = panes.size() - 1; i >= 0; --i) {
            QCOMPARE(go(Qt::ShiftModifier), panes[i]);
        }
    }

    void buttonsOfToolBarsAreReached() {
        auto* bar = window().findChild<QToolBar*>("toolBar");
        while (paneOf(QApplication::focusWidget()) != "toolBar") {
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_F6);
        }
        for (int i = 0; i < 30; ++i) {
            auto* button = qobject_cast<QToolButton*>(QApplication::focusWidget());
            if (button != nullptr && button->defaultAction() == window().actions().fill) {
                QTest::keyClick(button, Qt::Key_Space);
                break;
            }
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        QVERIFY(bar->isAncestorOf(QApplication::focusWidget()));
        QCOMPARE(window().canvas().tools().currentId(), ToolId::Fill);
    }

    void theKeyboardPaints() {
        window().toolOptions().setBrushSize(1);
        QTest::keyClick(&window().canvas(), Qt::Key_K);  // holds the button
        QVERIFY(m_bench->document().inStroke());
        QTest::keyClick(&window().canvas(), Qt::Key_Left);
        QTest::keyClick(&window().canvas(), Qt::Key_Left);
        QTest::keyClick(&window().canvas(), Qt::Key_K);
        QVERIFY(!m_bench->document().inStroke());
        QVERIFY(m_bench->document().selectedCount() >= 2);
        QTest::keyClick(&window().canvas(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_bench->document().selectedCount(), 0);
    }

private:
    [[nodiscard]] ui::MainWindow& window() { return m_bench->window; }
    static void presets() {
        QTest::addColumn<ShortcutPreset>("preset");
        for (const ShortcutPreset preset : session::kShortcutPresets) {
            QTest::newRow(qPrintable(session::displayName(preset))) << preset;
        }
    }
    /// The dock or tool bar that a widget is in, or "canvas".
    [[nodiscard]] QString paneOf(QWidget* widget) {
        for (; widget != nullptr; widget = widget->parentWidget()) {
            if (widget == &window().canvas()) {
                return "canvas";
            }
            if (qobject_cast<QToolBar*>(widget) != nullptr ||
                qobject_cast<QDockWidget*>(widget) != nullptr) {
                return widget->objectName();
            }
        }
        return {};
    }

    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestWindowShortcuts)
#include "tst_window_shortcuts.moc"
