// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <QTest>

#include "core/labels/colour.h"
#include "core/labels/label_colours.h"

using namespace frisket::labels;

class TestColour : public QObject {
    Q_OBJECT

private slots:
    void luminanceAndContrast();
    void oklchKnownColours_data();
    void oklchKnownColours();
    void chromaIsLoweredToFit();
    void oklchThereAndBack();
    void luminanceCanBeSet();
};

void TestColour::luminanceAndContrast() {
    QCOMPARE(relativeLuminance({255, 255, 255}), 1.0);
    QCOMPARE(relativeLuminance({0, 0, 0}), 0.0);
    QCOMPARE(contrastRatio({0, 0, 0}, {255, 255, 255}), 21.0);
    QCOMPARE(contrastRatio({119, 119, 119}, {119, 119, 119}), 1.0);
    // #767676 on white is the grey that just reaches 4.5.
    const double grey = contrastRatio({0x76, 0x76, 0x76}, {255, 255, 255});
    QVERIFY(grey > 4.5 && grey < 4.6);
}

void TestColour::oklchKnownColours_data() {
    QTest::addColumn<double>("lightness");
    QTest::addColumn<double>("chroma");
    QTest::addColumn<double>("hue");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("black") << 0.0 << 0.0 << 0.0 << QList{0, 0, 0};
    QTest::newRow("white") << 1.0 << 0.0 << 0.0 << QList{255, 255, 255};
    QTest::newRow("red") << 0.62796 << 0.25768 << 29.234 << QList{255, 0, 0};
    QTest::newRow("green") << 0.86644 << 0.29483 << 142.495 << QList{0, 255, 0};
    QTest::newRow("blue") << 0.45201 << 0.31321 << 264.052 << QList{0, 0, 255};
}

void TestColour::oklchKnownColours() {
    QFETCH(double, lightness);
    QFETCH(double, chroma);
    QFETCH(double, hue);
    QFETCH(QList<int>, expected);
    const Rgb colour = fromOklch(lightness, chroma, hue);
    // These lie on the border of sRGB, so lowering the chroma may cost a step or two.
    QVERIFY(std::abs(colour.r - expected[0]) <= 4);
    QVERIFY(std::abs(colour.g - expected[1]) <= 4);
    QVERIFY(std::abs(colour.b - expected[2]) <= 4);
}

void TestColour::chromaIsLoweredToFit() {
    for (int hue = 0; hue < 360; hue += 15) {
        const Rgb most = fromOklch(0.7, 0.5, hue);
        // As vivid as can be: one channel at its end, and the lightness kept.
        QVERIFY(std::max({most.r, most.g, most.b}) >= 250 ||
                std::min({most.r, most.g, most.b}) <= 5);
        const double grey = relativeLuminance(fromOklch(0.7, 0, 0));
        QVERIFY(std::abs(relativeLuminance(most) - grey) < 0.12);
    }
}

void TestColour::oklchThereAndBack() {
    for (int r = 0; r < 256; r += 15) {
        for (int g = 0; g < 256; g += 15) {
            for (int b = 0; b < 256; b += 15) {
                const Rgb colour{static_cast<std::uint8_t>(r), static_cast<std::uint8_t>(g),
                                 static_cast<std::uint8_t>(b)};
                const Oklch oklch = toOklch(colour);
                const Rgb back = fromOklch(oklch.lightness, oklch.chroma, oklch.hue);
                // The most vivid colours are a trace too vivid for the way back.
                QVERIFY(std::abs(back.r - r) <= 2 && std::abs(back.g - g) <= 2 &&
                        std::abs(back.b - b) <= 2);
            }
        }
    }
    QCOMPARE(toOklch({128, 128, 128}).chroma, 0.0);
}

void TestColour::luminanceCanBeSet() {
    for (const Rgb colour : {Rgb{0, 0, 0}, Rgb{255, 0, 0}, Rgb{10, 20, 200}, Rgb{128, 128, 128},
                             Rgb{240, 228, 66}, Rgb{255, 255, 255}}) {
        for (const double wanted : {0.0, 0.065, 0.2, 0.41, 0.9, 1.0}) {
            QVERIFY(std::abs(relativeLuminance(withLuminance(colour, wanted)) - wanted) < 0.005);
        }
    }
    QCOMPARE(withLuminance({100, 0, 0}, 0.05).g, 0);  // darker and brighter keep the colour
    QVERIFY(withLuminance({255, 0, 0}, 0.5).g > 0);   // red light alone is not so bright
}

QTEST_APPLESS_MAIN(TestColour)
#include "tst_colour.moc"
