// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/assign/cast.h"
#include "core/assign/cast_report.h"
#include "tests/core/assign/cast_oracle.h"
#include "tests/core/assign/cast_rows.h"

using namespace frisket;
using array::DType;
using assign::CastReport;
using condition::kWordBits;
using condition::Word;

namespace {
constexpr std::byte kSentinel{0xa5};

bool bitAt(const std::vector<Word>& words, std::int64_t place) {
    return ((words[static_cast<std::size_t>(place / kWordBits)] >>
             static_cast<unsigned>(place % kWordBits)) &
            1U) != 0;
}

/// Values of one dtype with what a cast makes of each, one at a time (tst_cast says that this is
/// right).
struct Pool {
    Pool(DType from, DType to, test::Random& random) : a(from), b(to) {
        const auto all = test::interestingValues(from, random);
        const std::int64_t have = static_cast<std::int64_t>(all.size()) / size();
        for (std::int64_t i = 0; i < kCount; ++i) {
            const std::byte* element = all.data() + random.between(0, have - 1) * size();
            auto change = test::changeOf(test::numberOf(a, element), a, b);
            // Half of the stretches of 64 have few values that change, as files do.
            for (int tries = 0; i / kWordBits % 2 == 0 && change && tries < 200; ++tries) {
                element = all.data() + random.between(0, have - 1) * size();
                change = test::changeOf(test::numberOf(a, element), a, b);
            }
            values.insert(values.end(), element, element + size());
            changes.push_back(change);
            results.resize(results.size() + static_cast<std::size_t>(outSize()));
            assign::castRun(a, b)(element, 1, 1, results.data() + i * outSize());
        }
    }

    static constexpr std::int64_t kCount = 700;
    [[nodiscard]] std::int64_t size() const { return array::itemSize(a); }
    [[nodiscard]] std::int64_t outSize() const { return array::itemSize(b); }

    DType a;
    DType b;
    std::vector<std::byte> values;
    std::vector<std::optional<assign::CastChange>> changes;
    std::vector<std::byte> results;
};

/// `count` elements of a pool from `first` on, `stride` apart.
struct Run {
    std::int64_t first;
    std::int64_t stride;
    std::int64_t count;

    [[nodiscard]] std::int64_t at(std::int64_t i) const { return first + i * stride; }
};

void checkCast(const Pool& pool, const Run& run, const std::byte* from, std::size_t shift) {
    const auto bytes = static_cast<std::size_t>(run.count * pool.outSize());
    std::vector<std::byte> out(shift + bytes + 16, kSentinel);
    assign::castRun(pool.a, pool.b)(from, run.stride, run.count, out.data() + shift);
    std::vector<std::byte> expected(shift + bytes + 16, kSentinel);
    for (std::int64_t i = 0; i < run.count; ++i) {
        std::memcpy(expected.data() + shift + i * pool.outSize(),
                    pool.results.data() + run.at(i) * pool.outSize(),
                    static_cast<std::size_t>(pool.outSize()));
    }
    QVERIFY(out == expected);
}

void checkChanges(const Pool& pool, const Run& run, const std::byte* from,
                  const std::vector<Word>& selected) {
    CastReport expected;
    std::vector<Word> survivors = selected;
    for (std::int64_t i = 0; i < run.count; ++i) {
        const auto change = pool.changes[static_cast<std::size_t>(run.at(i))];
        if (!change || !bitAt(selected, i)) {
            continue;
        }
        if (expected.total++ == 0) {
            expected.first = 1000 + i;
            expected.firstChange = *change;
        }
        ++expected.counts[static_cast<std::size_t>(*change)];
        survivors[static_cast<std::size_t>(i / kWordBits)] &=
            ~(Word{1} << static_cast<unsigned>(i % kWordBits));
    }
    std::vector<Word> filtered = selected;
    assign::survivorFilter(pool.a, pool.b)(from, run.stride, run.count, filtered.data());
    QVERIFY(filtered == survivors);

    CastReport report;
    assign::castTally(pool.a, pool.b)(from, run.stride, run.count, selected.data(), 1000, report);
    QCOMPARE(report.total, expected.total);
    QVERIFY(report.counts == expected.counts);
    QCOMPARE(report.first, expected.first);
    if (expected.total > 0) {
        const std::int64_t place = run.at(expected.first - 1000);
        QCOMPARE(assign::name(report.firstChange), assign::name(expected.firstChange));
        QVERIFY(report.value.dtype == pool.a && report.becomes.dtype == pool.b);
        QVERIFY(std::memcmp(report.value.data(), pool.values.data() + place * pool.size(),
                            static_cast<std::size_t>(pool.size())) == 0);
        QVERIFY(std::memcmp(report.becomes.data(), pool.results.data() + place * pool.outSize(),
                            static_cast<std::size_t>(pool.outSize())) == 0);
    }
}

/// All, none, about half, few, one; the bits past the count are set too and must not matter.
std::vector<Word> selection(int pattern, std::int64_t count, test::Random& random) {
    std::vector<Word> words(static_cast<std::size_t>(condition::wordsFor(count)));
    for (Word& word : words) {
        const Word bits = random.next();
        const Word past = ~condition::lowBits(count - (&word - words.data()) * kWordBits);
        word = pattern == 0   ? ~Word{0}
               : pattern == 1 ? past
               : pattern == 2 ? bits
               : pattern == 3 ? (bits & random.next() & random.next()) | past
                              : Word{1} << static_cast<unsigned>(bits % 64);
    }
    return words;
}
}  // namespace

/// Runs of every length up to two words and a little, any stride, from and to any address.
class TestCastRuns : public QObject {
    Q_OBJECT

private slots:
    void lengthsAndStrides_data() { test::pairRows(); }

    void lengthsAndStrides() {
        QFETCH(int, from);
        QFETCH(int, to);
        test::Random random;
        const Pool pool(static_cast<DType>(from), static_cast<DType>(to), random);
        for (const std::int64_t stride : {-2, -1, 0, 1, 3}) {
            for (std::int64_t count = 0; count <= 130; ++count) {
                const std::int64_t span = std::max<std::int64_t>(count - 1, 0) * std::abs(stride);
                const std::int64_t low = random.between(0, Pool::kCount - 1 - span);
                const Run run{low + (stride < 0 ? span : 0), stride, count};
                // No more than the run, so that a sanitizer sees what is read beyond it.
                const auto shift = static_cast<std::size_t>(random.between(0, 15));
                const auto bytes = static_cast<std::size_t>((span + 1) * pool.size());
                std::vector<std::byte> moved(shift + bytes);
                std::memcpy(moved.data() + shift, pool.values.data() + low * pool.size(), bytes);
                const std::byte* start = moved.data() + shift + (run.first - low) * pool.size();
                checkCast(pool, run, start, static_cast<std::size_t>(random.between(0, 15)));
                const auto pattern = static_cast<int>(count % 5);
                checkChanges(pool, run, start, selection(pattern, count, random));
                checkChanges(pool, run, start, selection((pattern + 2) % 5, count, random));
                if (QTest::currentTestFailed()) {
                    qWarning("stride %lld, count %lld, pattern %d", static_cast<long long>(stride),
                             static_cast<long long>(count), pattern);
                    return;
                }
            }
        }
    }

    void longRuns_data() { test::pairRows(); }

    void longRuns() {
        QFETCH(int, from);
        QFETCH(int, to);
        test::Random random;
        const Pool pool(static_cast<DType>(from), static_cast<DType>(to), random);
        for (const std::int64_t count : {511, 640, 700}) {
            for (int pattern = 0; pattern < 5; ++pattern) {
                const Run packed{Pool::kCount - count, 1, count};
                const auto selected = selection(pattern, count, random);
                checkCast(pool, packed, pool.values.data() + packed.first * pool.size(), 0);
                checkChanges(pool, packed, pool.values.data() + packed.first * pool.size(),
                             selected);
                const Run repeated{count % 7, 0, count};
                checkCast(pool, repeated, pool.values.data() + repeated.first * pool.size(), 0);
                checkChanges(pool, repeated, pool.values.data() + repeated.first * pool.size(),
                             selected);
            }
        }
    }

    /// What lies under words without a set bit need not even be there.
    void emptyWordsAreNotRead() {
        const std::vector<float> values(64, 0.5F);
        const auto* start = reinterpret_cast<const std::byte*>(values.data());
        std::vector<Word> selected{6, 0, 0, 0};
        CastReport report;
        assign::castTally(DType::F32, DType::U8)(start, 1, 256, selected.data(), 0, report);
        QCOMPARE(report.total, std::int64_t{2});
        QCOMPARE(report.first, std::int64_t{1});
        assign::survivorFilter(DType::F32, DType::U8)(start, 1, 256, selected.data());
        QCOMPARE(selected[0], Word{0});
    }
};

QTEST_APPLESS_MAIN(TestCastRuns)
#include "tst_cast_runs.moc"
