// SPDX-License-Identifier: MIT
#include <vector>

#include <QTest>

#include "core/condition/bits.h"
#include "tests/support/random.h"

using namespace frisket::condition;

namespace {
constexpr std::int64_t kMostBits = 130;
constexpr Word kSentinel = 0xa5a5c3c3f00dbeefULL;

bool bitAt(const Word* words, std::int64_t place) {
    return ((words[place / kWordBits] >> static_cast<unsigned>(place % kWordBits)) & 1U) != 0;
}

/// Words for kMostBits at any misalignment: random, all clear, all set, and long runs.
std::vector<std::vector<Word>> patterns(frisket::test::Random& random) {
    std::vector<std::vector<Word>> all(4, std::vector<Word>(4, 0));
    all[1].assign(4, ~Word{0});
    for (Word& word : all[2]) {
        word = random.next();
    }
    all[3] = {~Word{0}, 0, ~Word{0} << 17U, 0x00000000ffffffffULL};
    return all;
}

/// Calls `check(words, first, count)` for every length and misalignment of every pattern. The
/// words are cut after the last one that may be read, so that the address sanitizer sees more.
template <class Check>
void forEveryRun(Check check) {
    frisket::test::Random random;
    for (const auto& pattern : patterns(random)) {
        for (std::int64_t first = 0; first < kWordBits; ++first) {
            for (std::int64_t count = 0; count <= kMostBits; ++count) {
                const std::vector<Word> words(pattern.begin(),
                                              pattern.begin() + wordsFor(first + count));
                check(words.data(), first, count);
                if (QTest::currentTestFailed()) {
                    qWarning("first %lld, count %lld", static_cast<long long>(first),
                             static_cast<long long>(count));
                    return;
                }
            }
        }
    }
}
}  // namespace

class TestBits : public QObject {
    Q_OBJECT

private slots:
    void wordHelpers() {
        QCOMPARE(wordsFor(0), std::int64_t{0});
        QCOMPARE(wordsFor(1), std::int64_t{1});
        QCOMPARE(wordsFor(64), std::int64_t{1});
        QCOMPARE(wordsFor(65), std::int64_t{2});
        for (std::int64_t count = 0; count <= 64; ++count) {
            for (std::int64_t bit = 0; bit < 64; ++bit) {
                const Word low = lowBits(count);
                QCOMPARE(bitAt(&low, bit), bit < count);
            }
        }
        frisket::test::Random random;
        for (int round = 0; round < 1000; ++round) {
            const Word word = random.next() & random.next();
            int expected = 0;
            for (std::int64_t bit = 0; bit < 64; ++bit) {
                expected += bitAt(&word, bit) ? 1 : 0;
            }
            QCOMPARE(popCount(word), expected);
        }
        QCOMPARE(popCount(0), 0);
        QCOMPARE(popCount(~Word{0}), 64);
    }

    /// Longer than the sums of bytes that are added up before they are read.
    void longRunsAreCounted() {
        frisket::test::Random random;
        for (const std::int64_t words : {61, 62, 63, 64, 65, 127, 200}) {
            for (const bool all : {false, true}) {
                std::vector<Word> bits(static_cast<std::size_t>(words));
                std::int64_t expected = 0;
                for (Word& word : bits) {
                    word = all ? ~Word{0} : random.next();
                    for (Word rest = word; rest != 0; rest &= rest - 1) {
                        ++expected;
                    }
                }
                QCOMPARE(countBits(bits.data(), 0, words * kWordBits), expected);
                QCOMPARE(countBits(bits.data(), 1, words * kWordBits - 1),
                         expected - static_cast<std::int64_t>(bits[0] & 1U));
            }
        }
    }

    void countsEveryRun() {
        forEveryRun([](const Word* words, std::int64_t first, std::int64_t count) {
            std::int64_t expected = 0;
            for (std::int64_t i = 0; i < count; ++i) {
                expected += bitAt(words, first + i) ? 1 : 0;
            }
            QCOMPARE(countBits(words, first, count), expected);
        });
        forEveryRun([](const Word* words, std::int64_t first, std::int64_t count) {
            if (count > 0) {
                std::int64_t expected = 1;
                while (expected < count && bitAt(words, first + expected) == bitAt(words, first)) {
                    ++expected;
                }
                QCOMPARE(sameBits(words, first, count), expected);
            }
        });
        QCOMPARE(countBits(nullptr, 0, 0), std::int64_t{0});
        QCOMPARE(countBits(nullptr, 5, -3), std::int64_t{0});
    }

    void copiesEveryRun() {
        forEveryRun([](const Word* words, std::int64_t first, std::int64_t count) {
            const auto length = static_cast<std::size_t>(wordsFor(count));
            std::vector<Word> to(length + 1, kSentinel);
            copyBits(words, first, count, to.data());
            for (std::int64_t i = 0; i < wordsFor(count) * kWordBits; ++i) {
                QCOMPARE(bitAt(to.data(), i), i < count && bitAt(words, first + i));
            }
            QCOMPARE(to[length], kSentinel);
        });
    }

    void bitsBecomeBytes() {
        forEveryRun([](const Word* words, std::int64_t first, std::int64_t count) {
            std::vector<std::uint8_t> bytes(static_cast<std::size_t>(count) + 2, 0x5a);
            bitsToBytes(words, first, count, 0xff, bytes.data() + 1);
            for (std::int64_t i = 0; i < count; ++i) {
                QCOMPARE(
                    bytes[static_cast<std::size_t>(i) + 1],
                    std::uint8_t{bitAt(words, first + i) ? std::uint8_t{0xff} : std::uint8_t{0}});
            }
            QCOMPARE(bytes.front(), std::uint8_t{0x5a});
            QCOMPARE(bytes.back(), std::uint8_t{0x5a});
        });
    }

    void bytesBecomeBits() {
        frisket::test::Random random;
        for (int kind = 0; kind < 4; ++kind) {
            for (std::size_t shift = 0; shift < 64; ++shift) {
                for (std::size_t count = 0; count <= static_cast<std::size_t>(kMostBits); ++count) {
                    // The bytes around are set, so that a read too far would show.
                    std::vector<std::uint8_t> bytes(shift + count + 8, 0xff);
                    for (std::size_t i = 0; i < count; ++i) {
                        bytes[shift + i] = byteOf(kind, random);
                    }
                    const auto length =
                        static_cast<std::size_t>(wordsFor(static_cast<std::int64_t>(count)));
                    std::vector<Word> words(length + 1, kSentinel);
                    bytesToBits(bytes.data() + shift, static_cast<std::int64_t>(count),
                                words.data());
                    for (std::size_t i = 0; i < length * 64; ++i) {
                        QCOMPARE(bitAt(words.data(), static_cast<std::int64_t>(i)),
                                 i < count && bytes[shift + i] != 0);
                    }
                    QCOMPARE(words[length], kSentinel);
                }
            }
        }
    }

    void bitsAreSetWithinWords() {
        forEveryRun([](const Word* words, std::int64_t first, std::int64_t count) {
            std::vector<Word> found(words, words + wordsFor(first + count));
            const std::vector<Word> before = found;
            setBits(found.data(), first, count);
            for (std::int64_t i = 0; i < wordsFor(first + count) * kWordBits; ++i) {
                const bool inside = i >= first && i < first + count;
                if (bitAt(found.data(), i) != (inside || bitAt(before.data(), i))) {
                    QFAIL(qPrintable(QString("bit %1 of %2 + %3").arg(i).arg(first).arg(count)));
                }
            }
        });
    }

    void bitsAreAppended() {
        forEveryRun([](const Word* words, std::int64_t at, std::int64_t count) {
            std::vector<Word> from(4, 0);
            copyBits(words, 0, count, from.data());
            const auto kept = static_cast<std::size_t>(wordsFor(at + count));
            std::vector<Word> to(kept + 1, kSentinel);
            appendBits(from.data(), count, at, to.data());
            QCOMPARE(to[kept], kSentinel);
            for (std::int64_t i = 0; count > 0 && i < wordsFor(at + count) * kWordBits; ++i) {
                const bool expected =
                    i < at ? bitAt(&kSentinel, i) : i < at + count && bitAt(words, i - at);
                if (bitAt(to.data(), i) != expected) {
                    QFAIL(qPrintable(QString("bit %1 of %2 + %3").arg(i).arg(at).arg(count)));
                }
            }
        });
    }

    void bitsAreFilledAndInverted() {
        for (std::int64_t count = 0; count <= kMostBits; ++count) {
            const auto words = static_cast<std::size_t>(wordsFor(count));
            std::vector<Word> found(words + 1, kSentinel);
            fillBits(true, count, found.data());
            QCOMPARE(countBits(found.data(), 0, static_cast<std::int64_t>(words) * kWordBits),
                     count);
            invertBits(count, found.data());
            QVERIFY(noBits(found.data(), 0, static_cast<std::int64_t>(words) * kWordBits));
            invertBits(count, found.data());
            QVERIFY(count == 0 || sameBits(found.data(), 0, count) == count);
            fillBits(false, count, found.data());
            QVERIFY(noBits(found.data(), 0, static_cast<std::int64_t>(words) * kWordBits));
            QCOMPARE(found[words], kSentinel);
        }
    }

    void everyByteValueIsTrueUnlessZero() {
        for (int value = 0; value < 256; ++value) {
            for (std::size_t place = 0; place < 8; ++place) {
                std::vector<std::uint8_t> bytes(8, 0);
                bytes[place] = static_cast<std::uint8_t>(value);
                Word word = kSentinel;
                bytesToBits(bytes.data(), 8, &word);
                QCOMPARE(word, value == 0 ? Word{0} : Word{1} << place);
            }
        }
    }

private:
    static std::uint8_t byteOf(int kind, frisket::test::Random& random) {
        switch (kind) {
            case 0:
                return 0;
            case 1:
                return 0xff;
            case 2:
                return random.chance(50) ? 1 : 0;
            default:
                return static_cast<std::uint8_t>(random.chance(50) ? random.between(0, 255) : 0x80);
        }
    }
};

QTEST_APPLESS_MAIN(TestBits)
#include "tst_bits.moc"
