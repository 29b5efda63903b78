// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/arrays.h"
#include "tests/support/masks.h"

using namespace frisket::condition;
using namespace frisket::test;
using frisket::array::Shape;

namespace {
bool combined(SetOperation operation, bool a, bool b) {
    switch (operation) {
        case SetOperation::Or:
            return a || b;
        case SetOperation::And:
            return a && b;
        case SetOperation::Xor:
            return a != b;
        case SetOperation::AndNot:
            return a && !b;
    }
    return false;
}
}  // namespace

class TestConditionSets : public QObject {
    Q_OBJECT

private slots:
    void combineIsTheSetOperation_data() {
        QTest::addColumn<int>("operation");
        QTest::newRow("or") << static_cast<int>(SetOperation::Or);
        QTest::newRow("and") << static_cast<int>(SetOperation::And);
        QTest::newRow("xor") << static_cast<int>(SetOperation::Xor);
        QTest::newRow("and not") << static_cast<int>(SetOperation::AndNot);
    }
    void combineIsTheSetOperation() {
        QFETCH(int, operation);
        const auto which = static_cast<SetOperation>(operation);
        Random random;
        for (const Shape& shape : maskShapes()) {
            for (const int percent : {0, 20, 100}) {
                const auto a = randomBools(elementCount(shape).value(), 50, random);
                const auto b = randomBools(elementCount(shape).value(), percent, random);
                auto mask = makeMask(shape, a);
                const auto other = makeMask(shape, b);
                mask.combine(which, other);
                Bools expected(a.size());
                for (std::size_t i = 0; i < a.size(); ++i) {
                    expected[i] = combined(which, a[i], b[i]);
                }
                QVERIFY2(boolsOf(mask) == expected, qPrintable(text(shape)));
                QVERIFY(tailsAreClear(mask));
                QVERIFY(boolsOf(other) == b);
            }
        }
    }

    void combineWithItself() {
        Random random;
        const auto bools = randomBools(9 * 130, 50, random);
        auto mask = makeMask({9, 130}, bools);
        mask.combine(SetOperation::Or, mask);
        QVERIFY(boolsOf(mask) == bools);
        mask.combine(SetOperation::Xor, mask);
        QVERIFY(mask.none());
    }

    void invertIsTheComplement() {
        Random random;
        for (const Shape& shape : maskShapes()) {
            auto bools = randomBools(elementCount(shape).value(), 30, random);
            auto mask = makeMask(shape, bools);
            mask.invert();
            QVERIFY(tailsAreClear(mask));
            bools.flip();
            QVERIFY2(boolsOf(mask) == bools, qPrintable(text(shape)));
            QCOMPARE(mask.count(), std::count(bools.begin(), bools.end(), true));
        }
    }

    void fillSetsAll() {
        for (const Shape& shape : maskShapes()) {
            auto mask = ConditionMask::create(shape).value();
            mask.fill(true);
            QCOMPARE(mask.count(), mask.size());
            QVERIFY(tailsAreClear(mask));
            mask.fill(true);
            QCOMPARE(mask.count(), mask.size());
            mask.fill(false);
            QVERIFY(mask.none());
        }
    }
};

QTEST_APPLESS_MAIN(TestConditionSets)
#include "tst_condition_sets.moc"
