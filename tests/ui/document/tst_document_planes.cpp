// SPDX-License-Identifier: MIT
#include <QSignalSpy>
#include <QTest>

#include "core/assign/window.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/planes.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using array::Shape;
using assign::Mode;
using session::Document;
using session::LayerId;

namespace {
const Shape kFive{2, 3, 4, 40, 50};

struct PlaneCase {
    const char* name;
    Mode mode;
    Shape destination;
    std::optional<Shape> condition;  ///< of a file; else it is painted
    std::int64_t length = 0;         ///< of the source; 0: of the destination's shape
};

const PlaneCase kCases[]{
    {"where, 5-d", Mode::Where, kFive, {}},
    {"where, slices of a picture", Mode::Where, {3, 20, 70}, Shape{20, 70}},
    {"where, one row for all", Mode::Where, {3, 20, 70}, Shape{1, 70}},
    {"where, 1-d", Mode::Where, {3, 20, 70}, Shape{70}},
    {"where, 0-d", Mode::Where, {3, 20, 70}, Shape{}},
    {"where, channels share", Mode::Where, {30, 40, 3}, Shape{30, 40, 1}},
    {"where, own channels", Mode::Where, {30, 40, 3}, {}},
    {"where, channels only", Mode::Where, {30, 40, 3}, Shape{3}},
    {"where, stretched in the middle", Mode::Where, kFive, Shape{3, 1, 40, 1}},
    {"fill, pixels of channels", Mode::Fill, {30, 40, 3}, Shape{30, 40, 1}},
    {"index, leading axes", Mode::Index, {30, 40, 3}, Shape{30, 40}, 1},
    {"scatter, 5-d", Mode::Scatter, kFive, {}, 48000},
    {"scatter, too few at times", Mode::Scatter, {3, 20, 70}, {}, 1500},
    {"scatter, slices share", Mode::Scatter, kFive, Shape{40, 50}, 48000},
    {"scatter, stretched in the middle", Mode::Scatter, kFive, Shape{3, 1, 40, 1}, 48000},
    {"scatter, channels", Mode::Scatter, {30, 40, 3}, {}, 3600},
    {"place, 5-d", Mode::Place, kFive, {}, 997},
    {"place, a flat condition", Mode::Place, {3, 20, 70}, Shape{4200}, 997},
    {"putmask, 5-d", Mode::Putmask, kFive, {}, 997},
};

/// The live result, or the destination where there is no plan: all of the shown plane.
QByteArray livePlane(const Document& document) {
    if (document.plan() == nullptr) {
        return shownPlaneOf(document, destinationBytes(document));
    }
    const std::int64_t size = array::itemSize(document.dtype(LayerId::Destination));
    QByteArray plane(document.planeWidth() * document.planeHeight() * size, '\0');
    assign::evaluateWindow(*document.plan(), document.inputs(), *document.destination(),
                           document.window(document.planeRect(), 1),
                           reinterpret_cast<std::byte*>(plane.data()));
    return plane;
}
}  // namespace

/// Painting and looking at planes of arrays of more than two axes.
class TestDocumentPlanes : public QObject {
    Q_OBJECT

private slots:
    void everyPlaneIsItsIndices() {
        Document document;
        const auto values = countingArray<std::uint16_t>(kFive);
        open(document, LayerId::Destination, values);
        open(document, LayerId::Source, randomArray(DType::U16, {3, 1, 40, 1}, 4));
        open(document, LayerId::Condition, randomArray(DType::Bool, {3, 4, 1, 50}, 5));
        const QByteArray source = sourceBytes(document);
        const Bools condition = boolsOf(*document.condition());
        Random random;
        int planes = 0;
        for (int axisY = 0; axisY < 5; ++axisY) {
            for (int axisX = 0; axisX < 5; ++axisX) {
                if (axisX == axisY) {
                    continue;
                }
                document.setShownAxes(axisY, axisX);
                ++planes;
                for (int round = 0; round < 12; ++round) {
                    randomIndices(document, random);
                    QCOMPARE(document.planeHeight(), kFive[axisY]);
                    QCOMPARE(document.planeWidth(), kFive[axisX]);
                    for (int pixel = 0; pixel < 20; ++pixel) {
                        const std::int64_t x = random.between(0, kFive[axisX] - 1);
                        const std::int64_t y = random.between(0, kFive[axisY] - 1);
                        array::Index index = document.shownPlane().index;
                        index[axisX] = x;
                        index[axisY] = y;
                        const auto flat = array::Layout::rowMajor(kFive).at(index);
                        const bool selected = condition[static_cast<std::size_t>(
                            (index[1] * 4 + index[2]) * 50 + index[4])];
                        std::uint16_t given = 0;
                        std::memcpy(&given, source.constData() + (index[1] * 40 + index[3]) * 2, 2);
                        const QString own = QString::number(flat % 65536);
                        QCOMPARE(document.valueAt(LayerId::Destination, x, y), own);
                        QCOMPARE(document.valueAt(LayerId::Source, x, y), QString::number(given));
                        QCOMPARE(document.valueAt(LayerId::Condition, x, y),
                                 QString(selected ? "true" : "false"));
                        QCOMPARE(document.valueAt(LayerId::Result, x, y),
                                 selected ? QString::number(given) : own);
                    }
                }
            }
        }
        QCOMPARE(planes, 20);
    }

    void theFirstPlaneOfAShape() {
        const auto axes = [](const Shape& shape) {
            const session::ShownPlane plane = session::ShownPlane::firstOf(shape);
            return std::array{plane.axisY, plane.axisX, plane.active};
        };
        QCOMPARE(axes({}), (std::array{-1, -1, -1}));
        QCOMPARE(axes({5}), (std::array{-1, 0, -1}));
        QCOMPARE(axes({5, 6}), (std::array{0, 1, -1}));
        QCOMPARE(axes({5, 6, 7}), (std::array{1, 2, 0}));
        QCOMPARE(axes({50, 60, 3}), (std::array{0, 1, 2}));
        QCOMPARE(axes({50, 60, 5}), (std::array{1, 2, 0}));
        QCOMPARE(axes({9, 50, 60, 3}), (std::array{2, 3, 0}));
    }

    void thePlaneStaysWithTheShape() {
        Document document;
        open(document, LayerId::Destination, randomArray(DType::U8, kFive, 1));
        document.setShownAxes(4, 1);
        document.setIndex(3, 17);
        const session::ShownPlane plane = document.shownPlane();
        QCOMPARE(plane.active, 3);
        open(document, LayerId::Destination, randomArray(DType::F32, kFive, 2));
        QVERIFY(document.shownPlane() == plane);
        QSignalSpy changes(&document, &Document::planeChanged);
        open(document, LayerId::Destination, randomArray(DType::U8, {3, 20, 70}, 3));
        QVERIFY(document.shownPlane() == session::ShownPlane::firstOf({3, 20, 70}));
        QVERIFY(!changes.isEmpty());
    }

    void whatDoesNotExistIsNotShown() {
        Document document;
        document.stepIndex(1);
        document.setShownAxes(0, 1);
        open(document, LayerId::Destination, randomArray(DType::U8, {3, 20, 70}, 1));
        QSignalSpy changes(&document, &Document::planeChanged);
        document.setShownAxes(1, 1);
        document.setShownAxes(-1, 1);
        document.setShownAxes(1, 3);
        document.setIndex(2, 5);  // it is shown
        document.setIndex(7, 5);
        document.setIndex(-1, 5);
        document.setIndex(0, 0);
        QCOMPARE(changes.size(), 0);
        document.setIndex(0, 99);
        QCOMPARE(document.shownPlane().index[0], 2);
        document.stepIndex(-99);
        QCOMPARE(document.shownPlane().index[0], 0);
        document.beginStroke();
        document.setShownAxes(0, 1);
        QCOMPARE(document.shownPlane().axisY, 1);
        document.commitStroke("Nothing");
    }

    void paintingIsTheReferenceOnEverySlice_data() { addRows(kCases); }
    /// Random edits on random slices and axes: counts, ranks and result are those of NumPy, and
    /// what looks otherwise was announced.
    void paintingIsTheReferenceOnEverySlice() {
        Document document;
        openCase(document);
        Random random;
        base::Area announced;
        connect(&document, &Document::pixelsChanged, this,
                [&](const base::Area& area) { announced.add(area); });
        connect(&document, &Document::planeChanged, this,
                [&] { announced = base::Area(document.planeRect()); });
        QByteArray seen = livePlane(document);
        Bools painted = boolsOf(*document.condition());
        for (int i = 0; i < 100; ++i) {
            edit(document, painted, random);
            QVERIFY(boolsOf(*document.condition()) == painted);
            QVERIFY(countsAgree(document));
            if (const assign::RankIndex* ranks = document.inputs().ranks) {
                QCOMPARE(ranks->total(), document.selectedElements());
            }
            const QByteArray expected =
                document.plan() == nullptr ? destinationBytes(document) : referenceResult(document);
            const QByteArray now = livePlane(document);
            QVERIFY2(now == shownPlaneOf(document, expected),
                     qPrintable(QString("edit %1").arg(i)));
            for (qsizetype at = 0; at < now.size() && now.size() == seen.size(); ++at) {
                QVERIFY2(now[at] == seen[at] || announced.contains(at % document.planeWidth(),
                                                                   at / document.planeWidth()),
                         qPrintable(QString("edit %1, pixel %2 not announced").arg(i).arg(at)));
            }
            if (random.chance(40)) {
                randomPlane(document, random);
            }
            seen = livePlane(document);
            announced = {};
        }
    }

    void undoGoesWhereTheChangeIs() {
        Document document;
        open(document, LayerId::Destination, randomArray(DType::U8, kFive, 1));
        const auto index = [&document](int axis) { return document.shownPlane().index[axis]; };
        document.setIndex(0, 1);
        document.setIndex(2, 3);
        stroke(document, {{10.5, 10.5}}, 5, true);
        QVERIFY(document.valueAt(LayerId::Condition, 10, 10) == "true");
        document.setIndex(1, 2);
        document.setIndex(2, 0);
        QVERIFY(document.valueAt(LayerId::Condition, 10, 10) == "false");
        document.undo();
        QCOMPARE(index(0), 1);
        QCOMPARE(index(1), 0);
        QCOMPARE(index(2), 3);
        QVERIFY(document.valueAt(LayerId::Condition, 10, 10) == "false");
        document.setIndex(0, 0);
        document.redo();
        QCOMPARE(index(0), 1);
        QVERIFY(document.valueAt(LayerId::Condition, 10, 10) == "true");
        // Where a part of the change is seen, it stays.
        document.setShownAxes(0, 4);
        document.setIndex(2, 3);
        document.setIndex(3, 12);
        const session::ShownPlane across = document.shownPlane();
        document.undo();
        QVERIFY(document.shownPlane() == across);
        document.setIndex(3, 30);
        document.redo();
        QCOMPARE(index(3), 12);
        // A stroke across rows of all slices: its bits lie far apart, its row is one.
        document.setIndex(3, 7);
        stroke(document, {{30.5, 0.5}, {30.5, 1.5}}, 1, true);
        document.setIndex(3, 20);
        document.undo();
        QCOMPARE(index(3), 7);
    }

    void aSharedStrokeIsSeenEverywhere() {
        Document document;
        open(document, LayerId::Destination, randomArray(DType::U8, {3, 20, 70}, 1));
        open(document, LayerId::Condition, makeArray({20, 70}, std::vector<std::uint8_t>(1400)));
        document.setIndex(0, 1);
        stroke(document, {{10.5, 10.5}}, 5, true);
        document.setIndex(0, 2);
        QVERIFY(document.valueAt(LayerId::Condition, 10, 10) == "true");
        document.undo();
        QCOMPARE(document.shownPlane().index[0], 2);
        QVERIFY(document.valueAt(LayerId::Condition, 10, 10) == "false");
    }

    void aStrokeGoesThroughSlices() {
        Document document;
        open(document, LayerId::Destination, randomArray(DType::U8, {6, 20, 70}, 1));
        document.beginStroke();
        for (int slice = 1; slice < 4; ++slice) {
            document.setIndex(0, slice);
            document.extendStroke(paint::sweep({9.5, 9.5}, {9.5, 9.5}, 1, document.planeRect()),
                                  true);
        }
        document.commitStroke("Through");
        QCOMPARE(document.selectedCount(), 3);
        document.setIndex(0, 5);
        document.undo();
        QCOMPARE(document.shownPlane().index[0], 3);
        QCOMPARE(document.selectedCount(), 0);
        document.setIndex(0, 0);
        document.redo();
        QCOMPARE(document.shownPlane().index[0], 1);
    }

private:
    void open(Document& document, LayerId id, const array::NdArray& array) const {
        FRISKET_VERIFY(document.open(id, m_folder.write(session::key(id) + ".npy", array)));
    }

    void openCase(Document& document) const {
        QFETCH(int, index);
        const PlaneCase& each = kCases[index];
        open(document, LayerId::Destination, randomArray(DType::U8, each.destination, 1));
        open(document, LayerId::Source,
             randomArray(DType::U8, each.length == 0 ? each.destination : Shape{each.length}, 2));
        if (each.condition) {
            open(document, LayerId::Condition, randomArray(DType::Bool, *each.condition, 3));
        }
        document.setMode(each.mode);
        QVERIFY(document.canPaint());
    }

    /// One stroke, which is also done to `painted` one pixel after the other, or a step through the
    /// history.
    static void edit(Document& document, Bools& painted, Random& random) {
        if (random.chance(25)) {
            random.chance(60) ? document.undo() : document.redo();
            painted = boolsOf(*document.condition());  // tst_document_strokes knows undo
            return;
        }
        const bool value = random.chance(60);
        const auto points = randomPoints(document, 2, random);
        const auto region = paint::sweep(
            points[0], points[1], static_cast<int>(random.between(1, 9)), document.planeRect());
        const array::Layout layout = *document.broadcastLayout(LayerId::Condition);
        for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
            for (std::int64_t x = region.box().x0; x < region.box().x1; ++x) {
                if (region.at(x, y)) {
                    array::Index index = document.shownPlane().index;
                    index[document.shownPlane().axisX] = x;
                    index[document.shownPlane().axisY] = y;
                    painted[static_cast<std::size_t>(layout.at(index))] = value;
                }
            }
        }
        document.beginStroke();
        document.extendStroke(region, value);
        if (random.chance(10)) {
            document.abortStroke();
            painted = boolsOf(*document.condition());
        } else {
            document.commitStroke("Stroke");
        }
    }

    MaskFolder m_folder;
};

QTEST_MAIN(TestDocumentPlanes)
#include "tst_document_planes.moc"
