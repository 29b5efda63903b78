// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/edit/masked_values.h"
#include "core/edit/packed_bytes.h"
#include "tests/core/assign/run_case.h"
#include "tests/support/memory_limit.h"
#include "tests/support/plans.h"

using namespace frisket;
using namespace frisket::test;
using array::BandedArray;
using array::DType;
using edit::MaskedValues;

namespace {
BandedArray banded(DType dtype, const array::Shape& shape, const Bytes& bytes) {
    return BandedArray::from(array::NdArray::copyOf(dtype, shape, bytes).value()).value();
}
}  // namespace

class TestMaskedValues : public QObject {
    Q_OBJECT

private slots:
    void packedBytesComeBack_data() {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("kinds");
        QTest::newRow("nothing") << 0 << 1;
        QTest::newRow("one byte") << 1 << 256;
        QTest::newRow("all the same") << (1 << 20) << 1;
        QTest::newRow("few kinds") << (1 << 20) << 3;
        QTest::newRow("noise") << (1 << 20) + 7 << 256;
    }
    void packedBytesComeBack() {
        QFETCH(int, count);
        QFETCH(int, kinds);
        Random random;
        Bytes bytes(static_cast<std::size_t>(count));
        for (std::byte& byte : bytes) {
            byte = static_cast<std::byte>(random.between(0, kinds - 1));
        }
        edit::BytePacker packer;
        const Bytes packed = packer.pack(bytes);
        QVERIFY(packed.size() <= bytes.size() + bytes.size() / 1000 + 64);
        QVERIFY(kinds > 1 || packed.size() < 200);
        Bytes back(bytes.size());
        packer.unpack(packed, back);
        QVERIFY(back == bytes);
    }

    /// Apply gives what the definition gives, and exchanging goes back and forth, in every mode.
    void exchangeGoesBackAndForth() {
        Random random;
        base::ThreadPool pool(2);
        int changed = 0;
        for (int round = 0; round < 2000; ++round) {
            const auto shape = randomShape(static_cast<int>(random.between(0, 4)), random);
            const RunCase run = randomCase(shape, assign::Casting::Unsafe, true, random);
            auto destination = banded(run.destination.dtype, shape, run.destination.storage);
            const Bytes expected = run.expected();
            const bool differs = expected != run.destination.storage;
            base::Progress progress;
            QCOMPARE(edit::wouldChange(run.plan, run.inputs(), destination, pool, progress).value(),
                     differs);
            auto kept = MaskedValues::apply(run.plan, run.inputs(), destination, pool);
            QVERIFY(kept.has_value());
            QVERIFY(bytesOf(destination) == expected);
            QCOMPARE(kept->empty(), !differs);
            changed += differs ? 1 : 0;
            for (int i = 0; i < 2; ++i) {
                kept->exchange(run.condition(), destination, pool);
                QVERIFY(bytesOf(destination) == run.destination.storage);
                kept->exchange(run.condition(), destination, pool);
                QVERIFY(bytesOf(destination) == expected);
            }
        }
        QVERIFY(changed > 300);
    }

    void onlyBandsThatChangeAreWrittenAndKept() {
        const array::Shape shape{4096, 2048};
        Bytes bytes(4096 * 2048, std::byte{7});
        auto destination = banded(DType::U8, shape, bytes);
        QVERIFY(destination.bandCount() == 8);
        const BandedArray before = destination.snapshot();
        // All of band 1 and 2, but band 2 has the value already; a little of band 5.
        auto mask = condition::ConditionMask::create(shape).value();
        for (std::int64_t flat = destination.bandBegin(1); flat < destination.bandBegin(3);
             ++flat) {
            mask.set(flat, true);
        }
        mask.set(destination.bandBegin(5) + 3, true);
        for (std::int64_t flat = destination.bandBegin(2); flat < destination.bandBegin(3);
             ++flat) {
            bytes[static_cast<std::size_t>(flat)] = std::byte{9};
        }
        auto target = banded(DType::U8, shape, bytes);
        const BandedArray held = target.snapshot();
        base::ThreadPool pool(2);
        const auto plan = support::fillPlan(shape, shape, "9");
        const assign::Inputs inputs{nullptr, &mask, nullptr};
        auto kept = MaskedValues::apply(plan, inputs, target, pool);
        QVERIFY(kept.has_value());
        QCOMPARE(kept->bandCount(), std::int64_t{2});
        for (std::int64_t band = 0; band < target.bandCount(); ++band) {
            QCOMPARE(target.read(band) == held.read(band), band != 1 && band != 5);
        }
        // A million values that all changed alike.
        QVERIFY2(kept->byteSize() < 5000, qPrintable(QString::number(kept->byteSize())));
        kept->exchange(mask, target, pool);
        QVERIFY(bytesOf(target) == bytes);
    }

    void memoryThatRunsOutChangesNothing() {
        if (!kCanLimitMemory) {
            QSKIP("A sanitizer maps more memory than any limit.");
        }
        const array::Shape shape{8192, 8192};
        Bytes bytes(8192 * 8192);
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            bytes[i] = static_cast<std::byte>((i * 0x9e3779b97f4a7c15ULL) >> 56U);
        }
        auto destination = banded(DType::U8, shape, bytes);
        auto mask = condition::ConditionMask::create(shape).value();
        mask.fill(true);
        const auto plan = support::fillPlan(shape, shape, "9");
        const assign::Inputs inputs{nullptr, &mask, nullptr};
        base::ThreadPool pool(2);
        pool.forRange(2, 1, [](std::int64_t, std::int64_t) {});  // its threads want memory too
        int refused = 0;
        std::optional<MaskedValues> kept;
        for (std::int64_t extra = 0; !kept && extra < 400; extra += 4) {
            base::Result<MaskedValues> done = [&] {
                const MemoryLimit limit(extra << 20U);
                return MaskedValues::apply(plan, inputs, destination, pool);
            }();
            if (done) {
                kept = *std::move(done);
            } else {
                ++refused;
                QCOMPARE(done.error().code, base::ErrorCode::OutOfMemory);
                QVERIFY(bytesOf(destination) == bytes);
            }
        }
        QVERIFY(refused > 0 && kept);
        // Undo with a snapshot there, for which every band must be copied.
        const Bytes applied = bytesOf(destination);
        const BandedArray held = destination.snapshot();
        int thrown = 0;
        for (std::int64_t extra = 0; extra < 400; extra += 4) {
            try {
                const MemoryLimit limit(extra << 20U);
                kept->exchange(mask, destination, pool);
                break;
            } catch (const std::bad_alloc&) {
                ++thrown;
            }
            QVERIFY(bytesOf(destination) == applied);
        }
        QVERIFY(thrown > 0);
        QVERIFY(bytesOf(destination) == bytes);
        QVERIFY(bytesOf(held) == applied);
    }
};

QTEST_APPLESS_MAIN(TestMaskedValues)
#include "tst_masked_values.moc"
