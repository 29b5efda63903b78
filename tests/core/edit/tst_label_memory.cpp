// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/edit/label_writer.h"
#include "core/edit/replace_values.h"
#include "tests/core/assign/run_case.h"
#include "tests/support/failing_new.h"

using namespace frisket;
using array::BandedArray;
using array::DType;
using condition::BitRegion;
using condition::Plane;
using edit::LabelWriter;

namespace {
constexpr std::int64_t kRows = 1200;
constexpr std::int64_t kColumns = 2048;

BandedArray sevens() {
    return BandedArray::from(array::NdArray::copyOf(DType::U16, {kRows, kColumns},
                                                    test::Bytes(2 * kRows * kColumns, std::byte{7}))
                                 .value())
        .value();
}
}  // namespace

/// Whichever allocation fails, what is recorded and what is written belong together.
class TestLabelMemory : public QObject {
    Q_OBJECT

private slots:
    void aStroke() {
        const Plane plane{0, kColumns, 1, kRows, kColumns};
        BitRegion region({100, 400, 400, 700});
        region.fill();
        const std::array<std::byte, 2> value{std::byte{1}, std::byte{2}};
        int refused = 0;
        bool isDone = false;
        for (int allowed = 0; !isDone && allowed < 1000; ++allowed) {
            BandedArray destination = sevens();
            const BandedArray held = destination.snapshot();  // so that bands must be copied
            const test::Bytes before = test::bytesOf(destination);
            LabelWriter writer(destination);
            writer.begin();
            try {
                const test::FailingNew failing(allowed);
                writer.extend(region, plane, value.data());
                isDone = writer.commit().has_value();
            } catch (const std::bad_alloc&) {
                ++refused;
                const test::FailingNew nothing(0);  // it takes none
                writer.abort();
            }
            QVERIFY2(isDone || test::bytesOf(destination) == before,
                     qPrintable(QString("after %1 allocations").arg(allowed)));
            QVERIFY(test::bytesOf(held) == before);
        }
        QVERIFY(isDone);
        QVERIFY(refused > 20);
    }

    void exchanging_data() {
        QTest::addColumn<bool>("asks");
        QTest::newRow("at once") << false;
        QTest::newRow("asking whether to go on") << true;
    }
    void exchanging() {
        QFETCH(bool, asks);
        BandedArray destination = sevens();
        base::ThreadPool first(1);
        const assign::Scalar from = assign::parseScalar("1799", DType::U16).value();  // 0x0707
        const assign::Scalar to = assign::parseScalar("3", DType::U16).value();
        const auto patch = edit::findReplacement(
            destination, {array::Layout::rowMajor(destination.shape()), nullptr, {}},
            {from, to, false}, first);
        QVERIFY(patch.has_value());
        QCOMPARE(patch->changedElements(), kRows * kColumns);
        const test::Bytes before = test::bytesOf(destination);
        int groups = 0;
        const edit::ValuePatch::GoOn goOn =
            asks ? edit::ValuePatch::GoOn([&groups](std::int64_t) { return ++groups > 0; })
                 : edit::ValuePatch::GoOn();
        bool isDone = false;
        int refused = 0;
        for (int allowed = 0; !isDone && allowed < 1000; ++allowed) {
            base::ThreadPool pool(3);
            const BandedArray held = destination.snapshot();
            try {
                const test::FailingNew failing(allowed);
                isDone = patch->exchange(destination, pool, goOn);
            } catch (const std::bad_alloc&) {
                ++refused;
            }
            if (!isDone) {
                QVERIFY2(test::bytesOf(destination) == before,
                         qPrintable(QString("after %1 allocations").arg(allowed)));
            }
        }
        QVERIFY(isDone);
        QVERIFY(refused > 5);
        QVERIFY(test::bytesOf(destination) != before);
        QCOMPARE(groups > 3, asks);
    }
};

QTEST_APPLESS_MAIN(TestLabelMemory)
#include "tst_label_memory.moc"
