// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstring>
#include <limits>

#include <QTest>

#include "core/rules/evaluation.h"
#include "core/rules/machine.h"
#include "tests/support/cancel_after.h"
#include "tests/support/memory_limit.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::rules;
using array::ArrayView;
using array::DType;
using array::Layout;
using array::NdArray;
using array::Shape;
using test::Random;

namespace {
/// An array of any size that is one element, or one row, again and again.
struct Repeated {
    Repeated(Shape shape, std::vector<std::uint8_t> row) : m_row(std::move(row)) {
        Layout layout{shape, array::Dims::filled(shape.rank(), 0), 0};
        if (m_row.size() > 1) {
            layout.strides[shape.rank() - 1] = 1;
        }
        m_view = {DType::U8, layout, reinterpret_cast<const std::byte*>(m_row.data())};
    }
    [[nodiscard]] Evaluation evaluation(const char* text) const {
        const std::vector<InputType> types{{"x", DType::U8, m_view.layout.shape}};
        return Evaluation::make(rules::check(parse(text).value(), types, Purpose::Values).value(),
                                {Input(m_view)})
            .value();
    }

private:
    std::vector<std::uint8_t> m_row;
    ArrayView m_view;
};

NdArray numbers(const std::vector<double>& values) {
    return NdArray::copyOf(DType::F64, {static_cast<std::int64_t>(values.size())},
                           std::as_bytes(std::span(values)))
        .value();
}

/// The one value that the rule gives of x.
double valueOf(const char* text, const std::vector<double>& values, int threads = 1) {
    const NdArray x = numbers(values);
    const std::vector<InputType> types{{"x", DType::F64, x.shape()}};
    auto evaluation =
        Evaluation::make(rules::check(parse(text).value(), types, Purpose::Values).value(),
                         {Input(x.view())})
            .value();
    base::ThreadPool pool(threads);
    const auto found = evaluation.toArray(nullptr, &pool).value();
    if (found.dtype() == DType::I64) {
        std::int64_t number = 0;
        std::memcpy(&number, found.view().data, sizeof(number));
        return static_cast<double>(number);
    }
    double number = 0;
    std::memcpy(&number, found.view().data, sizeof(number));
    return number;
}
}  // namespace

class TestRuleReductions : public QObject {
    Q_OBJECT

private slots:
    /// Of 1,500 results of 20,000 elements each no thread gets all.
    void longAxesAreManyPieces() {
        std::vector<std::uint8_t> row(1500);
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = static_cast<std::uint8_t>(i % 251);
        }
        const Repeated x({20000, 1500}, row);
        auto evaluation = x.evaluation("max(x, axis=0)");
        base::Progress progress;
        base::ThreadPool pool(3);
        const auto found = evaluation.toArray(&progress, &pool).value();
        QVERIFY(progress.total() >= 8);
        QCOMPARE(progress.done(), progress.total());
        QCOMPARE(found.dtype(), DType::U8);
        for (std::size_t i = 0; i < row.size(); ++i) {
            QCOMPARE(static_cast<std::uint8_t>(found.view().data[i]), row[i]);
        }
    }

    void loopsAreCancelled_data() {
        QTest::addColumn<QString>("text");
        for (const char* text : {"max(x, axis=0)", "argmin(x, axis=0)", "all(x == 1, axis=0)",
                                 "sum(max(max(x[:, :, None], axis=0), axis=0))"}) {
            QTest::newRow(text) << QString(text);
        }
    }
    void loopsAreCancelled() {
        // Hours for who asks nobody.
        QFETCH(QString, text);
        const Repeated x({std::int64_t{1} << 40, 1}, {1});
        test::CancelAfter progress(1000);
        auto evaluation = x.evaluation(text.toLatin1().constData());
        const auto found = evaluation.toArray(&progress);
        QVERIFY(!found);
        QCOMPARE(found.error().code, base::ErrorCode::Cancelled);
    }

    /// 10^14 elements by broadcasting.
    void memoryDoesNotFollowElements() {
        if (!test::kCanLimitMemory) {
            QSKIP("the sanitizers need more memory");
        }
        const Repeated x({10'000'000}, {1});
        for (const char* text : {"sum(x[:, None] + x[None, :])", "argmax(x[:, None] + x[None, :])",
                                 "all(x[:, None] == x[None, :])"}) {
            auto evaluation = x.evaluation(text);
            test::CancelAfter progress(20);
            const test::MemoryLimit limit(std::int64_t{128} << 20);
            const auto found = evaluation.toArray(&progress);
            QVERIFY(!found);
            QCOMPARE(found.error().code, base::ErrorCode::Cancelled);
        }
    }

    void sumsAreInOrder() {
        Random random;
        for (const int count : {0, 1, 1023, 1024, 1025, 5000, 300000}) {
            std::vector<double> values;
            for (int i = 0; i < count; ++i) {
                values.push_back(static_cast<double>(random.between(-1'000'000, 1'000'000)) / 997);
            }
            double expected = 0;
            for (std::size_t begin = 0; begin < values.size(); begin += 1024) {
                double part = values[begin];
                for (std::size_t i = begin + 1; i < std::min(values.size(), begin + 1024); ++i) {
                    part += values[i];
                }
                expected = begin == 0 ? part : expected + part;
            }
            QCOMPARE(valueOf("sum(x)", values), expected);
            QCOMPARE(valueOf("sum(x)", values, 3), expected);
            // Dearer elements, and so other pieces.
            QCOMPARE(valueOf("sum(max(x[None, :] // 3 * 0 + x[None, :], axis=0))", values, 2),
                     valueOf("sum(x // 3 * 0 + x)", values));
            if (count > 0) {
                QCOMPARE(valueOf("mean(x)", values), expected / count);
            }
        }
    }

    void firstOfEqualOnes() {
        Random random;
        const double nan = std::numeric_limits<double>::quiet_NaN();
        for (int round = 0; round < 30; ++round) {
            std::vector<double> values;
            for (std::int64_t i = random.between(1, 6000); i > 0; --i) {
                values.push_back(static_cast<double>(random.between(-40, 40)));
            }
            if (round % 3 == 0) {
                values[static_cast<std::size_t>(
                    random.between(0, static_cast<std::int64_t>(values.size()) - 1))] = nan;
            }
            std::size_t least = 0;
            std::size_t most = 0;
            for (std::size_t i = 1; i < values.size() && values[least] == values[least]; ++i) {
                const bool isNan = values[i] != values[i];
                least = isNan || values[i] < values[least] ? i : least;
                most = isNan || values[i] > values[most] ? i : most;
            }
            QCOMPARE(valueOf("argmin(x)", values, 2), static_cast<double>(least));
            QCOMPARE(valueOf("argmax(x)", values, 2), static_cast<double>(most));
            for (const bool greatest : {false, true}) {
                const double found = valueOf(greatest ? "max(x)" : "min(x)", values, 2);
                const double expected = values[greatest ? most : least];
                QVERIFY(found == expected || (found != found && expected != expected));
            }
        }
    }

    /// A stored node that is being made works with lanes, if its argument does.
    void blocksOfLanes() {
        const std::vector<InputType> types{{"x", DType::U8, {2000, 70}}};
        const std::vector<std::byte> bytes(2000 * 70);
        const std::vector<Input> inputs{
            Input(ArrayView{DType::U8, Layout::rowMajor({2000, 70}), bytes.data()})};
        const StoredNodes none;
        for (const bool bits : {false, true}) {
            const Rule rule =
                rules::check(parse(bits ? "any(x > 1, axis=0)" : "any(x * 2 > 1, axis=0)").value(),
                             types)
                    .value();
            QVERIFY(rule.at(rule.root()).stored);
            const Machine machine({rule, inputs, none}, rule.root(), Frame::wholeOf(rule.shape()));
            QCOMPARE(machine.block(), bits ? kBitsBlock : kLaneBlock);
        }
    }
};

QTEST_APPLESS_MAIN(TestRuleReductions)
#include "tst_rule_reductions.moc"
