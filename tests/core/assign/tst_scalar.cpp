// SPDX-License-Identifier: MIT
#include <bit>
#include <cmath>
#include <cstring>

#include <QTest>

#include "core/assign/scalar.h"

using namespace frisket;
using array::DType;

namespace {
/// Bits of a value of `dtype` as a whole number, lowest byte first.
std::uint64_t bitsOf(const assign::Scalar& scalar) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, scalar.data(), static_cast<std::size_t>(array::itemSize(scalar.dtype)));
    return bits;
}

template <class T>
std::string textOf(DType dtype, T value) {
    return assign::toText(dtype, reinterpret_cast<const std::byte*>(&value));
}

constexpr std::uint64_t f64(double value) { return std::bit_cast<std::uint64_t>(value); }
constexpr std::uint64_t f32(float value) { return std::bit_cast<std::uint32_t>(value); }
}  // namespace

class TestScalar : public QObject {
    Q_OBJECT

private slots:
    void parses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("dtype");
        QTest::addColumn<quint64>("bits");
        const auto row = [](const char* text, DType dtype, std::uint64_t bits) {
            QTest::addRow("%s as %s", text, array::name(dtype).data())
                << QByteArray(text) << static_cast<int>(dtype) << quint64{bits};
        };
        row("true", DType::Bool, 1);
        row("False", DType::Bool, 0);
        row("0", DType::Bool, 0);
        row("1", DType::Bool, 1);
        row("1.0", DType::Bool, 1);
        row("255", DType::U8, 255);
        row("+7", DType::U8, 7);
        row("3.0", DType::U8, 3);
        row("1e2", DType::U8, 100);
        row("0.3e1", DType::U8, 3);
        row("2500e-2", DType::U8, 25);
        row("0.0e99", DType::U8, 0);
        row("-0", DType::U8, 0);
        row("-128", DType::I8, 0x80);
        row("65535", DType::U16, 65535);
        row("-1", DType::I32, 0xffffffff);
        row("18446744073709551615", DType::U64, ~std::uint64_t{0});
        row("18446744073709551615.0", DType::U64, ~std::uint64_t{0});
        row("-9223372036854775808", DType::I64, std::uint64_t{1} << 63U);
        row("-9223372036854775808.00", DType::I64, std::uint64_t{1} << 63U);
        row("9007199254740993.0", DType::I64, 9007199254740993ULL);  // not a double
        row("1e18", DType::I64, 1000000000000000000ULL);
        row("0.1", DType::F64, f64(0.1));
        row("-0", DType::F64, f64(-0.0));
        row("-0.0", DType::F32, f32(-0.0F));
        row("inf", DType::F64, f64(INFINITY));
        row("-inf", DType::F32, f32(-INFINITY));
        row("nan", DType::F32, 0x7fc00000);
        row("nan", DType::F16, 0x7e00);
        row("0.1", DType::F32, f32(0.1F));
        // Through double this would round twice: to 1 + 2^-24 and then down to 1.
        row("1.00000005960464477540", DType::F32, 0x3f800001);
        row("16777216", DType::F32, f32(16777216.0F));
        row("16777217.5", DType::F32, f32(16777218.0F));
        row("65504", DType::F16, 0x7bff);
        row("65519.9", DType::F16, 0x7bff);
        row("0.1", DType::F16, 0x2e66);
        row("-inf", DType::F16, 0xfc00);
        // The nearest float of something tiny is zero.
        row("1e-400", DType::F64, 0);
        row("-1e-400", DType::F64, f64(-0.0));
        row("1e-50", DType::F32, 0);
        row("-1e-50", DType::F32, f32(-0.0F));
        row("1e-46", DType::F32, 0);
        row("1e-45", DType::F32, 1);
        row("1e-10", DType::F16, 0);
        row("1e-99999", DType::F16, 0);
    }

    void parses() {
        QFETCH(QByteArray, text);
        QFETCH(int, dtype);
        const auto scalar = assign::parseScalar(text.toStdString(), static_cast<DType>(dtype));
        if (!scalar) {
            QFAIL(scalar.error().message.c_str());
        }
        QCOMPARE(scalar->dtype, static_cast<DType>(dtype));
        QTEST(quint64{bitsOf(*scalar)}, "bits");
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("dtype");
        const auto row = [](const char* text, DType dtype) {
            QTest::addRow("'%s' as %s", text, array::name(dtype).data())
                << QByteArray(text) << static_cast<int>(dtype);
        };
        row("2", DType::Bool);
        row("-1", DType::Bool);
        row("0.5", DType::Bool);
        row("nan", DType::Bool);
        row("300", DType::U8);
        row("-1", DType::U8);
        row("1.5", DType::U8);
        row("1.5", DType::I64);
        row("nan", DType::I32);
        row("inf", DType::I64);
        row("128", DType::I8);
        row("-129", DType::I8);
        row("18446744073709551616", DType::U64);
        row("1e20", DType::U64);
        row("9223372036854775808", DType::I64);
        row("9223372036854775807.5", DType::I64);
        row("0.99999999999999999999", DType::U8);  // the double next to it is 1
        row("1e-400", DType::U8);
        row("1e999999999999999999999", DType::I64);
        for (const DType dtype : {DType::Bool, DType::U8, DType::I64, DType::F16, DType::F32}) {
            for (const char* text : {"", " ", "1 ", " 1", "x", "1x", "--1", "+-1", "++1", "+", "-",
                                     ".", "e5", "1e", "0x10", "1,5", "1e+", "tru", "NaNa"}) {
                row(text, dtype);
            }
        }
        row("16777217", DType::F32);  // a whole number must fit
        row("9007199254740993", DType::F64);
        row("2049", DType::F16);
        row("65536", DType::F16);
        row("65520", DType::F16);
        row("65520.0", DType::F16);
        row("1e39", DType::F32);
        row("-3.5e38", DType::F32);
        row("1e400", DType::F64);
        row("1e400", DType::F32);
        row("-1e99999", DType::F16);
    }

    void refuses() {
        QFETCH(QByteArray, text);
        QFETCH(int, dtype);
        const auto scalar = assign::parseScalar(text.toStdString(), static_cast<DType>(dtype));
        QVERIFY(!scalar);
        QCOMPARE(scalar.error().code, base::ErrorCode::InvalidArgument);
        const auto message = QString::fromStdString(scalar.error().message);
        QVERIFY2(message.contains(QString::fromLatin1(text)), qPrintable(message));
        QVERIFY2(message.contains(QLatin1String(array::name(static_cast<DType>(dtype)).data())),
                 qPrintable(message));
        QVERIFY(!scalar.error().hint.empty());
    }

    void texts() {
        QCOMPARE(textOf(DType::Bool, std::uint8_t{1}), std::string("True"));
        QCOMPARE(textOf(DType::Bool, std::uint8_t{0}), std::string("False"));
        QCOMPARE(textOf(DType::U8, std::uint8_t{65}), std::string("65"));
        QCOMPARE(textOf(DType::I8, std::int8_t{-128}), std::string("-128"));
        QCOMPARE(textOf(DType::U64, ~std::uint64_t{0}), std::string("18446744073709551615"));
        QCOMPARE(textOf(DType::F32, 0.1F), std::string("0.1"));
        QCOMPARE(textOf(DType::F64, 0.1), std::string("0.1"));
        QCOMPARE(textOf(DType::F64, -0.0), std::string("-0"));
        QCOMPARE(textOf(DType::F64, std::nan("")), std::string("nan"));
        QCOMPARE(textOf(DType::F32, -INFINITY), std::string("-inf"));
        QCOMPARE(textOf(DType::F16, std::uint16_t{0x2e66}), std::string("0.1"));
        QCOMPARE(textOf(DType::F16, std::uint16_t{0x7bff}), std::string("65504"));
        QCOMPARE(textOf(DType::F16, std::uint16_t{0x8000}), std::string("-0"));
        QCOMPARE(textOf(DType::F16, std::uint16_t{0x7e00}), std::string("nan"));
        QCOMPARE(textOf(DType::F16, std::uint16_t{0xfc00}), std::string("-inf"));
    }

    /// Every half and some of the others read back as the same bits; NaN as a NaN.
    void everyTextReadsBack() {
        for (std::uint32_t bits = 0; bits <= 0xffff; ++bits) {
            const auto half = static_cast<std::uint16_t>(bits);
            const std::string text = textOf(DType::F16, half);
            const auto back = assign::parseScalar(text, DType::F16);
            const bool isNan = (half & 0x7fff) > 0x7c00;
            if (!back || (isNan ? (bitsOf(*back) & 0x7fff) <= 0x7c00 : bitsOf(*back) != half)) {
                QFAIL(text.c_str());
            }
            QVERIFY(isNan || text.size() <= 11);
        }
        for (const double value : {1e22, 5e-324, 1.7976931348623157e308, 0.1, 123456789.0, 1e23}) {
            const auto back = assign::parseScalar(textOf(DType::F64, value), DType::F64);
            QVERIFY(back);
            QCOMPARE(bitsOf(*back), f64(value));
        }
    }
};

QTEST_APPLESS_MAIN(TestScalar)
#include "tst_scalar.moc"
