// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstring>
#include <map>

#include <QTest>

#include "core/array/storage_type.h"
#include "core/measure/agreement.h"
#include "core/measure/transitions.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::measure;
using namespace frisket::test;
using array::DType;
using condition::Word;

namespace {
using Pair = std::pair<std::int64_t, std::int64_t>;

struct Case {
    std::vector<std::byte> before;
    std::vector<std::byte> after;
    std::vector<Word> bits;
    std::int64_t count = 0;

    [[nodiscard]] bool isSet(std::int64_t i) const {
        return (bits[static_cast<std::size_t>(i / 64)] >> static_cast<unsigned>(i % 64) & 1U) != 0;
    }
};

/// Runs of few labels, noise of few or of many; all bits, none, runs of them, or noise.
std::vector<std::byte> elements(DType dtype, std::int64_t count, Random& random) {
    const std::int64_t size = array::itemSize(dtype);
    std::vector<std::byte> made(static_cast<std::size_t>(count * size));
    const auto kind = random.between(0, 2);
    std::array<std::byte, 8> value{};
    for (std::int64_t i = 0; i < count; ++i) {
        if (kind != 0 || i == 0 || random.chance(1)) {
            const std::uint64_t number = kind == 2 && random.chance(50)
                                             ? random.next()
                                             : static_cast<std::uint64_t>(random.between(
                                                   array::isSigned(dtype) ? -2 : 0, 3));
            std::memcpy(value.data(), &number, sizeof(number));
            if (dtype == DType::Bool) {
                value[0] &= std::byte{1};
            }
        }
        std::memcpy(&made[static_cast<std::size_t>(i * size)], value.data(),
                    static_cast<std::size_t>(size));
    }
    return made;
}

Case randomCase(DType before, DType after, Random& random) {
    Case made;
    made.count = random.between(0, 700);
    made.before = elements(before, made.count, random);
    made.after = elements(after, made.count, random);
    made.bits.resize(static_cast<std::size_t>(condition::wordsFor(made.count)));
    const auto kind = random.between(0, 3);
    for (std::size_t w = 0; w < made.bits.size(); ++w) {
        made.bits[w] = kind == 0   ? ~Word{0}
                       : kind == 1 ? random.next()
                       : kind == 2 ? (random.chance(50) ? ~Word{0} : 0)
                                   : random.next() & random.next() & random.next();
    }
    if (made.count % 64 != 0) {
        made.bits.back() &= condition::lowBits(made.count % 64);
    }
    return made;
}

std::int64_t labelAt(DType dtype, const std::vector<std::byte>& from, std::int64_t i) {
    return array::visitType(dtype, [&](auto type) -> std::int64_t {
        using T = typename decltype(type)::type;
        T value;
        std::memcpy(&value, &from[static_cast<std::size_t>(i) * sizeof(T)], sizeof(T));
        if constexpr (std::is_same_v<T, array::Half>) {
            return 0;
        } else {
            return static_cast<std::int64_t>(value);
        }
    });
}

double numberAt(DType dtype, const std::vector<std::byte>& from, std::int64_t i) {
    return array::visitType(dtype, [&](auto type) -> double {
        using T = typename decltype(type)::type;
        T value;
        std::memcpy(&value, &from[static_cast<std::size_t>(i) * sizeof(T)], sizeof(T));
        return array::toDouble(value);
    });
}

/// One element after the other.
struct Naive {
    std::map<Pair, std::int64_t> pairs;
    ChangeTotals totals;

    void add(DType before, DType after, const Case& made, int sign) {
        const bool isFloat = array::isFloat(before);
        for (std::int64_t i = 0; i < made.count; ++i) {
            if (!made.isSet(i)) {
                continue;
            }
            const std::int64_t b = labelAt(before, made.before, i);
            const std::int64_t a = labelAt(after, made.after, i);
            bool same = a == b;
            bool fromZero = b == 0;
            bool toZero = a == 0;
            if (isFloat) {
                const double x = numberAt(before, made.before, i);
                const double y = numberAt(after, made.after, i);
                same = x == y || (std::isnan(x) && std::isnan(y));
                fromZero = x == 0;
                toZero = y == 0;
            } else {
                if ((before == DType::U64) != (after == DType::U64) && a < 0) {
                    same = false;
                }
                if ((pairs[{b, a}] += sign) == 0) {
                    pairs.erase({b, a});
                }
            }
            totals.counts[same ? 3 : fromZero ? 0 : toZero ? 1 : 2] += sign;
        }
    }
};

std::map<Pair, std::int64_t> mapOf(const std::vector<Transition>& pairs) {
    std::map<Pair, std::int64_t> map;
    for (const Transition& pair : pairs) {
        map[{pair.before, pair.after}] += pair.count;
    }
    return map;
}
}  // namespace

class TestTransitions : public QObject {
    Q_OBJECT

private slots:
    void countsAsOneByOne_data() {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("after");
        for (const DType before : array::kAllDTypes) {
            for (const DType after : array::kAllDTypes) {
                if (before == after || (!array::isFloat(before) && !array::isFloat(after))) {
                    QTest::addRow("%s, %s", std::string(array::name(before)).c_str(),
                                  std::string(array::name(after)).c_str())
                        << static_cast<int>(before) << static_cast<int>(after);
                }
            }
        }
    }

    /// Added in two parts, some taken out again by the other part.
    void countsAsOneByOne() {
        QFETCH(int, before);
        QFETCH(int, after);
        const auto from = static_cast<DType>(before);
        const auto to = static_cast<DType>(after);
        Random random;
        for (int round = 0; round < 20; ++round) {
            std::vector<Transitions> parts(2, Transitions(from, to));
            Naive naive;
            std::vector<Case> cases;
            for (std::size_t i = 0; i < 6; ++i) {
                cases.push_back(randomCase(from, to, random));
                parts[i % 2].add(cases[i].before.data(), cases[i].after.data(),
                                 cases[i].bits.data(), cases[i].count, 1);
                naive.add(from, to, cases[i], 1);
            }
            for (const std::size_t i : {std::size_t{0}, std::size_t{3}}) {
                parts[(i + 1) % 2].add(cases[i].before.data(), cases[i].after.data(),
                                       cases[i].bits.data(), cases[i].count, -1);
                naive.add(from, to, cases[i], -1);
            }
            const Transitions::Sum sum = Transitions::sum(parts);
            QCOMPARE(sum.totals.counts, naive.totals.counts);
            QCOMPARE(sum.isComplete, !array::isFloat(from));
            QVERIFY(mapOf(sum.pairs) == naive.pairs);
            QCOMPARE(sum.pairs.size(), naive.pairs.size());  // each once
            parts[0].clear();
            parts[1].clear();
            QCOMPARE(Transitions::sum(parts).totals.all(), 0);
            QVERIFY(Transitions::sum(parts).pairs.empty());
        }
    }

    /// Nothing is read where no bit is set: a clear bit has no element behind it.
    void looksAtSetElementsOnly() {
        Transitions counted(DType::U16, DType::U16);
        const std::uint16_t one = 5;
        const std::uint16_t other = 9;
        const Word first = 1;
        counted.add(reinterpret_cast<const std::byte*>(&one),
                    reinterpret_cast<const std::byte*>(&other), &first, 1, 1);
        const Word none = 0;
        counted.add(nullptr, nullptr, &none, 64, 1);
        const auto sum = Transitions::sum({&counted, 1});
        QCOMPARE(sum.pairs, (std::vector<Transition>{{5, 9, 1}}));
    }

    void keepsWhatChanges_data() {
        QTest::addColumn<int>("dtype");
        for (const DType dtype : array::kAllDTypes) {
            QTest::newRow(std::string(array::name(dtype)).c_str()) << static_cast<int>(dtype);
        }
    }

    void keepsWhatChanges() {
        QFETCH(int, dtype);
        const auto type = static_cast<DType>(dtype);
        Random random;
        for (int round = 0; round < 30; ++round) {
            Case made = randomCase(type, type, random);
            if (random.chance(50)) {
                made.after = made.before;
            }
            std::vector<Word> kept = made.bits;
            keepChanged(type, made.before.data(), made.after.data(), made.count, kept.data());
            for (std::int64_t i = 0; i < made.count; ++i) {
                const double b = numberAt(type, made.before, i);
                const double a = numberAt(type, made.after, i);
                const bool same = array::isFloat(type) ? a == b || (std::isnan(a) && std::isnan(b))
                                                       : labelAt(type, made.before, i) ==
                                                             labelAt(type, made.after, i);
                const bool isKept =
                    (kept[static_cast<std::size_t>(i / 64)] >> static_cast<unsigned>(i % 64) &
                     1U) != 0;
                if (isKept != (made.isSet(i) && !same)) {
                    QFAIL(qPrintable(QString("element %1").arg(i)));
                }
            }
        }
    }

    void tooManyPairsLeaveTotals() {
        constexpr std::size_t kMost = 300;
        Transitions counted(DType::U8, DType::U8, kMost);
        const auto add = [&](int before, int after, int sign) {
            const auto b = static_cast<std::byte>(before);
            const auto a = static_cast<std::byte>(after);
            const Word bit = 1;
            counted.add(&b, &a, &bit, 1, sign);
        };
        ChangeTotals totals;
        for (int i = 0; i < 300; ++i) {
            add(i / 256, i % 256, 1);
            ++totals.counts[static_cast<std::size_t>(
                changeKind(DType::U8, i / 256, DType::U8, i % 256))];
        }
        QCOMPARE(Transitions::sum({&counted, 1}).pairs.size(), kMost);
        // Taken out again they make room.
        for (int i = 0; i < 200; ++i) {
            add(i / 256, i % 256, -1);
            --totals.counts[static_cast<std::size_t>(
                changeKind(DType::U8, i / 256, DType::U8, i % 256))];
        }
        add(7, 8, 1);
        ++totals.counts[2];
        auto sum = Transitions::sum({&counted, 1});
        QVERIFY(sum.isComplete);
        QCOMPARE(sum.pairs.size(), std::size_t{101});
        for (int i = 0; i < 200; ++i) {
            add(9, i, 1);
            ++totals.counts[static_cast<std::size_t>(changeKind(DType::U8, 9, DType::U8, i))];
        }
        sum = Transitions::sum({&counted, 1});
        QVERIFY(!sum.isComplete);
        QVERIFY(sum.pairs.empty());
        QCOMPARE(sum.totals.counts, totals.counts);
        counted.clear();
        add(1, 2, 1);
        QVERIFY(Transitions::sum({&counted, 1}).isComplete);
    }

    void agreementIsThatOfSets() {
        Random random;
        for (int round = 0; round < 50; ++round) {
            const Case before = randomCase(DType::U8, DType::I16, random);
            const Case after = randomCase(DType::U8, DType::I16, random);
            std::map<std::int64_t, LabelAgreement> expected;
            std::vector<Transitions> counts;
            for (const auto& [made, sign] :
                 {std::pair(&before, 1), std::pair(&after, 1), std::pair(&before, -1)}) {
                counts.emplace_back(DType::U8, DType::I16);
                counts.back().add(made->before.data(), made->after.data(), made->bits.data(),
                                  made->count, 1);
                for (std::int64_t i = 0; i < made->count; ++i) {
                    if (made->isSet(i)) {
                        const std::int64_t b = labelAt(DType::U8, made->before, i);
                        const std::int64_t a = labelAt(DType::I16, made->after, i);
                        expected[b].mask += sign;
                        expected[a].reference += sign;
                        expected[b].both += a == b ? sign : 0;
                    }
                }
            }
            std::vector<LabelAgreement> wanted;
            for (auto& [label, one] : expected) {
                one.label = label;
                if (one.mask != 0 || one.reference != 0) {
                    wanted.push_back(one);
                }
            }
            std::vector<Transitions::Sum> sums;
            for (const Transitions& one : counts) {
                sums.push_back(Transitions::sum({&one, 1}));
            }
            const std::array terms{ConfusionTerm{sums[0].pairs, 1}, ConfusionTerm{sums[1].pairs, 1},
                                   ConfusionTerm{sums[2].pairs, -1}};
            QVERIFY(agreement(DType::U8, DType::I16, terms) == wanted);
        }
    }

    void scores() {
        const LabelAgreement label{3, false, 6, 4, 2};
        QCOMPARE(label.iou(), 0.25);
        QCOMPARE(label.dice(), 0.4);
    }

    /// 2^64 - 1 is not -1.
    void hugeLabelsAreNotNegative() {
        QCOMPARE(changeKind(DType::U64, -1, DType::I64, -1), ChangeKind::Relabelled);
        const std::vector<Transition> pairs{{-1, -1, 5}};
        const ConfusionTerm term{pairs, 1};
        const auto mixed = agreement(DType::U64, DType::I64, {&term, 1});
        QCOMPARE(mixed.size(), std::size_t{2});
        QCOMPARE(mixed[0].both + mixed[1].both, 0);
        QVERIFY(!mixed[0].isHuge && mixed[1].isHuge);
        const auto alike = agreement(DType::U64, DType::U64, {&term, 1});
        QCOMPARE(alike.size(), std::size_t{1});
        QCOMPARE(alike[0].both, 5);
    }
};

QTEST_APPLESS_MAIN(TestTransitions)
#include "tst_transitions.moc"
