// SPDX-License-Identifier: MIT
#include <array>
#include <limits>

#include <QTest>

#include "tests/support/arrays.h"
#include "tests/support/random.h"

using namespace frisket::array;
using frisket::test::countingArray;
using frisket::test::makeArray;
using frisket::test::valuesOf;

class TestNdArray : public QObject {
    Q_OBJECT

private slots:
    void buffersAreAligned() {
        for (std::int64_t bytes = 0; bytes < 200; ++bytes) {
            const auto plain = Buffer::allocate(bytes);
            const auto zero = Buffer::zeroed(bytes);
            for (const auto& buffer : {*plain, *zero}) {
                QCOMPARE(reinterpret_cast<std::uintptr_t>(buffer->data()) %
                             static_cast<std::uintptr_t>(kAlignment),
                         std::uintptr_t{0});
                QCOMPARE(buffer->size(), bytes);
            }
            QVERIFY(std::all_of((*zero)->data(), (*zero)->data() + bytes,
                                [](std::byte byte) { return byte == std::byte{0}; }));
        }
    }

    void absurdSizesFailInsteadOfThrowing() {
        for (const std::int64_t bytes :
             {std::numeric_limits<std::int64_t>::max(),
              std::numeric_limits<std::int64_t>::max() - 64, std::int64_t{-1}}) {
            const auto buffer = Buffer::allocate(bytes);
            QVERIFY(!buffer);
            QVERIFY(buffer.error().code == frisket::base::ErrorCode::OutOfMemory);
            QVERIFY(!Buffer::zeroed(bytes));
        }
    }

    void defaultIsEmpty() {
        const NdArray empty;
        QVERIFY(empty.shape() == Shape{0});
        QCOMPARE(empty.count(), std::int64_t{0});
        QVERIFY(empty.dtype() == DType::U8);
        QVERIFY(empty.toRowMajor().has_value());
    }

    void copyOfOwnsItsBytes() {
        std::vector<std::int16_t> values{1, -2, 3};
        const NdArray array = makeArray({3}, values);
        values[0] = 99;
        QVERIFY((valuesOf<std::int16_t>(array.view()) == std::vector<std::int16_t>{1, -2, 3}));
        QCOMPARE(array.byteCount(), std::int64_t{6});
        const NdArray scalar = makeArray<double>({}, {2.5});
        QCOMPARE(scalar.rank(), 0);
        QVERIFY(valuesOf<double>(scalar.view()) == std::vector{2.5});
    }

    void copiesShareAndPackedArraysStay() {
        const NdArray array = countingArray<int>({4, 6});
        const NdArray copy = array;
        QCOMPARE(copy.view().data, array.view().data);
        QCOMPARE(array.toRowMajor()->view().data, array.view().data);
        // A packed piece in the middle stays where it is, too.
        const NdArray rows = array.withLayout(*array.layout().slice(0, {1, 3, 1}));
        QCOMPARE(rows.toRowMajor()->storage().get(), array.storage().get());
        QVERIFY(valuesOf<int>(rows.toRowMajor()->view()) == valuesOf<int>(rows.view()));
    }

    void packsEveryView_data() {
        QTest::addColumn<int>("dtype");
        for (const DType dtype : kAllDTypes) {
            QTest::newRow(std::string(name(dtype)).c_str()) << static_cast<int>(dtype);
        }
    }
    void packsEveryView() {
        QFETCH(int, dtype);
        visitType(static_cast<DType>(dtype), [](auto type) {
            using T = typename decltype(type)::type;
            std::vector<T> values(3 * 4 * 5);
            for (std::size_t i = 0; i < values.size(); ++i) {
                auto* bytes = reinterpret_cast<std::uint8_t*>(&values[i]);
                // Bool8 is at most 1; all others get a different pattern each.
                bytes[0] = static_cast<std::uint8_t>(std::is_same_v<T, Bool8> ? i % 2 : i + 1);
            }
            const NdArray array = makeArray({3, 4, 5}, values);
            const Layout& base = array.layout();
            const std::array layouts{
                base,
                *base.flip(2),
                *base.flip(0)->flip(1),
                *base.transpose(std::array{2, 1, 0}),
                *base.slice(1, {{}, {}, 2}),
                *base.slice(2, {4, {}, -3})->transpose(std::array{1, 2, 0}),
                *base.select(2, 3),
                *base.select(0, 1)->select(0, 2)->select(0, 3),
                *base.select(1, 2)->unsqueeze(1)->broadcastTo({2, 3, 7, 5}),
                *base.slice(0, {3, {}, 1}),
            };
            for (const Layout& layout : layouts) {
                const NdArray seen = array.withLayout(layout);
                const auto packed = seen.toRowMajor();
                QVERIFY(packed->layout().isRowMajor());
                QVERIFY(packed->shape() == seen.shape());
                QVERIFY(valuesOf<T>(packed->view()) == valuesOf<T>(seen.view()));
            }
        });
    }

    void packingStaysInsideItsTarget() {
        const NdArray array = countingArray<std::uint8_t>({7, 9});
        const NdArray turned = array.withLayout(*array.layout().transpose(std::array{1, 0}));
        std::vector<std::byte> target(63 + 2, std::byte{0xab});
        copyRowMajor(turned.view(), target.data() + 1);
        QCOMPARE(target.front(), std::byte{0xab});
        QCOMPARE(target.back(), std::byte{0xab});
        QCOMPARE(static_cast<int>(target[2]), 9);
    }
};

QTEST_APPLESS_MAIN(TestNdArray)
#include "tst_nd_array.moc"
