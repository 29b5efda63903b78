// SPDX-License-Identifier: MIT
#include <stdexcept>
#include <vector>

#include <QTest>

#include "core/array/shape.h"
#include "tests/support/arrays.h"

using namespace frisket::array;
using frisket::test::text;

namespace {
constexpr std::int64_t kHuge = std::int64_t{1} << 62;
}

class TestShape : public QObject {
    Q_OBJECT

private slots:
    void moreThanTheMostAxesThrow() {
        Dims dims = Dims::filled(kMaxRank, 1);
        QVERIFY_EXCEPTION_THROWN(dims.append(1), std::length_error);
        QCOMPARE(dims.rank(), kMaxRank);
        QVERIFY_EXCEPTION_THROWN(static_cast<void>(Dims::filled(kMaxRank + 1, 1)),
                                 std::length_error);
        const std::vector<std::int64_t> sizes(kMaxRank + 1, 1);
        QVERIFY_EXCEPTION_THROWN(Dims(std::span(sizes)), std::length_error);
    }

    void dimsBehaveLikeAVector() {
        Dims dims{3, 5};
        dims.append(7);
        dims.insert(0, 2);
        dims.insert(2, 4);
        QCOMPARE(text(dims), "(2, 3, 4, 5, 7)");
        QCOMPARE(dims.back(), std::int64_t{7});
        dims.erase(0);
        dims.erase(3);
        dims.erase(1);
        QCOMPARE(text(dims), "(3, 5)");
        dims[1] = -6;
        QVERIFY((dims == Dims{3, -6}));
        QVERIFY(!(dims == Dims{3}));
        QVERIFY(!(dims == Dims{3, -6, 0}));
        // What an erased axis held must not matter.
        Dims shortened{3, -6, 9};
        shortened.erase(2);
        QVERIFY(shortened == dims);
    }

    void dimsHoldUpToTheLargestRank() {
        const Dims full = Dims::filled(kMaxRank, 1);
        QCOMPARE(full.rank(), kMaxRank);
        QVERIFY(elementCount(full) == 1);
        Dims grown;
        for (int axis = 0; axis < kMaxRank; ++axis) {
            grown.insert(0, 1);
        }
        QVERIFY(grown == full);
        QVERIFY(Dims(std::span<const std::int64_t>()) == Dims{});
    }

    void printsAsNumPyDoes() {
        QCOMPARE(text({}), "()");
        QCOMPARE(text({5}), "(5,)");
        QCOMPARE(text({3, 2}), "(3, 2)");
        QCOMPARE(text({0, -1, 2}), "(0, -1, 2)");
    }

    void elementCountSeesOverflow_data() {
        QTest::addColumn<QList<qint64>>("sizes");
        QTest::addColumn<qint64>("expected");  // -1: none
        QTest::newRow("rank 0") << QList<qint64>{} << qint64{1};
        QTest::newRow("empty axis") << QList<qint64>{3, 0, 5} << qint64{0};
        QTest::newRow("2^62") << QList<qint64>{kHuge, 1} << qint64{kHuge};
        QTest::newRow("2^63") << QList<qint64>{kHuge, 2} << qint64{-1};
        QTest::newRow("2^31 * (2^32 - 1)")
            << QList<qint64>{1LL << 31, (1LL << 32) - 1} << qint64{9223372034707292160LL};
        QTest::newRow("2^64 wraps to 0") << QList<qint64>{1LL << 32, 1LL << 32} << qint64{-1};
        QTest::newRow("2^65 + 2^64 wraps") << QList<qint64>{3LL << 32, 1LL << 32} << qint64{-1};
        QTest::newRow("strides overflow though empty")
            << QList<qint64>{0, kHuge, kHuge} << qint64{-1};
    }
    void elementCountSeesOverflow() {
        QFETCH(QList<qint64>, sizes);
        QFETCH(qint64, expected);
        Shape shape;
        for (const qint64 size : sizes) {
            shape.append(size);
        }
        QCOMPARE(qint64{elementCount(shape).value_or(-1)}, expected);
        const auto bytes = byteCount(DType::U8, shape);
        QCOMPARE(qint64{bytes ? *bytes : -1}, expected);
        if (expected > kHuge / 4) {
            QVERIFY(byteCount(DType::F64, shape).error().code ==
                    frisket::base::ErrorCode::TooLarge);
        }
    }

    void unravelInvertsTheStrides() {
        const Shape shape{2, 3, 1, 5};
        QCOMPARE(text(rowMajorStrides(shape)), "(15, 5, 5, 1)");
        QCOMPARE(text(rowMajorStrides({})), "()");
        QCOMPARE(text(rowMajorStrides({4, 0, 2})), "(2, 2, 1)");
        const Strides strides = rowMajorStrides(shape);
        for (std::int64_t flat = 0; flat < 30; ++flat) {
            const Index index = unravel(flat, shape);
            std::int64_t back = 0;
            for (int axis = 0; axis < shape.rank(); ++axis) {
                QVERIFY(index[axis] >= 0 && index[axis] < shape[axis]);
                back += index[axis] * strides[axis];
            }
            QCOMPARE(back, flat);
        }
        QCOMPARE(text(unravel(0, {})), "()");
    }
};

QTEST_APPLESS_MAIN(TestShape)
#include "tst_shape.moc"
