// SPDX-License-Identifier: MIT
#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSlider>
#include <QTest>
#include <QToolButton>

#include "tests/ui/window/window_test.h"
#include "ui/options/limits_panel.h"
#include "ui/session/limit_picking.h"
#include "ui/session/limit_words.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using session::LimitTerm;
using session::PaintLimits;
using session::Side;
using Labels = std::vector<std::int64_t>;

/// The limits' part of the options bar, and Apply with protected labels.
class TestWindowLimits : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->openBoth();
        m_bench->window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->window));
        m_panel = m_bench->window.findChild<ui::LimitsPanel*>();
        m_button = m_bench->window.findChild<QToolButton*>("limits");
        QVERIFY(m_panel != nullptr && m_button != nullptr);
    }
    void cleanup() { m_bench.reset(); }

    void thePanelOpensAndCloses() {
        QVERIFY(!m_panel->isVisible());
        m_button->click();
        QVERIFY(m_panel->isVisible());
        QVERIFY(m_bench->window.rect().contains(m_panel->geometry()));
        QTest::keyClick(m_panel, Qt::Key_Escape);
        QVERIFY(!m_panel->isVisible() && !m_button->isChecked());
        action("Paint only where…")->trigger();
        QVERIFY(m_panel->isVisible() && m_button->isChecked());
        m_button->click();
        QVERIFY(!m_panel->isVisible());
    }

    void linesAreEdited() {
        m_button->click();
        push("Add line")->click();
        QCOMPARE(limits().terms.size(), std::size_t{1});
        QCOMPARE(limits().terms[0], LimitTerm());
        auto* labels = named<QLineEdit>("Labels");
        labels->setFocus();
        labels->selectAll();
        QTest::keyClicks(labels, "9, 2-4");
        QCOMPARE(limits().terms[0].labels, (Labels{2, 3, 4, 9}));
        QTest::keyClicks(labels, ",x");
        QCOMPARE(limits().terms[0].labels, (Labels{2, 3, 4, 9}));
        QCOMPARE(labels->text(), QString("9, 2-4,x"));  // to be mended
        QVERIFY(m_button->toolTip().contains("destination in {2-4, 9}"));
        QVERIFY(m_button->text().startsWith("Only "));
        choose("Layer that is asked", "Source");
        QCOMPARE(limits().terms[0].layer, LayerId::Source);
        choose("What is asked of it", "is not from");
        QCOMPARE(limits().terms[0].kind, LimitTerm::Kind::Range);
        QVERIFY(limits().terms[0].negated);
        QCOMPARE(limits().terms[0].low, 2.0);  // what the source spans
        QCOMPARE(limits().terms[0].high, 9.0);
        named<QDoubleSpinBox>("Least value")->setValue(5);
        named<QSlider>("Largest value")->setValue(0);
        QCOMPARE(limits().terms[0].high, 2.0);
        QCOMPARE(limits().terms[0].low, 2.0);  // pushed along
        choose("Side of the condition", "Only outside the condition");
        QCOMPARE(limits().side, Side::Outside);
        push("Add line")->click();
        QCOMPARE(limits().terms.size(), std::size_t{2});
        named<QToolButton>("Take this line away")->click();
        QCOMPARE(limits().terms.size(), std::size_t{1});
        QCOMPARE(limits().terms[0], LimitTerm());
        named<QToolButton>("Clear the limits")->click();
        QVERIFY(!limits().any());
        QCOMPARE(m_button->text(), QString("Limits"));
    }

    void aRangeIsPicked() {
        session::Document& document = m_bench->document();
        FRISKET_VERIFY(document.open(LayerId::Backdrop, m_bench->folder.writePhoto("p.png", 3, 2)));
        m_button->click();
        push("Add line")->click();
        choose("Layer that is asked", "Backdrop");
        QCOMPARE(limits().terms[0].kind, LimitTerm::Kind::Range);
        QToolButton* pick = nullptr;
        for (auto* each : m_panel->findChildren<QToolButton*>()) {
            pick = each->text() == "Pick" ? each : pick;
        }
        QVERIFY(pick != nullptr && pick->isVisible());
        pick->click();
        QVERIFY(m_bench->window.toolOptions().asksForPlace());
        Pointer pointer(m_bench->window.canvas());
        pointer.stroke({{1.5, 1.5}});
        const double value = *session::limitedValue(document, LayerId::Backdrop, 1, 1);
        QCOMPARE(limits().terms[0].low, value - 12);
        QCOMPARE(limits().terms[0].high, value + 12);
        QVERIFY(!pick->isChecked());
        QCOMPARE(document.selectedCount(), 0);
        pick->click();
        pointer.stroke({{0.5, 0.5}}, Qt::LeftButton, Qt::ShiftModifier);
        QCOMPARE(limits().terms[0].low, 0.0);
        QCOMPARE(limits().terms[0].high, value + 12);
        QVERIFY(pick->isChecked());  // the next one too
        m_button->click();           // closed
        QVERIFY(!m_bench->window.toolOptions().asksForPlace());
    }

    void applyAsks() {
        session::Document& document = m_bench->document();
        m_bench->paint(1);
        m_bench->paint(3);
        PaintLimits locks;
        locks.locks.setLocked(1, true);
        QVERIFY(!action("Deselect protected pixels")->isEnabled());
        document.setLimits(locks);
        QVERIFY(action("Deselect protected pixels")->isEnabled());
        const QByteArray before = destinationBytes(document);
        m_bench->window.files().apply();
        QCOMPARE(m_bench->script.takeAsked(), QStringList{"protected"});
        QVERIFY(m_bench->script.error.message.find("protected") != std::string::npos);
        QCOMPARE(destinationBytes(document), before);
        m_bench->script.deselect = true;
        m_bench->window.files().apply();
        QCOMPARE(m_bench->script.takeAsked(), QStringList{"protected"});
        QByteArray after = before;
        after[3] = 9;
        QCOMPARE(destinationBytes(document), after);
        QCOMPARE(document.selectedCount(), 1);
        m_bench->paint(4);
        action("Deselect protected pixels")->trigger();
        QCOMPARE(document.selectedCount(), 2);
        QVERIFY(m_bench->script.takeAsked().isEmpty());
    }

    void lists_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("again");
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("runs") << "5,3-4 , 1,, 1"
                              << "1, 3-5";
        QTest::newRow("pairs") << "1-2,4"
                               << "1, 2, 4";
        QTest::newRow("negative") << "-3--1, 7"
                                  << "-3--1, 7";
        QTest::newRow("dots") << "1..3"
                              << "1-3";
        QTest::newRow("large") << "18446744073709551615"
                               << "-1";
        QTest::newRow("backwards") << "5-3"
                                   << "refused";
        QTest::newRow("words") << "cell"
                               << "refused";
        QTest::newRow("a fraction") << "1.5"
                                    << "refused";
        QTest::newRow("too many") << "1-1000000000000"
                                  << "refused";
    }
    void lists() {
        QFETCH(QString, text);
        QFETCH(QString, again);
        const auto labels = session::parseLabels(text);
        QCOMPARE(labels ? session::labelsText(*labels) : QString("refused"), again);
    }

private:
    [[nodiscard]] const PaintLimits& limits() const { return m_bench->document().limits(); }

    /// The first one that is seen.
    template <class Widget>
    [[nodiscard]] Widget* named(const QString& name) const {
        for (auto* each : m_bench->window.findChildren<Widget*>()) {
            if (each->accessibleName() == name && each->isVisible()) {
                return each;
            }
        }
        qFatal("no %s", qPrintable(name));
    }
    [[nodiscard]] QPushButton* push(const QString& text) const {
        for (auto* each : m_panel->findChildren<QPushButton*>()) {
            if (each->text().remove('&') == text) {
                return each;
            }
        }
        qFatal("no %s", qPrintable(text));
    }
    [[nodiscard]] QAction* action(const QString& text) const {
        for (auto* each : m_bench->window.findChildren<QAction*>()) {
            if (each->text().remove('&') == text) {
                return each;
            }
        }
        qFatal("no %s", qPrintable(text));
    }
    void choose(const QString& box, const QString& text) const {
        auto* combo = named<QComboBox>(box);
        const int item = combo->findText(text);
        QVERIFY2(item >= 0, qPrintable(text));
        combo->setCurrentIndex(item);
        emit combo->activated(item);
    }

    std::unique_ptr<WindowBench> m_bench;
    ui::LimitsPanel* m_panel = nullptr;
    QToolButton* m_button = nullptr;
};

QTEST_MAIN(TestWindowLimits)
#include "tst_window_limits.moc"
