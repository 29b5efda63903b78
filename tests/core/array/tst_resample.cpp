// SPDX-License-Identifier: MIT
#include <cmath>

#include <QTest>

#include "core/array/resample.h"
#include "tests/support/arrays.h"
#include "tests/support/memory_limit.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::array;
using base::ErrorCode;
using test::countingArray;
using test::valuesOf;

namespace {
/// One element after the other: `placeOf(i, in, out)` along each axis, or -1 for zero.
template <class T, class PlaceOf>
std::vector<T> sampled(const ArrayView& from, const Shape& to, PlaceOf&& placeOf) {
    const std::vector<T> values = valuesOf<T>(from);
    const Layout packed = Layout::rowMajor(from.shape());
    std::vector<T> out(static_cast<std::size_t>(elementCount(to).value()));
    for (std::size_t flat = 0; flat < out.size(); ++flat) {
        Index index = unravel(static_cast<std::int64_t>(flat), to);
        bool inside = true;
        for (int axis = 0; axis < to.rank(); ++axis) {
            index[axis] = placeOf(index[axis], from.shape()[axis], to[axis]);
            inside = inside && index[axis] >= 0;
        }
        out[flat] = inside ? values[static_cast<std::size_t>(packed.at(index))] : T{};
    }
    return out;
}

std::int64_t centre(std::int64_t i, std::int64_t in, std::int64_t out) {
    // Exact in double: numerator and denominator are small, and no quotient is just below a whole
    // number by less than 1 / (2 * out).
    return static_cast<std::int64_t>(std::floor(
        (static_cast<double>(i) + 0.5) * static_cast<double>(in) / static_cast<double>(out) +
        1e-9));
}

ErrorCode code(const base::Result<NdArray>& result) { return result.error().code; }

template <class T>
void compareResizes(const NdArray& array, test::Random& random) {
    for (int round = 0; round < 20; ++round) {
        Shape to = array.shape();
        for (std::int64_t& size : to) {
            size = random.between(0, 12);
        }
        const auto resized = resizeNearest(array.view(), to);
        QVERIFY(resized);
        QVERIFY(resized->shape() == to && resized->dtype() == array.dtype());
        QVERIFY(valuesOf<T>(resized->view()) == sampled<T>(array.view(), to, centre));
    }
}
}  // namespace

class TestResample : public QObject {
    Q_OBJECT

private slots:
    void samplesAtTheCentres() {
        const auto places = [](std::int64_t in, std::int64_t out) {
            QString text;
            for (std::int64_t i = 0; i < out; ++i) {
                text += QString::number(nearestIndex(i, in, out));
            }
            return text;
        };
        QCOMPARE(places(3, 6), "001122");
        QCOMPARE(places(6, 3), "135");
        QCOMPARE(places(6, 2), "14");
        QCOMPARE(places(2, 3), "011");  // the middle is a tie between both
        QCOMPARE(places(3, 2), "02");
        QCOMPARE(places(5, 3), "024");
        QCOMPARE(places(4, 4), "0123");
        QCOMPARE(places(7, 1), "3");
        for (std::int64_t in = 1; in < 40; ++in) {
            for (std::int64_t out = 1; out < 40; ++out) {
                for (std::int64_t i = 0; i < out; ++i) {
                    QCOMPARE(nearestIndex(i, in, out), centre(i, in, out));
                }
            }
        }
        const std::int64_t most = (std::int64_t{1} << 31) - 1;
        QCOMPARE(nearestIndex(most - 1, most, most), most - 1);
    }

    void resizesAnyLayout() {
        test::Random random;
        compareResizes<std::uint8_t>(countingArray<std::uint8_t>({5, 7}), random);
        compareResizes<std::uint16_t>(countingArray<std::uint16_t>({2, 5, 3}), random);
        compareResizes<float>(countingArray<float>({4}), random);
        const NdArray wide = countingArray<double>({4, 6, 3});
        compareResizes<double>(
            wide.withLayout(
                wide.layout().transpose(std::array{2, 0, 1})->slice(2, {{}, {}, -2}).value()),
            random);
        const NdArray one = countingArray<std::uint8_t>({});
        QVERIFY(valuesOf<std::uint8_t>(resizeNearest(one.view(), {})->view()) ==
                std::vector<std::uint8_t>{0});
    }

    void padsAtTheEnd() {
        const NdArray array = countingArray<std::int32_t>({3, 4});
        for (const Layout& layout : {array.layout(), *array.layout().transpose(std::array{1, 0})}) {
            const ArrayView view = array.withLayout(layout).view();
            for (const std::int64_t rows : {0, 1, 2}) {
                for (const std::int64_t columns : {0, 1, 3}) {
                    const Shape to{layout.shape[0] + rows, layout.shape[1] + columns};
                    QVERIFY(valuesOf<std::int32_t>(padAtEnd(view, to, PadWith::Edge)->view()) ==
                            sampled<std::int32_t>(view, to, [](auto i, auto in, auto) {
                                return std::min(i, in - 1);
                            }));
                    QVERIFY(valuesOf<std::int32_t>(padAtEnd(view, to, PadWith::Zero)->view()) ==
                            sampled<std::int32_t>(
                                view, to, [](auto i, auto in, auto) { return i < in ? i : -1; }));
                }
            }
        }
    }

    /// Rows are sampled by parts of 65,536 elements.
    void longRows() {
        const NdArray array = countingArray<std::uint8_t>({2, 3});
        const Shape to{3, 200000};
        QVERIFY(valuesOf<std::uint8_t>(resizeNearest(array.view(), to)->view()) ==
                sampled<std::uint8_t>(array.view(), to, [](auto i, auto in, auto out) {
                    return nearestIndex(i, in, out);
                }));
        const NdArray row = countingArray<std::uint8_t>({2, 70000});
        for (const PadWith with : {PadWith::Edge, PadWith::Zero}) {
            QVERIFY(valuesOf<std::uint8_t>(padAtEnd(row.view(), to, with)->view()) ==
                    sampled<std::uint8_t>(row.view(), to, [with](auto i, auto in, auto) {
                        return i < in ? i : (with == PadWith::Zero ? -1 : in - 1);
                    }));
        }
    }

    /// A list of eight bytes for each index would be 512 MiB.
    void holdsNothingBesideTheNewArray() {
        if (!test::kCanLimitMemory) {
            QSKIP("the sanitizers need more memory");
        }
        const NdArray array = countingArray<std::uint8_t>({2});
        const test::MemoryLimit limit(std::int64_t{128} << 20);
        QVERIFY(limit.isSet());
        const auto resized = resizeNearest(array.view(), {std::int64_t{1} << 26});
        QVERIFY(resized);
        QCOMPARE(code(resizeNearest(array.view(), {2'000'000'000})), ErrorCode::OutOfMemory);
        const std::int64_t most = (std::int64_t{1} << 31) - 1;
        const NdArray cube = countingArray<std::uint8_t>({1, 1, 1});
        QCOMPARE(code(resizeNearest(cube.view(), {most, most, most})), ErrorCode::TooLarge);
    }

    void refuses() {
        const NdArray array = countingArray<std::uint8_t>({3, 4});
        QCOMPARE(code(resizeNearest(array.view(), {3})), ErrorCode::InvalidArgument);
        QCOMPARE(code(resizeNearest(array.view(), {3, std::int64_t{1} << 31})),
                 ErrorCode::TooLarge);
        QCOMPARE(code(padAtEnd(array.view(), {3, 3}, PadWith::Edge)), ErrorCode::InvalidArgument);
        const NdArray empty = countingArray<std::uint8_t>({0, 4});
        QCOMPARE(code(resizeNearest(empty.view(), {2, 4})), ErrorCode::InvalidArgument);
        QCOMPARE(code(padAtEnd(empty.view(), {2, 4}, PadWith::Zero)), ErrorCode::InvalidArgument);
        QVERIFY(resizeNearest(empty.view(), {0, 9}));
        QCOMPARE(code(resizeNearest(array.view(), {3, -1})), ErrorCode::InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(TestResample)
#include "tst_resample.moc"
