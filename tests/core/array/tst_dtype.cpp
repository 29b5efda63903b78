// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <QTest>

#include "core/array/half.h"
#include "tests/support/random.h"

using namespace frisket::array;

namespace {
constexpr std::uint16_t kInfinity = 0x7c00;

bool isNan(Half half) { return (half.bits & 0x7fffU) > kInfinity; }

/// What the positive finite pattern `bits` is worth, in units of 2^-24; straight from IEEE 754.
std::int64_t unitsOf(std::uint16_t bits) {
    const int exponent = bits >> 10U;
    const std::int64_t fraction = bits & 0x3ffU;
    return exponent == 0 ? fraction : (fraction + 1024) << static_cast<unsigned>(exponent - 1);
}

/// Nearest half by search over all positive ones, in exact long double arithmetic: halves and the
/// middles between them are multiples of 2^-25 below 2^17, which 64 bits hold.
Half nearestHalf(double value) {
    const std::uint16_t sign = std::signbit(value) ? 0x8000U : 0U;
    const long double units = std::fabs(static_cast<long double>(value)) * 0x1p24L;
    std::uint16_t low = 0;
    std::uint16_t high = kInfinity;  // stands for 65536 when rounding
    while (high - low > 1) {
        const auto middle = static_cast<std::uint16_t>((low + high) / 2);
        (units >= static_cast<long double>(unitsOf(middle)) ? low : high) = middle;
    }
    const auto middle =
        (static_cast<long double>(unitsOf(low)) + static_cast<long double>(unitsOf(high))) / 2;
    const bool up = units > middle || (units == middle && (low & 1U) != 0);
    return Half{static_cast<std::uint16_t>(sign | (up ? high : low))};
}
}  // namespace

class TestDtype : public QObject {
    Q_OBJECT

private slots:
    void everyHalfRoundTrips() {
        for (std::uint32_t bits = 0; bits <= 0xffffU; ++bits) {
            const Half half{static_cast<std::uint16_t>(bits)};
            const float wide = toFloat(half);
            const Half back = toHalf(static_cast<double>(wide));
            if (isNan(half)) {
                QVERIFY(std::isnan(wide));
                // A signalling NaN becomes quiet on its way through double.
                QCOMPARE(back.bits, static_cast<std::uint16_t>(bits | 0x200U));
                continue;
            }
            if ((bits & 0x7fffU) < kInfinity) {
                const auto units =
                    static_cast<float>(unitsOf(static_cast<std::uint16_t>(bits & 0x7fffU)));
                QCOMPARE(std::fabs(wide), units * 0x1p-24F);
            } else {
                QVERIFY(std::isinf(wide));
            }
            QCOMPARE(std::signbit(wide), bits >= 0x8000U);
            QCOMPARE(back.bits, half.bits);
        }
    }

    void roundsOnceToNearestEven_data() {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("bits");
        QTest::newRow("one") << 1.0 << 0x3c00;
        QTest::newRow("tie to even below") << 1 + 0x1p-11 << 0x3c00;
        QTest::newRow("tie to even above") << 1 + 3 * 0x1p-11 << 0x3c02;
        QTest::newRow("twice rounded would be 1") << 1 + 0x1p-11 + 0x1p-30 << 0x3c01;
        QTest::newRow("just under the tie") << 1 + 0x1p-11 - 0x1p-52 << 0x3c00;
        QTest::newRow("carry into the exponent") << 2 - 0x1p-12 << 0x4000;
        QTest::newRow("largest") << 65504.0 << 0x7bff;
        QTest::newRow("under the overflow tie") << std::nextafter(65520.0, 0.0) << 0x7bff;
        QTest::newRow("overflow tie") << 65520.0 << 0x7c00;
        QTest::newRow("far too large") << 1e300 << 0x7c00;
        QTest::newRow("infinity") << std::numeric_limits<double>::infinity() << 0x7c00;
        QTest::newRow("least normal") << 0x1p-14 << 0x0400;
        QTest::newRow("largest subnormal") << 0x1p-14 - 0x1p-24 << 0x03ff;
        QTest::newRow("between subnormal and normal") << 0x1p-14 - 0x1p-25 << 0x0400;
        QTest::newRow("least subnormal") << 0x1p-24 << 0x0001;
        QTest::newRow("tie to zero") << 0x1p-25 << 0x0000;
        QTest::newRow("over the tie to zero") << std::nextafter(0x1p-25, 1.0) << 0x0001;
        QTest::newRow("under the tie to zero") << std::nextafter(0x1p-25, 0.0) << 0x0000;
        QTest::newRow("least double") << std::numeric_limits<double>::denorm_min() << 0x0000;
        QTest::newRow("zero") << 0.0 << 0x0000;
    }
    void roundsOnceToNearestEven() {
        QFETCH(double, value);
        QFETCH(int, bits);
        QCOMPARE(static_cast<int>(toHalf(value).bits), bits);
        QCOMPARE(static_cast<int>(toHalf(-value).bits), bits | 0x8000);
    }

    void nanStaysNan() {
        QVERIFY(isNan(toHalf(std::numeric_limits<double>::quiet_NaN())));
        QVERIFY(isNan(toHalf(-std::numeric_limits<double>::quiet_NaN())));
        QVERIFY(isNan(toHalf(std::numeric_limits<double>::signaling_NaN())));
        QVERIFY(isNan(toHalf(-std::numeric_limits<float>::signaling_NaN())));
    }

    void agreesWithTheExactOracle() {
        // Beside every half and every middle between two: the value itself and its neighbours.
        for (std::uint16_t bits = 0; bits < kInfinity; ++bits) {
            const double low = static_cast<double>(unitsOf(bits)) * 0x1p-24;
            const double high =
                static_cast<double>(unitsOf(static_cast<std::uint16_t>(bits + 1))) * 0x1p-24;
            const double middle = (low + high) / 2;
            for (const double value :
                 {low, std::nextafter(low, 1e9), std::nextafter(middle, 0.0), middle,
                  std::nextafter(middle, 1e9), std::nextafter(high, 0.0)}) {
                QCOMPARE(toHalf(value).bits, nearestHalf(value).bits);
                QCOMPARE(toHalf(-value).bits, nearestHalf(-value).bits);
                const auto single = static_cast<float>(value);
                QCOMPARE(toHalf(single).bits, nearestHalf(static_cast<double>(single)).bits);
            }
        }
        frisket::test::Random random;
        for (int i = 0; i < 200000; ++i) {
            const auto significand = static_cast<double>(random.next() >> 11U);
            const double value =
                std::ldexp(significand, static_cast<int>(random.between(-90, -36)));
            QCOMPARE(toHalf(value).bits, nearestHalf(value).bits);
        }
    }

    void namesAndSizes() {
        const std::array<std::int64_t, 12> sizes{1, 1, 1, 2, 2, 4, 4, 8, 8, 2, 4, 8};
        for (std::size_t i = 0; i < kAllDTypes.size(); ++i) {
            const DType dtype = kAllDTypes[i];
            QCOMPARE(static_cast<std::size_t>(dtype), i);
            QCOMPARE(itemSize(dtype), sizes[i]);
            QVERIFY(dtypeFromName(name(dtype)) == dtype);
            const int kinds = (dtype == DType::Bool ? 1 : 0) + (isInteger(dtype) ? 1 : 0) +
                              (isFloat(dtype) ? 1 : 0);
            QCOMPARE(kinds, 1);
        }
        QVERIFY(dtypeFromName("u8") == DType::U64);
        QVERIFY(dtypeFromName("f2") == DType::F16);
        QVERIFY(dtypeFromName("b1") == DType::Bool);
        QVERIFY(!dtypeFromName("u3"));
        QVERIFY(!dtypeFromName(""));
        QVERIFY(!dtypeFromName("UINT8"));
        QVERIFY(isSigned(DType::I8) && isSigned(DType::F16));
        QVERIFY(!isSigned(DType::U64) && !isSigned(DType::Bool));
    }
};

QTEST_APPLESS_MAIN(TestDtype)
#include "tst_dtype.moc"
