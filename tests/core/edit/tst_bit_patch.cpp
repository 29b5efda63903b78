// SPDX-License-Identifier: MIT
#include <random>

#include <QTest>

#include "core/edit/condition_writer.h"
#include "core/edit/patch_builder.h"
#include "core/paint/round_brush.h"
#include "tests/support/failing_new.h"
#include "tests/support/random.h"

using namespace frisket;
using condition::ConditionMask;
using condition::Word;

namespace {
/// The patch that turns `before` into `after`.
edit::BitPatch patchBetween(const ConditionMask& before, const ConditionMask& after) {
    edit::PatchBuilder builder;
    before.forEachDirtyWord(after, [&](std::int64_t row, std::int64_t index, Word bits) {
        builder.add(row, index, bits);
    });
    return builder.take();
}

void setRun(ConditionMask& mask, std::int64_t row, std::int64_t begin, std::int64_t end) {
    for (std::int64_t bit = begin; bit < end; ++bit) {
        mask.row(row)[bit / 64] |= Word{1} << static_cast<unsigned>(bit % 64);
    }
}

/// A mask with something of each kind that a patch codes in its own way.
void scribble(ConditionMask& mask, test::Random& random) {
    const std::int64_t width = mask.rowBits();
    for (std::int64_t row = 0; row < mask.rows();) {
        const std::int64_t height =
            std::min(random.between(1, random.chance(20) ? 200 : 12), mask.rows() - row);
        const auto kind = random.between(0, 4);
        std::int64_t begin = random.between(0, width - 1);
        std::int64_t end = random.between(begin, width);
        for (std::int64_t y = row; y < row + height; ++y) {
            if (kind == 1) {  // the same run in each row
                setRun(mask, y, begin, end);
            } else if (kind == 2) {  // one whose ends move
                begin = std::clamp<std::int64_t>(begin + random.between(-90, 90), 0, width - 1);
                end = std::clamp(end + random.between(-3, 3), begin, width);
                setRun(mask, y, begin, end);
            } else if (kind == 3) {  // noise
                for (std::int64_t i = begin; i < end; ++i) {
                    if (random.chance(50)) {
                        setRun(mask, y, i, i + 1);
                    }
                }
            } else if (kind == 4) {  // single pixels
                const std::int64_t x = random.between(0, width - 1);
                setRun(mask, y, x, x + 1);
            }
        }
        row += height;
    }
}
}  // namespace

class TestBitPatch : public QObject {
    Q_OBJECT

private slots:
    void unchangedWordsAddNothing();
    void patchesOfWholeRowsTakeFewBytes();
    void brushStrokesTakeTwoBytesARow();
    void noiseTakesNoMoreThanItsBits();
    void patchTurnsOneIntoTheOther_data();
    void patchTurnsOneIntoTheOther();
    void recorderAccumulatesByXor();
    void largePatchesAreCodedInPieces();
    void noVectorGrowsWithTheImage_data();
    void noVectorGrowsWithTheImage();
    void changesThatCancelLeaveNothing();
    void randomPatchFlipsExactlyItsBits();
    void revertFlipsBackAndEmpties();
};

void TestBitPatch::unchangedWordsAddNothing() {
    edit::PatchBuilder builder;
    builder.add(3, 5, 0);
    const edit::BitPatch patch = builder.take();
    QVERIFY(patch.empty());
    QCOMPARE(patch.changedPixels(), 0);
    QVERIFY(patch.packedBounds().empty());
}

void TestBitPatch::patchesOfWholeRowsTakeFewBytes() {
    edit::PatchBuilder builder;
    for (std::int64_t row = 128; row < 128 + 4096; ++row) {
        for (std::int64_t index = 0; index < 100; ++index) {
            builder.add(row, index, ~Word{0});
        }
    }
    const edit::BitPatch patch = builder.take();
    QCOMPARE(patch.changedPixels(), 4096 * 6400);
    QCOMPARE(patch.packedBounds(), (base::Rect{0, 128, 6400, 128 + 4096}));
    QVERIFY(patch.byteSize() < 200);
}

void TestBitPatch::brushStrokesTakeTwoBytesARow() {
    auto mask = ConditionMask::create({4000, 4000}).value();
    edit::ConditionWriter writer(mask);
    writer.begin();
    const base::Rect plane{0, 0, 4000, 4000};
    (void)writer.extend(paint::sweep({1500.3, 1400.8}, {2400.1, 1900.7}, 2000, plane),
                        {0, 4000, 1, 4000, 4000}, true);
    const auto patch = writer.commit();
    QVERIFY(patch.has_value());
    const std::int64_t rows = patch->packedBounds().height();
    QVERIFY(rows > 2000);
    // Where the outline is flat an end moves by more than a byte holds.
    QVERIFY2(patch->byteSize() < 3 * rows, qPrintable(QString::number(patch->byteSize())));
    patch->applyTo(mask);
    QVERIFY(mask.none());
}

void TestBitPatch::noiseTakesNoMoreThanItsBits() {
    test::Random random;
    edit::PatchBuilder builder;
    for (std::int64_t row = 0; row < 100; ++row) {
        for (std::int64_t index = 0; index < 100; ++index) {
            builder.add(row, index, random.next());
        }
    }
    QVERIFY(builder.take().byteSize() < 100 * (100 * 8 + 10) + 200);
}

void TestBitPatch::patchTurnsOneIntoTheOther_data() {
    QTest::addColumn<QList<qint64>>("shape");
    QTest::newRow("image") << QList<qint64>{300, 1000};
    QTest::newRow("whole words") << QList<qint64>{200, 256};
    QTest::newRow("narrow") << QList<qint64>{3000, 5};
    QTest::newRow("one pixel") << QList<qint64>{1};
    QTest::newRow("volume") << QList<qint64>{5, 40, 130};
    QTest::newRow("channels") << QList<qint64>{40, 70, 3};
    QTest::newRow("longer than a segment") << QList<qint64>{20, 200001};
    QTest::newRow("one long row") << QList<qint64>{1000003};
}

void TestBitPatch::patchTurnsOneIntoTheOther() {
    QFETCH(QList<qint64>, shape);
    array::Shape sizes;
    for (const qint64 size : shape) {
        sizes.append(size);
    }
    test::Random random;
    for (int round = 0; round < 30; ++round) {
        auto before = ConditionMask::create(sizes).value();
        auto after = ConditionMask::create(sizes).value();
        scribble(before, random);
        scribble(after, random);
        if (round % 3 == 1) {
            before.fill(random.chance(50));
        } else if (round % 3 == 2) {
            before = after.clone().value();
            before.invert();
        }
        const auto start = before.clone().value();
        const edit::BitPatch patch = patchBetween(before, after);
        std::int64_t changed = 0;
        before.forEachDirtyWord(after, [&](std::int64_t, std::int64_t, Word bits) {
            changed += condition::popCount(bits);
        });
        QCOMPARE(patch.changedPixels(), changed);
        patch.applyTo(before);
        QVERIFY(before == after);
        patch.applyTo(before);
        QVERIFY(before == start);
    }
}

void TestBitPatch::recorderAccumulatesByXor() {
    edit::PatchRecorder recorder;
    recorder.at(70, 3) ^= 0b0110;
    recorder.at(70, 3) ^= 0b0011;
    recorder.at(5, 259) ^= 1;  // shares a slot of the cache with word 3
    recorder.at(70, 3) ^= Word{1} << 63U;
    const edit::BitPatch patch = recorder.take();
    QCOMPARE(patch.changedPixels(), 4);
    QCOMPARE(patch.packedBounds(), (base::Rect{3 * 64, 5, 259 * 64 + 1, 71}));
    auto mask = ConditionMask::create({100, 300 * 64}).value();
    patch.applyTo(mask);
    QCOMPARE(mask.row(70)[3], (Word{1} << 63U) | 0b0101U);
    QCOMPARE(mask.row(5)[259], Word{1});
    QCOMPARE(mask.count(), 4);
}

void TestBitPatch::largePatchesAreCodedInPieces() {
    // More tiles than one piece has, with rows of full words, edges and noise.
    const unsigned seed = std::random_device{}();
    std::mt19937_64 random(seed);
    const std::int64_t rows = 9000;
    const std::int64_t words = 60;
    auto mask = ConditionMask::create({rows, words * 64}).value();
    auto expected = mask.clone().value();
    for (const int threads : {1, 2}) {
        edit::PatchRecorder recorder;
        for (std::int64_t row = 0; row < rows; row += 1 + static_cast<std::int64_t>(random() % 9)) {
            for (std::int64_t word = 0; word < words; ++word) {
                const Word change = random() % 3 == 0 ? random() : ~Word{0};
                recorder.at(row, word) ^= change;
                expected.row(row)[word] ^= change;
            }
        }
        base::ThreadPool pool(threads);
        const edit::BitPatch patch = recorder.take(&pool);
        patch.applyTo(mask);
        QVERIFY2(mask == expected, QByteArray::number(seed));
        std::int64_t changed = 0;
        const auto none = ConditionMask::create({rows, words * 64}).value();
        auto alone = none.clone().value();
        patch.applyTo(alone);
        changed = alone.count();
        QCOMPARE(patch.changedPixels(), changed);
        patch.applyTo(alone);
        QVERIFY2(alone == none, QByteArray::number(seed));
    }
}

void TestBitPatch::noVectorGrowsWithTheImage_data() {
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<qint64>("words");
    QTest::addColumn<bool>("noise");
    QTest::newRow("noise") << qint64{2000} << qint64{1000} << true;
    QTest::newRow("noise in narrow rows") << qint64{200000} << qint64{10} << true;
    QTest::newRow("noise in one row") << qint64{1} << qint64{2000000} << true;
    QTest::newRow("edges that move") << qint64{200000} << qint64{10} << false;
}

void TestBitPatch::noVectorGrowsWithTheImage() {
    QFETCH(qint64, rows);
    QFETCH(qint64, words);
    QFETCH(bool, noise);
    test::Random random;
    auto before = ConditionMask::create({rows, words * 64}).value();
    auto after = before.clone().value();
    for (std::int64_t row = 0; row < rows; ++row) {
        const Word moving = Word{0x0000ffff0000ffff} << static_cast<unsigned>(row % 7);
        for (std::int64_t index = 0; index < words; ++index) {
            before.row(row)[index] = random.next();
            after.row(row)[index] = before.row(row)[index] ^ (noise ? random.next() : moving);
        }
    }
    const auto start = before.clone().value();
    const auto patch = [&] {
        const test::FailingNew failing(test::FailingNew::kAll, std::size_t{4} << 20U);
        return patchBetween(before, after);
    }();
    QVERIFY(patch.byteSize() > (std::int64_t{6} << 20));
    patch.applyTo(before);
    QVERIFY(before == after);
    patch.applyTo(before);
    QVERIFY(before == start);
}

void TestBitPatch::changesThatCancelLeaveNothing() {
    edit::PatchRecorder recorder;
    recorder.at(7, 0) ^= 12;
    recorder.at(7, 0) ^= 12;
    QVERIFY(recorder.take().empty());
}

void TestBitPatch::randomPatchFlipsExactlyItsBits() {
    const unsigned seed = std::random_device{}();
    std::mt19937_64 random(seed);
    auto before = ConditionMask::create({200, 1000}).value();
    for (int i = 0; i < 20000; ++i) {
        before.set(static_cast<std::int64_t>(random() % 200000), true);
    }
    auto after = before.clone().value();
    edit::PatchRecorder recorder;
    for (int i = 0; i < 3000; ++i) {
        const auto flat = static_cast<std::int64_t>(random() % 200000);
        after.set(flat, !after.at(flat));
        recorder.at(flat / 1000, flat % 1000 / 64) ^= Word{1}
                                                      << static_cast<unsigned>(flat % 1000 % 64);
    }
    const edit::BitPatch patch = recorder.take();
    std::int64_t changed = 0;
    base::Rect bounds;
    before.forEachDirtyWord(after, [&](std::int64_t row, std::int64_t index, Word bits) {
        for (std::int64_t k = 0; k < 64; ++k) {
            if (((bits >> static_cast<unsigned>(k)) & 1U) != 0) {
                ++changed;
                bounds = bounds.united({index * 64 + k, row, index * 64 + k + 1, row + 1});
            }
        }
    });
    QVERIFY2(patch.changedPixels() == changed, qPrintable(QString("seed %1").arg(seed)));
    QCOMPARE(patch.packedBounds(), bounds);
    const auto start = before.clone().value();
    patch.applyTo(before);
    QVERIFY2(before == after, qPrintable(QString("seed %1").arg(seed)));
    patch.applyTo(before);
    QVERIFY(before == start);
}

void TestBitPatch::revertFlipsBackAndEmpties() {
    auto mask = ConditionMask::create({130, 130}).value();
    edit::PatchRecorder recorder;
    for (const std::int64_t row : {3, 64, 129}) {
        recorder.at(row, row / 65) ^= 2;
        mask.row(row)[row / 65] ^= 2;
    }
    QCOMPARE(recorder.revert(mask), (base::Rect{1, 3, 66, 130}));
    QVERIFY(mask.none());
    QVERIFY(recorder.take().empty());
}

QTEST_APPLESS_MAIN(TestBitPatch)
#include "tst_bit_patch.moc"
