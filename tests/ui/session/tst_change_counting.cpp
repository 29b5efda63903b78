// SPDX-License-Identifier: MIT
// When ChangeSurvey counts anew, and when it goes on with what it has.
#include <QTest>

#include "tests/support/surveys.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using assign::Mode;
using session::ChangeSurvey;
using session::Document;
using session::LayerId;
using session::PaintInto;

class TestChangeCounting : public QObject {
    Q_OBJECT

private slots:
    /// What was counted is not kept while another image waits to be counted.
    void anotherImageDropsTheCount() {
        Document document;
        document.setMode(Mode::Fill);
        open(document, LayerId::Destination, randomArray(DType::U8, {20, 130}, 1));
        open(document, LayerId::Source, randomArray(DType::U8, {20, 130}, 2));
        constexpr int kNever = 1'000'000;
        ChangeSurvey survey(document, kNever);
        survey.setWanted(true);
        survey.setScored(true);
        QTRY_VERIFY(survey.answer().score.has_value());
        // Values were painted, so that it waits for edits to rest; then comes a new image.
        document.setPaintTarget({PaintInto::Destination, QStringLiteral("7")});
        stroke(document, {{20, 10}}, 5, true);
        QVERIFY(survey.answer().isOutdated && survey.answer().hasPlan);
        const MaskFolder folder;
        const QString path = folder.write("new.npy", randomArray(DType::U8, {20, 130}, 3));
        FRISKET_VERIFY(document.openAll({{LayerId::Destination, path}}, session::Others::Close));
        QVERIFY(!survey.answer().hasPlan && !survey.answer().score);
        QTRY_VERIFY(survey.answer().isComplete);
        QVERIFY(!survey.answer().scoreProblem.isEmpty());
        compare(document, survey);
    }

    void oneThatOpensAtOnceToo() {
        Document document;
        document.setMode(Mode::Fill);
        open(document, LayerId::Destination, randomArray(DType::U8, {20, 130}, 1));
        open(document, LayerId::Source, randomArray(DType::U8, {20, 130}, 2));
        ChangeSurvey survey(document, 1'000'000);
        survey.setWanted(true);
        survey.setScored(true);
        QTRY_VERIFY(survey.answer().score.has_value());
        const MaskFolder folder;
        const QString path = folder.write("new.npy", randomArray(DType::U8, {20, 130}, 3));
        FRISKET_VERIFY(document.openAll({{LayerId::Destination, path}}, session::Others::Close));
        QVERIFY(!survey.answer().hasPlan && !survey.answer().score);
        QTRY_VERIFY(survey.answer().isComplete);
        compare(document, survey);
    }

    void scoresThatAreNotAskedForAreKept() {
        Document document;
        open(document, LayerId::Destination, randomArray(DType::U8, {20, 130}, 1));
        open(document, LayerId::Source, randomArray(DType::U8, {20, 130}, 2));
        ChangeSurvey survey(document, 0);
        survey.setWanted(true);
        survey.setScored(true);
        QTRY_VERIFY(!survey.isBusy());
        survey.setScored(false);
        QVERIFY(!survey.isBusy() && !survey.answer().score);
        survey.setScored(true);
        QVERIFY(!survey.isBusy() && survey.answer().score);
    }

    /// Only strokes that paint labels make it begin anew where much was flipped before them.
    void aStrokeOfTheConditionNeedsNoNewCount() {
        Document document;
        open(document, LayerId::Destination, few(DType::U8, {700, 3000}, 1));
        open(document, LayerId::Source, few(DType::U8, {700, 3000}, 2));
        ChangeSurvey survey(document, 0);
        survey.setWanted(true);
        QTRY_VERIFY(!survey.isBusy());
        document.selectAll();
        document.beginStroke(PaintInto::Condition);
        QVERIFY(!survey.answer().isOutdated);
        QTRY_VERIFY(!survey.isBusy());  // also in mid-stroke
        document.abortStroke();
        document.invertCondition();
        document.beginStroke(PaintInto::Destination);
        QVERIFY(survey.answer().isOutdated);
        document.abortStroke();
        QTRY_VERIFY(!survey.isBusy());
        compare(document, survey);
    }

    /// Where there are many pairs of labels, agreement waits for the end of a stroke.
    void manyScoresWaitForTheStroke() {
        Document document;
        open(document, LayerId::Destination, randomArray(DType::U8, {60, 130}, 1));
        open(document, LayerId::Source, randomArray(DType::U8, {60, 130}, 2));
        ChangeSurvey survey(document, 0);
        survey.setWanted(true);
        survey.setScored(true);
        QTRY_VERIFY(survey.answer().score && !survey.answer().scoreIsLate);
        stroke(document, {{20, 20}, {90, 20}}, 15, true, QString());
        QTRY_VERIFY(!survey.isBusy());
        QVERIFY(survey.answer().scoreIsLate && !survey.answer().score);
        document.commitStroke("Stroke");
        QTRY_VERIFY(survey.answer().score && !survey.answer().scoreIsLate);
        compare(document, survey, Scored::Yes);
    }
};

QTEST_MAIN(TestChangeCounting)
#include "tst_change_counting.moc"
