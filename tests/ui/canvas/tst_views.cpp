// SPDX-License-Identifier: MIT
// Views that are turned, mirrored, linked or divided.
#include <QTest>

#include "tests/support/canvases.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/compare_panes.h"
#include "ui/tools/tool_manager.h"

using namespace frisket;
using namespace frisket::test;
using session::Compare;
using session::LayerId;
using ui::Orientation;

namespace {
constexpr std::int64_t kRows = 140;
constexpr std::int64_t kColumns = 190;

struct Bench {
    session::Document document;
    session::LayerStyles styles;
    session::ToolOptions options;
    session::ViewOptions view;
};

const QList<Orientation>& orientations() {
    static const QList<Orientation> kAll = [] {
        QList<Orientation> all;
        for (int i = 0; i < 8; ++i) {
            all << Orientation{(i & 1) != 0, (i & 2) != 0, (i & 4) != 0};
        }
        return all;
    }();
    return kAll;
}

/// The picture as Qt turns it.
QImage turned(const QImage& picture, const Orientation& orientation) {
    QImage out = picture;
    if (orientation.transposed) {
        out = out.transformed(QTransform(0, 1, 1, 0, 0, 0));
    }
    return out.mirrored(orientation.mirroredX, orientation.mirroredY);
}
}  // namespace

class TestViews : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_bench = std::make_unique<Bench>();
        open(LayerId::Backdrop, m_folder.writePhoto("photo.png", kColumns, kRows));
        open(LayerId::Destination, m_folder.write("d.npy", blocks(3, 17)));
        open(LayerId::Source, m_folder.write("s.npy", blocks(5, 23)));
        stroke(m_bench->document, {{20, 30}, {100, 80}}, 21, true);
    }

    void orientationsGoThereAndBack() {
        const QSize picture(70, 40);
        Random random;
        for (const Orientation& each : orientations()) {
            for (int i = 0; i < 50; ++i) {
                const QRect rect(static_cast<int>(random.between(0, 60)),
                                 static_cast<int>(random.between(0, 30)),
                                 static_cast<int>(random.between(1, 10)),
                                 static_cast<int>(random.between(1, 10)));
                const QRect there = each.toView(rect, picture);
                QVERIFY(QRect(QPoint(0, 0), each.sizeOf(picture)).contains(there));
                QCOMPARE(each.toPicture(there, picture), rect);
                const QPointF place(rect.center());
                QCOMPARE(each.toPicture(each.toView(place, picture), picture), place);
            }
            // Four quarter turns, or two flips, are none; a turn right and one left too.
            QVERIFY(each.turnedRight().turnedRight().turnedRight().turnedRight() == each);
            QVERIFY(each.turnedRight().turnedLeft() == each);
            QVERIFY(each.flippedX().flippedX() == each && each.flippedY().flippedY() == each);
            QVERIFY(each.turnedRight().turnedRight() == each.flippedX().flippedY());
            // As a person sees it: what was at the top comes to the right.
            const QPointF top =
                each.toPicture(QPointF(each.sizeOf(picture).width() / 2.0, 0), picture);
            const QSize after = each.turnedRight().sizeOf(picture);
            QCOMPARE(each.turnedRight().toView(top, picture),
                     QPointF(after.width(), after.height() / 2.0));
        }
    }

    void pixelsAreTurned() {
        QImage picture(37, 53, QImage::Format_RGB32);
        Random random;
        for (int y = 0; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                picture.setPixel(x, y,
                                 0xff000000U | static_cast<QRgb>(random.between(0, 0xffffff)));
            }
        }
        const auto bits = [](QImage& image) {
            return reinterpret_cast<std::uint32_t*>(image.bits());
        };
        for (const Orientation& each : orientations()) {
            QImage out(each.sizeOf(picture.size()), QImage::Format_RGB32);
            ui::orientPixels(bits(picture), picture.bytesPerLine() / 4, picture.size(), each,
                             bits(out), out.bytesPerLine() / 4);
            QCOMPARE(firstDifference(out, turned(picture, each)), QString());
            QImage back(picture.size(), QImage::Format_RGB32);
            ui::unorientPixels(bits(out), out.bytesPerLine() / 4, picture.size(), each, bits(back),
                               back.bytesPerLine() / 4);
            QCOMPARE(firstDifference(back, picture), QString());
        }
    }

    void aTurnedViewShowsTheTurnedPicture_data() {
        QTest::addColumn<double>("scale");
        QTest::newRow("1:3.3") << 0.3;
        QTest::newRow("1:1") << 1.0;
        QTest::newRow("2.5:1") << 2.5;
    }
    void aTurnedViewShowsTheTurnedPicture() {
        QFETCH(double, scale);
        const QImage straight = whole(Orientation(), scale);
        for (const Orientation& each : orientations()) {
            QCOMPARE(firstDifference(whole(each, scale), turned(straight, each)), QString());
        }
    }

    void strokesGoWhereTheyAreSeen() {
        Random random;
        m_bench->options.setBrushSize(1);
        for (const Orientation& each : orientations()) {
            ui::Canvas canvas(m_bench->document, m_bench->styles, m_bench->options);
            hideBars(canvas);
            canvas.resize(400, 300);
            canvas.show();
            canvas.setOrientation(each);
            Pointer pointer(canvas);
            for (int i = 0; i < 20; ++i) {
                canvas.zoomTo(static_cast<double>(random.between(4, 30)) / 4);
                m_bench->document.clearCondition();
                const std::int64_t x = random.between(0, kColumns - 1);
                const std::int64_t y = random.between(0, kRows - 1);
                const base::Point at{static_cast<double>(x) + 0.5, static_cast<double>(y) + 0.5};
                canvas.centreOn(at);
                pointer.stroke({at});
                QCOMPARE(m_bench->document.selectedCount(), 1);
                QVERIFY(m_bench->document.condition()->at(y * kColumns + x));
                const base::Rect seen = canvas.visibleRect();
                QVERIFY(seen.contains(x, y));
                QString differs = firstDifference(onScreen(canvas), drawn(canvas));
                QVERIFY2(differs.isEmpty(), qPrintable(differs));
            }
        }
    }

    void linkedViewsStayLinked() {
        auto* main = new ui::Canvas(m_bench->document, m_bench->styles, m_bench->options);
        ui::ComparePanes panes(main, m_bench->document, m_bench->styles, m_bench->options,
                               m_bench->view);
        panes.resize(900, 300);
        panes.show();
        m_bench->view.setCompare(Compare::SideBySide);
        QApplication::processEvents();
        QCOMPARE(panes.linked().size(), std::size_t{2});
        std::vector<ui::Canvas*> all = panes.linked();
        all.push_back(main);
        for (ui::Canvas* canvas : all) {
            hideBars(*canvas);
        }
        Random random;
        for (int i = 0; i < 60; ++i) {
            ui::Canvas& one = *all[static_cast<std::size_t>(random.between(0, 2))];
            switch (random.between(0, 3)) {
                case 0:
                    one.zoomTo(static_cast<double>(random.between(10, 800)) / 100);
                    break;
                case 1:
                    one.panBy({static_cast<int>(random.between(-90, 90)),
                               static_cast<int>(random.between(-90, 90))});
                    break;
                case 2:
                    one.setOrientation(orientations()[random.between(0, 7)]);
                    break;
                default:
                    Pointer(one).turnWheel({30, 40}, random.chance(50) ? 1 : -1);
            }
            for (const ui::Canvas* other : all) {
                QVERIFY(other->view() == one.view());
            }
        }
        // A stroke in any of them is seen in all.
        main->setOrientation(Orientation());
        main->zoomTo(2);
        main->centreOn({60.5, 60.5});
        main->tools().choose(ui::ToolId::Eraser);
        const std::int64_t before = m_bench->document.selectedCount();
        Pointer(*all[0]).stroke({{60.5, 55.5}});
        QVERIFY(m_bench->document.selectedCount() < before);
        for (ui::Canvas* canvas : all) {
            QCOMPARE(firstDifference(onScreen(*canvas), drawn(*canvas)), QString());
        }
        m_bench->view.setCompare(Compare::Off);
        QVERIFY(panes.linked().empty());
    }

    void swipeShowsBothSides() {
        for (const double divider : {0.0, 0.3, 0.5, 1.0}) {
            ui::Canvas canvas(m_bench->document, m_bench->styles, m_bench->options);
            hideBars(canvas);
            canvas.resize(300, 220);
            canvas.show();
            canvas.setPair(ui::CanvasPair{LayerId::Source, LayerId::Result, divider, false});
            const QImage both = drawn(canvas);
            const int place = static_cast<int>(std::lround(divider * both.width()));
            const QImage left = alone(LayerId::Source);
            const QImage right = alone(LayerId::Result);
            // Below the captions.
            const int top = both.height() / 3;
            QCOMPARE(firstDifference(both.copy(0, top, place, 2 * top),
                                     left.copy(0, top, place, 2 * top)),
                     QString());
            const QRect rest(place, top, both.width() - place, 2 * top);
            QCOMPARE(firstDifference(both.copy(rest), right.copy(rest)), QString());
            stroke(m_bench->document, {{20, 100}, {150, 110}}, 9, true);
            QCOMPARE(firstDifference(onScreen(canvas), drawn(canvas)), QString());
            m_bench->document.undo();
            QCOMPARE(firstDifference(onScreen(canvas), both), QString());
        }
    }

    void theDividerIsDragged() {
        ui::Canvas canvas(m_bench->document, m_bench->styles, m_bench->options);
        hideBars(canvas);
        canvas.resize(300, 220);
        canvas.show();
        canvas.setPair(ui::CanvasPair{LayerId::Source, LayerId::Result, 0.5, true});
        double told = -1;
        connect(&canvas, &ui::Canvas::dividerMoved, this, [&](double part) { told = part; });
        Pointer pointer(canvas);
        const std::int64_t before = m_bench->document.selectedCount();
        pointer.pressAt({canvas.viewport()->width() / 2.0 + 2, 100});
        pointer.moveTo({canvas.viewport()->width() * 0.75, 120});
        pointer.release();
        QCOMPARE(told, 0.75);
        QCOMPARE(m_bench->document.selectedCount(), before);
        QVERIFY(!m_bench->document.inStroke());
        // Elsewhere it is a stroke.
        pointer.stroke({{150.5, 120.5}});
        QVERIFY(m_bench->document.selectedCount() > before);
    }

private:
    void open(LayerId id, const QString& path) { FRISKET_VERIFY(m_bench->document.open(id, path)); }

    static array::NdArray blocks(int seed, int size) {
        std::vector<std::uint8_t> values(static_cast<std::size_t>(kRows * kColumns));
        for (std::size_t i = 0; i < values.size(); ++i) {
            const auto x = static_cast<int>(i % kColumns);
            const auto y = static_cast<int>(i / kColumns);
            values[i] = static_cast<std::uint8_t>((x / size + y / size * seed) % 5);
        }
        return makeArray({kRows, kColumns}, values);
    }

    /// All of the image at that scale and turned, without what is around it.
    QImage whole(const Orientation& orientation, double scale) {
        ui::Canvas canvas(m_bench->document, m_bench->styles, m_bench->options);
        hideBars(canvas);
        canvas.resize(700, 700);
        canvas.show();
        canvas.setOrientation(orientation);
        canvas.zoomTo(scale);
        const QRect image(canvas.view().origin(), canvas.view().extent());
        return drawn(canvas).copy(image);
    }

    QImage alone(LayerId id) {
        ui::Canvas canvas(m_bench->document, m_bench->styles, m_bench->options);
        hideBars(canvas);
        canvas.resize(300, 220);
        canvas.setShown(std::vector{id});
        canvas.show();
        return drawn(canvas);
    }

    MaskFolder m_folder;
    std::unique_ptr<Bench> m_bench;
};

QTEST_MAIN(TestViews)
#include "tst_views.moc"
