// SPDX-License-Identifier: MIT
#include <cmath>

#include <QPointF>
#include <QTest>

#include "core/measure/pixel_line.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::measure;
using frisket::test::Random;

namespace {
constexpr base::Rect kPlane{0, 0, 20, 10};

QString words(const PixelLine& line) {
    QStringList texts;
    for (const LinePixel& pixel : line.pixels) {
        texts << QString("%1,%2").arg(pixel.x).arg(pixel.y);
    }
    return texts.join(' ');
}

/// In quarters of a pixel.
base::Point somewhere(Random& random, std::int64_t low, std::int64_t high) {
    const auto quarter = [&] { return static_cast<double>(random.between(low, high)) / 4; };
    const double x = quarter();
    return {x, quarter()};
}

QPointF placeOf(const LinePixel& pixel) {
    return {static_cast<double>(pixel.x), static_cast<double>(pixel.y)};
}
}  // namespace

class TestPixelLine : public QObject {
    Q_OBJECT

private slots:
    void pixels_data();
    void pixels();
    void everyLineIsCloseAndConnected();
    void clippingLeavesOutOnly();
    void longOnesAreSampled();
    void farPlacesAreTaken();
};

void TestPixelLine::pixels_data() {
    QTest::addColumn<QPointF>("from");
    QTest::addColumn<QPointF>("to");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<double>("length");
    const auto row = [](const char* name, QPointF from, QPointF to, const char* expected,
                        double length) {
        QTest::newRow(name) << from << to << QString(expected) << length;
    };
    row("one pixel", {3.2, 4.7}, {3.9, 4.1}, "3,4", 0);
    row("right", {3.5, 4.5}, {6.5, 4.5}, "3,4 4,4 5,4 6,4", 3);
    row("left", {6.5, 4.5}, {3.5, 4.5}, "6,4 5,4 4,4 3,4", 3);
    row("down", {3.5, 4.5}, {3.5, 6.5}, "3,4 3,5 3,6", 2);
    row("up", {3.5, 6.5}, {3.5, 4.5}, "3,6 3,5 3,4", 2);
    row("diagonal", {0.5, 0.5}, {3.5, 3.5}, "0,0 1,1 2,2 3,3", 3 * M_SQRT2);
    row("diagonal backwards", {3.5, 3.5}, {0.5, 0.5}, "3,3 2,2 1,1 0,0", 3 * M_SQRT2);
    row("octant 0", {0.5, 0.5}, {4.5, 2.5}, "0,0 1,1 2,1 3,2 4,2", std::sqrt(20));
    row("octant 1", {0.5, 0.5}, {2.5, 4.5}, "0,0 1,1 1,2 2,3 2,4", std::sqrt(20));
    row("octant 2", {4.5, 0.5}, {2.5, 4.5}, "4,0 4,1 3,2 3,3 2,4", std::sqrt(20));
    row("octant 3", {8.5, 0.5}, {4.5, 2.5}, "8,0 7,0 6,1 5,1 4,2", std::sqrt(20));
    row("octant 4", {4.5, 2.5}, {0.5, 0.5}, "4,2 3,2 2,1 1,1 0,0", std::sqrt(20));
    row("octant 5", {2.5, 4.5}, {0.5, 0.5}, "2,4 2,3 1,2 1,1 0,0", std::sqrt(20));
    row("octant 6", {2.5, 4.5}, {4.5, 0.5}, "2,4 3,3 3,2 4,1 4,0", std::sqrt(20));
    row("octant 7", {4.5, 2.5}, {8.5, 0.5}, "4,2 5,1 6,1 7,0 8,0", std::sqrt(20));
    row("from outside", {-3.5, 2.5}, {1.5, 2.5}, "0,2 1,2", 1);
    row("to outside", {18.5, 2.5}, {40.5, 2.5}, "18,2 19,2", 1);
    row("across a corner", {-2.5, 1.5}, {2.5, -3.5}, "", 0);
    row("through", {-5.5, -5.5}, {14.5, 14.5}, "0,0 1,1 2,2 3,3 4,4 5,5 6,6 7,7 8,8 9,9",
        9 * M_SQRT2);
    row("outside", {30.5, 2.5}, {40.5, 2.5}, "", 0);
}

void TestPixelLine::pixels() {
    QFETCH(QPointF, from);
    QFETCH(QPointF, to);
    QFETCH(QString, expected);
    QFETCH(double, length);
    const PixelLine line = pixelLine({from.x(), from.y()}, {to.x(), to.y()}, kPlane);
    QCOMPARE(words(line), expected);
    QVERIFY(std::abs(line.length - length) < 1e-9);
    QCOMPARE(line.steps, static_cast<std::int64_t>(line.pixels.size()));
    QVERIFY(!line.isSampled());
    const PixelLine back = pixelLine({to.x(), to.y()}, {from.x(), from.y()}, kPlane);
    QStringList reversed = words(back).split(' ');
    std::reverse(reversed.begin(), reversed.end());
    QCOMPARE(reversed.join(' '), expected);
}

void TestPixelLine::everyLineIsCloseAndConnected() {
    Random random;
    for (int round = 0; round < 500; ++round) {
        const base::Point from = somewhere(random, 0, 400);
        const base::Point to = somewhere(random, 0, 400);
        const PixelLine line = pixelLine(from, to, {0, 0, 101, 101});
        const double ax = std::floor(from.x);
        const double ay = std::floor(from.y);
        const double dx = std::floor(to.x) - ax;
        const double dy = std::floor(to.y) - ay;
        const double longest = std::max(std::abs(dx), std::abs(dy));
        QCOMPARE(static_cast<double>(line.steps), longest + 1);
        QCOMPARE(placeOf(line.pixels.front()), QPointF(ax, ay));
        QCOMPARE(placeOf(line.pixels.back()), QPointF(ax + dx, ay + dy));
        for (std::size_t i = 0; i < line.pixels.size(); ++i) {
            const double part = longest == 0 ? 0 : static_cast<double>(i) / longest;
            const LinePixel& pixel = line.pixels[i];
            QVERIFY(std::abs(static_cast<double>(pixel.x) - (ax + part * dx)) <= 0.5 + 1e-9);
            QVERIFY(std::abs(static_cast<double>(pixel.y) - (ay + part * dy)) <= 0.5 + 1e-9);
            const double far =
                std::hypot(static_cast<double>(pixel.x) - ax, static_cast<double>(pixel.y) - ay);
            QVERIFY(std::abs(pixel.distance - far) < 1e-9);
        }
    }
}

void TestPixelLine::clippingLeavesOutOnly() {
    Random random;
    for (int round = 0; round < 500; ++round) {
        const base::Point from = somewhere(random, -200, 400);
        const base::Point to = somewhere(random, -200, 400);
        QStringList expected;
        for (const LinePixel& pixel : pixelLine(from, to, {-1000, -1000, 1000, 1000}).pixels) {
            if (kPlane.contains(pixel.x, pixel.y)) {
                expected << QString("%1,%2").arg(pixel.x).arg(pixel.y);
            }
        }
        QCOMPARE(words(pixelLine(from, to, kPlane)), expected.join(' '));
    }
}

void TestPixelLine::longOnesAreSampled() {
    const base::Rect plane{0, 0, 100000, 10};
    const PixelLine line = pixelLine({0.5, 3.5}, {99999.5, 3.5}, plane, 101);
    QVERIFY(line.isSampled());
    QCOMPARE(line.steps, 100000);
    QCOMPARE(line.pixels.size(), std::size_t{101});
    QCOMPARE(line.pixels.front().x, 0);
    QCOMPARE(line.pixels.back().x, 99999);
    QCOMPARE(line.length, 99999.0);
    for (std::size_t i = 1; i < line.pixels.size(); ++i) {
        const std::int64_t step = line.pixels[i].x - line.pixels[i - 1].x;
        QVERIFY(step == 999 || step == 1000);
    }
    QCOMPARE(pixelLine({0.5, 3.5}, {99999.5, 3.5}, plane).pixels.size(),
             static_cast<std::size_t>(kMostLinePixels));
    QCOMPARE(pixelLine({99999.5, 3.5}, {0.5, 3.5}, plane, 101).pixels.front().x, 99999);
}

void TestPixelLine::farPlacesAreTaken() {
    const PixelLine line = pixelLine({-1e300, 5.5}, {1e300, 5.5}, kPlane);
    QCOMPARE(line.pixels.size(), std::size_t{20});
    QCOMPARE(line.pixels.front().x, 0);
}

QTEST_APPLESS_MAIN(TestPixelLine)
#include "tst_pixel_line.moc"
