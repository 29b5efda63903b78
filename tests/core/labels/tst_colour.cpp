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
    void partnerAlwaysStandsOut();
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

void TestColour::partnerAlwaysStandsOut() {
    double least = 21;
    for (int r = 0; r < 256; r += 5) {
        for (int g = 0; g < 256; g += 5) {
            for (int b = 0; b < 256; b += 5) {
                const Rgb colour{static_cast<std::uint8_t>(r), static_cast<std::uint8_t>(g),
                                 static_cast<std::uint8_t>(b)};
                least = std::min(least, contrastRatio(colour, partner(colour)));
            }
        }
    }
    QVERIFY2(least >= 3, qPrintable(QString::number(least)));
}

QTEST_APPLESS_MAIN(TestColour)
#include "tst_colour.moc"
