// SPDX-License-Identifier: MIT
#include <vector>

#include <QTest>

#include "core/assign/run.h"
#include "tests/core/assign/requests.h"
#include "tests/support/arrays.h"
#include "tests/support/masks.h"

using namespace frisket;
using namespace frisket::assign;
using array::DType;
using array::Shape;
using test::refusalOf;
using test::request;

Q_DECLARE_METATYPE(array::Shape)
Q_DECLARE_METATYPE(assign::Refusal::Kind)
Q_DECLARE_METATYPE(assign::Role)

namespace {
/// Runs `where` on float32 zeros and gives them back.
std::vector<float> runOnZeros(const Shape& shape, const array::NdArray& source,
                              const Shape& sourceShape, const test::Bools& bools) {
    PlanRequest wanted = request(shape, sourceShape, shape);
    wanted.destination.dtype = DType::F32;
    wanted.source->dtype = source.dtype();
    const auto plan = AssignPlan::make(wanted).value();
    std::vector<float> out(bools.size(), 0);
    base::ThreadPool pool(1);
    const auto status = assignAll(
        plan, source.withLayout(wanted.source->layout).view(), test::makeMask(shape, bools),
        {DType::F32, wanted.destination.layout, reinterpret_cast<std::byte*>(out.data())}, pool);
    return status ? out : std::vector<float>{};
}
}  // namespace

class TestPlan : public QObject {
    Q_OBJECT

private slots:
    /// The examples that PyTorch refuses.
    void example1IntegersIntoFloats() {
        const auto source = test::makeArray<std::int64_t>({5}, {10, 20, 30, 40, 50});
        QCOMPARE(runOnZeros({5}, source, {5}, {true, false, true, false, true}),
                 (std::vector<float>{10, 0, 30, 0, 50}));
    }

    void example2Integers2dIntoFloats() {
        const auto source = test::makeArray<std::int64_t>({2, 2}, {1, 2, 3, 4});
        QCOMPARE(runOnZeros({2, 2}, source, {2, 2}, {true, false, false, true}),
                 (std::vector<float>{1, 0, 0, 4}));
    }

    void example3ColumnBroadcasts() {
        const auto source = test::makeArray<std::int64_t>({3}, {100, 200, 300});
        QCOMPARE(runOnZeros({3, 2}, source, {3, 1}, {true, false, false, true, true, false}),
                 (std::vector<float>{100, 0, 0, 200, 300, 0}));
    }

    void shapesThatFit_data() {
        QTest::addColumn<Shape>("destination");
        QTest::addColumn<Shape>("source");
        QTest::addColumn<Shape>("condition");
        const auto row = [](const char* name, const Shape& d, const Shape& s, const Shape& c) {
            QTest::newRow(name) << d << s << c;
        };
        row("equal", {3, 2}, {3, 2}, {3, 2});
        row("0-d all", {}, {}, {});
        row("0-d destination takes a source of one", {}, {1}, {});
        row("0-d destination takes leading 1s", {}, {1, 1, 1}, {});
        row("missing axes", {4, 3, 2}, {2}, {3, 2});
        row("ones", {4, 3, 2}, {4, 1, 2}, {1, 3, 1});
        row("source with extra leading 1s", {3, 2}, {1, 1, 3, 2}, {3, 2});
        row("0-d source and condition", {3, 2}, {}, {});
        row("size 0 takes 0", {0, 3}, {0, 3}, {0, 3});
        row("size 0 takes 1", {0, 3}, {1, 3}, {1, 1});
        row("(0,3) takes (3,)", {0, 3}, {3}, {3});
        row("(3,0) takes (1,)", {3, 0}, {1}, {3, 1});
        row("surplus 1 over a size of 0", {0}, {1, 1}, {0});
    }

    void shapesThatFit() {
        QFETCH(Shape, destination);
        QFETCH(Shape, source);
        QFETCH(Shape, condition);
        const auto plan = AssignPlan::make(request(destination, source, condition));
        if (!plan) {
            QFAIL(plan.error().message.c_str());
        }
        QCOMPARE(test::text(plan->shape()), test::text(destination));
        QVERIFY(plan->source().shape == destination);
        QVERIFY(plan->condition().shape == destination);
        QCOMPARE(plan->loops().count(), array::elementCount(destination).value());
    }

    void refusedShapes_data() {
        QTest::addColumn<Shape>("destination");
        QTest::addColumn<Shape>("source");
        QTest::addColumn<Shape>("condition");
        QTest::addColumn<Refusal::Kind>("kind");
        QTest::addColumn<Role>("operand");
        QTest::addColumn<int>("left");
        QTest::addColumn<int>("right");
        QTest::addColumn<qint64>("expected");
        QTest::addColumn<qint64>("found");
        const auto size = [](const char* name, const Shape& d, const Shape& s, const Shape& c,
                             Role role, int left, int right, qint64 expected, qint64 found) {
            QTest::newRow(name) << d << s << c << Refusal::Kind::AxisSize << role << left << right
                                << expected << found;
        };
        const auto axes = [](const char* name, const Shape& d, const Shape& s, const Shape& c,
                             Role role, int left, qint64 expected, qint64 found) {
            QTest::newRow(name) << d << s << c << Refusal::Kind::TooManyAxes << role << left
                                << static_cast<int>(found) - left << expected << found;
        };
        constexpr Role kSource = Role::Source;
        constexpr Role kCondition = Role::Condition;
        size("source one row off", {427, 640}, {428, 640}, {427, 640}, kSource, 0, 2, 427, 428);
        size("condition one row off", {427, 640}, {427, 640}, {428, 640}, kCondition, 0, 2, 427,
             428);
        size("condition H and W swapped", {2, 3}, {2, 3}, {3, 2}, kCondition, 1, 1, 3, 2);
        size("1-d source for a 2-d destination", {3, 2}, {3}, {3, 2}, kSource, 0, 1, 2, 3);
        size("(3,) with (0,)", {3}, {0}, {3}, kSource, 0, 1, 3, 0);
        size("condition (3,) with (0,)", {3}, {3}, {0}, kCondition, 0, 1, 3, 0);
        size("size 0 against 2", {0, 3}, {2, 3}, {0, 3}, kSource, 0, 2, 0, 2);
        size("surplus leading 1 before a clash", {4, 2}, {1, 3, 2}, {4, 2}, kSource, 1, 2, 4, 3);
        size("1 against 2 does not stretch the destination", {1, 3}, {2, 3}, {1, 3}, kSource, 0, 2,
             1, 2);
        axes("0-d destination with a condition of one", {}, {}, {1}, kCondition, 0, 0, 1);
        axes("condition with a leading 1", {3, 2}, {3, 2}, {1, 3, 2}, kCondition, 0, 2, 3);
        axes("source with a leading 2", {3, 2}, {2, 3, 2}, {3, 2}, kSource, 0, 2, 3);
        axes("source with a 0 in front", {3, 2}, {0, 3, 2}, {3, 2}, kSource, 0, 2, 3);
        axes("source 1, 2, then the rest", {3, 2}, {1, 2, 3, 2}, {3, 2}, kSource, 1, 2, 4);
    }

    void refusedShapes() {
        QFETCH(Shape, destination);
        QFETCH(Shape, source);
        QFETCH(Shape, condition);
        const auto refusal = refusalOf(request(destination, source, condition));
        QVERIFY(refusal);
        QTEST(refusal->kind, "kind");
        QTEST(refusal->operand, "operand");
        QTEST(refusal->axisFromLeft, "left");
        QTEST(refusal->axisFromRight, "right");
        QTEST(qint64{refusal->expected}, "expected");
        QTEST(qint64{refusal->found}, "found");
        const QString message = test::text(refusal->message);
        QVERIFY2(message.startsWith("The " + test::text(std::string(name(refusal->operand)))),
                 qPrintable(message));
        QVERIFY2(message.contains(QString::number(refusal->expected)) &&
                     message.contains(QString::number(refusal->found)),
                 qPrintable(message));
        const base::Error error = refusal->toError();
        QCOMPARE(error.code, base::ErrorCode::Refused);
        QCOMPARE(error.message, refusal->message);
        QCOMPARE(error.hint.empty(), refusal->fixes.empty());
    }

    void messageSaysThePicture() {
        const auto refusal = refusalOf(request({427, 640}, {1}, {428, 640}));
        QVERIFY(refusal);
        QCOMPARE(test::text(refusal->message),
                 QStringLiteral("The condition is 428 x 640 and the destination 427 x 640: axis 0 "
                                "of the condition (2 from the right) has size 428, but the "
                                "destination has 427 there (its axis 0). Sizes must be equal, or "
                                "the condition's must be 1."));
        QCOMPARE(test::text(refusal->toError().hint),
                 QStringLiteral("Try: crop rows of condition 428 -> 427 (view [:427, :])."));
    }

    void refusedCasts() {
        PlanRequest wanted = request({3}, {3}, {3});
        wanted.source->dtype = DType::F64;
        for (const Casting casting : {Casting::Safe, Casting::SameKind}) {
            wanted.casting = casting;
            const auto refusal = refusalOf(wanted);
            QVERIFY(refusal);
            QCOMPARE(refusal->kind, Refusal::Kind::Cast);
            QCOMPARE(refusal->operand, Role::Source);
            const QString message = test::text(refusal->message);
            QVERIFY(message.contains("float64") && message.contains("uint8") &&
                    message.contains(test::text(std::string(name(casting)))));
            QVERIFY(test::text(refusal->toError().hint).contains("exact"));
        }
        for (const Casting casting : {Casting::Exact, Casting::Unsafe}) {
            wanted.casting = casting;
            const auto plan = AssignPlan::make(wanted);
            QVERIFY(plan);
            QCOMPARE(plan->checksValues(), casting == Casting::Exact);
        }
    }

    void refusedOperands() {
        PlanRequest wanted = request({3}, {3}, {3});
        wanted.source.reset();
        QCOMPARE(refusalOf(wanted)->kind, Refusal::Kind::MissingOperand);
        wanted.mode = Mode::Fill;
        QCOMPARE(refusalOf(wanted)->kind, Refusal::Kind::MissingOperand);
        QVERIFY(test::text(refusalOf(wanted)->message).contains("fill"));

        wanted.source = test::operand(DType::U8, {1});
        const auto tooMany = refusalOf(wanted);
        QCOMPARE(tooMany->kind, Refusal::Kind::TooManyAxes);
        QCOMPARE(tooMany->found, std::int64_t{1});
        QCOMPARE(tooMany->axisFromLeft, 0);
        QCOMPARE(tooMany->axisFromRight, 1);
        wanted.source = test::operand(DType::U8, {});
        QVERIFY(!refusalOf(wanted));
        wanted.source->dtype = DType::F32;
        wanted.casting = Casting::Safe;
        QCOMPARE(refusalOf(wanted)->kind, Refusal::Kind::Cast);
    }

    /// A destination in which two indices share an element has no defined outcome.
    void refusedSharedElements() {
        PlanRequest wanted = request({3, 2}, {2}, {2});
        wanted.destination.layout = array::Layout::rowMajor({2}).broadcastTo({3, 2}).value();
        const auto refusal = refusalOf(wanted);
        QVERIFY(refusal);
        QCOMPARE(refusal->kind, Refusal::Kind::SharedElements);
        QCOMPARE(refusal->operand, Role::Destination);
        wanted.destination.layout = {{3, 3}, {1, 1}, 0};  // a sliding window
        QVERIFY(refusalOf(wanted));
        wanted.destination.layout = {{0, 3}, {0, 0}, 0};  // nothing to share
        wanted.source = test::operand(DType::U8, {});
        wanted.condition = test::operand(DType::Bool, {});
        QVERIFY(!refusalOf(wanted));
    }

    void wherePaysNoHeedToAValue() {
        PlanRequest wanted = request({3}, {3}, {3});
        wanted.value = parseScalar("7", DType::U8).value();
        const auto plan = AssignPlan::make(wanted);
        QVERIFY(plan);
        QVERIFY(!plan->value());
        QCOMPARE(test::text(plan->numpyLine()), QStringLiteral("np.copyto(d, s, where=c)"));
    }

    void table() {
        const auto table = alignShapes({4, 3, 2}, {1, 1, 3, 1}, {5, 2});
        QCOMPARE(table.columns, 4);
        const auto expect = [&](Role role, std::vector<std::pair<std::int64_t, AxisFit>> wanted) {
            const auto& row = table.row(role);
            QCOMPARE(row.size(), wanted.size());
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                QCOMPARE(row[i].size, wanted[i].first);
                QCOMPARE(row[i].fit, wanted[i].second);
            }
        };
        using enum AxisFit;
        expect(Role::Destination, {{0, Absent}, {4, Equal}, {3, Equal}, {2, Equal}});
        expect(Role::Source, {{1, Surplus}, {1, Stretched}, {3, Equal}, {1, Stretched}});
        expect(Role::Condition, {{0, Absent}, {0, Missing}, {5, Clash}, {2, Equal}});
    }

    void tableOfEmptiesAndSurplus() {
        const auto table = alignShapes({0, 3}, {2, 1, 3}, {1, 0, 3});
        QCOMPARE(table.columns, 3);
        QCOMPARE(table.row(Role::Source)[0].fit, AxisFit::Clash);
        QCOMPARE(table.row(Role::Source)[1].fit, AxisFit::Stretched);
        QCOMPARE(table.row(Role::Condition)[0].fit, AxisFit::Clash);  // no extra 1s for conditions
        QCOMPARE(table.row(Role::Condition)[1].fit, AxisFit::Equal);
        QCOMPARE(alignShapes({}, {}, {}).columns, 0);
        // An extra 1 behind a clash is no use: it can't be dropped.
        const auto behind = alignShapes({3}, {2, 1, 3}, {3});
        QCOMPARE(behind.row(Role::Source)[0].fit, AxisFit::Clash);
    }

    void planKeepsItsTable() {
        const auto plan = AssignPlan::make(request({3, 2}, {3, 1}, {2})).value();
        QCOMPARE(plan.table().row(Role::Source)[1].fit, AxisFit::Stretched);
        QCOMPARE(plan.table().row(Role::Condition)[0].fit, AxisFit::Missing);
        const auto fill =
            AssignPlan::make(test::fillRequest(test::operand(DType::F32, {3, 2}), "nan",
                                               test::operand(DType::Bool, {2})))
                .value();
        QVERIFY(fill.value());
        QVERIFY(!fill.needsCast() && !fill.checksValues());
        QCOMPARE(fill.table().row(Role::Source)[0].fit, AxisFit::Missing);
    }
};

QTEST_APPLESS_MAIN(TestPlan)
#include "tst_plan.moc"
