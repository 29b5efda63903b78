// SPDX-License-Identifier: MIT
#include <QSignalSpy>
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/memory_limit.h"
#include "tests/support/planes.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using array::Shape;
using assign::Mode;
using condition::Reduction;
using session::Document;
using session::LayerId;

namespace {
/// What undo must bring back.
struct Content {
    Shape shape;
    Bools bools;

    explicit Content(const Document& document)
        : shape(document.condition()->shape()), bools(boolsOf(*document.condition())) {}
    bool operator==(const Content&) const = default;
};

/// The condition with the destination's shape, in C order.
Bools spread(const Document& document) {
    const array::Layout layout = *document.broadcastLayout(LayerId::Condition);
    Bools all(static_cast<std::size_t>(layout.count()));
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = document.condition()->at(
            layout.at(array::unravel(static_cast<std::int64_t>(i), layout.shape)));
    }
    return all;
}

struct ReshapeCase {
    const char* name;
    Mode mode;
    Shape destination;
    Shape condition;
    /// By axis of the destination: the condition's shape once the axis has its own (present shape
    /// where it can't), or once it is collapsed.
    std::vector<Shape> expanded;
    std::vector<Shape> collapsed;
};

const ReshapeCase kCases[]{
    {"slices share",
     Mode::Where,
     {4, 20, 70},
     {20, 70},
     {{4, 20, 70}, {20, 70}, {20, 70}},
     {{20, 70}, {1, 70}, {20, 1}}},
    {"a row", Mode::Where, {4, 20, 70}, {70}, {{4, 1, 70}, {20, 70}, {70}}, {{70}, {70}, {1}}},
    {"one for all", Mode::Scatter, {4, 20, 70}, {}, {{4, 1, 1}, {20, 1}, {70}}, {{}, {}, {}}},
    {"channels",
     Mode::Fill,
     {30, 40, 3},
     {30, 40, 1},
     {{30, 40, 1}, {30, 40, 1}, {30, 40, 3}},
     {{1, 40, 1}, {30, 1, 1}, {30, 40, 1}}},
    {"index",
     Mode::Index,
     {30, 4, 5, 3},
     {30, 4},
     {{30, 4}, {30, 4}, {30, 4, 5}, {30, 4}},
     {{30, 4}, {30}, {30, 4}, {30, 4}}},
    {"index, square",
     Mode::Index,
     {5, 5, 5},
     {5, 5},
     {{5, 5}, {5, 5}, {5, 5, 5}},
     {{5, 5}, {5}, {5, 5}}},
    {"place",
     Mode::Place,
     {4, 20, 70},
     {4, 20, 70},
     {{4, 20, 70}, {4, 20, 70}, {4, 20, 70}},
     {{4, 20, 70}, {4, 20, 70}, {4, 20, 70}}},
};
}  // namespace

/// A condition that gets axes of its own, or loses them.
class TestDocumentReshape : public QObject {
    Q_OBJECT

private slots:
    void shapes_data() { addRows(kCases); }
    void shapes() {
        QFETCH(int, index);
        const ReshapeCase& each = kCases[index];
        for (int axis = 0; axis < each.destination.rank(); ++axis) {
            for (const bool expands : {true, false}) {
                Document document;
                open(document, each.destination, each.condition, each.mode);
                const Content before(document);
                const std::size_t steps = document.history().size();
                const Bools all = spread(document);
                const session::AxisSharing sharing =
                    document.axisSharing()[static_cast<std::size_t>(axis)];
                const Shape& expected =
                    (expands ? each.expanded : each.collapsed)[static_cast<std::size_t>(axis)];
                QCOMPARE(sharing.axis, axis);
                QCOMPARE(sharing.size, each.destination[axis]);
                QCOMPARE(expands ? sharing.canExpand : sharing.canCollapse,
                         expected != each.condition);
                if (expands) {
                    document.expandCondition(axis);
                } else {
                    document.collapseCondition(axis, Reduction::Any);
                }
                QVERIFY2(
                    document.condition()->shape() == expected,
                    qPrintable(
                        QString("axis %1: %2").arg(axis).arg(text(document.condition()->shape()))));
                QVERIFY(document.canPaint() && countsAgree(document));
                const bool changes = expected != each.condition;
                QCOMPARE(document.history().size(), steps + (changes ? 1 : 0));
                if (expands) {
                    QVERIFY2(spread(document) == all, "a copy for each index");
                }
                if (changes) {
                    document.undo();
                }
                QVERIFY(Content(document) == before && countsAgree(document));
            }
        }
    }

    void strokesAndReshapesAreOneHistory() {
        Random random;
        for (int round = 0; round < 6; ++round) {
            Document document;
            open(document, {3, 4, 20, 70}, {20, 70}, round % 2 == 0 ? Mode::Scatter : Mode::Where);
            // What there was after each step of the history.
            std::vector<Content> states{Content(document)};
            for (int i = 0; i < 80; ++i) {
                const auto axis = static_cast<int>(random.between(0, 3));
                randomPlane(document, random);
                const std::size_t last = document.history().position();
                bool isNew = true;
                switch (random.between(0, 6)) {
                    case 0:
                        document.expandCondition(axis);
                        break;
                    case 1:
                        document.collapseCondition(
                            axis, random.chance(50) ? Reduction::Any : Reduction::All);
                        break;
                    case 2:
                    case 3:
                        document.undo();
                        isNew = false;
                        break;
                    case 4:
                        document.redo();
                        isNew = false;
                        break;
                    default:
                        stroke(document, randomPoints(document, 2, random), 4, random.chance(70));
                }
                const std::size_t position = document.history().position();
                if (isNew && position == last + 1) {
                    // What could be redone is gone.
                    states.erase(states.begin() + static_cast<std::ptrdiff_t>(position),
                                 states.end());
                    states.emplace_back(document);
                }
                QVERIFY(position < states.size());
                QVERIFY2(Content(document) == states[position],
                         qPrintable(QString("round %1, step %2").arg(round).arg(i)));
                QVERIFY(countsAgree(document));
                if (const assign::RankIndex* ranks = document.inputs().ranks) {
                    QCOMPARE(ranks->total(), document.selectedElements());
                }
                if (document.plan() != nullptr) {
                    const QByteArray expected = referenceResult(document);
                    const std::int64_t x = random.between(0, document.planeWidth() - 1);
                    const std::int64_t y = random.between(0, document.planeHeight() - 1);
                    const char value = shownPlaneOf(
                        document, expected)[static_cast<qsizetype>(y * document.planeWidth() + x)];
                    QCOMPARE(document.valueAt(LayerId::Result, x, y),
                             QString::number(static_cast<std::uint8_t>(value)));
                }
            }
            for (std::size_t at = document.history().position(); at > 0; --at) {
                document.undo();
                QVERIFY(Content(document) == states[at - 1]);
            }
        }
    }

    void collapsingTellsAnyFromAll() {
        Document document;
        open(document, {3, 20, 70}, {3, 20, 70}, Mode::Where);
        document.clearCondition();
        for (int slice = 0; slice < 3; ++slice) {
            document.setIndex(0, slice);
            stroke(document, {{10.5 + 3 * slice, 10.5}}, 9, true);
        }
        const Content before(document);
        document.collapseCondition(0, Reduction::Any);
        const std::int64_t any = document.selectedCount();
        document.undo();
        document.collapseCondition(0, Reduction::All);
        const std::int64_t all = document.selectedCount();
        QVERIFY(0 < all && all < any);
        QCOMPARE(document.history().undoName(), std::string_view("Collapse axis 0 with all"));
        document.undo();
        QVERIFY(Content(document) == before);
    }

    void theHistoryCountsWhatItKeeps() {
        Document document;
        open(document, {8, 512, 512}, {512, 512}, Mode::Where);
        const auto bytes = [&document] {
            const edit::History& history = document.history();
            return history.at(history.position() - 1).byteSize();
        };
        document.expandCondition(0);
        QVERIFY2(bytes() < 4096, "a copy can be made again");
        document.collapseCondition(0, Reduction::Any);
        QVERIFY2(bytes() < 4096, "all were equal");
        document.undo();
        // Noise in one of eight slices: that is what a collapse loses.
        Random random;
        document.setIndex(0, 3);
        stroke(document, randomPoints(document, 60, random), 6, true);
        document.collapseCondition(0, Reduction::All);
        QVERIFY2(bytes() > 4096, qPrintable(QString::number(bytes())));
        std::int64_t sum = 0;
        for (std::size_t i = 0; i < document.history().size(); ++i) {
            sum += document.history().at(i).byteSize();
        }
        QCOMPARE(document.history().bytes(), sum);
    }

    void aReshapeIsWork() {
        Document document;
        open(document, {3, 20, 70}, {20, 70}, Mode::Where);
        QVERIFY(!document.hasPaintedWork());
        document.expandCondition(0);
        QVERIFY(document.hasPaintedWork() && document.hasUnsavedSteps());
        document.undo();
        QVERIFY(!document.hasPaintedWork() && !document.hasUnsavedSteps());
        // Apply lies between reshapes as between strokes.
        FRISKET_VERIFY(document.apply());
        const QByteArray applied = destinationBytes(document);
        document.expandCondition(0);
        document.invertCondition();
        FRISKET_VERIFY(document.apply());
        document.undo();
        document.undo();
        document.undo();
        QCOMPARE(destinationBytes(document), applied);
        document.undo();
        document.redo();
        QCOMPARE(destinationBytes(document), applied);
    }

    void notInMidStroke() {
        Document document;
        open(document, {3, 20, 70}, {20, 70}, Mode::Where);
        document.beginStroke();
        document.expandCondition(0);
        QVERIFY(document.condition()->shape() == (Shape{20, 70}));
        document.commitStroke("Nothing");
        QCOMPARE(document.history().size(), std::size_t{0});
    }

    void whereMemoryRunsOut() {
        if (!kCanLimitMemory) {
            QSKIP("A sanitizer maps more memory than any limit.");
        }
        Document document;
        open(document, {64, 2048, 2048}, {2048, 2048}, Mode::Where);
        QSignalSpy failures(&document, &Document::failed);
        const FullHeap full;
        {
            const MemoryLimit limit(std::int64_t{8} << 20);  // of the 32 MiB that it takes
            QVERIFY(limit.isSet());
            document.expandCondition(0);
        }
        QCOMPARE(failures.size(), 1);
        QCOMPARE(failures.first().first().value<base::Error>().code, base::ErrorCode::OutOfMemory);
        QVERIFY(document.condition()->shape() == (Shape{2048, 2048}));
        QCOMPARE(document.history().size(), std::size_t{0});
        document.expandCondition(0);
        QVERIFY(document.condition()->shape() == (Shape{64, 2048, 2048}));
        document.undo();
        const FullHeap again;
        {
            const MemoryLimit limit(std::int64_t{8} << 20);
            document.redo();
        }
        QCOMPARE(failures.size(), 2);
        QVERIFY(document.condition()->shape() == (Shape{2048, 2048}));
        QVERIFY(document.canRedo() && countsAgree(document));
        document.redo();
        QVERIFY(document.condition()->shape() == (Shape{64, 2048, 2048}));
    }

private:
    void open(Document& document, const Shape& destination, const Shape& condition,
              Mode mode) const {
        FRISKET_VERIFY(document.open(
            LayerId::Destination, m_folder.write("d.npy", randomArray(DType::U8, destination, 1))));
        FRISKET_VERIFY(document.open(
            LayerId::Source, m_folder.write("s.npy", randomArray(DType::U8, destination, 2))));
        FRISKET_VERIFY(document.open(
            LayerId::Condition, m_folder.write("c.npy", randomArray(DType::Bool, condition, 3))));
        document.setMode(mode);
    }

    MaskFolder m_folder;
};

QTEST_MAIN(TestDocumentReshape)
#include "tst_document_reshape.moc"
