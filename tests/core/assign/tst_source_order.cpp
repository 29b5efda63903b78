// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/source_order.h"
#include "core/assign/supply.h"
#include "tests/core/assign/requests.h"
#include "tests/core/assign/run_case.h"

using namespace frisket;
using namespace frisket::assign;
using test::Random;
using test::RunCase;

namespace {
std::vector<std::int64_t> randomPlaces(std::int64_t size, Random& random) {
    std::vector<std::int64_t> places;
    for (std::int64_t place = random.between(0, 2); place < size;
         place += random.chance(50) ? 1 : random.between(1, 9)) {
        places.push_back(place);
    }
    return places;
}

QString words(const std::optional<Supply>& supply) {
    return supply ? QStringLiteral("%1 of %2: %3 missing, %4 left, %5 repeats%6")
                        .arg(supply->wanted)
                        .arg(supply->available)
                        .arg(supply->missing())
                        .arg(supply->left())
                        .arg(supply->repeats())
                        .arg(supply->rows ? ", rows" : "")
                  : QStringLiteral("none");
}
}  // namespace

class TestSourceOrder : public QObject {
    Q_OBJECT

private slots:
    /// Against a count of the selected elements from the first one on.
    void elementsAreCountedFromTheFirst() {
        Random random;
        int ordered = 0;
        for (int round = 0; round < 4000; ++round) {
            array::Shape shape = test::randomShape(static_cast<int>(random.between(0, 4)), random);
            for (std::int64_t& size : shape) {
                size = std::max<std::int64_t>(size, 1);
            }
            const RunCase run = test::randomCase(shape, Casting::Unsafe, true, random);
            const AssignPlan& plan = run.plan;
            if (!hasOrder(plan)) {
                QVERIFY(plan.addressing() == Addressing::Aligned || plan.value() ||
                        plan.source().count() == 0);
                continue;
            }
            ++ordered;
            std::vector<std::int64_t> expected;
            std::int64_t rank = 0;
            for (std::int64_t flat = 0; flat < plan.destination().count(); ++flat) {
                const auto index = array::unravel(flat, plan.shape());
                const bool selected = run.condition().at(plan.condition().at(index));
                const std::int64_t k =
                    plan.mode() == Mode::Putmask ? flat : rank;  // counted before its own
                expected.push_back(selected ? k % plan.source().count() : -1);
                rank += static_cast<std::int64_t>(selected);
            }
            PlaneWindow plane;
            plane.fixed = array::Dims::filled(shape.rank(), 0);
            for (int axis = 0; axis < shape.rank(); ++axis) {
                plane.fixed[axis] = random.between(0, shape[axis] - 1);
            }
            plane.axisX =
                shape.rank() == 0 ? -1 : static_cast<int>(random.between(0, shape.rank() - 1));
            plane.axisY = shape.rank() < 2 ? -1 : (plane.axisX + 1) % shape.rank();
            const auto rows = randomPlaces(plane.axisY < 0 ? 1 : shape[plane.axisY], random);
            const auto columns = randomPlaces(plane.axisX < 0 ? 1 : shape[plane.axisX], random);
            std::vector<std::int64_t> found(rows.size() * columns.size());
            sourceOrder(plan, run.inputs(), {plane, rows, columns}, found.data());
            const auto layout = array::Layout::rowMajor(shape);
            std::size_t i = 0;
            for (const std::int64_t y : rows) {
                for (const std::int64_t x : columns) {
                    array::Index index = plane.fixed;
                    if (plane.axisY >= 0) {
                        index[plane.axisY] = y;
                    }
                    if (plane.axisX >= 0) {
                        index[plane.axisX] = x;
                    }
                    if (found[i++] != expected[static_cast<std::size_t>(layout.at(index))]) {
                        QFAIL(qPrintable(test::describe(run)));
                    }
                }
            }
        }
        QVERIFY(ordered > 1000);
    }

    void supply_data() {
        QTest::addColumn<Mode>("mode");
        QTest::addColumn<QList<int>>("destination");
        QTest::addColumn<QList<int>>("source");
        QTest::addColumn<QList<int>>("condition");
        QTest::addColumn<int>("selected");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, Mode mode, QList<int> destination, QList<int> source,
                            QList<int> condition, int selected, const char* expected) {
            QTest::newRow(name) << mode << destination << source << condition << selected
                                << QString(expected);
        };
        row("too few", Mode::Scatter, {40, 50}, {1000}, {40, 50}, 1204,
            "1204 of 1000: 204 missing, 0 left, 0 repeats");
        row("left over", Mode::Scatter, {40, 50}, {40, 50}, {40, 50}, 1800,
            "1800 of 2000: 0 missing, 200 left, 0 repeats");
        row("a condition for all channels", Mode::Scatter, {4, 5, 3}, {6}, {4, 5, 1}, 2,
            "6 of 6: 0 missing, 0 left, 0 repeats");
        row("a condition that does not fit", Mode::Scatter, {4, 5}, {6}, {3, 5}, 2, "none");
        row("round and round", Mode::Place, {40, 50}, {500}, {40, 50}, 1204,
            "1204 of 500: 0 missing, 0 left, 2 repeats");
        row("once", Mode::Place, {40, 50}, {500}, {2000}, 500,
            "500 of 500: 0 missing, 0 left, 0 repeats");
        row("nothing to repeat", Mode::Place, {4}, {0}, {4}, 2,
            "2 of 0: 2 missing, 0 left, 0 repeats");
        row("nothing selected", Mode::Place, {4}, {3}, {4}, 0,
            "0 of 3: 0 missing, 3 left, 0 repeats");
        row("by position", Mode::Putmask, {10}, {4}, {10}, 3,
            "10 of 4: 0 missing, 0 left, 2 repeats");
        row("another size", Mode::Putmask, {10}, {4}, {9}, 3, "none");
        row("rows", Mode::Index, {10, 3}, {4, 3}, {10}, 5,
            "5 of 4: 1 missing, 0 left, 0 repeats, rows");
        row("one row for all", Mode::Index, {10, 3}, {1, 3}, {10}, 5, "none");
        row("a value for all", Mode::Index, {10, 3}, {}, {10}, 5, "none");
        row("by place", Mode::Where, {10}, {10}, {10}, 5, "none");
        row("a value", Mode::Fill, {10}, {10}, {10}, 5, "none");
    }
    void supply() {
        const auto shape = [](const QList<int>& sizes) {
            array::Shape out;
            for (const int size : sizes) {
                out.append(size);
            }
            return out;
        };
        QFETCH(const QList<int>, destination);
        QFETCH(const QList<int>, source);
        QFETCH(const QList<int>, condition);
        QFETCH(const int, selected);
        QFETCH(const Mode, mode);
        PlanRequest request = test::request(shape(destination), shape(source), shape(condition));
        request.mode = mode;
        request.selected = selected;
        QTEST(words(supplyOf(request)), "expected");
        request.source.reset();
        QVERIFY(!supplyOf(request));
    }
};

QTEST_APPLESS_MAIN(TestSourceOrder)
#include "tst_source_order.moc"
