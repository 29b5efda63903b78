// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/condition/prefix_counts.h"
#include "tests/support/arrays.h"
#include "tests/support/masks.h"

using namespace frisket::condition;
using namespace frisket::test;
using frisket::array::Shape;

class TestPrefixCounts : public QObject {
    Q_OBJECT

private slots:
    void everyPlaceOfEveryShape() {
        Random random;
        for (const Shape& shape : maskShapes()) {
            const auto bools = randomBools(elementCount(shape).value(), 40, random);
            const auto mask = makeMask(shape, bools);
            check(PrefixCounts(mask), mask);
        }
    }

    void updatesAfterEdits() {
        Random random;
        auto mask = makeMask({40, 130}, randomBools(40 * 130, 40, random));
        PrefixCounts counts(mask);
        for (int round = 0; round < 60; ++round) {
            const std::int64_t first = random.between(0, 40);
            const std::int64_t end = random.between(first, 40);
            for (std::int64_t row = first; row < end; ++row) {
                for (int i = 0; i < 20; ++i) {
                    mask.set(row * 130 + random.between(0, 129), round % 2 == 0);
                }
            }
            counts.update(mask, first, end);
            check(counts, mask);
        }
    }

    void emptyUpdatesChangeNothing() {
        Random random;
        const auto mask = makeMask({40, 130}, randomBools(40 * 130, 40, random));
        PrefixCounts counts(mask);
        counts.update(mask, 5, 5);
        counts.update(mask, 40, 40);
        counts.update(mask, 7, 3);
        check(counts, mask);
    }

private:
    static void check(const PrefixCounts& counts, const ConditionMask& mask) {
        std::int64_t before = 0;
        for (std::int64_t flat = 0; flat < mask.size(); ++flat) {
            QCOMPARE(counts.before(mask, flat), before);
            if (flat % mask.rowBits() == 0) {
                QCOMPARE(counts.beforeRow(flat / mask.rowBits()), before);
            }
            before += mask.at(flat) ? 1 : 0;
        }
        QCOMPARE(counts.before(mask, mask.size()), before);
        QCOMPARE(counts.beforeRow(mask.rows()), before);
        QCOMPARE(counts.total(), before);
    }
};

QTEST_APPLESS_MAIN(TestPrefixCounts)
#include "tst_prefix_counts.moc"
