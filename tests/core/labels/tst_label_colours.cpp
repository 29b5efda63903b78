// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include <QTest>

#include "core/labels/label_colours.h"

using namespace frisket::labels;

namespace {
/// Oklab of linear sRGB (Ottosson 2020), the forward direction, which the room itself never needs.
std::array<double, 3> oklab(const std::array<double, 3>& c) {
    const double l = std::cbrt(0.4122214708 * c[0] + 0.5363325363 * c[1] + 0.0514459929 * c[2]);
    const double m = std::cbrt(0.2119034982 * c[0] + 0.6806995451 * c[1] + 0.1073969566 * c[2]);
    const double s = std::cbrt(0.0883024619 * c[0] + 0.2817188376 * c[1] + 0.6299787005 * c[2]);
    return {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

std::array<double, 3> linear(Rgba colour) {
    const auto one = [](std::uint8_t byte) {
        const double v = byte / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return {one(colour.r), one(colour.g), one(colour.b)};
}

/// Full deuteranopia in linear sRGB (Machado et al. 2009), clipped to what can be shown.
std::array<double, 3> deuteranopic(const std::array<double, 3>& c) {
    const auto clip = [](double v) { return std::clamp(v, 0.0, 1.0); };
    return {clip(0.367322 * c[0] + 0.860646 * c[1] - 0.227968 * c[2]),
            clip(0.280085 * c[0] + 0.672501 * c[1] + 0.047413 * c[2]),
            clip(-0.011820 * c[0] + 0.042940 * c[1] + 0.968881 * c[2])};
}

double distance(const std::array<double, 3>& a, const std::array<double, 3>& b) {
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
}  // namespace

class TestLabelColours : public QObject {
    Q_OBJECT

private slots:
    void specialLabels();
    void listedColoursAreTellable();
    void hashedColoursAreStableAndVary();
    void paletteGivesItsColours();
    void paletteWithBrightFirstEntry();
    void paletteOfBytes();
};

void TestLabelColours::specialLabels() {
    const LabelColours colours;
    QCOMPARE(colours.colour(0), kTransparent);
    QCOMPARE(colours.colour(-1), LabelColours::kVoid);
    QCOMPARE(colours.colour(1), (Rgba{230, 159, 0, 255}));
    QCOMPARE(colours.colour(static_cast<std::int64_t>(~std::uint64_t{0})), LabelColours::kVoid);
    for (const std::int64_t label : {INT64_MIN, INT64_MIN + 1, INT64_MAX, std::int64_t{-2}}) {
        QCOMPARE(colours.colour(label).a, 255);
    }
}

void TestLabelColours::listedColoursAreTellable() {
    const LabelColours colours;
    for (std::int64_t i = 1; i <= LabelColours::kListed; ++i) {
        for (std::int64_t j = 1; j < i; ++j) {
            const auto one = linear(colours.colour(i));
            const auto other = linear(colours.colour(j));
            QVERIFY(distance(oklab(one), oklab(other)) > 0.1);
            QVERIFY(distance(oklab(deuteranopic(one)), oklab(deuteranopic(other))) > 0.065);
        }
    }
}

void TestLabelColours::hashedColoursAreStableAndVary() {
    const LabelColours one;
    const LabelColours other;
    std::set<std::tuple<int, int, int>> seen;
    int sameAsNext = 0;
    for (std::int64_t label = 21; label < 1021; ++label) {
        const Rgba colour = one.colour(label);
        QCOMPARE(colour, other.colour(label));
        QCOMPARE(colour.a, 255);
        seen.insert({colour.r, colour.g, colour.b});
        sameAsNext += colour == one.colour(label + 1) ? 1 : 0;
    }
    QVERIFY(seen.size() > 300);
    QVERIFY(sameAsNext < 10);
    // The hash is part of what a person gets used to: it must not change between versions.
    QCOMPARE(one.colour(1000), (Rgba{228, 98, 18, 255}));
}

void TestLabelColours::paletteGivesItsColours() {
    std::vector<Rgb> voc(256);
    voc[1] = {128, 0, 0};
    voc[255] = {224, 224, 192};
    const LabelColours colours{voc};
    QCOMPARE(colours.colour(0), kTransparent);
    QCOMPARE(colours.colour(1), (Rgba{128, 0, 0, 255}));
    QCOMPARE(colours.colour(2), (Rgba{0, 0, 0, 255}));  // black, but not background
    QCOMPARE(colours.colour(255), (Rgba{224, 224, 192, 255}));
    QCOMPARE(colours.colour(256), LabelColours().colour(256));
    QCOMPARE(colours.colour(-1), LabelColours::kVoid);
}

void TestLabelColours::paletteWithBrightFirstEntry() {
    const std::vector<Rgb> palette{{1, 0, 0}, {0, 255, 0}};
    QCOMPARE(LabelColours(palette).colour(0), (Rgba{1, 0, 0, 255}));
    QCOMPARE(LabelColours(palette).colour(2).a, 255);
}

void TestLabelColours::paletteOfBytes() {
    const std::vector<std::uint8_t> bytes{0, 0, 0, 1, 2, 3, 4, 5};
    const LabelColours colours = LabelColours::fromPalette(bytes);
    QCOMPARE(colours.colour(0), kTransparent);
    QCOMPARE(colours.colour(1), (Rgba{1, 2, 3, 255}));
    QCOMPARE(LabelColours::fromPalette({}).colour(1), LabelColours().colour(1));
}

QTEST_APPLESS_MAIN(TestLabelColours)
#include "tst_label_colours.moc"
