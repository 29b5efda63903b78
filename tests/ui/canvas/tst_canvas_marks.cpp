// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/pointer.h"
#include "ui/tools/profile_tool.h"
#include "ui/tools/tool_manager.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using session::MeasuredLine;
using ui::CanvasMarks;

namespace {
/// The first pixel of which a channel differs by more than kRounding: a soft line that is drawn in
/// parts may round otherwise.
constexpr int kRounding = 16;

QString difference(const QImage& one, const QImage& other) {
    if (one.size() != other.size()) {
        return "sizes";
    }
    for (int y = 0; y < one.height(); ++y) {
        for (int x = 0; x < one.width(); ++x) {
            const QRgb a = one.pixel(x, y);
            const QRgb b = other.pixel(x, y);
            const int most = std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)),
                                       std::abs(qBlue(a) - qBlue(b))});
            if (most > kRounding) {
                return QString("pixel (%1, %2) by %3").arg(x).arg(y).arg(most);
            }
        }
    }
    return {};
}
}  // namespace

/// What is drawn over the canvas, the tool that draws lines, and the ways to a place.
class TestCanvasMarks : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<session::Document>();
        m_styles = std::make_unique<session::LayerStyles>();
        m_options = std::make_unique<session::ToolOptions>();
        m_canvas = std::make_unique<ui::Canvas>(*m_document, *m_styles, *m_options);
        const QString path = m_folder.write("d.npy", randomArray(array::DType::U8, {300, 400}, 1));
        QVERIFY(m_document->open(LayerId::Destination, path).has_value());
        m_canvas->resize(800, 600);
        m_canvas->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
    }
    void cleanup() { m_canvas.reset(); }

    void marksAreRepaintedWhereTheyWere_data() {
        QTest::addColumn<int>("which");
        QTest::newRow("line") << 0;
        QTest::newRow("diagonal") << 1;
        QTest::newRow("pin") << 2;
        QTest::newRow("profile spot") << 3;
        QTest::newRow("ring") << 4;
        QTest::newRow("frame") << 5;
        QTest::newRow("frame around all") << 6;
        QTest::newRow("line beyond the view") << 7;
    }

    void marksAreRepaintedWhereTheyWere() {
        QFETCH(int, which);
        const QImage before = settled();
        CanvasMarks& marks = m_canvas->marks();
        const auto set = [&](bool on) {
            const auto line = [&](base::Point from, base::Point to) {
                m_options->setLine(on ? std::optional(MeasuredLine{from, to}) : std::nullopt);
            };
            const auto spot = [&](CanvasMarks::Spot which_) {
                marks.setSpot(which_, on ? std::optional(base::Point{50.5, 60.5}) : std::nullopt);
            };
            switch (which) {
                case 0:
                    return line({20.5, 30.5}, {200.5, 30.5});
                case 1:
                    return line({20.5, 30.5}, {380.5, 290.5});
                case 2:
                    return spot(CanvasMarks::Spot::Pin);
                case 3:
                    return spot(CanvasMarks::Spot::Profile);
                case 4:
                    return on ? marks.flash(base::Point{100.5, 100.5}) : marks.endFlash();
                case 5:
                    return on ? marks.flash(base::Rect{100, 50, 180, 90}) : marks.endFlash();
                case 6:
                    return on ? marks.flash(base::Rect{0, 0, 400, 300}) : marks.endFlash();
                default:
                    return line({-5000.5, 30.5}, {9000.5, 290.5});
            }
        };
        set(true);
        const QImage with = settled();
        QVERIFY(firstDifference(before, with) != QString());
        const QImage whole = drawn(*m_canvas);
        QCOMPARE(difference(with, whole), QString());
        set(false);
        QCOMPARE(firstDifference(settled(), before), QString());
    }

    void marksFollowTheView() {
        m_canvas->marks().setSpot(CanvasMarks::Spot::Pin, base::Point{200.5, 150.5});
        m_options->setLine(MeasuredLine{{10.5, 10.5}, {390.5, 200.5}});
        (void)settled();
        m_canvas->zoomTo(4);
        const QImage zoomed = settled();
        QCOMPARE(difference(zoomed, drawn(*m_canvas)), QString());
        m_canvas->panBy({31, -17});
        const QImage moved = settled();
        QCOMPARE(difference(moved, drawn(*m_canvas)), QString());
    }

    void marksLieOnTheirPixelsInTurnedViews_data() {
        QTest::addColumn<int>("quarters");
        QTest::addColumn<bool>("mirrored");
        for (const int quarters : {0, 1, 2, 3}) {
            for (const bool mirrored : {false, true}) {
                QTest::newRow(qPrintable(
                    QString("%1%2").arg(90 * quarters).arg(mirrored ? ", mirrored" : "")))
                    << quarters << mirrored;
            }
        }
    }

    void marksLieOnTheirPixelsInTurnedViews() {
        QFETCH(int, quarters);
        QFETCH(bool, mirrored);
        ui::Orientation turned;
        for (int i = 0; i < quarters; ++i) {
            turned = turned.turnedRight();
        }
        m_canvas->setOrientation(mirrored ? turned.flippedX() : turned);
        const base::Rect box{100, 50, 180, 90};
        m_canvas->showRect(box);
        const QImage before = drawn(*m_canvas);
        m_canvas->marks().flash(box);
        const QImage with = drawn(*m_canvas);
        // Inside of the frame nothing changed, right around it something.
        const QRect inside =
            QRectF(m_canvas->widgetPosition({100, 50}), m_canvas->widgetPosition({180, 90}))
                .normalized()
                .toAlignedRect()
                .adjusted(3, 3, -3, -3);
        QVERIFY(inside.width() > 10 && inside.height() > 10);
        QCOMPARE(firstDifference(before.copy(inside), with.copy(inside)), QString());
        const QPoint corner = inside.topLeft() - QPoint(5, 5);
        QVERIFY(before.pixel(corner) != with.pixel(corner));
        const base::Rect seen = m_canvas->visibleRect();
        QVERIFY(seen.intersected(box) == box);
    }

    void aFlashEnds() {
        m_canvas->marks().flash(base::Point{100.5, 100.5});
        QVERIFY(m_canvas->marks().isFlashing());
        QTRY_VERIFY_WITH_TIMEOUT(!m_canvas->marks().isFlashing(), 10000);
    }

    void theToolDrawsALine() {
        m_canvas->tools().choose(ui::ToolId::Profile);
        Pointer pointer(*m_canvas);
        pointer.stroke({{20.2, 30.9}, {40, 40}, {120.7, 80.1}});
        QVERIFY(m_options->line() == (MeasuredLine{{20.5, 30.5}, {120.5, 80.5}}));
        QVERIFY(!m_document->canUndo());
        // It stays with other tools in the hand.
        m_canvas->tools().choose(ui::ToolId::Hand);
        QVERIFY(m_options->line());
        pointer.key(QEvent::KeyPress, Qt::Key_Escape);
        QVERIFY(!m_options->line());
    }

    void shiftHoldsTheAngle() {
        m_canvas->tools().choose(ui::ToolId::Profile);
        Pointer pointer(*m_canvas);
        pointer.pressAt(m_canvas->widgetPosition({20.5, 30.5}));
        pointer.release();
        pointer.pressAt(m_canvas->widgetPosition({20.5, 30.5}), Qt::LeftButton, Qt::ShiftModifier);
        QMouseEvent move(QEvent::MouseMove, m_canvas->widgetPosition({120.5, 40.5}),
                         m_canvas->viewport()->mapToGlobal(m_canvas->widgetPosition({120.5, 40.5})),
                         Qt::NoButton, Qt::LeftButton, Qt::ShiftModifier);
        QApplication::sendEvent(m_canvas->viewport(), &move);
        QVERIFY(m_options->line() == (MeasuredLine{{20.5, 30.5}, {120.5, 30.5}}));
    }

    void snapping_data() {
        QTest::addColumn<QPointF>("to");
        QTest::addColumn<QPointF>("expected");
        QTest::newRow("right") << QPointF(30, 3) << QPointF(30, 0);
        QTest::newRow("left") << QPointF(-30, -3) << QPointF(-30, 0);
        QTest::newRow("down") << QPointF(3, 30) << QPointF(0, 30);
        QTest::newRow("up") << QPointF(-3, -30) << QPointF(0, -30);
        QTest::newRow("down right") << QPointF(30, 20) << QPointF(25, 25);
        QTest::newRow("up right") << QPointF(30, -20) << QPointF(25, -25);
        QTest::newRow("down left") << QPointF(-20, 30) << QPointF(-25, 25);
        QTest::newRow("up left") << QPointF(-20, -30) << QPointF(-25, -25);
        QTest::newRow("nowhere") << QPointF(0, 0) << QPointF(0, 0);
    }

    void snapping() {
        QFETCH(QPointF, to);
        QFETCH(QPointF, expected);
        const base::Point got = ui::snappedTo45({0, 0}, {to.x(), to.y()});
        QCOMPARE(QPointF(got.x, got.y), expected);
    }

    void escapeBringsTheOldLineBack() {
        m_canvas->tools().choose(ui::ToolId::Profile);
        Pointer pointer(*m_canvas);
        pointer.stroke({{20.5, 30.5}, {120.5, 80.5}});
        const auto before = m_options->line();
        pointer.pressAt(m_canvas->widgetPosition({50.5, 50.5}));
        pointer.moveTo(m_canvas->widgetPosition({70.5, 90.5}));
        QVERIFY(m_options->line() != before);
        pointer.key(QEvent::KeyPress, Qt::Key_Escape);
        QVERIFY(m_options->line() == before);
        pointer.release();
        // A click without a drag takes it away.
        pointer.stroke({{50.5, 50.5}});
        QVERIFY(!m_options->line());
    }

    void goesToPlaces() {
        const QPointF middle(m_canvas->viewport()->width() / 2.0,
                             m_canvas->viewport()->height() / 2.0);
        const auto distance = [&](base::Point place) {
            return (m_canvas->widgetPosition(place) - middle).manhattanLength();
        };
        m_canvas->zoomTo(5);
        m_canvas->centreOn(base::Point{10.5, 280.5});
        QCOMPARE(m_canvas->zoom(), 5.0);
        QVERIFY(distance({10.5, 280.5}) <= 2);
        const base::Rect seen = m_canvas->visibleRect();
        QVERIFY(seen.contains(10, 280) && !seen.contains(300, 10));
        QVERIFY(m_document->planeRect().intersected(seen) == seen);
        // What fits keeps the zoom, what does not is zoomed out to.
        m_canvas->showRect(base::Rect{100, 100, 110, 120});
        QCOMPARE(m_canvas->zoom(), 5.0);
        QVERIFY(distance({105, 110}) <= 2);
        m_canvas->showRect(base::Rect{0, 0, 400, 300});
        QVERIFY(m_canvas->zoom() < 2);
        QVERIFY(m_canvas->visibleRect() == m_document->planeRect());
    }

private:
    /// What stands on the screen once nothing is left to be rendered.
    [[nodiscard]] QImage settled() {
        QImage shown = onScreen(*m_canvas);
        while (m_canvas->isHasty()) {
            shown = onScreen(*m_canvas);
        }
        return shown;
    }

    MaskFolder m_folder;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<session::LayerStyles> m_styles;
    std::unique_ptr<session::ToolOptions> m_options;
    std::unique_ptr<ui::Canvas> m_canvas;
};

QTEST_MAIN(TestCanvasMarks)
#include "tst_canvas_marks.moc"
