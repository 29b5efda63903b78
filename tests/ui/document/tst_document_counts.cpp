// SPDX-License-Identifier: MIT
#include <QSignalSpy>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/session/cast_look.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using assign::Mode;
using session::Document;
using session::LayerId;

/// Plans that depend on how many are selected, and sources without a place in the picture.
class TestDocumentCounts : public QObject {
    Q_OBJECT

private slots:
    void aShortageComesAndGoesWhilePainting() {
        Document document;
        FRISKET_VERIFY(
            document.open(LayerId::Destination,
                          m_folder.write<std::uint8_t>("d.npy", {1, 6}, {1, 2, 3, 4, 5, 6})));
        FRISKET_VERIFY(
            document.open(LayerId::Source, m_folder.write<std::uint8_t>("s.npy", {3}, {7, 8, 9})));
        document.setMode(Mode::Scatter);
        QVERIFY(document.plan() != nullptr);
        QSignalSpy plans(&document, &Document::planChanged);
        const auto reach = [&](int x) {
            document.extendStroke(
                paint::sweep({x + 0.5, 0.5}, {x + 0.5, 0.5}, 1, document.planeRect()), true);
        };
        document.beginStroke();
        for (int x = 5; x >= 3; --x) {
            reach(x);
        }
        QVERIFY(document.plan() != nullptr);
        QCOMPARE(plans.count(), 0);  // nothing that is told has changed
        QCOMPARE(document.valueAt(LayerId::Result, 3, 0), QString("7"));
        QCOMPARE(document.valueAt(LayerId::Result, 5, 0), QString("9"));
        reach(2);
        QVERIFY(document.plan() == nullptr);
        QCOMPARE(plans.count(), 1);
        QCOMPARE(document.refusal()->kind, assign::Refusal::Kind::SourceLength);
        QVERIFY2(document.problem().contains("selects 4"), qPrintable(document.problem()));
        QCOMPARE(document.valueAt(LayerId::Result, 3, 0), QString("4"));
        reach(1);
        QVERIFY2(document.problem().contains("selects 5"), qPrintable(document.problem()));
        QCOMPARE(plans.count(), 2);
        document.abortStroke();
        QVERIFY(document.plan() != nullptr && document.problem().isEmpty());
        QCOMPARE(plans.count(), 3);
        stroke(document, {{2.5, 0.5}, {5.5, 0.5}}, 1, true);
        QVERIFY(document.plan() == nullptr);
        QVERIFY(!document.apply());
        stroke(document, {{4.5, 0.5}}, 1, false);
        QVERIFY(document.plan() != nullptr);
        QCOMPARE(document.valueAt(LayerId::Result, 5, 0), QString("9"));
        document.undo();
        QVERIFY(document.plan() == nullptr);
        document.undo();
        QVERIFY(document.plan() != nullptr);
        document.redo();
        QVERIFY(document.plan() == nullptr);
        document.redo();
        FRISKET_VERIFY(document.apply());
        QCOMPARE(destinationBytes(document), QByteArray("\1\2\7\10\5\11"));
    }

    void openingAConditionCountsAgain() {
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     m_folder.write<std::uint8_t>("d.npy", {1, 4}, {1, 2, 3, 4})));
        FRISKET_VERIFY(
            document.open(LayerId::Source, m_folder.write<std::uint8_t>("s.npy", {2}, {7, 8})));
        document.setMode(Mode::Scatter);
        document.selectAll();
        QVERIFY(document.plan() == nullptr);
        FRISKET_VERIFY(document.open(LayerId::Condition,
                                     m_folder.write<std::uint8_t>("c.npy", {1, 4}, {0, 1, 0, 1})));
        QVERIFY(document.plan() != nullptr);
        QCOMPARE(document.valueAt(LayerId::Result, 3, 0), QString("8"));
        document.undo();
        QVERIFY(document.plan() == nullptr);
        document.redo();
        FRISKET_VERIFY(document.apply());
        QCOMPARE(destinationBytes(document), QByteArray("\1\7\3\10"));
        // Of another shape, so with another mask behind it.
        FRISKET_VERIFY(
            document.open(LayerId::Condition, m_folder.write<std::uint8_t>("c1.npy", {1}, {1})));
        QVERIFY(document.plan() == nullptr);
        document.close(LayerId::Condition);
        QVERIFY(document.plan() != nullptr);
        stroke(document, {{2.5, 0.5}}, 1, true);
        QCOMPARE(document.valueAt(LayerId::Result, 2, 0), QString("7"));
    }

    void aListHasNoPlaceInThePicture_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("list");
        for (const Mode mode : assign::kAllModes) {
            QTest::newRow(std::string(assign::name(mode)).c_str())
                << static_cast<int>(mode) << (mode != Mode::Where && mode != Mode::Fill);
        }
    }
    void aListHasNoPlaceInThePicture() {
        QFETCH(int, mode);
        QFETCH(bool, list);
        Document document;
        document.setMode(static_cast<Mode>(mode));
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     m_folder.write("d.npy", randomArray(DType::U8, {4, 6}, 1))));
        FRISKET_VERIFY(document.open(LayerId::Source,
                                     m_folder.write("s.npy", randomArray(DType::U8, {6}, 2))));
        QCOMPARE(document.sourceIsList(), list);
        QCOMPARE(document.broadcastLayout(LayerId::Source).has_value(), !list);
        QCOMPARE(document.valueAt(LayerId::Source, 1, 1).has_value(), !list);
        QVERIFY(document.valueAt(LayerId::Result, 1, 1).has_value());
        QVERIFY(document.canPaint());
        const auto table = document.broadcastTable();
        QVERIFY(table.has_value());
        FRISKET_VERIFY(document.open(LayerId::Source,
                                     m_folder.write("s.npy", randomArray(DType::U8, {4, 6}, 2))));
        QVERIFY(!document.sourceIsList());
        QVERIFY(document.valueAt(LayerId::Source, 1, 1).has_value());
    }

    void indexAlignsTheConditionAtTheLeft() {
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     m_folder.write("d.npy", randomArray(DType::U8, {5, 5}, 1))));
        FRISKET_VERIFY(document.open(LayerId::Condition,
                                     m_folder.write<std::uint8_t>("c.npy", {5}, {0, 0, 0, 1, 0})));
        QCOMPARE(document.valueAt(LayerId::Condition, 3, 0), QString("true"));  // where: a column
        document.setMode(Mode::Index);
        QCOMPARE(document.valueAt(LayerId::Condition, 3, 0), QString("false"));
        QCOMPARE(document.valueAt(LayerId::Condition, 0, 3), QString("true"));
        stroke(document, {{2.5, 1.5}}, 1, true);
        QVERIFY(boolsOf(*document.condition()) == (Bools{false, true, false, true, false}));
        QCOMPARE(document.selectedElements(), 10);
        // It stays with a new destination that it fits in this mode, although not in another.
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     m_folder.write("d.npy", randomArray(DType::U8, {5, 7}, 1))));
        QVERIFY(document.shape(LayerId::Condition) == array::Shape{5});
        QVERIFY(document.canPaint());
        document.setMode(Mode::Where);
        QVERIFY(!document.canPaint());
    }

    void whatTheCastChangesIsCounted() {
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     m_folder.write<std::uint8_t>("d.npy", {1, 4}, {1, 2, 3, 4})));
        FRISKET_VERIFY(
            document.open(LayerId::Source, m_folder.write<float>("s.npy", {4}, {5, 6.5F, 300, 7})));
        for (const Mode mode : {Mode::Where, Mode::Scatter, Mode::Place, Mode::Putmask}) {
            document.setMode(mode);
            document.clearCondition();
            QVERIFY(session::castCanLose(document));
            QCOMPARE(session::castReport(document)->total, 0);
            document.selectAll();
            const auto report = session::castReport(document);
            QCOMPARE(report->total, 2);
            QCOMPARE(report->count(assign::CastChange::Truncated), 1);
            QCOMPARE(report->count(assign::CastChange::Saturated), 1);
            QCOMPARE(report->first, 1);
        }
        document.setMode(Mode::Fill);
        QVERIFY(!session::castCanLose(document) && !session::castReport(document));
        document.setMode(Mode::Where);
        document.close(LayerId::Source);
        QVERIFY(!session::castCanLose(document) && !session::castReport(document));
    }

private:
    MaskFolder m_folder;
};

QTEST_MAIN(TestDocumentCounts)
#include "tst_document_counts.moc"
