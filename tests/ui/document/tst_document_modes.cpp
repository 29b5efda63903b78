// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/window.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using assign::Mode;
using session::Document;
using session::LayerId;

namespace {
struct ModeCase {
    const char* name;
    Mode mode;
    array::Shape destination;
    array::Shape source;
    std::optional<array::Shape> condition;  ///< of a file; else it is painted
};

const ModeCase kCases[]{
    {"where", Mode::Where, {40, 130}, {40, 130}, {}},
    {"where, a row for all", Mode::Where, {40, 130}, {130}, array::Shape{40, 1}},
    {"fill", Mode::Fill, {40, 130}, {}, {}},
    {"index, one value", Mode::Index, {40, 130}, {1}, {}},
    {"index, as many as are selected at times", Mode::Index, {1, 9}, {4}, {}},
    {"index, rows", Mode::Index, {6, 70}, {3, 70}, array::Shape{6}},
    {"index, one row for all", Mode::Index, {40, 40}, {40}, array::Shape{40}},
    {"scatter", Mode::Scatter, {40, 130}, {5200}, {}},
    {"scatter, same shape", Mode::Scatter, {40, 130}, {40, 130}, {}},
    {"scatter, too few at times", Mode::Scatter, {40, 130}, {2, 700}, {}},
    {"scatter, several blocks", Mode::Scatter, {130, 200}, {26000}, {}},
    {"scatter, a column for all", Mode::Scatter, {40, 130}, {5200}, array::Shape{40, 1}},
    {"scatter, a row for all", Mode::Scatter, {40, 130}, {5200}, array::Shape{130}},
    {"scatter, planes", Mode::Scatter, {3, 20, 70}, {4200}, array::Shape{20, 70}},
    {"scatter, own planes", Mode::Scatter, {3, 20, 70}, {4200}, {}},
    {"scatter, channels", Mode::Scatter, {40, 70, 3}, {8400}, array::Shape{40, 70, 1}},
    {"scatter, 1-d", Mode::Scatter, {5000}, {5000}, {}},
    {"scatter, 0-d", Mode::Scatter, {}, {1}, {}},
    {"scatter, no elements", Mode::Scatter, {0, 5}, {5}, array::Shape{1, 5}},
    {"place", Mode::Place, {40, 130}, {7}, {}},
    {"place, a flat condition", Mode::Place, {40, 130}, {3, 5}, array::Shape{5200}},
    {"place, an empty source", Mode::Place, {4, 13}, {0}, {}},
    {"place, planes", Mode::Place, {3, 20, 70}, {999}, {}},
    {"putmask", Mode::Putmask, {40, 130}, {7}, {}},
    {"putmask, a condition of another shape",
     Mode::Putmask,
     {40, 130},
     {900},
     array::Shape{130, 40}},
    {"putmask, an empty source", Mode::Putmask, {40, 130}, {0}, {}},
};

/// The shown plane of the live result: all of it in one window.
QByteArray livePlane(const Document& document) {
    const std::int64_t size = array::itemSize(document.dtype(LayerId::Destination));
    const QByteArray whole = document.plan() == nullptr ? destinationBytes(document) : QByteArray();
    QByteArray plane(document.planeWidth() * document.planeHeight() * size, '\0');
    if (document.plan() == nullptr) {
        return shownPlaneOf(document, whole);
    }
    assign::evaluateWindow(*document.plan(), document.inputs(), *document.destination(),
                           document.window(document.planeRect(), 1),
                           reinterpret_cast<std::byte*>(plane.data()));
    return plane;
}
}  // namespace

class TestDocumentModes : public QObject {
    Q_OBJECT

private slots:
    void windowsAreTheReferenceWhilePainting_data() { addRows(kCases); }
    void windowsAreTheReferenceWhilePainting() {
        Document document;
        openCase(document);
        Random random;
        base::Area announced;
        connect(&document, &Document::pixelsChanged, this,
                [&](const base::Area& area) { announced.add(area); });
        QByteArray seen = livePlane(document);
        for (int i = 0; i < 100; ++i) {
            edit(document, random);
            QVERIFY(countsAgree(document));
            QCOMPARE(document.plan() != nullptr, shouldWork(document));
            const QByteArray expected =
                document.plan() == nullptr ? destinationBytes(document) : referenceResult(document);
            const QByteArray now = livePlane(document);
            QVERIFY2(now == shownPlaneOf(document, expected),
                     qPrintable(QString("edit %1").arg(i)));
            compareWindow(document, shownPlaneOf(document, expected), random);
            // Elements that are not shown are counted too.
            if (const assign::RankIndex* ranks = document.inputs().ranks) {
                QCOMPARE(ranks->total(), document.selectedElements());
            }
            // What is drawn again holds all that looks otherwise.
            const std::int64_t size = array::itemSize(document.dtype(LayerId::Destination));
            for (qsizetype at = 0; at < now.size(); ++at) {
                if (now[at] != seen[at]) {
                    const std::int64_t pixel = at / size;
                    QVERIFY2(announced.contains(pixel % document.planeWidth(),
                                                pixel / document.planeWidth()),
                             qPrintable(QString("edit %1, pixel %2").arg(i).arg(pixel)));
                }
            }
            seen = now;
            announced = {};
        }
        if (document.inStroke()) {
            document.abortStroke();
        }
        while (document.canUndo()) {
            document.undo();
            QCOMPARE(document.plan() != nullptr, shouldWork(document));
            const QByteArray expected =
                document.plan() == nullptr ? destinationBytes(document) : referenceResult(document);
            const QByteArray now = livePlane(document);
            QVERIFY(now == shownPlaneOf(document, expected));
        }
    }

    void appliesUndoesAndExports_data() { addRows(kCases); }
    void appliesUndoesAndExports() {
        Document document;
        openCase(document);
        Random random;
        for (int i = 0; i < 12; ++i) {
            if (document.canPaint()) {
                stroke(document, randomPoints(document, 3, random), 5, random.chance(70));
            }
            const QByteArray before = destinationBytes(document);
            const QString path = m_folder.path("result.npy");
            if (document.plan() == nullptr) {
                QVERIFY(!hasUnapplied(document));
                QVERIFY(!document.apply());
                QVERIFY(!document.exportLayer(LayerId::Result, path));
                QCOMPARE(destinationBytes(document), before);
                continue;
            }
            const QByteArray expected = referenceResult(document);
            QCOMPARE(hasUnapplied(document), expected != before);
            FRISKET_VERIFY(document.exportLayer(LayerId::Result, path));
            QCOMPARE(test::valuesOf(readArray(path)), expected);
            FRISKET_VERIFY(document.apply());
            QCOMPARE(destinationBytes(document), expected);
            QVERIFY(!hasUnapplied(document));
            for (int round = 0; round < 2 && expected != before; ++round) {
                document.undo();
                QCOMPARE(destinationBytes(document), before);
                document.redo();
                QCOMPARE(destinationBytes(document), expected);
            }
        }
    }

private:
    void openCase(Document& document) const {
        QFETCH(int, index);
        const ModeCase& which = kCases[index];
        document.setMode(which.mode);
        document.setValueText("3");
        document.setCasting(assign::Casting::Unsafe);
        FRISKET_VERIFY(
            document.open(LayerId::Destination,
                          m_folder.write("d.npy", randomArray(DType::U16, which.destination, 11))));
        FRISKET_VERIFY(document.open(
            LayerId::Source, m_folder.write("s.npy", randomArray(DType::I32, which.source, 12))));
        if (which.condition) {
            FRISKET_VERIFY(document.open(
                LayerId::Condition,
                m_folder.write("c.npy", randomArray(DType::Bool, *which.condition, 13))));
        }
        QCOMPARE(document.canPaint(), document.destination()->count() > 0);
        QCOMPARE(document.plan() != nullptr, shouldWork(document));
    }

    /// By the rules of the modes; all shapes of the cases fit but for the number of elements.
    static bool shouldWork(const Document& document) {
        const std::int64_t selected = document.condition()->count();
        const std::int64_t size = document.condition()->size();
        const std::int64_t length = document.source()->count();
        switch (document.mode()) {
            case Mode::Index: {
                const array::Shape& shape = document.source()->shape();
                const bool rows = document.condition()->shape().rank() ==
                                      document.destination()->shape().rank() ||
                                  shape.rank() > 1;
                return !rows || shape[0] == 1 || shape[0] == selected;
            }
            case Mode::Scatter:
                return selected * (size == 0 ? 0 : document.destination()->count() / size) <=
                       length;
            case Mode::Place:
                return selected == 0 || length > 0;
            default:
                return true;
        }
    }

    static void compareWindow(const Document& document, const QByteArray& expected,
                              Random& random) {
        if (document.plan() == nullptr || document.planeRect().empty()) {
            return;
        }
        const std::int64_t step = random.between(1, 4);
        const std::int64_t columns = (document.planeWidth() + step - 1) / step;
        const std::int64_t rows = (document.planeHeight() + step - 1) / step;
        base::Rect samples;
        samples.x0 = random.between(0, columns - 1);
        samples.x1 = random.between(samples.x0 + 1, columns);
        samples.y0 = random.between(0, rows - 1);
        samples.y1 = random.between(samples.y0 + 1, rows);
        const std::int64_t size = array::itemSize(document.dtype(LayerId::Destination));
        QByteArray window(samples.width() * samples.height() * size, '\0');
        assign::evaluateWindow(*document.plan(), document.inputs(), *document.destination(),
                               document.window(samples, step),
                               reinterpret_cast<std::byte*>(window.data()));
        for (std::int64_t y = samples.y0; y < samples.y1; ++y) {
            for (std::int64_t x = samples.x0; x < samples.x1; ++x) {
                const std::int64_t from =
                    ((y - samples.y0) * samples.width() + x - samples.x0) * size;
                const std::int64_t pixel = (y * document.planeWidth() + x) * step * size;
                QVERIFY2(window.mid(from, size) == expected.mid(pixel, size),
                         qPrintable(QString("sample %1, %2 of every %3").arg(x).arg(y).arg(step)));
            }
        }
    }

    /// One thing that a person may do; a stroke may stay open for the next.
    static void edit(Document& document, Random& random) {
        if (document.inStroke()) {
            switch (random.between(0, 3)) {
                case 0:
                    return document.commitStroke("Stroke");
                case 1:
                    return document.abortStroke();
                default: {
                    const auto points = randomPoints(document, 2, random);
                    return document.extendStroke(
                        paint::sweep(points[0], points[1], 5, document.planeRect()),
                        random.chance(50));
                }
            }
        }
        switch (random.between(0, 11)) {
            case 0:
                return document.clearCondition();
            case 1:
                return document.selectAll();
            case 2:
                return document.invertCondition();
            case 3:
            case 4:
                return document.undo();
            case 5:
                return document.redo();
            case 6:
                QCOMPARE(document.apply().has_value(), document.plan() != nullptr);
                return;
            default:
                if (document.canPaint()) {
                    stroke(document, randomPoints(document, 3, random), 3, random.chance(60),
                           QString());
                }
        }
    }

    MaskFolder m_folder;
};

QTEST_MAIN(TestDocumentModes)
#include "tst_document_modes.moc"
