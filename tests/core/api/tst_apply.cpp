// SPDX-License-Identifier: MIT
#include <cstring>
#include <frisket/frisket.h>

#include <QTest>

#include "tests/support/random.h"

using namespace frisket;

namespace {
using Bytes = std::vector<std::uint8_t>;

Bytes randomBytes(std::int64_t count, unsigned mask, test::Random& random) {
    Bytes bytes(static_cast<std::size_t>(count));
    for (std::uint8_t& byte : bytes) {
        byte = static_cast<std::uint8_t>(random.next() & mask);
    }
    return bytes;
}
}  // namespace

class TestApply : public QObject {
    Q_OBJECT

private slots:
    void oneMemoryForAll() {
        // Destination, source and condition are views of one block; copies tell what is right.
        test::Random random;
        for (int round = 0; round < 200; ++round) {
            const std::int64_t n = 1 + static_cast<std::int64_t>(random.next() % 300);
            const auto place = [&] { return static_cast<std::int64_t>(random.next() % 50); };
            const Layout to{{n}, {1}, place()};
            const Layout from{{n}, {-1}, n + place()};
            const Layout where{{n}, {1}, place()};
            Bytes block = randomBytes(n + 60, 1, random);
            const Bytes before = block;
            Bytes expected = block;
            for (std::int64_t i = 0; i < n; ++i) {
                if (before[static_cast<std::size_t>(where.offset + i)] != 0) {
                    expected[static_cast<std::size_t>(to.offset + i)] =
                        before[static_cast<std::size_t>(from.offset - i)];
                }
            }
            const auto done = apply(view(block, to), view(block, from), view(block, where));
            QVERIFY2(done, done ? "" : done.error().text().c_str());
            QCOMPARE(block, expected);
        }
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
