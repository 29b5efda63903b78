// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <QTest>

#include "tests/support/arrays.h"
#include "tests/support/masks.h"

using namespace frisket::condition;
using namespace frisket::test;
using frisket::array::Bool8;
using frisket::array::DType;
using frisket::array::Half;
using frisket::array::Layout;
using frisket::array::Shape;

namespace {
/// A value of `T` that is zero (in more than one way where there is one) or not.
template <class T>
T sample(bool zero, Random& random) {
    if constexpr (std::is_same_v<T, Bool8>) {
        return zero ? Bool8::False : Bool8::True;
    } else if constexpr (std::is_same_v<T, Half>) {
        const std::array<std::uint16_t, 4> some{0x0001, 0x3c00, 0xfc00, 0x7e00};
        return zero ? Half{static_cast<std::uint16_t>(random.chance(50) ? 0x8000 : 0)}
                    : Half{some[static_cast<std::size_t>(random.between(0, 3))]};
    } else if constexpr (std::is_floating_point_v<T>) {
        const std::array<T, 4> some{std::numeric_limits<T>::denorm_min(),
                                    std::numeric_limits<T>::quiet_NaN(),
                                    -std::numeric_limits<T>::infinity(), T(0.5)};
        return zero ? (random.chance(50) ? T(-0.0) : T(0))
                    : some[static_cast<std::size_t>(random.between(0, 3))];
    } else {
        // Also values whose low bytes are all zero.
        const T high = static_cast<T>(T{1} << (sizeof(T) * 8 - 2));
        return zero ? T{0} : (random.chance(50) ? high : std::numeric_limits<T>::max());
    }
}
}  // namespace

class TestNonzero : public QObject {
    Q_OBJECT

private slots:
    void everyDtypeAndView_data() {
        QTest::addColumn<int>("dtype");
        for (const DType dtype : frisket::array::kAllDTypes) {
            QTest::newRow(std::string(name(dtype)).c_str()) << static_cast<int>(dtype);
        }
    }
    void everyDtypeAndView() {
        QFETCH(int, dtype);
        frisket::array::visitType(static_cast<DType>(dtype), [](auto type) {
            using T = typename decltype(type)::type;
            Random random;
            for (const Shape& shape : maskShapes()) {
                auto bools = randomBools(elementCount(shape).value(), 50, random);
                std::vector<T> values;
                for (const bool set : bools) {
                    values.push_back(sample<T>(!set, random));
                }
                const auto array = makeArray(shape, values);
                const auto mask = ConditionMask::nonzero(array.view()).value();
                QVERIFY2(boolsOf(mask) == bools, qPrintable(text(shape)));
                QVERIFY(mask.shape() == shape);
                QVERIFY(tailsAreClear(mask));
            }
        });
    }

    void stridedViews() {
        Random random;
        const Shape shape{4, 70, 3};
        const auto bools = randomBools(4 * 70 * 3, 40, random);
        std::vector<std::uint8_t> bytes;
        for (const bool set : bools) {
            bytes.push_back(set ? 200 : 0);
        }
        const auto array = makeArray(shape, bytes);
        const Layout& base = array.layout();
        const std::array layouts{
            *base.flip(1),
            *base.transpose(std::array{2, 1, 0}),
            *base.slice(1, {{}, {}, 3}),
            *base.select(2, 1),
            *base.select(2, 1)->transpose(std::array{1, 0})->flip(0),
            *base.select(0, 0)->select(0, 5)->select(0, 2),
            *base.select(1, 9)->unsqueeze(1)->broadcastTo({2, 4, 67, 3}),
            *base.slice(1, {70, {}, 1}),
        };
        for (const Layout& layout : layouts) {
            const auto seen = array.withLayout(layout);
            const auto values = valuesOf<std::uint8_t>(seen.view());
            const auto mask = ConditionMask::nonzero(seen.view()).value();
            QVERIFY(mask.shape() == layout.shape);
            for (std::size_t i = 0; i < values.size(); ++i) {
                QCOMPARE(mask.at(static_cast<std::int64_t>(i)), values[i] != 0);
            }
            QVERIFY(tailsAreClear(mask));
        }
    }

    /// Rows longer than a tile, and more of them than a thread takes at a time.
    void longRowsOnThreads() {
        Random random;
        const Shape shape{230, 9001};
        const auto bools = randomBools(230 * 9001, 30, random);
        std::vector<std::uint8_t> bytes(bools.begin(), bools.end());
        std::vector<float> floats(bools.begin(), bools.end());
        frisket::base::ThreadPool pool(3);
        for (const auto& array : {makeArray(shape, bytes), makeArray(shape, floats)}) {
            const auto mask = ConditionMask::nonzero(array.view(), &pool).value();
            QVERIFY(boolsOf(mask) == bools);
            QVERIFY(tailsAreClear(mask));
            const auto flipped = array.withLayout(*array.layout().flip(1));
            auto backwards = bools;
            for (std::ptrdiff_t row = 0; row < 230; ++row) {
                std::reverse(backwards.begin() + row * 9001, backwards.begin() + (row + 1) * 9001);
            }
            QVERIFY(boolsOf(ConditionMask::nonzero(flipped.view(), &pool).value()) == backwards);
        }
    }

    void unalignedStorage() {
        // As from a file: items of 8 bytes that start at an odd address.
        const std::array<double, 3> values{0.0, 1.0, -0.0};
        std::vector<std::byte> bytes(25);
        std::memcpy(bytes.data() + 1, values.data(), 24);
        const auto mask =
            ConditionMask::nonzero({DType::F64, Layout::rowMajor({3}), bytes.data() + 1}).value();
        QVERIFY((boolsOf(mask) == Bools{false, true, false}));
    }
};

QTEST_APPLESS_MAIN(TestNonzero)
#include "tst_nonzero.moc"
