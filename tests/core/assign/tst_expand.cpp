// SPDX-License-Identifier: MIT
#include <memory>

#include <QTest>

#include "core/assign/bit_repeat.h"
#include "core/assign/expand.h"
#include "core/assign/stream_copy.h"
#include "tests/support/random.h"

using namespace frisket;
using condition::kWordBits;
using condition::Word;

namespace {
using Bytes = std::vector<std::byte>;

Bytes randomBytes(std::int64_t count, test::Random& random) {
    Bytes bytes(static_cast<std::size_t>(count));
    for (std::byte& byte : bytes) {
        byte = static_cast<std::byte>(random.next());
    }
    return bytes;
}

bool bitAt(const std::vector<Word>& words, std::int64_t bit) {
    return (words[static_cast<std::size_t>(bit / kWordBits)] >>
                static_cast<unsigned>(bit % kWordBits) &
            1U) != 0;
}

/// Words of all densities, from none to all.
std::vector<Word> randomWords(std::size_t count, test::Random& random) {
    std::vector<Word> words(count);
    for (Word& word : words) {
        const std::int64_t percent = random.between(0, 10) * 10;
        for (unsigned bit = 0; bit < 64; ++bit) {
            word |= static_cast<Word>(random.between(0, 99) < percent) << bit;
        }
    }
    return words;
}
}  // namespace

class TestExpand : public QObject {
    Q_OBJECT

private slots:
    void everyRun_data() {
        QTest::addColumn<int>("lane");
        for (const int lane : {1, 2, 4, 8}) {
            QTest::addRow("%d-byte lanes", lane) << lane;
        }
    }

    /// Every first bit and every length of two words and more; the source ends where its lanes end,
    /// so that a sanitizer sees a read past them, and a guard stands on both sides of `d`.
    void everyRun() {
        QFETCH(int, lane);
        test::Random random;
        constexpr std::int64_t kMost = 200;
        constexpr std::int64_t kGuard = 16;
        for (std::int64_t firstBit = 0; firstBit < kWordBits; ++firstBit) {
            for (std::int64_t count = 0; count <= kMost; ++count) {
                const auto words = randomWords(5, random);
                Bytes d = randomBytes(count * lane + 2 * kGuard, random);
                Bytes expected = d;
                std::int64_t taken = 0;
                for (std::int64_t i = 0; i < count; ++i) {
                    taken += bitAt(words, firstBit + i) ? 1 : 0;
                }
                const Bytes source = randomBytes(taken * lane, random);
                // A block of its own size, which a vector may not be.
                const std::unique_ptr<std::byte[]> exact(new std::byte[source.size()]);
                std::copy(source.begin(), source.end(), exact.get());
                std::int64_t k = 0;
                for (std::int64_t i = 0; i < count; ++i) {
                    if (bitAt(words, firstBit + i)) {
                        std::copy_n(source.begin() + k++ * lane, lane,
                                    expected.begin() + kGuard + i * lane);
                    }
                }
                const std::int64_t found = assign::expandRun(lane)(
                    d.data() + kGuard, exact.get(), taken, words.data(), firstBit, count);
                QCOMPARE(found, taken);
                QVERIFY2(
                    d == expected,
                    qPrintable(QStringLiteral("first bit %1, count %2").arg(firstBit).arg(count)));
            }
        }
    }

    void bitsAreRepeated_data() {
        QTest::addColumn<int>("times");
        for (int times = 1; times <= 64; ++times) {
            QTest::addRow("%d times", times) << times;
        }
    }

    void bitsAreRepeated() {
        QFETCH(int, times);
        test::Random random;
        const assign::BitRepeater repeater(times);
        for (std::int64_t count = 0; count <= 130; ++count) {
            const auto from = randomWords(3, random);
            const std::int64_t bits = count * times;
            std::vector<Word> to(static_cast<std::size_t>(condition::wordsFor(bits) + 2),
                                 random.next());
            repeater.repeat(from.data(), count, to.data());
            for (std::int64_t i = 0; i < bits; ++i) {
                QCOMPARE(bitAt(to, i), bitAt(from, i / times));
            }
        }
    }

    void streamedCopies_data() {
        QTest::addColumn<bool>("streaming");
        QTest::newRow("cached") << false;
        QTest::newRow("streaming") << true;
    }

    /// Every misalignment of both sides, lengths about the shortest that streams, and sources that
    /// overlap behind the destination.
    void streamedCopies() {
        QFETCH(bool, streaming);
        const auto stores = streaming ? assign::Stores::Streaming : assign::Stores::Cached;
        test::Random random;
        for (const std::int64_t bytes : {0, 1, 63, 64, 65, 1023, 1024, 1025, 1100, 5000}) {
            for (std::int64_t to = 0; to < 64; to += 3) {
                for (const std::int64_t from : {0, 1, 8, 17, 63}) {
                    Bytes block = randomBytes(12000, random);
                    const Bytes before = block;
                    Bytes expected = block;
                    std::copy_n(before.begin() + 6000 + from, bytes, expected.begin() + to);
                    assign::copyBytes(block.data() + to, block.data() + 6000 + from, bytes, stores);
                    assign::finishStreaming();
                    QVERIFY(block == expected);
                    block = before;
                    expected = before;
                    std::copy_n(before.begin() + to + from, bytes, expected.begin() + to);
                    assign::copyBytes(block.data() + to, block.data() + to + from, bytes, stores);
                    assign::finishStreaming();
                    QVERIFY(block == expected);
                }
                for (const std::int64_t lane : {1, 2, 4, 8}) {
                    Bytes block = randomBytes(6000, random);
                    const Bytes value = randomBytes(lane, random);
                    Bytes expected = block;
                    const std::int64_t whole = bytes / lane * lane;
                    for (std::int64_t i = 0; i < whole; ++i) {
                        expected[static_cast<std::size_t>(to + i)] =
                            value[static_cast<std::size_t>(i % lane)];
                    }
                    assign::fillBytes(block.data() + to, value.data(), lane, whole, stores);
                    assign::finishStreaming();
                    QVERIFY(block == expected);
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestExpand)
#include "tst_expand.moc"
