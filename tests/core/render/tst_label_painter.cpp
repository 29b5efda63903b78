// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstring>
#include <random>

#include <QTest>

#include "core/array/half.h"
#include "core/render/label_painter.h"

using namespace frisket;
using namespace frisket::render;
using array::DType;
using Colours = LabelPainter::Colours;

namespace {
template <class T>
std::vector<Argb> painted(const LabelPainter& painter, const std::vector<T>& values) {
    std::vector<Argb> pixels(values.size() + 1, 0xdeadbeefU);
    painter.paint(reinterpret_cast<const std::byte*>(values.data()),
                  static_cast<std::int64_t>(values.size()), pixels.data());
    pixels.resize(pixels.back() == 0xdeadbeefU ? values.size() : 0);
    return pixels;
}

Argb edgeOf(labels::Rgba colour, bool own, std::uint32_t opacity) {
    const labels::EdgeTones tones = labels::edgeTones({colour.r, colour.g, colour.b});
    const labels::Rgb tone = own ? tones.own : tones.other;
    return premultiplied({tone.r, tone.g, tone.b, colour.a}, opacity);
}
}  // namespace

class TestLabelPainter : public QObject {
    Q_OBJECT

private slots:
    void everyDtypeGivesTheLabelsColour_data();
    void everyDtypeGivesTheLabelsColour();
    void tableAndRunsAgree();
    void manyLabelsInRunsAndNot();
    void mapsFloatsAndIntegers();
    void strangeFloats();
};

void TestLabelPainter::everyDtypeGivesTheLabelsColour_data() {
    QTest::addColumn<int>("type");
    for (const DType dtype : array::kAllDTypes) {
        QTest::newRow(std::string(array::name(dtype)).c_str()) << static_cast<int>(dtype);
    }
}

void TestLabelPainter::everyDtypeGivesTheLabelsColour() {
    QFETCH(int, type);
    const auto dtype = static_cast<DType>(type);
    const labels::LabelColours colours;
    array::visitType(dtype, [&](auto storage) {
        using T = typename decltype(storage)::type;
        std::vector<T> values;
        std::vector<Argb> expected;
        std::vector<Argb> edges;
        std::vector<Argb> others;
        const int least = array::isSigned(dtype) ? -2 : 0;
        for (int label = least; label <= (dtype == DType::Bool ? 1 : 100); ++label) {
            if constexpr (std::is_same_v<T, array::Half>) {
                values.push_back(array::toHalf(static_cast<float>(label)));
            } else {
                values.push_back(static_cast<T>(label));
            }
            expected.push_back(premultiplied(colours.colour(label), 100));
            edges.push_back(edgeOf(colours.colour(label), true, 100));
            others.push_back(edgeOf(colours.colour(label), false, 100));
        }
        for (const std::int64_t count : {std::int64_t{1}, LabelPainter::kTableFrom}) {
            const auto got = [&](Colours which) {
                return painted(LabelPainter(dtype, &colours, which, 100, count), values);
            };
            QCOMPARE(got(Colours::Own), expected);
            QCOMPARE(got(Colours::EdgeOwn), edges);
            QCOMPARE(got(Colours::EdgeOther), others);
        }
    });
}

void TestLabelPainter::tableAndRunsAgree() {
    std::vector<std::uint16_t> values(65536);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<std::uint16_t>(i * 40503U);
    }
    const labels::LabelColours colours;
    const labels::ColourMap map(labels::Ramp::Viridis, 100, 60000);
    for (const DType dtype : {DType::U16, DType::I16, DType::F16}) {
        for (const LabelPixels::Colours from :
             {LabelPixels::Colours{&colours}, LabelPixels::Colours{&map}}) {
            for (const Colours which : {Colours::Own, Colours::EdgeOwn, Colours::EdgeOther}) {
                const LabelPainter table(dtype, from, which, 200, LabelPainter::kTableFrom);
                const LabelPainter runs(dtype, from, which, 200, 0);
                QVERIFY(painted(table, values) == painted(runs, values));
            }
        }
    }
}

void TestLabelPainter::manyLabelsInRunsAndNot() {
    const unsigned seed = std::random_device{}();
    std::mt19937_64 random(seed);
    const labels::LabelColours colours;
    std::vector<std::int64_t> values(20000);
    std::vector<Argb> expected;
    for (std::int64_t& value : values) {
        // Few and many labels, zero among them, in runs and not.
        value = random() % 3 == 0 ? 0 : static_cast<std::int64_t>(random() % 5000) - 2500;
        expected.push_back(premultiplied(colours.colour(value), 255));
    }
    QVERIFY2(painted(LabelPainter(DType::I64, &colours, Colours::Own, 255, 0), values) == expected,
             qPrintable(QString("seed %1").arg(seed)));
}

void TestLabelPainter::mapsFloatsAndIntegers() {
    const labels::ColourMap map(labels::Ramp::Viridis, 0, 10);
    const std::vector<float> floats{0, 10, 5, -1, std::nanf("")};
    const auto got = painted(LabelPainter(DType::F32, &map, Colours::Own, 255, 0), floats);
    for (std::size_t i = 0; i < floats.size(); ++i) {
        QCOMPARE(got[i], premultiplied(map.colour(static_cast<double>(floats[i])), 255));
    }
    QCOMPARE(got.back(), 0xffff00ffU);
    const std::vector<std::uint8_t> bytes{0, 3, 10, 200};
    const auto gotBytes = painted(LabelPainter(DType::U8, &map, Colours::Own, 77, 0), bytes);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        QCOMPARE(gotBytes[i], premultiplied(map.colour(bytes[i]), 77));
    }
}

void TestLabelPainter::strangeFloats() {
    const labels::LabelColours colours;
    const std::vector<double> values{-0.0, std::nan(""), HUGE_VAL, -HUGE_VAL, 1e300, 2.5, 3.0};
    const auto got = painted(LabelPainter(DType::F64, &colours, Colours::Own, 255, 0), values);
    QCOMPARE(got[0], 0U);
    QCOMPARE(got[1], 0xffff00ffU);
    for (std::size_t i = 2; i < 6; ++i) {
        QCOMPARE(got[i] >> 24U, 255U);
    }
    QCOMPARE(got[6], premultiplied(colours.colour(3), 255));
}

QTEST_APPLESS_MAIN(TestLabelPainter)
#include "tst_label_painter.moc"
