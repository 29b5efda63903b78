// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/array/view_expression.h"
#include "core/assign/apply_fix.h"
#include "core/assign/cast.h"
#include "core/assign/check.h"
#include "core/assign/prepared.h"
#include "core/assign/run.h"
#include "core/condition/viewed.h"
#include "tests/core/assign/mistakes.h"

using namespace frisket;
using namespace frisket::assign;
using array::DType;
using array::NdArray;
using test::Given;
using test::Mistake;

namespace {
/// The operands of a mistake, which fixes change.
struct Operands {
    PlanRequest request;
    std::optional<NdArray> source;
    condition::ConditionMask condition;
    std::vector<double> destination;  ///< as it was
    std::shared_ptr<array::Buffer> written;
};

double conditionValue(std::int64_t place) { return place * 40503 / 16 % 3 == 0 ? 0 : 1; }
double destinationValue(std::int64_t place) { return static_cast<double>(place % 50 + 150); }

std::vector<double> valuesOf(DType dtype, const std::byte* data, std::int64_t count) {
    std::vector<double> values(static_cast<std::size_t>(count));
    castRun(dtype, DType::F64)(data, 1, count, reinterpret_cast<std::byte*>(values.data()));
    return values;
}

template <class ValueOf>
NdArray arrayOf(DType dtype, const array::Shape& shape, ValueOf&& valueOf) {
    const std::int64_t count = array::elementCount(shape).value();
    std::vector<double> values;
    for (std::int64_t place = 0; place < count; ++place) {
        values.push_back(valueOf(place));
    }
    auto buffer = array::Buffer::allocate(count * array::itemSize(dtype)).value();
    castRun(DType::F64, dtype)(reinterpret_cast<const std::byte*>(values.data()), 1, count,
                               buffer->data());
    return {dtype, array::Layout::rowMajor(shape), buffer};
}

/// `given` as it is seen; its values count the places of what is seen.
NdArray seen(const Given& given, const std::function<double(std::int64_t)>& valueOf) {
    const auto whole = array::Layout::rowMajor(given.shape);
    if (std::string_view(given.view).empty()) {
        return arrayOf(given.dtype, given.shape, valueOf);
    }
    const auto view = array::applyViewExpression(whole, given.view).value();
    std::vector<double> values(static_cast<std::size_t>(whole.count()));
    for (std::int64_t place = 0; place < view.count(); ++place) {
        values[static_cast<std::size_t>(view.at(array::unravel(place, view.shape)))] =
            valueOf(place);
    }
    return arrayOf(given.dtype, given.shape,
                   [&](std::int64_t place) { return values[static_cast<std::size_t>(place)]; })
        .withLayout(view);
}

/// What a request knows of the condition's values.
void renew(Operands& operands) {
    operands.request.selected =
        condition::countTrue(operands.condition, operands.request.condition.layout);
}

Operands operandsOf(const Mistake& mistake) {
    const NdArray condition = seen(mistake.condition, conditionValue);
    const NdArray whole = condition.withLayout(array::Layout::rowMajor(mistake.condition.shape));
    const array::Layout packed = array::Layout::rowMajor(mistake.destination.shape);
    Operands out{{}, {}, condition::ConditionMask::nonzero(whole.view()).value(), {}, {}};
    out.source = seen(mistake.source, mistake.value);
    const DType dtype = mistake.destination.dtype;
    const NdArray destination = arrayOf(dtype, packed.shape, destinationValue);
    out.destination = valuesOf(dtype, destination.view().data, packed.count());
    out.written = array::Buffer::allocate(destination.byteCount()).value();
    array::copyRowMajor(destination.view(), out.written->data());
    out.request.destination = {dtype, packed, ""};
    out.request.source = Operand{mistake.source.dtype, out.source->layout(), mistake.source.view};
    out.request.condition = {mistake.condition.dtype, condition.layout(), mistake.condition.view};
    out.request.mode = mistake.mode;
    out.request.casting = mistake.casting;
    renew(out);
    return out;
}

std::optional<Refusal> refusalOf(const Operands& operands, base::ThreadPool& pool) {
    const auto plan = AssignPlan::make(operands.request);
    if (!plan) {
        return plan.error();
    }
    const auto prepared =
        PreparedInputs::make(*plan, operands.source->view().data, operands.condition, pool).value();
    return findInexact(*plan, prepared.inputs(), pool);
}

base::Status assigned(Operands& operands, base::ThreadPool& pool) {
    const auto plan = AssignPlan::make(operands.request);
    if (!plan) {
        return tl::unexpected<base::Error>(plan.error().toError());
    }
    return assignAll(*plan, operands.source->view(), operands.condition,
                     {operands.request.destination.dtype, operands.request.destination.layout,
                      operands.written->data()},
                     pool);
}

/// The destination after the assignment that was meant, element by element.
std::vector<double> expected(const Mistake& mistake, std::vector<double> destination) {
    test::Target target;
    for (double& element : destination) {
        target.at = array::unravel(target.flat, mistake.destination.shape);
        const std::int64_t where = mistake.conditionAt(target.at);
        if (where >= 0 && conditionValue(where) != 0) {
            const std::int64_t from = mistake.sourceAt(target);
            element = from < 0 ? element : mistake.converted(mistake.value(from));
            ++target.rank;
        }
        ++target.flat;
    }
    return destination;
}

std::vector<Mistake> allMistakes() {
    std::vector<Mistake> all;
    for (auto* const mistakes :
         {test::viewMistakes, test::sizeMistakes, test::valueMistakes, test::modeMistakes}) {
        for (Mistake& mistake : mistakes()) {
            all.push_back(std::move(mistake));
        }
    }
    return all;
}
}  // namespace

class TestMistakes : public QObject {
    Q_OBJECT

private slots:
    void fixed_data() {
        QTest::addColumn<std::size_t>("row");
        for (std::size_t row = 0; row < m_mistakes.size(); ++row) {
            QTest::newRow(m_mistakes[row].name) << row;
        }
    }

    /// It is refused in so many words and nothing is written; the fix is offered, can be applied
    /// and does what it says.
    void fixed() {
        QFETCH(std::size_t, row);
        const Mistake& mistake = m_mistakes[row];
        Operands operands = operandsOf(mistake);
        const std::int64_t count = operands.request.destination.layout.count();
        const auto written = [&] {
            return valuesOf(mistake.destination.dtype, operands.written->data(), count);
        };
        base::ThreadPool pool;
        const auto first = refusalOf(operands, pool);
        QVERIFY(first);
        const std::string text = first->toError().text();
        QVERIFY2(text == mistake.text, text.c_str());  // QCOMPARE would cut it off
        QVERIFY(!assigned(operands, pool));
        QVERIFY(written() == operands.destination);
        for (const test::ChosenFix& chosen : mistake.fixes) {
            const auto refusal = refusalOf(operands, pool);
            QVERIFY(refusal && chosen.k < refusal->fixes.size());
            const Fix& fix = refusal->fixes[chosen.k];
            QCOMPARE(QString::fromStdString(fix.text), QString(chosen.text));
            const auto applied =
                applyFix(fix, operands.request, operands.source, operands.condition);
            QVERIFY2(applied, applied ? "" : applied.error().text().c_str());
            renew(operands);
        }
        const auto done = assigned(operands, pool);
        QVERIFY2(done, done ? "" : done.error().text().c_str());
        const std::vector<double> wanted = expected(mistake, operands.destination);
        QCOMPARE(wanted != operands.destination, mistake.changes);
        const std::vector<double> found = written();
        for (std::size_t place = 0; place < wanted.size(); ++place) {
            QVERIFY2(found[place] == wanted[place],
                     qPrintable(QStringLiteral("element %1 is %2, not %3")
                                    .arg(place)
                                    .arg(found[place])
                                    .arg(wanted[place])));
        }
    }

private:
    const std::vector<Mistake> m_mistakes = allMistakes();
};

QTEST_APPLESS_MAIN(TestMistakes)
#include "tst_mistakes.moc"
