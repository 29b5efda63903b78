// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include <QTest>

#include "core/labels/label_colours.h"
#include "core/labels/label_table.h"

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
    void colourBlindSafeSet();
    void singleColour();
    void edgesAreSeenOnAnyGrey_data();
    void edgesAreSeenOnAnyGrey();
    void tableOverrides_data();
    void tableOverrides();
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

void TestLabelColours::colourBlindSafeSet() {
    const LabelColours colours = LabelColours::colourBlindSafe();
    QCOMPARE(colours.colour(0), kTransparent);
    QCOMPARE(colours.colour(-1), LabelColours::kVoid);
    double least = 1;
    for (std::int64_t i = 1; i <= LabelColours::kSafe; ++i) {
        QCOMPARE(colours.colour(i), colours.colour(i + LabelColours::kSafe));
        if (i <= 7) {
            QCOMPARE(colours.colour(i), LabelColours().colour(i));
        }
        for (std::int64_t j = 1; j < i; ++j) {
            const auto one = linear(colours.colour(i));
            const auto other = linear(colours.colour(j));
            least = std::min({least, distance(oklab(one), oklab(other)),
                              distance(oklab(deuteranopic(one)), oklab(deuteranopic(other)))});
        }
    }
    QVERIFY2(least > 0.045, qPrintable(QString::number(least)));
    // What a person gets used to must not change between versions.
    QCOMPARE(colours.colour(8), (Rgba{108, 73, 0, 255}));
}

void TestLabelColours::singleColour() {
    const LabelColours colours = LabelColours::single({1, 2, 3});
    QCOMPARE(colours.colour(0), kTransparent);
    QCOMPARE(colours.colour(-1), LabelColours::kVoid);
    for (const std::int64_t label : {INT64_MIN, INT64_MAX, std::int64_t{1}, std::int64_t{-2}}) {
        QCOMPARE(colours.colour(label), (Rgba{1, 2, 3, 255}));
    }
}

void TestLabelColours::edgesAreSeenOnAnyGrey_data() {
    QTest::addColumn<QString>("scheme");
    for (const char* name : {"stable", "colour-blind safe", "all of sRGB", "greys"}) {
        QTest::newRow(name) << QString(name);
    }
}

void TestLabelColours::edgesAreSeenOnAnyGrey() {
    std::vector<Rgb> colours;
    QFETCH(QString, scheme);
    const auto add = [&](const LabelColours& from) {
        for (const Rgba colour : from.colours()) {
            colours.push_back({colour.r, colour.g, colour.b});
        }
    };
    if (scheme == "stable") {
        add(LabelColours());
        QVERIFY(colours.size() > 512);
    } else if (scheme == "colour-blind safe") {
        add(LabelColours::colourBlindSafe());
        QVERIFY(colours.size() >= 21);
    } else {
        const int step = scheme == "greys" ? 1 : 15;
        for (int r = 0; r < 256; r += step) {
            for (int g = 0; g < 256; g += step) {
                for (int b = 0; b < 256; b += step) {
                    if (step > 1 || (r == g && g == b)) {
                        colours.push_back({static_cast<std::uint8_t>(r),
                                           static_cast<std::uint8_t>(g),
                                           static_cast<std::uint8_t>(b)});
                    }
                }
            }
        }
    }
    std::array<double, 256> greys;
    for (std::size_t i = 0; i < greys.size(); ++i) {
        const auto grey = static_cast<std::uint8_t>(i);
        greys[i] = relativeLuminance({grey, grey, grey});
    }
    const auto contrast = [](double one, double other) {
        return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
    };
    double least = 21;
    for (const Rgb colour : colours) {
        const EdgeTones tones = edgeTones(colour);
        const double own = relativeLuminance(tones.own);
        const double other = relativeLuminance(tones.other);
        for (const double grey : greys) {
            least = std::min(least, std::max(contrast(own, grey), contrast(other, grey)));
        }
    }
    QVERIFY2(least >= 3, qPrintable(QString::number(least)));
}

void TestLabelColours::tableOverrides_data() {
    QTest::addColumn<int>("scheme");
    QTest::addColumn<bool>("othersShown");
    for (const bool others : {true, false}) {
        const std::string rest = others ? "" : ", others hidden";
        QTest::newRow(("stable" + rest).c_str()) << 0 << others;
        QTest::newRow(("palette" + rest).c_str()) << 1 << others;
        QTest::newRow(("colour-blind safe" + rest).c_str()) << 2 << others;
        QTest::newRow(("single" + rest).c_str()) << 3 << others;
    }
}

void TestLabelColours::tableOverrides() {
    QFETCH(int, scheme);
    QFETCH(bool, othersShown);
    const std::vector<Rgb> palette{{9, 9, 9}, {1, 0, 0}, {2, 0, 0}};
    const LabelColours base = scheme == 0   ? LabelColours()
                              : scheme == 1 ? LabelColours(palette)
                              : scheme == 2 ? LabelColours::colourBlindSafe()
                                            : LabelColours::single({5, 6, 7});
    LabelTable table;
    if (!othersShown) {
        table.hideAll();
    }
    // Labels of every kind: listed, void, hashed, extreme; some of one hash, and in no order.
    const std::vector<std::int64_t> some{700, 1, -1, 2, INT64_MIN, INT64_MAX, 21, 5000, -7, 0, 29};
    for (std::size_t i = 0; i < some.size(); ++i) {
        if (i % 3 != 1) {
            table.setShown(some[i], !othersShown);
        }
        if (i % 3 != 0) {
            table.setColour(some[i], Rgb{static_cast<std::uint8_t>(i), 100, 200});
        }
    }
    const auto expected = [&table](const LabelColours& from, std::int64_t label) {
        const auto given = table.colour(label);
        return !table.isShown(label) ? kTransparent : given ? opaque(*given) : from.colour(label);
    };
    const LabelColours changed = base.with(table);
    for (std::int64_t label = -3000; label < 10000; ++label) {
        QCOMPARE(changed.colour(label), expected(base, label));
    }
    for (const std::int64_t label : some) {
        QCOMPARE(changed.colour(label), expected(base, label));
    }
    // Once more on top of that: another colour, and one shown again.
    LabelTable more;
    more.setColour(700, Rgb{1, 1, 1});
    more.setColour(4711, Rgb{2, 2, 2});
    const LabelColours twice = changed.with(more);
    QCOMPARE(twice.colour(700), (Rgba{1, 1, 1, 255}));
    QCOMPARE(twice.colour(4711), (Rgba{2, 2, 2, 255}));
    QCOMPARE(twice.colour(-7), changed.colour(-7));
    QCOMPARE(base.with({}).colour(700), base.colour(700));
}

QTEST_APPLESS_MAIN(TestLabelColours)
#include "tst_label_colours.moc"
