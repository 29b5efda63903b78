// SPDX-License-Identifier: MIT
#include <memory>
#include <vector>

#include <QTest>

#include "core/assign/blend.h"
#include "tests/support/random.h"

using namespace frisket;
using assign::Stores;
using condition::kWordBits;
using condition::Word;

namespace {
constexpr std::int64_t kMostLanes = 130;
constexpr std::byte kSentinel{0xa5};
constexpr std::int64_t kGuard = 16;

using Bytes = std::vector<std::byte>;

std::vector<std::vector<Word>> patterns(test::Random& random) {
    const auto count = static_cast<std::size_t>(condition::wordsFor(kMostLanes + kWordBits));
    std::vector<std::vector<Word>> all(5, std::vector<Word>(count, 0));
    all[1].assign(count, ~Word{0});
    all[2].assign(count, 0x5555555555555555ULL);
    for (Word& word : all[3]) {
        word = random.next();
    }
    all[4] = {0, ~Word{0}, Word{1} << 37U, ~Word{0}};  // one bit between full words
    return all;
}

Bytes randomBytes(std::int64_t count, test::Random& random) {
    Bytes bytes(static_cast<std::size_t>(count));
    for (std::byte& byte : bytes) {
        byte = static_cast<std::byte>(random.next());
    }
    return bytes;
}

/// The definition.
void plainBlend(std::int64_t lane, std::byte* d, const std::byte* s, bool splat, const Word* words,
                std::int64_t firstBit, std::int64_t count) {
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t bit = firstBit + i;
        if (((words[bit / kWordBits] >> static_cast<unsigned>(bit % kWordBits)) & 1U) != 0) {
            for (std::int64_t byte = 0; byte < lane; ++byte) {
                d[i * lane + byte] = s[(splat ? 0 : i * lane) + byte];
            }
        }
    }
}

/// A heap block that ends where its bytes end, so that the address sanitizer sees any read past
/// them; `skew` bytes before them misalign the start.
class Exact {
public:
    Exact(const std::byte* from, std::int64_t count, std::int64_t skew)
        : m_block(new std::byte[static_cast<std::size_t>(count + skew)]),
          m_start(m_block.get() + skew) {
        std::copy_n(from, count, m_start);
    }
    [[nodiscard]] std::byte* data() { return m_start; }

private:
    std::unique_ptr<std::byte[]> m_block;
    std::byte* m_start;
};

QString where(std::int64_t firstBit, std::int64_t count, std::size_t pattern) {
    return QStringLiteral("firstBit %1, count %2, pattern %3")
        .arg(firstBit)
        .arg(count)
        .arg(pattern);
}
}  // namespace

class TestBlend : public QObject {
    Q_OBJECT

private slots:
    void everyRun_data() {
        QTest::addColumn<int>("lane");
        QTest::addColumn<bool>("splat");
        for (const int lane : {1, 2, 4, 8}) {
            for (const bool splat : {false, true}) {
                QTest::addRow("%d-byte lanes%s", lane, splat ? ", splat" : "") << lane << splat;
            }
        }
    }

    /// Every length with every place in the first word; the bytes around d stay as they were.
    void everyRun() {
        QFETCH(int, lane);
        QFETCH(bool, splat);
        test::Random random;
        const auto run = assign::blendRun(lane);
        const Bytes old = randomBytes(kMostLanes * lane, random);
        const Bytes source = randomBytes(kMostLanes * lane, random);
        const auto all = patterns(random);
        for (std::size_t p = 0; p < all.size(); ++p) {
            for (std::int64_t firstBit = 0; firstBit < kWordBits; ++firstBit) {
                for (std::int64_t count = 0; count <= kMostLanes; ++count) {
                    const std::int64_t skew = (firstBit * 7 + count) % 8;
                    Bytes d(static_cast<std::size_t>(skew + kGuard + count * lane + kGuard),
                            kSentinel);
                    std::copy_n(old.begin(), count * lane, d.begin() + skew + kGuard);
                    Bytes expected = d;
                    plainBlend(lane, expected.data() + skew + kGuard, source.data(), splat,
                               all[p].data(), firstBit, count);
                    run(d.data() + skew + kGuard, source.data(), splat, all[p].data(), firstBit,
                        count, count % 2 == 0 ? Stores::Cached : Stores::Streaming);
                    if (d != expected) {
                        QFAIL(qPrintable(where(firstBit, count, p)));
                    }
                }
            }
        }
    }

    void exactBuffers_data() { everyRun_data(); }

    /// d, s and the words are blocks of exactly the bytes that a run may touch, at every byte
    /// misalignment of d and s. Says most under the address sanitizer.
    void exactBuffers() {
        QFETCH(int, lane);
        QFETCH(bool, splat);
        test::Random random;
        const auto run = assign::blendRun(lane);
        const Bytes old = randomBytes(kMostLanes * lane, random);
        const Bytes source = randomBytes(kMostLanes * lane, random);
        const auto all = patterns(random);
        for (const std::int64_t firstBit : {0, 1, 31, 63}) {
            for (const std::int64_t count : {0, 1, 2, 33, 63, 64, 65, 127, 128, 130}) {
                for (std::int64_t skews = 0; skews < 64; ++skews) {
                    const std::size_t p = static_cast<std::size_t>(skews) % all.size();
                    const std::int64_t used = count == 0 ? 0 : firstBit + count;
                    const std::vector<Word> words(all[p].begin(),
                                                  all[p].begin() + condition::wordsFor(used));
                    Exact s(source.data(), splat ? lane : count * lane, skews / 8);
                    Exact d(old.data(), count * lane, skews % 8);
                    Bytes expected(old.begin(), old.begin() + count * lane);
                    plainBlend(lane, expected.data(), source.data(), splat, words.data(), firstBit,
                               count);
                    run(d.data(), s.data(), splat, words.data(), firstBit, count,
                        skews % 2 == 0 ? Stores::Cached : Stores::Streaming);
                    if (!std::equal(expected.begin(), expected.end(), d.data())) {
                        QFAIL(qPrintable(where(firstBit, count, p)));
                    }
                }
            }
        }
    }

    void sameMemory() {
        test::Random random;
        const auto all = patterns(random);
        for (const int lane : {1, 2, 4, 8}) {
            for (const auto& words : all) {
                Bytes d = randomBytes(kMostLanes * lane, random);
                const Bytes before = d;
                assign::blendRun(lane)(d.data(), d.data(), false, words.data(), 3, kMostLanes,
                                       Stores::Streaming);
                QVERIFY(d == before);
            }
        }
    }

    /// The condition of a long row: the first bit may be many words in.
    void firstBitBeyondTheFirstWord() {
        test::Random random;
        std::vector<Word> words(8);
        for (Word& word : words) {
            word = random.next();
        }
        for (const std::int64_t firstBit : {64, 65, 127, 128, 200, 383}) {
            const Bytes source = randomBytes(128 * 2, random);
            Bytes d = randomBytes(128 * 2, random);
            Bytes expected = d;
            plainBlend(2, expected.data(), source.data(), false, words.data(), firstBit, 128);
            assign::blendRun(2)(d.data(), source.data(), false, words.data(), firstBit, 128,
                                Stores::Cached);
            QVERIFY(d == expected);
        }
    }

    /// Lanes are bits, not numbers: NaNs of any payload pass through.
    void nanPayloadsPass() {
        const std::vector<std::uint64_t> source{0x7ff0000000000001ULL, 0xfff8dead0000beefULL,
                                                0x7ff4000000000000ULL};
        std::vector<std::uint64_t> d(3, 0);
        const Word word = 0b101;
        assign::blendRun(8)(reinterpret_cast<std::byte*>(d.data()),
                            reinterpret_cast<const std::byte*>(source.data()), false, &word, 0, 3,
                            Stores::Cached);
        QCOMPARE(d[0], source[0]);
        QCOMPARE(d[1], std::uint64_t{0});
        QCOMPARE(d[2], source[2]);
    }
};

QTEST_APPLESS_MAIN(TestBlend)
#include "tst_blend.moc"
