// SPDX-License-Identifier: MIT
#include <QAbstractButton>
#include <QApplication>
#include <QDockWidget>
#include <QEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QSlider>
#include <QSpinBox>
#include <QTabBar>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/pointer.h"
#include "ui/main_window.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;

/// Where keys and wheel go in the whole window.
class TestWindowKeys : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_settings = std::make_unique<session::Settings>(m_folder.path("settings.ini"));
        m_errors.clear();
        ui::Prompts prompts;  // nothing here asks; an error would open a dialog
        prompts.exportChoice = [](const QString&) { return std::optional<ui::ExportChoice>(); };
        prompts.showError = [this](const QString& title, const base::Error&) { m_errors << title; };
        m_window = std::make_unique<ui::MainWindow>(*m_settings, QString(), std::move(prompts));
        FRISKET_VERIFY(m_window->document().open(
            LayerId::Destination,
            m_folder.write("d.npy", randomArray(array::DType::U8, {300, 400}, 1))));
        m_window->resize(1360, 860);  // all boxes are seen, whatever the screen
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_size = named<QSpinBox>("Brush size in pixels");
        m_slider = named<QSlider>("Brush size");
        m_value = named<QLineEdit>("Value");
        QVERIFY(m_size != nullptr && m_slider != nullptr && m_value != nullptr);
    }
    void cleanup() { m_window.reset(); }

    /// Alt and a letter mean one thing, whichever docks are seen.
    void noTwoMnemonicsCollide() {
        for (auto* dock : m_window->findChildren<QDockWidget*>()) {
            dock->show();
        }
        m_window->actions().limits->trigger();
        QMap<QString, QStringList> texts;
        const auto add = [&](const QString& text) {
            if (const QKeySequence key = QKeySequence::mnemonic(text); !key.isEmpty()) {
                texts[key.toString()] << text;
            }
        };
        for (const QAction* menu : m_window->menuBar()->actions()) {
            add(menu->text());
        }
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            if (!isThere(widget)) {
                continue;
            }
            if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
                add(button->text());
            } else if (const auto* label = qobject_cast<const QLabel*>(widget)) {
                add(label->buddy() != nullptr ? label->text() : QString());
            } else if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
                for (int tab = 0; tab < tabs->count(); ++tab) {
                    add(tabs->tabText(tab));
                }
            }
        }
        QVERIFY(texts.size() >= 7);  // the menus at least
        for (const QStringList& same : texts) {
            QVERIFY2(same.size() == 1, qPrintable(same.join(" | ")));
        }
    }

    void theSliderSizesTheBrush() {
        session::ToolOptions& options = m_window->toolOptions();
        options.setBrushSize(40);
        QCOMPARE(m_slider->value(), 40);
        QTest::keyClick(m_slider, Qt::Key_Right);
        QCOMPARE(options.brushSize(), 41);
        QTest::keyClick(m_slider, Qt::Key_Home);
        QCOMPARE(options.brushSize(), session::kSmallestBrush);
        QCOMPARE(m_size->value(), session::kSmallestBrush);
        m_size->setValue(600);
        QCOMPARE(options.brushSize(), 600);
        QCOMPARE(m_size->value(), 600);
        QCOMPARE(m_slider->value(), m_slider->maximum());
    }

    void thePointerBringsTheFocus() {
        m_slider->setFocus();
        enterCanvas();
        QVERIFY(m_window->canvas().hasFocus());
    }

    void thePointerLeavesTextAlone() {
        m_size->setFocus();
        enterCanvas();
        QVERIFY(!m_window->canvas().hasFocus());
        m_window->document().setMode(assign::Mode::Fill);
        QTRY_VERIFY(m_value->isVisible());
        m_value->setFocus();
        QVERIFY(m_value->hasFocus());
        enterCanvas();
        QVERIFY(m_value->hasFocus());
    }

    void returnGivesTheFocusBack() {
        m_size->setFocus();
        QTest::keyClick(m_size, Qt::Key_Return);
        QVERIFY(m_window->canvas().hasFocus());
        m_window->document().setMode(assign::Mode::Fill);
        QTRY_VERIFY(m_value->isVisible());
        m_value->setFocus();
        QVERIFY(m_value->hasFocus());
        QTest::keyClick(m_value, Qt::Key_Return);
        QVERIFY(m_window->canvas().hasFocus());
    }

    void fileActionsTakeTheStrokeBack() {
        Pointer pointer(m_window->canvas());
        session::Document& document = m_window->document();
        document.setMode(assign::Mode::Fill);
        pointer.pressAt(m_window->canvas().widgetPosition({50.4, 60.4}));
        QVERIFY(document.inStroke());
        QVERIFY(!m_window->actions().apply->isEnabled());
        m_window->actions().exportFile->trigger();
        QVERIFY(!document.inStroke());
        QCOMPARE(document.selectedCount(), 0);
        QVERIFY2(m_errors.isEmpty(), "Apply is refused in mid-stroke");
    }

    void theWindowGoesInMidStroke() {
        Pointer pointer(m_window->canvas());
        pointer.pressAt(m_window->canvas().widgetPosition({50.4, 60.4}));
        m_size->setFocus();
        m_window.reset();
    }

    void everyMnemonicIsOneThings() {
        QStringList menus;
        for (const QAction* menu : m_window->menuBar()->actions()) {
            menus << menu->text();
            QStringList entries;
            for (const QAction* entry : menu->menu()->actions()) {
                entries << entry->text();
            }
            QCOMPARE(twice(entries), QString());
        }
        QStringList texts = menus;
        for (const QLabel* label : m_window->findChildren<QLabel*>()) {
            if (label->buddy() != nullptr) {
                texts << label->text();
            }
        }
        QVERIFY(texts.size() > menus.size());
        QCOMPARE(twice(texts), QString());
    }

    void docksHaveNamesOfTheirOwn() {
        QStringList names;
        for (const QDockWidget* dock : m_window->findChildren<QDockWidget*>()) {
            QVERIFY(!dock->objectName().isEmpty());
            QVERIFY(!names.contains(dock->objectName()));
            names << dock->objectName();
        }
        QVERIFY(names.size() > 2);
    }

private:
    /// Whether it is seen as soon as its dock is in front.
    static bool isThere(const QWidget* widget) {
        while (widget != nullptr && !widget->isWindow() &&
               qobject_cast<const QDockWidget*>(widget) == nullptr) {
            if (widget->isHidden()) {
                return false;
            }
            widget = widget->parentWidget();
        }
        return true;
    }

    template <class Widget>
    [[nodiscard]] Widget* named(const QString& name) const {
        for (Widget* widget : m_window->findChildren<Widget*>()) {
            if (widget->accessibleName() == name) {
                return widget;
            }
        }
        return nullptr;
    }

    void enterCanvas() {
        const QPointF at(20, 20);
        QEnterEvent event(at, at, at);
        QApplication::sendEvent(m_window->canvas().viewport(), &event);
    }

    /// The first text whose mnemonic another one before it has, or nothing.
    static QString twice(const QStringList& texts) {
        QList<QKeySequence> seen;
        for (const QString& text : texts) {
            const QKeySequence key = QKeySequence::mnemonic(text);
            if (!key.isEmpty() && seen.contains(key)) {
                return text;
            }
            seen << key;
        }
        return {};
    }

    MaskFolder m_folder;
    std::unique_ptr<session::Settings> m_settings;
    std::unique_ptr<ui::MainWindow> m_window;
    QStringList m_errors;
    QSpinBox* m_size = nullptr;
    QSlider* m_slider = nullptr;
    QLineEdit* m_value = nullptr;
};

QTEST_MAIN(TestWindowKeys)
#include "tst_window_keys.moc"
