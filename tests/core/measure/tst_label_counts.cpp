// SPDX-License-Identifier: MIT
#include <limits>
#include <map>

#include <QTest>

#include "core/measure/label_counts.h"
#include "tests/support/arrays.h"
#include "tests/support/random.h"

using namespace frisket;
using array::DType;
using measure::LabelCounts;

namespace {
/// The oracle: one map, element by element.
template <class T>
LabelCounts counted(const std::vector<T>& values, std::size_t most) {
    std::map<T, std::int64_t> counts;
    for (const T value : values) {
        ++counts[value];
    }
    LabelCounts result;
    for (const auto& [value, count] : counts) {
        if (result.labels.size() == most) {
            result.truncated = true;
            break;
        }
        if constexpr (std::is_signed_v<T>) {
            result.labels.push_back({std::int64_t{value}, count});
        } else {
            result.labels.push_back({std::uint64_t{value}, count});
        }
    }
    return result;
}

template <class T>
void compareWithOracle(std::int64_t range, std::int64_t runLength) {
    test::Random random;
    for (const std::int64_t size : {0, 1, 2, 3, 4, 5, 7, 64, 1000, 5000}) {
        std::vector<T> values;
        while (static_cast<std::int64_t>(values.size()) < size) {
            auto value = static_cast<T>(random.between(0, range));
            if (random.chance(5)) {
                value = random.chance(50) ? std::numeric_limits<T>::max()
                                          : std::numeric_limits<T>::min();
            }
            values.insert(values.end(), static_cast<std::size_t>(random.between(1, runLength)),
                          value);
        }
        values.resize(static_cast<std::size_t>(size));
        const auto array = test::makeArray<T>({size}, values);
        for (const std::int64_t most : {1, 2, 10, 100, 4096}) {
            QVERIFY(measure::countLabels(array.view(), most) ==
                    counted(values, static_cast<std::size_t>(most)));
        }
    }
}
}  // namespace

class TestLabelCounts : public QObject {
    Q_OBJECT

private slots:
    void everyIntegerType_data() {
        QTest::addColumn<int>("dtype");
        for (const DType dtype : array::kAllDTypes) {
            if (array::isInteger(dtype)) {
                QTest::newRow(array::name(dtype).data()) << static_cast<int>(dtype);
            }
        }
    }

    void everyIntegerType() {
        QFETCH(int, dtype);
        array::visitType(static_cast<DType>(dtype), [](auto type) {
            using T = typename decltype(type)::type;
            if constexpr (std::is_integral_v<T>) {
                compareWithOracle<T>(3, 20);
                compareWithOracle<T>(100000, 2);
            }
        });
    }

    void boolIsZeroAndOne() {
        const auto array = test::makeArray<array::Bool8>(
            {3}, {array::Bool8::True, array::Bool8::False, array::Bool8::True});
        const LabelCounts expected{{{std::uint64_t{0}, 1}, {std::uint64_t{1}, 2}}, false};
        QVERIFY(measure::countLabels(array.view(), 4096) == expected);
    }

    void floatsHaveNoLabels() {
        QVERIFY(measure::countLabels(test::countingArray<float>({4}).view(), 9) == LabelCounts{});
    }

    /// Falling and rising values drive the bound down and never.
    void theSmallestAreKept_data() {
        QTest::addColumn<bool>("falling");
        QTest::newRow("rising") << false;
        QTest::newRow("falling") << true;
    }

    void theSmallestAreKept() {
        QFETCH(bool, falling);
        std::vector<std::int32_t> values;
        for (std::int32_t i = 0; i < 20000; ++i) {
            values.push_back(falling ? 10000 - i : i - 10000);
            values.push_back(values.front());
        }
        const auto counts =
            measure::countLabels(test::makeArray<std::int32_t>({40000}, values).view(), 4096);
        QVERIFY(counts == counted(values, 4096));
        QVERIFY(counts.truncated);
    }

    void stridedViews() {
        const auto whole = test::countingArray<std::uint16_t>({6, 8, 5});
        const auto part = whole.layout().slice(0, {1, 6, 2}).value().flip(1).value();
        for (const auto& layout :
             {part, part.transpose(std::array{2, 0, 1}).value(), part.select(2, 3).value(),
              part.unsqueeze(3).value().broadcastTo({3, 8, 5, 4}).value()}) {
            const auto view = whole.withLayout(layout).view();
            QVERIFY(measure::countLabels(view, 4096) ==
                    counted(test::valuesOf<std::uint16_t>(view), 4096));
        }
    }
};

QTEST_APPLESS_MAIN(TestLabelCounts)
#include "tst_label_counts.moc"
