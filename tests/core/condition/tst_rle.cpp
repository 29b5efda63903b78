// SPDX-License-Identifier: MIT
#include <algorithm>

#include <QTest>

#include "core/condition/rle.h"
#include "core/condition/transpose.h"
#include "tests/support/cancel_after.h"
#include "tests/support/memory_limit.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::condition;
using base::ErrorCode;
using base::Rect;
using test::Random;

namespace {
using Runs = std::vector<std::uint32_t>;
constexpr std::size_t kAnyNumber = SIZE_MAX;

/// As the format says: down the columns, one pixel after the other.
Runs plainRuns(const BitRegion& region, std::int64_t height, std::int64_t width) {
    Runs runs{0};
    bool value = false;
    for (std::int64_t x = 0; x < width; ++x) {
        for (std::int64_t y = 0; y < height; ++y) {
            if (region.at(x, y) != value) {
                value = !value;
                runs.push_back(0);
            }
            ++runs.back();
        }
    }
    return runs;
}

BitRegion randomRegion(const Rect& box, int percent, Random& random) {
    BitRegion region(box);
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
        for (std::int64_t x = box.x0; x < box.x1; ++x) {
            if (random.chance(percent)) {
                region.setSpan(y, x, x + 1);
            }
        }
    }
    return region;
}

/// Of whole planes; empty where they are the same.
QString difference(const BitRegion& found, const BitRegion& expected, const Rect& plane) {
    for (std::int64_t y = plane.y0; y < plane.y1; ++y) {
        for (std::int64_t x = plane.x0; x < plane.x1; ++x) {
            if (found.at(x, y) != expected.at(x, y)) {
                return QString("(%1, %2) is %3").arg(x).arg(y).arg(found.at(x, y));
            }
        }
    }
    return found.count() == expected.count() ? QString() : "bits outside of the plane";
}
}  // namespace

class TestRle : public QObject {
    Q_OBJECT

private slots:
    void transposes() {
        Random random;
        Word block[64];
        Word before[64];
        for (int i = 0; i < 64; ++i) {
            block[i] = before[i] = random.next();
        }
        transpose64(block);
        for (unsigned r = 0; r < 64; ++r) {
            for (unsigned c = 0; c < 64; ++c) {
                if ((block[c] >> r & 1U) != (before[r] >> c & 1U)) {
                    QFAIL(qPrintable(QString("(%1, %2)").arg(r).arg(c)));
                }
            }
            QCOMPARE(reversed(Word{1} << r), Word{1} << (63 - r));
        }
    }

    void golden_data() {
        QTest::addColumn<int>("height");
        QTest::addColumn<int>("width");
        QTest::addColumn<QString>("pixels");
        QTest::addColumn<Runs>("runs");
        QTest::newRow("the middle of 3 x 3") << 3 << 3 << "...|.x.|..." << Runs{4, 1, 4};
        QTest::newRow("a diagonal") << 3 << 3 << "x..|.x.|..x" << Runs{0, 1, 3, 1, 3, 1};
        QTest::newRow("the first row, rows are no columns") << 2 << 3 << ".x.|..." << Runs{2, 1, 3};
        QTest::newRow("the first column") << 2 << 3 << "x..|x.." << Runs{0, 2, 4};
        QTest::newRow("a run over the end of a column") << 2 << 2 << ".x|x." << Runs{1, 2, 1};
        QTest::newRow("full") << 2 << 3 << "xxx|xxx" << Runs{0, 6};
        QTest::newRow("empty") << 2 << 3 << "...|..." << Runs{6};
        QTest::newRow("no rows") << 0 << 3 << "" << Runs{0};
        QTest::newRow("the last pixel") << 1 << 5 << "....x" << Runs{4, 1};
    }
    void golden() {
        QFETCH(int, height);
        QFETCH(int, width);
        QFETCH(QString, pixels);
        QFETCH(Runs, runs);
        BitRegion region({0, 0, width, height});
        const QStringList rows = pixels.split('|', Qt::SkipEmptyParts);
        for (int y = 0; y < rows.size(); ++y) {
            for (int x = 0; x < rows[y].size(); ++x) {
                if (rows[y][x] == 'x') {
                    region.setSpan(y, x, x + 1);
                }
            }
        }
        const auto found = runsOf(region, height, width, kAnyNumber);
        QVERIFY(found.has_value());
        QCOMPARE(found->runs, runs);
        const auto back = regionOf(*found);
        QVERIFY(back.has_value());
        QCOMPARE(difference(*back, region, {0, 0, width, height}), QString());
    }

    void randomRegions_data() {
        QTest::addColumn<int>("percent");
        for (const int percent : {0, 1, 50, 99, 100}) {
            QTest::addRow("%d percent set", percent) << percent;
        }
    }
    void randomRegions() {
        QFETCH(int, percent);
        Random random;
        for (int i = 0; i < 60; ++i) {
            // Around the words of a column, the strips of columns and the box in the plane.
            const std::int64_t height = i < 8 ? 61 + i : random.between(1, 200);
            const std::int64_t width = i % 8 == 7 ? 508 + i : random.between(1, 150);
            Rect box{random.between(0, width - 1), random.between(0, height - 1), 0, 0};
            box.x1 = random.between(box.x0 + 1, width);
            box.y1 = random.between(box.y0 + 1, height);
            if (i % 3 == 0) {
                box = {0, 0, width, height};
            }
            const BitRegion region = randomRegion(box, percent, random);
            const auto found = runsOf(region, height, width, kAnyNumber);
            QVERIFY(found.has_value());
            QCOMPARE(found->runs, plainRuns(region, height, width));
            const auto back = regionOf(*found);
            QVERIFY(back.has_value());
            QCOMPARE(difference(*back, region, {0, 0, width, height}), QString());
            Rect least;
            for (std::int64_t y = box.y0; y < box.y1; ++y) {
                for (std::int64_t x = box.x0; x < box.x1; ++x) {
                    least = region.at(x, y) ? least.united({x, y, x + 1, y + 1}) : least;
                }
            }
            // A run that goes on in the next column counts as a column of all rows.
            QVERIFY(least.empty() == back->box().empty());
            QVERIFY(back->box().intersected(least) == least);
        }
    }

    void runsOfZeroAreFine() {
        const auto region = regionOf({2, 4, {1, 0, 2, 1, 0, 2, 2, 0}});
        QVERIFY(region.has_value());
        QCOMPARE(runsOf(*region, 2, 4, kAnyNumber)->runs, (Runs{3, 3, 2}));
        QVERIFY(regionOf({0, 7, {}})->empty());
    }

    void aLargePlaneCostsWhatIsSet() {
        // 2^32 - 2^16 pixels, of which three are set.
        const std::int64_t height = 65535;
        const std::int64_t width = 65536;
        const auto middle = static_cast<std::uint32_t>(30000 * height + 500);
        const auto rest = static_cast<std::uint32_t>(height * width - middle - 3);
        const auto region = regionOf({height, width, {middle, 3, rest}});
        QVERIFY(region.has_value());
        QCOMPARE(region->box(), (Rect{30000, 500, 30001, 503}));
        QCOMPARE(region->count(), 3);
        QCOMPARE(runsOf(*region, height, width, 3)->runs, (Runs{middle, 3, rest}));
        const auto more = runsOf(*region, height, width, 2);
        QVERIFY(!more.has_value());
        QCOMPARE(more.error().code, ErrorCode::TooLarge);
    }

    void aTallPlaneCostsLittle() {
        if (!test::kCanLimitMemory) {
            QSKIP("Memory can't be limited here.");
        }
        const auto height = static_cast<std::uint32_t>(kMostRunRows);
        test::MemoryLimit limit(std::int64_t{128} << 20U);
        QVERIFY(limit.isSet());
        const auto region = regionOf({height, 3, {height, height, height}});
        QVERIFY(region.has_value());
        QCOMPARE(region->box(), (Rect{1, 0, 2, kMostRunRows}));
        QCOMPARE(region->count(), kMostRunRows);
        QCOMPARE(runsOf(*region, height, 3, 3)->runs, (Runs{height, height, height}));
    }

    void refuses_data() {
        QTest::addColumn<qint64>("height");
        QTest::addColumn<qint64>("width");
        QTest::addColumn<Runs>("runs");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, qint64 height, qint64 width, const Runs& runs,
                            ErrorCode code) {
            QTest::newRow(name) << height << width << runs << static_cast<int>(code);
        };
        row("too few", 3, 3, {4, 1, 3}, ErrorCode::Format);
        row("too many", 3, 3, {4, 1, 5}, ErrorCode::Format);
        row("none", 3, 3, {}, ErrorCode::Format);
        row("too many by 2^32", 3, 3, {4294967295, 10, 0}, ErrorCode::Format);
        row("a height below 0", -1, 3, {}, ErrorCode::InvalidArgument);
        row("both below 0", -3, -3, {9}, ErrorCode::InvalidArgument);
        row("more than 2^32", 65536, 65536, {}, ErrorCode::TooLarge);
        row("more than 2^64", qint64{1} << 40, qint64{1} << 40, {0}, ErrorCode::TooLarge);
        row("a column of 2^32 rows", 4294967295, 1, {0, 4294967295}, ErrorCode::TooLarge);
        row("a column of 2^32 rows, few set", 4294967295, 1, {0, 1, 4294967293, 1},
            ErrorCode::TooLarge);
        row("a row too many", 1000001, 3, {3000003}, ErrorCode::TooLarge);
    }
    void refuses() {
        QFETCH(qint64, height);
        QFETCH(qint64, width);
        QFETCH(Runs, runs);
        QFETCH(int, code);
        const auto region = regionOf({height, width, runs});
        QVERIFY(!region.has_value());
        QCOMPARE(static_cast<int>(region.error().code), code);
        QVERIFY(!region.error().message.empty());
    }

    void canBeCancelled() {
        BitRegion region({0, 0, 5000, 70});
        region.fill();
        test::CancelAfter reading(2);
        QCOMPARE(runsOf(region, 70, 5000, kAnyNumber, &reading).error().code, ErrorCode::Cancelled);
        Runs runs;
        for (int i = 0; i < 5000; ++i) {
            runs.insert(runs.end(), {34, 36});
        }
        test::CancelAfter writing(2);
        QCOMPARE(regionOf({70, 5000, runs}, &writing).error().code, ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestRle)
#include "tst_rle.moc"
