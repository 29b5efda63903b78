// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/array/box.h"
#include "tests/support/random.h"

using namespace frisket;
using array::Box;
using array::ElementRange;
using array::Index;
using array::Shape;
using test::Random;

namespace {
Shape randomShape(Random& random, std::int64_t most) {
    Shape shape;
    for (std::int64_t rank = random.between(0, 5); rank > 0; --rank) {
        shape.append(random.between(1, most));
    }
    return shape;
}

Box randomBox(const Shape& shape, Random& random) {
    Box box = Box::wholeOf(shape);
    for (int axis = 0; axis < shape.rank(); ++axis) {
        if (random.chance(70)) {
            box.begin[axis] = random.between(0, shape[axis] - 1);
            box.end[axis] = random.between(box.begin[axis] + 1, shape[axis]);
        }
    }
    return box;
}
}  // namespace

class TestBox : public QObject {
    Q_OBJECT

private slots:
    void rangesHoldTheBox_data() {
        QTest::addColumn<qint64>("gap");
        QTest::addColumn<qint64>("most");
        QTest::newRow("exact") << qint64{1} << (qint64{1} << 20);
        QTest::newRow("exact, 0") << qint64{0} << (qint64{1} << 20);
        QTest::newRow("small gaps") << qint64{4} << (qint64{1} << 20);
        QTest::newRow("large gaps") << qint64{40} << (qint64{1} << 20);
        QTest::newRow("few") << qint64{1} << qint64{5};
        QTest::newRow("one") << qint64{1} << qint64{1};
    }
    void rangesHoldTheBox() {
        QFETCH(qint64, gap);
        QFETCH(qint64, most);
        Random random;
        for (int round = 0; round < 400; ++round) {
            const Shape shape = randomShape(random, 7);
            const Box box = randomBox(shape, random);
            const auto ranges = box.ranges(shape, gap, most);
            QVERIFY(static_cast<qint64>(ranges.size()) <= most);
            QCOMPARE(ranges.front().begin, box.firstIn(shape));
            QCOMPARE(ranges.back().end, box.lastIn(shape) + 1);
            std::size_t at = 0;
            std::int64_t surplus = 0;
            for (std::int64_t flat = 0; flat < array::elementCount(shape).value(); ++flat) {
                while (at < ranges.size() && flat >= ranges[at].end) {
                    ++at;
                }
                const bool held = at < ranges.size() && flat >= ranges[at].begin;
                const bool wanted = box.contains(array::unravel(flat, shape));
                QVERIFY(held || !wanted);
                surplus = wanted ? 0 : surplus + (held ? 1 : 0);
                QVERIFY2(most < (1 << 20) || surplus < std::max<qint64>(gap, 1), "too wide");
            }
            for (std::size_t i = 1; i < ranges.size(); ++i) {
                QVERIFY(ranges[i].begin > ranges[i - 1].end);
            }
        }
    }

    void aroundIsLeast() {
        Random random;
        for (int round = 0; round < 300; ++round) {
            const Shape shape = randomShape(random, 4);
            const std::int64_t count = array::elementCount(shape).value();
            const std::int64_t first = random.between(0, count - 1);
            const std::int64_t last = random.between(first, count - 1);
            const Box box = Box::around(first, last, shape);
            // Prefix, run, whole: what the ranges' own box would be if each axis were free.
            Box least;
            for (std::int64_t flat = first; flat <= last; ++flat) {
                const Index index = array::unravel(flat, shape);
                QVERIFY(box.contains(index));
                Box one{index, index};
                for (std::int64_t& end : one.end) {
                    ++end;
                }
                least = flat == first ? one : least.united(one);
            }
            bool same = true;
            for (int axis = 0; axis < shape.rank() && same; ++axis) {
                QCOMPARE(box.begin[axis], least.begin[axis]);
                QCOMPARE(box.end[axis], least.end[axis]);
                same = box.end[axis] - box.begin[axis] == 1;
            }
        }
    }

    void anEmptyBoxAddsNothing() {
        const Box empty{{2, 3}, {2, 9}};
        const Box full{{1, 1}, {2, 2}};
        QVERIFY(empty.empty() && !full.empty());
        QVERIFY(empty.united(full) == full && full.united(empty) == full);
        QVERIFY(empty.ranges({10, 10}, 1).empty());
        QVERIFY(!Box{}.empty());
        QVERIFY((Box{}.ranges({}, 1) == std::vector<ElementRange>{{0, 1}}));
    }

    void manySmallStepsBecomeFewRanges() {
        // A column of a picture whose rows are farther apart than a gap: one range a row until
        // there would be too many.
        const Shape shape{1 << 18, 5000};
        const Box column{{0, 7}, {1 << 18, 9}};
        QCOMPARE(column.ranges(shape, 2048, 1 << 18).size(), std::size_t{1} << 18U);
        const auto one = column.ranges(shape, 2048);
        QCOMPARE(one.size(), std::size_t{1});
        QCOMPARE(one[0].begin, 7);
        QCOMPARE(one[0].end, ((std::int64_t{1} << 18) - 1) * 5000 + 9);
    }
};

QTEST_APPLESS_MAIN(TestBox)
#include "tst_box.moc"
