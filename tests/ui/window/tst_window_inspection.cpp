// SPDX-License-Identifier: MIT
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QStatusBar>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

#include "tests/ui/window/window_test.h"
#include "ui/dialogs/go_to_dialog.h"
#include "ui/docks/histogram_dock.h"
#include "ui/docks/labels_dock.h"
#include "ui/docks/pixel_dock.h"
#include "ui/docks/profile_dock.h"
#include "ui/pixel_inspector.h"
#include "ui/tools/tool_manager.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;

/// The keys and docks with which a person looks around.
class TestWindowInspection : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->window.resize(1360, 860);
        m_bench->window.show();
        m_bench->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
        std::vector<std::uint8_t> values(3 * 60 * 80, 0);
        const auto set = [&](std::size_t slice, std::size_t y, std::size_t x) {
            values[(slice * 60 + y) * 80 + x] = 7;
        };
        set(0, 5, 5);
        set(0, 5, 6);
        set(0, 50, 70);
        set(2, 30, 40);
        const auto opened = document().open(
            LayerId::Destination,
            m_bench->folder.write("nd.npy", makeArray<std::uint8_t>({3, 60, 80}, values)));
        QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
        QApplication::processEvents();
    }
    void cleanup() { m_bench.reset(); }

    void theFirstStartIsNotCrowded() {
        for (const QDockWidget* dock : m_bench->window.findChildren<QDockWidget*>()) {
            const bool hidden =
                QStringList{"Pixel", "Histogram", "Profile", "Code", "Modes", "Cast"}.contains(
                    dock->windowTitle());
            QCOMPARE(dock->isHidden(), hidden);
        }
    }

    void keyPinsThePixel() {
        pointAt({70.5, 50.5});
        key(Qt::Key_P);
        auto& dock = *m_bench->window.findChild<ui::PixelDock*>();
        QTRY_VERIFY(dock.isSeen());
        pointAt({20.5, 20.5});
        QTRY_VERIFY(dock.text().startsWith("Destination\t7\t\t[0, 50, 70]"));
        key(Qt::Key_P);
        pointAt({5.5, 20.5});
        QTRY_VERIFY(dock.text().startsWith("Destination\t0\t\t[0, 20, 5]"));
    }

    void keyGoesFromInstanceToInstance() {
        pointAt({70.5, 50.5});
        key(Qt::Key_N);
        QTRY_COMPARE(document().shownPlane().index[0], 2);
        QTRY_VERIFY(message().contains("Result, label 7: instance 1 of 1 · 1 px · in this slice"));
        isInTheMiddle({40.5, 30.5});
        QVERIFY(canvas().marks().isFlashing());
        // The pointer rests, so the label is the same.
        key(Qt::Key_N);
        QTRY_COMPARE(document().shownPlane().index[0], 0);
        QTRY_VERIFY(message().contains("instance 1 of 2 · 2 px"));
        QVERIFY(message().contains("from the other end"));
        isInTheMiddle({6, 5.5});
        key(Qt::Key_N);
        QTRY_VERIFY(message().contains("instance 2 of 2 · 1 px"));
        key(Qt::Key_N, Qt::ShiftModifier);
        QTRY_VERIFY(message().contains("instance 1 of 2"));
    }

    void nothingToGoToIsSaid() {
        pointAt({30.5, 20.5});
        key(Qt::Key_N);
        QTRY_VERIFY(message().contains("Point at a label"));
    }

    void labelsDockFindsInstances() {
        auto& dock = *m_bench->window.findChild<ui::LabelsDock*>();
        dock.raise();
        auto& table = *dock.findChild<QTableView*>();
        QTRY_COMPARE(table.model()->rowCount(), 2);
        QVERIFY(!button(dock, "Next instance").isEnabled());
        table.selectRow(1);
        button(dock, "Next instance").click();
        QTRY_VERIFY(message().contains("Destination, label 7: instance 1 of 2"));
        button(dock, "Next instance").click();
        QTRY_VERIFY(message().contains("instance 2 of 2"));
        button(dock, "Previous instance").click();
        QTRY_VERIFY(message().contains("instance 1 of 2"));
        // The key means the label that is chosen there, whatever the pointer is over.
        pointAt({30.5, 20.5});
        key(Qt::Key_N);
        QTRY_VERIFY(message().contains("instance 2 of 2"));
    }

    void goTo_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("slice");
        QTest::addColumn<QPointF>("place");
        QTest::newRow("x, y") << "70, 12" << 0 << QPointF(70.5, 12.5);
        QTest::newRow("index") << "[2, 12, 70]" << 2 << QPointF(70.5, 12.5);
        QTest::newRow("label") << "label 7" << 0 << QPointF(6, 5.5);
    }

    void goTo() {
        QFETCH(QString, text);
        QFETCH(int, slice);
        QFETCH(QPointF, place);
        canvas().zoomTo(6);
        ui::GoToDialog& dialog = openGoTo();
        QTest::keyClicks(&dialog.edit(), text);
        QTest::keyClick(&dialog.edit(), Qt::Key_Return);
        isInTheMiddle({place.x(), place.y()});
        QCOMPARE(document().shownPlane().index[0], slice);
        QCOMPARE(canvas().zoom(), 6.0);
        QVERIFY(canvas().marks().isFlashing());
        QTRY_VERIFY(m_bench->window.findChild<ui::GoToDialog*>() == nullptr);
    }

    void goToSaysWhatIsWrong() {
        ui::GoToDialog& dialog = openGoTo();
        QTest::keyClicks(&dialog.edit(), "[9, 0, 0]");
        QTest::keyClick(&dialog.edit(), Qt::Key_Return);
        QVERIFY(dialog.isVisible());
        QVERIFY(dialog.problem().contains("9 is outside: there are 3"));
        QTest::keyClick(&dialog.edit(), Qt::Key_Backspace);
        QVERIFY(dialog.problem().isEmpty());
        dialog.edit().setText("50%");
        QTest::keyClick(&dialog.edit(), Qt::Key_Return);
        QCOMPARE(canvas().zoom(), 0.5);
    }

    void theProfileToolShowsItsDock() {
        key(Qt::Key_M);
        QCOMPARE(canvas().tools().currentId(), ui::ToolId::Profile);
        Pointer pointer(canvas());
        pointer.stroke({{2.5, 5.5}, {20.5, 5.5}});
        auto& dock = *m_bench->window.findChild<ui::ProfileDock*>();
        QTRY_VERIFY(dock.isSeen());
        QTRY_COMPARE(dock.profile().line.pixels.size(), std::size_t{19});
        key(Qt::Key_Escape);
        QTRY_VERIFY(dock.profile().line.pixels.empty());
        // Another image takes the line away.
        pointer.stroke({{2.5, 5.5}, {20.5, 5.5}});
        QVERIFY(m_bench->window.toolOptions().line());
        m_bench->openBoth();
        QVERIFY(!m_bench->window.toolOptions().line());
    }

    void theHistogramFollowsTheView() {
        auto& dock = *m_bench->window.findChild<ui::HistogramDock*>();
        dock.show();
        dock.raise();
        QTRY_COMPARE(dock.text(), QString("4,800 px · 2 values"));
        dock.findChildren<QComboBox*>().at(1)->setCurrentIndex(1);
        canvas().zoomTo(64);
        canvas().centreOn(base::Point{40, 30});
        QTRY_COMPARE(dock.text(),
                     QString("%1 px · 1 value")
                         .arg(canvas().visibleRect().width() * canvas().visibleRect().height()));
    }

    void theStatusLineNamesLabels() {
        m_bench->window.styles().labels().edit(
            [](labels::LabelTable& table) { table.setName(7, "tree"); });
        pointAt({70.5, 50.5});
        const auto texts = [this] {
            QStringList all;
            for (const QLabel* label :
                 m_bench->window.findChild<ui::PixelInspector*>()->findChildren<QLabel*>()) {
                all << label->text();
            }
            return all.join('\n');
        };
        QTRY_VERIFY(texts().contains("Destination 7 tree"));
        QVERIFY(texts().contains("Condition false"));
    }

private:
    [[nodiscard]] session::Document& document() { return m_bench->document(); }
    [[nodiscard]] ui::Canvas& canvas() { return m_bench->window.canvas(); }
    [[nodiscard]] QString message() { return m_bench->window.statusBar()->currentMessage(); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        canvas().setFocus();
        QTest::keyClick(&canvas(), key, modifiers);
    }
    void pointAt(base::Point image) {
        Pointer pointer(canvas());
        pointer.moveTo(canvas().widgetPosition(image));
    }
    void isInTheMiddle(base::Point image) {
        const QPointF middle(canvas().viewport()->width() / 2.0,
                             canvas().viewport()->height() / 2.0);
        QTRY_VERIFY((canvas().widgetPosition(image) - middle).manhattanLength() <= 2);
    }
    [[nodiscard]] ui::GoToDialog& openGoTo() {
        key(Qt::Key_G, Qt::ControlModifier);
        auto* dialog = m_bench->window.findChild<ui::GoToDialog*>();
        if (dialog == nullptr || !QTest::qWaitForWindowActive(dialog)) {
            qFatal("there is no dialog");
        }
        return *dialog;
    }
    static QToolButton& button(QWidget& in, const QString& name) {
        for (QToolButton* button : in.findChildren<QToolButton*>()) {
            if (button->accessibleName() == name) {
                return *button;
            }
        }
        qFatal("there is no %s", qPrintable(name));
    }

    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestWindowInspection)
#include "tst_window_inspection.moc"
