// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/cast.h"
#include "core/assign/casting.h"
#include "tests/core/assign/cast_oracle.h"
#include "tests/core/assign/cast_rows.h"

using namespace frisket;
using array::DType;
using condition::Word;

namespace {
QString show(test::Number value) {
    char text[64];
    std::snprintf(text, sizeof(text), "%.21Lg", value);
    return QString::fromLatin1(text);
}

/// Equal as numbers with the same sign of zero, or both NaN.
bool same(test::Number a, test::Number b) {
    return std::isnan(a) ? std::isnan(b) : a == b && std::signbit(a) == std::signbit(b);
}

template <class T>
bool isLost(DType from, DType to, T value) {
    return test::isLost(from, to, reinterpret_cast<const std::byte*>(&value));
}

template <class To, class From>
To castOne(DType from, DType to, From value) {
    To out;
    assign::castRun(from, to)(reinterpret_cast<const std::byte*>(&value), 1, 1,
                              reinterpret_cast<std::byte*>(&out));
    return out;
}
}  // namespace

class TestCast : public QObject {
    Q_OBJECT

private slots:
    void everyValue_data() { test::pairRows(); }

    void everyValue() {
        QFETCH(int, from);
        QFETCH(int, to);
        const auto a = static_cast<DType>(from);
        const auto b = static_cast<DType>(to);
        test::Random random;
        const auto values = test::interestingValues(a, random);
        const std::int64_t size = array::itemSize(a);
        const auto count = static_cast<std::int64_t>(values.size()) / size;
        std::vector<std::byte> out(static_cast<std::size_t>(count * array::itemSize(b)));
        assign::castRun(a, b)(values.data(), 1, count, out.data());
        if (a == b) {
            QVERIFY(out == values);  // NaN payloads too
        }
        std::int64_t allLost = 0;
        for (std::int64_t i = 0; i < count; ++i) {
            const std::byte* element = values.data() + i * size;
            const test::Number value = test::numberOf(a, element);
            const test::Number expected = test::castNumber(value, a, b);
            const test::Number found = test::numberOf(b, out.data() + i * array::itemSize(b));
            if (!same(found, expected)) {
                QFAIL(qPrintable(show(value) + " became " + show(found) + ", expected " +
                                 show(expected)));
            }
            const bool lost = test::isLost(a, b, element);
            allLost += lost ? 1 : 0;
            if (lost == test::hasEqual(value, b)) {
                QFAIL(qPrintable(show(value) + (lost ? " counts as lost" : " counts as exact")));
            }
        }
        const std::vector<Word> all(static_cast<std::size_t>(condition::wordsFor(count)), ~Word{0});
        assign::CastReport report;
        assign::castTally(a, b)(values.data(), 1, count, all.data(), 0, report);
        QCOMPARE(report.total, allLost);
        QCOMPARE(allLost == 0 || !assign::isLossless(a, b), true);
    }

    /// As the array room converts them, payloads of NaN included.
    void halves() {
        std::vector<array::Half> all(1U << 16U);
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].bits = static_cast<std::uint16_t>(i);
        }
        std::vector<float> floats(all.size());
        const auto count = static_cast<std::int64_t>(all.size());
        assign::castRun(DType::F16, DType::F32)(bytesOf(all), 1, count, bytesOf(floats));
        std::vector<array::Half> back(all.size());
        assign::castRun(DType::F32, DType::F16)(bytesOf(floats), 1, count, bytesOf(back));
        for (std::size_t i = 0; i < all.size(); ++i) {
            QCOMPARE(std::bit_cast<std::uint32_t>(floats[i]),
                     std::bit_cast<std::uint32_t>(array::toFloat(all[i])));
            QCOMPARE(back[i].bits, array::toHalf(static_cast<double>(floats[i])).bits);
        }
    }

    /// All sorts of floats and doubles to halves, bit by bit.
    void toHalves() {
        test::Random random;
        checkHalves<float>(DType::F32, test::interestingValues(DType::F32, random));
        checkHalves<double>(DType::F64, test::interestingValues(DType::F64, random));
    }

    void halfRoundsOnce() {
        const auto half = castOne<array::Half>(DType::F64, DType::F16, 1 + 0x1p-11 + 0x1p-30);
        QCOMPARE(half.bits, std::uint16_t{0x3c01});  // through float it would be 0x3c00
        QCOMPARE(castOne<array::Half>(DType::F64, DType::F16, 65519.999).bits,
                 std::uint16_t{0x7bff});
        QCOMPARE(castOne<array::Half>(DType::F64, DType::F16, 65520.0).bits, std::uint16_t{0x7c00});
        QCOMPARE(castOne<array::Half>(DType::I64, DType::F16, std::int64_t{65519}).bits,
                 std::uint16_t{0x7bff});
        QCOMPARE(castOne<array::Half>(DType::U64, DType::F16, ~std::uint64_t{0}).bits,
                 std::uint16_t{0x7c00});
    }

    void toBoolMeansNonzero() {
        using array::Bool8;
        QCOMPARE(castOne<Bool8>(DType::U16, DType::Bool, std::uint16_t{256}), Bool8::True);
        QCOMPARE(castOne<Bool8>(DType::F32, DType::Bool, 0.5F), Bool8::True);
        QCOMPARE(castOne<Bool8>(DType::F64, DType::Bool, std::nan("")), Bool8::True);
        QCOMPARE(castOne<Bool8>(DType::F64, DType::Bool, -0.0), Bool8::False);
        QCOMPARE(castOne<Bool8>(DType::F16, DType::Bool, array::Half{0x8000}), Bool8::False);
        QCOMPARE(castOne<Bool8>(DType::F16, DType::Bool, array::Half{1}), Bool8::True);
        QVERIFY(isLost(DType::U16, DType::Bool, std::uint16_t{256}));
        QVERIFY(!isLost(DType::U16, DType::Bool, std::uint16_t{1}));
        QVERIFY(!isLost(DType::F64, DType::Bool, -0.0));
    }

    void outOfRangeIsDefined() {
        constexpr auto kNan = std::numeric_limits<double>::quiet_NaN();
        constexpr auto kInfinity = std::numeric_limits<double>::infinity();
        QCOMPARE(castOne<std::int32_t>(DType::F64, DType::I32, kNan), 0);
        QCOMPARE(castOne<std::int32_t>(DType::F64, DType::I32, 1e30),
                 std::numeric_limits<std::int32_t>::max());
        QCOMPARE(castOne<std::int64_t>(DType::F64, DType::I64, -kInfinity),
                 std::numeric_limits<std::int64_t>::min());
        QCOMPARE(castOne<std::uint8_t>(DType::F32, DType::U8, -1.0F), std::uint8_t{0});
        QCOMPARE(castOne<std::uint8_t>(DType::F32, DType::U8, -0.9F), std::uint8_t{0});
        QCOMPARE(castOne<std::uint8_t>(DType::F32, DType::U8, 255.9F), std::uint8_t{255});
        QCOMPARE(castOne<std::uint8_t>(DType::I64, DType::U8, std::int64_t{-1}), std::uint8_t{255});
        QCOMPARE(castOne<std::int8_t>(DType::U64, DType::I8, std::uint64_t{0x180}),
                 std::int8_t{-128});
    }

    /// Infinite halves must not pass for the integer that the machine's conversion makes of them.
    void noIntegerEqualsAnInfiniteHalf() {
        QVERIFY(isLost(DType::I64, DType::F16, std::numeric_limits<std::int64_t>::min()));
        QVERIFY(isLost(DType::I32, DType::F16, std::numeric_limits<std::int32_t>::min()));
        QVERIFY(isLost(DType::I32, DType::F16, -65536));
    }

    void limitsOfWideIntegers() {
        constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
        constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
        for (const DType to : {DType::F32, DType::F64}) {
            QVERIFY(isLost(DType::I64, to, kMost));
            QVERIFY(!isLost(DType::I64, to, kLeast));
            QVERIFY(isLost(DType::U64, to, ~std::uint64_t{0}));
            QVERIFY(!isLost(DType::U64, to, std::uint64_t{1} << 63U));
        }
        QVERIFY(isLost(DType::I32, DType::F32, (1 << 24) + 1));
        QVERIFY(isLost(DType::I64, DType::F64, (std::int64_t{1} << 53) + 1));
        QVERIFY(isLost(DType::F64, DType::I64, 0x1p63));
        QVERIFY(!isLost(DType::F64, DType::U64, 0x1p63));
        QVERIFY(isLost(DType::F64, DType::U64, 0x1p64));
    }

private:
    template <class T>
    static std::byte* bytesOf(std::vector<T>& values) {
        return reinterpret_cast<std::byte*>(values.data());
    }

    template <class Float>
    static void checkHalves(DType dtype, const std::vector<std::byte>& values) {
        std::vector<array::Half> halves(values.size() / sizeof(Float));
        assign::castRun(dtype, DType::F16)(
            values.data(), 1, static_cast<std::int64_t>(halves.size()), bytesOf(halves));
        for (std::size_t i = 0; i < halves.size(); ++i) {
            Float value;
            std::memcpy(&value, values.data() + i * sizeof(Float), sizeof(Float));
            QCOMPARE(halves[i].bits, array::toHalf(static_cast<double>(value)).bits);
        }
    }
};

QTEST_APPLESS_MAIN(TestCast)
#include "tst_cast.moc"
