// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/edit/masked_values.h"
#include "tests/core/assign/run_case.h"
#include "tests/support/failing_new.h"
#include "tests/support/plans.h"

using namespace frisket;
using edit::MaskedValues;

/// Whichever allocation fails, an exchange writes all or nothing.
class TestExchangeMemory : public QObject {
    Q_OBJECT

private slots:
    void allOrNothing_data() {
        QTest::addColumn<bool>("asks");
        QTest::newRow("at once") << false;
        QTest::newRow("asking whether to go on") << true;
    }
    void allOrNothing() {
        QFETCH(bool, asks);
        const array::Shape shape{4096, 2048};
        const test::Bytes before(4096 * 2048, std::byte{7});
        auto destination = array::BandedArray::from(
                               array::NdArray::copyOf(array::DType::U8, shape, before).value())
                               .value();
        auto mask = condition::ConditionMask::create(shape).value();
        mask.fill(true);
        const auto plan = support::fillPlan(shape, shape, "9");
        base::ThreadPool first(1);
        auto kept = MaskedValues::apply(plan, {nullptr, &mask, nullptr}, destination, first);
        QVERIFY(kept.has_value());
        const test::Bytes after = test::bytesOf(destination);
        int groups = 0;
        const MaskedValues::GoOn goOn =
            asks ? MaskedValues::GoOn([&groups](std::int64_t) { return ++groups > 0; })
                 : MaskedValues::GoOn();
        bool isDone = false;
        int refused = 0;
        for (int allowed = 0; !isDone && allowed < 1000; ++allowed) {
            base::ThreadPool pool(3);
            QVERIFY(kept->bandCount() > 2 * pool.threads());
            try {
                const test::FailingNew failing(allowed);
                isDone = kept->exchange(mask, destination, pool, goOn);
            } catch (const std::bad_alloc&) {
                ++refused;
            }
            QVERIFY2(test::bytesOf(destination) == (isDone ? before : after),
                     qPrintable(QString("after %1 allocations").arg(allowed)));
        }
        QVERIFY(isDone);
        QVERIFY(refused > 3);
        QCOMPARE(groups > 3, asks);
    }
};

QTEST_APPLESS_MAIN(TestExchangeMemory)
#include "tst_exchange_memory.moc"
