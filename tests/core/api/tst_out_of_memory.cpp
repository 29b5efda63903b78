// SPDX-License-Identifier: MIT
#include <frisket/frisket.h>

#include <QTest>

#include "tests/support/memory_limit.h"

using namespace frisket;
using array::Layout;

namespace {
constexpr std::int64_t kMiB = std::int64_t{1} << 20;
}  // namespace

/// What needs a block that can't be had fails as a value and writes nothing.
class TestOutOfMemory : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        if (!test::kCanLimitMemory) {
            QSKIP("A sanitizer maps more memory than any limit.");
        }
    }

    /// A source that runs backwards through the destination must be copied first.
    void theCopyOfAnOverlap() {
        const std::int64_t count = 96 * kMiB;
        std::vector<std::uint8_t> block(static_cast<std::size_t>(count));
        for (std::size_t i = 0; i < block.size(); ++i) {
            block[i] = static_cast<std::uint8_t>(i * 31 >> 7U);
        }
        const std::vector<std::uint8_t> before = block;
        std::vector<std::uint64_t> words(static_cast<std::size_t>(count / 64), ~std::uint64_t{0});
        const auto condition = conditionFromBits(words, {count}).value();
        const Layout backwards{{count}, {-1}, count - 1};
        const auto run = [&] {
            return apply(view(block), view(block.data(), DType::U8, backwards), condition,
                         {.threads = 2});
        };
        {
            const test::MemoryLimit limit(32 * kMiB);
            QVERIFY(limit.isSet());
            const auto done = run();
            QVERIFY(!done);
            QCOMPARE(done.error().code, ErrorCode::OutOfMemory);
            QVERIFY(block == before);
        }
        QVERIFY(run());
        QVERIFY(std::equal(block.begin(), block.end(), before.rbegin()));
    }

    /// One element seen as many: only the condition's bits take memory.
    void theBitsOfACondition() {
        const std::uint8_t one = 1;
        const Layout repeated{{std::int64_t{1} << 31}, {0}, 0};
        const auto seen = view(&one, DType::U8, repeated);
        {
            const test::MemoryLimit limit(64 * kMiB);
            QVERIFY(limit.isSet());
            const auto bits = toCondition(seen);
            QVERIFY(!bits);
            QCOMPARE(bits.error().code, ErrorCode::OutOfMemory);
            std::uint8_t destination = 3;
            const auto done = apply(view(&destination, DType::U8, Shape{1}),
                                    view(&one, DType::U8, Shape{1}), seen);
            QVERIFY(!done);
            QCOMPARE(done.error().code, ErrorCode::OutOfMemory);
            QCOMPARE(destination, std::uint8_t{3});
        }
        QCOMPARE(toCondition(seen)->count(), std::int64_t{1} << 31);
    }
};

QTEST_APPLESS_MAIN(TestOutOfMemory)
#include "tst_out_of_memory.moc"
