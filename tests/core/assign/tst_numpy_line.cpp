// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/numpy_line.h"
#include "tests/core/assign/requests.h"

using namespace frisket;
using namespace frisket::assign;
using array::DType;
using test::fillRequest;
using test::operand;

namespace {
QString lineOf(const PlanRequest& request) {
    const auto plan = AssignPlan::make(request);
    return plan ? test::text(plan->numpyLine()) : test::text("refused: " + plan.error().message);
}

PlanRequest where(Operand destination, Operand source, Operand condition,
                  Casting casting = Casting::Exact) {
    PlanRequest request;
    request.destination = std::move(destination);
    request.source = std::move(source);
    request.condition = std::move(condition);
    request.casting = casting;
    return request;
}

Operand mask(const array::Shape& shape, const std::string& view = {}) {
    return operand(DType::Bool, shape, view);
}
}  // namespace

class TestNumpyLine : public QObject {
    Q_OBJECT

private slots:
    void views_data() {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const PlanRequest& request, const char* expected) {
            QTest::newRow(name) << lineOf(request) << QString::fromLatin1(expected);
        };
        constexpr DType kU8 = DType::U8;
        row("plain", where(operand(kU8, {3}), operand(kU8, {3}), mask({3})),
            "np.copyto(d, s, where=c)");
        row("source unsqueezed",
            where(operand(kU8, {3, 2}), operand(kU8, {3}, "[:, None]"), mask({3, 2})),
            "np.copyto(d, s[:, None], where=c)");
        row("all three",
            where(operand(kU8, {4, 3}, "[::2]"), operand(kU8, {3}, "[::-1]"), mask({9}, "[3:6]")),
            "np.copyto(d[::2], s[::-1], where=c[3:6])");
        row("no brackets", where(operand(kU8, {3}), operand(kU8, {2, 3}, "1, :"), mask({3})),
            "np.copyto(d, s[1, :], where=c)");
        row("one element of the destination",
            where(operand(kU8, {3, 2}, "[2, 1]"), operand(kU8, {}), mask({})),
            "np.copyto(d[2, 1, ...], s, where=c)");
        row("one element, trailing comma",
            where(operand(kU8, {3}, "[2,]"), operand(kU8, {}), mask({})),
            "np.copyto(d[2, ...], s, where=c)");
        row("one element, trailing comma and blanks",
            where(operand(kU8, {3}, "[2 , ]"), operand(kU8, {}), mask({})),
            "np.copyto(d[2, ...], s, where=c)");
        row("one element with an ellipsis",
            where(operand(kU8, {3}, "[2, ...]"), operand(kU8, {}), mask({})),
            "np.copyto(d[2, ...], s, where=c)");
        row("one element with the word Ellipsis",
            where(operand(kU8, {3}, "[Ellipsis, 2]"), operand(kU8, {}), mask({})),
            "np.copyto(d[..., 2], s, where=c)");
        row("newaxis by itself is no name",
            where(operand(kU8, {3, 2}), operand(kU8, {3}, "[:, newaxis]"),
                  mask({3}, "[:, np.newaxis]")),
            "np.copyto(d, s[:, None], where=c[:, None])");
        row("one element in steps",
            where(operand(kU8, {3, 2}, " [2] [1,] "), operand(kU8, {}), mask({})),
            "np.copyto(d[2, ...][1, ...], s, where=c)");
        row("one element and a new axis",
            where(operand(kU8, {3}, "[2][newaxis]"), operand(kU8, {}), mask({})),
            "np.copyto(d[2, ...][None], s, where=c)");
        row("one element transposed",
            where(operand(kU8, {3}, "2"), operand(kU8, {3}, ".T [1]"), mask({})),
            "np.copyto(d[2, ...], s.T[1], where=c)");
        row("transposes",
            where(operand(kU8, {2, 3}, "[..., ::-1].T"), operand(kU8, {}),
                  mask({2, 3}, ".transpose(1, 0)")),
            "np.copyto(d[..., ::-1].T, s, where=c.transpose(1, 0))");
        row("ellipsis without brackets",
            where(operand(kU8, {3}, "..."), operand(kU8, {3, 2}, "..., 1"), mask({3})),
            "np.copyto(d[...], s[..., 1], where=c)");
        row("reshapes",
            where(operand(kU8, {2, 3}, " .reshape(3, 2) [0]"), operand(kU8, {1, 2}, "[0]"),
                  mask({2, 1}, "[:, 0] .reshape(-1)")),
            "np.copyto(d.reshape(3, 2)[0], s[0], where=c[:, 0].reshape(-1))");
        row("one element reshaped",
            where(operand(kU8, {2, 3}, "[1, 2].reshape(1)"), operand(kU8, {}), mask({})),
            "np.copyto(d[1, 2, ...].reshape(1), s, where=c)");
        Operand padded = operand(kU8, {4, 3}, "[:3]");
        padded.prepared = "np.pad({}[0], ((0, 1), (0, 0)), mode='edge')";
        row("prepared", where(operand(kU8, {3, 3}), padded, mask({})),
            "np.copyto(d, np.pad(s[0], ((0, 1), (0, 0)), mode='edge')[:3], where=c)");
        row("integer condition",
            where(operand(kU8, {3}), operand(kU8, {3}), operand(DType::I32, {3})),
            "np.copyto(d, s, where=c != 0)");
        row("integer condition with a view",
            where(operand(kU8, {3}), operand(kU8, {3}), operand(kU8, {6}, "[::2]")),
            "np.copyto(d, s, where=c[::2] != 0)");
    }

    void views() {
        QFETCH(QString, line);
        QTEST(line, "expected");
    }

    void castings_data() {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<int>("casting");
        QTest::addColumn<QString>("expected");
        const auto row = [](DType from, DType to, Casting casting, const char* tail) {
            QTest::addRow("%s -> %s, %s", array::name(from).data(), array::name(to).data(),
                          name(casting).data())
                << static_cast<int>(from) << static_cast<int>(to) << static_cast<int>(casting)
                << "np.copyto(d, s, where=c" + QString::fromLatin1(tail);
        };
        constexpr auto kChecked =
            ", casting='unsafe')  # once every selected value is known to "
            "survive the cast";
        row(DType::U8, DType::F32, Casting::Exact, ")");
        row(DType::I64, DType::F32, Casting::Exact,
            ")  # once every selected value is known to survive the cast");
        row(DType::F64, DType::U8, Casting::Exact, kChecked);
        row(DType::I64, DType::U8, Casting::Exact, kChecked);
        row(DType::U8, DType::U16, Casting::Safe, ", casting='safe')");
        row(DType::F64, DType::F32, Casting::SameKind, ")");
        row(DType::F64, DType::F32, Casting::Unsafe, ")");
        row(DType::F64, DType::U8, Casting::Unsafe, ", casting='unsafe')");
        row(DType::U8, DType::Bool, Casting::Unsafe, ", casting='unsafe')");
    }

    void castings() {
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(int, casting);
        QTEST(lineOf(where(operand(static_cast<DType>(to), {3}),
                           operand(static_cast<DType>(from), {3}), mask({3}),
                           static_cast<Casting>(casting))),
              "expected");
    }

    void values_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("literal");
        const auto row = [](DType dtype, const char* value, const char* literal) {
            QTest::addRow("%s as %s", value, array::name(dtype).data())
                << static_cast<int>(dtype) << QString::fromLatin1(value)
                << QString::fromLatin1(literal);
        };
        row(DType::Bool, "1", "np.bool_(True)");
        row(DType::U8, "255", "np.uint8(255)");
        row(DType::I8, "-128", "np.int8(-128)");
        row(DType::U64, "18446744073709551615", "np.uint64(18446744073709551615)");
        row(DType::F32, "0.1", "np.float32(0.1)");
        row(DType::F64, "3", "np.float64(3.0)");
        row(DType::F64, "-0.0", "np.float64(-0.0)");  // -0 would be an int, which has no sign
        row(DType::F32, "1e30", "np.float32(1e+30)");
        row(DType::F16, "0.1", "np.float16(0.1)");
        row(DType::F32, "nan", "np.float32('nan')");
        row(DType::F64, "inf", "np.float64('inf')");
        row(DType::F16, "-inf", "np.float16('-inf')");
    }

    void values() {
        QFETCH(int, dtype);
        QFETCH(QString, value);
        QFETCH(QString, literal);
        QCOMPARE(lineOf(fillRequest(operand(static_cast<DType>(dtype), {3}), value.toStdString(),
                                    mask({3}))),
                 "np.copyto(d, " + literal + ", where=c)");
    }

    void fillFromASource() {
        PlanRequest request = where(operand(DType::U8, {3}), operand(DType::I64, {4}, "[2]"),
                                    mask({3}), Casting::Unsafe);
        request.mode = Mode::Fill;
        QCOMPARE(lineOf(request), QStringLiteral("np.copyto(d, s[2], where=c, casting='unsafe')"));
    }
};

QTEST_APPLESS_MAIN(TestNumpyLine)
#include "tst_numpy_line.moc"
