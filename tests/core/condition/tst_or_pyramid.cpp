// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/condition/or_pyramid.h"
#include "tests/support/masks.h"

using namespace frisket;
using namespace frisket::test;
using condition::ConditionMask;
using condition::OrPyramid;
using condition::Plane;
using condition::Word;

namespace {
struct Case {
    const char* name;
    array::Shape shape;
    Plane plane;
};

std::vector<Case> cases() {
    return {{"one pixel", {1, 1}, {0, 1, 1, 1, 1}},
            {"odd sizes", {77, 1043}, {0, 1043, 1, 77, 1043}},
            {"more than a strip", {1100, 530}, {0, 530, 1, 1100, 530}},
            {"narrow, merged rows", {600, 7}, {0, 7, 1, 600, 7}},
            {"wide", {3, 5000}, {0, 5000, 1, 3, 5000}},
            {"slice of a volume", {3, 40, 200}, {8000, 200, 1, 40, 200}},
            {"channels last", {60, 90, 3}, {1, 270, 3, 60, 90}},
            {"transposed", {130, 90}, {0, 1, 90, 90, 130}},
            {"stretched down", {1, 300}, {0, 0, 1, 700, 300}},
            {"stretched across", {90, 1}, {0, 1, 0, 90, 300}}};
}

bool at(const ConditionMask& mask, const Plane& plane, std::int64_t x, std::int64_t y) {
    return mask.at(plane.origin + y * plane.strideY + x * plane.strideX);
}

/// Compares every cell of every level with the pixels.
QString firstWrongCell(const ConditionMask& mask, const OrPyramid& pyramid) {
    const Plane& plane = pyramid.plane();
    for (int level = OrPyramid::kFirstLevel; level <= OrPyramid::kLastLevel; ++level) {
        const std::int64_t side = std::int64_t{1} << level;
        const std::int64_t columns = (plane.width + side - 1) / side;
        const std::int64_t rows = (plane.height + side - 1) / side;
        Bools expected(static_cast<std::size_t>(columns * rows));
        for (std::int64_t y = 0; y < plane.height; ++y) {
            for (std::int64_t x = 0; x < plane.width; ++x) {
                if (at(mask, plane, x, y)) {
                    expected[static_cast<std::size_t>(y / side * columns + x / side)] = true;
                }
            }
        }
        for (std::int64_t row = 0; row < rows; ++row) {
            std::vector<Word> words(static_cast<std::size_t>(condition::wordsFor(columns)), 77);
            pyramid.readRow(level, row, 0, columns, words.data());
            for (std::int64_t column = 0; column < columns; ++column) {
                const bool found = ((words[static_cast<std::size_t>(column / 64)] >>
                                     static_cast<unsigned>(column % 64)) &
                                    1U) != 0;
                if (found != expected[static_cast<std::size_t>(row * columns + column)]) {
                    return QString("level %1, row %2, column %3").arg(level).arg(row).arg(column);
                }
            }
        }
    }
    return {};
}
}  // namespace

class TestOrPyramid : public QObject {
    Q_OBJECT

private slots:
    void agreesWithThePixels_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const Case& each : cases()) {
            QTest::newRow(each.name) << index++;
        }
    }
    void agreesWithThePixels() {
        QFETCH(int, index);
        const Case each = cases()[static_cast<std::size_t>(index)];
        Random random;
        base::ThreadPool pool(2);
        for (const bool dense : {false, true}) {
            Bools bools(static_cast<std::size_t>(ConditionMask::create(each.shape)->size()));
            for (std::size_t i = 0; i < bools.size(); ++i) {
                bools[i] = dense ? random.chance(3) : random.between(0, 999) == 0;
            }
            ConditionMask mask = makeMask(each.shape, bools);
            OrPyramid pyramid(mask, each.plane);
            pyramid.require(0, each.plane.height, pool);
            QCOMPARE(firstWrongCell(mask, pyramid), QString());
            for (int edit = 0; edit < 40; ++edit) {
                const std::int64_t x = random.between(0, each.plane.width - 1);
                const std::int64_t y = random.between(0, each.plane.height - 1);
                const base::Rect rect{x, y, std::min(each.plane.width, x + random.between(1, 150)),
                                      std::min(each.plane.height, y + random.between(1, 30))};
                const bool value = random.chance(50);
                for (std::int64_t row = rect.y0; row < rect.y1; ++row) {
                    for (std::int64_t column = rect.x0; column < rect.x1; ++column) {
                        mask.set(each.plane.origin + row * each.plane.strideY +
                                     column * each.plane.strideX,
                                 value);
                    }
                }
                base::Rect changed = rect;
                if (each.plane.strideX == 0) {
                    changed.x0 = 0;
                    changed.x1 = each.plane.width;
                }
                if (each.plane.strideY == 0) {
                    changed.y0 = 0;
                    changed.y1 = each.plane.height;
                }
                pyramid.update(changed);
            }
            QCOMPARE(firstWrongCell(mask, pyramid), QString());
        }
    }

    void aClearMaskIsNotRead() {
        auto mask = ConditionMask::create({1500, 100}).value();
        base::ThreadPool pool(1);
        mask.set(1400 * 100 + 99, true);  // nobody said so
        OrPyramid pyramid(mask, {0, 100, 1, 1500, 100}, true);
        pyramid.require(0, 1500, pool);
        Word word = 77;
        pyramid.readRow(3, 1400 / 8, 12, 1, &word);
        QCOMPARE(word, Word{0});
        mask.set(1400 * 100 + 99, false);
        mask.set(3 * 100 + 5, true);
        pyramid.update(base::Rect{5, 3, 6, 4});
        QCOMPARE(firstWrongCell(mask, pyramid), QString());
        pyramid.forget();
        mask.set(700 * 100 + 50, true);
        pyramid.require(0, 1500, pool);
        QCOMPARE(firstWrongCell(mask, pyramid), QString());
    }

    void stripsAreMadeWhenRequired() {
        auto mask = ConditionMask::create({1500, 100}).value();
        base::ThreadPool pool(1);
        OrPyramid pyramid(mask, {0, 100, 1, 1500, 100});
        pyramid.require(0, 10, pool);
        mask.set(3 * 100 + 5, true);      // nobody said so
        mask.set(1400 * 100 + 99, true);  // in a strip that was not made
        Word word = 77;
        pyramid.readRow(3, 0, 0, 13, &word);
        QCOMPARE(word, Word{0});
        pyramid.require(1400, 1401, pool);
        pyramid.readRow(9, 2, 0, 1, &word);
        QCOMPARE(word, Word{1});
        pyramid.update(base::Rect{5, 3, 6, 4});
        pyramid.readRow(3, 0, 0, 13, &word);
        QCOMPARE(word, Word{1});
        mask.fill(false);
        pyramid.forget();
        pyramid.require(0, 1500, pool);
        QCOMPARE(firstWrongCell(mask, pyramid), QString());
    }

    void onePixelIsSeenAtEveryLevel() {
        // 1:64, and nearer and further: whatever pixel it is.
        Random random;
        base::ThreadPool pool(1);
        for (int i = 0; i < 50; ++i) {
            auto mask = ConditionMask::create({999, 1201}).value();
            const std::int64_t x = random.between(0, 1200);
            const std::int64_t y = random.between(0, 998);
            mask.set(y * 1201 + x, true);
            OrPyramid pyramid(mask, {0, 1201, 1, 999, 1201});
            pyramid.require(0, 999, pool);
            for (int level = OrPyramid::kFirstLevel; level <= OrPyramid::kLastLevel; ++level) {
                Word word = 0;
                pyramid.readRow(level, y >> level, x >> level, 1, &word);
                QCOMPARE(word, Word{1});
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestOrPyramid)
#include "tst_or_pyramid.moc"
