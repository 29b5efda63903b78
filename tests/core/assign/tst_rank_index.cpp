// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/rank_walk.h"
#include "tests/core/assign/requests.h"
#include "tests/core/assign/run_case.h"

using namespace frisket;
using namespace frisket::assign;
using test::Random;

namespace {
/// Ranks of all elements, one after the other.
void compare(const AssignPlan& plan, const condition::ConditionMask& mask, const RankIndex& ranks,
             Random& random) {
    const std::int64_t count = plan.loops().count();
    std::vector<std::int64_t> before{0};
    for (std::int64_t flat = 0; flat < count; ++flat) {
        const bool selected = mask.at(plan.condition().at(array::unravel(flat, plan.shape())));
        if (selected && (flat % 7 == 0 || flat < 200)) {
            QCOMPARE(ranks.select(mask, before.back()), flat);
        }
        before.push_back(before.back() + (selected ? 1 : 0));
    }
    QCOMPARE(ranks.total(), before.back());
    for (std::int64_t flat = 0; flat <= count; flat += random.between(1, 40)) {
        QCOMPARE(ranks.rank(mask, flat), before[static_cast<std::size_t>(flat)]);
        const std::int64_t end = random.between(flat, count);
        QCOMPARE(ranks.count(mask, flat, end),
                 before[static_cast<std::size_t>(end)] - before[static_cast<std::size_t>(flat)]);
    }
    // Near ones, ones in every other block or so, and a step back at each turn.
    RankWalk walk(ranks, mask);
    for (const std::int64_t most : {1, 7, 200, 1500, 5000}) {
        for (std::int64_t flat = random.between(0, most); flat <= count;
             flat += random.between(std::min<std::int64_t>(most, 2) - 1, most)) {
            QCOMPARE(walk.at(flat), before[static_cast<std::size_t>(flat)]);
        }
    }
}
}  // namespace

class TestRankIndex : public QObject {
    Q_OBJECT

private slots:
    void shapes_data() {
        QTest::addColumn<QList<int>>("destination");
        QTest::addColumn<QList<int>>("condition");
        QTest::newRow("one element") << QList<int>{1} << QList<int>{1};
        QTest::newRow("scalar") << QList<int>{} << QList<int>{};
        QTest::newRow("rows that end in mid-word") << QList<int>{70, 67} << QList<int>{70, 67};
        QTest::newRow("whole blocks") << QList<int>{64, 128} << QList<int>{64, 128};
        QTest::newRow("column") << QList<int>{90, 100} << QList<int>{90, 1};
        QTest::newRow("row") << QList<int>{90, 100} << QList<int>{1, 100};
        QTest::newRow("channels first") << QList<int>{3, 50, 61} << QList<int>{50, 61};
        QTest::newRow("channels last") << QList<int>{50, 61, 3} << QList<int>{50, 61, 1};
        QTest::newRow("a list of pixels") << QList<int>{9000, 3} << QList<int>{9000, 1};
        QTest::newRow("more channels than a table has")
            << QList<int>{700, 20} << QList<int>{700, 1};
        QTest::newRow("one channel") << QList<int>{50, 61, 3} << QList<int>{3};
        QTest::newRow("one for all") << QList<int>{50, 61} << QList<int>{1, 1};
    }

    void shapes() {
        QFETCH(QList<int>, destination);
        QFETCH(QList<int>, condition);
        Random random;
        base::ThreadPool pool(2);
        const auto shapeOf = [](const QList<int>& sizes) {
            array::Shape shape;
            for (const int size : sizes) {
                shape.append(size);
            }
            return shape;
        };
        const array::Shape shape = shapeOf(condition);
        const auto plan = AssignPlan::make(test::request(shapeOf(destination), {}, shape)).value();
        const std::int64_t places = array::elementCount(shape).value();
        for (const int percent : {0, 3, 50, 97, 100}) {
            auto mask = test::makeMask(shape, test::randomBools(places, percent, random));
            RankIndex ranks(plan, mask, pool);
            compare(plan, mask, ranks, random);
            if (!(plan.condition() == plan.destination())) {
                continue;
            }
            for (int edit = 0; edit < 5; ++edit) {
                const std::int64_t begin = random.between(0, places);
                const std::int64_t end = random.between(begin, places);
                for (std::int64_t place = begin; place < end; ++place) {
                    mask.set(place, random.chance(50));
                }
                ranks.update(mask, begin, end, pool);
            }
            compare(plan, mask, ranks, random);
        }
    }

    void manyRangesAtOnce() {
        // As a condition that is repeated is edited: the same place in each repeat.
        Random random;
        base::ThreadPool pool(2);
        for (int round = 0; round < 25; ++round) {
            const array::Shape shape{random.between(1, 9), random.between(1, 60),
                                     random.between(1, 200)};
            const bool repeated = round % 2 == 0;
            const array::Shape own = repeated ? array::Shape{shape[1], shape[2]} : shape;
            const auto plan = AssignPlan::make(test::request(shape, {}, own)).value();
            auto mask = test::makeMask(
                own, test::randomBools(array::elementCount(own).value(), 30, random));
            RankIndex ranks(plan, mask, pool);
            for (int edit = 0; edit < 6; ++edit) {
                array::Box box = array::Box::wholeOf(shape);
                for (int axis = repeated ? 1 : 0; axis < 3; ++axis) {
                    box.begin[axis] = random.between(0, shape[axis] - 1);
                    box.end[axis] = random.between(box.begin[axis] + 1, shape[axis]);
                }
                for (std::int64_t place = 0; place < mask.size(); ++place) {
                    if (box.contains(array::unravel(place, shape)) && random.chance(60)) {
                        mask.set(place, random.chance(50));
                    }
                }
                const std::int64_t gap = random.chance(50) ? 1 : RankIndex::kBlock;
                ranks.update(mask, box.ranges(shape, gap), pool);
                compare(plan, mask, ranks, random);
                if (QTest::currentTestFailed()) {
                    return;
                }
            }
            ranks.update(mask, {}, pool);
            compare(plan, mask, ranks, random);
        }
    }

    void randomViews() {
        Random random;
        base::ThreadPool pool(1);
        for (int round = 0; round < 400; ++round) {
            const auto shape = test::randomShape(static_cast<int>(random.between(0, 4)), random);
            const auto run = test::randomCase(shape, Casting::Unsafe, false, random);
            const RankIndex ranks(run.plan, run.condition(), pool);
            compare(run.plan, run.condition(), ranks, random);
        }
    }

    void manyBlocksOnThreads() {
        Random random;
        base::ThreadPool pool(3);
        const array::Shape shape{3000, 1001};
        const auto plan = AssignPlan::make(test::request(shape, {}, shape)).value();
        auto mask = condition::ConditionMask::create(shape).value();
        for (std::int64_t place = 0; place < mask.size(); place += random.between(1, 9)) {
            mask.set(place, true);
        }
        const RankIndex ranks(plan, mask, pool);
        QCOMPARE(ranks.total(), mask.count());
        std::int64_t before = 0;
        for (std::int64_t flat = 0; flat < mask.size(); ++flat) {
            if (flat % 977 == 0) {
                QCOMPARE(ranks.rank(mask, flat), before);
            }
            before += mask.at(flat) ? 1 : 0;
        }
    }
};

QTEST_APPLESS_MAIN(TestRankIndex)
#include "tst_rank_index.moc"
