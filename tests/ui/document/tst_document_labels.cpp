// SPDX-License-Identifier: MIT
// Values that are painted straight into the destination.
#include <cstring>

#include <QSignalSpy>
#include <QTest>

#include "core/array/banded_array.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/planes.h"
#include "ui/session/histogram_survey.h"
#include "ui/session/joining.h"
#include "ui/session/label_survey.h"
#include "ui/session/layer_values.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using session::Document;
using session::LayerId;
using session::PaintInto;

namespace {
void paintLabels(Document& document, const QString& value) {
    document.setPaintTarget({PaintInto::Destination, value});
}

/// `bytes` with the pixels of the shown plane that `regions` hold made `element`.
QByteArray painted(const Document& document, QByteArray bytes,
                   std::span<const condition::BitRegion> regions, const QByteArray& element) {
    const array::Strides strides = array::rowMajorStrides(document.shape(LayerId::Destination));
    for (const condition::BitRegion& region : regions) {
        const base::Rect box = region.box().intersected(document.planeRect());
        for (std::int64_t y = box.y0; y < box.y1; ++y) {
            for (std::int64_t x = box.x0; x < box.x1; ++x) {
                if (!region.at(x, y)) {
                    continue;
                }
                const array::Index index = document.shownPlane().at(x, y);
                std::int64_t flat = 0;
                for (int axis = 0; axis < index.rank(); ++axis) {
                    flat += index[axis] * strides[axis];
                }
                std::memcpy(bytes.data() + flat * element.size(), element.data(),
                            static_cast<std::size_t>(element.size()));
            }
        }
    }
    return bytes;
}

void open(Document& document, LayerId id, const array::NdArray& array) {
    const MaskFolder folder;
    FRISKET_VERIFY(document.open(id, folder.write("mask.npy", array)));
}

QByteArray elementOf(const QString& text, DType dtype) {
    const assign::Scalar scalar = assign::parseScalar(text.toStdString(), dtype).value();
    return {reinterpret_cast<const char*>(scalar.data()), array::itemSize(dtype)};
}
}  // namespace

class TestDocumentLabels : public QObject {
    Q_OBJECT

private slots:
    void values_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("name");  // of the step; empty where the value is refused
        const auto row = [](DType dtype, const char* text, const char* name) {
            QTest::addRow("%s into %s", text, array::name(dtype).data())
                << static_cast<int>(dtype) << text << name;
        };
        row(DType::U8, "5", "Paint label 5");
        row(DType::U8, " 255 ", "Paint label 255");
        row(DType::U8, "256", "");
        row(DType::U8, "-1", "");
        row(DType::U8, "1.5", "");
        row(DType::U8, "", "");
        row(DType::I16, "-300", "Paint label -300");
        row(DType::U64, "18446744073709551615", "Paint label 18446744073709551615");
        row(DType::F32, "0.5", "Paint value 0.5");
        row(DType::F64, "nan", "Paint value nan");
        row(DType::Bool, "7", "Paint label True");
    }
    void values() {
        QFETCH(int, dtype);
        QFETCH(QString, text);
        QFETCH(QString, name);
        const auto type = static_cast<DType>(dtype);
        Document document;
        const array::NdArray zeros =
            arrayOf(type, {9, 11}, QByteArray(99 * array::itemSize(type), '\0'));
        open(document, LayerId::Destination, zeros);
        paintLabels(document, text);
        QCOMPARE(document.paintValue().has_value(), !name.isEmpty());
        QCOMPARE(document.canPaint(), !name.isEmpty());
        QVERIFY(document.canPaint(PaintInto::Condition));
        condition::BitRegion region({2, 3, 7, 5});
        region.fill();
        const QByteArray before = destinationBytes(document);
        session::joinRegions(document, {&region, 1}, session::Join::Add, "Shape");
        if (name.isEmpty()) {
            QVERIFY(document.paintValue().error().text().find("Give a value") != std::string::npos);
            QCOMPARE(destinationBytes(document), before);
            QCOMPARE(document.history().size(), 0U);
            return;
        }
        const QByteArray element = elementOf(type == DType::Bool ? "true" : text.trimmed(), type);
        QCOMPARE(destinationBytes(document), painted(document, before, {&region, 1}, element));
        QCOMPARE(document.history().undoName(), name.toStdString());
        QCOMPARE(document.selectedCount(), 0);
        session::joinRegions(document, {&region, 1}, session::Join::Subtract, "Shape");
        QCOMPARE(destinationBytes(document), before);
        QCOMPARE(document.history().undoName(), std::string_view("Erase labels"));
    }

    /// Strokes of the condition and of labels in all planes, Apply and replacements, some taken
    /// back at once; then all undone and redone.
    void everythingTogether_data() {
        QTest::addColumn<QList<int>>("sizes");
        QTest::addColumn<int>("dtype");
        QTest::newRow("2-d, uint8") << QList{60, 90} << static_cast<int>(DType::U8);
        QTest::newRow("3-d, uint16") << QList{4, 50, 70} << static_cast<int>(DType::U16);
        QTest::newRow("4-d, float64") << QList{2, 3, 40, 50} << static_cast<int>(DType::F64);
        QTest::newRow("channels, int32") << QList{40, 50, 3} << static_cast<int>(DType::I32);
        QTest::newRow("bool") << QList{70, 66} << static_cast<int>(DType::Bool);
    }
    void everythingTogether() {
        QFETCH(QList<int>, sizes);
        QFETCH(int, dtype);
        const auto type = static_cast<DType>(dtype);
        array::Shape shape;
        for (const int size : sizes) {
            shape.append(size);
        }
        Document document;
        open(document, LayerId::Destination, randomArray(type, shape, 1));
        open(document, LayerId::Source, randomArray(type, shape, 2));
        Random random;
        std::vector<QByteArray> destinations{destinationBytes(document)};
        std::vector<Bools> conditions{boolsOf(*document.condition())};
        for (int step = 0; step < 120; ++step) {
            const QByteArray before = destinationBytes(document);
            const std::size_t steps = document.history().size();
            randomPlane(document, random);
            const auto kind = random.between(0, 9);
            if (kind == 0) {
                FRISKET_VERIFY(document.apply());
            } else if (kind == 1) {
                const auto label = QString::number(random.between(0, 1));
                FRISKET_VERIFY(
                    document.replaceLabels({label, label == "0" ? "1" : "0", random.chance(50),
                                            random.chance(50), random.chance(50)}));
            } else {
                document.setPaintTarget(
                    {random.chance(60) ? PaintInto::Destination : PaintInto::Condition,
                     QString::number(random.between(0, 2))});
                const bool aborted = random.chance(20);
                stroke(document, randomPoints(document, 4, random),
                       static_cast<int>(random.between(1, 30)), random.chance(70),
                       aborted ? QString() : QString("Stroke"));
                if (aborted) {
                    QVERIFY(document.inStroke());
                    document.abortStroke();
                    QCOMPARE(destinationBytes(document), before);
                    QCOMPARE(document.history().size(), steps);
                }
            }
            QVERIFY(countsAgree(document));
            if (document.history().size() > steps) {
                destinations.push_back(destinationBytes(document));
                conditions.push_back(boolsOf(*document.condition()));
            } else {
                QVERIFY(destinationBytes(document) == destinations.back());
            }
        }
        QVERIFY(destinations.size() > 60);
        for (std::size_t i = destinations.size() - 1; i > 0; --i) {
            document.undo();
            QVERIFY2(destinationBytes(document) == destinations[i - 1],
                     qPrintable(QString::number(i)));
            QVERIFY(boolsOf(*document.condition()) == conditions[i - 1]);
        }
        QVERIFY(!document.canUndo() && !document.isModified());
        for (std::size_t i = 1; i < destinations.size(); ++i) {
            document.redo();
            QVERIFY2(destinationBytes(document) == destinations[i], qPrintable(QString::number(i)));
            QVERIFY(boolsOf(*document.condition()) == conditions[i]);
        }
        QVERIFY(!document.canRedo());
        document.stepTo(0);
        QVERIFY(destinationBytes(document) == destinations.front());
    }

    void tellsWhatChanged() {
        Document document;
        open(document, LayerId::Destination, randomArray(DType::U8, {80, 100}, 3));
        QSignalSpy pixels(&document, &Document::pixelsChanged);
        QSignalSpy history(&document, &Document::historyChanged);
        QSignalSpy targets(&document, &Document::paintTargetChanged);
        paintLabels(document, "300");
        paintLabels(document, "30");
        paintLabels(document, "30");
        QCOMPARE(targets.count(), 2);
        const std::uint64_t version = document.destinationVersion();
        condition::BitRegion region({10, 20, 13, 22});
        region.fill();
        document.beginStroke();
        QVERIFY(!document.destinationSnapshot());
        document.extendStroke(region, true);
        QCOMPARE(pixels.count(), 1);
        QCOMPARE(pixels.takeFirst().front().value<base::Area>().bounds(), region.box());
        QCOMPARE(document.valueAt(LayerId::Result, 11, 21), "30");
        document.extendStroke(region, true);
        QCOMPARE(pixels.count(), 0);
        document.setPaintTarget({PaintInto::Condition, "9"});  // of the next stroke
        document.commitStroke("Stroke");
        QVERIFY(document.destinationSnapshot().has_value());
        QCOMPARE(history.count(), 2);
        QVERIFY(document.isModified() && document.hasUnsavedSteps() && !document.hasPaintedWork());
        QVERIFY(document.destinationVersion() != version);
        document.undo();
        QVERIFY(!document.isModified() && !document.hasUnsavedSteps());
        QCOMPARE(document.destinationVersion(), version);
        QCOMPARE(pixels.takeFirst().front().value<base::Area>().bounds(), region.box());
        // The same again changes nothing: no step.
        document.redo();
        paintLabels(document, "30");
        document.beginStroke();
        document.extendStroke(region, true);
        document.commitStroke("Stroke");
        QCOMPARE(document.history().size(), 1U);
    }

    /// Without a source there is nothing to apply; a save makes all clean.
    void savedWithoutASource() {
        MaskFolder folder;
        Document document;
        const QString path = folder.write("d.npy", randomArray(DType::U8, {40, 60}, 1));
        FRISKET_VERIFY(document.open(LayerId::Destination, path));
        paintLabels(document, "77");
        stroke(document, {{20, 20}}, 9, true);
        QVERIFY(document.isModified() && document.hasUnsavedSteps());
        FRISKET_VERIFY(document.saveDestination(path));
        QVERIFY(!document.isModified() && !document.hasUnsavedSteps());
        Document again;
        FRISKET_VERIFY(again.open(LayerId::Destination, path));
        QCOMPARE(destinationBytes(again), destinationBytes(document));
        QCOMPARE(again.valueAt(LayerId::Destination, 20, 20), "77");
        document.undo();
        QVERIFY(document.isModified() && document.hasUnsavedSteps());
        // Strokes of the condition are in no file then.
        document.setPaintTarget({});
        stroke(document, {{20, 20}}, 9, true);
        FRISKET_VERIFY(document.saveDestination(path));
        QVERIFY(!document.isModified() && document.hasUnsavedSteps());
    }

    void surveysFollow() {
        Document document;
        open(document, LayerId::Destination, countingArray<std::uint16_t>({4, 5}));
        session::LabelSurvey survey(document);
        survey.sample();
        QCOMPARE(survey.destination().labels.size(), 20U);
        paintLabels(document, "3");
        condition::BitRegion all(document.planeRect());
        all.fill();
        document.beginStroke();
        document.extendStroke(all, true);
        QSignalSpy ended(&survey, &session::LabelSurvey::countEnded);
        survey.countAll();  // not of half a stroke
        QCOMPARE(ended.count(), 1);
        QVERIFY(!survey.isCounting());
        document.commitStroke("Fill");
        QVERIFY(!survey.isCurrent());
        survey.sample();
        QCOMPARE(survey.destination().labels.size(), 1U);
        QCOMPARE(survey.destination().labels.front().count, 20);
    }

    /// Colours that span the values are found again where a stroke goes beyond them.
    void rangesFollow() {
        Document document;
        open(document, LayerId::Destination, makeArray<float>({2, 2}, {1, 2, 3, 4}));
        const auto high = [&] { return document.valueRanges(LayerId::Destination).full.high; };
        QCOMPARE(high(), 4.0);
        QSignalSpy pixels(&document, &Document::pixelsChanged);
        paintLabels(document, "9.5");
        stroke(document, {{0.5, 0.5}}, 1, true);
        QCOMPARE(high(), 9.5);
        QCOMPARE(pixels.takeLast().front().value<base::Area>().bounds(), document.planeRect());
        document.undo();
        QCOMPARE(high(), 4.0);
    }

    void replaces() {
        Document document;
        open(document, LayerId::Destination,
             makeArray<std::uint8_t>({2, 2, 5},
                                     {5, 5, 7, 0, 0, 5, 7, 7, 0, 0, 7, 5, 5, 5, 0, 0, 0, 0, 0, 0}));
        const QByteArray before = destinationBytes(document);
        const auto counts = [&](const session::LabelChange& change) {
            const auto found = document.countReplacement(change);
            return found ? QList{found->toTo, found->toFrom} : QList<std::int64_t>{-1};
        };
        QCOMPARE(counts({"5", "7"}), (QList<std::int64_t>{3, 0}));
        QCOMPARE(counts({"5", "7", true}), (QList<std::int64_t>{3, 3}));
        QCOMPARE(counts({"5", "7", false, true}), (QList<std::int64_t>{6, 0}));
        QCOMPARE(counts({"300", "7"}), (QList<std::int64_t>{-1}));
        condition::BitRegion left({0, 0, 1, 2});
        left.fill();
        session::joinRegions(document, {&left, 1}, session::Join::Add, "Rectangle");
        QCOMPARE(counts({"5", "7", false, false, true}), (QList<std::int64_t>{2, 0}));
        QCOMPARE(document.replaceLabels({"5", "7", true, true, false}).value(), 10);
        QCOMPARE(document.history().undoName(), std::string_view("Swap 5 and 7"));
        QCOMPARE(destinationBytes(document),
                 QByteArray("\7\7\5\0\0\7\5\5\0\0\5\7\7\7\0\0\0\0\0\0", 20));
        QVERIFY(document.isModified());
        document.setIndex(0, 1);
        document.undo();
        QCOMPARE(destinationBytes(document), before);
        QCOMPARE(document.replaceLabels({"9", "7", false, true, false}).value(), 0);
        QCOMPARE(document.replaceLabels({"7", "1"}).value(), 1);
        QCOMPARE(destinationBytes(document),
                 QByteArray("\5\5\7\0\0\5\7\7\0\0\1\5\5\5\0\0\0\0\0\0", 20));
        document.setIndex(0, 0);
        document.undo();  // shows where
        QCOMPARE(document.shownPlane().index[0], 1);
        document.beginStroke();
        QVERIFY(!document.replaceLabels({"5", "7"}) && !document.countReplacement({"5", "7"}));
        document.abortStroke();
    }
};

QTEST_GUILESS_MAIN(TestDocumentLabels)
#include "tst_document_labels.moc"
