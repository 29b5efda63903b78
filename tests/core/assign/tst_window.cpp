// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/selected.h"
#include "core/assign/window.h"
#include "tests/core/assign/requests.h"
#include "tests/core/assign/run_case.h"

using namespace frisket;
using namespace frisket::assign;
using array::DType;
using test::Bytes;
using test::Random;
using test::RunCase;

namespace {
/// `bytes ^= others`.
void flip(Bytes& bytes, const Bytes& others) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] ^= others[i];
    }
}

/// The destination of a packed case as a banded array.
array::BandedArray banded(const RunCase& run) {
    return array::BandedArray::from(array::NdArray::copyOf(run.destination.dtype, run.plan.shape(),
                                                           run.destination.storage)
                                        .value())
        .value();
}

/// A window that lies inside the shape, which has no size of 0.
PlaneWindow randomWindow(const array::Shape& shape, Random& random) {
    PlaneWindow window;
    const int rank = shape.rank();
    window.fixed = array::Dims::filled(rank, 0);
    for (int axis = 0; axis < rank; ++axis) {
        window.fixed[axis] = random.between(0, shape[axis] - 1);
    }
    window.step = random.between(1, 4);
    window.axisX = static_cast<int>(random.between(0, std::max(0, rank - 1)));
    window.axisY = window.axisX;
    const auto part = [&](int axis, std::int64_t& first, std::int64_t& count) {
        first = random.between(0, shape[axis] - 1);
        count = random.between(1, (shape[axis] - 1 - first) / window.step + 1);
    };
    if (rank == 0) {
        window.width = window.height = 1;
        return window;
    }
    part(window.axisX, window.x0, window.width);
    window.height = 1;
    if (rank > 1) {
        while (window.axisY == window.axisX) {
            window.axisY = static_cast<int>(random.between(0, rank - 1));
        }
        part(window.axisY, window.y0, window.height);
    }
    return window;
}

/// The window cut out of a full packed result, one element at a time.
Bytes cut(const Bytes& full, const array::Shape& shape, std::int64_t size,
          const PlaneWindow& window) {
    Bytes out;
    const auto layout = array::Layout::rowMajor(shape);
    for (std::int64_t y = 0; y < window.height; ++y) {
        for (std::int64_t x = 0; x < window.width; ++x) {
            array::Index index = window.fixed;
            if (shape.rank() > 1) {
                index[window.axisY] = window.y0 + y * window.step;
            }
            if (shape.rank() > 0) {
                index[window.axisX] = window.x0 + x * window.step;
            }
            const auto* element = full.data() + layout.at(index) * size;
            out.insert(out.end(), element, element + size);
        }
    }
    return out;
}
}  // namespace

class TestWindow : public QObject {
    Q_OBJECT

private slots:
    void windowsAreSlicesOfTheResult() {
        Random random;
        for (int round = 0; round < 3000; ++round) {
            array::Shape shape = test::randomShape(static_cast<int>(random.between(0, 4)), random);
            for (std::int64_t& size : shape) {
                size = std::max<std::int64_t>(size, 1);
            }
            const RunCase run = test::randomCase(shape, Casting::Unsafe, true, random);
            const auto destination = banded(run);
            const Bytes full = run.expected();
            const std::int64_t size = array::itemSize(run.destination.dtype);
            for (int i = 0; i < 4; ++i) {
                const PlaneWindow window = randomWindow(shape, random);
                Bytes out(static_cast<std::size_t>(window.width * window.height * size));
                evaluateWindow(run.plan, run.inputs(), destination, window, out.data());
                QVERIFY2(out == cut(full, shape, size, window), qPrintable(test::describe(run)));
            }
        }
    }

    /// Windows over the seam of two bands, of which one was written since.
    void windowsAcrossBands() {
        Random random;
        const array::Shape shape{700, 2, 1009};
        PlanRequest wanted = test::request(shape, {2, 1}, shape);
        const auto plan = AssignPlan::make(wanted).value();
        const Bytes before = test::randomElements(DType::U8, plan.loops().count(), random);
        auto destination =
            array::BandedArray::from(array::NdArray::copyOf(DType::U8, shape, before).value())
                .value();
        QVERIFY(destination.bandCount() > 1);
        Bytes full = before;
        destination.write(1).value()[5] = std::byte{77};
        full[static_cast<std::size_t>(destination.bandBegin(1)) + 5] = std::byte{77};
        const auto mask =
            test::makeMask(shape, test::randomBools(plan.loops().count(), 50, random));
        const Bytes source{std::byte{200}, std::byte{201}};
        const Inputs inputs{source.data(), &mask};
        assignReference(plan, inputs, full.data());
        for (const auto& [axisY, axisX] : {std::pair(0, 2), std::pair(2, 0), std::pair(0, 1)}) {
            for (std::int64_t step = 1; step <= 4; ++step) {
                PlaneWindow window{axisY, axisX, {3, 1, 500}, 1, 2, 0, 0, step};
                window.width = (shape[axisX] - 1 - window.x0) / step + 1;
                window.height = (shape[axisY] - 1 - window.y0) / step + 1;
                if (window.x0 >= shape[axisX]) {
                    continue;
                }
                Bytes out(static_cast<std::size_t>(window.width * window.height));
                evaluateWindow(plan, inputs, destination, window, out.data());
                QVERIFY(out == cut(full, shape, 1, window));
            }
        }
    }

    void emptyWindow() {
        const auto plan = AssignPlan::make(test::request({3, 4}, {}, {3, 1})).value();
        const Bytes bytes(12);
        const auto destination =
            array::BandedArray::from(array::NdArray::copyOf(DType::U8, {3, 4}, bytes).value())
                .value();
        const auto mask = test::makeMask({3, 1}, {true, true, true});
        for (const auto& [width, height] : {std::pair(0, 3), std::pair(4, 0), std::pair(0, 0)}) {
            const PlaneWindow window{0, 1, {0, 0}, 0, 0, width, height, 1};
            evaluateWindow(plan, {bytes.data(), &mask}, destination, window, nullptr);
        }
    }

    void planeLayoutMovesTheOrigin() {
        const auto operand = array::Layout::rowMajor({4, 5, 6});
        const auto plane = planeLayout(operand, {2, 0, {9, 3, 9}, 1, 2, 2, 3, 2});
        QCOMPARE(test::text(array::toString(plane.shape)), QStringLiteral("(3, 2)"));
        QCOMPARE(plane.offset, std::int64_t{1 * 30 + 3 * 6 + 2});
        QCOMPARE(plane.strides[0], std::int64_t{2});
        QCOMPARE(plane.strides[1], std::int64_t{60});
    }

    /// What undo of Apply does.
    void flippingTheDifferencesRestores() {
        Random random;
        for (int round = 0; round < 2000; ++round) {
            const auto shape = test::randomShape(static_cast<int>(random.between(0, 4)), random);
            const RunCase run = test::randomCase(shape, Casting::Unsafe, false, random);
            const std::int64_t count = run.plan.loops().count();
            const std::int64_t begin = random.between(0, count);
            const std::int64_t end = random.between(begin, count);
            const std::int64_t size = array::itemSize(run.destination.dtype);
            Bytes block = run.destination.storage;
            Bytes kept(static_cast<std::size_t>(
                countSelected(run.plan, run.condition(), begin, end) * size));
            gatherSelected(run.plan, run.condition(), begin, end, {block.data(), 0}, kept.data());
            Bytes expected;
            for (std::int64_t flat = begin; flat < end; ++flat) {
                const auto index = array::unravel(flat, shape);
                if (run.condition().at(run.plan.condition().at(index))) {
                    const auto* element = block.data() + run.plan.destination().at(index) * size;
                    expected.insert(expected.end(), element, element + size);
                }
            }
            QVERIFY2(kept == expected, qPrintable(test::describe(run)));
            assignRange(run.plan, run.inputs(), begin, end, {block.data(), 0});
            const Bytes assigned = block;
            Bytes differences(kept.size());
            gatherSelected(run.plan, run.condition(), begin, end, {block.data(), 0},
                           differences.data());
            flip(differences, kept);
            flipSelected(run.plan, run.condition(), begin, end, differences.data(),
                         {block.data(), 0});
            QVERIFY2(block == run.destination.storage, qPrintable(test::describe(run)));
            flipSelected(run.plan, run.condition(), begin, end, differences.data(),
                         {block.data(), 0});
            QVERIFY2(block == assigned, qPrintable(test::describe(run)));
        }
    }

    /// A span holds a part of the storage: what it is given begins at `first`.
    void spansOfThePackedDestination() {
        Random random;
        for (int round = 0; round < 1000; ++round) {
            const auto shape = test::randomShape(static_cast<int>(random.between(1, 3)), random);
            const RunCase run = test::randomCase(shape, Casting::Unsafe, true, random);
            const std::int64_t count = run.plan.loops().count();
            const std::int64_t begin = random.between(0, count);
            const std::int64_t end = random.between(begin, count);
            const std::int64_t size = array::itemSize(run.destination.dtype);
            const auto& before = run.destination.storage;
            const Bytes whole = run.expected();
            Bytes part(before.begin() + begin * size, before.begin() + end * size);
            const Bytes expected(whole.begin() + begin * size, whole.begin() + end * size);
            const DestinationSpan span{part.data(), begin};
            Bytes kept(static_cast<std::size_t>(
                countSelected(run.plan, run.condition(), begin, end) * size));
            gatherSelected(run.plan, run.condition(), begin, end, span, kept.data());
            assignRange(run.plan, run.inputs(), begin, end, span);
            QVERIFY2(part == expected, qPrintable(test::describe(run)));
            Bytes differences(kept.size());
            gatherSelected(run.plan, run.condition(), begin, end, span, differences.data());
            flip(differences, kept);
            flipSelected(run.plan, run.condition(), begin, end, differences.data(), span);
            QVERIFY(std::equal(part.begin(), part.end(), before.begin() + begin * size));
        }
    }
};

QTEST_APPLESS_MAIN(TestWindow)
#include "tst_window.moc"
