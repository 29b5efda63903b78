// SPDX-License-Identifier: MIT
#include <cmath>
#include <numeric>

#include <QTest>

#include "core/measure/sample.h"
#include "tests/support/arrays.h"

using namespace frisket;
using namespace frisket::measure;
using array::DType;

namespace {
std::vector<std::int32_t> counted(std::size_t count) {
    std::vector<std::int32_t> values(count);
    std::iota(values.begin(), values.end(), 0);
    return values;
}

array::ArrayView viewOf(const std::vector<std::int32_t>& values, const array::Layout& layout) {
    return {DType::I32, layout, reinterpret_cast<const std::byte*>(values.data())};
}

std::vector<std::int32_t> numbers(const Sample& sample) {
    const auto* first = reinterpret_cast<const std::int32_t*>(sample.bytes.data());
    return {first, first + sample.count};
}

ValueRanges rangesOf(const std::vector<float>& values) {
    const array::ArrayView view{DType::F32,
                                array::Layout::rowMajor({static_cast<std::int64_t>(values.size())}),
                                reinterpret_cast<const std::byte*>(values.data())};
    return valueRanges(sample(flatElements(view), 1000));
}
}  // namespace

class TestSample : public QObject {
    Q_OBJECT

private slots:
    void smallArraysAreWhole();
    void stridedViewsInFlatOrder();
    void largeArraysAreSpread();
    void ranges();
    void rangesOfOddValues();
};

void TestSample::smallArraysAreWhole() {
    const auto values = counted(256);
    const Sample found = sample(flatElements(viewOf(values, array::Layout::rowMajor({256}))), 256);
    QVERIFY(found.isWhole);
    QCOMPARE(numbers(found), values);
    const Sample nothing = sample(flatElements(viewOf(values, array::Layout::rowMajor({0}))), 256);
    QVERIFY(nothing.isWhole);
    QCOMPARE(nothing.count, 0);
}

void TestSample::stridedViewsInFlatOrder() {
    const auto values = counted(24);
    // A 4x3x2 array seen as 2x3x4: element (i, j, k) is (k, j, i) of the memory.
    const auto turned = array::Layout::rowMajor({4, 3, 2}).transpose(std::vector<int>{2, 1, 0});
    QVERIFY(turned);
    const FlatElements elements = flatElements(viewOf(values, *turned));
    for (std::int64_t first = 0; first < 24; ++first) {
        for (std::int64_t count = 1; first + count <= 24; ++count) {
            std::vector<std::int32_t> got(static_cast<std::size_t>(count) + 1, -1);
            elements.gather(first, count, reinterpret_cast<std::byte*>(got.data()));
            for (std::int64_t n = 0; n < count; ++n) {
                const std::int64_t flat = first + n;
                const std::int64_t i = flat / 12;
                const std::int64_t j = flat / 4 % 3;
                const std::int64_t k = flat % 4;
                QCOMPARE(got[static_cast<std::size_t>(n)], k * 6 + j * 2 + i);
            }
            QCOMPARE(got.back(), -1);
        }
    }
}

void TestSample::largeArraysAreSpread() {
    const auto values = counted(100001);
    const auto whole = viewOf(values, array::Layout::rowMajor({100001}));
    const Sample found = sample(flatElements(whole), 1030);
    QVERIFY(!found.isWhole);
    QCOMPARE(found.count, 1024);
    const auto got = numbers(found);
    QCOMPARE(got.front(), 0);
    QCOMPARE(got.back(), 100000);
    for (std::size_t i = 1; i < got.size(); ++i) {
        if (i % 256 == 0) {
            QVERIFY(got[i] - got[i - 1] > 30000);
        } else {
            QCOMPARE(got[i], got[i - 1] + 1);
        }
    }
    const auto banded = array::BandedArray::from(test::makeArray({100001}, values));
    QVERIFY(banded);
    QCOMPARE(numbers(sample(flatElements(*banded), 1030)), got);
}

void TestSample::ranges() {
    std::vector<float> values;
    for (int i = 0; i <= 100; ++i) {
        values.push_back(static_cast<float>(i * 37 % 101));
    }
    QCOMPARE(rangesOf(values).full, (ValueRange{0, 100}));
    QCOMPARE(rangesOf(values).middle, (ValueRange{1, 99}));
    QVERIFY(!rangesOf(values).isSampled);
    values.resize(5000, 3.0F);
    QVERIFY(rangesOf(values).isSampled);
}

void TestSample::rangesOfOddValues() {
    const float nan = std::nanf("");
    QCOMPARE(rangesOf({}).full, (ValueRange{0, 1}));
    QCOMPARE(rangesOf({nan, nan}).full, (ValueRange{0, 1}));
    QCOMPARE(rangesOf({nan, 4.0F}).full, (ValueRange{4, 4}));
    QCOMPARE(rangesOf({nan, 4.0F}).middle, (ValueRange{4, 4}));
    QCOMPARE(rangesOf({INFINITY, 2.0F, 3.0F}).full.high, double{INFINITY});
    QCOMPARE(rangesOf({INFINITY, 2.0F, 3.0F}).middle, (ValueRange{2, 3}));
}

QTEST_APPLESS_MAIN(TestSample)
#include "tst_sample.moc"
