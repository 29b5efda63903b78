// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/mode_table.h"
#include "core/assign/plan_text.h"
#include "tests/core/assign/requests.h"
#include "tests/support/masks.h"

using namespace frisket;
using namespace frisket::assign;
using array::DType;
using array::Shape;

Q_DECLARE_METATYPE(array::Shape)

class TestPlanText : public QObject {
    Q_OBJECT

private slots:
    void operands_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<Shape>("destination");
        QTest::addColumn<Shape>("source");
        QTest::addColumn<Shape>("condition");
        QTest::addColumn<int>("selected");
        QTest::addColumn<QString>("lines");
        const auto row = [](const char* name, Mode mode, const Shape& destination,
                            const Shape& source, const Shape& condition, int selected,
                            const char* lines) {
            QTest::newRow(name) << static_cast<int>(mode) << destination << source << condition
                                << selected << lines;
        };
        row("where", Mode::Where, {4, 5}, {1, 1, 5}, {4, 1}, 2,
            "destination  uint8             4     5\n"
            "source       uint8     (1)  1->4     5\n"
            "condition    bool              4  1->5\n");
        row("scatter takes the source in order", Mode::Scatter, {4, 5, 6}, {3}, {6}, 0,
            "destination  uint8       4    5   6\n"
            "source       uint8               3*\n"
            "condition    bool      ->4  ->5   6\n");
        row("index, a value for each", Mode::Index, {4, 5}, {3}, {4, 5}, 3,
            "destination  uint8     4   5\n"
            "source       uint8        3*\n"
            "condition    bool      4   5\n");
        row("index, one for all", Mode::Index, {4, 5}, {1}, {4, 5}, 3,
            "destination  uint8     4     5\n"
            "source       uint8        1->3\n"
            "condition    bool      4     5\n");
        row("index, one row for all", Mode::Index, {4, 5}, {5}, {4}, 3,
            "destination  uint8       4    5\n"
            "source       uint8     ->3    5\n"
            "condition    bool        4  ->5\n");
        row("place", Mode::Place, {4, 5}, {2}, {20}, 3,
            "destination  uint8     4    5\n"
            "source       uint8         2*\n"
            "condition    bool         20*\n");
    }

    void operands() {
        QFETCH(int, mode);
        QFETCH(Shape, destination);
        QFETCH(Shape, source);
        QFETCH(Shape, condition);
        QFETCH(int, selected);
        QFETCH(QString, lines);
        PlanRequest request = test::request(destination, source, condition);
        request.mode = static_cast<Mode>(mode);
        request.selected = selected;
        const auto plan = AssignPlan::make(request);
        QVERIFY2(plan, plan ? "" : plan.error().message.c_str());
        const std::string text = planText(request, modeTable(request), plan, {});
        QCOMPARE(test::text(text.substr(text.find('\n') + 1)), lines);
    }

    void facts() {
        PlanRequest request = test::request({2, 3}, {4}, {3});
        request.mode = Mode::Scatter;
        request.source->dtype = DType::I16;
        request.selected = 2;
        const std::vector<std::int16_t> source{1, 300, -1, 4};
        const auto mask = test::makeMask({3}, {true, false, true});
        const auto plan = AssignPlan::make(request);
        QVERIFY2(plan, plan ? "" : plan.error().message.c_str());
        base::ThreadPool pool(1);
        const auto examined =
            examine(plan, reinterpret_cast<const std::byte*>(source.data()), mask, pool).value();
        QVERIFY(examined.refusal);
        const std::string text = planText(request, modeTable(request), plan, examined);
        QCOMPARE(test::text(text.substr(text.find("selected"))),
                 "selected     4 of 6\n"
                 "pairing      the k-th selected element takes element k of the source\n"
                 "cast         int16 -> uint8, exact\n"
                 "changes      2 selected values change: 2 wrapped; the first, 300, becomes 44 at "
                 "[0, 2]\n"
                 "numpy        " +
                     test::text(plan->numpyLine()) + "\n");
    }
};

QTEST_APPLESS_MAIN(TestPlanText)
#include "tst_plan_text.moc"
