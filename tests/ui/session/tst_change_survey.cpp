// SPDX-License-Identifier: MIT
#include <QSignalSpy>
#include <QTest>

#include "tests/support/planes.h"
#include "tests/support/surveys.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using assign::Casting;
using assign::Mode;
using session::ChangeSurvey;
using session::Document;
using session::LayerId;
using session::PaintInto;

namespace {
struct Case {
    const char* name;
    Mode mode;
    Casting casting;
    DType destinationType;
    array::Shape destination;
    DType sourceType;
    array::Shape source;
    std::optional<array::Shape> condition = {};  ///< of a file; else it is painted
};

const Case kCases[]{
    {"where", Mode::Where, Casting::Exact, DType::U8, {20, 130}, DType::U8, {20, 130}},
    {"where, u16 that may not fit",
     Mode::Where,
     Casting::Exact,
     DType::U8,
     {20, 130},
     DType::U16,
     {20, 130}},
    {"where, wrapped", Mode::Where, Casting::Unsafe, DType::U8, {20, 130}, DType::I32, {20, 130}},
    {"where, i64", Mode::Where, Casting::Exact, DType::I64, {20, 130}, DType::I16, {20, 130}},
    {"where, u64", Mode::Where, Casting::Unsafe, DType::U64, {20, 130}, DType::I8, {20, 130}},
    {"where, bool", Mode::Where, Casting::Unsafe, DType::Bool, {20, 130}, DType::U8, {20, 130}},
    {"where, floats", Mode::Where, Casting::Exact, DType::F32, {20, 130}, DType::U8, {20, 130}},
    {"where, a row for all",
     Mode::Where,
     Casting::Exact,
     DType::U16,
     {20, 130},
     DType::U8,
     {130},
     array::Shape{20, 1}},
    {"where, slices", Mode::Where, Casting::Exact, DType::U8, {3, 20, 70}, DType::U8, {20, 70}},
    {"where, one condition for all slices",
     Mode::Where,
     Casting::Exact,
     DType::U8,
     {3, 20, 70},
     DType::U8,
     {3, 20, 70},
     array::Shape{20, 70}},
    {"where, channels",
     Mode::Where,
     Casting::Exact,
     DType::U8,
     {20, 70, 3},
     DType::U8,
     {20, 70, 3},
     array::Shape{20, 70, 1}},
    {"where, 1-d", Mode::Where, Casting::Exact, DType::U8, {2500}, DType::U8, {2500}},
    {"where, 0-d", Mode::Where, Casting::Exact, DType::U8, {}, DType::U8, {}},
    {"where, no elements", Mode::Where, Casting::Exact, DType::U8, {0, 5}, DType::U8, {0, 5}},
    {"fill", Mode::Fill, Casting::Exact, DType::U8, {20, 130}, DType::U16, {20, 130}},
    {"index, one value", Mode::Index, Casting::Exact, DType::U16, {20, 130}, DType::U8, {1}},
    {"index, as many as are selected at times",
     Mode::Index,
     Casting::Exact,
     DType::U8,
     {1, 9},
     DType::U8,
     {4}},
    {"index, one row for all",
     Mode::Index,
     Casting::Exact,
     DType::U8,
     {40, 40},
     DType::U8,
     {40},
     array::Shape{40}},
    {"scatter", Mode::Scatter, Casting::Unsafe, DType::U8, {20, 130}, DType::U16, {2600}},
    {"scatter, too few at times",
     Mode::Scatter,
     Casting::Exact,
     DType::U8,
     {20, 130},
     DType::U8,
     {2, 350}},
    {"place", Mode::Place, Casting::Exact, DType::U8, {20, 130}, DType::U8, {7}},
    {"putmask", Mode::Putmask, Casting::Exact, DType::U8, {20, 130}, DType::U8, {7}},
};
}  // namespace

class TestChangeSurvey : public QObject {
    Q_OBJECT

private slots:
    void followsEverything_data() { addRows(kCases); }

    /// A thousand random things, and as many turns of the event loop between them as come: the
    /// numbers are those of a fresh count whenever the survey says that it is done.
    void followsEverything() {
        Document document;
        openCase(document);
        ChangeSurvey survey(document, 0);
        survey.setWanted(true);
        survey.setScored(true);
        Random random;
        int compared = 0;
        for (int i = 0; i < 1000; ++i) {
            edit(document, random);
            if (random.chance(20)) {
                survey.setMarked(random.chance(70)
                                     ? std::optional(ChangeSurvey::Pair{random.between(0, 3),
                                                                        random.between(0, 3)})
                                     : std::nullopt);
            }
            for (auto turns = random.between(0, 4); turns > 0; --turns) {
                QCoreApplication::processEvents();
            }
            if (!m_paintsLabels && random.chance(20) && settle(document, survey)) {
                ++compared;
                compare(document, survey, Scored::Yes);
                if (QTest::currentTestFailed()) {
                    qInfo("after edit %d", i);
                    return;
                }
            }
        }
        QVERIFY2(compared > 100, qPrintable(QString::number(compared)));
    }

    /// What was counted before a stroke that paints labels is counted by the labels before it.
    void flipsBeforeALabelStrokeCountOldLabels() {
        Document document;
        open(document, LayerId::Destination, randomArray(DType::U8, {20, 130}, 1));
        open(document, LayerId::Source, randomArray(DType::U8, {20, 130}, 2));
        ChangeSurvey survey(document, 0);
        survey.setWanted(true);
        QTRY_VERIFY(!survey.isBusy());
        stroke(document, {{20, 20}, {90, 20}}, 15, true);
        document.setPaintTarget({PaintInto::Destination, QStringLiteral("7")});
        stroke(document, {{20, 20}, {90, 20}}, 9, true, QString());
        document.abortStroke();
        QTRY_VERIFY(!survey.isBusy());
        compare(document, survey);
    }

    void hiddenItDoesNothing() {
        Document document;
        open(document, LayerId::Destination, randomArray(DType::U8, {20, 130}, 1));
        open(document, LayerId::Source, randomArray(DType::U8, {20, 130}, 2));
        ChangeSurvey survey(document, 0);
        QSignalSpy changes(&survey, &ChangeSurvey::changed);
        document.selectAll();
        QTest::qWait(20);
        QCOMPARE(changes.size(), 0);
        QVERIFY(!survey.isBusy());
        QVERIFY(!survey.answer().hasPlan);
        survey.setWanted(true);
        QTRY_VERIFY(!survey.isBusy());
        QCOMPARE(survey.answer().counts.totals.all(), 20 * 130);
        survey.setWanted(false);
        QVERIFY(!survey.answer().hasPlan);
    }

    void saysWhyThereIsNothing() {
        Document document;
        ChangeSurvey survey(document, 0);
        survey.setWanted(true);
        survey.setScored(true);
        QTRY_VERIFY(!survey.isBusy());
        QVERIFY(!survey.answer().problem.isEmpty());
        open(document, LayerId::Destination, randomArray(DType::U8, {20, 130}, 1));
        QTRY_VERIFY(!survey.isBusy());
        QCOMPARE(survey.answer().problem, document.problem());
        document.setMode(Mode::Fill);
        QTRY_VERIFY(!survey.isBusy());
        QVERIFY(survey.answer().problem.isEmpty());
        QVERIFY(survey.answer().hasPlan && survey.answer().isLive);
        QVERIFY(!survey.answer().scoreProblem.isEmpty());  // no source to compare with
        open(document, LayerId::Source, randomArray(DType::U8, {41, 130}, 1));
        document.setMode(Mode::Where);
        QTRY_VERIFY(!survey.isBusy());
        QCOMPARE(survey.answer().problem, document.problem());
    }

    /// A pass over a large plane lets others have their turn, and edits meanwhile are counted.
    void isRightWhileItPasses() {
        Document document;
        open(document, LayerId::Destination, few(DType::U16, {3000, 3000}, 1));
        open(document, LayerId::Source, few(DType::U16, {3000, 3000}, 2));
        document.selectAll();
        ChangeSurvey survey(document, 0);
        survey.setWanted(true);
        int turns = 0;
        Random random;
        while (survey.isBusy()) {
            QCoreApplication::processEvents();
            ++turns;
            if (turns < 30) {
                stroke(document, randomPoints(document, 2, random), 200, random.chance(40));
            }
        }
        qInfo("%d turns", turns);
        QVERIFY(document.history().size() > 1);
        compare(document, survey);
    }

private:
    void openCase(Document& document) {
        QFETCH(int, index);
        const Case& which = kCases[index];
        m_paintsLabels = false;
        document.setMode(which.mode);
        document.setCasting(which.casting);
        document.setValueText("1");
        open(document, LayerId::Destination, few(which.destinationType, which.destination, 11));
        open(document, LayerId::Source, few(which.sourceType, which.source, 12));
        if (which.condition) {
            open(document, LayerId::Condition, randomArray(DType::Bool, *which.condition, 13));
        }
    }

    /// Whether it got to an end: not in mid-stroke, where it waits with all but flips.
    static bool settle(const Document& document, const ChangeSurvey& survey) {
        for (int turn = 0; survey.isBusy() && (turn < 50 || !document.inStroke()); ++turn) {
            QCoreApplication::processEvents();
        }
        return !survey.isBusy();
    }

    /// One thing that a person may do; a stroke may stay open for the next.
    void edit(Document& document, Random& random) {
        if (document.inStroke()) {
            switch (random.between(0, 3)) {
                case 0:
                    m_paintsLabels = false;
                    return document.commitStroke("Stroke");
                case 1:
                    m_paintsLabels = false;
                    return document.abortStroke();
                default: {
                    const auto points = randomPoints(document, 2, random);
                    return document.extendStroke(
                        paint::sweep(points[0], points[1], 5, document.planeRect()),
                        random.chance(50));
                }
            }
        }
        switch (random.between(0, 19)) {
            case 0:
                return document.clearCondition();
            case 1:
                return document.selectAll();
            case 2:
                return document.invertCondition();
            case 3:
            case 4:
            case 5:
                return document.undo();
            case 6:
                return document.redo();
            case 7:
                if (random.chance(30)) {
                    (void)document.apply().has_value();  // refused where values would change
                }
                return;
            case 8:
                return document.setCasting(random.chance(50) ? Casting::Exact : Casting::Unsafe);
            case 9:
                return document.setValueText(QString::number(random.between(0, 1)));
            case 10:
            case 11:
                if (document.shape(LayerId::Destination).rank() > 2) {
                    randomPlane(document, random);
                }
                return;
            case 12:
                if (document.canPaint(PaintInto::Destination)) {
                    document.setPaintTarget({PaintInto::Destination, QStringLiteral("1")});
                    m_paintsLabels = true;
                    stroke(document, randomPoints(document, 2, random), 4, true, QString());
                }
                return;
            default:
                document.setPaintTarget({PaintInto::Condition, QStringLiteral("1")});
                if (document.canPaint()) {
                    stroke(document, randomPoints(document, 3, random), 3, random.chance(60),
                           QString());
                }
        }
    }

    bool m_paintsLabels = false;  ///< a stroke under way does
};

QTEST_MAIN(TestChangeSurvey)
#include "tst_change_survey.moc"
