// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/check.h"
#include "core/assign/mode_table.h"
#include "core/assign/prepared.h"
#include "core/assign/run.h"
#include "core/condition/viewed.h"
#include "tests/core/assign/requests.h"
#include "tests/support/masks.h"

using namespace frisket;
using namespace frisket::assign;
using array::DType;
using Values = QList<int>;

namespace {
array::Shape shapeOf(const QList<int>& sizes) {
    array::Shape shape;
    for (const int size : sizes) {
        shape.append(size);
    }
    return shape;
}

std::vector<std::byte> bytesOf(const Values& values) {
    std::vector<std::byte> bytes;
    for (const int value : values) {
        bytes.push_back(static_cast<std::byte>(value));
    }
    return bytes;
}

PlanRequest requestFor(Mode mode, const array::Shape& destination, const array::Shape& source,
                       const array::Shape& condition, const Values& selected) {
    PlanRequest wanted = test::request(destination, source, condition);
    wanted.mode = mode;
    wanted.selected = selected.count(1);
    return wanted;
}

/// "- 4= 1>": size and fit of each column of a row; "n" where it is that of the selected indices.
QString rowText(const BroadcastTable& table, Role role) {
    QStringList cells;
    for (const AlignedAxis& axis : table.row(role)) {
        static constexpr std::array kMarks{"-", "=", ">", "()", "!", "*", "."};
        const bool isThere = axis.fit != AxisFit::Missing && axis.fit != AxisFit::Absent;
        cells << (isThere ? QString::number(axis.size) : QString()) +
                     kMarks[static_cast<std::size_t>(axis.fit)] + (axis.selected ? "n" : "");
    }
    return cells.join(' ');
}
}  // namespace

class TestModes : public QObject {
    Q_OBJECT

private slots:
    void outcomes_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QList<int>>("shape");
        QTest::addColumn<QList<int>>("sourceShape");
        QTest::addColumn<Values>("source");
        QTest::addColumn<QList<int>>("conditionShape");
        QTest::addColumn<Values>("condition");
        QTest::addColumn<Values>("expected");
        const auto row = [](const char* name, Mode mode, const QList<int>& shape,
                            const QList<int>& sourceShape, const Values& source,
                            const QList<int>& conditionShape, const Values& condition,
                            const Values& expected) {
            QTest::newRow(name) << static_cast<int>(mode) << shape << sourceShape << source
                                << conditionShape << condition << expected;
        };
        // The destination is 0, 1, 2, ...
        const Values tail{0, 0, 0, 1, 1, 1};
        row("place begins again", Mode::Place, {6}, {2}, {91, 92}, {6}, tail,
            {0, 1, 2, 91, 92, 91});
        row("putmask goes by position", Mode::Putmask, {6}, {2}, {91, 92}, {6}, tail,
            {0, 1, 2, 92, 91, 92});
        row("scatter in order", Mode::Scatter, {6}, {4}, {91, 92, 93, 94}, {6}, tail,
            {0, 1, 2, 91, 92, 93});
        row("scatter leaves a surplus over", Mode::Scatter, {6}, {2, 3}, {1, 2, 3, 4, 5, 6}, {6},
            {0, 1, 0, 0, 0, 1}, {0, 1, 2, 3, 4, 2});
        row("scatter, condition repeated", Mode::Scatter, {2, 2}, {4}, {91, 92, 93, 94}, {2},
            {1, 0}, {91, 1, 92, 3});
        row("scatter is not where", Mode::Scatter, {4}, {4}, {91, 92, 93, 94}, {4}, {0, 1, 0, 1},
            {0, 91, 2, 92});
        row("index with a value for each", Mode::Index, {2, 2}, {2}, {91, 92}, {2, 2}, {0, 1, 1, 0},
            {0, 91, 92, 3});
        row("index with one value", Mode::Index, {2, 2}, {}, {91}, {2, 2}, {0, 1, 1, 0},
            {0, 91, 91, 3});
        row("index with a list of one", Mode::Index, {2, 2}, {1}, {91}, {2, 2}, {0, 1, 1, 0},
            {0, 91, 91, 3});
        row("index of rows", Mode::Index, {3, 2}, {2, 2}, {91, 92, 93, 94}, {3}, {1, 0, 1},
            {91, 92, 2, 3, 93, 94});
        row("index of rows, one row for all", Mode::Index, {3, 2}, {2}, {91, 92}, {3}, {1, 0, 1},
            {91, 92, 2, 3, 91, 92});
        row("index of rows, one value a row", Mode::Index, {3, 2}, {2, 1}, {91, 92}, {3}, {1, 0, 1},
            {91, 91, 2, 3, 92, 92});
        row("index by a scalar True", Mode::Index, {2}, {1, 2}, {91, 92}, {}, {1}, {91, 92});
        row("index by a scalar False", Mode::Index, {2}, {0, 2}, {}, {}, {0}, {0, 1});
        row("index of nothing takes an empty list", Mode::Index, {2}, {0}, {}, {2}, {0, 0}, {0, 1});
        row("place pairs shapes of one size", Mode::Place, {2, 3}, {2}, {91, 92}, {3, 2}, tail,
            {0, 1, 2, 91, 92, 91});
        row("putmask pairs shapes of one size", Mode::Putmask, {2, 3}, {3, 2}, {1, 2, 3, 4, 5, 6},
            {6}, tail, {0, 1, 2, 4, 5, 6});
        row("putmask with nothing does nothing", Mode::Putmask, {3}, {0}, {}, {3}, {1, 1, 1},
            {0, 1, 2});
        row("place with nothing for nothing", Mode::Place, {3}, {0}, {}, {3}, {0, 0, 0}, {0, 1, 2});
        row("place into nothing", Mode::Place, {0, 3}, {2}, {1, 2}, {0}, {}, {});
    }

    void outcomes() {
        QFETCH(int, mode);
        QFETCH(QList<int>, shape);
        QFETCH(QList<int>, sourceShape);
        QFETCH(Values, source);
        QFETCH(QList<int>, conditionShape);
        QFETCH(Values, condition);
        QFETCH(Values, expected);
        PlanRequest wanted = requestFor(static_cast<Mode>(mode), shapeOf(shape),
                                        shapeOf(sourceShape), shapeOf(conditionShape), condition);
        const auto plan = AssignPlan::make(wanted);
        QVERIFY2(plan, plan ? "" : plan.error().message.c_str());
        std::vector<bool> bits;
        for (const int bit : condition) {
            bits.push_back(bit != 0);
        }
        const auto mask = test::makeMask(shapeOf(conditionShape), bits);
        auto block = bytesOf(source);
        Values start;
        for (int i = 0; i < expected.size(); ++i) {
            start << i;
        }
        auto out = bytesOf(start);
        base::ThreadPool pool(1);
        QVERIFY(assignAll(*plan, {DType::U8, wanted.source->layout, block.data()}, mask,
                          {DType::U8, wanted.destination.layout, out.data()}, pool));
        QVERIFY(out == bytesOf(expected));
    }

    void refusals_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QList<int>>("shape");
        QTest::addColumn<QList<int>>("sourceShape");
        QTest::addColumn<QList<int>>("conditionShape");
        QTest::addColumn<int>("selected");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("operand");
        const auto row = [](const char* name, Mode mode, const QList<int>& shape,
                            const QList<int>& source, const QList<int>& condition, int selected,
                            const char* kind, const char* operand) {
            QTest::newRow(name) << static_cast<int>(mode) << shape << source << condition
                                << selected << kind << operand;
        };
        row("index does not broadcast its condition", Mode::Index, {3, 2}, {1}, {1, 2}, 1,
            "axis_size", "condition");
        row("index, condition of too many axes", Mode::Index, {3}, {1}, {3, 1}, 1, "too_many_axes",
            "condition");
        row("index, empty condition of another shape", Mode::Index, {3}, {1}, {0}, 0, "axis_size",
            "condition");
        row("index, too few values", Mode::Index, {4}, {2}, {4}, 3, "source_length", "source");
        row("index, too many values", Mode::Index, {4}, {4}, {4}, 3, "source_length", "source");
        row("index, values in two axes", Mode::Index, {4}, {1, 3}, {4}, 3, "too_many_axes",
            "source");
        row("index, rows of another length", Mode::Index, {4, 5}, {3, 4}, {4}, 3, "axis_size",
            "source");
        row("index, wrong number of rows", Mode::Index, {4, 5}, {4, 5}, {4}, 3, "source_length",
            "source");
        row("scatter, shortage", Mode::Scatter, {4}, {2}, {4}, 3, "source_length", "source");
        row("scatter, shortage by repeating", Mode::Scatter, {2, 4}, {5}, {4}, 3, "source_length",
            "source");
        row("scatter, condition", Mode::Scatter, {4}, {9}, {3}, 1, "axis_size", "condition");
        row("place, sizes", Mode::Place, {4}, {9}, {3}, 1, "size_mismatch", "condition");
        row("place, nothing to repeat", Mode::Place, {4}, {0}, {4}, 1, "source_length", "source");
        row("putmask, sizes", Mode::Putmask, {2, 4}, {9}, {4}, 1, "size_mismatch", "condition");
    }

    void refusals() {
        QFETCH(int, mode);
        QFETCH(QList<int>, shape);
        QFETCH(QList<int>, sourceShape);
        QFETCH(QList<int>, conditionShape);
        QFETCH(int, selected);
        QFETCH(QString, kind);
        QFETCH(QString, operand);
        PlanRequest wanted =
            test::request(shapeOf(shape), shapeOf(sourceShape), shapeOf(conditionShape));
        wanted.mode = static_cast<Mode>(mode);
        wanted.selected = selected;
        wanted.source->view = "[...]";
        wanted.condition.view = "[:]";
        const auto refusal = test::refusalOf(wanted);
        QVERIFY(refusal);
        QCOMPARE(test::text(std::string(name(refusal->kind))), kind);
        QCOMPARE(test::text(std::string(name(refusal->operand))), operand);
        QCOMPARE(test::text(refusal->view), operand == "source" ? "[...]" : "[:]");
    }

    void views_data() {
        QTest::addColumn<int>("mode");
        QTest::newRow("place") << static_cast<int>(Mode::Place);
        QTest::newRow("putmask") << static_cast<int>(Mode::Putmask);
    }

    /// A transposed condition of another shape than the destination's has no view in C order.
    void views() {
        QFETCH(int, mode);
        PlanRequest wanted;
        wanted.mode = static_cast<Mode>(mode);
        wanted.destination = test::operand(DType::U8, {6});
        wanted.source = test::operand(DType::U8, {2});
        wanted.condition = test::operand(DType::Bool, {3, 2}, ".T");
        const auto mask = test::makeMask({3, 2}, {true, false, true, false, false, true});
        wanted.selected = condition::countTrue(mask, wanted.condition.layout);
        const auto plan = AssignPlan::make(wanted).value();
        QVERIFY(plan.packsCondition());
        const auto source = bytesOf({91, 92});
        auto out = bytesOf({0, 1, 2, 3, 4, 5});
        base::ThreadPool pool(1);
        // In C order of the transposed view: 1 1 0 0 0 1.
        QVERIFY(assignAll(plan, {DType::U8, wanted.source->layout, source.data()}, mask,
                          {DType::U8, wanted.destination.layout, out.data()}, pool));
        QVERIFY(out == bytesOf(plan.wraps() && plan.addressing() == Addressing::ByRank
                                   ? Values{91, 92, 2, 3, 4, 91}
                                   : Values{91, 92, 2, 3, 4, 92}));
    }

    /// A plan that was made for fewer selected elements than there are must not read past the
    /// source.
    void aStalePlanIsRefused() {
        const auto plan =
            AssignPlan::make(requestFor(Mode::Scatter, {4}, {2}, {4}, {1, 0, 1, 0})).value();
        const auto mask = test::makeMask({4}, {true, true, true, false});
        const auto source = bytesOf({91, 92});
        auto out = bytesOf({0, 1, 2, 3});
        base::ThreadPool pool(1);
        const auto done =
            assignAll(plan, {DType::U8, array::Layout::rowMajor({2}), source.data()}, mask,
                      {DType::U8, array::Layout::rowMajor({4}), out.data()}, pool);
        QVERIFY(!done);
        QCOMPARE(done.error().code, base::ErrorCode::InvalidArgument);
        QVERIFY(out == bytesOf({0, 1, 2, 3}));
    }

    void repeatedValuesCountAsOften() {
        // place: 7 selected from (1, 300, 2): 300 goes to places 1 and 4.
        PlanRequest wanted = requestFor(Mode::Place, {8}, {3}, {8}, {1, 1, 1, 1, 1, 0, 1, 1});
        wanted.source->dtype = DType::U16;
        const auto plan = AssignPlan::make(wanted).value();
        const std::vector<std::uint16_t> source{1, 300, 2};
        const auto mask = test::makeMask({8}, {true, true, true, true, true, false, true, true});
        base::ThreadPool pool(2);
        const auto prepared =
            PreparedInputs::make(plan, reinterpret_cast<const std::byte*>(source.data()), mask,
                                 pool)
                .value();
        const CastReport report = castReport(plan, prepared.inputs(), pool);
        QCOMPARE(report.total, std::int64_t{2});
        QCOMPARE(report.count(CastChange::Wrapped), std::int64_t{2});
        QCOMPARE(report.first, std::int64_t{1});
        QCOMPARE(test::text(toText(DType::U16, report.value.data())), QStringLiteral("300"));
        QCOMPARE(test::text(toText(DType::U8, report.becomes.data())), QStringLiteral("44"));
    }

    void tables_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QList<int>>("shape");
        QTest::addColumn<QList<int>>("source");
        QTest::addColumn<QList<int>>("condition");
        QTest::addColumn<int>("selected");
        QTest::addColumn<QString>("sourceRow");
        QTest::addColumn<QString>("conditionRow");
        const auto row = [](const char* name, Mode mode, const QList<int>& shape,
                            const QList<int>& source, const QList<int>& condition, int selected,
                            const char* sourceRow, const char* conditionRow) {
            QTest::newRow(name) << static_cast<int>(mode) << shape << source << condition
                                << selected << sourceRow << conditionRow;
        };
        row("where", Mode::Where, {4, 5}, {5}, {4, 1}, 3, "- 5=", "4= 1>");
        row("index, all axes", Mode::Index, {4, 5}, {3}, {4, 5}, 3, ". 3=n", "4= 5=");
        row("index, rows", Mode::Index, {4, 5}, {3, 5}, {4}, 3, "3=n 5=", "4= -");
        row("index, one row", Mode::Index, {4, 5}, {1, 1, 5}, {4}, 3, "1() 1>n 5=", ". 4= -");
        row("index, scalar", Mode::Index, {5}, {1, 5}, {}, 1, "1=n 5=", ". -");
        row("index, condition too deep", Mode::Index, {5}, {3}, {5, 2}, 3, "3=n .", "5= 2!");
        row("index, wrong count", Mode::Index, {4}, {2}, {4}, 3, "2!n", "4=");
        row("scatter", Mode::Scatter, {4, 5}, {9}, {5}, 3, ". 9*", "- 5=");
        row("place", Mode::Place, {4, 5}, {2}, {20}, 3, ". 2*", ". 20*");
        row("putmask", Mode::Putmask, {4, 5}, {1, 1, 7}, {4, 5}, 3, "1* 1* 7*", ". 4= 5=");
        row("index, one value", Mode::Index, {4, 5}, {}, {4}, 3, "-n -", "4= -");
    }

    void tables() {
        QFETCH(int, mode);
        QFETCH(QList<int>, shape);
        QFETCH(QList<int>, source);
        QFETCH(QList<int>, condition);
        QFETCH(int, selected);
        QFETCH(QString, sourceRow);
        QFETCH(QString, conditionRow);
        PlanRequest wanted = test::request(shapeOf(shape), shapeOf(source), shapeOf(condition));
        wanted.mode = static_cast<Mode>(mode);
        wanted.selected = selected;
        const BroadcastTable table = modeTable(wanted);
        QCOMPARE(rowText(table, Role::Source), sourceRow);
        QCOMPARE(rowText(table, Role::Condition), conditionRow);
        for (const auto& row : table.rows) {
            QCOMPARE(static_cast<int>(row.size()), table.columns);
        }
    }
};

QTEST_APPLESS_MAIN(TestModes)
#include "tst_modes.moc"
