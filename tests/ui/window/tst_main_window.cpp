// SPDX-License-Identifier: MIT
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSlider>
#include <QSpinBox>
#include <QTest>

#include "tests/ui/window/window_test.h"
#include "ui/tools/tool_manager.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->openBoth();
    }
    void cleanup() { m_bench.reset(); }

    void undoAndRedoSayWhat() {
        const ui::Actions& actions = m_bench->window.actions();
        const auto plain = [](const QAction* action) { return action->text().remove('&'); };
        QVERIFY(!actions.undo->isEnabled() && !actions.redo->isEnabled());
        QCOMPARE(plain(actions.undo), QString("Undo"));
        actions.selectAll->trigger();
        QVERIFY(actions.undo->isEnabled() && !actions.redo->isEnabled());
        QCOMPARE(plain(actions.undo), QString("Undo Select all"));
        actions.apply->trigger();
        QCOMPARE(plain(actions.undo), QString("Undo Apply"));
        actions.undo->trigger();
        QCOMPARE(plain(actions.undo), QString("Undo Select all"));
        QCOMPARE(plain(actions.redo), QString("Redo Apply"));
        QVERIFY(actions.redo->isEnabled());
        actions.undo->trigger();
        QVERIFY(!actions.undo->isEnabled());
        QVERIFY(!m_bench->window.isWindowModified());
        actions.redo->trigger();
        actions.redo->trigger();
        QVERIFY(!actions.redo->isEnabled());
        QVERIFY(m_bench->document().isModified() && m_bench->window.isWindowModified());
    }

    void inAStrokeNothingElseCanBeDone() {
        const ui::Actions& actions = m_bench->window.actions();
        actions.selectAll->trigger();
        QVERIFY(actions.apply->isEnabled());
        stroke(m_bench->document(), {{0.5, 0.5}}, 1, false, QString());
        QVERIFY(!actions.undo->isEnabled() && !actions.apply->isEnabled());
        m_bench->document().commitStroke("Stroke");
        QVERIFY(actions.undo->isEnabled() && actions.apply->isEnabled());
        QVERIFY(actions.undo->text().contains("Stroke"));
    }

    void modeCastingAndValueMakeThePlan() {
        auto* mode = named<QComboBox>("Mode");
        auto* casting = named<QComboBox>("Casting");
        auto* value = named<QLineEdit>("Value");
        session::Document& document = m_bench->document();
        m_bench->window.show();
        QVERIFY(!value->isVisible());
        mode->setCurrentText("fill");
        QCOMPARE(document.mode(), assign::Mode::Fill);
        QTRY_VERIFY(value->isVisible());
        value->setText("300");
        QVERIFY(document.plan() == nullptr);
        QVERIFY(!m_bench->window.actions().apply->isEnabled());
        value->setText("77");
        QVERIFY(document.plan() != nullptr);
        m_bench->window.actions().selectAll->trigger();
        m_bench->window.actions().apply->trigger();
        QCOMPARE(destinationBytes(document), QByteArray(6, 77));
        mode->setCurrentText("where");
        QTRY_VERIFY(!value->isVisible());
        m_bench->window.files().openLayers(
            {{LayerId::Source, m_bench->folder.write<float>("f.npy", {1}, {1.5F})}});
        QVERIFY(document.plan() != nullptr);
        casting->setCurrentText("safe");
        QCOMPARE(document.casting(), assign::Casting::Safe);
        QVERIFY(document.plan() == nullptr);
        QVERIFY(!m_bench->window.actions().apply->isEnabled());
        casting->setCurrentText("unsafe");
        m_bench->window.actions().apply->trigger();
        QCOMPARE(destinationBytes(document), QByteArray(6, 1));
        QVERIFY(m_bench->script.asked.isEmpty());
    }

    void brushSizeHasOneTruth() {
        auto* slider = named<QSlider>("Brush size");
        auto* box = named<QSpinBox>("Brush size in pixels");
        box->setValue(77);
        QCOMPARE(m_bench->window.toolOptions().brushSize(), 77);
        QCOMPARE(slider->value(), 77);
        m_bench->window.actions().largerBrush->trigger();
        QVERIFY(box->value() > 77);
        m_bench->window.toolOptions().setBrushSize(900);
        QCOMPARE(box->value(), 900);
        QCOMPARE(m_bench->window.toolOptions().brushSize(), 900);
        QVERIFY(m_bench->closes());
        QCOMPARE(m_bench->settings.brushSize(), 900);
    }

    void toolsAreChosenByTheirActions() {
        ui::ToolManager& tools = m_bench->window.canvas().tools();
        const ui::Actions& actions = m_bench->window.actions();
        QVERIFY(actions.brush->isChecked());
        actions.eraser->trigger();
        QCOMPARE(tools.currentId(), ui::ToolId::Eraser);
        QVERIFY(actions.eraser->isChecked() && !actions.brush->isChecked());
        actions.hand->trigger();
        QCOMPARE(tools.currentId(), ui::ToolId::Hand);
        actions.brush->trigger();
        QCOMPARE(tools.currentId(), ui::ToolId::Brush);
    }

    void theSelectionIsCounted() {
        const auto shows = [&](const QString& text) {
            for (const QLabel* label : m_bench->window.findChildren<QLabel*>()) {
                if (label->text() == text) {
                    return true;
                }
            }
            return false;
        };
        QVERIFY(shows("0 px selected (0.0%)"));
        m_bench->window.actions().selectAll->trigger();
        QVERIFY(shows("6 px selected (100.0%)"));
        stroke(m_bench->document(), {{0.5, 0.5}}, 1, false);
        QVERIFY(shows("5 px selected (83.3%)"));
        m_bench->window.actions().invert->trigger();
        QVERIFY(shows("1 px selected (16.7%)"));
        m_bench->window.actions().undo->trigger();
        QVERIFY(shows("5 px selected (83.3%)"));
    }

    void theStatusLineShowsWhatIsUnderThePointer() {
        m_bench->window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->window));
        Pointer pointer(m_bench->window.canvas());
        pointer.moveTo(m_bench->window.canvas().widgetPosition({1.5, 1.5}));
        const auto shows = [&](const QString& text) {
            for (const QLabel* label : m_bench->window.findChildren<QLabel*>()) {
                if (label->text() == text) {
                    return true;
                }
            }
            return false;
        };
        QTRY_VERIFY(shows("x 1  y 1"));
        QTRY_VERIFY(shows("Destination 255"));
        QTRY_VERIFY(shows("Result 255"));
        m_bench->window.actions().selectAll->trigger();
        QTRY_VERIFY(shows("Result 9"));
        // The image moves away from under a resting pointer.
        const ui::ViewTransform& view = m_bench->window.canvas().view();
        m_bench->window.canvas().panBy({static_cast<int>(std::lround(view.scale())), 0});
        QTRY_VERIFY(shows("x 0  y 1"));
        pointer.leave();
        QTRY_VERIFY(!shows("x 0  y 1"));
        QTRY_VERIFY(!shows("Result 9"));
    }

    void closingTakesAStrokeBack() {
        m_bench->window.show();
        Pointer pointer(m_bench->window.canvas());
        m_bench->window.toolOptions().setBrushSize(1);
        pointer.pressAt(m_bench->window.canvas().widgetPosition({0.5, 0.5}));
        QVERIFY(m_bench->document().inStroke());
        QVERIFY(m_bench->closes());
        QVERIFY(!m_bench->document().inStroke());
        QVERIFY(m_bench->script.asked.isEmpty());
    }

private:
    template <class Widget>
    [[nodiscard]] Widget* named(const QString& name) const {
        for (Widget* widget : m_bench->window.findChildren<Widget*>()) {
            if (widget->accessibleName() == name) {
                return widget;
            }
        }
        qFatal("no widget is called %s", qPrintable(name));
    }

    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
