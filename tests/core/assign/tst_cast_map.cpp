// SPDX-License-Identifier: MIT
#include <numeric>

#include <QTest>

#include "core/assign/cast_map.h"
#include "core/assign/check.h"
#include "tests/core/assign/cast_oracle.h"
#include "tests/core/assign/run_case.h"

using namespace frisket;
using namespace frisket::assign;
using array::DType;
using condition::Word;
using test::Random;

class TestCastMap : public QObject {
    Q_OBJECT

private slots:
    void everyPairOfDTypes_data() {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        for (const DType from : array::kAllDTypes) {
            for (const DType to : array::kAllDTypes) {
                QTest::addRow("%s -> %s", array::name(from).data(), array::name(to).data())
                    << static_cast<int>(from) << static_cast<int>(to);
            }
        }
    }
    /// Each kind against the oracle's arithmetic, the sums against the tally.
    void everyPairOfDTypes() {
        QFETCH(const int, from);
        QFETCH(const int, to);
        const auto a = static_cast<DType>(from);
        const auto b = static_cast<DType>(to);
        Random random;
        for (int round = 0; round < 4; ++round) {
            auto values = round == 0 ? test::interestingValues(a, random)
                                     : test::randomElements(a, random.between(1, 300), random);
            const std::int64_t size = array::itemSize(a);
            const auto count = static_cast<std::int64_t>(values.size()) / size;
            std::vector<Word> selected(static_cast<std::size_t>(condition::wordsFor(count)));
            for (Word& word : selected) {
                word = random.chance(20) ? 0 : random.chance(50) ? ~Word{0} : random.next();
            }
            std::vector<CastKind> kinds(static_cast<std::size_t>(count + 1), 77);
            castKinds(a, b, values.data(), count, selected.data(), kinds.data());
            QCOMPARE(kinds.back(), CastKind{77});
            const auto possible = possibleChanges(a, b);
            CastReport expected;
            castTally(a, b)(values.data(), 1, count, selected.data(), 0, expected);
            std::array<std::int64_t, kCastChanges> counts{};
            std::array<std::int64_t, kCastChanges> firsts;
            firsts.fill(-1);
            for (std::int64_t i = 0; i < count; ++i) {
                const bool on = (selected[static_cast<std::size_t>(i / 64)] >> (i % 64) & 1U) != 0;
                const auto change =
                    test::changeOf(test::numberOf(a, values.data() + i * size), a, b);
                const CastKind wanted = !on      ? kNotCast
                                        : change ? static_cast<CastKind>(*change)
                                                 : kCastKeeps;
                if (kinds[static_cast<std::size_t>(i)] != wanted) {
                    QFAIL(qPrintable(QString("element %1 of %2 is %3, not %4")
                                         .arg(i)
                                         .arg(count)
                                         .arg(kinds[static_cast<std::size_t>(i)])
                                         .arg(wanted)));
                }
                if (wanted < kCastChanges) {
                    QVERIFY(possible[wanted]);
                    ++counts[wanted];
                    firsts[wanted] = firsts[wanted] < 0 ? i : firsts[wanted];
                }
            }
            QVERIFY(counts == expected.counts);
            for (std::size_t kind = 0; kind < kCastChanges; ++kind) {
                const CastExample& example = expected.examples[kind];
                QCOMPARE(example.place, firsts[kind]);
                if (example.place >= 0) {
                    const std::byte* element = values.data() + example.place * size;
                    QVERIFY(std::equal(element, element + size, example.value.data()));
                    std::array<std::byte, 8> becomes{};
                    castRun(a, b)(element, 1, 1, becomes.data());
                    QVERIFY(example.becomes.dtype == b && example.becomes.bytes == becomes);
                }
            }
        }
    }

    /// Every plane of an array, all samples: together the counts of the report; and single samples
    /// of it as the whole plane has them.
    void mapAgreesWithTheReport() {
        Random random;
        base::ThreadPool pool(2);
        int lossy = 0;
        int ordered = 0;
        for (int round = 0; round < 3000; ++round) {
            array::Shape shape = test::randomShape(static_cast<int>(random.between(1, 3)), random);
            for (std::int64_t& size : shape) {
                size = std::max<std::int64_t>(size, 1);
            }
            const test::RunCase run = test::randomCase(shape, Casting::Unsafe, true, random);
            const AssignPlan& plan = run.plan;
            const CastReport report = castReport(plan, run.inputs(), pool);
            lossy += static_cast<int>(report.total > 0);
            ordered +=
                static_cast<int>(report.total > 0 && plan.addressing() != Addressing::Aligned);
            PlaneWindow plane;
            plane.axisX = static_cast<int>(random.between(0, shape.rank() - 1));
            plane.axisY = shape.rank() < 2 ? -1 : (plane.axisX + 1) % shape.rank();
            int hidden = 0;
            while (hidden == plane.axisX || hidden == plane.axisY) {
                ++hidden;
            }
            const std::int64_t planes = shape.rank() == 3 ? shape[hidden] : 1;
            std::vector<std::int64_t> rows(
                static_cast<std::size_t>(plane.axisY < 0 ? 1 : shape[plane.axisY]));
            std::vector<std::int64_t> columns(static_cast<std::size_t>(shape[plane.axisX]));
            std::iota(rows.begin(), rows.end(), 0);
            std::iota(columns.begin(), columns.end(), 0);
            std::array<std::int64_t, kCastChanges + 2> counts{};
            std::vector<CastKind> kinds(rows.size() * columns.size());
            for (std::int64_t index = 0; index < planes; ++index) {
                plane.fixed = array::Dims::filled(shape.rank(), 0);
                if (shape.rank() == 3) {
                    plane.fixed[hidden] = index;
                }
                castMap(plan, run.inputs(), {plane, rows, columns}, kinds.data());
                for (const CastKind kind : kinds) {
                    ++counts[kind];
                }
            }
            for (std::size_t kind = 0; kind < kCastChanges; ++kind) {
                if (counts[kind] != report.counts[kind]) {
                    QFAIL(qPrintable(test::describe(run)));
                }
            }
            const auto row = static_cast<std::size_t>(
                random.between(0, static_cast<std::int64_t>(rows.size()) - 1));
            const auto column = static_cast<std::size_t>(
                random.between(0, static_cast<std::int64_t>(columns.size()) - 1));
            const auto y = static_cast<std::int64_t>(row);
            const auto x = static_cast<std::int64_t>(column);
            CastKind one = 77;
            castMap(plan, run.inputs(), {plane, std::span(&y, 1), std::span(&x, 1)}, &one);
            QCOMPARE(one, kinds[row * columns.size() + column]);
        }
        QVERIFY(lossy > 300 && ordered > 100);
    }
};

QTEST_APPLESS_MAIN(TestCastMap)
#include "tst_cast_map.moc"
