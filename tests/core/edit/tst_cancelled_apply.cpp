// SPDX-License-Identifier: MIT
// Apply that is cancelled at each point at which it can be.
#include <QTest>

#include "core/assign/check.h"
#include "core/edit/difference.h"
#include "core/edit/masked_values.h"
#include "tests/core/assign/run_case.h"
#include "tests/support/cancel_after.h"
#include "tests/support/io_support.h"
#include "tests/support/masks.h"
#include "tests/support/plans.h"

using namespace frisket;
using namespace frisket::test;
using array::BandedArray;
using array::DType;
using edit::MaskedValues;

namespace {
/// Fills random elements of a destination of several bands.
struct Bench {
    array::Shape shape{5, 1 << 20};
    base::ThreadPool pool{2};
    BandedArray destination = BandedArray::from(randomArray(DType::U8, shape, 3)).value();
    condition::ConditionMask condition =
        condition::ConditionMask::nonzero(randomArray(DType::Bool, shape, 4).view()).value();
    assign::AssignPlan plan = support::fillPlan(shape, shape, "200");
    assign::Inputs inputs{nullptr, &condition, nullptr};
};
}  // namespace

class TestCancelledApply : public QObject {
    Q_OBJECT

private slots:
    void finding() {
        Bench bench;
        QCOMPARE(bench.destination.bandCount(), 5);
        const Bytes before = bytesOf(bench.destination);
        int looks = 0;
        for (;; ++looks) {
            CancelAfter progress(looks);
            const auto kept = MaskedValues::find(bench.plan, bench.inputs, bench.destination,
                                                 bench.pool, &progress);
            QVERIFY(bytesOf(bench.destination) == before);
            if (kept) {
                QCOMPARE(kept->bandCount(), 5);
                QCOMPARE(progress.done(), bench.destination.count());
                break;
            }
            QCOMPARE(kept.error().code, base::ErrorCode::Cancelled);
        }
        QVERIFY(looks >= 5);
    }

    void comparing() {
        Bench bench;
        QVERIFY(MaskedValues::apply(bench.plan, bench.inputs, bench.destination, bench.pool)
                    .has_value());
        int looks = 0;
        for (;; ++looks) {
            CancelAfter progress(looks);
            const auto differs = edit::wouldChange(bench.plan, bench.inputs, bench.destination,
                                                   bench.pool, progress);
            if (differs) {
                QVERIFY(!*differs);
                break;
            }
            QCOMPARE(differs.error().code, base::ErrorCode::Cancelled);
        }
        QVERIFY(looks >= 5);
    }

    /// Both ways, with the bands in place and with bands that a snapshot holds.
    void exchanging() {
        Bench bench;
        auto kept =
            MaskedValues::find(bench.plan, bench.inputs, bench.destination, bench.pool).value();
        const Bytes before = bytesOf(bench.destination);
        Bytes after;
        for (const bool shared : {false, true, false}) {
            std::optional<BandedArray> held;
            if (shared) {
                held = bench.destination.snapshot();
            }
            const Bytes present = bytesOf(bench.destination);
            int looks = 0;
            for (;; ++looks) {
                int left = looks;
                std::int64_t elements = 0;
                const bool done = kept.exchange(bench.condition, bench.destination, bench.pool,
                                                [&](std::int64_t count) {
                                                    elements += count;
                                                    return left-- > 0;
                                                });
                if (done) {
                    QCOMPARE(elements, kept.elementCount(bench.destination));
                    break;
                }
                QVERIFY(bytesOf(bench.destination) == present);
            }
            QVERIFY(looks >= 6);
            QVERIFY(bytesOf(bench.destination) != present);
            QVERIFY(!held || bytesOf(*held) == present);
            after = bytesOf(bench.destination);
        }
        QVERIFY(after != before);
    }

    void lookingAtTheCast() {
        const array::Shape shape{4, 1 << 20};
        const auto source = randomArray(DType::I16, shape, 5);
        base::ThreadPool pool(2);
        const auto condition =
            condition::ConditionMask::nonzero(randomArray(DType::Bool, shape, 6).view()).value();
        assign::PlanRequest request;
        request.mode = assign::Mode::Where;
        request.casting = assign::Casting::Exact;
        request.destination = {DType::U8, array::Layout::rowMajor(shape), {}};
        request.condition = {DType::Bool, array::Layout::rowMajor(shape), {}};
        request.selected = condition.count();
        request.source = assign::Operand{DType::I16, source.layout(), {}};
        const auto plan = assign::AssignPlan::make(request).value();
        const assign::Inputs inputs{source.view().data, &condition, nullptr};
        const auto expected = assign::castReport(plan, inputs, pool);
        QVERIFY(expected.total > 0);
        int looks = 0;
        for (;; ++looks) {
            CancelAfter progress(looks);
            const auto report = assign::castReport(plan, inputs, pool, &progress);
            if (!progress.cancelled()) {
                QCOMPARE(report.total, expected.total);
                QCOMPARE(report.first, expected.first);
                QCOMPARE(progress.done(), array::elementCount(shape).value());
                break;
            }
            QVERIFY(report.total <= expected.total);
        }
        QVERIFY(looks >= 4);
    }

    void theDifferenceOfConditions() {
        const array::Shape shape{3000, 2048};
        const auto mask = [&shape](std::uint64_t seed) {
            return condition::ConditionMask::nonzero(randomArray(DType::Bool, shape, seed).view())
                .value();
        };
        auto before = mask(7);
        const auto after = mask(8);
        const auto wanted = before.clone().value();
        int looks = 0;
        for (;; ++looks) {
            CancelAfter progress(looks);
            const auto patch = edit::differenceOf(before, after, &progress);
            if (patch) {
                QVERIFY(patch->has_value());
                (*patch)->applyTo(before);
                QVERIFY(before == after);
                (*patch)->applyTo(before);
                QVERIFY(before == wanted);
                break;
            }
            QCOMPARE(patch.error().code, base::ErrorCode::Cancelled);
        }
        QVERIFY(looks >= 1);
        QVERIFY(!edit::differenceOf(before, wanted)->has_value());
    }
};

QTEST_GUILESS_MAIN(TestCancelledApply)
#include "tst_cancelled_apply.moc"
