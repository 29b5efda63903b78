// SPDX-License-Identifier: MIT
#include <array>
#include <cstring>
#include <frisket/frisket.h>

#include <QTest>

#include "tests/support/random.h"

using namespace frisket;

namespace {
constexpr std::array kModes{Mode::Where, Mode::Index, Mode::Scatter,
                            Mode::Fill,  Mode::Place, Mode::Putmask};

using Bytes = std::vector<std::uint8_t>;

Bytes randomBytes(std::int64_t count, unsigned mask, test::Random& random) {
    Bytes bytes(static_cast<std::size_t>(count));
    for (std::uint8_t& byte : bytes) {
        byte = static_cast<std::uint8_t>(random.next() & mask);
    }
    return bytes;
}
/// A run of the source in a block of n + 60 bytes, backwards where the mode leaves a choice.
Layout sourceFor(Mode mode, std::int64_t n, std::int64_t selected, test::Random& random) {
    const std::int64_t place = random.between(0, 59);
    switch (mode) {
        case Mode::Where:
            return {{n}, {-1}, n - 1 + place};
        case Mode::Index:
            return {{selected}, {1}, place};
        case Mode::Scatter:
            return {{n}, {-1}, n - 1 + place};
        case Mode::Fill:
            return {{}, {}, place};
        default:
            return {{random.between(1, n)}, {1}, place};
    }
}

/// The element of the source that element `i` of the destination takes, before it wraps.
std::int64_t elementFor(Mode mode, std::int64_t i, std::int64_t rank) {
    return mode == Mode::Where || mode == Mode::Putmask ? i : rank;
}
}  // namespace

class TestApply : public QObject {
    Q_OBJECT

private slots:
    void oneMemoryForAll_data() {
        QTest::addColumn<int>("mode");
        for (const Mode mode : kModes) {
            QTest::newRow(assign::name(mode).data()) << static_cast<int>(mode);
        }
    }
    void oneMemoryForAll() {
        // Destination, source and condition are views of one block; a copy tells what is right.
        QFETCH(int, mode);
        test::Random random;
        for (int round = 0; round < 200; ++round) {
            const std::int64_t n = random.between(1, 300);
            Bytes block = randomBytes(n + 60, 1, random);
            const Bytes before = block;
            const auto was = [&](std::int64_t place) {
                return before[static_cast<std::size_t>(place)];
            };
            const Layout to{{n}, {1}, random.between(0, 59)};
            const Layout where{{n}, {1}, random.between(0, 59)};
            std::int64_t selected = 0;
            for (std::int64_t i = 0; i < n; ++i) {
                selected += was(where.offset + i);
            }
            const Layout from = sourceFor(static_cast<Mode>(mode), n, selected, random);
            Bytes expected = block;
            for (std::int64_t i = 0, rank = 0; i < n; ++i) {
                if (was(where.offset + i) != 0) {
                    const std::int64_t element = elementFor(static_cast<Mode>(mode), i, rank++);
                    const std::int64_t place =
                        from.rank() == 0 ? 0 : element % from.shape[0] * from.strides[0];
                    expected[static_cast<std::size_t>(to.offset + i)] = was(from.offset + place);
                }
            }
            const auto done = apply(view(block, to), view(block, from), view(block, where),
                                    {.mode = static_cast<Mode>(mode)});
            QVERIFY2(done, done ? "" : done.error().text().c_str());
            QCOMPARE(done->selected, selected);
            QCOMPARE(block, expected);
        }
    }

    void modes_data() {
        QTest::addColumn<int>("mode");
        QTest::addColumn<std::vector<int>>("source");
        QTest::addColumn<std::vector<int>>("expected");  // of arange(6), where it is above 2
        const auto row = [](Mode mode, const std::vector<int>& source,
                            const std::vector<int>& expected) {
            QTest::addRow("%s, %d", assign::name(mode).data(), static_cast<int>(source.size()))
                << static_cast<int>(mode) << source << expected;
        };
        row(Mode::Where, {9, 8, 7, 6, 5, 4}, {0, 1, 2, 6, 5, 4});
        row(Mode::Where, {9}, {0, 1, 2, 9, 9, 9});
        row(Mode::Where, {9, 8, 7}, {});
        row(Mode::Index, {9, 8, 7}, {0, 1, 2, 9, 8, 7});
        row(Mode::Index, {9}, {0, 1, 2, 9, 9, 9});
        row(Mode::Index, {9, 8}, {});
        row(Mode::Scatter, {9, 8, 7, 6}, {0, 1, 2, 9, 8, 7});
        row(Mode::Scatter, {9, 8}, {});
        row(Mode::Place, {-1, -2}, {0, 1, 2, -1, -2, -1});
        row(Mode::Place, {}, {});
        row(Mode::Putmask, {-1, -2}, {0, 1, 2, -2, -1, -2});
        row(Mode::Putmask, {}, {0, 1, 2, 3, 4, 5});
    }
    void modes() {
        QFETCH(int, mode);
        QFETCH(std::vector<int>, source);
        QFETCH(std::vector<int>, expected);
        std::vector<int> numbers{0, 1, 2, 3, 4, 5};
        const std::vector<int> before = numbers;
        const std::uint64_t above2[]{0b111000};
        const Options options{.mode = static_cast<Mode>(mode)};
        const auto why =
            explain(view(numbers), view(source), *conditionFromBits(above2, {6}), options);
        QVERIFY(why);
        QCOMPARE(why->refusal.has_value(), expected.empty());
        QCOMPARE(numbers, before);
        const auto done =
            apply(view(numbers), view(source), *conditionFromBits(above2, {6}), options);
        QCOMPARE(done.has_value(), !expected.empty());
        QCOMPARE(numbers, expected.empty() ? before : expected);
    }

    void castIsReported() {
        const std::vector<float> source{1.5F, 300, -1, 7};
        const bool where[]{true, true, false, true};
        Bytes labels(4);
        Options options{.casting = Casting::Unsafe};
        QCOMPARE(apply(view(labels), view(source), view(where), options)->cast.total, 0);
        options.reportCast = true;
        const auto done = apply(view(labels), view(source), view(where), options);
        QVERIFY(done);
        QCOMPARE(labels, (Bytes{1, 255, 0, 7}));
        QCOMPARE(done->cast.total, 2);
        QCOMPARE(done->cast.count(CastChange::Truncated), 1);
        QCOMPARE(done->cast.count(CastChange::Saturated), 1);
        QCOMPARE(done->cast.first, 0);
    }

    void elementsNeedNoAlignment() {
        const double values[]{1.5, 2.5, -3.5};
        const std::int32_t numbers[]{7, 8, 9};
        Bytes to(3 * 8 + 1, 0xaa);
        Bytes from(3 * 4 + 1);
        std::memcpy(&from[1], numbers, sizeof numbers);
        const bool where[]{true, false, true};
        QVERIFY(fill(view(static_cast<void*>(&to[1]), DType::F64, {3}), values[0], view(where)));
        QVERIFY(apply(view(static_cast<void*>(&to[1]), DType::F64, {3}),
                      view(static_cast<const void*>(&from[1]), DType::I32, {3}), view(where),
                      {.threads = 1}));
        double found[3];
        std::memcpy(found, &to[1], sizeof found);
        QCOMPARE(found[0], 7.0);
        QCOMPARE(found[2], 9.0);
        QCOMPARE(to[0], std::uint8_t{0xaa});
        QVERIFY(std::all_of(&to[9], &to[17], [](std::uint8_t byte) { return byte == 0xaa; }));
    }

    void conditionsOfAllKinds() {
        // Rows longer and shorter than a word, so that bits are packed with and without gaps.
        for (const std::int64_t width : {1, 3, 63, 64, 65, 200}) {
            test::Random random;
            const Shape shape{7, width};
            const Bytes bytes = randomBytes(7 * width, 3, random);
            std::vector<std::int32_t> wide(bytes.begin(), bytes.end());
            std::vector<std::uint64_t> words(
                static_cast<std::size_t>(condition::wordsFor(7 * width)));
            condition::bytesToBits(bytes.data(), 7 * width, words.data());
            const auto fromBytes = toCondition(view(bytes, shape));
            const auto fromNumbers = toCondition(view(wide, shape));
            const auto fromBits = conditionFromBits(words, shape);
            QVERIFY(fromBytes && fromNumbers && fromBits);
            QVERIFY(*fromBytes == *fromNumbers);
            QVERIFY(*fromBytes == *fromBits);
            for (std::size_t i = 0; i < bytes.size(); ++i) {
                QCOMPARE(fromBytes->at(static_cast<std::int64_t>(i)), bytes[i] != 0);
            }
        }
    }

    void longConditionsOnManyThreads() {
        test::Random random;
        const Shape shape{1 << 12, 1 << 10};
        const Bytes bytes = randomBytes(1 << 22, 1, random);
        const auto alone = toCondition(view(bytes, shape), {.threads = 1});
        const auto together = toCondition(view(bytes, shape), {.threads = 4});
        QVERIFY(alone && together && *alone == *together);
        QCOMPARE(alone->count(), std::count(bytes.begin(), bytes.end(), 1));
    }

    void bitsPastTheEndDoNotCount() {
        const std::uint64_t word[]{~std::uint64_t{0}};
        QCOMPARE(conditionFromBits(word, {5})->count(), 5);
        QCOMPARE(conditionFromBits(word, {65}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(conditionFromBits(word, {0}).error().code, ErrorCode::InvalidArgument);
        QCOMPARE(conditionFromBits(word, {-1}).error().code, ErrorCode::InvalidArgument);
        QVERIFY(conditionFromBits({}, {0, 3}));
    }

    void errorsNameTheOperand_data() {
        QTest::addColumn<int>("bad");
        QTest::addColumn<QString>("starts");
        QTest::newRow("destination") << 0 << "The destination: ";
        QTest::newRow("source") << 1 << "The source: ";
        QTest::newRow("condition") << 2 << "The condition: ";
    }
    void errorsNameTheOperand() {
        QFETCH(int, bad);
        QFETCH(QString, starts);
        Bytes block{1, 2, 3};
        const Bytes before = block;
        const auto seen = [&](int operand) { return view(block, {operand == bad ? 4 : 3}); };
        const auto done = apply(seen(0), seen(1), seen(2));
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::InvalidArgument);
        QVERIFY(QString::fromStdString(done.error().message).startsWith(starts));
        QCOMPARE(explain(seen(0), seen(1), seen(2)).error(), done.error());
        // A view made by hand is looked at as well.
        MutableArrayView wrong{DType::U8, {{-3}, {1}}, nullptr};
        const auto hand = [&](int operand) {
            return operand == bad ? Result<MutableArrayView>(wrong) : view(block);
        };
        QVERIFY(!apply(hand(0), hand(1), hand(2)));
        QCOMPARE(block, before);
    }

    void refusalsWriteNothing_data() {
        QTest::addColumn<int>("casting");
        QTest::addColumn<double>("value");
        QTest::addColumn<qint64>("size");
        QTest::newRow("shape") << int(Casting::Unsafe) << 1.0 << qint64(2);
        QTest::newRow("dtype") << int(Casting::SameKind) << 1.0 << qint64(3);
        QTest::newRow("value") << int(Casting::Exact) << 1.5 << qint64(3);
    }
    void refusalsWriteNothing() {
        QFETCH(int, casting);
        QFETCH(double, value);
        QFETCH(qint64, size);
        Bytes labels{1, 2, 3};
        const Bytes before = labels;
        const std::vector<double> source(static_cast<std::size_t>(size), value);
        const Bytes where{1, 0, 1};
        const Options options{.casting = static_cast<Casting>(casting)};
        const auto done = apply(view(labels), view(source), view(where), options);
        QVERIFY(!done);
        QCOMPARE(done.error().code, ErrorCode::Refused);
        QCOMPARE(labels, before);
        const auto why = explain(view(labels), view(source), view(where), options);
        QVERIFY(why && why->refusal);
        QCOMPARE(why->refusal->toError(), done.error());
    }

    void scoresAreNoCondition() {
        Bytes labels{1, 2};
        const std::vector<float> scores{0.5F, 1};
        const auto done = fill(view(labels), 3, view(scores));
        QCOMPARE(done.error().code, ErrorCode::Refused);
        QVERIFY(!done.error().hint.empty());
    }

    void threads() {
        Bytes labels(10);
        const Bytes where(10, 1);
        QCOMPARE(fill(view(labels), 3, view(where), {.threads = -1}).error().code,
                 ErrorCode::InvalidArgument);
        ThreadPool pool(2);
        Options options;
        options.threads = -1;  // not looked at
        options.pool = &pool;
        QCOMPARE(fill(view(labels), 3, view(where), options)->selected, 10);
        QCOMPARE(labels, Bytes(10, 3));
    }

    void fillChecksItsValueWhereItIsUsed() {
        Bytes labels{1, 2};
        const bool nowhere[]{false, false};
        const bool somewhere[]{false, true};
        QVERIFY(fill(view(labels), 300, view(nowhere)));
        QCOMPARE(fill(view(labels), 300, view(somewhere)).error().code, ErrorCode::Refused);
        QVERIFY(fill(view(labels), 7.0, view(somewhere)));
        QVERIFY(fill(view(labels), true, *toCondition(view(nowhere))));
        QCOMPARE(labels, (Bytes{1, 7}));
    }

    void withoutElementsAndWithoutAxes() {
        std::vector<float> none;
        const std::vector<float> three{1, 2, 3};
        QCOMPARE(apply(view(none, {0, 3}), view(three), view(none.data(), {0, 3})).error().code,
                 ErrorCode::Refused);  // floats are no condition, not even none
        const std::uint8_t* const nothing = nullptr;
        QCOMPARE(apply(view(none, {0, 3}), view(three), view(nothing, {0, 3}))->selected, 0);
        float one = 1;
        const bool yes = true;
        QCOMPARE(apply(view(&one, Shape{}), view(&three[1], {1}), view(&yes, Shape{}))->selected,
                 1);
        QCOMPARE(one, 2.0F);
        QVERIFY(!apply(view(&one, Shape{}), view(&three[1], {1}), view(&yes, {1})));
    }
};

QTEST_APPLESS_MAIN(TestApply)
#include "tst_apply.moc"
