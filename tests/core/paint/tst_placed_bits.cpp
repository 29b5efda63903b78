// SPDX-License-Identifier: MIT
#include <cmath>
#include <limits>

#include <QTest>

#include "core/paint/placed_bits.h"
#include "tests/support/cancel_after.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::paint;
using base::Point;
using base::Rect;
using condition::BitRegion;
using test::Random;

namespace {
constexpr Rect kAll{0, 0, 400, 400};

BitRegion randomRegion(const Rect& box, Random& random, int percent = 50) {
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

Rect randomBox(Random& random) {
    const std::int64_t x = random.between(0, 130);
    const std::int64_t y = random.between(0, 80);
    return {x, y, x + random.between(1, 140), y + random.between(1, 90)};
}

Point middleOf(const Rect& box) {
    return {static_cast<double>(box.x0 + box.x1) / 2, static_cast<double>(box.y0 + box.y1) / 2};
}

/// The documented rule for one pixel, in wider numbers and one step after the other.
bool plainPixel(const BitRegion& bits, const Placement& p, std::int64_t x, std::int64_t y) {
    const double radians = std::remainder(p.degrees, 360.0) / 180 * 3.14159265358979323846;
    double c = std::cos(radians);
    double s = std::sin(radians);
    if (std::fmod(p.degrees, 90.0) == 0) {
        c = std::round(c);
        s = std::round(s);
    }
    const auto source = [&](double a, double b, double from) {
        const double unitsA = std::round(a * 1073741824.0);
        const double unitsB = std::round(b * 1073741824.0);
        const double rest =
            std::round(2147483648.0 * from - unitsA * (2 * p.to.x) - unitsB * (2 * p.to.y));
        // 64 bits are enough for these whole numbers.
        const long double place = static_cast<long double>(unitsA) * (2 * x + 1) +
                                  static_cast<long double>(unitsB) * (2 * y + 1) + rest;
        return static_cast<std::int64_t>(std::floor(place / 2147483648.0L));
    };
    return bits.at(source(c / p.scaleX, s / p.scaleX, p.from.x),
                   source(-s / p.scaleY, c / p.scaleY, p.from.y));
}

QString difference(const BitRegion& found, const BitRegion& expected) {
    const Rect both = found.box().united(expected.box());
    for (std::int64_t y = both.y0; y < both.y1; ++y) {
        for (std::int64_t x = both.x0; x < both.x1; ++x) {
            if (found.at(x, y) != expected.at(x, y)) {
                return QString("(%1, %2) is %3").arg(x).arg(y).arg(found.at(x, y));
            }
        }
    }
    return found.count() == expected.count() ? QString() : "bits outside of the box";
}

BitRegion placed(const BitRegion& bits, const Placement& placement, const Rect& clip = kAll) {
    return PlacedBits(bits, placement).in(clip).value();
}
}  // namespace

class TestPlacedBits : public QObject {
    Q_OBJECT

private slots:
    void byTheRule_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("moved by pixels") << 0;
        QTest::newRow("moved by any way") << 1;
        QTest::newRow("mirrored and turned by quarters") << 2;
        QTest::newRow("scaled") << 3;
        QTest::newRow("turned") << 4;
        QTest::newRow("all of it") << 5;
    }
    void byTheRule() {
        QFETCH(int, kind);
        Random random;
        const auto any = [&](double low, double high) {
            return low + (high - low) * static_cast<double>(random.between(0, 1 << 20)) / (1 << 20);
        };
        for (int i = 0; i < 80; ++i) {
            const BitRegion bits = randomRegion(randomBox(random), random);
            Placement p{middleOf(bits.box()), {}, 1, 1, 0};
            p.to = {p.from.x + static_cast<double>(random.between(-150, 150)),
                    p.from.y + static_cast<double>(random.between(-150, 150))};
            if (kind == 1 || kind == 5) {
                p.to = {any(-50, 300), any(-50, 300)};
            }
            if (kind == 2 || kind == 5) {
                p.scaleX = random.chance(50) ? 1 : -1;
                p.scaleY = random.chance(50) ? 1 : -1;
                p.degrees = static_cast<double>(90 * random.between(-5, 5));
            }
            if (kind == 3 || kind == 5) {
                p.scaleX *= any(0.1, 3);
                p.scaleY *= any(0.1, 3);
            }
            if (kind >= 4) {
                p.degrees = any(-400, 400);
            }
            const Rect clip{random.between(0, 90), random.between(0, 90), random.between(150, 400),
                            random.between(150, 400)};
            const PlacedBits there(bits, p);
            const BitRegion found = there.in(clip).value();
            std::int64_t count = 0;
            for (std::int64_t y = clip.y0; y < clip.y1; ++y) {
                for (std::int64_t x = clip.x0; x < clip.x1; ++x) {
                    const bool expected = plainPixel(bits, p, x, y);
                    count += expected ? 1 : 0;
                    if (found.at(x, y) != expected || there.at(x, y) != expected) {
                        QFAIL(qPrintable(
                            QString("%1: (%2, %3) is not %4").arg(i).arg(x).arg(y).arg(expected)));
                    }
                }
            }
            QCOMPARE(found.count(), count);  // none outside of the box or the clip
        }
    }

    void leavesTheImage() {
        Random random;
        const BitRegion bits = randomRegion({10, 10, 90, 40}, random);
        QVERIFY(placed(bits, {{0, 0}, {-90, 0}, 1, 1, 0}).empty());
        QVERIFY(placed(bits, {{0, 0}, {0, 1000000}, 1, 1, 0}).empty());
        QCOMPARE(placed(bits, {{0, 0}, {-89, 0}, 1, 1, 0}).box(), (Rect{0, 10, 1, 40}));
        QVERIFY(placed(BitRegion(), {{0, 0}, {5, 5}, 2, 2, 30}).empty());
    }

    /// Moves, mirrors and quarters lose no bit, and there and back is what it was.
    void thereAndBack() {
        Random random;
        for (int i = 0; i < 60; ++i) {
            const BitRegion bits = randomRegion(randomBox(random), random);
            const Point from = middleOf(bits.box());
            const Placement moved{from, {from.x + 63, from.y + 21}, 1, 1, 0};
            const BitRegion there = placed(bits, moved);
            QCOMPARE(there.count(), bits.count());
            QCOMPARE(difference(placed(there, {moved.to, from, 1, 1, 0}), bits), QString());
            for (const bool across : {true, false}) {
                const Placement mirror{from, from, across ? -1.0 : 1.0, across ? 1.0 : -1.0, 0};
                QCOMPARE(difference(placed(placed(bits, mirror), mirror), bits), QString());
            }
            // About a corner of pixels, so that pixels come to lie on pixels.
            BitRegion turning = bits;
            for (int quarter = 0; quarter < 4; ++quarter) {
                turning = placed(turning, {{200, 200}, {200, 200}, 1, 1, 90});
                QCOMPARE(turning.count(), bits.count());
            }
            QCOMPARE(difference(turning, bits), QString());
            const Placement half{{200, 200}, {200, 200}, -1, -1, 0};
            const Placement turn{{200, 200}, {200, 200}, 1, 1, 180};
            QCOMPARE(difference(placed(bits, half), placed(bits, turn)), QString());
            QCOMPARE(difference(placed(bits, {from, from, 1, 1, 360}), bits), QString());
        }
    }

    /// A quarter about the middle of 3 x 2 has no place on the pixels; no bit is lost all the same.
    void quartersOfOddAndEven() {
        Random random;
        for (int i = 0; i < 60; ++i) {
            const BitRegion bits = randomRegion(randomBox(random), random, 100);
            const Point middle = middleOf(bits.box());
            const BitRegion turned = placed(bits, {middle, {200, 200}, 1, 1, 90});
            QCOMPARE(turned.box().width(), bits.box().height());
            QCOMPARE(turned.box().height(), bits.box().width());
            QCOMPARE(turned.count(), bits.count());
        }
    }

    void wholeScalesRepeatPixels() {
        Random random;
        const BitRegion bits = randomRegion({3, 4, 40, 30}, random);
        const BitRegion large = placed(bits, {{3, 4}, {3, 4}, 3, 2, 0});
        QCOMPARE(large.count(), 6 * bits.count());
        QCOMPARE(difference(placed(large, {{3, 4}, {3, 4}, 1.0 / 3, 0.5, 0}), bits), QString());
    }

    void whereAPointComesToLie() {
        Placement p{{10, 20}, {300, 100}, 2, -0.5, 90};
        QCOMPARE(p.apply(p.from), p.to);
        // (7, -17) from there becomes (14, 8.5), and turned (-8.5, 14).
        QCOMPARE(p.apply({17, 3}), (Point{291.5, 114}));
        p.degrees = 30;
        const Point there = p.apply({17, 3});
        const double half = std::sqrt(3.0) / 2;
        QVERIFY(std::abs(there.x - (300 + 14 * half - 8.5 / 2)) < 1e-9);
        QVERIFY(std::abs(there.y - (100 + 14.0 / 2 + 8.5 * half)) < 1e-9);
        // Clockwise on the screen: what is at the right comes below.
        const Point below = Placement{{0, 0}, {0, 0}, 1, 1, 90}.apply({5, 0});
        QCOMPARE(below, (Point{0, 5}));
    }

    /// Nothing is set anywhere by what can't be worked out; a scale that is out of range is
    /// bounded.
    void numbersWithoutSense_data() {
        QTest::addColumn<int>("member");
        QTest::addColumn<double>("number");
        QTest::addColumn<bool>("isBounded");
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double infinite = std::numeric_limits<double>::infinity();
        const char* const kMembers[] = {"from x",  "from y",  "to x",   "to y",
                                        "scale x", "scale y", "degrees"};
        for (int member = 0; member < 7; ++member) {
            const bool isScale = member == 4 || member == 5;
            QTest::addRow("%s NaN", kMembers[member]) << member << nan << false;
            QTest::addRow("%s infinite", kMembers[member]) << member << infinite << isScale;
            QTest::addRow("%s -infinite", kMembers[member]) << member << -infinite << isScale;
            if (member != 6) {
                QTest::addRow("%s 1e300", kMembers[member]) << member << 1e300 << isScale;
                QTest::addRow("%s beyond", kMembers[member]) << member << kMostPlace + 1 << isScale;
            }
        }
    }
    void numbersWithoutSense() {
        QFETCH(int, member);
        QFETCH(double, number);
        QFETCH(bool, isBounded);
        BitRegion bits({0, 0, 90, 70});
        bits.fill();
        Placement p{{45, 35}, {45, 35}, 1, 1, 0};
        double* const members[] = {&p.from.x, &p.from.y, &p.to.x,   &p.to.y,
                                   &p.scaleX, &p.scaleY, &p.degrees};
        *members[member] = number;
        const PlacedBits there(bits, p);
        QCOMPARE(there.box().empty(), !isBounded);
        const BitRegion found = there.in(kAll).value();
        QCOMPARE(found.count() == 0, !isBounded);
        for (std::int64_t y = 0; y < 400; y += 7) {
            for (std::int64_t x = 0; x < 400; x += 7) {
                if (there.at(x, y) != found.at(x, y)) {
                    QFAIL(qPrintable(QString("(%1, %2)").arg(x).arg(y)));
                }
            }
        }
        if (isBounded) {
            *members[member] = std::copysign(kMostScale, number);
            QCOMPARE(difference(found, placed(bits, p)), QString());
        }
    }

    void canBeCancelled() {
        BitRegion bits({0, 0, 3000, 3000});
        bits.fill();
        const PlacedBits there(bits, {{0, 0}, {0, 0}, 1.01, 1, 0});
        test::CancelAfter progress(2);
        const auto found = there.in({0, 0, 4000, 4000}, &progress);
        QVERIFY(!found.has_value());
        QCOMPARE(found.error().code, base::ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestPlacedBits)
#include "tst_placed_bits.moc"
