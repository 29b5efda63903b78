// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/cast.h"
#include "core/assign/outcomes.h"
#include "tests/core/assign/requests.h"
#include "tests/core/assign/run_case.h"
#include "tests/support/cancel_after.h"

using namespace frisket;
using namespace frisket::assign;
using array::DType;
using test::Bytes;
using test::Random;

namespace {
/// One element after the other, from the definition; what Exact refuses stays.
Bytes resultOf(const AssignPlan& plan, const Inputs& inputs, const Bytes& destination) {
    Bytes result = destination;
    const std::int64_t from = array::itemSize(plan.sourceType());
    const std::int64_t size = array::itemSize(plan.destinationType());
    const std::byte* source = plan.value() ? plan.value()->data() : inputs.source;
    std::int64_t rank = 0;
    for (std::int64_t flat = 0; flat < plan.destination().count(); ++flat) {
        if (!inputs.condition->at(plan.condition().at(array::unravel(flat, plan.shape())))) {
            continue;
        }
        const auto place = test::sourcePlace(plan, flat, rank++);
        if (!place) {
            continue;
        }
        condition::Word survives = 1;
        if (plan.checksValues()) {
            survivorFilter(plan.sourceType(), plan.destinationType())(source + *place * from, 1, 1,
                                                                      &survives);
        }
        if (survives != 0) {
            castRun(plan.sourceType(), plan.destinationType())(source + *place * from, 1, 1,
                                                               result.data() + flat * size);
        }
    }
    return result;
}

std::int64_t unequal(const Bytes& a, const Bytes& b, std::int64_t size) {
    std::int64_t count = 0;
    for (std::size_t i = 0; i < a.size(); i += static_cast<std::size_t>(size)) {
        count +=
            static_cast<std::int64_t>(!std::equal(a.begin() + static_cast<std::ptrdiff_t>(i),
                                                  a.begin() + static_cast<std::ptrdiff_t>(i) + size,
                                                  b.begin() + static_cast<std::ptrdiff_t>(i)));
    }
    return count;
}

/// A source of some shape that one mode or another takes.
array::Shape sourceShape(const array::Shape& shape, const array::Shape& condition,
                         std::int64_t selected, Random& random) {
    switch (random.between(0, 4)) {
        case 0:
            return shape;
        case 1:
            return test::shrunk(shape, random);
        case 2: {  // a row for each
            array::Shape rows{selected};
            for (int axis = condition.rank(); axis < shape.rank(); ++axis) {
                rows.append(shape[axis]);
            }
            return rows;
        }
        case 3:
            return {random.between(1, 90)};
        default:
            return {array::elementCount(shape).value() + random.between(0, 4)};
    }
}

/// The operands of all modes, a request for each.
struct Operands {
    Bytes bytes;
    array::BandedArray destination;
    test::RandomArray source;
    condition::ConditionMask mask;
    PlanRequest request;

    [[nodiscard]] PlanRequest as(Mode mode) const {
        PlanRequest out = request;
        out.mode = mode;
        if (mode == Mode::Fill) {
            out.source.reset();
        }
        return out;
    }
};

Operands randomOperands(const array::Shape& shape, Random& random) {
    PlanRequest request;
    const DType dtype = test::randomDType(random);
    request.destination = {dtype, array::Layout::rowMajor(shape), {}};
    request.casting = random.chance(40) ? Casting::Exact : Casting::Unsafe;
    array::Shape condition = shape;
    if (random.chance(25)) {
        condition = test::shrunk(shape, random);
    } else if (random.chance(25)) {
        condition = test::conditionShape(Mode::Index, shape, random);
    } else if (random.chance(15)) {
        condition = test::conditionShape(Mode::Place, shape, random);
    }
    std::int64_t places = 0;
    const bool plain = random.chance(70);
    const auto layout =
        plain ? array::Layout::rowMajor(condition) : test::randomView(condition, random, places);
    places = plain ? layout.count() : places;
    auto mask =
        plain ? test::makeMask(
                    condition,
                    test::randomBools(places, static_cast<int>(random.between(0, 3)) * 33, random))
              : test::makeMask({places}, test::randomBools(places, 50, random));
    request.condition = {DType::Bool, layout, {}};
    request.selected = condition::countTrue(mask, layout);
    auto source =
        test::randomArray(random.chance(40) ? dtype : test::randomDType(random),
                          sourceShape(shape, condition, request.selected, random), random);
    request.source = Operand{source.dtype, source.layout, {}};
    request.value = Scalar{dtype, {}};
    const Bytes value = test::randomElements(dtype, 1, random);
    std::copy(value.begin(), value.end(), request.value->bytes.begin());
    Bytes bytes = test::randomElements(dtype, request.destination.layout.count(), random);
    auto banded = array::BandedArray::from(array::NdArray::copyOf(dtype, shape, bytes).value());
    return {std::move(bytes), *std::move(banded), std::move(source), std::move(mask),
            std::move(request)};
}

struct Prepared {
    std::vector<AssignPlan> plans;
    std::vector<PreparedInputs> inputs;

    explicit Prepared(const Operands& operands) {
        base::ThreadPool pool(1);
        for (const Mode mode : kAllModes) {
            if (auto plan = AssignPlan::make(operands.as(mode))) {
                plans.push_back(*std::move(plan));
            }
        }
        for (const AssignPlan& plan : plans) {
            inputs.push_back(
                PreparedInputs::make(plan, operands.source.storage.data(), operands.mask, pool)
                    .value());
        }
    }
    [[nodiscard]] std::vector<Outcome> outcomes() const {
        std::vector<Outcome> all;
        for (std::size_t i = 0; i < plans.size(); ++i) {
            all.push_back({&plans[i], inputs[i].inputs()});
        }
        return all;
    }
};
}  // namespace

class TestOutcomes : public QObject {
    Q_OBJECT

private slots:
    /// All modes that take random operands, against one element at a time.
    void countsAreThoseOfTheDefinition() {
        Random random;
        std::array<int, kAllModes.size()> tried{};
        int compared = 0;
        for (int round = 0; round < 3000; ++round) {
            const array::Shape shape =
                test::randomShape(static_cast<int>(random.between(0, 4)), random);
            const Operands operands = randomOperands(shape, random);
            const Prepared prepared(operands);
            const auto outcomes = prepared.outcomes();
            const auto counts = countOutcomes(operands.destination, outcomes).value();
            const std::int64_t size = array::itemSize(operands.destination.dtype());
            std::vector<Bytes> results;
            for (const Outcome& outcome : outcomes) {
                results.push_back(resultOf(*outcome.plan, outcome.inputs, operands.bytes));
                ++tried[static_cast<std::size_t>(outcome.plan->mode())];
            }
            for (std::size_t i = 0; i < outcomes.size(); ++i) {
                if (counts.changed(i) != unequal(results[i], operands.bytes, size)) {
                    QFAIL(qPrintable(QStringLiteral("round %1, mode %2: %3 changed")
                                         .arg(round)
                                         .arg(name(prepared.plans[i].mode()).data())
                                         .arg(counts.changed(i))));
                }
                for (std::size_t j = 0; j < outcomes.size(); ++j) {
                    const std::int64_t different = unequal(results[i], results[j], size);
                    compared += static_cast<int>(different > 0);
                    if (counts.different(i, j) != different) {
                        QFAIL(qPrintable(QStringLiteral("round %1, %2 and %3: %4 differ, not %5")
                                             .arg(round)
                                             .arg(name(prepared.plans[i].mode()).data())
                                             .arg(name(prepared.plans[j].mode()).data())
                                             .arg(different)
                                             .arg(counts.different(i, j))));
                    }
                }
            }
        }
        for (const int times : tried) {
            QVERIFY(times > 100);
        }
        QVERIFY(compared > 1000);
    }

    /// Any range of the live result, rows of any length and planes in between.
    void rangesAreCutOutOfTheResult() {
        Random random;
        for (int round = 0; round < 1000; ++round) {
            array::Shape shape = test::randomShape(static_cast<int>(random.between(0, 4)), random);
            const Operands operands = randomOperands(shape, random);
            const Prepared prepared(operands);
            const std::int64_t count = operands.destination.count();
            const std::int64_t size = array::itemSize(operands.destination.dtype());
            for (const Outcome& outcome : prepared.outcomes()) {
                const Bytes whole = resultOf(*outcome.plan, outcome.inputs, operands.bytes);
                const std::int64_t begin = random.between(0, count);
                const std::int64_t end = random.between(begin, count);
                Bytes out(static_cast<std::size_t>((end - begin) * size));
                evaluateRange(*outcome.plan, outcome.inputs, operands.destination, begin, end,
                              out.data());
                if (!std::equal(out.begin(), out.end(), whole.begin() + begin * size)) {
                    QFAIL(qPrintable(QStringLiteral("round %1").arg(round)));
                }
            }
        }
    }

    /// More than a block, in bands, of which the last ones are not full.
    void largeOnesAreCountedBlockByBlock() {
        Random random;
        const array::Shape shape{1201, 1013};
        const std::int64_t count = 1201 * 1013;
        Bytes bytes(static_cast<std::size_t>(count));
        const auto destination =
            array::BandedArray::from(array::NdArray::copyOf(DType::U8, shape, bytes).value())
                .value();
        const auto bools = test::randomBools(count, 30, random);
        const auto mask = test::makeMask(shape, bools);
        PlanRequest request = test::request(shape, shape, shape);
        request.selected = mask.count();
        Bytes source(static_cast<std::size_t>(count), std::byte{1});
        source.back() = std::byte{0};
        base::ThreadPool pool(1);
        const auto where = AssignPlan::make(request).value();
        request.mode = Mode::Scatter;
        const auto scatter = AssignPlan::make(request).value();
        const auto ranks = PreparedInputs::make(scatter, source.data(), mask, pool).value();
        const std::array outcomes{Outcome{&where, {source.data(), &mask}},
                                  Outcome{&scatter, ranks.inputs()}};
        base::Progress progress;
        const auto counts = countOutcomes(destination, outcomes, &progress).value();
        const std::int64_t last = bools.back() ? 1 : 0;
        QCOMPARE(counts.changed(0), mask.count() - last);
        QCOMPARE(counts.changed(1), mask.count());
        QCOMPARE(counts.different(0, 1), last);
        QCOMPARE(counts.different(1, 0), last);
        QCOMPARE(progress.done(), progress.total());
        QCOMPARE(progress.total(), count);
        test::CancelAfter cancelled(3);
        QCOMPARE(countOutcomes(destination, outcomes, &cancelled).error().code,
                 base::ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestOutcomes)
#include "tst_outcomes.moc"
