// SPDX-License-Identifier: MIT
#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTimer>

#include "tests/ui/window/window_test.h"
#include "ui/dialogs/preferences_dialog.h"

using namespace frisket;
using namespace frisket::test;
using ui::Preferences;
using ui::PreferencesDialog;

class TestPreferencesDialog : public QObject {
    Q_OBJECT

private slots:
    void givesBackWhatItWasGiven() {
        const edit::History history;
        const Preferences given{700, 900, session::Theme::Dark};
        const PreferencesDialog dialog(given, history);
        QCOMPARE(dialog.preferences(), given);
    }

    void saysWhatIsInUseAndWhatWouldBeDropped() {
        class Large : public edit::Entry {
        public:
            void undo() override {}
            void redo() override {}
            [[nodiscard]] std::int64_t byteSize() const override { return 30 << 20; }
            [[nodiscard]] std::string_view name() const override { return "Large"; }
        };
        edit::History history;
        (void)history.push(std::make_unique<Large>());
        PreferencesDialog dialog({512, 4096, session::Theme::Light}, history);
        const auto said = [&dialog](const QString& words) {
            const auto labels = dialog.findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [&words](const QLabel* label) {
                return label->text().contains(words);
            });
        };
        QVERIFY(said("30 MB"));
        QVERIFY(!said("dropped"));
        dialog.findChild<QSpinBox*>("history")->setValue(29);
        QVERIFY(said("dropped"));
        dialog.findChild<QSpinBox*>("history")->setValue(30);
        QVERIFY(!said("dropped"));
    }

    void theWindowTakesThemAtOnce() {
        WindowBench bench;
        bench.openBoth();
        bench.paint(1);
        accept(bench, 64, session::Theme::Dark);
        QCOMPARE(bench.settings.historyMegabytes(), 64);
        QCOMPARE(bench.document().history().budget(), std::int64_t{64} << 20);
        QCOMPARE(bench.settings.theme(), session::Theme::Dark);
        // The next start has them.
        QVERIFY(bench.settings.save());
        session::Settings settings(bench.folder.path("settings.json"));
        ui::MainWindow next(settings, QString());
        QCOMPARE(next.document().history().budget(), std::int64_t{64} << 20);
    }

    void cancelChangesNothing() {
        WindowBench bench;
        QTimer::singleShot(0, [] {
            auto* dialog = qobject_cast<PreferencesDialog*>(QApplication::activeModalWidget());
            dialog->findChild<QSpinBox*>("history")->setValue(99);
            dialog->reject();
        });
        bench.window.actions().preferences->trigger();
        QCOMPARE(bench.settings.historyMegabytes(), 512);
        QCOMPARE(bench.document().history().budget(), std::int64_t{512} << 20);
    }

    void settingsOutOfBoundsAreClamped() {
        MaskFolder folder;
        QFile file(folder.path("settings.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write("{\"historyMegabytes\": -5}") > 0);
        file.close();
        const session::Settings settings(folder.path("settings.json"));
        QCOMPARE(settings.historyMegabytes(), session::kLeastHistory);
    }

private:
    static void accept(WindowBench& bench, int megabytes, session::Theme theme) {
        QTimer::singleShot(0, [megabytes, theme] {
            auto* dialog = qobject_cast<PreferencesDialog*>(QApplication::activeModalWidget());
            dialog->findChild<QSpinBox*>("history")->setValue(megabytes);
            auto* themes = dialog->findChild<QComboBox*>();
            themes->setCurrentIndex(themes->findData(static_cast<int>(theme)));
            dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Ok)->click();
        });
        bench.window.actions().preferences->trigger();
    }
};

QTEST_MAIN(TestPreferencesDialog)
#include "tst_preferences_dialog.moc"
