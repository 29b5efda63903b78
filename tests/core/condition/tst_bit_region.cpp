// SPDX-License-Identifier: MIT
#include <set>
#include <utility>

#include <QTest>

#include "core/condition/bit_region.h"
#include "core/condition/row_edges.h"
#include "tests/support/random.h"

using namespace frisket::condition;
using frisket::base::Rect;

class TestBitRegion : public QObject {
    Q_OBJECT

private slots:
    void emptyRegionsHoldNothing() {
        for (const Rect& box : {Rect{}, Rect{5, 5, 5, 9}, Rect{9, 5, 3, 9}}) {
            BitRegion region(box);
            QVERIFY(region.empty());
            region.setSpan(5, 0, 100);
            QCOMPARE(region.count(), std::int64_t{0});
            QVERIFY(!region.at(5, 5));
        }
        QVERIFY(BitRegion().empty());
    }

    void rowsLineUpWithTheWordsOfTheImage() {
        for (std::int64_t x0 = 0; x0 < 130; ++x0) {
            const BitRegion region({x0, 2, x0 + 70, 4});
            QCOMPARE(region.originX(), x0 / 64 * 64);
            QCOMPARE(region.wordsPerRow(), wordsFor(x0 + 70) - x0 / 64);
            QCOMPARE(region.row(3), region.row(2) + region.wordsPerRow());
        }
    }

    void everySpanOfARow() {
        const Rect box{70, 10, 70 + 140, 11};
        for (std::int64_t from = 66; from < 216; ++from) {
            for (std::int64_t to = 66; to < 216; ++to) {
                BitRegion region(box);
                region.setSpan(10, from, to);
                const std::int64_t begin = std::max<std::int64_t>(from, 70);
                const std::int64_t end = std::min<std::int64_t>(to, 210);
                QCOMPARE(region.count(), std::max<std::int64_t>(end - begin, 0));
                if (begin < end) {
                    QVERIFY(region.at(begin, 10) && region.at(end - 1, 10));
                    QVERIFY(!region.at(begin - 1, 10) && !region.at(end, 10));
                }
            }
        }
    }

    void everyMaskOfColumns() {
        for (std::int64_t word = 0; word < 3; ++word) {
            for (std::int64_t x0 = 0; x0 <= 200; ++x0) {
                for (std::int64_t x1 = 0; x1 <= 200; ++x1) {
                    Word expected = 0;
                    for (std::int64_t bit = 0; bit < 64; ++bit) {
                        const std::int64_t x = 64 * word + bit;
                        expected |= Word{x >= x0 && x < x1 ? 1U : 0U} << static_cast<unsigned>(bit);
                    }
                    if (columnMask(word, x0, x1) != expected) {
                        QFAIL(qPrintable(QString("%1: [%2, %3)").arg(word).arg(x0).arg(x1)));
                    }
                }
            }
        }
    }

    void trimmingARowKeepsItsBox() {
        for (std::int64_t x0 = 0; x0 < 130; x0 += 13) {
            for (std::int64_t x1 = x0 + 1; x1 < 330; x1 += 17) {
                BitRegion region({x0, 3, x1, 6});
                for (std::int64_t y = 3; y < 6; ++y) {
                    std::fill_n(region.row(y), region.wordsPerRow(), ~Word{0});
                }
                trimRow(region, 4);
                BitRegion expected(region.box());
                expected.fill();
                QVERIFY(std::equal(region.row(4), region.row(5), expected.row(4)));
                QCOMPARE(region.row(3)[0], ~Word{0});  // the others are as they were
                QCOMPARE(region.row(5)[0], ~Word{0});
            }
        }
    }

    void spansAddUp() {
        frisket::test::Random random;
        for (int round = 0; round < 200; ++round) {
            const std::int64_t x0 = random.between(0, 200);
            const std::int64_t y0 = random.between(0, 20);
            const Rect box{x0, y0, x0 + random.between(1, 300), y0 + random.between(1, 8)};
            BitRegion region(box);
            std::set<std::pair<std::int64_t, std::int64_t>> expected;
            for (int span = 0; span < 12; ++span) {
                const std::int64_t y = random.between(box.y0 - 2, box.y1 + 1);
                const std::int64_t from = random.between(box.x0 - 80, box.x1 + 20);
                const std::int64_t to = from + random.between(-5, 200);
                region.setSpan(y, from, to);
                for (std::int64_t x = from; x < to; ++x) {
                    if (box.contains(x, y)) {
                        expected.emplace(x, y);
                    }
                }
            }
            QCOMPARE(region.count(), static_cast<std::int64_t>(expected.size()));
            for (const auto& [x, y] : expected) {
                QVERIFY(region.at(x, y));
            }
            // What lies in a row's words but outside the box stays clear.
            for (std::int64_t y = box.y0; y < box.y1; ++y) {
                QCOMPARE(countBits(region.row(y), 0, box.x0 - region.originX()), std::int64_t{0});
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestBitRegion)
#include "tst_bit_region.moc"
