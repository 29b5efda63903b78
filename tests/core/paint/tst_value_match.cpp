// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <QTest>

#include "core/paint/value_match.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::paint;
using array::DType;
using condition::Word;
using test::Random;

namespace {
bool bitOf(const std::vector<Word>& words, std::int64_t bit) {
    return ((words[static_cast<std::size_t>(bit / 64)] >> static_cast<unsigned>(bit % 64)) & 1U) !=
           0;
}

/// Value of an element as a wide float; exact but for 64-bit integers beyond 2^63.
long double wide(DType dtype, const std::byte* element) {
    return dtype == DType::Bool ? static_cast<long double>(*element)
                                : std::strtold(assign::toText(dtype, element).c_str(), nullptr);
}
}  // namespace

class TestValueMatch : public QObject {
    Q_OBJECT

private slots:
    void everyDTypeAndLength_data() {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < array::kAllDTypes.size(); ++i) {
            QTest::newRow(std::string(array::name(array::kAllDTypes[i])).c_str())
                << static_cast<int>(i);
        }
    }
    void everyDTypeAndLength() {
        QFETCH(int, index);
        const DType dtype = array::kAllDTypes[static_cast<std::size_t>(index)];
        const std::int64_t size = array::itemSize(dtype);
        const bool isBool = dtype == DType::Bool;
        Random random;
        for (const std::int64_t count : {0, 1, 5, 63, 64, 65, 127, 128, 511, 512, 513, 1300}) {
            // Off by one byte, so that nothing is aligned.
            std::vector<std::byte> bytes(static_cast<std::size_t>(count * size + 1 + size));
            for (std::byte& byte : bytes) {
                byte = static_cast<std::byte>(random.between(0, isBool              ? 1
                                                                : random.chance(50) ? 3
                                                                                    : 255));
            }
            const std::byte* elements = bytes.data() + 1;
            assign::Scalar one{dtype, {}};
            std::copy(elements, elements + size, one.bytes.begin());
            const double tolerance =
                random.chance(40) ? 0 : std::exp2(static_cast<double>(random.between(-3, 40)));
            const ValueRange range = rangeAround(dtype, one.data(), tolerance);
            std::vector<Word> out(static_cast<std::size_t>((count + 63) / 64) + 1, 0x55);
            matchRange(range, elements, count, out.data());
            QCOMPARE(out.back(), Word{0x55});
            const long double low = wide(dtype, range.low.data());
            const long double high = wide(dtype, range.high.data());
            for (std::int64_t i = 0; i < count; ++i) {
                const long double value = wide(dtype, elements + i * size);
                const bool bothNan = std::isnan(low) && std::isnan(high);
                const bool expected = bothNan ? std::isnan(value) : value >= low && value <= high;
                QVERIFY2(bitOf(out, i) == expected,
                         assign::toText(dtype, elements + i * size).c_str());
            }
            for (std::int64_t i = count; i < (count + 63) / 64 * 64; ++i) {
                QVERIFY(!bitOf(out, i));
            }
        }
    }

    void rangesStayInTheDType_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<QString>("value");
        QTest::addColumn<double>("tolerance");
        QTest::addColumn<QString>("low");
        QTest::addColumn<QString>("high");
        const auto row = [](const char* name, DType dtype, const char* value, double tolerance,
                            const char* low, const char* high) {
            QTest::newRow(name) << static_cast<int>(dtype) << QString(value) << tolerance
                                << QString(low) << QString(high);
        };
        row("u8 low", DType::U8, "3", 5, "0", "8");
        row("u8 high", DType::U8, "250", 10.9, "240", "255");
        row("i8", DType::I8, "-100", 60, "-128", "-40");
        row("i32", DType::I32, "-2147483640", 1e12, "-2147483648", "2147483647");
        row("u64", DType::U64, "18446744073709551615", 1, "18446744073709551614",
            "18446744073709551615");
        row("u64, all", DType::U64, "5", 1e300, "0", "9200000000000000005");
        row("i64", DType::I64, "-9223372036854775807", 3, "-9223372036854775808",
            "-9223372036854775804");
        row("bool", DType::Bool, "1", 0, "True", "True");
        row("bool, any", DType::Bool, "1", 1, "False", "True");
        row("f32", DType::F32, "0.5", 0.25, "0.25", "0.75");
        row("f64", DType::F64, "1e308", 1e308, "0", "inf");
        row("half", DType::F16, "65504", 100, "65408", "inf");
        row("nan", DType::F32, "nan", 1, "nan", "nan");
    }
    void rangesStayInTheDType() {
        QFETCH(int, dtype);
        QFETCH(QString, value);
        QFETCH(double, tolerance);
        QFETCH(QString, low);
        QFETCH(QString, high);
        const auto type = static_cast<DType>(dtype);
        const auto scalar = assign::parseScalar(value.toStdString(), type);
        QVERIFY(scalar.has_value());
        const ValueRange range = rangeAround(type, scalar->data(), tolerance);
        QCOMPARE(QString::fromStdString(assign::toText(type, range.low.data())), low);
        QCOMPARE(QString::fromStdString(assign::toText(type, range.high.data())), high);
    }

    void numbersOfEveryDType_data() { everyDTypeAndLength_data(); }
    void numbersOfEveryDType() {
        QFETCH(int, index);
        const DType dtype = array::kAllDTypes[static_cast<std::size_t>(index)];
        const std::int64_t size = array::itemSize(dtype);
        Random random;
        const double infinity = std::numeric_limits<double>::infinity();
        const std::vector<double> ends{-infinity, -1e300, -9.3e18,  -2147483648.5, -129, -1,
                                       -0.1,      0,      0.1,      0.5,           1,    2.99999999,
                                       127,       255.5,  65504,    65519,         1e10, 1.8e19,
                                       1.9e19,    3.5e38, infinity, std::nan("")};
        std::vector<std::byte> bytes(static_cast<std::size_t>(700 * size + 1));
        for (std::byte& byte : bytes) {
            byte = static_cast<std::byte>(random.between(0, dtype == DType::Bool ? 1 : 255));
        }
        const std::byte* elements = bytes.data() + 1;
        for (const double low : ends) {
            for (const double high : ends) {
                std::vector<Word> out(12, 0x55);
                matchNumbers(dtype, low, high, elements, 700, out.data());
                QCOMPARE(out.back(), Word{0x55});
                for (std::int64_t i = 0; i < 700; ++i) {
                    const long double value = wide(dtype, elements + i * size);
                    if (bitOf(out, i) != (value >= low && value <= high)) {
                        QFAIL(
                            qPrintable(QString("%1 from %2 to %3")
                                           .arg(assign::toText(dtype, elements + i * size).c_str())
                                           .arg(low)
                                           .arg(high)));
                    }
                }
            }
        }
    }

    void minusZeroIsZero() {
        const float zero = -0.0F;
        const float values[]{0.0F, -0.0F, 1e-45F};
        std::vector<Word> out(1);
        matchRange(rangeAround(DType::F32, reinterpret_cast<const std::byte*>(&zero), 0),
                   reinterpret_cast<const std::byte*>(values), 3, out.data());
        QCOMPARE(out[0], Word{3});
    }

    void coloursByTheirFurthestPart() {
        Random random;
        std::vector<std::uint32_t> pixels(777);
        for (std::uint32_t& pixel : pixels) {
            pixel = 0xff000000U | static_cast<std::uint32_t>(random.next() & 0xffffffU);
        }
        for (const int tolerance : {0, 1, 60, 255}) {
            std::vector<Word> out(13);
            matchColour(pixels[5], tolerance, pixels.data(), 777, out.data());
            QVERIFY(bitOf(out, 5));
            for (std::size_t i = 0; i < pixels.size(); ++i) {
                int furthest = 0;
                for (const unsigned shift : {0U, 8U, 16U}) {
                    furthest =
                        std::max(furthest, std::abs(static_cast<int>((pixels[i] >> shift) & 255U) -
                                                    static_cast<int>((pixels[5] >> shift) & 255U)));
                }
                QCOMPARE(bitOf(out, static_cast<std::int64_t>(i)), furthest <= tolerance);
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestValueMatch)
#include "tst_value_match.moc"
