// SPDX-License-Identifier: MIT
#include <random>

#include <QTest>

#include "core/edit/patch_recorder.h"

using namespace frisket;
using condition::ConditionMask;
using condition::Word;

class TestBitPatch : public QObject {
    Q_OBJECT

private slots:
    void emptyTileAddsNothing();
    void fullWordsCostNoWords();
    void recorderAccumulatesByXor();
    void changesThatCancelLeaveNothing();
    void randomPatchFlipsExactlyItsBits();
    void revertFlipsBackAndEmpties();
};

void TestBitPatch::emptyTileAddsNothing() {
    edit::BitPatch patch;
    patch.append(3, 5, {});
    QVERIFY(patch.empty());
    QCOMPARE(patch.changedPixels(), 0);
    QVERIFY(patch.packedBounds().empty());
}

void TestBitPatch::fullWordsCostNoWords() {
    edit::TileWords words;
    words.fill(~Word{0});
    edit::BitPatch patch;
    for (int i = 0; i < 100; ++i) {
        patch.append(2, i, words);
    }
    patch.shrinkToFit();
    QCOMPARE(patch.changedPixels(), 100 * 4096);
    QCOMPARE(patch.packedBounds(), (base::Rect{0, 128, 6400, 192}));
    QVERIFY(patch.byteSize() < 100 * 32 + 200);
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
