// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/cast.h"
#include "tests/core/assign/cast_oracle.h"

using namespace frisket;
using array::DType;
using condition::kWordBits;
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
assign::InexactRun checkOne(DType from, DType to, T value) {
    const Word selected = 1;
    return assign::inexactCheck(from, to)(reinterpret_cast<const std::byte*>(&value), 1, 1,
                                          &selected);
}

template <class To, class From>
To castOne(DType from, DType to, From value) {
    To out;
    assign::castRun(from, to)(reinterpret_cast<const std::byte*>(&value), 1, 1,
                              reinterpret_cast<std::byte*>(&out));
    return out;
}

bool bitAt(const std::vector<Word>& words, std::int64_t place) {
    return ((words[static_cast<std::size_t>(place / kWordBits)] >>
             static_cast<unsigned>(place % kWordBits)) &
            1U) != 0;
}

void pairRows() {
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    for (const DType from : array::kAllDTypes) {
        for (const DType to : array::kAllDTypes) {
            QTest::addRow("%s -> %s", array::name(from).data(), array::name(to).data())
                << static_cast<int>(from) << static_cast<int>(to);
        }
    }
}
}  // namespace

class TestCast : public QObject {
    Q_OBJECT

private slots:
    void everyValue_data() { pairRows(); }

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
        const auto check = assign::inexactCheck(a, b);
        for (std::int64_t i = 0; i < count; ++i) {
            const std::byte* element = values.data() + i * size;
            const test::Number value = test::numberOf(a, element);
            const test::Number expected = test::castNumber(value, a, b);
            const test::Number found = test::numberOf(b, out.data() + i * array::itemSize(b));
            if (!same(found, expected)) {
                QFAIL(qPrintable(show(value) + " became " + show(found) + ", expected " +
                                 show(expected)));
            }
            const Word selected = 1;
            const bool lost = check(element, 1, 1, &selected).count != 0;
            if (lost == test::hasEqual(value, b)) {
                QFAIL(qPrintable(show(value) + (lost ? " counts as lost" : " counts as exact")));
            }
        }
    }

    void strides_data() { pairRows(); }

    /// Any stride gives what the same elements give packed, and the check counts what a loop does.
    void strides() {
        QFETCH(int, from);
        QFETCH(int, to);
        const auto a = static_cast<DType>(from);
        const auto b = static_cast<DType>(to);
        test::Random random;
        const auto values = test::interestingValues(a, random);
        const std::int64_t size = array::itemSize(a);
        const std::int64_t have = static_cast<std::int64_t>(values.size()) / size;
        for (const std::int64_t stride : {1, -1, 0, 3, -2, 64}) {
            for (const std::int64_t wanted : {0, 1, 2, 63, 64, 65, 127, 130, 200}) {
                const std::int64_t reach = std::max<std::int64_t>(std::abs(stride), 1);
                const std::int64_t count = std::min(wanted, (have - 1) / reach + 1);
                const std::int64_t span = (count - 1) * reach;
                const std::int64_t first =
                    count == 0 ? 0 : random.between(0, have - 1 - span) + (stride < 0 ? span : 0);
                checkRun(a, b, values.data() + first * size, stride, count, random);
                if (QTest::currentTestFailed()) {
                    qWarning("stride %lld, count %lld", static_cast<long long>(stride),
                             static_cast<long long>(count));
                    return;
                }
            }
        }
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
        QCOMPARE(checkOne(DType::U16, DType::Bool, std::uint16_t{256}).count, std::int64_t{1});
        QCOMPARE(checkOne(DType::U16, DType::Bool, std::uint16_t{1}).count, std::int64_t{0});
        QCOMPARE(checkOne(DType::F64, DType::Bool, -0.0).count, std::int64_t{0});
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
        QCOMPARE(checkOne(DType::I64, DType::F16, std::numeric_limits<std::int64_t>::min()).count,
                 std::int64_t{1});
        QCOMPARE(checkOne(DType::I32, DType::F16, std::numeric_limits<std::int32_t>::min()).count,
                 std::int64_t{1});
        QCOMPARE(checkOne(DType::I32, DType::F16, -65536).count, std::int64_t{1});
    }

    void limitsOfWideIntegers() {
        constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
        constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
        for (const DType to : {DType::F32, DType::F64}) {
            QCOMPARE(checkOne(DType::I64, to, kMost).count, std::int64_t{1});
            QCOMPARE(checkOne(DType::I64, to, kLeast).count, std::int64_t{0});
            QCOMPARE(checkOne(DType::U64, to, ~std::uint64_t{0}).count, std::int64_t{1});
            QCOMPARE(checkOne(DType::U64, to, std::uint64_t{1} << 63U).count, std::int64_t{0});
        }
        QCOMPARE(checkOne(DType::I32, DType::F32, (1 << 24) + 1).count, std::int64_t{1});
        QCOMPARE(checkOne(DType::I64, DType::F64, (std::int64_t{1} << 53) + 1).count,
                 std::int64_t{1});
        QCOMPARE(checkOne(DType::F64, DType::I64, 0x1p63).count, std::int64_t{1});
        QCOMPARE(checkOne(DType::F64, DType::U64, 0x1p63).count, std::int64_t{0});
        QCOMPARE(checkOne(DType::F64, DType::U64, 0x1p64).count, std::int64_t{1});
    }

private:
    static void checkRun(DType a, DType b, const std::byte* start, std::int64_t stride,
                         std::int64_t count, test::Random& random) {
        const std::int64_t size = array::itemSize(a);
        const auto outBytes = static_cast<std::size_t>(count * array::itemSize(b));
        std::vector<std::byte> packed(static_cast<std::size_t>(count * size));
        for (std::int64_t i = 0; i < count; ++i) {
            std::copy_n(start + i * stride * size, size, packed.data() + i * size);
        }
        std::vector<std::byte> expected(outBytes);
        std::vector<std::byte> out(outBytes);
        for (std::int64_t i = 0; i < count; ++i) {
            assign::castRun(a, b)(packed.data() + i * size, 1, 1,
                                  expected.data() + i * array::itemSize(b));
        }
        assign::castRun(a, b)(start, stride, count, out.data());
        QVERIFY(out == expected);

        std::vector<Word> selected(static_cast<std::size_t>(condition::wordsFor(count)));
        for (int fill = 0; fill < 4; ++fill) {
            // All, none, about half, few; the bits past the count are set and must not matter.
            for (Word& word : selected) {
                const Word bits = random.next();
                word = fill == 0   ? ~Word{0}
                       : fill == 1 ? 0
                       : fill == 2 ? bits
                                   : bits & random.next() & random.next();
            }
            assign::InexactRun wanted;
            for (std::int64_t i = 0; i < count; ++i) {
                if (bitAt(selected, i) &&
                    !test::hasEqual(test::numberOf(a, packed.data() + i * size), b)) {
                    wanted.first = wanted.count++ == 0 ? i : wanted.first;
                }
            }
            const auto found = assign::inexactCheck(a, b)(start, stride, count, selected.data());
            QCOMPARE(found.count, wanted.count);
            QCOMPARE(found.first, wanted.first);
        }
    }
};

QTEST_APPLESS_MAIN(TestCast)
#include "tst_cast.moc"
