// SPDX-License-Identifier: MIT
#include <cstring>
#include <map>
#include <random>

#include <QTest>

#include "core/measure/label_census.h"

using namespace frisket;
using namespace frisket::measure;
using array::DType;

namespace {
template <class T>
LabelCensus::Answer census(DType dtype, const std::vector<T>& values, std::size_t most) {
    LabelCensus counts(dtype);
    // In two pieces, off their alignment.
    std::vector<std::byte> bytes(values.size() * sizeof(T) + 1);
    std::memcpy(bytes.data() + 1, values.data(), values.size() * sizeof(T));
    const auto first = static_cast<std::int64_t>(values.size() / 3);
    counts.add(bytes.data() + 1, first);
    counts.add(bytes.data() + 1 + first * static_cast<std::int64_t>(sizeof(T)),
               static_cast<std::int64_t>(values.size()) - first);
    return counts.answer(most);
}
}  // namespace

class TestLabelCensus : public QObject {
    Q_OBJECT

private slots:
    void matchesACount_data();
    void matchesACount();
    void mostFrequentOnes();
    void unsignedOrder();
    void floatsHaveNone();
    void memoryIsBounded();
};

void TestLabelCensus::matchesACount_data() {
    QTest::addColumn<int>("type");
    for (const DType dtype : array::kAllDTypes) {
        if (!array::isFloat(dtype)) {
            QTest::newRow(std::string(array::name(dtype)).c_str()) << static_cast<int>(dtype);
        }
    }
}

void TestLabelCensus::matchesACount() {
    QFETCH(int, type);
    const auto dtype = static_cast<DType>(type);
    const unsigned seed = std::random_device{}();
    std::mt19937_64 random(seed);
    array::visitType(dtype, [&](auto storage) {
        using T = typename decltype(storage)::type;
        if constexpr (std::is_integral_v<T>) {
            std::vector<T> values;
            std::map<std::int64_t, std::int64_t> expected;
            while (values.size() < 5000) {
                const auto value = static_cast<T>(random() % 50 == 0 ? random() : random() % 7);
                for (std::size_t run = random() % 9; run > 0; --run) {
                    values.push_back(value);
                    ++expected[static_cast<std::int64_t>(value)];
                }
            }
            const auto found = census(dtype, values, 100000);
            QVERIFY(found.isComplete);
            std::map<std::int64_t, std::int64_t> got;
            for (const LabelShare& share : found.labels) {
                got[share.label] = share.count;
            }
            QVERIFY2(got == expected && got.size() == found.labels.size(),
                     qPrintable(QString("seed %1").arg(seed)));
        } else {
            const auto found = census(DType::Bool, std::vector<std::uint8_t>{1, 0, 1}, 10);
            QCOMPARE(found.labels.size(), std::size_t{2});
            QCOMPARE(found.labels[1], (LabelShare{1, 2}));
        }
    });
}

void TestLabelCensus::mostFrequentOnes() {
    const std::vector<std::int32_t> values{9, 9, 9, -5, 7, 7, -5, 3, 1};
    const auto found = census(DType::I32, values, 3);
    QVERIFY(!found.isComplete);
    QCOMPARE(found.labels, (std::vector<LabelShare>{{-5, 2}, {7, 2}, {9, 3}}));
    QCOMPARE(census(DType::I32, values, 4).labels.front(), (LabelShare{-5, 2}));
    QCOMPARE(census(DType::I32, values, 4).labels[1], (LabelShare{1, 1}));  // not 3: the smaller
}

void TestLabelCensus::unsignedOrder() {
    const std::vector<std::uint64_t> values{~std::uint64_t{0}, 5};
    const auto found = census(DType::U64, values, 10);
    QCOMPARE(found.labels, (std::vector<LabelShare>{{5, 1}, {-1, 1}}));
}

void TestLabelCensus::floatsHaveNone() {
    const auto found = census(DType::F32, std::vector<float>{1, 2}, 10);
    QVERIFY(found.labels.empty());
}

void TestLabelCensus::memoryIsBounded() {
    std::vector<std::int64_t> values(LabelCensus::kMostKept + 10);
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = static_cast<std::int64_t>(i);
    }
    values.push_back(0);
    const auto found = census(DType::I64, values, LabelCensus::kMostKept * 2);
    QVERIFY(!found.isComplete);
    QCOMPARE(found.labels.size(), LabelCensus::kMostKept);
    QCOMPARE(found.labels.front(), (LabelShare{0, 2}));
}

QTEST_APPLESS_MAIN(TestLabelCensus)
#include "tst_label_census.moc"
