// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <set>

#include <QTest>

#include "tests/support/arrays.h"
#include "tests/support/random.h"

using namespace frisket::array;
using frisket::base::ErrorCode;
using frisket::test::countingArray;
using frisket::test::text;
using frisket::test::valuesOf;

namespace {
/// Values of a view of 0, 1, 2, ... in `shape`.
std::vector<int> seenThrough(const Shape& shape, const Layout& layout) {
    return valuesOf<int>(countingArray<int>(shape).withLayout(layout).view());
}

/// By looking at every element.
bool sharesElements(const Layout& layout) {
    std::set<std::int64_t> places;
    for (std::int64_t flat = 0; flat < layout.count(); ++flat) {
        if (!places.insert(layout.at(unravel(flat, layout.shape))).second) {
            return true;
        }
    }
    return false;
}
}  // namespace

class TestLayout : public QObject {
    Q_OBJECT

private slots:
    void selectTakesOneIndex() {
        const Layout layout = Layout::rowMajor({2, 3});
        QVERIFY((seenThrough({2, 3}, *layout.select(0, 1)) == std::vector{3, 4, 5}));
        QVERIFY((seenThrough({2, 3}, *layout.select(-1, -1)) == std::vector{2, 5}));
        QVERIFY((seenThrough({2, 3}, *layout.select(1, 0)->select(0, -2)) == std::vector{0}));
        for (const std::int64_t index : {std::int64_t{3}, std::int64_t{-4}}) {
            const auto wrong = layout.select(1, index);
            QVERIFY(!wrong && wrong.error().code == ErrorCode::InvalidArgument);
            QVERIFY(wrong.error().message.find("axis 1 of size 3") != std::string::npos);
        }
        QVERIFY(!Layout::rowMajor({0}).select(0, 0));
    }

    void reshapeKeepsTheOrder() {
        const Layout layout = Layout::rowMajor({2, 3, 4});
        const std::vector<int> all = seenThrough({2, 3, 4}, layout);
        for (const Shape& to : {Shape{24}, Shape{6, 4}, Shape{1, 4, 1, 6}, Shape{2, 3, 4, 1}}) {
            QVERIFY(seenThrough({2, 3, 4}, layout.reshape(to).value()) == all);
        }
        const Layout everyOther = layout.reshape({24})->slice(0, {{}, {}, -2}).value();
        QVERIFY(seenThrough({2, 3, 4}, everyOther.reshape({3, 4}).value()) ==
                seenThrough({2, 3, 4}, everyOther));
        QVERIFY(*Layout::rowMajor({0, 3}).reshape({7, 0}) == Layout::rowMajor({7, 0}));
        QVERIFY(Layout::rowMajor({}).reshape({1, 1}));
        const Layout repeated = Layout::rowMajor({3, 1}).broadcastTo({3, 2}).value();
        QVERIFY(!repeated.reshape({6}));
        QVERIFY(Layout::rowMajor({1}).broadcastTo({6})->reshape({3, 2}));
    }

    void unsqueezeAndSqueezeAreInverse() {
        const Layout layout = Layout::rowMajor({2, 3});
        const std::array<const char*, 3> shapes{"(1, 2, 3)", "(2, 1, 3)", "(2, 3, 1)"};
        for (int axis = 0; axis < 3; ++axis) {
            const auto wider = layout.unsqueeze(axis);
            QCOMPARE(text(wider->shape), shapes[static_cast<std::size_t>(axis)]);
            QVERIFY(*wider == *layout.unsqueeze(axis - 3));
            QVERIFY(wider->isRowMajor());
            QVERIFY(*wider->squeeze(axis) == layout);
            QVERIFY(!wider->squeeze((axis + 1) % 3));
        }
        QVERIFY(!layout.unsqueeze(3));
        QVERIFY(!layout.unsqueeze(-4));
        QVERIFY(!Layout::rowMajor(Dims::filled(kMaxRank, 1)).unsqueeze(0));
        QVERIFY(Layout::rowMajor({}).unsqueeze(0)->shape == Shape{1});
        QVERIFY(!Layout::rowMajor({}).squeeze(0));
        QVERIFY(!Layout::rowMajor({0}).squeeze(0));
    }

    void transposePermutes() {
        const Layout layout = Layout::rowMajor({2, 3});
        QVERIFY((seenThrough({2, 3}, *layout.transpose(std::array{1, 0})) ==
                 std::vector{0, 3, 1, 4, 2, 5}));
        QVERIFY(*layout.transpose(std::array{-1, -2}) == *layout.transpose(std::array{1, 0}));
        QVERIFY(*layout.transpose(std::array{0, 1}) == layout);
        QVERIFY(!layout.transpose(std::array{0, 0}));
        QVERIFY(!layout.transpose(std::array{1, -1}));
        QVERIFY(!layout.transpose(std::array{0}));
        QVERIFY(!layout.transpose(std::array{0, 1, 2}));
        QVERIFY(Layout::rowMajor({}).transpose({}).has_value());
        const auto turned = Layout::rowMajor({2, 3, 4}).transpose(std::array{2, 0, 1});
        QCOMPARE(text(turned->shape), "(4, 2, 3)");
        QCOMPARE(text(turned->strides), "(1, 12, 4)");
        QVERIFY(!turned->isRowMajor());
    }

    void flipTwiceIsTheSame() {
        const Layout layout = Layout::rowMajor({2, 3});
        QVERIFY((seenThrough({2, 3}, *layout.flip(1)) == std::vector{2, 1, 0, 5, 4, 3}));
        QVERIFY((seenThrough({2, 3}, *layout.flip(-2)) == std::vector{3, 4, 5, 0, 1, 2}));
        QVERIFY(*layout.flip(0)->flip(0) == layout);
        QVERIFY(!layout.flip(2));
        QCOMPARE(Layout::rowMajor({0, 3}).flip(0)->count(), std::int64_t{0});
    }

    void broadcastRepeats() {
        QVERIFY((seenThrough({3}, *Layout::rowMajor({3}).broadcastTo({2, 3})) ==
                 std::vector{0, 1, 2, 0, 1, 2}));
        QVERIFY((seenThrough({2, 1}, *Layout::rowMajor({2, 1}).broadcastTo({2, 3})) ==
                 std::vector{0, 0, 0, 1, 1, 1}));
        QVERIFY((seenThrough({}, *Layout::rowMajor({}).broadcastTo({2, 2})) ==
                 std::vector{0, 0, 0, 0}));
        QVERIFY(Layout::rowMajor({1}).broadcastTo({0}).has_value());
        QVERIFY(Layout::rowMajor({1, 3}).broadcastTo({0, 3}).has_value());
        QVERIFY(!Layout::rowMajor({0}).broadcastTo({3}));
        QVERIFY(!Layout::rowMajor({2}).broadcastTo({0}));
        QVERIFY(!Layout::rowMajor({2}).broadcastTo({3}));
        QVERIFY(!Layout::rowMajor({3, 1}).broadcastTo({3}));
        QVERIFY(!Layout::rowMajor({1, 3}).broadcastTo({3}));
        const auto wrong = Layout::rowMajor({428, 640}).broadcastTo({427, 640});
        QVERIFY(wrong.error().message.find("(428, 640)") != std::string::npos);
    }

    void knowsRowMajor() {
        QVERIFY(Layout::rowMajor({}).isRowMajor());
        QVERIFY((Layout{{1, 3, 1}, {99, 1, -7}, 5}).isRowMajor());
        QVERIFY((Layout{{2, 0}, {-3, 8}, 0}).isRowMajor());
        QVERIFY(!(Layout{{2, 3}, {4, 1}, 0}).isRowMajor());
        QVERIFY(!(Layout{{3}, {-1}, 2}).isRowMajor());
        QVERIFY(!(Layout{{3}, {0}, 0}).isRowMajor());
    }

    /// Random chains of views of packed arrays: the test by strides must agree with looking at
    /// every element, and no element may fall outside the array.
    void sharedElementsAreFound() {
        frisket::test::Random random;
        int shared = 0;
        constexpr int kRounds = 3000;
        for (int round = 0; round < kRounds; ++round) {
            Shape shape;
            for (std::int64_t axes = random.between(0, 3); axes > 0; --axes) {
                shape.append(random.between(random.chance(5) ? 0 : 1, 5));
            }
            Layout layout = Layout::rowMajor(shape);
            const std::int64_t count = layout.count();
            for (std::int64_t steps = random.between(0, 4); steps > 0; --steps) {
                layout = randomView(random, layout);
            }
            for (std::int64_t flat = 0; flat < layout.count(); ++flat) {
                const std::int64_t place = layout.at(unravel(flat, layout.shape));
                QVERIFY(place >= 0 && place < count);
            }
            QCOMPARE(layout.mayShareElements(), sharesElements(layout));
            shared += layout.mayShareElements() ? 1 : 0;
        }
        QVERIFY(shared > kRounds / 20 && shared < kRounds * 19 / 20);
    }

private:
    static Layout randomView(frisket::test::Random& random, const Layout& layout) {
        const int axis = static_cast<int>(random.between(0, std::max(layout.rank() - 1, 0)));
        switch (random.between(0, 4)) {
            case 0: {
                std::int64_t step = random.between(-3, 3);
                step = step == 0 ? 1 : step;
                return layout.slice(axis, {random.between(-5, 5), std::nullopt, step})
                    .value_or(layout);
            }
            case 1:
                return layout.unsqueeze(axis).value_or(layout);
            case 2: {
                std::vector<int> order;
                for (int i = layout.rank() - 1; i >= 0; --i) {
                    order.push_back(i);
                }
                return layout.transpose(order).value_or(layout);
            }
            case 3: {
                Shape target = layout.shape;
                for (std::int64_t& size : target) {
                    size = size == 1 ? random.between(1, 3) : size;
                }
                return layout.broadcastTo(target).value_or(layout);
            }
            default:
                return layout.select(axis, random.between(-4, 4)).value_or(layout);
        }
    }
};

QTEST_APPLESS_MAIN(TestLayout)
#include "tst_layout.moc"
