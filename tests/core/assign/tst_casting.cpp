// SPDX-License-Identifier: MIT
#include <array>
#include <cmath>
#include <string_view>

#include <QTest>

#include "core/assign/casting.h"

using namespace frisket;
using array::DType;
using array::kAllDTypes;
using assign::Casting;

namespace {
using Table = std::array<std::string_view, 12>;

// np.can_cast of NumPy 1.24.2: a row is the dtype from, a column the dtype to, both in the order
// of kAllDTypes; 'y' where it is allowed.
constexpr Table kSafe{
    "yyyyyyyyyyyy",  // bool
    ".y.yyyyyyyyy",  // uint8
    "..y.y.y.yyyy",  // int8
    "...y.yyyy.yy",  // uint16
    "....y.y.y.yy",  // int16
    ".....y.yy..y",  // uint32
    "......y.y..y",  // int32
    ".......y...y",  // uint64
    "........y..y",  // int64
    ".........yyy",  // float16
    "..........yy",  // float32
    "...........y",  // float64
};
constexpr Table kSameKind{
    "yyyyyyyyyyyy",  // bool
    ".yyyyyyyyyyy",  // uint8
    "..y.y.y.yyyy",  // int8
    ".yyyyyyyyyyy",  // uint16
    "..y.y.y.yyyy",  // int16
    ".yyyyyyyyyyy",  // uint32
    "..y.y.y.yyyy",  // int32
    ".yyyyyyyyyyy",  // uint64
    "..y.y.y.yyyy",  // int64
    ".........yyy",  // float16
    ".........yyy",  // float32
    ".........yyy",  // float64
};

bool allowed(const Table& table, DType from, DType to) {
    return table[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)] == 'y';
}

/// The whole numbers that a dtype holds without a gap, from `low` to `high`, as long double, which
/// has 64 bits of significand here; and whether it holds fractions, NaN and infinity.
struct Range {
    long double low;
    long double high;
    bool fractions;
};

Range rangeOf(DType dtype) {
    return array::visitType(dtype, [](auto type) -> Range {
        using T = typename decltype(type)::type;
        if constexpr (std::is_same_v<T, array::Bool8>) {
            return {0, 1, false};
        } else if constexpr (std::is_same_v<T, array::Half>) {
            return {-2048, 2048, true};
        } else if constexpr (std::is_floating_point_v<T>) {
            const long double most = std::ldexp(1.0L, std::numeric_limits<T>::digits);
            return {-most, most, true};
        } else {
            return {static_cast<long double>(std::numeric_limits<T>::min()),
                    static_cast<long double>(std::numeric_limits<T>::max()), false};
        }
    });
}
}  // namespace

class TestCasting : public QObject {
    Q_OBJECT

private slots:
    void everyPair_data() {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        for (const DType from : kAllDTypes) {
            for (const DType to : kAllDTypes) {
                QTest::addRow("%s -> %s", array::name(from).data(), array::name(to).data())
                    << static_cast<int>(from) << static_cast<int>(to);
            }
        }
    }

    void everyPair() {
        QFETCH(int, from);
        QFETCH(int, to);
        const auto a = static_cast<DType>(from);
        const auto b = static_cast<DType>(to);
        QCOMPARE(assign::canCast(a, b, Casting::Safe), allowed(kSafe, a, b));
        QCOMPARE(assign::canCast(a, b, Casting::SameKind), allowed(kSameKind, a, b));
        QVERIFY(assign::canCast(a, b, Casting::Unsafe));
        QVERIFY(assign::canCast(a, b, Casting::Exact));

        // Lossless: all whole numbers of `from` are among those of `to`, and so are the others.
        const Range mine = rangeOf(a);
        const Range theirs = rangeOf(b);
        const bool fits = theirs.low <= mine.low && mine.high <= theirs.high &&
                          (!mine.fractions || theirs.fractions);
        QCOMPARE(assign::isLossless(a, b), fits);
    }

    void namesReadBack() {
        for (const Casting casting :
             {Casting::Exact, Casting::Safe, Casting::SameKind, Casting::Unsafe}) {
            QCOMPARE(assign::castingFromName(assign::name(casting)), std::optional(casting));
        }
        QCOMPARE(QString::fromStdString(std::string(assign::name(Casting::SameKind))),
                 QStringLiteral("same_kind"));
        QVERIFY(!assign::castingFromName("samekind"));
        QVERIFY(!assign::castingFromName(""));
        QCOMPARE(assign::modeFromName("where"), std::optional(assign::Mode::Where));
        QCOMPARE(assign::modeFromName("fill"), std::optional(assign::Mode::Fill));
        QVERIFY(!assign::modeFromName("Where"));
    }
};

QTEST_APPLESS_MAIN(TestCasting)
#include "tst_casting.moc"
