// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstring>
#include <limits>

#include <QTest>

#include "core/array/storage_type.h"
#include "core/rules/bounds.h"
#include "core/rules/fold.h"
#include "core/rules/rule.h"

using namespace frisket;
using namespace frisket::rules;
using array::DType;

namespace {
Interval interval(const Number& low, const Number& high, bool openLow = false,
                  bool openHigh = false) {
    return {low, high, openLow, openHigh};
}
}  // namespace

class TestRuleNumbers : public QObject {
    Q_OBJECT

private slots:
    void constants_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* text, const char* expected) {
            QTest::newRow(text) << QString(text) << QString(expected);
        };
        row("9223372036854775807 + 1", "-9223372036854775808");
        row("-9223372036854775808 - 1", "9223372036854775807");
        row("-(-9223372036854775808)", "-9223372036854775808");
        row("abs(-9223372036854775808)", "-9223372036854775808");
        row("-9223372036854775808 // -1", "-9223372036854775808");
        row("-9223372036854775808 % -1", "0");
        row("18446744073709551615 + 1", "0");
        row("18446744073709551615 * 2", "18446744073709551614");
        row("18446744073709551615 - 18446744073709551614", "1");
        row("-7 // 2", "-4");
        row("-7 % 2", "1");
        row("7 % -2", "-1");
        row("7 // 0", "0");
        row("7 % 0", "0");
        row("7 / 0", "inf");
        row("-7 / 0", "-inf");
        row("7.5 // 2", "3");
        row("-7.5 // 2", "-4");
        row("-7.5 % 2", "0.5");
        row("1.0 // 0", "inf");
        row("9007199254740993 == 9007199254740992.0", "False");
        row("9007199254740993 > 9007199254740992.0", "True");
        row("18446744073709551615 == 18446744073709551616.0", "False");
        row("18446744073709551615 > -1", "True");
        row("9223372036854775807 < 9223372036854775808.0", "True");
        row("nan == nan", "False");
        row("nan != nan", "True");
        row("nan < 1", "False");
        row("not nan < 1", "True");
        row("nan in {1, nan}", "False");
        row("isnan(nan / 2)", "True");
        row("min(1.5, nan)", "nan");
        row("max(nan, 1)", "nan");
        row("inf in 3..inf", "True");
        row("1 < 2 < 3", "True");
        row("1 < 3 < 2", "False");
        row("3 == 3.0", "True");
        row("true + true", "2");
        row("true == 1", "True");
        row("where(true, 1, 2.5)", "1");
        row("5 in 1..5", "True");
        row("5 in {1..4}", "False");
        row("int(2.9) - int(-2.9)", "4");
        row("int(1e300)", "9223372036854775807");
        row("int(nan)", "0");
        row("round(2.5) + round(3.5)", "6");
        row("floor(-0.5) + ceil(0.5)", "0");
        row("relabel(2, {1: 7, 2: 8, 2..3: 9})", "8");
        row("0x10 ^ 1 == 1", "");
    }
    void constants() {
        QFETCH(QString, text);
        QFETCH(QString, expected);
        const auto rule = rules::check(parse(text.toStdString()).value(), {}, Purpose::Values);
        if (expected.isEmpty()) {
            QVERIFY(!rule);
            return;
        }
        QVERIFY2(rule, rule ? "" : rule.error().message.c_str());
        QCOMPARE(rule->at(rule->root()).op, Op::Constant);
        QCOMPARE(QString::fromStdString(rule->at(rule->root()).number.text()), expected);
    }

    /// Bounds hold just the elements that are in the interval, for all elements of narrow dtypes.
    void bounds() {
        const double infinity = std::numeric_limits<double>::infinity();
        const std::vector<Number> ends{Number::of(std::int64_t{0}),
                                       Number::of(std::int64_t{-1}),
                                       Number::of(std::int64_t{3}),
                                       Number::of(std::int64_t{255}),
                                       Number::of(std::int64_t{256}),
                                       Number::of(std::int64_t{-129}),
                                       Number::of(std::int64_t{2049}),
                                       Number::of(2.5),
                                       Number::of(-0.25),
                                       Number::of(65504.0),
                                       Number::of(65510.0),
                                       Number::of(1e-9),
                                       Number::of(infinity),
                                       Number::of(-infinity),
                                       Number::of(std::nan("")),
                                       Number::of(~std::uint64_t{0})};
        for (const DType dtype : {DType::U8, DType::I8, DType::U16, DType::I16, DType::F16}) {
            const std::int64_t size = array::itemSize(dtype);
            const std::int64_t count = size == 1 ? 256 : 65536;
            std::vector<std::byte> all(static_cast<std::size_t>(count * size));
            for (std::int64_t i = 0; i < count; ++i) {
                std::memcpy(all.data() + i * size, &i, static_cast<std::size_t>(size));
            }
            const std::vector<InputType> types{{"x", dtype, {count}}};
            for (std::size_t a = 0; a < ends.size(); ++a) {
                for (std::size_t b = 0; b < ends.size(); ++b) {
                    const bool openLow = (a + b) % 2 == 0;
                    const bool openHigh = a % 3 == 0;
                    const Interval each = interval(ends[a], ends[b], openLow, openHigh);
                    const auto found = boundsOf(dtype, each);
                    for (std::int64_t i = 0; i < count; i += size == 1 ? 1 : 37) {
                        const Number value = numberAt(dtype, all.data() + i * size);
                        const bool expected = isWithin(value, std::span(&each, 1));
                        const bool is = found && inBounds(dtype, *found, value);
                        if (is != expected) {
                            QFAIL(qPrintable(QString("%1 of %2 in %3..%4")
                                                 .arg(i)
                                                 .arg(array::name(dtype).data())
                                                 .arg(ends[a].text().c_str())
                                                 .arg(ends[b].text().c_str())));
                        }
                    }
                }
            }
        }
    }

private:
    static Number numberAt(DType dtype, const std::byte* element) {
        return array::visitType(dtype, [&](auto type) {
            using T = typename decltype(type)::type;
            T value;
            std::memcpy(&value, element, sizeof(T));
            return array::kIsFloat<T>
                       ? Number::of(array::toDouble(value))
                       : Number::of(static_cast<std::int64_t>(array::toDouble(value)));
        });
    }
    static bool inBounds(DType dtype, const Bounds& bounds, const Number& value) {
        return array::visitType(dtype, [&](auto type) {
            using Value = decltype(array::comparable(typename decltype(type)::type()));
            Value low;
            Value high;
            std::memcpy(&low, bounds.low.data(), sizeof(low));
            std::memcpy(&high, bounds.high.data(), sizeof(high));
            const double number = value.toDouble();
            return number >= static_cast<double>(low) && number <= static_cast<double>(high);
        });
    }
};

QTEST_APPLESS_MAIN(TestRuleNumbers)
#include "tst_rule_numbers.moc"
