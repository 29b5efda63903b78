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
struct ApplyCase {
    const char* name;
    array::DType destination;
    array::Shape shape;
    array::DType source;
    array::Shape sourceShape;
    array::Shape condition;
    assign::Casting casting;
};

using array::DType;
const ApplyCase kCases[]{
    {"uint8", DType::U8, {40, 130}, DType::U8, {40, 130}, {40, 130}, assign::Casting::Exact},
    {"bool", DType::Bool, {40, 130}, DType::Bool, {40, 130}, {40, 130}, assign::Casting::Exact},
    {"float64", DType::F64, {40, 130}, DType::F64, {40, 130}, {40, 130}, assign::Casting::Exact},
    {"wraps", DType::I8, {40, 130}, DType::U16, {40, 130}, {40, 130}, assign::Casting::Unsafe},
    {"half", DType::F16, {40, 130}, DType::F64, {40, 130}, {40, 130}, assign::Casting::SameKind},
    {"row of the source",
     DType::I64,
     {40, 130},
     DType::I32,
     {130},
     {40, 130},
     assign::Casting::Safe},
    {"column of both", DType::U8, {40, 130}, DType::U8, {40, 1}, {40, 1}, assign::Casting::Exact},
    {"0-d source", DType::F32, {40, 130}, DType::F32, {}, {130}, assign::Casting::Exact},
    {"surplus axes",
     DType::U8,
     {40, 130},
     DType::U8,
     {1, 1, 40, 130},
     {1, 130},
     assign::Casting::Exact},
    {"3-d", DType::U16, {3, 40, 70}, DType::U16, {3, 40, 70}, {40, 70}, assign::Casting::Exact},
    {"channels", DType::U8, {40, 70, 3}, DType::U8, {3}, {40, 70, 1}, assign::Casting::Exact},
    {"1-d", DType::U8, {500}, DType::U8, {500}, {500}, assign::Casting::Exact},
    {"0-d", DType::F32, {}, DType::F32, {1}, {}, assign::Casting::Exact},
    {"several bands",
     DType::F64,
     {700, 900},
     DType::F64,
     {700, 900},
     {700, 900},
     assign::Casting::Exact},
    {"no elements", DType::U8, {0, 5}, DType::U8, {5}, {1, 5}, assign::Casting::Exact},
};
}  // namespace

class TestDocumentApply : public QObject {
    Q_OBJECT

private slots:
    void appliesLikeCopyto_data() { addRows(kCases); }
    void appliesLikeCopyto() {
        Document document;
        openCase(document);
        const QByteArray before = destinationBytes(document);
        const QByteArray expected = referenceResult(document);
        QCOMPARE(hasUnapplied(document), expected != before);
        const QString exported = m_folder.path("result.npy");
        FRISKET_VERIFY(document.exportLayer(LayerId::Result, exported));
        QCOMPARE(test::valuesOf(readArray(exported)), expected);
        QCOMPARE(destinationBytes(document), before);

        FRISKET_VERIFY(document.apply());
        QCOMPARE(destinationBytes(document), expected);
        QVERIFY(!hasUnapplied(document));
        QCOMPARE(document.isModified(), expected != before);
        // What was applied comes back although another source and mode are there by now.
        FRISKET_VERIFY(
            document.open(LayerId::Source, m_folder.write<std::uint8_t>("other.npy", {1}, {1})));
        document.setMode(assign::Mode::Fill);
        document.setValueText("0");
        for (int round = 0; round < 2 && expected != before; ++round) {
            document.undo();
            QCOMPARE(destinationBytes(document), before);
            QVERIFY(!document.isModified());
            document.redo();
            QCOMPARE(destinationBytes(document), expected);
            QVERIFY(document.isModified());
        }
    }

    void strokesAndAppliesUndoInTurn() {
        Document document;
        Random random;
        FRISKET_VERIFY(document.open(
            LayerId::Destination, m_folder.write("d.npy", randomArray(DType::U8, {60, 200}, 1))));
        FRISKET_VERIFY(document.open(
            LayerId::Source, m_folder.write("s.npy", randomArray(DType::U8, {60, 200}, 2))));
        std::vector<std::pair<Bools, QByteArray>> states;
        const auto note = [&] {
            states.emplace_back(boolsOf(*document.condition()), destinationBytes(document));
        };
        note();
        for (int i = 0; i < 20; ++i) {
            stroke(document, randomPoints(document, 4, random), 11, i % 3 != 2);
            note();
            if (i % 2 == 0) {
                const QByteArray expected = referenceResult(document);
                const std::size_t steps = document.history().size();
                FRISKET_VERIFY(document.apply());
                QCOMPARE(destinationBytes(document), expected);
                if (document.history().size() > steps) {
                    note();
                }
            }
        }
        for (std::size_t i = states.size() - 1; i-- > 0;) {
            document.undo();
            QVERIFY(boolsOf(*document.condition()) == states[i].first);
            QCOMPARE(destinationBytes(document), states[i].second);
        }
        QVERIFY(!document.canUndo() && !document.isModified() && !document.hasUnsavedSteps());
        for (std::size_t i = 1; i < states.size(); ++i) {
            document.redo();
            QVERIFY(boolsOf(*document.condition()) == states[i].first);
            QCOMPARE(destinationBytes(document), states[i].second);
        }
        QVERIFY(!document.canRedo());
    }

    void exactRefusesAndChangesNothing() {
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     m_folder.write<std::uint8_t>("d.npy", {1, 4}, {1, 2, 3, 4})));
        FRISKET_VERIFY(document.open(LayerId::Source,
                                     m_folder.write<float>("s.npy", {1, 4}, {5, 6.5F, 300, 7})));
        QVERIFY(document.plan() != nullptr);
        stroke(document, {{0.5, 0.5}, {3.5, 0.5}}, 1, true);
        const DocumentState before(document);
        const auto applied = document.apply();
        QVERIFY(!applied);
        QCOMPARE(applied.error().code, base::ErrorCode::Refused);
        QVERIFY2(QString::fromStdString(applied.error().text()).contains("6.5"),
                 applied.error().text().c_str());
        const QString path = m_folder.path("refused.npy");
        QVERIFY(!document.exportLayer(LayerId::Result, path));
        QVERIFY(!QFile::exists(path));
        QVERIFY(DocumentState(document) == before);
        // Only selected values count.
        document.undo();
        stroke(document, {{0.5, 0.5}}, 1, true);
        FRISKET_VERIFY(document.apply());
        QCOMPARE(destinationBytes(document), QByteArray("\5\2\3\4"));
        document.selectAll();
        document.setCasting(assign::Casting::Unsafe);
        FRISKET_VERIFY(document.apply());
        QCOMPARE(destinationBytes(document), QByteArray("\5\6\xff\7"));
    }

    void applyOfNothingIsNoStep() {
        Document document;
        QVERIFY(!document.apply());
        const QString path = m_folder.write<float>("d.npy", {1, 2}, {0.F, std::nanf("")});
        FRISKET_VERIFY(document.open(LayerId::Destination, path));
        QVERIFY(!document.apply());
        FRISKET_VERIFY(document.open(LayerId::Source, path));
        document.selectAll();
        QVERIFY(!hasUnapplied(document));
        QCOMPARE(document.apply().value(), false);
        QCOMPARE(document.history().size(), std::size_t{1});
        QVERIFY(!document.isModified());
        // -0.0 is another value, although it equals 0.
        FRISKET_VERIFY(document.open(
            LayerId::Source, m_folder.write<float>("s.npy", {1, 2}, {-0.F, std::nanf("")})));
        QVERIFY(hasUnapplied(document));
        QCOMPARE(document.apply().value(), true);
        QCOMPARE(document.valueAt(LayerId::Destination, 0, 0), QString("-0"));
        QCOMPARE(document.valueAt(LayerId::Destination, 1, 0), QString("nan"));
    }

    void fillTakesTheValue_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<QString>("value");
        QTest::addColumn<bool>("good");
        const auto row = [](const char* name, DType dtype, const char* value, bool good) {
            QTest::newRow(name) << static_cast<int>(dtype) << QString(value) << good;
        };
        row("uint8 255", DType::U8, "255", true);
        row("uint8 256", DType::U8, "256", false);
        row("uint8 -1", DType::U8, "-1", false);
        row("uint8 1.5", DType::U8, "1.5", false);
        row("uint8 empty", DType::U8, "", false);
        row("uint8 words", DType::U8, "one", false);
        row("bool true", DType::Bool, "true", true);
        row("bool 2", DType::Bool, "2", false);
        row("float nan", DType::F32, "nan", true);
        row("float 16777217", DType::F32, "16777217", false);
        row("half 0.1", DType::F16, "0.1", true);
    }
    void fillTakesTheValue() {
        QFETCH(int, dtype);
        QFETCH(QString, value);
        QFETCH(bool, good);
        Document document;
        FRISKET_VERIFY(document.open(
            LayerId::Destination,
            m_folder.write("d.npy", randomArray(static_cast<DType>(dtype), {5, 70}, 3))));
        QVERIFY(document.plan() == nullptr && !document.refusal());
        QVERIFY(document.problem().contains("source"));
        QSignalSpy plans(&document, &Document::planChanged);
        document.setMode(assign::Mode::Fill);
        QVERIFY2(document.plan() != nullptr, qPrintable(document.problem()));
        document.setValueText(value);
        QCOMPARE(plans.count(), 2);
        QCOMPARE(document.plan() != nullptr, good);
        QCOMPARE(document.problem().isEmpty(), good);
        stroke(document, {{3, 3}, {40, 2}}, 3, true);
        const DocumentState before(document);
        const auto applied = document.apply();
        QCOMPARE(applied.has_value(), good);
        if (good) {
            QCOMPARE(destinationBytes(document), referenceResult(document));
        } else {
            QVERIFY(DocumentState(document) == before);
            QVERIFY(QString::fromStdString(applied.error().message) == document.problem());
            QVERIFY(!hasUnapplied(document));
        }
    }

    void refusalsNameTheAxis() {
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     m_folder.write("d.npy", randomArray(DType::U8, {4, 6}, 1))));
        FRISKET_VERIFY(document.open(LayerId::Source,
                                     m_folder.write("s.npy", randomArray(DType::U8, {6, 4}, 1))));
        QVERIFY(document.plan() == nullptr);
        QVERIFY(document.refusal().has_value());
        QCOMPARE(document.refusal()->operand, assign::Role::Source);
        QVERIFY(!document.refusal()->fixes.empty());
        QVERIFY(!document.problem().isEmpty());
        QVERIFY(document.broadcastTable().has_value());
        QVERIFY(!document.broadcastLayout(LayerId::Source));
        QVERIFY(!document.valueAt(LayerId::Source, 0, 0));
        QVERIFY(document.canPaint());
        document.setMode(assign::Mode::Fill);
        QVERIFY(document.plan() != nullptr);
        document.setMode(assign::Mode::Where);
        FRISKET_VERIFY(document.open(LayerId::Condition,
                                     m_folder.write("c.npy", randomArray(DType::Bool, {5}, 1))));
        QVERIFY(!document.canPaint());
        QCOMPARE(document.conditionPlane().width, 0);
        document.selectAll();
        QVERIFY(countsAgree(document));
        document.setMode(assign::Mode::Fill);
        QVERIFY(document.refusal().has_value());
        QCOMPARE(document.refusal()->operand, assign::Role::Condition);
    }

    void castingsRefuseByTheDtypes() {
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination,
                                     m_folder.write("d.npy", randomArray(DType::U8, {4, 6}, 1))));
        FRISKET_VERIFY(document.open(LayerId::Source,
                                     m_folder.write("s.npy", randomArray(DType::F64, {4, 6}, 1))));
        QVERIFY(document.plan() != nullptr);
        for (const assign::Casting casting : {assign::Casting::Safe, assign::Casting::SameKind}) {
            document.setCasting(casting);
            QVERIFY(document.refusal().has_value());
            QCOMPARE(document.refusal()->kind, assign::Refusal::Kind::Cast);
        }
        document.setCasting(assign::Casting::Unsafe);
        QVERIFY(document.plan() != nullptr && !document.refusal());
    }

private:
    void openCase(Document& document) const {
        QFETCH(int, index);
        const ApplyCase& which = kCases[index];
        document.setCasting(which.casting);
        FRISKET_VERIFY(document.open(
            LayerId::Destination,
            m_folder.write("d.npy", randomArray(which.destination, which.shape, 11))));
        FRISKET_VERIFY(document.open(
            LayerId::Source,
            m_folder.write("s.npy", randomArray(which.source, which.sourceShape, 12))));
        FRISKET_VERIFY(
            document.open(LayerId::Condition,
                          m_folder.write("c.npy", randomArray(DType::Bool, which.condition, 13))));
        QVERIFY2(document.plan() != nullptr, qPrintable(document.problem()));
    }

    MaskFolder m_folder;
};

QTEST_MAIN(TestDocumentApply)
#include "tst_document_apply.moc"
