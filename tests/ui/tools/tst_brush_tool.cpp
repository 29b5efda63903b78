// SPDX-License-Identifier: MIT
#include <cmath>

#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/pointer.h"
#include "ui/tools/tool_manager.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;

namespace {
constexpr std::int64_t kRows = 300;
constexpr std::int64_t kColumns = 400;

using Points = std::vector<base::Point>;

/// Sets (or clears) what a round brush covers on its way through `points`.
void paintInto(Bools& mask, const Points& points, int diameter, bool value) {
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto region =
            paint::sweep(points[i == 0 ? 0 : i - 1], points[i], diameter, {0, 0, kColumns, kRows});
        for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
            for (std::int64_t x = region.box().x0; x < region.box().x1; ++x) {
                if (region.at(x, y)) {
                    mask[static_cast<std::size_t>(y * kColumns + x)] = value;
                }
            }
        }
    }
}

QString firstDifference(const Bools& found, const Bools& expected) {
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (found[i] != expected[i]) {
            return QString("pixel (%1, %2) is %3")
                .arg(i % kColumns)
                .arg(i / kColumns)
                .arg(found[i] ? "true" : "false");
        }
    }
    return {};
}
}  // namespace

class TestBrushTool : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<session::Document>();
        m_styles = std::make_unique<session::LayerStyles>();
        m_options = std::make_unique<session::ToolOptions>();
        m_canvas = std::make_unique<ui::Canvas>(*m_document, *m_styles, *m_options);
        m_pointer = std::make_unique<Pointer>(*m_canvas);
        m_canvas->resize(520, 420);
        FRISKET_VERIFY(m_document->open(
            LayerId::Destination,
            m_folder.write("d.npy", randomArray(array::DType::U8, {kRows, kColumns}, 1))));
        m_canvas->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
        m_options->setBrushSize(9);
    }
    void cleanup() {
        m_pointer.reset();
        m_canvas.reset();
    }

    void strokesPaintTheBrushRule_data() {
        QTest::addColumn<double>("zoom");
        QTest::addColumn<int>("size");
        for (const double zoom : {0.25, 1.0, 8.0, 0.7}) {
            for (const int size : {1, 2, 9, 40}) {
                QTest::addRow("zoom %g, brush %d", zoom, size) << zoom << size;
            }
        }
    }
    void strokesPaintTheBrushRule() {
        QFETCH(double, zoom);
        QFETCH(int, size);
        m_canvas->zoomTo(zoom);
        m_options->setBrushSize(size);
        Random random;
        Bools expected = condition();
        for (int i = 0; i < 6; ++i) {
            const bool erases = i % 3 == 2;
            const Points points = visiblePoints(12, random);
            m_pointer->stroke(points, erases ? Qt::RightButton : Qt::LeftButton);
            paintInto(expected, points, size, !erases);
            QVERIFY2(condition() == expected, qPrintable(firstDifference(condition(), expected)));
        }
        QVERIFY(countsAgree(*m_document));
        QVERIFY(!m_document->inStroke());
    }

    void fastStrokesHaveNoGaps() {
        m_options->setBrushSize(1);
        m_canvas->zoomTo(1);
        m_pointer->stroke({{10.5, 20.5}, {390.5, 130.5}, {11.5, 280.5}});
        const Bools painted = condition();
        // On each of the two lines, one after another of the pixels under it is set.
        for (int i = 0; i <= 4000; ++i) {
            const double part = i / 4000.0;
            const auto isSet = [&](double x, double y) {
                return painted[static_cast<std::size_t>(std::floor(y)) * kColumns +
                               static_cast<std::size_t>(std::floor(x))];
            };
            const double x = 10.5 + 380 * part;
            const double y = 20.5 + 110 * part;
            // A thin line keeps to the nearest pixel of each column: half a pixel up or down.
            QVERIFY2(isSet(x, y - 0.5) || isSet(x, y + 0.5), qPrintable(QString::number(x)));
        }
        std::vector<int> columns(kColumns, 0);
        for (std::size_t i = 0; i < painted.size(); ++i) {
            columns[i % kColumns] += painted[i] ? 1 : 0;
        }
        for (int x = 12; x <= 380; ++x) {
            QVERIFY2(columns[static_cast<std::size_t>(x)] >= 2,
                     qPrintable(QString("column %1").arg(x)));
        }
    }

    void escapeTakesTheStrokeBack() {
        Random random;
        m_pointer->stroke(visiblePoints(5, random));
        const Bools before = condition();
        const std::size_t steps = m_document->history().size();
        const Points points = visiblePoints(6, random);
        m_pointer->pressAt(m_canvas->widgetPosition(points[0]));
        for (const base::Point& point : points) {
            m_pointer->moveTo(m_canvas->widgetPosition(point));
        }
        QVERIFY(condition() != before);
        m_pointer->key(QEvent::KeyPress, Qt::Key_Escape);
        QVERIFY(condition() == before);
        m_pointer->moveTo(m_canvas->widgetPosition(points[0]));
        m_pointer->release();
        QVERIFY(condition() == before);
        QCOMPARE(m_document->history().size(), steps);
        QVERIFY(countsAgree(*m_document));
        m_pointer->stroke(points);
        QVERIFY(condition() != before);
    }

    void shiftDrawsALineFromTheLastStroke() {
        Bools expected = condition();
        m_pointer->stroke({{20.4, 30.4}}, Qt::LeftButton, Qt::ShiftModifier);
        paintInto(expected, {{20.4, 30.4}}, 9, true);
        QVERIFY2(condition() == expected, "nothing to begin at: a dab");
        m_pointer->stroke({{50.4, 60.4}, {90.4, 60.4}});
        paintInto(expected, {{50.4, 60.4}, {90.4, 60.4}}, 9, true);
        // A stroke that was taken back is not where the line begins.
        m_pointer->pressAt(m_canvas->widgetPosition({10.4, 250.4}));
        m_pointer->key(QEvent::KeyPress, Qt::Key_Escape);
        m_pointer->release();
        m_pointer->stroke({{300.4, 200.4}, {300.4, 220.4}}, Qt::LeftButton, Qt::ShiftModifier);
        paintInto(expected, {{90.4, 60.4}, {300.4, 200.4}, {300.4, 220.4}}, 9, true);
        QVERIFY2(condition() == expected, qPrintable(firstDifference(condition(), expected)));
    }

    void brushAndEraserShareTheLastPoint() {
        m_document->selectAll();
        Bools expected = condition();
        m_pointer->stroke({{50.4, 60.4}, {90.4, 60.4}}, Qt::RightButton);
        paintInto(expected, {{50.4, 60.4}, {90.4, 60.4}}, 9, false);
        m_canvas->tools().choose(ui::ToolId::Eraser);
        m_pointer->stroke({{300.4, 200.4}}, Qt::LeftButton, Qt::ShiftModifier);
        paintInto(expected, {{90.4, 60.4}, {300.4, 200.4}}, 9, false);
        QVERIFY2(condition() == expected, qPrintable(firstDifference(condition(), expected)));
        m_canvas->tools().choose(ui::ToolId::Brush);
        m_pointer->stroke({{90.4, 60.4}}, Qt::LeftButton, Qt::ShiftModifier);
        paintInto(expected, {{300.4, 200.4}, {90.4, 60.4}}, 9, true);
        QVERIFY2(condition() == expected, qPrintable(firstDifference(condition(), expected)));
    }

    void canvasesShareTheLastPoint() {
        Bools expected = condition();
        m_pointer->stroke({{50.4, 60.4}, {90.4, 60.4}});
        paintInto(expected, {{50.4, 60.4}, {90.4, 60.4}}, 9, true);
        ui::Canvas other(*m_document, *m_styles, *m_options);
        Pointer(other).stroke({{300.4, 200.4}}, Qt::LeftButton, Qt::ShiftModifier);
        paintInto(expected, {{90.4, 60.4}, {300.4, 200.4}}, 9, true);
        QVERIFY2(condition() == expected, qPrintable(firstDifference(condition(), expected)));
    }

    void anotherDestinationForgetsTheLastPoint() {
        m_pointer->stroke({{50.4, 60.4}, {90.4, 60.4}});
        FRISKET_VERIFY(m_document->open(
            LayerId::Destination,
            m_folder.write("d2.npy", randomArray(array::DType::U8, {kRows, kColumns}, 2))));
        Bools expected = condition();
        m_pointer->stroke({{300.4, 200.4}}, Qt::LeftButton, Qt::ShiftModifier);
        paintInto(expected, {{300.4, 200.4}}, 9, true);
        QVERIFY2(condition() == expected, qPrintable(firstDifference(condition(), expected)));
    }

    void everyFastClickPaints() {
        Bools expected = condition();
        m_pointer->stroke({{50.4, 60.4}});
        m_pointer->pressAgainAt(m_canvas->widgetPosition({55.4, 70.4}));
        m_pointer->moveTo(m_canvas->widgetPosition({95.4, 70.4}));
        m_pointer->release();
        paintInto(expected, {{50.4, 60.4}}, 9, true);
        paintInto(expected, {{55.4, 70.4}, {95.4, 70.4}}, 9, true);
        QVERIFY2(condition() == expected, qPrintable(firstDifference(condition(), expected)));
        QCOMPARE(m_document->history().size(), std::size_t{2});
    }

    void aLostReleaseEndsTheStrokeWhereItWas_data() {
        QTest::addColumn<bool>("pressesAgain");
        QTest::newRow("then moves") << false;
        QTest::newRow("then presses") << true;
    }
    void aLostReleaseEndsTheStrokeWhereItWas() {
        QFETCH(bool, pressesAgain);
        Bools expected = condition();
        m_pointer->pressAt(m_canvas->widgetPosition({50.4, 60.4}));
        m_pointer->moveTo(m_canvas->widgetPosition({90.4, 60.4}));
        m_pointer->loseRelease();
        paintInto(expected, {{50.4, 60.4}, {90.4, 60.4}}, 9, true);
        if (pressesAgain) {
            m_pointer->stroke({{200.4, 160.4}});
            paintInto(expected, {{200.4, 160.4}}, 9, true);
        } else {
            m_pointer->moveTo(m_canvas->widgetPosition({200.4, 160.4}));
            m_pointer->moveTo(m_canvas->widgetPosition({250.4, 160.4}));
        }
        QVERIFY2(condition() == expected, qPrintable(firstDifference(condition(), expected)));
        QVERIFY(!m_document->inStroke());
    }

    void thumbButtonsDoNotPaint() {
        const Bools before = condition();
        for (const Qt::MouseButton button : {Qt::BackButton, Qt::ForwardButton, Qt::TaskButton}) {
            m_pointer->stroke({{50.4, 60.4}, {90.4, 60.4}}, button);
        }
        QVERIFY(condition() == before);
        QVERIFY(!m_document->canUndo());
    }

    void buttonsOfThePenDoNotEndItsStroke() {
        Bools expected = condition();
        const auto at = [this](double x) { return m_canvas->widgetPosition({x, 60.4}); };
        const Qt::MouseButtons both = Qt::LeftButton | Qt::RightButton;
        m_pointer->pen(QEvent::TabletPress, at(50.4), Qt::LeftButton, Qt::LeftButton);
        m_pointer->pen(QEvent::TabletPress, at(60.4), Qt::RightButton, both);
        m_pointer->pen(QEvent::TabletRelease, at(60.4), Qt::RightButton, Qt::LeftButton);
        m_pointer->pen(QEvent::TabletMove, at(90.4), Qt::NoButton, Qt::LeftButton);
        m_pointer->pen(QEvent::TabletRelease, at(90.4), Qt::LeftButton, {});
        m_pointer->pen(QEvent::TabletMove, at(150.4), Qt::NoButton, {});
        paintInto(expected, {{50.4, 60.4}, {90.4, 60.4}}, 9, true);
        QVERIFY2(condition() == expected, qPrintable(firstDifference(condition(), expected)));
        QCOMPARE(m_document->history().size(), std::size_t{1});
    }

    void theBrushKeepsItsSizeInAStroke() {
        Bools expected = condition();
        m_pointer->pressAt(m_canvas->widgetPosition({50.4, 60.4}));
        m_options->setBrushSize(30);
        m_pointer->moveTo(m_canvas->widgetPosition({90.4, 60.4}));
        m_pointer->release();
        paintInto(expected, {{50.4, 60.4}, {90.4, 60.4}}, 9, true);
        QVERIFY(condition() == expected);
    }

    void theEraserErases() {
        m_document->selectAll();
        Bools expected = condition();
        m_canvas->tools().choose(ui::ToolId::Eraser);
        for (const Qt::MouseButton button : {Qt::LeftButton, Qt::RightButton}) {
            const Points points{{50.4, 60.4 + button * 40}, {90.4, 70.4 + button * 40}};
            m_pointer->stroke(points, button);
            paintInto(expected, points, 9, false);
        }
        QVERIFY2(condition() == expected, qPrintable(firstDifference(condition(), expected)));
    }

    void choosingAToolTakesTheStrokeBack() {
        const Bools before = condition();
        m_pointer->pressAt(m_canvas->widgetPosition({50.4, 60.4}));
        m_pointer->moveTo(m_canvas->widgetPosition({90.4, 60.4}));
        m_canvas->tools().choose(ui::ToolId::Hand);
        QVERIFY(!m_document->inStroke());
        m_pointer->moveTo(m_canvas->widgetPosition({150.4, 60.4}));
        m_pointer->release();
        QVERIFY(condition() == before);
    }

    void otherButtonsDoNotInterrupt() {
        Bools expected = condition();
        m_pointer->pressAt(m_canvas->widgetPosition({50.4, 60.4}));
        m_pointer->pressAt(m_canvas->widgetPosition({60.4, 60.4}), Qt::RightButton);
        m_pointer->release(Qt::RightButton);
        m_pointer->moveTo(m_canvas->widgetPosition({90.4, 60.4}));
        m_pointer->release();
        paintInto(expected, {{50.4, 60.4}, {90.4, 60.4}}, 9, true);
        QVERIFY2(condition() == expected, qPrintable(firstDifference(condition(), expected)));
        QVERIFY(!m_document->inStroke());
    }

    void paintingStartsOutsideTheImage() {
        Bools expected = condition();
        const Points points{{-30.4, -20.4}, {100.4, 150.4}, {kColumns + 50.4, 90.4}};
        m_pointer->stroke(points);
        paintInto(expected, points, 9, true);
        QVERIFY2(condition() == expected, qPrintable(firstDifference(condition(), expected)));
    }

    void nothingIsPaintedWhereTheConditionDoesNotFit() {
        FRISKET_VERIFY(
            m_document->open(LayerId::Condition,
                             m_folder.write("c.npy", randomArray(array::DType::Bool, {7, 7}, 1))));
        const Bools before = condition();
        m_pointer->stroke({{50.4, 60.4}, {90.4, 60.4}});
        QVERIFY(condition() == before);
        QVERIFY(!m_document->canUndo());
    }

private:
    [[nodiscard]] Bools condition() const { return boolsOf(*m_document->condition()); }

    /// Places of the image that the window shows, away from where the brush would snap either way.
    [[nodiscard]] Points visiblePoints(int count, Random& random) const {
        const ui::ViewTransform& view = m_canvas->view();
        const QSizeF size = QSizeF(m_canvas->viewport()->size()) * m_canvas->devicePixelRatioF();
        const base::Point low = view.toImage({0, 0});
        const base::Point high = view.toImage({size.width(), size.height()});
        Points points;
        for (int i = 0; i < count; ++i) {
            points.push_back(
                {static_cast<double>(random.between(static_cast<std::int64_t>(low.x),
                                                    static_cast<std::int64_t>(high.x))) +
                     0.3,
                 static_cast<double>(random.between(static_cast<std::int64_t>(low.y),
                                                    static_cast<std::int64_t>(high.y))) +
                     0.3});
        }
        return points;
    }

    MaskFolder m_folder;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<session::LayerStyles> m_styles;
    std::unique_ptr<session::ToolOptions> m_options;
    std::unique_ptr<ui::Canvas> m_canvas;
    std::unique_ptr<Pointer> m_pointer;
};

QTEST_MAIN(TestBrushTool)
#include "tst_brush_tool.moc"
