// SPDX-License-Identifier: MIT
// Pixel grid, rulers and minimap.
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/pointer.h"
#include "ui/canvas/minimap.h"
#include "ui/canvas/pixel_grid.h"
#include "ui/canvas/ruler.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;
using ui::Orientation;

class TestGuides : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<session::Document>();
        std::vector<std::uint8_t> values(600 * 500);
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = static_cast<std::uint8_t>(i % 500 / 40 + i / 500 / 50);
        }
        FRISKET_VERIFY(m_document->open(LayerId::Destination,
                                        m_folder.write<std::uint8_t>("d.npy", {600, 500}, values)));
        values.assign(values.size(), 3);
        FRISKET_VERIFY(m_document->open(LayerId::Source,
                                        m_folder.write<std::uint8_t>("s.npy", {600, 500}, values)));
        m_canvas = std::make_unique<ui::Canvas>(*m_document, m_styles, m_options);
        m_canvas->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_canvas->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        m_canvas->resize(640, 480);
        m_canvas->show();
    }
    void cleanup() { m_canvas.reset(); }

    void stepsAreNiceAndFarApart() {
        for (double scale = 1.0 / 512; scale <= 64; scale *= 1.07) {
            const std::int64_t step = ui::Ruler::stepFor(scale, 70);
            QVERIFY(static_cast<double>(step) * scale >= 70);
            std::int64_t digit = step;
            while (digit % 10 == 0) {
                digit /= 10;
            }
            QVERIFY(digit == 1 || digit == 2 || digit == 5);
            QVERIFY(step == 1 || static_cast<double>(step) * scale < 70 * 2.6);
        }
    }

    void rulersStandBesideTheView() {
        const QSize before = m_canvas->viewport()->size();
        m_canvas->setRulers(true);
        const QList<ui::Ruler*> rulers = m_canvas->findChildren<ui::Ruler*>();
        QCOMPARE(rulers.size(), 2);
        QVERIFY(m_canvas->viewport()->width() < before.width());
        for (const ui::Ruler* ruler : rulers) {
            QVERIFY(!ruler->geometry().intersects(m_canvas->viewport()->geometry()));
        }
        // They follow the view.
        const QImage drawnBefore = rulers.front()->grab().toImage();
        m_canvas->panBy({37, 21});
        QVERIFY(rulers.front()->grab().toImage() != drawnBefore);
        m_canvas->setRulers(false);
        QCOMPARE(m_canvas->viewport()->size(), before);
        QVERIFY(m_canvas->findChildren<ui::Ruler*>().isEmpty());
    }

    void gridLinesLieBetweenPixels() {
        for (const Orientation& orientation :
             {Orientation{}, Orientation{true, false, true}, Orientation{false, true, true}}) {
            m_canvas->setOrientation(orientation);
            for (const double scale : {4.0, 8.0, 10.5, 16.0}) {
                m_canvas->zoomTo(scale);
                m_canvas->setGrid(false);
                const QImage without = drawn(*m_canvas);
                m_canvas->setGrid(true);
                const QImage with = drawn(*m_canvas);
                // Through the middle of a pixel, where no line runs along.
                const ui::ViewTransform& view = m_canvas->view();
                const base::Point middle = view.toImage({with.width() / 2.0, with.height() / 2.0});
                const auto y = static_cast<int>(
                    view.toDevice({std::floor(middle.x) + 0.5, std::floor(middle.y) + 0.5}).y());
                int lines = 0;
                int last = -1;
                for (int x = 0; x < with.width(); ++x) {
                    if (with.pixel(x, y) != without.pixel(x, y)) {
                        // The pixels to its two sides are of different columns.
                        const base::Point a = view.toImage({x - 0.5, y + 0.5});
                        const base::Point b = view.toImage({x + 1.5, y + 0.5});
                        QVERIFY(std::floor(a.x) != std::floor(b.x) ||
                                std::floor(a.y) != std::floor(b.y));
                        QVERIFY(last < 0 || x - last >= static_cast<int>(scale) - 1);
                        last = x;
                        ++lines;
                    }
                }
                const double expected = with.width() / scale;
                if (scale < ui::kGridFrom) {
                    QCOMPARE(lines, 0);
                } else {
                    QVERIFY2(std::abs(lines - expected) <= 2,
                             qPrintable(QString("%1 of %2").arg(lines).arg(expected)));
                }
            }
        }
    }

    void theMinimapComesWhenNotAllIsSeen() {
        ui::Minimap map(*m_canvas, *m_document, m_styles);
        QVERIFY(map.isHidden());
        map.setWanted(true);
        m_canvas->zoomFit();
        QVERIFY(map.isHidden());
        m_canvas->zoomTo(4);
        QVERIFY(map.isVisible());
        QVERIFY(m_canvas->viewport()->rect().contains(map.geometry()));
        map.setWanted(false);
        QVERIFY(map.isHidden());
    }

    void aClickOnTheMinimapGoesThere() {
        ui::Minimap map(*m_canvas, *m_document, m_styles);
        map.setWanted(true);
        m_canvas->zoomTo(4);
        QTest::mouseClick(&map, Qt::LeftButton, {}, QPoint(map.width() / 4, map.height() / 4));
        const QPointF middle =
            QPointF(m_canvas->viewport()->width(), m_canvas->viewport()->height()) *
            m_canvas->devicePixelRatioF() / 2;
        const base::Point seen = m_canvas->view().toImage(middle);
        QVERIFY(std::abs(seen.x - 125) < 5 && std::abs(seen.y - 150) < 5);
        QCOMPARE(m_document->selectedCount(), 0);
    }

    void theMinimapFollowsWhenEditsRest() {
        ui::Minimap map(*m_canvas, *m_document, m_styles);
        map.setWanted(true);
        m_canvas->zoomTo(4);
        QTRY_VERIFY(map.isWhole());
        const QImage before = map.grab().toImage();
        stroke(*m_document, {{100, 100}, {300, 400}}, 60, true);
        QVERIFY(!map.isWhole());
        QTRY_VERIFY(map.isWhole());
        const QImage after = map.grab().toImage();
        QVERIFY(after != before);
        // While other things are shown, and in mid-stroke, what is there stays.
        const session::LayerStyle asItWas = m_styles.style(session::LayerId::Result);
        session::LayerStyle style = asItWas;
        style.opacity = 0.9;
        m_styles.setStyle(session::LayerId::Result, style);
        QVERIFY(!map.isWhole());
        QCOMPARE(firstDifference(map.grab().toImage(), after), QString());
        stroke(*m_document, {{10, 10}, {80, 90}}, 30, true, {});
        QTest::qWait(300);
        QVERIFY(!map.isWhole());
        QCOMPARE(firstDifference(map.grab().toImage(), after), QString());
        m_document->abortStroke();
        m_styles.setStyle(session::LayerId::Result, asItWas);
        QTRY_VERIFY(map.isWhole());
        ui::Minimap fresh(*m_canvas, *m_document, m_styles);
        fresh.setWanted(true);
        QTRY_VERIFY(fresh.isWhole());
        QCOMPARE(firstDifference(after, fresh.grab().toImage()), QString());
        m_document->undo();
        QTRY_VERIFY(map.isWhole());
        QCOMPARE(firstDifference(map.grab().toImage(), before), QString());
    }

private:
    MaskFolder m_folder;
    session::LayerStyles m_styles;
    session::ToolOptions m_options;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<ui::Canvas> m_canvas;
};

QTEST_MAIN(TestGuides)
#include "tst_guides.moc"
