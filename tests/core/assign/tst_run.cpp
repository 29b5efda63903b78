// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/check.h"
#include "core/assign/selected.h"
#include "core/assign/stream_copy.h"
#include "tests/core/assign/cast_oracle.h"
#include "tests/core/assign/requests.h"
#include "tests/core/assign/run_case.h"
#include "tests/support/arrays.h"

using namespace frisket;
using namespace frisket::assign;
using array::DType;
using test::Bytes;
using test::Random;
using test::RunCase;

namespace {
constexpr int kRounds = 3000;

struct Inexact {
    std::int64_t count = 0;
    std::int64_t first = -1;
    std::int64_t firstPlace = -1;  ///< in the source
};

/// The elements that Exact would lose, one at a time from the definition.
Inexact plainInexact(const RunCase& run) {
    Inexact out;
    if (run.plan.value()) {
        return out;  // it is of the destination's dtype
    }
    std::int64_t rank = 0;
    for (std::int64_t flat = 0; flat < run.plan.loops().count(); ++flat) {
        if (!run.condition().at(run.plan.condition().at(array::unravel(flat, run.plan.shape())))) {
            continue;
        }
        const auto place = test::sourcePlace(run.plan, flat, rank++);
        if (place && test::isLost(run.plan.sourceType(), run.plan.destinationType(),
                                  run.sourceView().at(*place))) {
            if (out.count++ == 0) {
                out.first = flat;
                out.firstPlace = *place;
            }
        }
    }
    return out;
}

QString indexText(const RunCase& run, std::int64_t flat) {
    QStringList parts;
    for (const std::int64_t i : array::unravel(flat, run.plan.shape())) {
        parts << QString::number(i);
    }
    return "[" + parts.join(", ") + "]";
}

/// Whether assignAll on three threads does to packed operands of random values what the reference
/// does.
bool isTheReference(const AssignPlan& plan, const PlanRequest& wanted,
                    const condition::ConditionMask& mask, Random& random) {
    const std::int64_t count = plan.loops().count();
    const array::DType from = wanted.source->dtype;
    const array::DType to = wanted.destination.dtype;
    const Bytes source = test::randomElements(from, count, random);
    Bytes out = test::randomElements(to, count, random);
    Bytes expected = out;
    assignReference(plan, {source.data(), &mask}, expected.data());
    base::ThreadPool pool(3);
    const auto done = assignAll(plan, {from, wanted.source->layout, source.data()}, mask,
                                {to, wanted.destination.layout, out.data()}, pool);
    return done && out == expected;
}
}  // namespace

class TestRun : public QObject {
    Q_OBJECT

private slots:
    void assignAllIsTheReference_data() {
        QTest::addColumn<int>("threads");
        QTest::newRow("one thread") << 1;
        QTest::newRow("three threads") << 3;
    }

    void assignAllIsTheReference() {
        QFETCH(int, threads);
        Random random;
        base::ThreadPool pool(threads);
        for (int round = 0; round < kRounds; ++round) {
            const auto shape = test::randomShape(static_cast<int>(random.between(0, 5)), random);
            const RunCase run = test::randomCase(shape, Casting::Unsafe, false, random);
            Bytes out = run.destination.storage;
            const auto status =
                assignAll(run.plan, run.sourceView(), run.mask,
                          {run.destination.dtype, run.destination.layout, out.data()}, pool);
            QVERIFY(status);
            QVERIFY2(out == run.expected(), qPrintable(test::describe(run)));
        }
    }

    void largeOnThreads_data() {
        QTest::addColumn<int>("from");
        QTest::addColumn<bool>("transposed");
        QTest::newRow("same dtype") << static_cast<int>(DType::U16) << false;
        QTest::newRow("cast") << static_cast<int>(DType::F32) << false;
        QTest::newRow("transposed source") << static_cast<int>(DType::U16) << true;
    }

    /// More elements than one thread takes at a time, with rows that don't end at words.
    void largeOnThreads() {
        QFETCH(int, from);
        QFETCH(bool, transposed);
        Random random;
        const array::Shape shape{1031, 3001};
        PlanRequest wanted = test::request(shape, shape, shape);
        const auto dtype = static_cast<DType>(from);
        wanted.destination.dtype = DType::U16;
        wanted.source->dtype = dtype;
        if (transposed) {
            const std::vector<int> swap{1, 0};
            wanted.source->layout = array::Layout::rowMajor({3001, 1031}).transpose(swap).value();
        }
        wanted.casting = Casting::Unsafe;
        const auto plan = AssignPlan::make(wanted).value();
        const std::int64_t count = plan.loops().count();
        auto mask = condition::ConditionMask::create(shape).value();
        for (std::int64_t row = 0; row < mask.rows(); ++row) {
            for (std::int64_t w = 0; w < mask.wordsPerRow(); ++w) {
                mask.row(row)[w] = (row % 3 == 0 ? ~condition::Word{0} : random.next()) &
                                   condition::lowBits(mask.rowBits() - w * condition::kWordBits);
            }
        }
        QVERIFY(isTheReference(plan, wanted, mask, random));
        QCOMPARE(countSelected(plan, mask, 0, count), mask.count());
    }

    void pixelsOverChannels_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("from");
        for (const int width : {64, 1000, 1024}) {
            for (const int channels : {2, 3, 9}) {
                for (const DType from : {DType::U16, DType::F32}) {
                    QTest::addRow("%d x %d of %s", width, channels, array::name(from).data())
                        << width << channels << static_cast<int>(from);
                }
            }
        }
    }

    /// A condition of pixels with stretches of equal bits from one to several rows long, over
    /// channels: as one piece where they are long, else by tiles.
    void pixelsOverChannels() {
        QFETCH(int, width);
        QFETCH(int, channels);
        QFETCH(int, from);
        Random random;
        const auto dtype = static_cast<DType>(from);
        const array::Shape shape{160, width, channels};
        PlanRequest wanted = test::request(shape, shape, {160, width, 1});
        wanted.destination.dtype = DType::U16;
        wanted.source->dtype = dtype;
        wanted.casting = Casting::Unsafe;
        const auto plan = AssignPlan::make(wanted).value();
        auto mask = condition::ConditionMask::create({160, width, 1}).value();
        for (std::int64_t flat = 0; flat < mask.size();) {
            const bool value = random.chance(50);
            const std::int64_t most = random.chance(50) ? 3 * width : 8;
            for (std::int64_t left = random.between(1, most); left > 0 && flat < mask.size();
                 --left) {
                mask.set(flat++, value);
            }
        }
        const std::int64_t count = plan.loops().count();
        QVERIFY(isTheReference(plan, wanted, mask, random));
        QCOMPARE(countSelected(plan, mask, 0, count), mask.count() * channels);
    }

    void everyModeOnThreads_data() {
        QTest::addColumn<int>("mode");
        for (const Mode mode : kAllModes) {
            QTest::newRow(name(mode).data()) << static_cast<int>(mode);
        }
    }

    /// Beyond the size from which copies go past the cache, in several pieces a thread, with runs
    /// of full and of empty words.
    void everyModeOnThreads() {
        QFETCH(int, mode);
        Random random;
        const array::Shape shape{2100, 2113};
        const std::int64_t count = shape[0] * shape[1];
        auto mask = condition::ConditionMask::create(shape).value();
        for (std::int64_t row = 0; row < mask.rows(); ++row) {
            for (std::int64_t w = 0; w < mask.wordsPerRow(); ++w) {
                const std::int64_t kind = (row / 8 + w / 9) % 3;
                mask.row(row)[w] = (kind == 0   ? ~condition::Word{0}
                                    : kind == 1 ? condition::Word{0}
                                                : random.next()) &
                                   condition::lowBits(mask.rowBits() - w * condition::kWordBits);
            }
        }
        PlanRequest wanted = test::request(shape, shape, shape);
        wanted.mode = static_cast<Mode>(mode);
        wanted.selected = mask.count();
        wanted.destination.dtype = wanted.source->dtype = DType::F64;
        const std::int64_t length = wanted.mode == Mode::Fill    ? 1
                                    : wanted.mode == Mode::Index ? mask.count()
                                    : wanted.mode == Mode::Place ? 2 * kRounds + 1
                                                                 : count;
        if (wanted.mode != Mode::Where && wanted.mode != Mode::Scatter) {
            wanted.source->layout = array::Layout::rowMajor({length});
        }
        if (wanted.mode == Mode::Fill) {
            wanted.source->layout = array::Layout::rowMajor({});
        }
        const auto plan = AssignPlan::make(wanted).value();
        const Bytes source = test::randomElements(DType::F64, length, random);
        Bytes out = test::randomElements(DType::F64, count, random);
        QVERIFY(storesFor(static_cast<std::int64_t>(out.size())) == Stores::Streaming);
        Bytes expected = out;
        base::ThreadPool pool(3);
        const auto prepared = PreparedInputs::make(plan, source.data(), mask, pool).value();
        assignReference(plan, prepared.inputs(), expected.data());
        QVERIFY(assignAll(plan, {DType::F64, wanted.source->layout, source.data()}, mask,
                          {DType::F64, wanted.destination.layout, out.data()}, pool));
        QVERIFY(out == expected);
    }

    void nanPayloadsAreKept() {
        const auto check = [](auto bits, DType dtype) {
            std::vector<decltype(bits)> source(200, bits);
            std::vector<decltype(bits)> out(200, 0);
            PlanRequest wanted = test::request({200}, {200}, {200});
            wanted.destination.dtype = wanted.source->dtype = dtype;
            const auto plan = AssignPlan::make(wanted).value();
            auto mask = condition::ConditionMask::create({200}).value();
            for (std::int64_t i = 0; i < 200; i += 3) {
                mask.set(i, true);
            }
            base::ThreadPool pool(1);
            QVERIFY(assignAll(
                plan,
                {dtype, wanted.source->layout, reinterpret_cast<const std::byte*>(source.data())},
                mask, {dtype, wanted.destination.layout, reinterpret_cast<std::byte*>(out.data())},
                pool));
            for (std::size_t i = 0; i < out.size(); ++i) {
                QCOMPARE(out[i], i % 3 == 0 ? bits : decltype(bits){0});
            }
        };
        check(std::uint16_t{0x7c01}, DType::F16);
        check(std::uint32_t{0xff812345}, DType::F32);  // signalling
        check(std::uint64_t{0x7ff0000000000123}, DType::F64);
    }

    void rangesMakeTheWhole() {
        Random random;
        for (int round = 0; round < kRounds / 2; ++round) {
            const auto shape = test::randomShape(static_cast<int>(random.between(0, 4)), random);
            const RunCase run = test::randomCase(shape, Casting::Unsafe, false, random);
            const std::int64_t count = run.plan.loops().count();
            Bytes out = run.destination.storage;
            std::int64_t selected = 0;
            for (std::int64_t begin = 0; begin < count;) {
                const std::int64_t end = std::min(count, begin + random.between(1, 150));
                assignRange(run.plan, run.inputs(), begin, end, {out.data(), 0});
                selected += countSelected(run.plan, run.condition(), begin, end);
                begin = end;
            }
            assignRange(run.plan, run.inputs(), count, count, {out.data(), 0});
            QVERIFY2(out == run.expected(), qPrintable(test::describe(run)));
            QCOMPARE(selected, countSelected(run.plan, run.condition(), 0, count));
        }
    }

    void countSelectedIsALoop() {
        Random random;
        for (int round = 0; round < kRounds / 4; ++round) {
            const auto shape = test::randomShape(static_cast<int>(random.between(0, 4)), random);
            const RunCase run = test::randomCase(shape, Casting::Unsafe, false, random);
            const std::int64_t count = run.plan.loops().count();
            const std::int64_t begin = random.between(0, count);
            const std::int64_t end = random.between(begin, count);
            std::int64_t expected = 0;
            for (std::int64_t flat = begin; flat < end; ++flat) {
                const auto index = array::unravel(flat, run.plan.shape());
                expected += run.condition().at(run.plan.condition().at(index)) ? 1 : 0;
            }
            QCOMPARE(countSelected(run.plan, run.condition(), begin, end), expected);
        }
    }

    void inexactIsCounted_data() { assignAllIsTheReference_data(); }

    void inexactIsCounted() {
        QFETCH(int, threads);
        Random random;
        base::ThreadPool pool(threads);
        int refused = 0;
        for (int round = 0; round < kRounds; ++round) {
            const auto shape = test::randomShape(static_cast<int>(random.between(0, 4)), random);
            const RunCase run = test::randomCase(shape, Casting::Exact, false, random);
            const Inexact expected = plainInexact(run);
            const auto refusal = findInexact(run.plan, run.inputs(), pool);
            QCOMPARE(refusal ? refusal->found : 0, expected.count);
            Bytes out = run.destination.storage;
            const auto status =
                assignAll(run.plan, run.sourceView(), run.mask,
                          {run.destination.dtype, run.destination.layout, out.data()}, pool);
            QCOMPARE(status.has_value(), expected.count == 0);
            if (status) {
                QVERIFY(out == run.expected());
                continue;
            }
            ++refused;
            QVERIFY(out == run.destination.storage);
            QCOMPARE(refusal->kind, Refusal::Kind::InexactValues);
            QCOMPARE(status.error().code, base::ErrorCode::Refused);
            QVERIFY(!status.error().hint.empty());
            const std::string value =
                toText(run.plan.sourceType(), run.sourceView().at(expected.firstPlace));
            const QString message = test::text(refusal->message);
            QVERIFY2(message.startsWith(QString::number(expected.count) + " selected"),
                     qPrintable(message));
            QVERIFY2(message.endsWith("the first is " + test::text(value) + " at " +
                                      indexText(run, expected.first) + "."),
                     qPrintable(message + " expected " + indexText(run, expected.first)));
        }
        QVERIFY(refused > kRounds / 10);
    }

    /// The count and the first index do not depend on which thread comes first.
    void inexactOnThreads() {
        const std::int64_t count = 5 * (std::int64_t{1} << 20) + 77;
        std::vector<std::uint16_t> source(static_cast<std::size_t>(count), 7);
        PlanRequest wanted = test::request({count}, {count}, {1});
        wanted.source->dtype = DType::U16;
        const auto plan = AssignPlan::make(wanted).value();
        auto mask = condition::ConditionMask::create({1}).value();
        mask.fill(true);
        for (const std::int64_t place : {count - 1, std::int64_t{1} << 20, std::int64_t{3000000}}) {
            source[static_cast<std::size_t>(place)] = 256;
        }
        base::ThreadPool pool(3);
        const auto refusal =
            findInexact(plan, {reinterpret_cast<const std::byte*>(source.data()), &mask}, pool);
        QVERIFY(refusal);
        QCOMPARE(refusal->found, std::int64_t{3});
        QVERIFY(test::text(refusal->message).endsWith("the first is 256 at [1048576]."));
    }
};

QTEST_APPLESS_MAIN(TestRun)
#include "tst_run.moc"
