// SPDX-License-Identifier: MIT
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>
#include <QTreeView>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/byte_words.h"
#include "ui/docks/history_dock.h"
#include "ui/docks/history_model.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using ui::HistoryDock;
using ui::HistoryModel;

/// The list of steps: what it shows, how it follows the history, and that a step is gone to.
class TestHistoryDock : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<session::Document>();
        const array::Shape shape{300, 400};
        std::vector<std::uint8_t> ones(300 * 400, 1);
        FRISKET_VERIFY(m_document->open(
            LayerId::Destination,
            m_folder.write("d.npy", shape, std::vector<std::uint8_t>(300 * 400, 0))));
        FRISKET_VERIFY(m_document->open(LayerId::Source, m_folder.write("s.npy", shape, ones)));
        m_dock = std::make_unique<HistoryDock>(*m_document, m_looks);
        m_tester = std::make_unique<QAbstractItemModelTester>(
            &m_dock->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_dock->resize(300, 400);
        m_dock->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dock.get()));
    }
    void cleanup() {
        m_tester.reset();
        m_dock.reset();
        m_document.reset();
    }

    void stepsAreListedWithTheirMemory() {
        QCOMPARE(names(), QStringList{"Opened"});
        paint(1, "Brush stroke");
        paint(2, "Eraser stroke");
        FRISKET_VERIFY(m_document->apply());
        QCOMPARE(names(), (QStringList{"Opened", "Brush stroke", "Eraser stroke", "Apply"}));
        QCOMPARE(text(0, HistoryModel::Bytes), QString());
        for (int row = 1; row < 4; ++row) {
            QCOMPARE(text(row, HistoryModel::Bytes),
                     ui::byteWords(
                         m_document->history().at(static_cast<std::size_t>(row) - 1).byteSize()));
        }
        QVERIFY2(m_dock->totalText().startsWith(ui::byteWords(m_document->history().bytes()) +
                                                " of 512 MB"),
                 qPrintable(m_dock->totalText()));
        QVERIFY(m_dock->droppedText().isEmpty());
    }

    void undoneStepsAreMarked() {
        for (int i = 0; i < 4; ++i) {
            paint(i, "Stroke");
        }
        const QSignalSpy current(&m_dock->model(), &HistoryModel::currentRowChanged);
        m_document->undo();
        m_document->undo();
        QCOMPARE(current.count(), 2);
        QCOMPARE(m_dock->model().currentRow(), 2);
        QCOMPARE(m_dock->list().currentIndex().row(), 2);
        for (int row = 0; row < 5; ++row) {
            const QModelIndex index = m_dock->model().index(row, 0);
            QCOMPARE(index.data(HistoryModel::kUndoneRole).toBool(), row > 2);
            QCOMPARE(index.data(Qt::ForegroundRole).isValid(), row > 2);
            QCOMPARE(index.data(Qt::FontRole).value<QFont>().bold(), row == 2);
        }
        QVERIFY(
            m_dock->model().index(4, 0).data(Qt::AccessibleTextRole).toString().contains("undone"));
    }

    void aClickGoesToTheStep() {
        std::vector<Bools> states{boolsOf(*m_document->condition())};
        for (int i = 0; i < 6; ++i) {
            paint(i, "Stroke");
            states.push_back(boolsOf(*m_document->condition()));
        }
        for (const int row : {2, 5, 0, 6, 3}) {
            const QRect place = m_dock->list().visualRect(m_dock->model().index(row, 0));
            QTest::mouseClick(m_dock->list().viewport(), Qt::LeftButton, {}, place.center());
            QCOMPARE(m_document->history().position(), static_cast<std::size_t>(row));
            QVERIFY(boolsOf(*m_document->condition()) == states[static_cast<std::size_t>(row)]);
        }
    }

    void enterGoesToTheStep() {
        for (int i = 0; i < 3; ++i) {
            paint(i, "Stroke");
        }
        m_dock->list().setFocus();
        QTest::keyClick(&m_dock->list(), Qt::Key_Up);
        QTest::keyClick(&m_dock->list(), Qt::Key_Up);
        QCOMPARE(m_document->history().position(), 3U);
        QTest::keyClick(&m_dock->list(), Qt::Key_Return);
        QCOMPARE(m_document->history().position(), 1U);
        QTest::keyClick(&m_dock->list(), Qt::Key_End);
        QTest::keyClick(&m_dock->list(), Qt::Key_Enter);
        QCOMPARE(m_document->history().position(), 3U);
    }

    void inMidStrokeNothingIsGoneTo() {
        paint(1, "Stroke");
        stroke(*m_document, {{50, 50}}, 9, true, {});
        const QRect place = m_dock->list().visualRect(m_dock->model().index(0, 0));
        QTest::mouseClick(m_dock->list().viewport(), Qt::LeftButton, {}, place.center());
        QCOMPARE(m_document->history().position(), 1U);
        QCOMPARE(m_dock->list().currentIndex().row(), 1);
        m_document->abortStroke();
    }

    void aNewStepReplacesTheUndoneOnes() {
        for (int i = 0; i < 4; ++i) {
            paint(i, "Old");
        }
        m_document->stepTo(2);
        paint(10, "New");
        QCOMPARE(names(), (QStringList{"Opened", "Old", "Old", "New"}));
        m_document->stepTo(0);
        paint(11, "Only");
        QCOMPARE(names(), (QStringList{"Opened", "Only"}));
    }

    void aStrokeInsertsOneRow() {
        for (int i = 0; i < 50; ++i) {
            paint(i, "Stroke");
        }
        const QSignalSpy inserted(&m_dock->model(), &QAbstractItemModel::rowsInserted);
        const QSignalSpy removed(&m_dock->model(), &QAbstractItemModel::rowsRemoved);
        const QSignalSpy reset(&m_dock->model(), &QAbstractItemModel::modelReset);
        const QSignalSpy changed(&m_dock->model(), &QAbstractItemModel::dataChanged);
        paint(60, "Stroke");
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(inserted[0][1].toInt(), 51);
        QCOMPARE(inserted[0][2].toInt(), 51);
        QCOMPARE(removed.count() + reset.count(), 0);
        for (const QList<QVariant>& change : changed) {
            QVERIFY(change[1].toModelIndex().row() - change[0].toModelIndex().row() <= 1);
        }
    }

    void theSavedStateIsMarked() {
        paint(1, "One");
        FRISKET_VERIFY(m_document->apply());
        FRISKET_VERIFY(m_document->saveDestination(m_folder.path("saved.npy")));
        paint(2, "Two");
        QCOMPARE(names(), (QStringList{"Opened", "One", "Apply (saved)", "Two"}));
        m_document->stepTo(0);
        paint(3, "Three");
        QCOMPARE(names(), (QStringList{"Opened", "Three"}));
    }

    void whatWasDroppedIsSaid() {
        const QSignalSpy told(m_document.get(), &session::Document::stepsDropped);
        for (int i = 0; i < 20; ++i) {
            paint(i, "Stroke");
        }
        const std::int64_t one = m_document->history().bytes(0);
        m_document->setHistoryBudget(10 * one);
        QCOMPARE(told.count(), 1);
        QVERIFY(m_document->history().bytes() <= 10 * one);
        const int rows = m_dock->model().rowCount();
        QVERIFY(rows > 5 && rows < 15);
        QCOMPARE(names().front(), QString("Oldest state kept"));
        QVERIFY(m_dock->droppedText().contains(ui::byteWords(10 * one)));
        paint(30, "Newest");
        QCOMPARE(told.count(), 1);  // once is enough
        QCOMPARE(names().back(), QString("Newest"));
        m_document->stepTo(0);
        m_document->stepTo(m_document->history().size());
        // Another destination starts anew.
        FRISKET_VERIFY(m_document->open(LayerId::Destination, m_folder.path("d.npy")));
        QCOMPARE(names(), QStringList{"Opened"});
        QVERIFY(m_dock->droppedText().isEmpty());
    }

    /// Anything in any order: the rows are the steps.
    void rowsFollowTheHistory() {
        Random random;
        for (int round = 0; round < 600; ++round) {
            const auto dice = random.between(0, 19);
            const edit::History& history = m_document->history();
            if (dice < 9) {
                paint(static_cast<int>(random.between(0, 90)), QString::number(round));
            } else if (dice < 12) {
                m_document->undo();
            } else if (dice < 14) {
                m_document->redo();
            } else if (dice < 17) {
                m_document->stepTo(
                    static_cast<std::size_t>(random.between(0, std::int64_t(history.size()))));
            } else if (dice == 17) {
                m_document->setHistoryBudget(random.between(1, 60) * 1000);
            } else if (dice == 18) {
                FRISKET_VERIFY(m_document->apply());
            } else if (random.chance(20)) {
                FRISKET_VERIFY(m_document->open(LayerId::Destination, m_folder.path("d.npy")));
            }
            QCOMPARE(m_dock->model().rowCount(), static_cast<int>(history.size()) + 1);
            QCOMPARE(m_dock->model().currentRow(), static_cast<int>(history.position()));
            for (std::size_t step = 0; step < history.size(); ++step) {
                QVERIFY(
                    text(static_cast<int>(step) + 1)
                        .startsWith(QString::fromStdString(std::string(history.at(step).name()))));
            }
        }
    }

    void bytesInWords_data() {
        QTest::addColumn<qint64>("bytes");
        QTest::addColumn<QString>("words");
        QTest::newRow("none") << qint64{0} << "0 B";
        QTest::newRow("bytes") << qint64{640} << "640 B";
        QTest::newRow("largest of bytes") << qint64{1023} << "1,023 B";
        QTest::newRow("one") << qint64{1024} << "1.0 KB";
        QTest::newRow("ten") << qint64{10239} << "10 KB";
        QTest::newRow("kilobytes") << qint64{12345} << "12 KB";
        QTest::newRow("rounds up a unit") << qint64{1048570} << "1.0 MB";
        QTest::newRow("megabytes") << qint64{3250586} << "3.1 MB";
        QTest::newRow("budget") << (qint64{512} << 20) << "512 MB";
        QTest::newRow("terabytes") << (qint64{2} << 40) << "2,048 GB";
    }
    void bytesInWords() {
        QFETCH(qint64, bytes);
        QFETCH(QString, words);
        QLocale::setDefault(QLocale::c());
        QCOMPARE(ui::byteWords(bytes).remove(QLatin1Char(',')), words.remove(QLatin1Char(',')));
    }

private:
    void paint(int place, const QString& name) {
        const double x = 4 * place + 2.5;
        stroke(*m_document, {{x, 20.5}, {x, 30.5 + place}}, 3, true, name);
    }
    [[nodiscard]] QString text(int row, int column = HistoryModel::Name) const {
        return m_dock->model().index(row, column).data().toString();
    }
    [[nodiscard]] QStringList names() const {
        QStringList list;
        for (int row = 0; row < m_dock->model().rowCount(); ++row) {
            list << text(row);
        }
        return list;
    }

    MaskFolder m_folder;
    session::LabelLooks m_looks;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<HistoryDock> m_dock;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

QTEST_MAIN(TestHistoryDock)
#include "tst_history_dock.moc"
