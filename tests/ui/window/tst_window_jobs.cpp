// SPDX-License-Identifier: MIT
// What the window shows and refuses while a job runs.
#include <algorithm>

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTimer>
#include <QtTest>

#include "tests/support/gate.h"
#include "tests/ui/window/window_test.h"
#include "ui/job_bar.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using ui::UnsavedAnswer;

class TestWindowJobs : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<WindowBench>();
        m_bench->window.show();
        m_bench->openBoth();
        m_bench->paint(0);
        m_gate = std::make_shared<Gate>();
    }

    void saysWhatIsDone() {
        auto* bar = m_bench->window.findChild<ui::JobBar*>();
        QVERIFY(bar != nullptr && !bar->isVisible());
        int looked = 0;
        meanwhile([&] {
            QVERIFY(!bar->isVisible());  // not yet
            m_gate->expect(8);
            m_gate->advance(2);
            QTRY_VERIFY(bar->isVisible());
            auto* progress = bar->findChild<QProgressBar*>();
            QTRY_VERIFY(progress->value() > 0);
            QVERIFY(progress->value() < progress->maximum());
            QCOMPARE(bar->findChild<QLabel*>()->text(), "Applying");
            ++looked;
        });
        m_bench->window.files().apply();
        QCOMPARE(looked, 1);
        QVERIFY(!bar->isVisible());
        QVERIFY(m_bench->document().isModified());
    }

    void cancelledByItsButtonAndByEsc_data() {
        QTest::addColumn<bool>("byKey");
        QTest::newRow("button") << false;
        QTest::newRow("Esc") << true;
    }
    void cancelledByItsButtonAndByEsc() {
        QFETCH(bool, byKey);
        auto* bar = m_bench->window.findChild<ui::JobBar*>();
        QSignalSpy reported(&m_bench->window.files(), &ui::FileController::reported);
        const QByteArray before = destinationBytes(m_bench->document());
        meanwhile([&] {
            QTRY_VERIFY(bar->isVisible());
            if (byKey) {
                QVERIFY(QTest::qWaitForWindowActive(&m_bench->window));
                QTest::keyClick(&m_bench->window.canvas(), Qt::Key_Escape);
            } else {
                QTest::mouseClick(bar->findChild<QPushButton*>(), Qt::LeftButton);
            }
        });
        m_bench->window.files().apply();
        QCOMPARE(destinationBytes(m_bench->document()), before);
        QVERIFY(m_bench->script.takeAsked().isEmpty());
        QCOMPARE(reported.count(), 1);
        QVERIFY(reported.first().first().toString().contains("cancelled"));
        QVERIFY(m_bench->window.actions().apply->isEnabled());
        QVERIFY(m_bench->window.actions().undo->isEnabled());
    }

    void whatWouldChangeTheDocumentWaits() {
        ui::Actions& actions = m_bench->window.actions();
        const QList<QAction*> waiting{actions.open,
                                      actions.openSample,
                                      actions.save,
                                      actions.saveAs,
                                      actions.exportFile,
                                      actions.undo,
                                      actions.apply,
                                      actions.preferences,
                                      actions.selectAll,
                                      actions.clear,
                                      actions.invert,
                                      actions.nextInstance,
                                      actions.previousInstance,
                                      actions.nextChange,
                                      actions.previousChange};
        QSignalSpy reported(&m_bench->window.files(), &ui::FileController::reported);
        int looked = 0;
        meanwhile([&] {
            for (const QAction* action : waiting) {
                QVERIFY2(!action->isEnabled(), qPrintable(action->text()));
            }
            QVERIFY(actions.zoomIn->isEnabled() && actions.quit->isEnabled());
            m_bench->window.files().openFiles({m_bench->source});
            m_bench->window.files().openLayers({{LayerId::Source, m_bench->source}});
            QVERIFY(!m_bench->window.files().save());
            QCOMPARE(reported.count(), 3);
            QVERIFY(reported.first().first().toString().contains("Applying"));
            ++looked;
        });
        m_bench->window.files().apply();
        QCOMPARE(looked, 1);
        QVERIFY(m_bench->script.takeAsked().isEmpty());
        for (const QAction* action : waiting) {
            QVERIFY2(action->isEnabled(), qPrintable(action->text()));
        }
    }

    /// A job reads the condition, so a stroke in any view ends before it.
    void aStrokeInALinkedViewEndsBefore_data() {
        QTest::addColumn<int>("how");
        QTest::newRow("save") << 0;
        QTest::newRow("export") << 1;
        QTest::newRow("close") << 2;
        QTest::newRow("turn") << 3;
    }
    void aStrokeInALinkedViewEndsBefore() {
        QFETCH(int, how);
        m_bench->window.viewOptions().setCompare(session::Compare::SideBySide);
        QApplication::processEvents();
        session::Document& document = m_bench->document();
        const Bools before = boolsOf(*document.condition());
        ui::Canvas& pane = *m_bench->window.panes().linked().front();
        Pointer pointer(pane);
        pointer.pressAt(pane.widgetPosition({2.5, 1.5}));
        QVERIFY(document.inStroke());
        QVERIFY(boolsOf(*document.condition()) != before);
        m_bench->script.unsaved = UnsavedAnswer::Cancel;
        if (how == 0) {
            m_bench->window.actions().save->trigger();
        } else if (how == 1) {
            m_bench->window.actions().exportFile->trigger();
        } else if (how == 2) {
            QVERIFY(!m_bench->closes());
        } else {
            const auto actions = m_bench->window.findChildren<QAction*>();
            const auto turn = std::find_if(actions.begin(), actions.end(), [](const auto* each) {
                return each->shortcut() == QKeySequence("Ctrl+R");
            });
            QVERIFY(turn != actions.end());
            (*turn)->trigger();
        }
        QVERIFY(!document.inStroke());
        pointer.moveTo(pane.widgetPosition({0.5, 0.5}));
        pointer.release();
        QVERIFY(boolsOf(*document.condition()) == before);
    }

    void closingCancelsFirstAndThenAsks() {
        m_bench->script.unsaved = UnsavedAnswer::Discard;
        const QByteArray before = destinationBytes(m_bench->document());
        meanwhile([&] {
            QVERIFY(!m_bench->closes());
            QVERIFY(m_bench->window.isVisible());
        });
        m_bench->window.files().apply();
        QCOMPARE(destinationBytes(m_bench->document()), before);
        m_bench->document().jobs().setProgress({});
        QTRY_VERIFY(!m_bench->window.isVisible());
        QCOMPARE(m_bench->script.takeAsked(), QStringList("unsaved"));
    }

    /// An Apply stands, though the save that it was for is cancelled; no word may deny that.
    void aCancelledSaveSpeaksOfItsFile() {
        m_bench->script.unsaved = UnsavedAnswer::ApplyAndSave;
        QSignalSpy reported(&m_bench->window.files(), &ui::FileController::reported);
        m_bench->document().jobs().setProgress([this] {
            auto progress = std::make_shared<base::Progress>();
            if (m_bench->document().isModified()) {
                progress->cancel();
            }
            return progress;
        });
        const QByteArray before = m_bench->onDisk();
        QVERIFY(!m_bench->window.files().save());
        QVERIFY(m_bench->document().isModified());
        QCOMPARE(m_bench->onDisk(), before);
        QCOMPARE(reported.count(), 1);
        QCOMPARE(reported.first().first().toString(),
                 QString("Saving was cancelled; the file is as it was"));
    }

    void closingTwiceAsksOnce() {
        m_bench->script.unsaved = UnsavedAnswer::Cancel;
        meanwhile([&] {
            for (int i = 0; i < 3; ++i) {
                QVERIFY(!m_bench->closes());
            }
        });
        m_bench->window.files().apply();
        m_bench->document().jobs().setProgress({});
        QTRY_VERIFY(!m_bench->script.asked.isEmpty());
        QApplication::processEvents();
        QCOMPARE(m_bench->script.takeAsked(), QStringList("unsaved"));
        QVERIFY(m_bench->window.isVisible());
    }

    void timeInWords() {
        QCOMPARE(ui::JobBar::timeWords(0.2), "about 1 s");
        QCOMPARE(ui::JobBar::timeWords(11.5), "about 12 s");
        QCOMPARE(ui::JobBar::timeWords(60), "about 1 min");
        QCOMPARE(ui::JobBar::timeWords(200), "about 3 min");
    }

private:
    /// Has the next job stand still until `look` was called in its event loop.
    template <class Look>
    void meanwhile(Look&& look) {
        m_bench->document().jobs().setProgress([this] { return m_gate; });
        QTimer::singleShot(0, this, [this, look] {
            const auto opened = qScopeGuard([this] { m_gate->open(); });
            QVERIFY(m_bench->document().busy());
            look();
        });
    }

    std::shared_ptr<Gate> m_gate;
    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestWindowJobs)
#include "tst_window_jobs.moc"
