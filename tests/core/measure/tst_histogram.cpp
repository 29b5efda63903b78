// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstring>
#include <map>

#include <QTest>

#include "core/array/half.h"
#include "core/measure/histogram.h"
#include "tests/support/arrays.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::measure;
using namespace frisket::test;
using array::DType;

namespace {
template <class T>
Histogram counted(const std::vector<T>& values) {
    // One byte off any alignment.
    std::vector<std::byte> bytes(values.size() * sizeof(T) + 1);
    if (!values.empty()) {
        std::memcpy(bytes.data() + 1, values.data(), values.size() * sizeof(T));
    }
    return histogram(dtypeOf<T>(), bytes.data() + 1, static_cast<std::int64_t>(values.size()));
}

template <class T>
long double wide(T value) {
    if constexpr (std::is_same_v<T, array::Half>) {
        return static_cast<long double>(array::toFloat(value));
    } else {
        return static_cast<long double>(value);
    }
}

std::int64_t sum(const Histogram& found) {
    std::int64_t all = found.nan + found.positive + found.negative;
    for (const Histogram::Bin& bin : found.bins) {
        all += bin.count;
    }
    return all;
}

/// Any value of the type; few different ones if `few`.
template <class T>
T someValue(Random& random, bool few) {
    if constexpr (std::is_same_v<T, array::Bool8>) {
        return random.chance(30) ? array::Bool8::True : array::Bool8::False;
    } else if constexpr (std::is_integral_v<T>) {
        return few ? static_cast<T>(random.between(0, 9) * 11) : static_cast<T>(random.next());
    } else {
        double value = static_cast<double>(random.between(-60000, 60000)) / (few ? 1 : 7);
        if (random.chance(5)) {
            value = random.chance(50) ? std::nan("") : random.chance(50) ? HUGE_VAL : -HUGE_VAL;
        }
        if constexpr (std::is_same_v<T, array::Half>) {
            return array::toHalf(value);
        } else {
            return static_cast<T>(value);
        }
    }
}
}  // namespace

class TestHistogram : public QObject {
    Q_OBJECT

private slots:
    void matchesALoop_data();
    void matchesALoop();
    void edges_data();
    void edges();
    void extremesOfIntegers();
    void extremesOfFloats();
    void nothingToCount();
};

void TestHistogram::matchesALoop_data() {
    QTest::addColumn<int>("type");
    QTest::addColumn<bool>("few");
    for (const DType dtype : array::kAllDTypes) {
        for (const bool few : {true, false}) {
            QTest::newRow((std::string(array::name(dtype)) + (few ? ", few" : ", many")).c_str())
                << static_cast<int>(dtype) << few;
        }
    }
}

void TestHistogram::matchesALoop() {
    QFETCH(int, type);
    QFETCH(bool, few);
    Random random;
    array::visitType(static_cast<DType>(type), [&](auto storage) {
        using T = typename decltype(storage)::type;
        std::vector<T> values(static_cast<std::size_t>(random.between(4000, 4100)));
        for (T& value : values) {
            value = someValue<T>(random, few);
        }
        const Histogram found = counted(values);
        QCOMPARE(found.total, static_cast<std::int64_t>(values.size()));
        QCOMPARE(sum(found), found.total);
        std::map<long double, std::int64_t> expected;
        std::int64_t nan = 0;
        std::int64_t positive = 0;
        std::int64_t negative = 0;
        for (const T value : values) {
            const long double number = wide(value);
            if (std::isnan(number)) {
                ++nan;
            } else if (std::isinf(number)) {
                ++(number > 0 ? positive : negative);
            } else {
                ++expected[number];
            }
        }
        QCOMPARE(found.nan, nan);
        QCOMPARE(found.positive, positive);
        QCOMPARE(found.negative, negative);
        const bool whole = !array::isFloat(static_cast<DType>(type));
        QCOMPARE(found.byValue, whole && expected.size() <= kMostBins);
        QVERIFY(found.bins.size() <= kMostBins);
        if (found.byValue) {
            QCOMPARE(found.bins.size(), expected.size());
            std::size_t i = 0;
            for (const auto& [value, count] : expected) {
                QCOMPARE(static_cast<long double>(found.bins[i].low), value);
                QCOMPARE(found.bins[i].high, found.bins[i].low);
                QCOMPARE(static_cast<long double>(found.bins[i].value), value);
                QCOMPARE(found.bins[i++].count, count);
            }
            return;
        }
        for (std::size_t i = 0; i < found.bins.size(); ++i) {
            const bool last = i + 1 == found.bins.size();
            const long double low = found.bins[i].low;
            const long double high = found.bins[i].high;
            QVERIFY(low < high);
            QVERIFY(last || found.bins[i + 1].low == found.bins[i].high);
            // Where doubles can't tell integers apart, the edges are told to the nearest double.
            if (sizeof(T) == 8 && whole) {
                continue;
            }
            std::int64_t count = 0;
            for (const auto& [value, times] : expected) {
                count += value >= low && (value < high || (last && value == high)) ? times : 0;
            }
            QCOMPARE(found.bins[i].count, count);
        }
        QCOMPARE(static_cast<double>(expected.begin()->first), found.bins.front().low);
        QVERIFY(found.bins.back().high >= static_cast<double>(expected.rbegin()->first));
    });
}

void TestHistogram::edges_data() {
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::addColumn<bool>("byValue");
    QTest::addColumn<int>("bins");
    QTest::addColumn<double>("width");
    QTest::newRow("one value") << 5 << 5 << true << 1 << 0.0;
    QTest::newRow("as many as bins") << -100 << 155 << true << 256 << 0.0;
    QTest::newRow("one more") << -100 << 156 << false << 129 << 2.0;
    QTest::newRow("twice as many") << 0 << 511 << false << 256 << 2.0;
    QTest::newRow("twice and one") << 0 << 512 << false << 171 << 3.0;
}

void TestHistogram::edges() {
    QFETCH(int, first);
    QFETCH(int, last);
    QFETCH(bool, byValue);
    QFETCH(int, bins);
    QFETCH(double, width);
    std::vector<std::int16_t> narrow;
    std::vector<std::int32_t> wideOnes;
    for (int value = last; value >= first; --value) {
        narrow.push_back(static_cast<std::int16_t>(value));
        wideOnes.push_back(value);
    }
    const Histogram found = counted(narrow);
    QCOMPARE(found.byValue, byValue);
    QCOMPARE(static_cast<int>(found.bins.size()), bins);
    QCOMPARE(found.bins.front().low, static_cast<double>(first));
    QCOMPARE(found.bins.front().high - found.bins.front().low, width);
    QVERIFY(counted(wideOnes).bins == found.bins);
    for (int value = first; value <= last; ++value) {
        const auto bin = static_cast<std::size_t>(found.binOf(value));
        QVERIFY(bin < found.bins.size());
        QVERIFY(value >= found.bins[bin].low);
        QVERIFY(value < found.bins[bin].high || (byValue && value == found.bins[bin].high));
    }
    QCOMPARE(found.binOf(first - 1), -1);
    QCOMPARE(found.binOf(last + 2 * width + 1), -1);
    QCOMPARE(found.binOf(std::nan("")), -1);
}

void TestHistogram::extremesOfIntegers() {
    std::vector<std::int64_t> all;
    std::vector<std::uint64_t> unsignedOnes;
    for (std::int64_t i = 0; i < 300; ++i) {
        all.push_back(i);
        unsignedOnes.push_back(static_cast<std::uint64_t>(i));
    }
    all.push_back(std::numeric_limits<std::int64_t>::min());
    all.push_back(std::numeric_limits<std::int64_t>::max());
    unsignedOnes.push_back(std::numeric_limits<std::uint64_t>::max());
    const Histogram found = counted(all);
    QCOMPARE(found.bins.size(), kMostBins);
    QCOMPARE(found.bins.front().count, 1);
    QCOMPARE(found.bins.back().count, 1);
    QCOMPARE(found.bins[kMostBins / 2].count, 300);
    const Histogram other = counted(unsignedOnes);
    QCOMPARE(other.bins.size(), kMostBins);
    QCOMPARE(other.bins.front().count, 300);
    QCOMPARE(other.bins.back().count, 1);
    QCOMPARE(counted(std::vector<std::uint64_t>{~std::uint64_t{0}}).bins.front().value, -1);
}

void TestHistogram::extremesOfFloats() {
    constexpr double kMost = std::numeric_limits<double>::max();
    const Histogram widest = counted(std::vector<double>{-kMost, 0, kMost, 1});
    QCOMPARE(widest.bins.size(), kMostBins);
    QCOMPARE(widest.bins.front().count, 1);
    QCOMPARE(widest.bins[kMostBins / 2].count, 2);
    QCOMPARE(widest.bins.back().count, 1);
    QCOMPARE(sum(widest), 4);
    const double next = std::nextafter(1.0, 2.0);
    const Histogram narrowest = counted(std::vector<double>{1, next, 1});
    QCOMPARE(sum(narrowest), 3);
    const Histogram tiny = counted(std::vector<double>{0, 5e-324, 0});
    QCOMPARE(sum(tiny), 3);
    const Histogram one = counted(std::vector<float>{2.5F, std::nanf(""), 2.5F});
    QCOMPARE(one.bins.size(), std::size_t{1});
    QCOMPARE(one.bins.front().count, 2);
    QCOMPARE(one.binOf(2.5), 0);
    QCOMPARE(one.nan, 1);
}

void TestHistogram::nothingToCount() {
    QVERIFY(counted(std::vector<std::uint8_t>{}).bins.empty());
    const Histogram none = counted(std::vector<float>{std::nanf(""), HUGE_VALF, -HUGE_VALF});
    QVERIFY(none.bins.empty());
    QCOMPARE(none.total, 3);
    QCOMPARE(none.binOf(0), -1);
}

QTEST_APPLESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
