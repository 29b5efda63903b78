// SPDX-License-Identifier: MIT
#include <limits>

#include <QTest>

#include "core/array/half.h"
#include "core/measure/value_summary.h"
#include "tests/support/arrays.h"

using namespace frisket;
using measure::Number;

class TestValueSummary : public QObject {
    Q_OBJECT

private slots:
    void integers() {
        const auto summary =
            measure::summarize(test::makeArray<std::int8_t>({2, 3}, {5, -128, 0, 0, 7, 1}).view());
        QVERIFY(summary.min == Number(std::int64_t{-128}));
        QVERIFY(summary.max == Number(std::int64_t{7}));
        QCOMPARE(summary.trueCount, 4);
        QCOMPARE(summary.nanCount, 0);
    }

    void wideIntegersStayExact() {
        constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
        const auto summary =
            measure::summarize(test::makeArray<std::uint64_t>({2}, {kMost, kMost - 1}).view());
        QVERIFY(summary.min == Number(kMost - 1));
        QVERIFY(summary.max == Number(kMost));
        constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
        QVERIFY(measure::summarize(test::makeArray<std::int64_t>({1}, {kLeast}).view()).max ==
                Number(kLeast));
    }

    void bools() {
        const auto summary = measure::summarize(
            test::makeArray<array::Bool8>({2}, {array::Bool8::True, array::Bool8::True}).view());
        QVERIFY(summary.min == Number(std::uint64_t{1}));
        QCOMPARE(summary.trueCount, 2);
    }

    void floats() {
        constexpr auto kNan = std::numeric_limits<float>::quiet_NaN();
        const auto summary =
            measure::summarize(test::makeArray<float>({5}, {kNan, -0.0F, 0.1F, -2, kNan}).view());
        QVERIFY(summary.min == Number(-2.0));
        QVERIFY(summary.max == Number(double{0.1F}));
        QCOMPARE(summary.trueCount, 4);
        QCOMPARE(summary.nanCount, 2);
    }

    void infinities() {
        constexpr auto kInfinity = std::numeric_limits<double>::infinity();
        const auto all = measure::summarize(test::makeArray<double>({1}, {kInfinity}).view());
        QVERIFY(all.min == Number(kInfinity));
        QVERIFY(all.max == Number(kInfinity));
    }

    void halves() {
        const auto summary = measure::summarize(
            test::makeArray<array::Half>({3}, {array::toHalf(1.5), {0x7E00}, {0x8000}}).view());
        QVERIFY(summary.min == Number(0.0));
        QVERIFY(summary.max == Number(1.5));
        QCOMPARE(summary.trueCount, 2);
        QCOMPARE(summary.nanCount, 1);
    }

    void nothingToCompare() {
        const auto empty = measure::summarize(test::makeArray<std::int16_t>({0, 3}, {}).view());
        QVERIFY(!empty.min && !empty.max && empty.trueCount == 0);
        const auto nan = measure::summarize(
            test::makeArray<double>({1}, {std::numeric_limits<double>::quiet_NaN()}).view());
        QVERIFY(!nan.min && !nan.max && nan.nanCount == 1 && nan.trueCount == 1);
    }

    void longArrays() {
        constexpr std::int64_t kCount = 3 * 65536 + 5;
        std::vector<float> values(kCount, std::numeric_limits<float>::quiet_NaN());
        values.back() = -1;
        const auto nan = measure::summarize(test::makeArray<float>({kCount}, values).view());
        QCOMPARE(nan.nanCount, kCount - 1);
        QCOMPARE(nan.trueCount, kCount);
        QVERIFY(nan.min == Number(-1.0) && nan.max == Number(-1.0));
        std::vector<std::uint8_t> zeros(kCount, 0);
        zeros[70000] = 9;
        const auto summary =
            measure::summarize(test::makeArray<std::uint8_t>({kCount}, zeros).view());
        QCOMPARE(summary.trueCount, 1);
        QVERIFY(summary.min == Number(std::uint64_t{0}) && summary.max == Number(std::uint64_t{9}));
    }

    void scalarsAndStrides() {
        const auto whole = test::countingArray<std::int32_t>({4, 5});
        QVERIFY(measure::summarize(test::makeArray<std::int32_t>({}, {9}).view()).max ==
                Number(std::int64_t{9}));
        const auto column = whole.withLayout(whole.layout().select(1, 2).value());
        const auto summary = measure::summarize(column.view());
        QVERIFY(summary.min == Number(std::int64_t{2}));
        QVERIFY(summary.max == Number(std::int64_t{17}));
        QCOMPARE(summary.trueCount, 4);
    }
};

QTEST_APPLESS_MAIN(TestValueSummary)
#include "tst_value_summary.moc"
