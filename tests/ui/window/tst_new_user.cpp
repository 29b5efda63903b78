// SPDX-License-Identifier: MIT
// Somebody who has only the window, and three files that don't fit: what they press, and how long
// that takes a person by the keystroke-level model (S. K. Card, T. P. Moran, A. Newell, "The
// keystroke-level model for user performance time with interactive systems", CACM 23, 1980).
#include <QDir>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTest>

#include "tests/ui/window/window_test.h"
#include "ui/docks/broadcast_dock.h"
#include "ui/docks/condition_dock.h"
#include "ui/docks/rule_edit.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;

namespace {
constexpr std::int64_t kRows = 120;
constexpr std::int64_t kColumns = 160;

/// Seconds that a person takes.
class Person {
public:
    /// Makes up their mind, as before each thing that they want.
    void think() { m_seconds += 1.35; }
    void keys(int count) { m_seconds += 0.28 * count; }
    /// The hand to the mouse or back, pointing, and the button.
    void click() { m_seconds += 0.4 + 1.1 + 0.2; }
    /// A stroke is about three more places to point at.
    void drag() { m_seconds += 0.4 + 4 * 1.1 + 0.2; }
    [[nodiscard]] double seconds() const { return m_seconds; }

private:
    double m_seconds = 0;
};
}  // namespace

class TestNewUser : public QObject {
    Q_OBJECT

private slots:
    void mendsSelectsPaintsAndExports() {
        WindowBench bench;
        Person person;
        ui::MainWindow& window = bench.window;
        window.resize(1360, 860);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        makeFiles(bench);

        // Opens three files at once: truth.png, prediction.npy and scores.npy for rules.
        person.think();
        person.keys(2);
        person.think();
        for (int file = 0; file < 2; ++file) {
            person.click();
        }
        person.keys(1);
        bench.script.filesToOpen = {m_truth, m_prediction};
        QTest::keyClick(&window, Qt::Key_O, Qt::ControlModifier);
        QTRY_VERIFY(bench.document().source() != nullptr);
        shoot(window, "1-opened");

        // The Broadcast dock says what does not fit, and has a button that mends it.
        QVERIFY(bench.document().plan() == nullptr);
        auto* broadcast = window.findChild<ui::BroadcastDock*>();
        QVERIFY(broadcast->isVisible());
        QPushButton* fix = nullptr;
        for (auto* button : broadcast->findChildren<QPushButton*>()) {
            if (button->isVisible() && button->isEnabled() && fix == nullptr) {
                fix = button;
            }
        }
        QVERIFY(fix != nullptr);
        person.think();
        person.think();
        person.click();
        QTest::mouseClick(fix, Qt::LeftButton);
        QTRY_VERIFY(bench.document().plan() != nullptr);
        shoot(window, "2-mended");

        // The Condition tab: the array of scores, and a rule.
        auto* dock = window.findChild<ui::ConditionDock*>();
        person.think();
        person.click();
        dock->raise();
        person.think();
        person.click();
        person.click();
        person.keys(1);
        bench.script.filesToOpen = {m_scores};
        emit dock->findChild<QLabel*>("inputs")->linkActivated("add:");
        person.think();
        person.click();
        const QString rule = QStringLiteral("source == 3 & max(scores, axis=0) >= 0.6");
        person.keys(static_cast<int>(rule.size()) + 1);
        dock->beginRule();
        for (const QChar c : rule) {
            QTest::keyClick(&dock->rule(), c.toLatin1());
        }
        dock->rule().offers().hide();
        QTest::keyClick(&dock->rule(), Qt::Key_Return);
        FRISKET_VERIFY(bench.document().settleRules());
        QVERIFY(bench.document().selectedCount() > 0);
        shoot(window, "3-rule");

        // A stroke where the rule sees nothing.
        person.think();
        person.drag();
        window.canvas().setFocus();
        Pointer pointer(window.canvas());
        pointer.moveTo(window.canvas().widgetPosition({20.5, 100.5}));
        const std::int64_t byRule = bench.document().selectedCount();
        pointer.stroke({{20.5, 100.5}, {60.5, 100.5}, {60.5, 110.5}});
        QVERIFY(bench.document().selectedCount() > byRule);
        const Bools condition = boolsOf(*bench.document().condition());
        shoot(window, "4-painted");

        person.think();
        person.keys(2);
        QTest::keyClick(&window.canvas(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(bench.document().isModified());
        shoot(window, "5-applied");

        person.think();
        person.keys(2);
        person.think();
        person.keys(8);
        const QString out = bench.folder.path("out.png");
        bench.script.exportChoice = ui::ExportChoice{LayerId::Destination, out};
        QTest::keyClick(&window, Qt::Key_E, Qt::ControlModifier);
        QTRY_VERIFY(QFile::exists(out));
        QVERIFY2(!bench.script.asked.join(' ').contains("error"),
                 bench.script.error.text().c_str());

        // By hand: what is selected takes the prediction, turned.
        const QByteArray written = valuesOf(readArray(out));
        QCOMPARE(written.size(), kRows * kColumns);
        std::int64_t selected = 0;
        for (std::int64_t y = 0; y < kRows; ++y) {
            for (std::int64_t x = 0; x < kColumns; ++x) {
                const auto i = static_cast<std::size_t>(y * kColumns + x);
                const bool ruled = m_source[static_cast<std::size_t>(x * kRows + y)] == 3 &&
                                   std::max(m_p[i], m_p[i + kRows * kColumns]) >= 0.6;
                if (ruled && !condition[i]) {
                    QFAIL("the rule selects less than it says");
                }
                selected += condition[i] ? 1 : 0;
                const std::uint8_t want =
                    condition[i] ? static_cast<std::uint8_t>(
                                       m_source[static_cast<std::size_t>(x * kRows + y)])
                                 : m_destination[i];
                if (static_cast<std::uint8_t>(written[static_cast<qsizetype>(i)]) != want) {
                    QFAIL(qPrintable(QStringLiteral("row %1, column %2").arg(y).arg(x)));
                }
            }
        }
        QVERIFY(selected > byRule);
        qInfo("A person takes %.1f s by the keystroke-level model.", person.seconds());
        QVERIFY(person.seconds() < 60);
    }

private:
    void makeFiles(WindowBench& bench) {
        m_destination.resize(kRows * kColumns);
        m_source.resize(m_destination.size());
        m_p.resize(2 * m_destination.size());
        for (std::int64_t y = 0; y < kRows; ++y) {
            for (std::int64_t x = 0; x < kColumns; ++x) {
                const auto i = static_cast<std::size_t>(y * kColumns + x);
                const auto disc = [&](std::int64_t cy, std::int64_t cx, std::int64_t r) {
                    return (y - cy) * (y - cy) + (x - cx) * (x - cx) <= r * r;
                };
                m_destination[i] = disc(50, 60, 30) ? 1 : disc(70, 120, 20) ? 2 : 0;
                // Of the other way round: columns first.
                m_source[static_cast<std::size_t>(x * kRows + y)] = disc(50, 64, 34)    ? 3
                                                                    : disc(75, 118, 22) ? 2
                                                                                        : 4;
                m_p[i] = disc(50, 64, 25) ? 0.8F : 0.3F;
                m_p[i + m_destination.size()] = disc(75, 118, 15) ? 0.7F : 0.1F;
            }
        }
        m_truth =
            bench.folder.write("scan_truth.png", {kRows, kColumns}, m_destination, vocPalette());
        m_prediction = bench.folder.write("scan_pred.npy", array::Shape{kColumns, kRows}, m_source);
        m_scores = bench.folder.write("scores.npy", array::Shape{2, kRows, kColumns}, m_p);
    }

    /// The window as it is seen, for a person to look at.
    static void shoot(ui::MainWindow& window, const QString& name) {
        QCoreApplication::processEvents();
        QTest::qWait(50);
        const QDir folder(QStringLiteral(SCREENSHOTS));
        QVERIFY(folder.mkpath("."));
        const QImage picture = window.grab().toImage();
        QVERIFY(picture.save(folder.filePath(name + ".png")));
        QVERIFY(picture.width() >= 1000);
    }

    QString m_truth;
    QString m_prediction;
    QString m_scores;
    std::vector<std::uint8_t> m_destination;
    std::vector<std::int64_t> m_source;
    std::vector<float> m_p;
};

QTEST_MAIN(TestNewUser)
#include "tst_new_user.moc"
