// SPDX-License-Identifier: MIT
#include <thread>

#include <QTest>

#include "core/array/banded_array.h"
#include "tests/support/arrays.h"
#include "tests/support/random.h"

using namespace frisket::array;
using frisket::test::countingArray;
using frisket::test::valuesOf;

namespace {
void writeValue(BandedArray& array, std::int64_t flat, std::uint32_t value) {
    for (std::int64_t band = 0; band < array.bandCount(); ++band) {
        const std::int64_t begin = array.bandBegin(band);
        if (flat >= begin && flat < array.bandBegin(band + 1)) {
            std::memcpy(array.write(band).value() + (flat - begin) * 4, &value, 4);
        }
    }
}

std::uint32_t valueAt(const BandedArray& array, std::int64_t flat) {
    std::uint32_t value = 0;
    array.gather(flat, 1, 1, reinterpret_cast<std::byte*>(&value));
    return value;
}

std::uint32_t first(const NdArray& array) { return valuesOf<std::uint32_t>(array.view()).front(); }
}  // namespace

class TestBandedArray : public QObject {
    Q_OBJECT

private slots:
    void bandsCoverTheArrayInWholeRows_data() {
        QTest::addColumn<QList<qint64>>("sizes");
        QTest::newRow("scalar") << QList<qint64>{};
        QTest::newRow("one row") << QList<qint64>{700000};
        QTest::newRow("no elements") << QList<qint64>{0, 3};
        QTest::newRow("rows of no elements") << QList<qint64>{3, 0};
        QTest::newRow("long rows") << QList<qint64>{3, 300000};
        QTest::newRow("short rows") << QList<qint64>{300000, 3};
        QTest::newRow("three axes") << QList<qint64>{2, 500, 700};
    }
    void bandsCoverTheArrayInWholeRows() {
        QFETCH(QList<qint64>, sizes);
        Shape shape;
        for (const qint64 size : sizes) {
            shape.append(size);
        }
        const NdArray loaded = countingArray<std::uint32_t>(shape);
        BandedArray array = BandedArray::from(loaded).value();
        QVERIFY(array.shape() == shape);
        QCOMPARE(array.count(), loaded.count());
        QCOMPARE(array.bandBegin(array.bandCount()), array.count());
        for (std::int64_t band = 0; band < array.bandCount(); ++band) {
            const std::int64_t begin = array.bandBegin(band);
            QVERIFY(begin < array.bandBegin(band + 1));
            if (shape.rank() > 1) {
                QCOMPARE(begin % shape.back(), std::int64_t{0});
            }
            std::uint32_t value = 0;
            std::memcpy(&value, array.read(band), 4);
            QCOMPARE(std::int64_t{value}, begin);
        }
        QVERIFY(array.toArray()->shape() == shape);
        QVERIFY(valuesOf<std::uint32_t>(array.toArray()->view()) ==
                valuesOf<std::uint32_t>(loaded.view()));
    }

    void untouchedSharesTheLoadedMemory() {
        const NdArray loaded = countingArray<std::uint32_t>({900, 1000});
        BandedArray array = BandedArray::from(loaded).value();
        QVERIFY(array.bandCount() > 2);
        QCOMPARE(array.toArray()->view().data, loaded.view().data);
        QCOMPARE(array.snapshot().toArray()->view().data, loaded.view().data);
        // A packed part of a larger array starts inside its memory.
        const NdArray part = loaded.withLayout(*loaded.layout().slice(0, {300, 900, 1}));
        const auto again = BandedArray::from(part)->toArray();
        QCOMPARE(again->storage().get(), loaded.storage().get());
        QCOMPARE(first(*again), 300000U);
        // A strided view is packed first.
        const NdArray flipped = loaded.withLayout(*loaded.layout().flip(0));
        QCOMPARE(valueAt(*BandedArray::from(flipped), 0), 899000U);
    }

    void writingLeavesTheLoadedArrayAlone() {
        const NdArray loaded = countingArray<std::uint32_t>({900, 1000});
        BandedArray array = BandedArray::from(loaded).value();
        writeValue(array, 0, 77);
        writeValue(array, 899999, 78);
        QCOMPARE(first(loaded), 0U);
        QCOMPARE(valueAt(array, 0), 77U);
        QCOMPARE(valueAt(array, 1), 1U);
        QCOMPARE(valueAt(array, 899999), 78U);
        auto expected = valuesOf<std::uint32_t>(loaded.view());
        expected.front() = 77;
        expected.back() = 78;
        QVERIFY(valuesOf<std::uint32_t>(array.toArray()->view()) == expected);
    }

    void secondWriteCopiesNothing() {
        BandedArray array = BandedArray::from(countingArray<std::uint32_t>({10, 10})).value();
        const std::byte* once = array.write(0).value();
        QCOMPARE(static_cast<const std::byte*>(array.write(0).value()), once);
        const BandedArray held = array.snapshot();
        QVERIFY(static_cast<const std::byte*>(array.write(0).value()) != once);
        QCOMPARE(held.read(0), once);
    }

    void memoryThatNobodyElseHoldsIsWrittenInPlace() {
        NdArray loaded = countingArray<std::uint32_t>({900, 1000});
        const std::byte* const data = loaded.view().data;
        BandedArray array = BandedArray::from(std::move(loaded)).value();
        for (std::int64_t band = 0; band < array.bandCount(); ++band) {
            QCOMPARE(static_cast<const std::byte*>(array.write(band).value()),
                     data + array.bandBegin(band) * 4);
        }
        // And is still one array, which a second write does not change.
        const NdArray whole = array.toArray().value();
        QCOMPARE(whole.view().data, data);
        writeValue(array, 0, 9);
        QCOMPARE(first(whole), 0U);
        QVERIFY(array.read(0) != data);
        QCOMPARE(array.read(1), data + array.bandBegin(1) * 4);
    }

    void memoryIsWrittenInPlaceAgainOnceTheSnapshotIsGone() {
        BandedArray array = BandedArray::from(countingArray<std::uint32_t>({900, 1000})).value();
        const std::byte* const data = array.read(0);
        const std::byte* const last = array.read(array.bandCount() - 1);
        {
            const BandedArray held = array.snapshot();
            writeValue(array, 0, 9);
            QVERIFY(array.read(0) != data);
        }
        const std::byte* const moved = array.read(0);
        writeValue(array, 0, 10);
        writeValue(array, 899999, 11);
        QCOMPARE(array.read(0), moved);
        QCOMPARE(array.read(array.bandCount() - 1), last);
        QCOMPARE(valueAt(array, 0), 10U);
        QCOMPARE(valueAt(array, 899999), 11U);
    }

    void snapshotIsDroppedOnAnotherThread() {
        BandedArray array = BandedArray::from(countingArray<std::uint32_t>({900, 1000})).value();
        for (std::uint32_t round = 1; round < 200; ++round) {
            bool same = false;
            std::thread reader([held = array.snapshot(), round, &same]() mutable {
                const BandedArray mine = std::move(held);
                same = valueAt(mine, 0) == round - 1;
            });
            writeValue(array, 0, round);
            reader.join();
            QVERIFY(same);
            QCOMPARE(valueAt(array, 0), round);
        }
    }

    void snapshotsKeepWhatTheySaw() {
        BandedArray array = BandedArray::from(countingArray<std::uint32_t>({900, 1000})).value();
        writeValue(array, 5, 100);
        BandedArray early = array.snapshot();
        writeValue(array, 5, 200);
        BandedArray late = array.snapshot();
        writeValue(array, 5, 300);
        writeValue(early, 6, 400);
        QCOMPARE(valueAt(early, 5), 100U);
        QCOMPARE(valueAt(late, 5), 200U);
        QCOMPARE(valueAt(array, 5), 300U);
        QCOMPARE(valueAt(early, 6), 400U);
        QCOMPARE(valueAt(late, 6), 6U);
        QCOMPARE(valueAt(array, 6), 6U);
    }

    void toArrayKeepsItsValuesWhenTheBandIsWrittenAgain() {
        // One band only, so that the written band is all there is.
        BandedArray array = BandedArray::from(countingArray<std::uint32_t>({10, 10})).value();
        writeValue(array, 0, 41);
        const NdArray exported = array.toArray().value();
        writeValue(array, 0, 42);
        QCOMPARE(first(exported), 41U);
        QCOMPARE(valueAt(array, 0), 42U);
    }

    void snapshotIsReadOnAnotherThread() {
        BandedArray array = BandedArray::from(countingArray<std::uint32_t>({900, 1000})).value();
        writeValue(array, 0, 1);
        const BandedArray held = array.snapshot();
        bool same = true;
        std::thread reader([&] {
            for (int i = 0; i < 1000; ++i) {
                same = same && valueAt(held, 0) == 1;
            }
        });
        for (std::uint32_t i = 2; i < 1000; ++i) {
            writeValue(array, 0, i);
        }
        reader.join();
        QVERIFY(same);
    }

    void gatherWalksAcrossBands() {
        const NdArray loaded = countingArray<std::uint32_t>({1100, 1000});
        BandedArray array = BandedArray::from(loaded).value();
        QVERIFY(array.bandCount() >= 4);
        writeValue(array, 600000, 600000);  // so that the bands lie apart in memory
        frisket::test::Random random;
        const std::int64_t total = array.count();
        for (int round = 0; round < 400; ++round) {
            const std::int64_t from = random.between(0, total - 1);
            std::int64_t stride = random.between(-3, 3);
            if (random.chance(50)) {
                stride = random.between(-400000, 400000);
            }
            std::int64_t most = 50000;
            if (stride > 0) {
                most = std::min(most, (total - 1 - from) / stride + 1);
            } else if (stride < 0) {
                most = std::min(most, from / -stride + 1);
            }
            const std::int64_t count = random.chance(50) ? most : random.between(0, most);
            constexpr std::uint32_t kSentinel = 0xdeadbeef;
            std::vector<std::uint32_t> got(static_cast<std::size_t>(count) + 1, kSentinel);
            array.gather(from, stride, count, reinterpret_cast<std::byte*>(got.data()));
            for (std::int64_t i = 0; i < count; ++i) {
                QCOMPARE(std::int64_t{got[static_cast<std::size_t>(i)]}, from + i * stride);
            }
            QCOMPARE(got.back(), kSentinel);
        }
    }
};

QTEST_APPLESS_MAIN(TestBandedArray)
#include "tst_banded_array.moc"
