// SPDX-License-Identifier: MIT
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSlider>
#include <QSpinBox>
#include <QTest>

#include "tests/ui/window/window_test.h"
#include "ui/axis_bar.h"
#include "ui/docks/sharing_panel.h"
#include "ui/pixel_inspector.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using session::LayerId;

/// Sliders, keys and buttons for arrays of more than two axes.
class TestWindowAxes : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->window.resize(1360, 860);
        m_bench->window.show();
        m_bench->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
    }
    void cleanup() { m_bench.reset(); }

    void theBarComesWithTheAxes() {
        QVERIFY(!bar().isVisible());
        m_bench->openBoth();
        QVERIFY(!bar().isVisible());
        QVERIFY(!actions().nextSlice->isEnabled() && !actions().swapAxes->isEnabled());
        open({3, 40, 50});
        QVERIFY(bar().isVisible());
        QVERIFY(actions().nextSlice->isEnabled() && actions().swapAxes->isEnabled());
        QCOMPARE(sliders(), QStringList{"Slider of axis 0"});
        open({2, 3, 4, 40, 50});
        QCOMPARE(sliders(),
                 (QStringList{"Slider of axis 0", "Slider of axis 1", "Slider of axis 2"}));
        open({40, 50});
        QVERIFY(!bar().isVisible());
    }

    void theBarStaysSmall() {
        open({2, 3, 4, 2, 3, 40, 50});
        QCOMPARE(sliders().size(), 5);
        QTRY_VERIFY(bar().height() > 0);
        const int row = named<QSpinBox>("Index along axis 0")->height();
        QVERIFY2(bar().height() < 5 * row, qPrintable(QString::number(bar().height())));
        QVERIFY(bar().findChild<QScrollArea*>()->widget()->height() > bar().height());
        // The last slider can be reached.
        auto* last = named<QSlider>("Slider of axis 4");
        last->setFocus();
        QCOMPARE(document().shownPlane().active, 4);
    }

    void slidersAndBoxesShowTheIndex() {
        open({2, 3, 4, 40, 50});
        named<QSlider>("Slider of axis 1")->setValue(2);
        QCOMPARE(document().shownPlane().index[1], 2);
        QCOMPARE(named<QSpinBox>("Index along axis 1")->value(), 2);
        QCOMPARE(named<QSpinBox>("Index along axis 1")->text(), QString("2 of 3"));
        named<QSpinBox>("Index along axis 2")->setValue(3);
        QCOMPARE(document().shownPlane().index[2], 3);
        QCOMPARE(named<QSlider>("Slider of axis 2")->value(), 3);
        document().setIndex(0, 1);
        QCOMPARE(named<QSlider>("Slider of axis 0")->value(), 1);
        // The one used last is told from the others.
        QVERIFY(labelOf("axis 0")->font().bold());
        QVERIFY(!labelOf("axis 1")->font().bold());
    }

    void keysStep() {
        open({3, 30, 40, 50});
        ui::Canvas& canvas = m_bench->window.canvas();
        canvas.setFocus();
        const auto index = [this](int axis) { return document().shownPlane().index[axis]; };
        QTest::keyClick(&canvas, Qt::Key_PageDown);
        QCOMPARE(index(0), 1);  // the first, as none was used
        QTest::keyClick(&canvas, Qt::Key_PageUp);
        QCOMPARE(index(0), 0);
        named<QSlider>("Slider of axis 1")->setValue(5);
        QTest::keyClick(&canvas, Qt::Key_PageDown, Qt::ShiftModifier);
        QCOMPARE(index(1), 15);
        QTest::keyClick(&canvas, Qt::Key_PageDown);
        QCOMPARE(index(1), 16);
        QTest::keyClick(&canvas, Qt::Key_PageUp, Qt::ShiftModifier);
        QCOMPARE(index(1), 6);
        QTest::keyClick(&canvas, Qt::Key_End);
        QCOMPARE(index(1), 29);
        QTest::keyClick(&canvas, Qt::Key_PageDown);
        QCOMPARE(index(1), 29);
        QTest::keyClick(&canvas, Qt::Key_Home);
        QCOMPARE(index(1), 0);
        QCOMPARE(index(0), 0);
        // Elsewhere the keys have their own meaning.
        auto* brush = named<QSlider>("Brush size");
        brush->setFocus();
        QTest::keyClick(brush, Qt::Key_PageUp);
        QTest::keyClick(brush, Qt::Key_End);
        QCOMPARE(index(1), 0);
        QCOMPARE(brush->value(), brush->maximum());
    }

    void theListsChooseTheAxes() {
        open({3, 30, 40, 50});
        auto* rows = named<QComboBox>("Axis of the rows");
        auto* columns = named<QComboBox>("Axis of the columns");
        const auto shown = [this] {
            return std::pair(document().shownPlane().axisY, document().shownPlane().axisX);
        };
        choose(*rows, 1);
        QCOMPARE(shown(), std::pair(1, 3));
        QCOMPARE(sliders(), (QStringList{"Slider of axis 0", "Slider of axis 2"}));
        choose(*rows, 3);  // the columns': they change places
        QCOMPARE(shown(), std::pair(3, 1));
        QCOMPARE(columns->currentIndex(), 1);
        choose(*columns, 3);
        QCOMPARE(shown(), std::pair(1, 3));
        actions().swapAxes->trigger();
        QCOMPARE(shown(), std::pair(3, 1));
        QCOMPARE(rows->currentIndex(), 3);
        // A stroke under way keeps its axes, and the lists keep saying which.
        document().beginStroke();
        choose(*rows, 0);
        QCOMPARE(shown(), std::pair(3, 1));
        QCOMPARE(rows->currentIndex(), 3);
        document().commitStroke("Nothing");
    }

    void namesComeFromTheFile() {
        open({3, 30, 40, 50});
        // No format that is read yet names axes; the document is not const, so this is allowed.
        const auto& mask = document().file(LayerId::Destination).mask;
        const_cast<io::MaskFile&>(*mask).axisNames = {"time", "", "y", "x"};
        emit document().planeChanged();
        QCOMPARE(sliders(), (QStringList{"Slider of time", "Slider of axis 1"}));
        QCOMPARE(named<QComboBox>("Axis of the rows")->currentText(), QString("y"));
        QTRY_VERIFY(sharingText().contains("Each of the 3 of time has its own condition."));
        document().collapseCondition(0, condition::Reduction::All);
        QCOMPARE(document().history().undoName(), std::string_view("Collapse time with all"));
        QTRY_VERIFY(sharingText().contains("Painted once, used for all 3 of time."));
    }

    void theDockGivesAndTakesAxes() {
        open({3, 16, 40, 50});
        FRISKET_VERIFY(
            document().open(LayerId::Condition,
                            m_bench->folder.write("c.npy", randomArray(DType::Bool, {40, 50}, 3))));
        QTRY_VERIFY(sharingText().contains("Painted once, used for all 3 of axis 0."));
        QTRY_VERIFY(sharingText().contains("Painted once, used for all 16 of axis 1."));
        named<QPushButton>("Give axis 1 its own condition")->click();
        QVERIFY(document().condition()->shape() == (array::Shape{16, 40, 50}));
        QTRY_VERIFY(sharingText().contains("Painted once, used for all 3 of axis 0."));
        QTRY_VERIFY(sharingText().contains("Each of the 16 of axis 1 has its own condition."));
        named<QPushButton>("Collapse axis 1 with any")->click();
        QVERIFY(document().condition()->shape() == (array::Shape{1, 40, 50}));
        document().undo();
        QVERIFY(document().condition()->shape() == (array::Shape{16, 40, 50}));
        QTRY_VERIFY(sharingText().contains("Each of the 16 of axis 1"));
        document().undo();
        QVERIFY(document().condition()->shape() == (array::Shape{40, 50}));
        // It says so while painting too.
        stroke(document(), {{5.5, 5.5}}, 3, true, QString());
        QVERIFY(panel().isVisible());
        QTRY_VERIFY(sharingText().contains("Painted once, used for all 16 of axis 1."));
        document().abortStroke();
        // What is plain in a picture needs no word.
        m_bench->openBoth();
        QVERIFY(!panel().isVisible());
    }

    void theStatusLineShowsTheIndex() {
        open({3, 16, 40, 50});
        document().setIndex(0, 2);
        document().setIndex(1, 11);
        ui::Canvas& canvas = m_bench->window.canvas();
        Pointer pointer(canvas);
        pointer.moveTo(canvas.widgetPosition({7.5, 31.5}));
        QTRY_VERIFY(statusTexts().contains("[2, 11, 31, 7]"));
        document().setShownAxes(3, 2);
        pointer.moveTo(canvas.widgetPosition({7.5, 31.5}));
        QTRY_VERIFY(statusTexts().contains("[2, 11, 7, 31]"));
        document().stepIndex(1);
        QTRY_VERIFY(statusTexts().contains("[2, 12, 7, 31]"));
        m_bench->openBoth();
        QTRY_VERIFY(!bar().isVisible());
        QApplication::processEvents();  // the canvas takes the bar's place and is fitted again
        pointer.moveTo(canvas.widgetPosition({1.5, 0.5}));
        QTRY_VERIFY(statusTexts().contains("x 1  y 0"));
    }

private:
    void open(const array::Shape& shape) {
        FRISKET_VERIFY(
            document().open(LayerId::Destination,
                            m_bench->folder.write("nd.npy", randomArray(DType::U8, shape, 1))));
    }

    [[nodiscard]] session::Document& document() { return m_bench->document(); }
    [[nodiscard]] ui::Actions& actions() { return m_bench->window.actions(); }
    [[nodiscard]] ui::AxisBar& bar() { return *m_bench->window.findChild<ui::AxisBar*>(); }
    [[nodiscard]] ui::SharingPanel& panel() {
        return *m_bench->window.findChild<ui::SharingPanel*>();
    }

    template <class Widget>
    [[nodiscard]] Widget* named(const QString& name) {
        for (Widget* widget : m_bench->window.findChildren<Widget*>()) {
            if (widget->accessibleName() == name && widget->isVisible()) {
                return widget;
            }
        }
        qFatal("there is no %s", qPrintable(name));
    }

    [[nodiscard]] QStringList sliders() {
        QStringList names;
        for (const QSlider* slider : bar().findChildren<QSlider*>()) {
            names << slider->accessibleName();
        }
        return names;
    }

    [[nodiscard]] QLabel* labelOf(const QString& text) {
        for (QLabel* label : bar().findChildren<QLabel*>()) {
            if (label->text() == text) {
                return label;
            }
        }
        qFatal("there is no label %s", qPrintable(text));
    }

    static void choose(QComboBox& box, int index) {
        box.setCurrentIndex(index);
        emit box.activated(index);
    }

    [[nodiscard]] static QString textsIn(const QWidget& widget) {
        QStringList texts;
        for (const QLabel* label : widget.findChildren<QLabel*>()) {
            if (label->isVisibleTo(&widget)) {
                texts << label->text();
            }
        }
        return texts.join('\n');
    }
    [[nodiscard]] QString sharingText() { return textsIn(panel()); }
    [[nodiscard]] QString statusTexts() {
        return textsIn(*m_bench->window.findChild<ui::PixelInspector*>());
    }
    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestWindowAxes)
#include "tst_window_axes.moc"
