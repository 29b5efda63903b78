// SPDX-License-Identifier: MIT
// What the looks of layers and labels do to the picture on the canvas.
#include <cmath>

#include <QTest>

#include "core/render/difference.h"
#include "tests/support/canvases.h"
#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/canvas/layer_looks.h"

using namespace frisket;
using namespace frisket::test;
using session::ColourChoice;
using session::Draw;
using session::LayerId;

namespace {
constexpr std::int64_t kRows = 60;
constexpr std::int64_t kColumns = 80;
const QColor kGround(0x2a, 0x2c, 0x30);

QColor toQt(labels::Rgba colour) { return {colour.r, colour.g, colour.b}; }
}  // namespace

class TestLayerLooks : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_document = std::make_unique<session::Document>();
        m_styles = std::make_unique<session::LayerStyles>();
        m_options = std::make_unique<session::ToolOptions>();
        m_canvas = std::make_unique<ui::Canvas>(*m_document, *m_styles, *m_options);
        m_canvas->resize(200, 200);
        std::vector<std::uint8_t> values(kRows * kColumns);
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = static_cast<std::uint8_t>(i / kColumns / 15 + i % kColumns / 20);  // 0..6
        }
        FRISKET_VERIFY(m_document->open(LayerId::Destination,
                                        m_folder.write("d.npy", {kRows, kColumns}, values)));
        for (std::uint8_t& value : values) {
            value = value == 3 ? 0 : value == 0 ? 30 : value == 5 ? 50 : value;
        }
        FRISKET_VERIFY(
            m_document->open(LayerId::Source, m_folder.write("s.npy", {kRows, kColumns}, values)));
        only(LayerId::Destination);
        m_canvas->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_canvas.get()));
        m_canvas->zoomTo(1);
    }

    void aHiddenLabelIsMissedExactlyThere_data() {
        QTest::addColumn<int>("draw");
        QTest::newRow("fill") << static_cast<int>(Draw::Fill);
        QTest::newRow("contour") << static_cast<int>(Draw::Contour);
        QTest::newRow("both") << static_cast<int>(Draw::Both);
    }
    void aHiddenLabelIsMissedExactlyThere() {
        QFETCH(int, draw);
        edit(LayerId::Destination,
             [draw](session::LayerStyle& style) { style.draw = static_cast<Draw>(draw); });
        const QImage before = drawn(*m_canvas);
        m_styles->labels().edit([](labels::LabelTable& table) { table.setShown(4, false); });
        const QImage after = drawn(*m_canvas);
        int gone = 0;
        forEachPixel([&](int x, int y, QPoint place) {
            if (labelAt(x, y) == 4) {
                QCOMPARE(after.pixelColor(place), kGround);
                gone += before.pixelColor(place) != kGround ? 1 : 0;
            } else {
                QCOMPARE(after.pixel(place), before.pixel(place));
            }
        });
        QVERIFY(gone > 100);
        m_styles->labels().edit([](labels::LabelTable& table) { table.showAll(); });
        QVERIFY(drawn(*m_canvas) == before);
    }

    void aLabelsOwnColour() {
        m_styles->labels().edit([](labels::LabelTable& table) {
            table.setColour(2, labels::Rgb{1, 200, 3});
            table.showOnly(2);
        });
        const QImage picture = drawn(*m_canvas);
        forEachPixel([&](int x, int y, QPoint place) {
            QCOMPARE(picture.pixelColor(place), labelAt(x, y) == 2 ? QColor(1, 200, 3) : kGround);
        });
    }

    void schemes_data() {
        QTest::addColumn<int>("choice");
        QTest::newRow("stable") << static_cast<int>(ColourChoice::Stable);
        QTest::newRow("colour-blind safe") << static_cast<int>(ColourChoice::Safe);
        QTest::newRow("one colour") << static_cast<int>(ColourChoice::Tint);
        QTest::newRow("no palette in the file") << static_cast<int>(ColourChoice::Labels);
    }
    void schemes() {
        QFETCH(int, choice);
        edit(LayerId::Destination, [choice](session::LayerStyle& style) {
            style.colours = static_cast<ColourChoice>(choice);
            style.tint = QColor(10, 20, 30);
        });
        const labels::LabelColours colours = choice == static_cast<int>(ColourChoice::Safe)
                                                 ? labels::LabelColours::colourBlindSafe()
                                             : choice == static_cast<int>(ColourChoice::Tint)
                                                 ? labels::LabelColours::single({10, 20, 30})
                                                 : labels::LabelColours();
        const QImage picture = drawn(*m_canvas);
        forEachPixel([&](int x, int y, QPoint place) {
            const int label = labelAt(x, y);
            QCOMPARE(picture.pixelColor(place), label == 0 ? kGround : toQt(colours.colour(label)));
        });
    }

    void levelsMapTheirEnds() {
        edit(LayerId::Destination, [](session::LayerStyle& style) {
            style.colours = ColourChoice::Grey;
            style.levels = session::Levels::Manual;
            style.low = 1;
            style.high = 4;
        });
        const auto grey = [this](int label) {
            const QImage picture = drawn(*m_canvas);
            int found = -1;
            forEachPixel([&](int x, int y, QPoint place) {
                if (labelAt(x, y) == label) {
                    found = picture.pixelColor(place).red();
                }
            });
            return found;
        };
        QCOMPARE(grey(0), 0);
        QCOMPARE(grey(1), 0);
        QCOMPARE(grey(2), 85);
        QCOMPARE(grey(4), 255);
        QCOMPARE(grey(6), 255);
        edit(LayerId::Destination, [](session::LayerStyle& style) { style.invert = true; });
        QCOMPARE(grey(1), 255);
        QCOMPARE(grey(6), 0);
        edit(LayerId::Destination, [](session::LayerStyle& style) {
            style.levels = session::Levels::Full;
            style.invert = false;
        });
        QCOMPARE(grey(0), 0);
        QCOMPARE(grey(6), 255);
    }

    void resultAsDifference() {
        only(LayerId::Result);
        edit(LayerId::Result, [](session::LayerStyle& style) { style.difference = true; });
        forEachPixel([picture = drawn(*m_canvas)](int, int, QPoint place) {
            QCOMPARE(picture.pixelColor(place), kGround);  // nothing is selected yet
        });
        m_document->selectAll();
        const QImage picture = drawn(*m_canvas);
        forEachPixel([&](int x, int y, QPoint place) {
            const int was = labelAt(x, y);
            const auto kind = was == 0   ? render::Difference::Added
                              : was == 3 ? render::Difference::Removed
                              : was == 5 ? render::Difference::Relabelled
                                         : render::Difference::Same;
            const labels::Rgb colour = render::kDifferenceColours[static_cast<std::size_t>(kind)];
            QCOMPARE(picture.pixelColor(place),
                     kind == render::Difference::Same ? kGround : toQt(labels::opaque(colour)));
        });
    }

    void thicknessFollowsTheDeviceRatio_data() {
        QTest::addColumn<double>("ratio");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("expected");
        QTest::newRow("1 at 1") << 1.0 << 1 << 1;
        QTest::newRow("1 at 1.25") << 1.25 << 1 << 1;
        QTest::newRow("1 at 1.5") << 1.5 << 1 << 2;
        QTest::newRow("1 at 2") << 2.0 << 1 << 2;
        QTest::newRow("3 at 1") << 1.0 << 3 << 3;
        QTest::newRow("3 at 1.5") << 1.5 << 3 << 5;
        QTest::newRow("3 at 2") << 2.0 << 3 << 6;
        QTest::newRow("16 at 2") << 2.0 << 16 << 32;
        QTest::newRow("1 at a half") << 0.4 << 1 << 1;
        QTest::newRow("16 at 8") << 8.0 << 16 << render::kMaxContourWidth;
    }
    void thicknessFollowsTheDeviceRatio() {
        QFETCH(double, ratio);
        QFETCH(int, width);
        QFETCH(int, expected);
        edit(LayerId::Destination, [width](session::LayerStyle& style) {
            style.draw = Draw::Contour;
            style.contourWidth = width;
        });
        ui::LayerLooks looks(*m_document, *m_styles);
        looks.setDeviceRatio(ratio);
        QVERIFY(!looks.setDeviceRatio(ratio));
        QCOMPARE(looks.renderStyle(LayerId::Destination).contourWidth, expected);
        QCOMPARE(looks.reach(), expected);
        QCOMPARE(looks.renderStyle(LayerId::Destination).tone, render::Tone::TwoTone);
    }

    void contourIsAsThickAsSaid() {
        const double ratio = m_canvas->devicePixelRatioF();
        for (const int width : {1, 2, 3, 5}) {
            edit(LayerId::Destination, [width](session::LayerStyle& style) {
                style.draw = Draw::Contour;
                style.contourWidth = width;
                style.solidContour = true;
            });
            m_canvas->zoomTo(2);
            const QImage picture = drawn(*m_canvas);
            // Across the edge of two labels in the middle of the image: both have a contour.
            const QPointF edge = m_canvas->view().toDevice({40, 22});
            int thick = 0;
            for (int x = -15; x < 15; ++x) {
                thick += picture.pixelColor(static_cast<int>(edge.x()) + x,
                                            static_cast<int>(edge.y())) != kGround
                             ? 1
                             : 0;
            }
            QCOMPARE(thick, 2 * static_cast<int>(std::lround(width * ratio)));
        }
    }

    void pixelsAreMadeOncePerLook() {
        ui::LayerLooks looks(*m_document, *m_styles);
        const auto first = looks.paints(LayerId::Destination);
        QCOMPARE(looks.paints(LayerId::Destination), first);
        m_document->selectAll();
        QCOMPARE(looks.paints(LayerId::Destination), first);
        m_styles->labels().edit([](labels::LabelTable& table) { table.setName(1, "sky"); });
        QVERIFY(looks.paints(LayerId::Destination) != first);
        const auto second = looks.paints(LayerId::Destination);
        edit(LayerId::Destination, [](session::LayerStyle& style) { style.opacity = 0.5; });
        QVERIFY(looks.paints(LayerId::Destination) != second);
        const auto third = looks.paints(LayerId::Destination);
        looks.layersChanged();
        QVERIFY(looks.paints(LayerId::Destination) != third);
    }

private:
    template <class Change>
    void edit(LayerId id, Change&& change) {
        session::LayerStyle style = m_styles->style(id);
        change(style);
        m_styles->setStyle(id, style);
    }

    /// Shows that layer alone, filled and opaque.
    void only(LayerId shown) { showOnly(*m_styles, shown); }

    [[nodiscard]] int labelAt(int x, int y) const {
        return m_document->valueAt(LayerId::Destination, x, y)->toInt();
    }

    /// Each pixel of the image and where on the screen it is.
    template <class Visit>
    void forEachPixel(Visit&& visit) const {
        for (int y = 0; y < kRows; ++y) {
            for (int x = 0; x < kColumns; ++x) {
                const QPointF device = m_canvas->view().toDevice({x + 0.5, y + 0.5});
                visit(x, y, QPoint(static_cast<int>(device.x()), static_cast<int>(device.y())));
            }
        }
    }

    MaskFolder m_folder;
    std::unique_ptr<session::Document> m_document;
    std::unique_ptr<session::LayerStyles> m_styles;
    std::unique_ptr<session::ToolOptions> m_options;
    std::unique_ptr<ui::Canvas> m_canvas;
};

QTEST_MAIN(TestLayerLooks)
#include "tst_layer_looks.moc"
