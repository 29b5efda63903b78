// SPDX-License-Identifier: MIT
#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPushButton>
#include <QScrollArea>
#include <QTest>
#include <QToolButton>

#include "ui/canvas_gestures.h"
#include "ui/dialogs/shortcuts_dialog.h"
#include "ui/dialogs/shortcuts_list.h"
#include "ui/key_button.h"

using namespace frisket;
using namespace frisket::ui;

/// The page of keys, as a person uses it.
class TestShortcutsDialog : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bar = std::make_unique<QMenuBar>();
        QMenu* edit = m_bar->addMenu("&Edit");
        add(*edit, "undo", "&Undo", "Take the last step back");
        QMenu* tools = m_bar->addMenu("&Tools");
        add(*tools, "brush", "&Brush", "Paint");
        add(*tools, "fill", "F&ill…", "Click to join what is like that pixel");
        add(*tools, "juggle", "&Juggle", {});
        m_commands = commandsOf(*m_bar);
        QStringList ids;
        for (const Command& command : m_commands) {
            ids << command.id;
        }
        m_map = std::make_unique<session::ShortcutMap>();
        QList<session::ShortcutMap::Fixed> fixed;
        for (const Gesture& gesture : canvasKeys()) {
            fixed.append({gesture.keys, gesture.what});
        }
        fixed.append({menuKeys(*m_bar), "it opens a menu"});
        m_map->setFixed(fixed);
        m_map->setCommands(ids);
        m_page = std::make_unique<ShortcutsDialog>(*m_map, m_commands);
        m_page->show();
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    }
    void cleanup() {
        m_page.reset();
        m_map.reset();
        m_bar.reset();
    }

    void commandsComeFromTheMenus() {
        QCOMPARE(m_commands.size(), 4);
        QCOMPARE(m_commands[2].text, QString("Fill"));
        QCOMPARE(m_commands[2].group, QString("Tools"));
        for (const Command& command : m_commands) {
            QVERIFY(m_page->list().button(command.id) != nullptr);
        }
    }

    void wordsAreFound_data() {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QStringList>("left");
        const QStringList all{"undo", "brush", "fill", "juggle"};
        QTest::newRow("none") << QString() << all;
        QTest::newRow("text") << "brush" << QStringList{"brush"};
        QTest::newRow("case and part") << "FIL" << QStringList{"fill"};
        QTest::newRow("tip") << "pixel" << QStringList{"fill"};
        QTest::newRow("group") << "tools" << QStringList{"brush", "fill", "juggle"};
        QTest::newRow("two words") << "tools paint" << QStringList{"brush"};
        QTest::newRow("key") << "ctrl+z" << QStringList{"undo"};
        QTest::newRow("nothing") << "zebra" << QStringList{};
    }
    void wordsAreFound() {
        QFETCH(QString, words);
        QFETCH(QStringList, left);
        QTest::keyClicks(search(), words);
        QCOMPARE(seen(), left);
        QCOMPARE(m_page->findChild<QScrollArea*>()->isVisible(), words != "zebra");
    }

    void gesturesAreFound() {
        QTest::keyClicks(search(), "pinch");
        QVERIFY(seen().isEmpty());
        QVERIFY(m_page->findChild<QScrollArea*>()->isVisible());
    }

    void aKeyIsFound() {
        KeyButton* key = searchKey();
        QTest::mouseClick(key, Qt::LeftButton);
        QVERIFY(key->isWaiting());
        QTest::keyClick(key, Qt::Key_F);
        QVERIFY(!key->isWaiting());
        QCOMPARE(seen(), QStringList{"fill"});
        QTest::keyClick(key, Qt::Key_Return);
        QTest::keyClick(key, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(seen(), QStringList{"undo"});
        QTest::keyClick(key, Qt::Key_Return);
        QTest::keyClick(key, Qt::Key_Backspace);
        QCOMPARE(seen().size(), 4);
    }

    void aKeyIsChanged_data() {
        QTest::addColumn<Qt::Key>("start");  // how the button is pressed
        QTest::newRow("Enter") << Qt::Key_Return;
        QTest::newRow("keypad's Enter") << Qt::Key_Enter;
        QTest::newRow("Space") << Qt::Key_Space;
    }
    void aKeyIsChanged() {
        QFETCH(Qt::Key, start);
        KeyButton* fill = m_page->list().button("fill");
        fill->setFocus();
        QTest::keyClick(fill, start);
        QVERIFY(fill->isWaiting());
        QTest::keyClick(fill, Qt::Key_Shift);  // on the way to a key
        QVERIFY(fill->isWaiting());
        QTest::keyClick(fill, Qt::Key_G, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(!fill->isWaiting());
        QCOMPARE(m_map->keys("fill"), session::keysFromText("Ctrl+Shift+G"));
        QVERIFY(m_page->message().contains("Fill"));
        QVERIFY(fill->accessibleName().contains("Ctrl+Shift+G"));
        QVERIFY(fill->hasFocus());
    }

    void symbolsAreTakenAsTyped() {
        KeyButton* fill = m_page->list().button("fill");
        QTest::mouseClick(fill, Qt::LeftButton);
        QKeyEvent press(QEvent::KeyPress, Qt::Key_BraceLeft, Qt::ShiftModifier, "{");
        QCoreApplication::sendEvent(fill, &press);
        QCOMPARE(m_map->keys("fill"), session::keysFromText("{"));
        QTest::mouseClick(fill, Qt::LeftButton);
        QKeyEvent plus(QEvent::KeyPress, Qt::Key_Plus, Qt::KeypadModifier, "+");
        QCoreApplication::sendEvent(fill, &plus);
        QCOMPARE(m_map->keys("fill"), session::keysFromText("+"));
    }

    void nothingIsChanged_data() {
        QTest::addColumn<Qt::Key>("key");
        QTest::newRow("Esc") << Qt::Key_Escape;
        QTest::newRow("Tab") << Qt::Key_Tab;
    }
    void nothingIsChanged() {
        QFETCH(Qt::Key, key);
        KeyButton* fill = m_page->list().button("fill");
        QTest::mouseClick(fill, Qt::LeftButton);
        QTest::keyClick(fill, key);
        QVERIFY(!fill->isWaiting());
        QVERIFY(m_page->isVisible());
        QCOMPARE(m_map->keys("fill"), session::keysFromText("F"));
        QCOMPARE(fill->hasFocus(), key == Qt::Key_Escape);
        QTest::mouseClick(fill, Qt::LeftButton);
        search()->setFocus();
        QVERIFY(!fill->isWaiting());
    }

    void aConflictIsSaidAndSolved() {
        KeyButton* fill = m_page->list().button("fill");
        QVERIFY(!button("&Take it away")->isVisible());
        QTest::mouseClick(fill, Qt::LeftButton);
        QTest::keyClick(fill, Qt::Key_B);
        QCOMPARE(m_map->keys("fill"), session::keysFromText("F"));
        QVERIFY2(m_page->message().contains("B is the key of “Brush”"),
                 qPrintable(m_page->message()));
        QVERIFY(button("&Take it away")->hasFocus());
        QTest::keyClick(button("&Leave it there"), Qt::Key_Space);
        QCOMPARE(m_map->keys("fill"), session::keysFromText("F"));
        QVERIFY(fill->hasFocus() && !button("&Take it away")->isVisible());
        QTest::keyClick(fill, Qt::Key_Return);
        QTest::keyClick(fill, Qt::Key_B);
        QTest::keyClick(button("&Take it away"), Qt::Key_Space);
        QCOMPARE(m_map->keys("fill"), session::keysFromText("B"));
        QVERIFY(m_map->keys("brush").isEmpty());
        QVERIFY(m_page->message().contains("Brush"));
        QVERIFY(fill->hasFocus());
        // Brush back to B: it stays where the person put it, and that is said.
        m_map->choose("brush", session::keysFromText("F9"));
        QTest::mouseClick(reset("Brush"), Qt::LeftButton);
        QVERIFY2(m_page->message().contains("B stays with “Fill”"), qPrintable(m_page->message()));
        QTest::mouseClick(reset("Fill"), Qt::LeftButton);
        QCOMPARE(m_map->keys("brush"), session::keysFromText("B"));
        QCOMPARE(m_map->keys("fill"), session::keysFromText("F"));
    }

    void fixedKeysAreRefused_data() {
        QTest::addColumn<Qt::Key>("key");
        QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
        QTest::newRow("Space") << Qt::Key_Space << Qt::KeyboardModifiers();
        QTest::newRow("Return") << Qt::Key_Return << Qt::KeyboardModifiers();
        QTest::newRow("Shift+Left") << Qt::Key_Left << Qt::KeyboardModifiers(Qt::ShiftModifier);
        QTest::newRow("menu") << Qt::Key_T << Qt::KeyboardModifiers(Qt::AltModifier);
    }
    void fixedKeysAreRefused() {
        QFETCH(Qt::Key, key);
        QFETCH(Qt::KeyboardModifiers, modifiers);
        KeyButton* fill = m_page->list().button("fill");
        QTest::mouseClick(fill, Qt::LeftButton);
        QTest::keyClick(fill, key, modifiers);
        QCOMPARE(m_map->keys("fill"), session::keysFromText("F"));
        QVERIFY2(m_page->message().contains("can't be given away"), qPrintable(m_page->message()));
        QVERIFY(!button("&Take it away")->isVisible());
    }

    void aKeyIsTakenAway() {
        KeyButton* fill = m_page->list().button("fill");
        QTest::mouseClick(fill, Qt::LeftButton);
        QTest::keyClick(fill, Qt::Key_Backspace);
        QVERIFY(m_map->keys("fill").isEmpty() && m_map->isChosen("fill"));
        QVERIFY(fill->accessibleName().contains("no key"));
    }

    void resets() {
        QVERIFY(!button("&Reset all")->isEnabled());
        QVERIFY(!reset("Fill")->isVisible());
        m_map->choose("fill", session::keysFromText("G"));
        m_map->choose("undo", session::keysFromText("F9"));
        QVERIFY(reset("Fill")->isVisible() && button("&Reset all")->isEnabled());
        QTest::mouseClick(reset("Fill"), Qt::LeftButton);
        QCOMPARE(m_map->keys("fill"), session::keysFromText("F"));
        QVERIFY(!reset("Fill")->isVisible());
        QTest::mouseClick(button("&Reset all"), Qt::LeftButton);
        QVERIFY(m_map->choices().isEmpty());
        QVERIFY(!button("&Reset all")->isEnabled());
    }

    void presetsAreChosen() {
        m_map->choose("undo", session::keysFromText("F9"));
        auto* presets = m_page->findChild<QComboBox*>();
        QCOMPARE(presets->count(), 4);
        presets->setFocus();
        QTest::keyClicks(presets, "Ph");
        QCOMPARE(m_map->preset(), session::ShortcutPreset::Photoshop);
        QCOMPARE(m_map->keys("fill"), session::keysFromText("G"));
        QCOMPARE(m_map->keys("undo"), session::keysFromText("F9"));
        QVERIFY2(m_page->message().contains("Photoshop"), qPrintable(m_page->message()));
        m_map->setPreset(session::ShortcutPreset::Krita);
        QCOMPARE(presets->currentText(), QString("Krita"));
    }

    void allIsReachedWithTab() {
        QSet<QWidget*> reached;
        search()->setFocus();
        for (int i = 0; i < 40; ++i) {
            reached << QApplication::focusWidget();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        }
        for (const Command& command : m_commands) {
            QVERIFY2(reached.contains(m_page->list().button(command.id)), qPrintable(command.id));
        }
        QVERIFY(reached.contains(searchKey()));
        QVERIFY(reached.contains(m_page->findChild<QComboBox*>()));
        for (const QWidget* widget : reached) {
            const auto* push = qobject_cast<const QPushButton*>(widget);
            QVERIFY2(push != nullptr || !widget->accessibleName().isEmpty(),
                     widget->metaObject()->className());
        }
    }

    void nothingIsClipped_data() {
        QTest::addColumn<int>("width");
        for (const int width : {460, 900, 1300, 2200}) {
            QTest::addRow("%d", width) << width;
        }
    }
    void nothingIsClipped() {
        QFETCH(int, width);
        m_map->choose("juggle", session::keysFromText("Ctrl+Alt+Shift+PgDown; Ctrl+Shift+F12"));
        m_page->resize(width, 700);
        QCoreApplication::processEvents();
        for (const QLabel* label : m_page->findChildren<QLabel*>()) {
            if (label->isVisible()) {
                const int needed = label->wordWrap() ? label->heightForWidth(label->width())
                                                     : label->sizeHint().height();
                QVERIFY2(label->height() >= needed, qPrintable(label->text()));
            }
        }
        for (const KeyButton* each : m_page->findChildren<KeyButton*>()) {
            QVERIFY2(each->width() >= each->sizeHint().width(), qPrintable(each->accessibleName()));
        }
        const auto* scroll = m_page->findChild<QScrollArea*>();
        QVERIFY(m_page->list().width() <= scroll->viewport()->width());
    }

private:
    static void add(QMenu& menu, const char* id, const char* text, const QString& tip) {
        QAction* action = menu.addAction(QString::fromUtf8(text));
        action->setObjectName(QLatin1String(id));
        action->setStatusTip(tip);
    }
    [[nodiscard]] QLineEdit* search() const { return m_page->findChild<QLineEdit*>(); }
    [[nodiscard]] KeyButton* searchKey() const {
        return m_page->findChild<KeyButton*>("searchKey");
    }
    [[nodiscard]] QPushButton* button(const QString& text) const {
        for (QPushButton* each : m_page->findChildren<QPushButton*>()) {
            if (each->text() == text) {
                return each;
            }
        }
        return nullptr;
    }
    [[nodiscard]] QToolButton* reset(const QString& command) const {
        for (QToolButton* each : m_page->list().findChildren<QToolButton*>()) {
            if (each->accessibleName().endsWith(command)) {
                return each;
            }
        }
        return nullptr;
    }
    /// The commands that are not filtered out.
    [[nodiscard]] QStringList seen() const {
        QStringList ids;
        for (const Command& command : m_commands) {
            if (!m_page->list().button(command.id)->parentWidget()->isHidden()) {
                ids << command.id;
            }
        }
        return ids;
    }

    std::unique_ptr<QMenuBar> m_bar;
    QList<Command> m_commands;
    std::unique_ptr<session::ShortcutMap> m_map;
    std::unique_ptr<ShortcutsDialog> m_page;
};

QTEST_MAIN(TestShortcutsDialog)
#include "tst_shortcuts_dialog.moc"
