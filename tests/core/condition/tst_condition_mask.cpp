// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/arrays.h"
#include "tests/support/masks.h"

using namespace frisket::condition;
using namespace frisket::test;
using frisket::array::Shape;

class TestConditionMask : public QObject {
    Q_OBJECT

private slots:
    void shortAxesMergeIntoARow_data() {
        QTest::addColumn<QList<qint64>>("sizes");
        QTest::addColumn<qint64>("rows");
        QTest::addColumn<qint64>("rowBits");
        const auto row = [](const char* name, QList<qint64> sizes, qint64 rows, qint64 rowBits) {
            QTest::newRow(name) << sizes << rows << rowBits;
        };
        row("()", {}, 1, 1);
        row("(5,)", {5}, 1, 5);
        row("(3, 2)", {3, 2}, 1, 6);
        row("(4, 4, 1)", {4, 4, 1}, 1, 16);
        row("(2, 3, 70)", {2, 3, 70}, 6, 70);
        row("(8, 64, 3)", {8, 64, 3}, 8, 192);
        row("(8192, 64)", {8192, 64}, 8192, 64);
        row("(100, 63)", {100, 63}, 1, 6300);
        row("(512, 512, 1)", {512, 512, 1}, 512, 512);
        row("(0, 3)", {0, 3}, 1, 0);
        row("(3, 0)", {3, 0}, 1, 0);
        row("(0, 100)", {0, 100}, 0, 100);
    }
    void shortAxesMergeIntoARow() {
        QFETCH(QList<qint64>, sizes);
        QFETCH(qint64, rows);
        QFETCH(qint64, rowBits);
        Shape shape;
        for (const qint64 size : sizes) {
            shape.append(size);
        }
        const auto mask = ConditionMask::create(shape).value();
        QCOMPARE(qint64{mask.rows()}, rows);
        QCOMPARE(qint64{mask.rowBits()}, rowBits);
        QCOMPARE(qint64{mask.wordsPerRow()}, (rowBits + 63) / 64);
        QCOMPARE(mask.size(), frisket::array::elementCount(shape).value());
        QCOMPARE(mask.count(), std::int64_t{0});
        QVERIFY(mask.none());
        QVERIFY(mask.shape() == shape);
    }

    void absurdShapesAreRefused_data() {
        QTest::addColumn<QList<qint64>>("sizes");
        constexpr qint64 kHuge = qint64{1} << 62;
        QTest::newRow("elements overflow") << QList<qint64>{kHuge, 4};
        QTest::newRow("merged row overflows") << QList<qint64>{kHuge, 63};
        QTest::newRow("overflow wraps to 0") << QList<qint64>{kHuge, 2, 2};
        QTest::newRow("empty, but strides overflow") << QList<qint64>{0, kHuge, 63};
        QTest::newRow("no machine has it") << QList<qint64>{kHuge / 2};
    }
    void absurdShapesAreRefused() {
        QFETCH(QList<qint64>, sizes);
        Shape shape;
        for (const qint64 size : sizes) {
            shape.append(size);
        }
        const auto mask = ConditionMask::create(shape);
        QVERIFY(!mask);
        QVERIFY(mask.error().code == frisket::base::ErrorCode::TooLarge ||
                mask.error().code == frisket::base::ErrorCode::OutOfMemory);
    }

    void setAndAtTouchOneElement() {
        Random random;
        for (const Shape& shape : maskShapes()) {
            Bools expected(static_cast<std::size_t>(elementCount(shape).value()));
            auto mask = ConditionMask::create(shape).value();
            for (int round = 0; round < 200 && !expected.empty(); ++round) {
                const std::int64_t flat = random.between(0, mask.size() - 1);
                const bool value = random.chance(60);
                mask.set(flat, value);
                expected[static_cast<std::size_t>(flat)] = value;
            }
            QVERIFY2(boolsOf(mask) == expected, qPrintable(text(shape)));
            QCOMPARE(mask.count(), std::count(expected.begin(), expected.end(), true));
            QCOMPARE(mask.none(), mask.count() == 0);
            QVERIFY(tailsAreClear(mask));
        }
    }

    void clonesAreIndependent() {
        Random random;
        for (const Shape& shape : maskShapes()) {
            const auto bools = randomBools(elementCount(shape).value(), 50, random);
            auto mask = makeMask(shape, bools);
            const auto copy = mask.clone().value();
            QVERIFY(copy == mask);
            mask.invert();
            QVERIFY(boolsOf(copy) == bools);
            QVERIFY(mask.size() == 0 || !(copy == mask));
        }
        // The same bits in another shape are another condition.
        QVERIFY(!(makeMask({2, 3}, Bools(6)) == makeMask({3, 2}, Bools(6))));
    }

    void toArrayGivesOneByteEach() {
        Random random;
        for (const Shape& shape : maskShapes()) {
            const auto bools = randomBools(elementCount(shape).value(), 50, random);
            const auto array = makeMask(shape, bools).toArray().value();
            QVERIFY(array.dtype() == frisket::array::DType::Bool);
            QVERIFY(array.shape() == shape);
            const auto values = valuesOf<frisket::array::Bool8>(array.view());
            for (std::size_t i = 0; i < bools.size(); ++i) {
                QCOMPARE(static_cast<int>(values[i]), bools[i] ? 1 : 0);
            }
        }
    }

    void setWordsAreVisitedInOrder() {
        Random random;
        for (const Shape& shape : maskShapes()) {
            for (const int percent : {0, 1, 50, 100}) {
                const auto bools = randomBools(elementCount(shape).value(), percent, random);
                const auto mask = makeMask(shape, bools);
                Bools seen(bools.size());
                std::int64_t before = -1;
                mask.forEachSetWord([&](std::int64_t row, std::int64_t index, Word word) {
                    QVERIFY(word != 0);
                    QVERIFY(row * mask.wordsPerRow() + index > before);
                    before = row * mask.wordsPerRow() + index;
                    markBits(mask, row, index, word, seen);
                });
                QVERIFY(seen == bools);
            }
        }
    }

    void dirtyWordsAreTheDifference() {
        Random random;
        for (const Shape& shape : maskShapes()) {
            const auto count = elementCount(shape).value();
            const auto first = randomBools(count, 50, random);
            auto second = first;
            for (std::size_t i = 0; i < second.size(); ++i) {
                second[i] = second[i] != random.chance(3);
            }
            const auto mask = makeMask(shape, first);
            Bools seen(first.size());
            mask.forEachDirtyWord(makeMask(shape, second),
                                  [&](std::int64_t row, std::int64_t index, Word changed) {
                                      QVERIFY(changed != 0);
                                      markBits(mask, row, index, changed, seen);
                                  });
            for (std::size_t i = 0; i < seen.size(); ++i) {
                QCOMPARE(bool{seen[i]}, first[i] != second[i]);
            }
            mask.forEachDirtyWord(mask, [](std::int64_t, std::int64_t, Word) {
                QFAIL("a mask differs from itself");
            });
        }
    }

private:
    static void markBits(const ConditionMask& mask, std::int64_t row, std::int64_t index, Word word,
                         Bools& seen) {
        for (std::int64_t bit = 0; bit < kWordBits; ++bit) {
            if (((word >> static_cast<unsigned>(bit)) & 1U) != 0) {
                const std::int64_t place = index * kWordBits + bit;
                QVERIFY(place < mask.rowBits());
                seen[static_cast<std::size_t>(row * mask.rowBits() + place)] = true;
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestConditionMask)
#include "tst_condition_mask.moc"
