// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/condition/reshape.h"
#include "tests/support/arrays.h"
#include "tests/support/masks.h"

using namespace frisket;
using namespace frisket::test;
using array::Index;
using array::Shape;
using condition::ConditionMask;
using condition::Reduction;

namespace {
/// `shape` with `size` for `axis`, or without it.
Shape with(Shape shape, int axis, std::int64_t size) {
    shape[axis] = size;
    return shape;
}
Shape without(Shape shape, int axis) {
    shape.erase(axis);
    return shape;
}

std::int64_t countOf(const Shape& shape) { return array::elementCount(shape).value(); }

/// Flat place of `index` with 0 along `axis`, in `shape` where that axis is of size 1.
std::int64_t placeWithout(Index index, int axis, const Shape& shape) {
    index[axis] = 0;
    const array::Strides strides = array::rowMajorStrides(with(shape, axis, 1));
    std::int64_t place = 0;
    for (int i = 0; i < index.rank(); ++i) {
        place += index[i] * strides[i];
    }
    return place;
}

/// One element after the other.
Bools naiveReduced(const Bools& bools, const Shape& shape, int axis, Reduction reduction) {
    const bool any = reduction == Reduction::Any;
    Bools out(static_cast<std::size_t>(countOf(with(shape, axis, 1))), !any);
    for (std::size_t flat = 0; flat < bools.size(); ++flat) {
        const Index index = array::unravel(static_cast<std::int64_t>(flat), shape);
        const auto place = static_cast<std::size_t>(placeWithout(index, axis, shape));
        out[place] = any ? out[place] || bools[flat] : out[place] && bools[flat];
    }
    return out;
}

Bools naiveRepeated(const Bools& bools, const Shape& shape, int axis) {
    Bools out(static_cast<std::size_t>(countOf(shape)));
    for (std::size_t flat = 0; flat < out.size(); ++flat) {
        const Index index = array::unravel(static_cast<std::int64_t>(flat), shape);
        out[flat] = bools[static_cast<std::size_t>(placeWithout(index, axis, shape))];
    }
    return out;
}

void check(const Shape& shape, int axis, int percent, Random& random) {
    const std::string what = array::toString(shape) + " axis " + std::to_string(axis);
    for (const bool keepsAxis : {true, false}) {
        const Shape small = keepsAxis ? with(shape, axis, 1) : without(shape, axis);
        const Bools one = randomBools(countOf(small), percent, random);
        const auto repeated = repeatedAlong(makeMask(small, one), axis, shape);
        QVERIFY2(repeated, what.c_str());
        QVERIFY2(repeated->shape() == shape, what.c_str());
        QVERIFY2(tailsAreClear(*repeated), what.c_str());
        QVERIFY2(boolsOf(*repeated) == naiveRepeated(one, shape, axis), what.c_str());
        const Bools many = randomBools(countOf(shape), percent, random);
        for (const Reduction reduction : {Reduction::Any, Reduction::All}) {
            const auto reduced = reducedAlong(makeMask(shape, many), axis, reduction, small);
            QVERIFY2(reduced, what.c_str());
            QVERIFY2(reduced->shape() == small, what.c_str());
            QVERIFY2(tailsAreClear(*reduced), what.c_str());
            QVERIFY2(boolsOf(*reduced) == naiveReduced(many, shape, axis, reduction), what.c_str());
            if (shape[axis] > 0) {  // what was repeated is there again
                QVERIFY2(*reducedAlong(*repeated, axis, reduction, small) == makeMask(small, one),
                         what.c_str());
            }
        }
    }
}
}  // namespace

class TestReshape : public QObject {
    Q_OBJECT

private slots:
    void everyAxisOfEveryKindOfRow() {
        Random random;
        for (const Shape& shape : maskShapes()) {
            for (int axis = 0; axis < shape.rank(); ++axis) {
                for (const int percent : {0, 30, 95, 100}) {
                    check(shape, axis, percent, random);
                    if (QTest::currentTestFailed()) {
                        return;
                    }
                }
            }
        }
    }

    void randomShapes() {
        Random random;
        for (int round = 0; round < 300; ++round) {
            Shape shape;
            for (std::int64_t rank = random.between(1, 5); rank > 0; --rank) {
                shape.append(random.chance(20) ? random.between(60, 140) : random.between(1, 4));
            }
            const auto axis = static_cast<int>(random.between(0, shape.rank() - 1));
            if (countOf(shape) < 300000) {
                check(shape, axis, static_cast<int>(random.between(0, 100)), random);
            }
            if (QTest::currentTestFailed()) {
                return;
            }
        }
    }

    void anAxisOfTheFront() {
        // Axes of size 1 come before it as well: (70,) for (3, 1, 70).
        Random random;
        const Bools one = randomBools(70, 40, random);
        const auto repeated = repeatedAlong(makeMask({70}, one), 0, {3, 1, 70}).value();
        for (int k = 0; k < 3; ++k) {
            for (int x = 0; x < 70; ++x) {
                QCOMPARE(repeated.at(k * 70 + x), static_cast<bool>(one[std::size_t(x)]));
            }
        }
    }

    void ofNoElements() {
        const auto none = makeMask({0, 70}, {});
        QVERIFY(reducedAlong(none, 0, Reduction::Any, {1, 70})->none());
        QCOMPARE(reducedAlong(none, 0, Reduction::All, {1, 70})->count(), 70);
    }

    void tooLarge() {
        const auto mask = makeMask({1, 70}, Bools(70));
        const std::int64_t huge = std::int64_t{1} << 58;
        const auto repeated = repeatedAlong(mask, 0, {huge, 70});
        QVERIFY(!repeated);
        QCOMPARE(repeated.error().code, base::ErrorCode::TooLarge);
    }
};

QTEST_APPLESS_MAIN(TestReshape)
#include "tst_reshape.moc"
