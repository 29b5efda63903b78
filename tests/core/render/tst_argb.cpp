// SPDX-License-Identifier: MIT
#include <limits>
#include <random>
#include <vector>

#include <QTest>

#include "core/render/argb.h"

using namespace frisket::render;

namespace {
/// The documented rule, a channel at a time.
Argb slowOver(Argb above, Argb below) {
    const std::uint32_t rest = 255 - (above >> 24U);
    Argb pixel = 0;
    for (const unsigned shift : {0U, 8U, 16U, 24U}) {
        const std::uint32_t channel =
            ((above >> shift) & 255U) + (((below >> shift) & 255U) * rest + 127) / 255;
        pixel |= channel << shift;
    }
    return pixel;
}
}  // namespace

class TestArgb : public QObject {
    Q_OBJECT

private slots:
    void overIsExact();
    void opacityAsByte();
    void premultiplies();
    void rowsOfEveryLength();
};

void TestArgb::overIsExact() {
    for (std::uint32_t alpha = 0; alpha < 256; ++alpha) {
        for (std::uint32_t below = 0; below < 256; ++below) {
            const Argb above = alpha << 24U | alpha << 8U | alpha / 2;
            const Argb other = 0xff000000U | below << 16U | (255 - below) << 8U | below;
            QCOMPARE(over(above, other), slowOver(above, other));
        }
    }
    QCOMPARE(over(0, 0x12345678U), 0x12345678U);
    QCOMPARE(over(0xff112233U, 0x12345678U), 0xff112233U);
}

void TestArgb::opacityAsByte() {
    QCOMPARE(toByte(0), 0U);
    QCOMPARE(toByte(0.5), 128U);
    QCOMPARE(toByte(1), 255U);
    QCOMPARE(toByte(-3), 0U);
    QCOMPARE(toByte(7), 255U);
    QCOMPARE(toByte(std::numeric_limits<double>::quiet_NaN()), 0U);
}

void TestArgb::premultiplies() {
    QCOMPARE(premultiplied({255, 128, 0, 255}, 255), 0xffff8000U);
    QCOMPARE(premultiplied({255, 128, 0, 255}, 128), 0x80804000U);
    QCOMPARE(premultiplied({255, 128, 7, 0}, 255), 0U);
    QCOMPARE(premultiplied({255, 128, 7, 255}, 0), 0U);
}

void TestArgb::rowsOfEveryLength() {
    const unsigned seed = std::random_device{}();
    std::mt19937 random(seed);
    const auto pixel = [&](unsigned kind) -> Argb {
        const auto byte = [&] { return static_cast<std::uint8_t>(random()); };
        // Runs of transparent, of opaque and of any pixels take ways of their own.
        const std::uint8_t alpha = kind == 0 ? 0 : kind == 1 ? 255 : byte();
        return premultiplied({byte(), byte(), byte(), alpha}, 255);
    };
    constexpr Argb kSentinel = 0xdeadbeefU;
    for (std::size_t length = 0; length <= 70; ++length) {
        for (unsigned kind = 0; kind < 4; ++kind) {
            std::vector<Argb> above(length);
            std::vector<Argb> below(length + 2, kSentinel);
            for (std::size_t i = 0; i < length; ++i) {
                above[i] = pixel(kind == 3 ? static_cast<unsigned>(i / 16) % 3 : kind);
                below[i + 1] = pixel(static_cast<unsigned>(random() % 3));
            }
            std::vector<Argb> expected = below;
            std::vector<Argb> uniform = below;
            for (std::size_t i = 0; i < length; ++i) {
                expected[i + 1] = slowOver(above[i], below[i + 1]);
            }
            const auto count = static_cast<std::int64_t>(length);
            blendRow(above.data(), count, below.data() + 1);
            QVERIFY2(below == expected, qPrintable(QString("seed %1").arg(seed)));

            const Argb colour = pixel(kind % 3);
            expected = uniform;
            for (std::size_t i = 0; i < length; ++i) {
                expected[i + 1] = slowOver(colour, uniform[i + 1]);
            }
            blendColour(colour, count, uniform.data() + 1);
            QVERIFY2(uniform == expected, qPrintable(QString("seed %1").arg(seed)));
        }
    }
}

QTEST_APPLESS_MAIN(TestArgb)
#include "tst_argb.moc"
