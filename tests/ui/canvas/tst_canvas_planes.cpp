// SPDX-License-Identifier: MIT
#include <cmath>

#include <QTest>

#include "core/labels/label_colours.h"
#include "tests/support/canvases.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/planes.h"

using namespace frisket;
using namespace frisket::test;
using array::Shape;
using assign::Mode;
using session::LayerId;

namespace {
const Shape kFive{2, 3, 4, 40, 50};

struct Bench {
    session::Document document;
    session::LayerStyles styles;
    session::ToolOptions options;
    ui::Canvas canvas{document, styles, options};
    Pointer pointer{canvas};

    Bench() {
        canvas.resize(430, 350);
        hideBars(canvas);
    }

    /// The same view of a canvas that has rendered nothing yet.
    QImage afresh() { return drawnAfresh(canvas, document, styles, options); }
};

struct EditCase {
    const char* name;
    Mode mode;
    Shape destination;
    std::optional<Shape> condition;
    std::int64_t length;
};

const EditCase kEdits[]{
    {"scatter", Mode::Scatter, kFive, {}, 48000},
    {"scatter, slices share", Mode::Scatter, kFive, Shape{3, 1, 40, 50}, 48000},
    {"scatter, too few at times", Mode::Scatter, {5, 40, 50}, {}, 3000},
    {"scatter, channels", Mode::Scatter, {60, 70, 3}, {}, 12600},
    {"place", Mode::Place, kFive, {}, 1009},
    {"where, one row for all", Mode::Where, kFive, Shape{1, 50}, 50},
};
}  // namespace

/// The picture of arrays of more than two axes.
class TestCanvasPlanes : public QObject {
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<Bench>(); }
    void cleanup() { m_bench.reset(); }

    void everyPlaneIsDrawn() {
        const auto values = blocks(kFive);
        open(LayerId::Destination, makeArray(kFive, values));
        open(LayerId::Condition, makeArray({3, 4, 1, 50}, stripes({3, 4, 1, 50})));
        m_bench->canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
        session::Document& document = m_bench->document;
        const labels::LabelColours colours;
        const QColor tint = m_bench->styles.style(LayerId::Condition).tint;
        Random random;
        for (int axisY = 0; axisY < 5; ++axisY) {
            for (int axisX = 0; axisX < 5; ++axisX) {
                if (axisX == axisY) {
                    continue;
                }
                document.setShownAxes(axisY, axisX);
                for (int round = 0; round < 3; ++round) {
                    randomIndices(document, random);
                    array::Index index = document.shownPlane().index;
                    showOnly(m_bench->styles, LayerId::Destination);
                    const QImage labels = drawn(m_bench->canvas);
                    showOnly(m_bench->styles, LayerId::Condition);
                    const QImage bits = drawn(m_bench->canvas);
                    for (int pixel = 0; pixel < 60; ++pixel) {
                        index[axisX] = random.between(0, kFive[axisX] - 1);
                        index[axisY] = random.between(0, kFive[axisY] - 1);
                        const auto flat =
                            static_cast<std::size_t>(array::Layout::rowMajor(kFive).at(index));
                        const labels::Rgba colour = colours.colour(values[flat]);
                        if (values[flat] != 0) {
                            QCOMPARE(colourAt(labels, index[axisX], index[axisY]),
                                     QColor(colour.r, colour.g, colour.b));
                        }
                        // The edge of the condition is drawn over its pixels.
                        const bool selected = stripe((index[1] * 4 + index[2]) * 50 + index[4]);
                        const QColor found = colourAt(bits, index[axisX], index[axisY]);
                        if (m_bench->canvas.zoom() > 4) {
                            QCOMPARE(found == tint, selected);
                        }
                    }
                    // What is on the screen is that too.
                    QCOMPARE(firstDifference(onScreen(m_bench->canvas), bits), QString());
                }
            }
        }
    }

    void editsOnRandomSlicesAreNotStale_data() { addRows(kEdits); }
    void editsOnRandomSlicesAreNotStale() {
        QFETCH(int, index);
        const EditCase& each = kEdits[index];
        open(LayerId::Destination, makeArray(each.destination, blocks(each.destination)));
        std::vector<std::uint8_t> list(static_cast<std::size_t>(each.length));
        for (std::size_t i = 0; i < list.size(); ++i) {
            list[i] = static_cast<std::uint8_t>(i / 37 % 11);
        }
        open(LayerId::Source, makeArray({each.length}, list));
        if (each.condition) {
            open(LayerId::Condition, makeArray(*each.condition, stripes(*each.condition)));
        }
        m_bench->document.setMode(each.mode);
        m_bench->canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
        Random random;
        for (int i = 0; i < 200; ++i) {
            QApplication::processEvents();  // paints all, so that there is something to be stale
            const QString what = doSomething(random);
            QString differs = firstDifference(onScreen(m_bench->canvas), drawn(m_bench->canvas));
            QVERIFY2(
                differs.isEmpty(),
                qPrintable(QString("not repainted after %1, %2: %3").arg(i).arg(what, differs)));
            m_bench->pointer.leave();
            const QImage found = drawn(m_bench->canvas);
            differs = firstDifference(found, m_bench->afresh());
            QVERIFY2(differs.isEmpty(),
                     qPrintable(QString("stale after %1, %2: %3").arg(i).arg(what, differs)));
        }
    }

    void theViewStaysFromSliceToSlice() {
        open(LayerId::Destination, makeArray(kFive, blocks(kFive)));
        m_bench->canvas.show();
        m_bench->canvas.zoomTo(3);
        m_bench->canvas.panBy({17, -9});
        const QPoint origin = m_bench->canvas.view().origin();
        m_bench->document.setIndex(1, 2);
        QCOMPARE(m_bench->canvas.zoom(), 3.0);
        QCOMPARE(m_bench->canvas.view().origin(), origin);
        m_bench->document.setShownAxes(0, 1);  // 2 x 3 pixels: a new picture
        QVERIFY(m_bench->canvas.zoom() > 8);
    }

    void altAndTheWheelStep() {
        open(LayerId::Destination, makeArray(kFive, blocks(kFive)));
        m_bench->canvas.show();
        session::Document& document = m_bench->document;
        const double zoom = m_bench->canvas.zoom();
        document.setActiveAxis(2);
        m_bench->pointer.turnWheel({50, 50}, -1, Qt::AltModifier);
        QCOMPARE(document.shownPlane().index[2], 1);
        m_bench->pointer.turnWheel({50, 50}, -2, Qt::AltModifier);
        QCOMPARE(document.shownPlane().index[2], 3);
        m_bench->pointer.turnWheel({50, 50}, 1, Qt::AltModifier);
        QCOMPARE(document.shownPlane().index[2], 2);
        for (int i = 0; i < 4; ++i) {  // a quarter of a notch each, and sideways, as Alt makes it
            QWheelEvent event(QPointF(50, 50), QPointF(50, 50), {}, QPoint(-30, 0), {},
                              Qt::AltModifier, Qt::NoScrollPhase, false);
            QApplication::sendEvent(m_bench->canvas.viewport(), &event);
            QCOMPARE(document.shownPlane().index[2], i < 3 ? 2 : 3);
        }
        QCOMPARE(m_bench->canvas.zoom(), zoom);
    }

private:
    void open(LayerId id, const array::NdArray& array) {
        FRISKET_VERIFY(
            m_bench->document.open(id, m_folder.write(session::key(id) + ".npy", array)));
    }

    static std::vector<std::uint8_t> blocks(const Shape& shape) {
        std::vector<std::uint8_t> values(
            static_cast<std::size_t>(array::elementCount(shape).value()));
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = static_cast<std::uint8_t>(i / 7 % 13);
        }
        return values;
    }

    static bool stripe(std::int64_t flat) { return flat % 11 < 5; }
    static std::vector<std::uint8_t> stripes(const Shape& shape) {
        std::vector<std::uint8_t> values(
            static_cast<std::size_t>(array::elementCount(shape).value()));
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = stripe(static_cast<std::int64_t>(i)) ? 1 : 0;
        }
        return values;
    }

    QString doSomething(Random& random) {
        Bench& bench = *m_bench;
        const auto at = [&] {
            return QPointF(static_cast<double>(random.between(0, 429)),
                           static_cast<double>(random.between(0, 349)));
        };
        switch (random.between(0, 11)) {
            case 0:
            case 1:
                bench.document.undo();
                return "undo";
            case 2:
                bench.document.redo();
                return "redo";
            case 3:
            case 4:
            case 5:
                randomPlane(bench.document, random);
                return "another plane";
            case 6:
                if (bench.document.condition()->size() < 100000) {
                    bench.document.collapseCondition(static_cast<int>(random.between(0, 2)),
                                                     condition::Reduction::Any);
                }
                return "collapse";
            case 7:
                bench.document.expandCondition(static_cast<int>(random.between(0, 2)));
                return "own condition";
            case 8:
                bench.options.setBrushSize(static_cast<int>(random.between(1, 12)));
                bench.canvas.zoomTo(std::exp2(static_cast<double>(random.between(-10, 40)) / 10));
                return "zoom";
            default:
                // The part of a stroke that goes through a slice stays there.
                bench.pointer.pressAt(at(), random.chance(70) ? Qt::LeftButton : Qt::RightButton);
                bench.pointer.moveTo(at());
                if (random.chance(30)) {
                    bench.document.stepIndex(random.between(-2, 2));
                }
                bench.pointer.moveTo(at());
                bench.pointer.release(Qt::LeftButton);
                bench.pointer.release(Qt::RightButton);
                return "stroke";
        }
    }

    /// Colour of the screen where the centre of an image pixel is.
    [[nodiscard]] QColor colourAt(const QImage& picture, std::int64_t x, std::int64_t y) const {
        return test::colourAt(picture, m_bench->canvas, x, y);
    }

    MaskFolder m_folder;
    std::unique_ptr<Bench> m_bench;
};

QTEST_MAIN(TestCanvasPlanes)
#include "tst_canvas_planes.moc"
