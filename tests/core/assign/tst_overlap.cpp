// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/core/assign/requests.h"
#include "tests/core/assign/run_case.h"

using namespace frisket;
using namespace frisket::assign;
using array::DType;
using test::Bytes;
using test::Random;

namespace {
/// Assigns between two views of one block and compares with a source that was copied first.
void checkViews(const PlanRequest& wanted, std::int64_t bytes, std::int64_t sourceByte, int threads,
                Random& random) {
    const auto plan = AssignPlan::make(wanted).value();
    Bytes block(static_cast<std::size_t>(bytes));
    for (std::byte& byte : block) {
        byte = static_cast<std::byte>(random.next() & 1U);  // a fitting bool too
    }
    const auto mask =
        test::makeMask(wanted.condition.layout.shape,
                       test::randomBools(wanted.condition.layout.count(), 60, random));
    const Bytes before = block;
    Bytes expected = block;
    assignReference(plan, {before.data() + sourceByte, &mask}, expected.data());
    base::ThreadPool pool(threads);
    QVERIFY(
        assignAll(plan, {wanted.source->dtype, wanted.source->layout, block.data() + sourceByte},
                  mask, {wanted.destination.dtype, wanted.destination.layout, block.data()}, pool));
    QVERIFY(block == expected);
}

PlanRequest viewsOf(const array::Shape& whole, DType dtype, const std::string& destination,
                    const std::string& source) {
    PlanRequest wanted;
    wanted.destination = test::operand(dtype, whole, destination);
    wanted.source = test::operand(dtype, whole, source);
    wanted.condition = test::operand(DType::Bool, wanted.destination.layout.shape);
    wanted.casting = Casting::Unsafe;
    return wanted;
}
}  // namespace

class TestOverlap : public QObject {
    Q_OBJECT

private slots:
    void views_data() {
        QTest::addColumn<QString>("destination");
        QTest::addColumn<QString>("source");
        QTest::newRow("itself") << "[...]"
                                << "[...]";
        QTest::newRow("one on") << "[1:]"
                                << "[:-1]";
        QTest::newRow("one back") << "[:-1]"
                                  << "[1:]";
        QTest::newRow("many on") << "[100:]"
                                 << "[:-100]";
        QTest::newRow("flipped") << "[...]"
                                 << "[::-1]";
        QTest::newRow("both flipped") << "[::-1]"
                                      << "[::-1]";
        QTest::newRow("flipped destination") << "[::-1]"
                                             << "[...]";
        QTest::newRow("stepped, interleaved") << "[::2]"
                                              << "[1::2]";
        QTest::newRow("stepped against whole") << "[:2000]"
                                               << "[::2]";
        QTest::newRow("one element") << "[...]"
                                     << "[2000]";
        QTest::newRow("apart") << "[:2000]"
                               << "[2000:]";
    }

    void views() {
        QFETCH(QString, destination);
        QFETCH(QString, source);
        Random random;
        for (const DType dtype : {DType::U8, DType::I16, DType::F32, DType::U64}) {
            const auto wanted =
                viewsOf({4000}, dtype, destination.toStdString(), source.toStdString());
            checkViews(wanted, 4000 * array::itemSize(dtype), 0, 1, random);
        }
    }

    void planes_data() {
        QTest::addColumn<QString>("destination");
        QTest::addColumn<QString>("source");
        QTest::newRow("row on") << "[1:, :]"
                                << "[:-1, :]";
        QTest::newRow("column on") << "[:, 1:]"
                                   << "[:, :-1]";
        QTest::newRow("upside down") << "[...]"
                                     << "[::-1]";
        QTest::newRow("mirrored") << "[...]"
                                  << "[:, ::-1]";
        QTest::newRow("first row everywhere") << "[...]"
                                              << "[0]";
        QTest::newRow("last column everywhere") << "[...]"
                                                << "[:, -1:]";
        QTest::newRow("one column to another") << "[:, 3]"
                                               << "[:, 70]";
    }

    void planes() {
        QFETCH(QString, destination);
        QFETCH(QString, source);
        Random random;
        for (const int threads : {1, 3}) {
            checkViews(
                viewsOf({71, 90}, DType::U16, destination.toStdString(), source.toStdString()),
                71 * 90 * 2, 0, threads, random);
        }
    }

    void transposed() {
        Random random;
        PlanRequest wanted = viewsOf({80, 80}, DType::I32, "[...]", "[...]");
        const std::vector<int> swap{1, 0};
        wanted.source->layout = wanted.source->layout.transpose(swap).value();
        checkViews(wanted, 80 * 80 * 4, 0, 1, random);
    }

    /// The same bytes with another dtype, and a source that begins inside an element.
    void otherDTypes() {
        Random random;
        for (const std::int64_t sourceByte : {0, 1, 2, 3, 500}) {
            PlanRequest wanted = viewsOf({1000}, DType::U16, "[...]", "[...]");
            wanted.source->dtype = DType::U8;
            checkViews(wanted, 2000, sourceByte, 1, random);
        }
    }

    /// More than a thread takes at a time: pieces run in any order.
    void largeShift() {
        Random random;
        const std::int64_t size = 3 * (std::int64_t{1} << 20);
        PlanRequest wanted = viewsOf({size}, DType::U8, "[1:]", "[:-1]");
        checkViews(wanted, size, 0, 3, random);
    }

    /// Under Exact a refusal leaves the shared block alone.
    void refusedLeavesTheBlock() {
        PlanRequest wanted = viewsOf({8}, DType::U8, "[...]", "[...]");
        wanted.casting = Casting::Exact;
        wanted.source = test::operand(DType::U16, {4}, "[:, None]");
        wanted.destination = test::operand(DType::U8, {4, 2});
        wanted.condition = test::operand(DType::Bool, {4, 2});
        const auto plan = AssignPlan::make(wanted).value();
        Bytes block(8, std::byte{1});  // uint16 257
        const Bytes before = block;
        const auto mask = test::makeMask({4, 2}, test::Bools(8, true));
        base::ThreadPool pool(1);
        const auto status = assignAll(plan, {DType::U16, wanted.source->layout, block.data()}, mask,
                                      {DType::U8, wanted.destination.layout, block.data()}, pool);
        QVERIFY(!status);
        QVERIFY(test::text(status.error().message).startsWith("8 selected values"));
        QVERIFY(block == before);
    }
};

QTEST_APPLESS_MAIN(TestOverlap)
#include "tst_overlap.moc"
