// SPDX-License-Identifier: MIT
#include <QSignalSpy>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::LayerId;

namespace {
struct ConditionCase {
    const char* name;
    array::Shape destination;
    array::Shape condition;  ///< of a file, unless it is painted
    bool painted;
};

const ConditionCase kCases[]{
    {"painted", {50, 130}, {}, true},
    {"same shape", {50, 130}, {50, 130}, false},
    {"one row for all", {50, 130}, {1, 130}, false},
    {"no first axis", {50, 130}, {130}, false},
    {"one column for all", {50, 130}, {50, 1}, false},
    {"0-d", {50, 130}, {}, false},
    {"narrow", {200, 3}, {}, true},
    {"3-d, its first plane", {4, 20, 70}, {}, true},
    {"3-d, one plane for all", {4, 20, 70}, {20, 70}, false},
    {"channels last", {20, 70, 3}, {}, true},
    {"1-d", {300}, {}, true},
    {"1-d, one for all", {300}, {1}, false},
    {"0-d destination", {}, {}, true},
};
}  // namespace

class TestDocumentStrokes : public QObject {
    Q_OBJECT

private slots:
    void twoHundredEventsAreUndone_data() { addRows(kCases); }
    void twoHundredEventsAreUndone() {
        Document document;
        openCase(document);
        Random random;
        const Bools before = boolsOf(*document.condition());
        stroke(document, randomPoints(document, 200, random), 7, true);
        const Bools after = boolsOf(*document.condition());
        QVERIFY(after != before);
        QVERIFY(countsAgree(document));
        QCOMPARE(document.history().size(), std::size_t{1});
        for (int round = 0; round < 2; ++round) {
            document.undo();
            QVERIFY(boolsOf(*document.condition()) == before);
            QVERIFY(countsAgree(document));
            QVERIFY(!document.hasUnsavedSteps());
            document.redo();
            QVERIFY(boolsOf(*document.condition()) == after);
            QVERIFY(countsAgree(document));
        }
        QVERIFY(tailsAreClear(*document.condition()));
    }

    void abortBringsBack_data() { addRows(kCases); }
    void abortBringsBack() {
        Document document;
        openCase(document);
        Random random;
        const Bools before = boolsOf(*document.condition());
        for (const bool value : {true, false}) {
            stroke(document, randomPoints(document, 200, random), 7, value, QString());
            QVERIFY(document.inStroke());
            QVERIFY(countsAgree(document));
            QVERIFY(!document.canUndo());
            document.abortStroke();
            QVERIFY(!document.inStroke());
            QVERIFY(boolsOf(*document.condition()) == before);
            QVERIFY(countsAgree(document));
            QCOMPARE(document.history().size(), std::size_t{0});
        }
    }

    void strokesPaintTheElementsUnderThem_data() { addRows(kCases); }
    /// A pixel is true after a stroke where the brush was on any pixel of the same element.
    void strokesPaintTheElementsUnderThem() {
        Document document;
        openCase(document);
        document.clearCondition();
        Random random;
        const auto points = randomPoints(document, 5, random);
        Bools expected(static_cast<std::size_t>(document.condition()->size()), false);
        const condition::Plane plane = document.conditionPlane();
        for (std::size_t i = 0; i < points.size(); ++i) {
            const auto region =
                paint::sweep(points[i == 0 ? 0 : i - 1], points[i], 5, document.planeRect());
            for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
                for (std::int64_t x = region.box().x0; x < region.box().x1; ++x) {
                    if (region.at(x, y)) {
                        expected[static_cast<std::size_t>(plane.origin + y * plane.strideY +
                                                          x * plane.strideX)] = true;
                    }
                }
            }
        }
        QSignalSpy changes(&document, &Document::pixelsChanged);
        stroke(document, points, 5, true);
        QVERIFY(boolsOf(*document.condition()) == expected);
        base::Area announced;
        for (const auto& change : changes) {
            announced.add(change.first().value<base::Area>());
        }
        for (std::int64_t y = 0; y < document.planeHeight(); ++y) {
            for (std::int64_t x = 0; x < document.planeWidth(); ++x) {
                if (document.valueAt(LayerId::Condition, x, y) == QString("true")) {
                    QVERIFY2(announced.contains(x, y), qPrintable(QString("%1 %2").arg(x).arg(y)));
                }
            }
        }
    }

    void countsHoldThroughRandomEdits_data() { addRows(kCases); }
    void countsHoldThroughRandomEdits() {
        Document document;
        openCase(document);
        const QString other = m_folder.write("other.npy", document.condition()->toArray().value());
        Random random;
        for (int i = 0; i < 300; ++i) {
            edit(document, random, other);
            QVERIFY2(countsAgree(document), qPrintable(QString("after edit %1").arg(i)));
        }
        while (document.canUndo()) {
            document.undo();
            QVERIFY(countsAgree(document));
        }
        while (document.canRedo()) {
            document.redo();
            QVERIFY(countsAgree(document));
        }
    }

    void editsThatChangeNothingAreNoSteps() {
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     m_folder.write<std::uint8_t>("d.npy", {1, 2}, {1, 2})));
        document.clearCondition();
        stroke(document, {{0.5, 0.5}}, 1, false);
        stroke(document, {{90, 90}}, 1, true);
        QCOMPARE(document.history().size(), std::size_t{0});
        document.selectAll();
        document.selectAll();
        stroke(document, {{0.5, 0.5}}, 1, true);
        QCOMPARE(document.history().size(), std::size_t{1});
        QVERIFY(document.history().undoName() == "Select all");
    }

    void nothingElseHappensInAStroke() {
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     m_folder.write<std::uint8_t>("d.npy", {1, 4}, {1, 2, 3, 4})));
        FRISKET_VERIFY(document.open(LayerId::Source,
                                     m_folder.write<std::uint8_t>("s.npy", {1, 4}, {5, 6, 7, 8})));
        stroke(document, {{0.5, 0.5}}, 1, true);
        stroke(document, {{2.5, 0.5}}, 1, true, QString());
        const Bools during = boolsOf(*document.condition());
        document.undo();
        document.redo();
        document.clearCondition();
        document.selectAll();
        document.invertCondition();
        const auto applied = document.apply();
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, base::ErrorCode::Refused);
        QVERIFY(boolsOf(*document.condition()) == during);
        document.commitStroke("Stroke");
        QCOMPARE(document.history().size(), std::size_t{2});
        FRISKET_VERIFY(document.apply());
        QCOMPARE(destinationBytes(document), QByteArray("\5\2\7\4"));
        while (document.canUndo()) {
            document.undo();
        }
        QCOMPARE(destinationBytes(document), QByteArray("\1\2\3\4"));
        QCOMPARE(document.selectedCount(), 0);
    }

private:
    void openCase(Document& document) const {
        QFETCH(int, index);
        const ConditionCase& which = kCases[index];
        const auto ones = [](const array::Shape& shape) {
            return makeArray(shape, std::vector<std::uint8_t>(static_cast<std::size_t>(
                                        array::elementCount(shape).value())));
        };
        FRISKET_VERIFY(
            document.open(LayerId::Destination, m_folder.write("d.npy", ones(which.destination))));
        if (!which.painted) {
            FRISKET_VERIFY(
                document.open(LayerId::Condition, m_folder.write("c.npy", ones(which.condition))));
        }
        QVERIFY(document.canPaint());
        QVERIFY(!document.canUndo() || which.destination == which.condition);
    }

    static void edit(Document& document, Random& random, const QString& other) {
        const auto points = randomPoints(document, 4, random);
        switch (random.between(0, 9)) {
            case 0:
                return document.clearCondition();
            case 1:
                return document.selectAll();
            case 2:
                return document.invertCondition();
            case 3:
                FRISKET_VERIFY(document.open(LayerId::Condition, other));
                return;
            case 4:
                stroke(document, points, 9, random.chance(50), QString());
                return document.abortStroke();
            case 5:
            case 6:
                return document.undo();
            case 7:
                return document.redo();
            default:
                return stroke(document, points, 9, random.chance(60));
        }
    }

    MaskFolder m_folder;
};

QTEST_MAIN(TestDocumentStrokes)
#include "tst_document_strokes.moc"
