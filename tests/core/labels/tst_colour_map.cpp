// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <QTest>

#include "core/labels/colour_map.h"

using namespace frisket::labels;

class TestColourMap : public QObject {
    Q_OBJECT

private slots:
    void steps_data();
    void steps();
    void greyOfBytesIsTheByte();
    void rampsGrowLighter_data();
    void rampsGrowLighter();
    void nanIsMagenta();
};

void TestColourMap::steps_data() {
    const double infinity = std::numeric_limits<double>::infinity();
    const double most = std::numeric_limits<double>::max();
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("expected");
    QTest::newRow("low end") << 0.0 << 1.0 << 0.0 << 0;
    QTest::newRow("high end") << 0.0 << 1.0 << 1.0 << 255;
    QTest::newRow("middle") << -1.0 << 1.0 << 0.0 << 128;
    QTest::newRow("below") << 0.0 << 1.0 << -3.0 << 0;
    QTest::newRow("infinite") << 0.0 << 1.0 << infinity << 255;
    QTest::newRow("minus infinity") << 0.0 << 1.0 << -infinity << 0;
    QTest::newRow("turned round, low") << 1.0 << 0.0 << 0.0 << 255;
    QTest::newRow("turned round, infinite") << 1.0 << 0.0 << infinity << 0;
    QTest::newRow("no width, below") << 2.0 << 2.0 << 1.9 << 0;
    QTest::newRow("no width, at") << 2.0 << 2.0 << 2.0 << 255;
    QTest::newRow("no width, above") << 2.0 << 2.0 << 9.0 << 255;
    QTest::newRow("widest window") << -most << most << 0.0 << 128;
    QTest::newRow("narrowest window") << 0.0 << 5e-324 << 1.0 << 255;
    QTest::newRow("window not finite") << 0.0 << infinity << 1.0 << 255;
    QTest::newRow("not a number") << 0.0 << 1.0 << std::nan("") << 256;
}

void TestColourMap::steps() {
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(double, value);
    QFETCH(int, expected);
    QCOMPARE(ColourMap(Ramp::Grey, low, high).step(value), static_cast<std::size_t>(expected));
}

void TestColourMap::greyOfBytesIsTheByte() {
    const ColourMap map(Ramp::Grey, 0, 255);
    for (int i = 0; i < 256; ++i) {
        const auto byte = static_cast<std::uint8_t>(i);
        QCOMPARE(map.colour(i), (Rgba{byte, byte, byte, 255}));
    }
}

void TestColourMap::rampsGrowLighter_data() {
    QTest::addColumn<int>("ramp");
    QTest::addColumn<double>("darkest");
    QTest::addColumn<double>("brightest");
    QTest::newRow("grey") << int(Ramp::Grey) << 0.0 << 1.0;
    QTest::newRow("viridis") << int(Ramp::Viridis) << 0.03 << 0.7;
    QTest::newRow("magma") << int(Ramp::Magma) << 0.005 << 0.9;
    QTest::newRow("cividis") << int(Ramp::Cividis) << 0.03 << 0.7;
}

void TestColourMap::rampsGrowLighter() {
    QFETCH(int, ramp);
    QFETCH(double, darkest);
    QFETCH(double, brightest);
    const ColourMap map(static_cast<Ramp>(ramp), 0, 255);
    double before = -1;
    for (std::size_t i = 0; i < ColourMap::kSteps; i += 5) {
        const Rgba colour = map.at(i);
        const double luminance = relativeLuminance({colour.r, colour.g, colour.b});
        QVERIFY(luminance > before);
        QVERIFY(i > 0 || luminance <= darkest);
        before = luminance;
    }
    QVERIFY(before >= brightest);
    if (ramp == int(Ramp::Grey)) {
        return;
    }
    const Rgba first = map.at(0);
    const Rgba last = map.at(255);
    QVERIFY(first.b >= first.g && first.b >= first.r);  // violet, blue or black
    QVERIFY(last.r > last.b && last.g > last.b);        // yellow
}

void TestColourMap::nanIsMagenta() {
    QCOMPARE(ColourMap(Ramp::Viridis, 0, 1).colour(std::nan("")), (Rgba{255, 0, 255, 255}));
}

QTEST_APPLESS_MAIN(TestColourMap)
#include "tst_colour_map.moc"
