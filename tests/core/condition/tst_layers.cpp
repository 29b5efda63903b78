// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/condition/layers.h"
#include "tests/support/masks.h"

namespace frisket::condition {

namespace {
using test::Bools;
using test::Random;

/// The rule of docs, for one element.
bool joined(Combine combine, bool below, bool mine) {
    switch (combine) {
        case Combine::Or:
            return below || mine;
        case Combine::And:
            return below && mine;
        case Combine::AndNot:
            return below && !mine;
        case Combine::Replace:
            break;
    }
    return mine;
}

array::Box randomBox(const array::Shape& shape, Random& random) {
    array::Box box = array::Box::wholeOf(shape);
    for (int axis = 0; axis < shape.rank(); ++axis) {
        if (random.chance(60)) {
            box.begin[axis] = random.between(0, shape[axis]);
            box.end[axis] = random.between(box.begin[axis], shape[axis]);
        }
    }
    return box;
}

struct Stack {
    std::vector<Bools> bools;
    std::vector<ConditionMask> masks;
    std::vector<LayerPart> parts;
};

Stack randomStack(const array::Shape& shape, Random& random) {
    Stack stack;
    const std::int64_t layers = random.between(0, 6);
    for (std::int64_t i = 0; i < layers; ++i) {
        const int percent = static_cast<int>(random.between(0, 4)) * 25;
        stack.bools.push_back(test::randomBools(*array::elementCount(shape), percent, random));
        stack.masks.push_back(test::makeMask(shape, stack.bools.back()));
    }
    for (const ConditionMask& mask : stack.masks) {
        stack.parts.push_back(
            {&mask, kAllCombines[static_cast<std::size_t>(random.between(0, 3))]});
    }
    return stack;
}

Bools folded(const Stack& stack, std::int64_t count) {
    Bools all(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < all.size(); ++i) {
        bool value = false;
        for (std::size_t layer = 0; layer < stack.parts.size(); ++layer) {
            value = joined(stack.parts[layer].combine, value, stack.bools[layer][i]);
        }
        all[i] = value;
    }
    return all;
}

/// What is wrong with `result`, once `before`, after a fold of `box`; or nothing.
QString wrong(const Bools& before, const Bools& all, const array::Box& box,
              const ConditionMask& result, const Folded& fold) {
    const array::Shape& shape = result.shape();
    const Bools after = test::boolsOf(result);
    // Box::ranges may hold more than the box; what is in neither stays.
    Bools written(after.size());
    for (const array::ElementRange& range :
         box.empty() ? std::vector<array::ElementRange>() : box.ranges(shape, kWordBits)) {
        for (std::int64_t flat = range.begin; flat < range.end; ++flat) {
            written[static_cast<std::size_t>(flat)] = true;
        }
    }
    std::int64_t more = 0;
    bool any = false;
    for (std::size_t i = 0; i < after.size(); ++i) {
        const array::Index index = array::unravel(static_cast<std::int64_t>(i), shape);
        if (box.contains(index) && !written[i]) {
            return QString("element %1 of the box is in no range").arg(i);
        }
        if (after[i] != (written[i] ? all[i] : before[i])) {
            return QString("element %1 is %2").arg(i).arg(after[i]);
        }
        more += (after[i] ? 1 : 0) - (before[i] ? 1 : 0);
        any = any || after[i] != before[i];
        if (after[i] != before[i] && !fold.changed.contains(index)) {
            return QString("element %1 changed outside of the box that holds what did").arg(i);
        }
    }
    if (more != fold.more) {
        return QString("%1 more, not %2").arg(more).arg(fold.more);
    }
    if (!any && !fold.changed.empty() && shape.rank() > 0) {
        return "nothing changed, but the box is not empty";
    }
    return test::tailsAreClear(result) ? QString() : "bits past a row's end are set";
}
}  // namespace

class TestLayers : public QObject {
    Q_OBJECT
private slots:
    void names() {
        for (const Combine combine : kAllCombines) {
            QCOMPARE(combineNamed(name(combine)), std::optional(combine));
        }
        QCOMPARE(name(Combine::AndNot), std::string_view("and not"));
        QVERIFY(!combineNamed("nor"));
        QVERIFY(!combineNamed(""));
    }

    void randomStacks_data() {
        QTest::addColumn<int>("shape");
        const std::vector<array::Shape> shapes = test::maskShapes();
        for (int i = 0; i < static_cast<int>(shapes.size()); ++i) {
            QTest::addRow("%s", array::toString(shapes[static_cast<std::size_t>(i)]).c_str()) << i;
        }
    }
    void randomStacks() {
        QFETCH(int, shape);
        const array::Shape size = test::maskShapes()[static_cast<std::size_t>(shape)];
        Random random;
        base::ThreadPool pool(3);
        const std::int64_t count = *array::elementCount(size);
        for (int round = 0; round < 60; ++round) {
            const Stack stack = randomStack(size, random);
            const Bools before = test::randomBools(count, 50, random);
            const Bools all = folded(stack, count);
            const array::Box box =
                round % 4 == 0 ? array::Box::wholeOf(size) : randomBox(size, random);
            ConditionMask one = test::makeMask(size, before);
            ConditionMask many = test::makeMask(size, before);
            const Folded fold = foldLayers(stack.parts, box, one);
            const QString found = wrong(before, all, box, one, fold);
            QVERIFY2(found.isEmpty(), qPrintable(QString("round %1: %2").arg(round).arg(found)));
            const Folded threads = foldLayers(stack.parts, box, many, &pool);
            QVERIFY(one == many);
            QCOMPARE(threads.more, fold.more);
            QVERIFY(threads.changed == fold.changed);
            // Once more there is nothing left to change.
            const Folded again = foldLayers(stack.parts, box, one);
            QCOMPARE(again.more, 0);
            QVERIFY(again.changed.empty() || size.rank() == 0);
        }
    }

    /// So large that threads share it.
    void threads_data() {
        QTest::addColumn<qint64>("rows");
        QTest::addColumn<qint64>("columns");
        QTest::newRow("rows of words") << qint64{3000} << qint64{2048};
        QTest::newRow("rows with tails") << qint64{3001} << qint64{1999};
        QTest::newRow("one row") << qint64{1} << qint64{6'000'001};
        QTest::newRow("merged rows") << qint64{2'000'001} << qint64{3};
    }
    void threads() {
        QFETCH(qint64, rows);
        QFETCH(qint64, columns);
        const array::Shape shape{rows, columns};
        Random random;
        const auto noise = [&](bool sparse) {
            ConditionMask mask = ConditionMask::create(shape).value();
            for (std::int64_t row = 0; row < mask.rows(); ++row) {
                for (std::int64_t bit = 0; bit < mask.rowBits(); bit += kWordBits) {
                    const Word word = random.next() & (sparse ? random.next() : ~Word{0});
                    mask.row(row)[bit / kWordBits] = word & lowBits(mask.rowBits() - bit);
                }
            }
            return mask;
        };
        const ConditionMask a = noise(false);
        const ConditionMask b = noise(true);
        const ConditionMask c = noise(false);
        const std::vector<LayerPart> parts{
            {&a, Combine::Or}, {&b, Combine::AndNot}, {&c, Combine::And}};
        const ConditionMask before = noise(false);
        for (const bool whole : {true, false}) {
            array::Box box = array::Box::wholeOf(shape);
            if (!whole) {
                box.begin[0] = rows / 3;
                box.end[0] = rows - rows / 5;
            }
            ConditionMask one = before.clone().value();
            ConditionMask many = before.clone().value();
            base::ThreadPool pool(4);
            const Folded alone = foldLayers(parts, box, one);
            const Folded shared = foldLayers(parts, box, many, &pool);
            QVERIFY(one == many);
            QCOMPARE(shared.more, alone.more);
            QVERIFY(shared.changed == alone.changed);
            QCOMPARE(alone.more, one.count() - before.count());
            QVERIFY(test::tailsAreClear(many));
        }
    }
};

}  // namespace frisket::condition

QTEST_APPLESS_MAIN(frisket::condition::TestLayers)
#include "tst_layers.moc"
