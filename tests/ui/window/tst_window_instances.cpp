// SPDX-License-Identifier: MIT
// The commands of the Instance menu in the window: under the pointer, by a click, by the keyboard's
// cursor; and the options of the tool that removes specks.
#include <QCheckBox>
#include <QMenuBar>
#include <QSpinBox>
#include <QStatusBar>
#include <QTest>
#include <QToolButton>

#include "tests/support/counting_hand.h"
#include "tests/ui/window/window_test.h"
#include "ui/session/slice_work.h"
#include "ui/session/speck_preview.h"
#include "ui/tools/tool_manager.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;

class TestWindowInstances : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        const std::vector<std::uint8_t> blank(kSide * kSide, 0);
        std::vector<std::uint8_t> source = blank;
        for (const int corner : {5, 40}) {
            for (int y = corner; y < corner + 12; ++y) {
                for (int x = corner; x < corner + 12; ++x) {
                    source[static_cast<std::size_t>(y * kSide + x)] = 4;
                }
            }
        }
        window().files().openLayers({{LayerId::Destination, m_bench->folder.write<std::uint8_t>(
                                                                "gt.npy", {kSide, kSide}, blank)},
                                     {LayerId::Source, m_bench->folder.write<std::uint8_t>(
                                                           "pred.npy", {kSide, kSide}, source)}});
        window().resize(1360, 860);
        window().show();
        window().activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        window().canvas().setFocus();
    }
    void cleanup() { m_bench.reset(); }

    void aKeyMeansWhatIsUnderThePointer() {
        Hand hand(window());
        hand.point({10.5, 10.5});
        hand.key(Qt::Key_A);
        QTRY_COMPARE(labelled(), 144);
        QVERIFY(window().statusBar()->currentMessage().contains("144 px"));
        QCOMPARE(document().selectedCount(), 0);
        hand.key(Qt::Key_A);
        QTRY_VERIFY(window().statusBar()->currentMessage().contains("Nothing changed"));
        hand.point({30.5, 30.5});
        hand.key(Qt::Key_A);
        QTRY_VERIFY(window().statusBar()->currentMessage().contains("background"));
        QCOMPARE(document().history().size(), std::size_t{1});
        hand.key(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(labelled(), 0);
    }

    void inTheMenuAClickSaysWhich() {
        Pointer pointer(window().canvas());
        pointer.moveTo(window().canvas().widgetPosition({10.5, 10.5}));
        pointer.leave();
        window().actions().takeInstance->trigger();
        QVERIFY(window().toolOptions().asksForPlace());
        QVERIFY(window().statusBar()->currentMessage().contains("Click the instance"));
        Hand hand(window());
        hand.click({10.5, 10.5}, Qt::ShiftModifier);
        QTRY_COMPARE(labelled(), 144);
        hand.click({45.5, 45.5});
        QTRY_COMPARE(labelled(), 288);
        QVERIFY(!window().toolOptions().asksForPlace());
        QCOMPARE(document().selectedCount(), 0);  // the brush did not paint
        pointer.leave();
        window().actions().splitInstance->trigger();
        QVERIFY(window().toolOptions().asksForPlace());
        hand.key(Qt::Key_Escape);
        QVERIFY(!window().toolOptions().asksForPlace());
    }

    void anotherToolEndsTheQuestion() {
        Pointer pointer(window().canvas());
        Hand hand(window());
        for (const Qt::Key key : {Qt::Key_B, Qt::Key_E}) {
            hand.point({10.5, 10.5});
            pointer.leave();
            window().actions().takeInstance->trigger();
            QVERIFY(window().toolOptions().asksForPlace());
            hand.key(key);
            QVERIFY(!window().toolOptions().asksForPlace());
        }
        hand.key(Qt::Key_B);
        hand.click({10.5, 10.5});
        QTRY_VERIFY(document().selectedCount() > 0);  // the brush painted
        QCOMPARE(labelled(), 0);
    }

    /// A place beside the image is nothing to interrupt for.
    void besideTheImageIsSaid() {
        Hand hand(window());
        hand.point({-3.5, 10.5});
        hand.key(Qt::Key_A);
        QTRY_VERIFY(window().statusBar()->currentMessage().contains("beside the image"));
        QVERIFY(m_bench->script.asked.filter("error").isEmpty());
    }

    void interpolationNeedsSlicesOfTheirOwn() {
        const QAction* interpolate = window().actions().interpolate;
        QVERIFY(!interpolate->isEnabled());  // one picture
        window().files().openLayers(
            {{LayerId::Destination,
              m_bench->folder.write("v.npy", randomArray(array::DType::U8, {3, 20, 30}, 1))}});
        QVERIFY(document().shownPlane().active >= 0);
        QCOMPARE(interpolate->isEnabled(), session::hasOwnSlices(document()));
        document().collapseCondition(0, condition::Reduction::Any);
        QVERIFY(!session::hasOwnSlices(document()));
        QTRY_VERIFY(!interpolate->isEnabled());
        document().expandCondition(0);
        QTRY_VERIFY(interpolate->isEnabled());
    }

    void theKeyboardsCursorIsAPointer() {
        Hand hand(window());
        QTest::keyClick(&window().canvas(), Qt::Key_Right);
        QTest::keyClick(&window().canvas(), Qt::Key_Left);
        for (int i = 0; i < 20; ++i) {  // from the middle into the square at (5, 5)
            QTest::keyClick(&window().canvas(), Qt::Key_Left);
            QTest::keyClick(&window().canvas(), Qt::Key_Up);
        }
        hand.key(Qt::Key_A, Qt::ShiftModifier);
        QTRY_COMPARE(labelled(), 144);
    }

    void theyNeedTheirLayers() {
        const ui::Actions& a = window().actions();
        for (const QAction* action : a.instances()) {
            QVERIFY(action->isEnabled());
        }
        document().close(LayerId::Source);
        QVERIFY(!a.takeInstance->isEnabled() && !a.takeEnclosed->isEnabled());
        QVERIFY(a.fillHoles->isEnabled() && a.splitInstance->isEnabled());
    }

    void optionsSayWhatASpeckIs() {
        window().actions().specks->trigger();
        QCOMPARE(window().canvas().tools().currentId(), ui::ToolId::Specks);
        auto* size = named<QSpinBox>("Size of specks");
        QVERIFY(size != nullptr);
        QTRY_VERIFY(size->isVisible());
        QCOMPARE(size->value(), 64);
        size->setFocus();
        size->selectAll();
        QTest::keyClicks(size, "200");
        QCOMPARE(document().specks().rule().below, 200);
        QTest::keyClick(size, Qt::Key_Return);
        QVERIFY(window().canvas().hasFocus());
        for (auto* box : window().findChildren<QCheckBox*>()) {
            if (box->text() == "Gaps too") {
                QVERIFY(box->isVisible());
                box->click();
            }
        }
        QVERIFY(document().specks().rule().background);
        Hand hand(window());
        hand.point({10.5, 10.5});
        hand.key(Qt::Key_A);
        QTRY_COMPARE(labelled(), 144);
        hand.key(Qt::Key_Return);
        QTRY_COMPARE(labelled(), 0);
        window().actions().brush->trigger();
        QTRY_VERIFY(!size->isVisible());
    }

private:
    static constexpr int kSide = 60;

    template <class Widget>
    [[nodiscard]] Widget* named(const QString& name) {
        for (Widget* widget : window().findChildren<Widget*>()) {
            if (widget->accessibleName() == name) {
                return widget;
            }
        }
        return nullptr;
    }
    [[nodiscard]] qsizetype labelled() {
        return destinationBytes(document()).size() - destinationBytes(document()).count('\0');
    }
    [[nodiscard]] ui::MainWindow& window() { return m_bench->window; }
    [[nodiscard]] session::Document& document() { return m_bench->document(); }

    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestWindowInstances)
#include "tst_window_instances.moc"
