// SPDX-License-Identifier: MIT
#include <QMenuBar>
#include <QMimeData>
#include <QTest>

#include "tests/ui/window/window_test.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using ui::ChangedAnswer;
using ui::Occasion;
using ui::UnsavedAnswer;

namespace {
/// The destination of WindowBench after the source's value went to the first pixel.
const QByteArray kApplied("\x09\1\2\3\xff\5", 6);
const QByteArray kOriginal("\0\1\2\3\xff\5", 6);
}  // namespace

class TestWindowFiles : public QObject {
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void anEmptyWindowShowsWhatToDo() {
        m_bench->window.show();
        QVERIFY(!m_bench->showsCanvas());
        const ui::Actions& actions = m_bench->window.actions();
        for (const QAction* action :
             {actions.save, actions.saveAs, actions.exportFile, actions.undo, actions.redo,
              actions.apply, actions.selectAll, actions.clear, actions.invert}) {
            QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
        }
        QVERIFY(m_bench->closes());
        QVERIFY(m_bench->script.asked.isEmpty());
    }

    void openingShowsTheCanvas() {
        m_bench->openBoth();
        QVERIFY(m_bench->showsCanvas());
        QVERIFY(m_bench->document().plan() != nullptr);
        QVERIFY(m_bench->window.windowTitle().contains("scene_mask.png"));
        QVERIFY(!m_bench->window.isWindowModified());
        QVERIFY(m_bench->script.asked.isEmpty());
        QVERIFY(m_bench->closes());
        QVERIFY(m_bench->script.asked.isEmpty());
    }

    void everyFileThatFailsIsShown() {
        m_bench->window.files().openLayers(
            {{LayerId::Source, m_bench->folder.path("no.npy")},
             {LayerId::Destination, m_bench->destination},
             {LayerId::Backdrop,
              m_bench->folder.write<std::uint8_t>("list.npy", {4}, {1, 2, 3, 4})}});
        QCOMPARE(m_bench->script.takeAsked(),
                 QStringList({"error: Opening the backdrop", "error: Opening the source"}));
        QCOMPARE(m_bench->script.error.code, base::ErrorCode::NotFound);
        QVERIFY(m_bench->document().has(LayerId::Destination));
        QVERIFY(m_bench->showsCanvas());
    }

    void dropsAskOnlyWhereNamesSayNothing_data() {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<bool>("asks");
        QTest::newRow("clear") << QStringList{"scene_mask.png", "scene_pred.npy"} << false;
        QTest::newRow("a single mask") << QStringList{"alone.npy"} << false;
        QTest::newRow("unclear") << QStringList{"one.npy", "two.npy"} << true;
        QTest::newRow("clear and unclear") << QStringList{"scene_mask.png", "one.npy"} << true;
    }
    void dropsAskOnlyWhereNamesSayNothing() {
        QFETCH(QStringList, names);
        QFETCH(bool, asks);
        for (const char* name : {"alone.npy", "one.npy", "two.npy"}) {
            m_bench->folder.write<std::uint8_t>(name, {2, 3}, {1, 1, 1, 1, 1, 1});
        }
        QList<session::LayerPath> answer;
        for (const QString& name : names) {
            answer.append({answer.isEmpty() ? LayerId::Source : LayerId::Destination,
                           m_bench->folder.path(name)});
        }
        m_bench->script.roles = answer;
        drop(names);
        QCOMPARE(m_bench->script.takeAsked(), asks ? QStringList{"roles"} : QStringList{});
        QVERIFY(m_bench->document().has(LayerId::Destination));
        QCOMPARE(m_bench->document().has(LayerId::Source), names.size() == 2);
        if (asks) {
            QCOMPARE(static_cast<qsizetype>(m_bench->script.files.size()), names.size());
            QCOMPARE(m_bench->document().file(LayerId::Source).path,
                     m_bench->folder.path(names[0]));
        }
    }

    void aCancelledDropOpensNothing() {
        m_bench->folder.write<std::uint8_t>("one.npy", {1, 1}, {1});
        m_bench->folder.write<std::uint8_t>("two.npy", {1, 1}, {1});
        drop({"one.npy", "two.npy"});
        QCOMPARE(m_bench->script.takeAsked(), QStringList{"roles"});
        QVERIFY(!m_bench->document().has(LayerId::Destination));
        QVERIFY(!m_bench->showsCanvas());
        QMimeData text;
        text.setText("no file");
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
        enter.setAccepted(false);
        QApplication::sendEvent(&m_bench->window, &enter);
        QVERIFY(!enter.isAccepted());
    }

    void saveWithoutStrokesAsksNothing() {
        m_bench->openBoth();
        m_bench->paint(0);
        m_bench->window.actions().apply->trigger();
        QVERIFY(m_bench->window.isWindowModified());
        m_bench->window.actions().save->trigger();
        QVERIFY(m_bench->script.asked.isEmpty());
        QCOMPARE(m_bench->onDisk(), kApplied);
        QVERIFY(!m_bench->window.isWindowModified());
    }

    void saveWithStrokesAsks_data() {
        QTest::addColumn<int>("answer");
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<bool>("saved");
        const auto row = [](const char* name, UnsavedAnswer answer, const QByteArray& file,
                            bool saved) {
            QTest::newRow(name) << static_cast<int>(answer) << file << saved;
        };
        row("apply and save", UnsavedAnswer::ApplyAndSave, kApplied, true);
        row("save only", UnsavedAnswer::SaveOnly, kOriginal, true);
        row("cancel", UnsavedAnswer::Cancel, kOriginal, false);
    }
    void saveWithStrokesAsks() {
        QFETCH(int, answer);
        QFETCH(QByteArray, file);
        QFETCH(bool, saved);
        m_bench->openBoth();
        m_bench->paint(0);
        m_bench->script.unsaved = static_cast<UnsavedAnswer>(answer);
        QCOMPARE(m_bench->window.files().save(), saved);
        QCOMPARE(m_bench->script.takeAsked(), QStringList{"unsaved"});
        QCOMPARE(m_bench->script.occasion, Occasion::Save);
        QVERIFY(m_bench->script.work.unapplied && !m_bench->script.work.modified);
        QCOMPARE(m_bench->script.work.fileName, QString("scene_mask.png"));
        QCOMPARE(m_bench->onDisk(), file);
    }

    void anApplyThatIsRefusedIsNoSave() {
        m_bench->openBoth();
        m_bench->window.files().openLayers(
            {{LayerId::Source, m_bench->folder.write<float>("half.npy", {1}, {0.5F})}});
        m_bench->paint(1);
        m_bench->script.unsaved = UnsavedAnswer::ApplyAndSave;
        QVERIFY(!m_bench->window.files().save());
        QCOMPARE(m_bench->script.takeAsked(), QStringList({"unsaved", "error: Applying"}));
        QCOMPARE(m_bench->onDisk(), kOriginal);
        QVERIFY(!m_bench->closes());
    }

    void closingAsksAboutWork_data() {
        QTest::addColumn<bool>("applied");
        QTest::addColumn<int>("answer");
        QTest::addColumn<bool>("closes");
        QTest::addColumn<QByteArray>("file");
        for (const bool applied : {false, true}) {
            const auto row = [&](const char* name, UnsavedAnswer answer, bool closes,
                                 const QByteArray& file) {
                QTest::addRow("%s, %s", applied ? "applied" : "painted", name)
                    << applied << static_cast<int>(answer) << closes << file;
            };
            row("apply and save", UnsavedAnswer::ApplyAndSave, true, kApplied);
            row("save", UnsavedAnswer::SaveOnly, true, applied ? kApplied : kOriginal);
            row("discard", UnsavedAnswer::Discard, true, kOriginal);
            row("cancel", UnsavedAnswer::Cancel, false, kOriginal);
        }
    }
    void closingAsksAboutWork() {
        QFETCH(bool, applied);
        QFETCH(int, answer);
        QFETCH(bool, closes);
        QFETCH(QByteArray, file);
        m_bench->openBoth();
        m_bench->paint(0);
        if (applied) {
            m_bench->window.files().apply();
        }
        m_bench->script.unsaved = static_cast<UnsavedAnswer>(answer);
        QCOMPARE(m_bench->closes(), closes);
        QCOMPARE(m_bench->script.takeAsked(), QStringList{"unsaved"});
        QCOMPARE(m_bench->script.occasion, Occasion::Close);
        QCOMPARE(m_bench->script.work.unapplied, !applied);
        QCOMPARE(m_bench->script.work.modified, applied);
        QCOMPARE(m_bench->onDisk(), file);
    }

    /// No plan could apply them when the destination was saved; another mode can.
    void strokesBesideARefusalAreWorkAfterASave() {
        m_bench->openBoth();
        m_bench->window.files().openLayers(
            {{LayerId::Source, m_bench->folder.write<std::uint8_t>("list.npy", {2}, {7, 8})}});
        m_bench->document().setMode(assign::Mode::Scatter);
        for (const int flat : {0, 1, 2}) {
            m_bench->paint(flat);
        }
        QVERIFY(m_bench->document().plan() == nullptr);
        QVERIFY(m_bench->window.files().save());
        QVERIFY(m_bench->script.takeAsked().isEmpty());
        m_bench->document().setMode(assign::Mode::Place);
        QVERIFY(!m_bench->closes());
        QCOMPARE(m_bench->script.takeAsked(), QStringList{"unsaved"});
        QVERIFY(m_bench->script.work.unapplied);
    }

    void strokesThatChangedNothingAreWorkInAnotherMode() {
        m_bench->openBoth();
        m_bench->paint(2);  // both hold 2 there
        QVERIFY(m_bench->window.files().save());
        QVERIFY(m_bench->closes());
        QVERIFY(m_bench->script.takeAsked().isEmpty());
        m_bench->document().setMode(assign::Mode::Fill);
        QVERIFY(!m_bench->closes());
        QCOMPARE(m_bench->script.takeAsked(), QStringList{"unsaved"});
    }

    void undoOfApplyMakesTheConditionWorkAgain() {
        m_bench->openBoth();
        m_bench->paint(0);
        m_bench->window.files().apply();
        QVERIFY(!m_bench->document().hasPaintedWork());
        m_bench->document().undo();
        m_bench->document().close(LayerId::Source);
        QVERIFY(m_bench->document().plan() == nullptr && !m_bench->document().isModified());
        QVERIFY(!m_bench->closes());
        QVERIFY(m_bench->script.work.painted);
        m_bench->document().redo();
        QVERIFY(!m_bench->document().hasPaintedWork());
    }

    void anotherDestinationAsksAboutWork() {
        m_bench->openBoth();
        m_bench->paint(0);
        const QString other = m_bench->folder.write<std::uint8_t>("other.npy", {1, 1}, {4});
        m_bench->window.files().openLayers({{LayerId::Destination, other}});
        QCOMPARE(m_bench->script.takeAsked(), QStringList{"unsaved"});
        QCOMPARE(m_bench->document().file(LayerId::Destination).path, m_bench->destination);
        m_bench->script.unsaved = UnsavedAnswer::Discard;
        m_bench->window.files().openLayers({{LayerId::Destination, other}});
        QCOMPARE(m_bench->document().file(LayerId::Destination).path, other);
    }

    void aFileChangedByOthersIsAskedAbout_data() {
        QTest::addColumn<int>("answer");
        QTest::addColumn<bool>("saved");
        QTest::newRow("overwrite") << static_cast<int>(ChangedAnswer::Overwrite) << true;
        QTest::newRow("elsewhere") << static_cast<int>(ChangedAnswer::SaveElsewhere) << true;
        QTest::newRow("cancel") << static_cast<int>(ChangedAnswer::Cancel) << false;
    }
    void aFileChangedByOthersIsAskedAbout() {
        QFETCH(int, answer);
        QFETCH(bool, saved);
        m_bench->openBoth();
        m_bench->paint(0);
        m_bench->window.files().apply();
        const QByteArray others(6, 7);
        m_bench->folder.write<std::uint8_t>("scene_mask.png", {2, 3}, {7, 7, 7, 7, 7, 7},
                                            vocPalette());
        m_bench->script.changed = static_cast<ChangedAnswer>(answer);
        m_bench->script.savePath = m_bench->folder.path("elsewhere.png");
        QCOMPARE(m_bench->window.files().save(), saved);
        QCOMPARE(m_bench->script.asked.first(), QString("changed"));
        QCOMPARE(m_bench->onDisk(),
                 m_bench->script.changed == ChangedAnswer::Overwrite ? kApplied : others);
        QCOMPARE(QFile::exists(m_bench->script.savePath),
                 m_bench->script.changed == ChangedAnswer::SaveElsewhere);
        QCOMPARE(m_bench->document().isModified(), !saved);
    }

    void exportWritesTheChoice() {
        m_bench->openBoth();
        m_bench->paint(0);
        m_bench->window.actions().exportFile->trigger();
        QCOMPARE(m_bench->script.takeAsked(), QStringList{"export"});
        QCOMPARE(QFileInfo(m_bench->script.suggestion).fileName(),
                 QString("scene_mask_refined.png"));
        const QString path = m_bench->folder.path("out.png");
        m_bench->script.exportChoice = ui::ExportChoice{LayerId::Result, path};
        m_bench->window.actions().exportFile->trigger();
        QCOMPARE(test::valuesOf(readArray(path)), kApplied);
        QCOMPARE(m_bench->onDisk(), kOriginal);
        QCOMPARE(m_bench->script.takeAsked(), QStringList{"export"});
        m_bench->script.exportChoice->path = m_bench->folder.path("out.gif");
        m_bench->window.actions().exportFile->trigger();
        QCOMPARE(m_bench->script.takeAsked(), QStringList({"export", "error: Exporting"}));
    }

    void recentFilesAreRemembered() {
        m_bench->openBoth();
        const QString other = m_bench->folder.write<std::uint8_t>("other.npy", {1, 1}, {4});
        m_bench->window.files().openLayers({{LayerId::Destination, other}});
        const QList<session::RecentSet> sets = m_bench->settings.recentSets();
        QCOMPARE(sets.size(), 2);
        QCOMPARE(sets[0].path(LayerId::Destination), other);
        QCOMPARE(sets[1].path(LayerId::Destination), m_bench->destination);
        QCOMPARE(sets[1].path(LayerId::Source), m_bench->source);
        QMenu* recent = nullptr;
        for (QMenu* menu : m_bench->window.findChildren<QMenu*>()) {
            recent = menu->title().contains("recent") ? menu : recent;
        }
        QVERIFY(recent != nullptr);
        emit recent->aboutToShow();
        QCOMPARE(recent->actions().size(), 4);  // two sets, a separator, Clear
        recent->actions().at(1)->trigger();
        QCOMPARE(m_bench->document().file(LayerId::Destination).path, m_bench->destination);
        QVERIFY(m_bench->closes());
        FRISKET_VERIFY(m_bench->settings.save());
        const session::Settings again(m_bench->folder.path("settings.json"));
        QCOMPARE(again.recentSets().size(), 2);
        QCOMPARE(again.recentSets().first().path(LayerId::Destination), m_bench->destination);
        QVERIFY(!again.windowGeometry().isEmpty());
    }

private:
    void drop(const QStringList& names) {
        QMimeData files;
        QList<QUrl> urls;
        for (const QString& name : names) {
            urls << QUrl::fromLocalFile(m_bench->folder.path(name));
        }
        files.setUrls(urls);
        QDragEnterEvent enter({5, 5}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&m_bench->window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event({5, 5}, Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(&m_bench->window, &event);
        QCoreApplication::processEvents();  // the files are opened once the drop is over
    }

    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestWindowFiles)
#include "tst_window_files.moc"
