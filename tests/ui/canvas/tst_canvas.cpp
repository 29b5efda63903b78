// SPDX-License-Identifier: MIT
#include <cmath>

#include <QTest>

#include "core/labels/label_colours.h"
#include "tests/support/canvases.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"

using namespace frisket;
using namespace frisket::test;
using session::ColourChoice;
using session::LayerId;

namespace {
constexpr std::int64_t kRows = 300;
constexpr std::int64_t kColumns = 400;

struct Bench {
    session::Document document;
    session::LayerStyles styles;
    session::ToolOptions options;
    ui::Canvas canvas{document, styles, options};
    Pointer pointer{canvas};

    Bench() {
        canvas.resize(520, 420);
        hideBars(canvas);
    }
    /// The same view of a canvas that has rendered nothing yet.
    QImage afresh() { return drawnAfresh(canvas, document, styles, options); }
};
}  // namespace

class TestCanvas : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<Bench>();
        open(LayerId::Backdrop, m_folder.writePhoto("photo.png", kColumns, kRows));
        open(LayerId::Destination, m_folder.write("d.npy", blocks(3, 17)));
        open(LayerId::Source, m_folder.write("s.npy", blocks(5, 23)));
        m_bench->canvas.show();
        QVERIFY(QTest::qWaitForWindowExposed(&m_bench->canvas));
    }

    void nothingStaleIsShown_data() {
        QTest::addColumn<bool>("contours");
        QTest::addColumn<int>("colours");
        QTest::newRow("filled labels") << false << static_cast<int>(ColourChoice::Labels);
        QTest::newRow("contours") << true << static_cast<int>(ColourChoice::Labels);
        QTest::newRow("viridis") << false << static_cast<int>(ColourChoice::Viridis);
    }
    void nothingStaleIsShown() {
        QFETCH(bool, contours);
        QFETCH(int, colours);
        for (const LayerId id : {LayerId::Source, LayerId::Result, LayerId::Condition}) {
            session::LayerStyle style = m_bench->styles.style(id);
            style.draw = contours ? session::Draw::Contour : session::Draw::Fill;
            style.colours = static_cast<ColourChoice>(colours);
            m_bench->styles.setStyle(id, style);
        }
        Random random;
        for (int i = 0; i < 200; ++i) {
            const QString what = doSomething(random);
            if (i % 10 == 9) {
                // What a person sees is what would be drawn, and that is what a new canvas draws.
                QString differs =
                    test::firstDifference(onScreen(m_bench->canvas), drawn(m_bench->canvas));
                QVERIFY2(differs.isEmpty(),
                         qPrintable(
                             QString("not repainted after %1, %2: %3").arg(i).arg(what, differs)));
                m_bench->pointer.leave();
                const QImage found = drawn(m_bench->canvas);
                differs = test::firstDifference(found, m_bench->afresh());
                QVERIFY2(differs.isEmpty(),
                         qPrintable(QString("stale after %1, %2: %3").arg(i).arg(what, differs)));
            }
        }
    }

    void modesThatCountAreNotStale_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("length");
        const int all = static_cast<int>(kRows * kColumns);
        QTest::newRow("scatter") << static_cast<int>(assign::Mode::Scatter) << all;
        QTest::newRow("scatter, too few at times")
            << static_cast<int>(assign::Mode::Scatter) << all / 4;
        QTest::newRow("place") << static_cast<int>(assign::Mode::Place) << 1009;
        QTest::newRow("putmask") << static_cast<int>(assign::Mode::Putmask) << 1009;
    }
    /// In these an edit changes pixels far away from it.
    void modesThatCountAreNotStale() {
        QFETCH(int, mode);
        QFETCH(int, length);
        std::vector<std::uint8_t> values(static_cast<std::size_t>(length));
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = static_cast<std::uint8_t>(i / 37 % 11);
        }
        open(LayerId::Source, m_folder.write<std::uint8_t>("list.npy", {length}, values));
        m_bench->document.setMode(static_cast<assign::Mode>(mode));
        Random random;
        for (int i = 0; i < 100; ++i) {
            const QString what = doSomething(random);
            QString differs =
                test::firstDifference(onScreen(m_bench->canvas), drawn(m_bench->canvas));
            QVERIFY2(
                differs.isEmpty(),
                qPrintable(QString("not repainted after %1, %2: %3").arg(i).arg(what, differs)));
            if (i % 4 == 3) {
                m_bench->pointer.leave();
                const QImage found = drawn(m_bench->canvas);
                differs = test::firstDifference(found, m_bench->afresh());
                QVERIFY2(differs.isEmpty(),
                         qPrintable(QString("stale after %1, %2: %3").arg(i).arg(what, differs)));
            }
        }
    }

    void anEditOutOfSightIsSeen() {
        open(LayerId::Source,
             m_folder.write("list.npy", randomArray(array::DType::U8, {kRows * kColumns}, 5)));
        m_bench->document.setMode(assign::Mode::Scatter);
        m_bench->canvas.zoomTo(16);
        session::Document& document = m_bench->document;
        stroke(document, {{200.5, 150.5}}, 9, true);
        const QImage before = drawn(m_bench->canvas);
        stroke(document, {{3.5, 3.5}}, 1, true);
        QVERIFY(!test::firstDifference(before, drawn(m_bench->canvas)).isEmpty());
        document.undo();
        QCOMPARE(test::firstDifference(before, drawn(m_bench->canvas)), QString());
    }

    void theScreenFollowsEveryStep() {
        Random random;
        for (int i = 0; i < 120; ++i) {
            const QString what = doSomething(random);
            const QString differs =
                test::firstDifference(onScreen(m_bench->canvas), drawn(m_bench->canvas));
            QVERIFY2(differs.isEmpty(), qPrintable(QString("after %1, %2 at zoom %3: %4")
                                                       .arg(i)
                                                       .arg(what)
                                                       .arg(m_bench->canvas.zoom())
                                                       .arg(differs)));
        }
    }

    void hiddenLayersShowThrough() {
        for (const LayerId id : session::kAllLayers) {
            session::LayerStyle style = m_bench->styles.style(id);
            style.visible = false;
            m_bench->styles.setStyle(id, style);
        }
        m_bench->document.selectAll();
        m_bench->canvas.zoomTo(1);
        const QImage empty = drawn(m_bench->canvas);
        QCOMPARE(colourAt(empty, 225, 150), QColor(0x2a, 0x2c, 0x30));
        QCOMPARE(colourAt(empty, 3, 290), QColor(0x2a, 0x2c, 0x30));
        show(LayerId::Backdrop, 1.0);
        QCOMPARE(colourAt(drawn(m_bench->canvas), 225, 150),
                 QColor(m_bench->document.backdrop().pixel(225, 150)));
        show(LayerId::Destination, 1.0);
        const QColor destination = colourAt(drawn(m_bench->canvas), 225, 150);
        QCOMPARE(destination, labelColour(LayerId::Destination, 225, 150));
        show(LayerId::Result, 1.0);
        QCOMPARE(colourAt(drawn(m_bench->canvas), 225, 150),
                 labelColour(LayerId::Source, 225, 150));
        m_bench->document.clearCondition();
        QCOMPARE(colourAt(drawn(m_bench->canvas), 225, 150), destination);
        show(LayerId::Condition, 1.0);
        QCOMPARE(colourAt(drawn(m_bench->canvas), 225, 150), destination);
        m_bench->document.selectAll();
        QCOMPARE(colourAt(drawn(m_bench->canvas), 225, 150),
                 m_bench->styles.style(LayerId::Condition).tint);
    }

    void contoursLieOnTheEdgesOnly() {
        for (const LayerId id : session::kAllLayers) {
            session::LayerStyle style = m_bench->styles.style(id);
            style.visible = false;
            style.draw = session::Draw::Contour;
            style.solidContour = true;
            style.contourWidth = 2;
            m_bench->styles.setStyle(id, style);
        }
        m_bench->canvas.zoomTo(1);
        show(LayerId::Destination, 1.0);
        const QImage picture = drawn(m_bench->canvas);
        const QColor ground(0x2a, 0x2c, 0x30);
        for (int y = 5; y < 295; y += 3) {
            for (int x = 5; x < 395; x += 3) {
                if (labelAt(x, y) == 0) {
                    continue;  // background has no contour
                }
                // The octagon of two steps, in device pixels.
                const int width =
                    static_cast<int>(std::lround(2 * m_bench->canvas.devicePixelRatioF()));
                bool edge = false;
                for (int dy = -width; dy <= width; ++dy) {
                    for (int dx = -width; dx <= width; ++dx) {
                        edge = edge || (std::abs(dx) + std::abs(dy) <= width + width / 2 &&
                                        labelAt(x + dx, y + dy) != labelAt(x, y));
                    }
                }
                const QColor found = colourAt(picture, x, y);
                QVERIFY2(
                    found == (edge ? labelColour(LayerId::Destination, x, y) : ground),
                    qPrintable(QString("pixel (%1, %2) is %3").arg(x).arg(y).arg(found.name())));
            }
        }
    }

    void eachPixelIsWhereTheViewSaysAtAnyZoom() {
        showOnly(m_bench->styles, LayerId::Destination);
        for (const double zoom : {1.0, 2.0, 8.0, 3.7, 1.3}) {
            m_bench->canvas.zoomTo(zoom);
            m_bench->canvas.panBy({-31, 17});
            const QImage picture = drawn(m_bench->canvas);
            for (int y = 0; y < picture.height(); y += 7) {
                for (int x = 0; x < picture.width(); x += 7) {
                    const base::Point place = m_bench->canvas.view().toImage({x + 0.5, y + 0.5});
                    const int column = static_cast<int>(std::floor(place.x));
                    const int row = static_cast<int>(std::floor(place.y));
                    if (!m_bench->document.planeRect().contains(column, row) ||
                        labelAt(column, row) == 0) {
                        continue;
                    }
                    QVERIFY2(QColor(picture.pixel(x, y)) ==
                                 labelColour(LayerId::Destination, column, row),
                             qPrintable(QString("zoom %1, (%2, %3)").arg(zoom).arg(x).arg(y)));
                }
            }
        }
    }

    void oddDocumentsAreDrawn_data() {
        QTest::addColumn<QList<qint64>>("shape");
        QTest::newRow("0-d") << QList<qint64>{};
        QTest::newRow("1-d") << QList<qint64>{500};
        QTest::newRow("3-d") << QList<qint64>{3, 40, 50};
        QTest::newRow("empty") << QList<qint64>{0, 40, 50};
        QTest::newRow("long") << QList<qint64>{1, 100000};
    }
    void oddDocumentsAreDrawn() {
        QFETCH(QList<qint64>, shape);
        array::Shape dims;
        for (const qint64 size : shape) {
            dims.append(size);
        }
        open(LayerId::Destination,
             m_folder.write("odd.npy", randomArray(array::DType::F32, dims, 1)));
        Random random;
        for (int i = 0; i < 40; ++i) {
            doSomething(random);
            m_bench->pointer.leave();
            const QString differs =
                test::firstDifference(drawn(m_bench->canvas), m_bench->afresh());
            QVERIFY2(differs.isEmpty(), qPrintable(differs));
        }
        m_bench->canvas.zoomFit();
        QVERIFY(countsAgree(m_bench->document));
    }

private:
    void open(LayerId id, const QString& path) { FRISKET_VERIFY(m_bench->document.open(id, path)); }

    /// Rectangles of labels 0..`labels` - 1, `side` pixels each way.
    static array::NdArray blocks(int labels, int side) {
        std::vector<std::uint8_t> values(static_cast<std::size_t>(kRows * kColumns));
        for (std::size_t i = 0; i < values.size(); ++i) {
            const int x = static_cast<int>(i) % static_cast<int>(kColumns);
            const int y = static_cast<int>(i) / static_cast<int>(kColumns);
            values[i] = static_cast<std::uint8_t>((x / side + 2 * (y / side)) % labels);
        }
        return makeArray({kRows, kColumns}, values);
    }

    /// One thing that a person may do; returns what it was.
    QString doSomething(Random& random) {
        Bench& bench = *m_bench;
        const auto at = [&] {
            return QPointF(static_cast<double>(random.between(0, 519)),
                           static_cast<double>(random.between(0, 419)));
        };
        switch (random.between(0, 15)) {
            case 0:
                bench.document.undo();
                return "undo";
            case 1:
                bench.document.redo();
                return "redo";
            case 2:
                // Refused where no plan is: then nothing changes.
                return bench.document.apply() ? "apply" : "refused apply";
            case 3:
                bench.document.invertCondition();
                return "invert";
            case 4:
                bench.canvas.panBy({static_cast<int>(random.between(-90, 90)),
                                    static_cast<int>(random.between(-90, 90))});
                return "pan";
            case 5:
                bench.pointer.turnWheel(at(), random.chance(50) ? 1 : -1);
                return "wheel";
            case 6:
                bench.canvas.zoomTo(std::exp2(static_cast<double>(random.between(-40, 40)) / 10));
                return "zoom";
            case 7:
                bench.canvas.zoomFit();
                return "fit";
            case 8:
                bench.pointer.moveTo(at());
                return "move";
            case 9:
                bench.options.setBrushSize(static_cast<int>(random.between(1, 60)));
                return "brush size";
            case 10:
                bench.pointer.pressAt(at());
                bench.pointer.moveTo(at());
                bench.canvas.cancelStroke();
                bench.pointer.release();
                return "cancelled stroke";
            default:
                bench.pointer.pressAt(at(), random.chance(70) ? Qt::LeftButton : Qt::RightButton);
                bench.pointer.moveTo(at());
                bench.pointer.moveTo(at());
                bench.pointer.release(Qt::LeftButton);
                bench.pointer.release(Qt::RightButton);
                return "stroke";
        }
    }

    void show(LayerId id, double opacity) {
        session::LayerStyle style = m_bench->styles.style(id);
        style.visible = true;
        style.opacity = opacity;
        style.draw = id == LayerId::Condition ? session::Draw::Fill : style.draw;
        m_bench->styles.setStyle(id, style);
    }

    /// Colour of the screen where the centre of an image pixel is.
    [[nodiscard]] QColor colourAt(const QImage& picture, int x, int y) const {
        return test::colourAt(picture, m_bench->canvas, x, y);
    }

    [[nodiscard]] int labelAt(int x, int y, LayerId id = LayerId::Destination) const {
        return m_bench->document.valueAt(id, x, y).value_or("-1").toInt();
    }

    [[nodiscard]] QColor labelColour(LayerId id, int x, int y) const {
        const labels::Rgba colour = labels::LabelColours().colour(labelAt(x, y, id));
        return {colour.r, colour.g, colour.b};
    }

    MaskFolder m_folder;
    std::unique_ptr<Bench> m_bench;
};

QTEST_MAIN(TestCanvas)
#include "tst_canvas.moc"
