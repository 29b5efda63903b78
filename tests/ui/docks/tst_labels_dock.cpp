// SPDX-License-Identifier: MIT
#include <QLineEdit>
#include <QMainWindow>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/docks/labels_dock.h"
#include "ui/docks/labels_model.h"

using namespace frisket;
using namespace frisket::test;
using session::LabelSurvey;
using session::LayerId;
using ui::LabelsModel;

class TestLabelsDock : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dock.reset();  // it shows what the others are
        m_document = std::make_unique<session::Document>();
        m_styles = std::make_unique<session::LayerStyles>();
        m_dock = std::make_unique<ui::LabelsDock>(*m_document, *m_styles);
        m_dock->resize(320, 400);
        m_dock->show();
        m_table = m_dock->findChild<QTableView*>();
    }

    void listsWhatOccurs() {
        QCOMPARE(m_table->model()->rowCount(), 0);
        openMasks();
        QTRY_COMPARE(rows(), (QStringList{"0||3|1", "2||1|0", "3||0|2", "7||0|1"}));
    }

    void eyeHidesAndShows() {
        openMasks();
        QTRY_COMPARE(m_table->model()->rowCount(), 4);
        click(1, LabelsModel::Shown);
        QVERIFY(!table().isShown(2));
        QVERIFY(button("Show all")->isEnabled());
        click(1, LabelsModel::Shown);
        QVERIFY(table().isShown(2));
        QVERIFY(!button("Show all")->isEnabled());
        click(2, LabelsModel::Shown, Qt::AltModifier);
        QVERIFY(table().isShown(3));
        QVERIFY(!table().isShown(0) && !table().isShown(100));
        button("Show all")->click();
        QVERIFY(!table().hidesAny());
    }

    void keysAndButtons() {
        openMasks();
        QTRY_COMPARE(m_table->model()->rowCount(), 4);
        QVERIFY(!button("Show only")->isEnabled());
        m_table->selectRow(3);
        QTest::keyClick(m_table, Qt::Key_Space);
        QVERIFY(!table().isShown(7));
        QTest::keyClick(m_table, Qt::Key_Space);
        QVERIFY(table().isShown(7));
        button("Show only")->click();
        QVERIFY(table().isShown(7) && !table().isShown(2));
        m_styles->labels().edit([](labels::LabelTable& t) { t.setColour(7, labels::Rgb{}); });
        button("Reset")->click();
        QVERIFY(!table().colour(7));
    }

    void locks() {
        openMasks();
        QTRY_COMPARE(m_table->model()->rowCount(), 4);
        const auto locked = [this](std::int64_t label) {
            return m_document->limits().locks.isLocked(label);
        };
        const auto said = [this](int row) {
            return m_table->model()
                ->index(row, LabelsModel::Locked)
                .data(Qt::AccessibleTextRole)
                .toString();
        };
        click(1, LabelsModel::Locked);
        QVERIFY(locked(2) && !locked(0) && !locked(7));
        QCOMPARE(said(1), QString("protected"));
        QCOMPARE(said(0), QString("not protected"));
        QVERIFY(table().isShown(2));  // the eye is another one's
        // Strokes leave it alone.
        m_document->beginStroke();
        m_document->extendStroke(paint::sweep({1, 1}, {1, 1}, 20, m_document->planeRect()), true);
        m_document->commitStroke("all");
        QCOMPARE(m_document->selectedCount(), 3);
        click(1, LabelsModel::Locked);
        QVERIFY(!m_document->limits().any());
        click(2, LabelsModel::Locked, Qt::AltModifier);
        QVERIFY(locked(0) && locked(7) && locked(123) && !locked(3));
        QCOMPARE(said(0), QString("protected"));
        m_table->selectRow(0);
        QTest::keyClick(m_table, Qt::Key_Space, Qt::ShiftModifier);
        QVERIFY(!locked(0) && locked(2));
        QVERIFY(table().isShown(0));
        // A locked label is listed, though it does not occur.
        session::PaintLimits limits;
        limits.locks.setLocked(-5, true);
        m_document->setLimits(limits);
        QCOMPARE(rows().first(), QString("-5||0|0"));
        QCOMPARE(said(0), QString("protected"));
    }

    void namesAreEdited() {
        openMasks();
        QTRY_COMPARE(m_table->model()->rowCount(), 4);
        const QModelIndex name = m_table->model()->index(1, LabelsModel::Name);
        QVERIFY(m_table->model()->setData(name, "  cell nucleus "));
        QCOMPARE(table().name(2), std::string("cell nucleus"));
        QVERIFY(!m_table->model()->setData(m_table->model()->index(1, LabelsModel::Value), "9"));
        auto* filter = m_dock->findChild<QLineEdit*>();
        filter->setText("NUC");
        QCOMPARE(rows(), (QStringList{"2|cell nucleus|1|0"}));
        filter->setText("7");
        QCOMPARE(rows(), (QStringList{"7||0|1"}));
        filter->clear();
        // A label that was named is listed, though it does not occur.
        m_styles->labels().edit([](labels::LabelTable& t) { t.setName(-1, "ignore"); });
        QCOMPARE(rows().first(), QString("-1|ignore|0|0"));
    }

    void followsApply() {
        openMasks();
        QTRY_COMPARE(m_table->model()->rowCount(), 4);
        m_document->selectAll();
        FRISKET_VERIFY(m_document->apply());
        QTRY_COMPARE(rows(), (QStringList{"0||1|1", "3||2|2", "7||1|1"}));
        m_document->undo();
        QTRY_COMPARE(m_table->model()->rowCount(), 4);
    }

    void restsBehindAnotherTab() {
        QMainWindow window;
        auto& front = *new QDockWidget("Front", &window);
        auto& dock = *new ui::LabelsDock(*m_document, *m_styles, &window);
        for (QDockWidget* each : {static_cast<QDockWidget*>(&dock), &front}) {
            window.addDockWidget(Qt::RightDockWidgetArea, each);
        }
        window.tabifyDockWidget(&dock, &front);
        window.show();
        front.raise();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        openMasks();
        // The one that stands alone is seen and has read them by then.
        QTRY_COMPARE(m_table->model()->rowCount(), 4);
        auto& behind = *dock.findChild<QTableView*>();
        QCOMPARE(behind.model()->rowCount(), 0);
        dock.raise();
        QTRY_COMPARE(behind.model()->rowCount(), 4);
        behind.selectRow(1);
        QCOMPARE(dock.chosenLabel(), std::optional<std::int64_t>(2));
        front.raise();
        QTRY_VERIFY2(!dock.chosenLabel(), "nobody sees which one is chosen");
    }

    void floatsHaveNone() {
        FRISKET_VERIFY(m_document->open(LayerId::Destination,
                                        m_folder.write<float>("f.npy", {1, 2}, {0.5F, 1.F})));
        LabelSurvey survey(*m_document);
        survey.sample();
        QVERIFY(survey.destination().isThere && !survey.destination().hasLabels);
        QVERIFY(survey.destination().labels.empty());
    }

    void largeOnesAreSampledAndCountedOnDemand() {
        openLarge();
        LabelSurvey survey(*m_document);
        QSignalSpy changed(&survey, &LabelSurvey::changed);
        QSignalSpy ended(&survey, &LabelSurvey::countEnded);
        survey.sample();
        QVERIFY(survey.isCurrent());
        QVERIFY(survey.destination().isSampled && !survey.destination().isComplete);
        std::int64_t estimated = 0;
        for (const auto& share : survey.destination().labels) {
            estimated += share.count;
        }
        QVERIFY(std::abs(estimated - kSide * kSide) < 10);
        survey.sample();
        QCOMPARE(changed.count(), 1);  // nothing new
        survey.countAll();
        QVERIFY(survey.isCounting());
        QTRY_COMPARE(ended.count(), 1);
        QCOMPARE(ended.first().first().toString(), QString());
        QVERIFY(!survey.isCounting() && survey.isCurrent());
        QVERIFY(!survey.destination().isSampled && survey.destination().isComplete);
        const std::vector<measure::LabelShare> expected{{0, kSide * kSide - 3}, {9, 3}};
        QCOMPARE(survey.destination().labels, expected);
    }

    void aLateCountIsDropped() {
        openLarge();
        FRISKET_VERIFY(
            m_document->open(LayerId::Source, m_folder.write<std::uint8_t>("s.npy", {1, 1}, {5})));
        LabelSurvey survey(*m_document);
        survey.sample();
        const std::vector<measure::LabelShare> before = survey.destination().labels;
        QSignalSpy ended(&survey, &LabelSurvey::countEnded);
        survey.countAll();
        // Not a job, in which the event loop might bring the count in time.
        m_document->close(LayerId::Source);
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(survey.destination().isSampled);
        QCOMPARE(survey.destination().labels, before);
        QVERIFY(survey.source().isThere);
        QVERIFY(!survey.isCurrent());
        survey.sample();
        QVERIFY(!survey.source().isThere);
    }

    void aCountCanBeCancelled() {
        openLarge();
        LabelSurvey survey(*m_document);
        survey.sample();
        QSignalSpy ended(&survey, &LabelSurvey::countEnded);
        survey.countAll();
        survey.cancel();
        QTRY_COMPARE(ended.count(), 1);
        QVERIFY(!survey.isCounting());
        QVERIFY(ended.first().first().toString().isEmpty());
        // And one that is under way does not outlive the survey.
        LabelSurvey(*m_document).countAll();
    }

    void countButton() {
        openLarge();
        QTRY_VERIFY(button("Count all")->isVisible());
        button("Count all")->click();
        QTRY_VERIFY(!button("Count all")->isVisible());
        QCOMPARE(rows().last(), QString("9||3|0"));
    }

private:
    static constexpr std::int64_t kSide = 3000;

    void openMasks() {
        FRISKET_VERIFY(m_document->open(
            LayerId::Destination, m_folder.write<std::uint8_t>("d.npy", {2, 2}, {0, 2, 0, 0})));
        FRISKET_VERIFY(m_document->open(
            LayerId::Source, m_folder.write<std::uint8_t>("s.npy", {2, 2}, {3, 0, 3, 7})));
    }

    void openLarge() {
        std::vector<std::uint8_t> values(kSide * kSide);
        values[300] = values[4000001] = values[8000000] = 9;
        FRISKET_VERIFY(m_document->open(LayerId::Destination,
                                        m_folder.write("large.npy", {kSide, kSide}, values)));
    }

    [[nodiscard]] const labels::LabelTable& table() const { return m_styles->labels().table(); }

    void click(int row, int column, Qt::KeyboardModifiers modifiers = {}) {
        const QRect cell = m_table->visualRect(m_table->model()->index(row, column));
        QTest::mouseClick(m_table->viewport(), Qt::LeftButton, modifiers, cell.center());
    }

    [[nodiscard]] QPushButton* button(const QString& text) const {
        for (auto* each : m_dock->findChildren<QPushButton*>()) {
            if (each->text().remove('&') == text ||
                (text == "Count all" && each->text() == "Cancel")) {
                return each;
            }
        }
        qFatal("no %s", qPrintable(text));
    }

    /// Value, name and both counts of each row, without the grouping of digits.
    [[nodiscard]] QStringList rows() const {
        QStringList all;
        for (int row = 0; row < m_table->model()->rowCount(); ++row) {
            QStringList cells;
            for (int column = LabelsModel::Value; column < LabelsModel::kColumns; ++column) {
                cells << m_table->model()->index(row, column).data().toString();
            }
            all << cells.join('|');
        }
        return all;
    }

    MaskFolder m_folder;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<session::LayerStyles> m_styles;
    std::unique_ptr<ui::LabelsDock> m_dock;
    QTableView* m_table = nullptr;
};

QTEST_MAIN(TestLabelsDock)
#include "tst_labels_dock.moc"
