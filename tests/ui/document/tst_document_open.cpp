// SPDX-License-Identifier: MIT
#include <algorithm>

#include <QSignalSpy>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"

using namespace frisket;
using namespace frisket::test;
using session::Document;
using session::LayerId;

namespace {
constexpr std::int64_t kRows = 9;
constexpr std::int64_t kColumns = 70;

std::vector<std::uint8_t> bytes(std::int64_t count, int modulo) {
    std::vector<std::uint8_t> values(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<std::uint8_t>(static_cast<int>(i) % modulo);
    }
    return values;
}
}  // namespace

class TestDocumentOpen : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        const std::int64_t count = kRows * kColumns;
        m_paths = {m_folder.writePhoto("photo.png", kColumns, kRows),
                   m_folder.write("d.png", {kRows, kColumns}, bytes(count, 7)),
                   m_folder.write("s.npy", {kRows, kColumns}, bytes(count, 5)), QString(),
                   m_folder.write("c.npy", {kRows, kColumns}, bytes(count, 2))};
    }

    void aFreshDocumentIsEmpty() {
        Document document;
        for (const LayerId id : session::kAllLayers) {
            QVERIFY(!document.has(id));
            QVERIFY(!document.valueAt(id, 0, 0));
        }
        QVERIFY(document.planeRect().empty());
        QVERIFY(!document.canPaint());
        QVERIFY(!document.canUndo() && !document.canRedo());
        QVERIFY(!document.isModified() && !document.hasUnsavedSteps());
        QVERIFY(!hasUnapplied(document));
        QVERIFY(!document.broadcastTable());
        QVERIFY(!document.problem().isEmpty());
    }

    void layersComeInAnyOrder() {
        std::vector<LayerId> order(session::kFileLayers.begin(), session::kFileLayers.end());
        std::sort(order.begin(), order.end());
        do {
            Document document;
            QSignalSpy layers(&document, &Document::layersChanged);
            for (const LayerId id : order) {
                FRISKET_VERIFY(document.open(id, m_paths[session::indexOf(id)]));
                QVERIFY(document.has(id));
                QCOMPARE(document.file(id).path, m_paths[session::indexOf(id)]);
                QVERIFY(countsAgree(document));
            }
            QCOMPARE(layers.count(), 4);
            QVERIFY2(document.plan() != nullptr, qPrintable(document.problem()));
            QVERIFY(document.problem().isEmpty() && !document.refusal());
            QVERIFY(document.canPaint());
            QCOMPARE(document.selectedCount(), kRows * kColumns / 2);
            QCOMPARE(document.planeWidth(), kColumns);
            QCOMPARE(document.planeHeight(), kRows);
            QCOMPARE(document.valueAt(LayerId::Destination, 8, 0), QString("1"));
            QCOMPARE(document.valueAt(LayerId::Source, 8, 0), QString("3"));
            QCOMPARE(document.valueAt(LayerId::Condition, 8, 0), QString("false"));
            QCOMPARE(document.valueAt(LayerId::Result, 8, 0), QString("1"));
            QCOMPARE(document.valueAt(LayerId::Result, 9, 0), QString("4"));
            QVERIFY(!document.valueAt(LayerId::Result, kColumns, 0));
            QVERIFY(!document.valueAt(LayerId::Result, 0, -1));
            QCOMPARE(document.backdrop().size(), QSize(kColumns, kRows));
        } while (std::next_permutation(order.begin(), order.end()));
    }

    void openedFilesAreNoWork_data() {
        QTest::addColumn<bool>("conditionFirst");
        QTest::newRow("condition after the destination") << false;
        QTest::newRow("condition before the destination") << true;
    }
    void openedFilesAreNoWork() {
        QFETCH(bool, conditionFirst);
        Document document;
        if (conditionFirst) {
            FRISKET_VERIFY(document.open(LayerId::Condition, path(LayerId::Condition)));
        }
        FRISKET_VERIFY(document.open(LayerId::Destination, path(LayerId::Destination)));
        FRISKET_VERIFY(document.open(LayerId::Source, path(LayerId::Source)));
        if (!conditionFirst) {
            FRISKET_VERIFY(document.open(LayerId::Condition, path(LayerId::Condition)));
        }
        QVERIFY(!document.hasUnsavedSteps());
        QVERIFY(!document.isModified());
        QVERIFY(hasUnapplied(document));
    }

    void errorsChangeNothing_data() {
        QTest::addColumn<int>("layer");
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, LayerId id, const QString& path,
                            base::ErrorCode code) {
            QTest::newRow(name) << static_cast<int>(id) << path << static_cast<int>(code);
        };
        using base::ErrorCode;
        const QString text = m_folder.path("words.txt");
        writeAll(text, "not a mask, not a picture");
        const QString cut = m_folder.path("cut.npy");
        writeAll(cut, readAll(path(LayerId::Source)).chopped(1));
        const QString scores = m_folder.write<float>("scores.npy", {1, 2}, {0.25F, 0.75F});
        QImage colours(4, 4, QImage::Format_RGB32);
        for (int i = 0; i < 16; ++i) {
            // No areas as ids have them.
            colours.setPixel(i % 4, i / 4, qRgb(16 * i, 255 - 13 * i, 7 * i));
        }
        const QString rgb = m_folder.path("rgb.png");
        QVERIFY(colours.save(rgb));
        for (const LayerId id : {LayerId::Destination, LayerId::Source, LayerId::Condition}) {
            const std::string key = session::key(id).toStdString();
            row((key + " missing").c_str(), id, m_folder.path("no.png"), ErrorCode::NotFound);
            row((key + " empty path").c_str(), id, QString(), ErrorCode::NotFound);
            row((key + " text").c_str(), id, text, ErrorCode::Unsupported);
            row((key + " cut").c_str(), id, cut, ErrorCode::Truncated);
            row((key + " rgb picture").c_str(), id, rgb, ErrorCode::Unsupported);
            row((key + " folder").c_str(), id, m_folder.path("."), ErrorCode::Unsupported);
        }
        row("condition of scores", LayerId::Condition, scores, ErrorCode::Refused);
        row("backdrop missing", LayerId::Backdrop, m_folder.path("no.png"), ErrorCode::Format);
        row("backdrop text", LayerId::Backdrop, text, ErrorCode::Format);
        row("backdrop volume", LayerId::Backdrop,
            m_folder.write<std::uint8_t>("volume.npy", {2, 2, 2}, {1, 2, 3, 4, 5, 6, 7, 8}),
            ErrorCode::Format);
        row("result", LayerId::Result, path(LayerId::Source), ErrorCode::InvalidArgument);
    }
    void errorsChangeNothing() {
        QFETCH(int, layer);
        QFETCH(QString, path);
        QFETCH(int, code);
        Document document;
        openAll(document);
        stroke(document, {{3, 3}, {40, 5}}, 3, true);
        FRISKET_VERIFY(document.apply());
        document.undo();
        const DocumentState before(document);
        const qint64 picture = document.backdrop().cacheKey();
        QSignalSpy layers(&document, &Document::layersChanged);
        const base::Status opened = document.open(static_cast<LayerId>(layer), path);
        QVERIFY(!opened);
        QVERIFY2(static_cast<int>(opened.error().code) == code, opened.error().text().c_str());
        QVERIFY(!opened.error().message.empty());
        QVERIFY(DocumentState(document) == before);
        QCOMPARE(document.backdrop().cacheKey(), picture);
        QCOMPARE(layers.count(), 0);
        QVERIFY(document.canRedo());
        document.redo();
        QVERIFY(document.isModified());
    }

    void aFailedFirstFileLeavesTheDocumentEmpty() {
        Document document;
        for (const LayerId id : session::kFileLayers) {
            QVERIFY(!document.open(id, m_folder.path("no.png")));
            QVERIFY(!document.has(id));
            QVERIFY(document.file(id).path.isEmpty());
        }
        QVERIFY(document.condition() == nullptr);
    }

    void aNewDestinationBringsAnEmptyCondition() {
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination, path(LayerId::Destination)));
        stroke(document, {{3, 3}, {40, 5}}, 3, true);
        QVERIFY(document.selectedCount() > 0);
        const QString other = m_folder.write<std::uint8_t>("other.npy", {2, 3}, bytes(6, 6));
        FRISKET_VERIFY(document.open(LayerId::Destination, other));
        QVERIFY(document.condition()->shape() == (array::Shape{2, 3}));
        QCOMPARE(document.selectedCount(), 0);
        QVERIFY(!document.canUndo() && !document.hasUnsavedSteps() && !document.isModified());
    }

    void anOpenedConditionStaysWithANewDestination() {
        Document document;
        openAll(document);
        const Bools before = boolsOf(*document.condition());
        FRISKET_VERIFY(document.open(LayerId::Destination, path(LayerId::Source)));
        QVERIFY(boolsOf(*document.condition()) == before);
        QVERIFY(!document.canUndo());
        QVERIFY(document.plan() != nullptr);
    }

    void aConditionOfAnotherShapeStartsANewHistory() {
        Document document;
        openAll(document);
        stroke(document, {{3, 3}, {40, 5}}, 3, true);
        const QString row = m_folder.write<std::uint8_t>("row.npy", {kColumns}, bytes(kColumns, 2));
        FRISKET_VERIFY(document.open(LayerId::Condition, row));
        QVERIFY(!document.canUndo());
        QCOMPARE(document.selectedCount(), kColumns / 2);
        QVERIFY(document.plan() != nullptr);
    }

    void openingInAStrokeEndsTheStroke_data() {
        QTest::addColumn<int>("layer");
        QTest::newRow("destination") << static_cast<int>(LayerId::Destination);
        QTest::newRow("condition") << static_cast<int>(LayerId::Condition);
    }
    void openingInAStrokeEndsTheStroke() {
        QFETCH(int, layer);
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Destination, path(LayerId::Destination)));
        stroke(document, {{3, 3}, {40, 5}}, 3, true, QString());
        FRISKET_VERIFY(
            document.open(static_cast<LayerId>(layer), m_paths[static_cast<std::size_t>(layer)]));
        QVERIFY(!document.inStroke());
        QVERIFY(countsAgree(document));
        QCOMPARE(document.selectedCount(),
                 layer == static_cast<int>(LayerId::Condition) ? kRows * kColumns / 2 : 0);
        stroke(document, {{3, 3}, {40, 5}}, 3, true);
        QVERIFY(countsAgree(document));
    }

    void aConditionOfIntegersIsNoted() {
        Document document;
        FRISKET_VERIFY(document.open(LayerId::Condition, path(LayerId::Condition)));
        QVERIFY(document.note(LayerId::Condition).contains("uint8"));
        QCOMPARE(document.dtype(LayerId::Condition), array::DType::U8);
    }

    void valueRangesFollowTheFiles() {
        Document document;
        const QString low = m_folder.write<float>("low.npy", {1, 3}, {0.F, 0.5F, std::nanf("")});
        const QString high = m_folder.write<float>("high.npy", {1, 3}, {-4.F, 9.F, 3.F});
        for (const LayerId id : {LayerId::Destination, LayerId::Source}) {
            FRISKET_VERIFY(document.open(id, low));
            QCOMPARE(document.valueRanges(id).full.low, 0.0);
            QCOMPARE(document.valueRanges(id).full.high, 0.5);
            FRISKET_VERIFY(document.open(id, high));
            QCOMPARE(document.valueRanges(id).full.low, -4.0);
            QCOMPARE(document.valueRanges(id).full.high, 9.0);
        }
        const QString nothing = m_folder.write<float>("nan.npy", {1, 1}, {std::nanf("")});
        FRISKET_VERIFY(document.open(LayerId::Source, nothing));
        QCOMPARE(document.valueRanges(LayerId::Source).full.low, 0.0);
        QCOMPARE(document.valueRanges(LayerId::Source).full.high, 1.0);
    }

private:
    [[nodiscard]] QString path(LayerId id) const { return m_paths[session::indexOf(id)]; }

    void openAll(Document& document) const {
        for (const LayerId id : session::kFileLayers) {
            FRISKET_VERIFY(document.open(id, path(id)));
        }
    }

    MaskFolder m_folder;
    std::array<QString, session::kAllLayers.size()> m_paths;
};

QTEST_MAIN(TestDocumentOpen)
#include "tst_document_open.moc"
