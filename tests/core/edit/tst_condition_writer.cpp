// SPDX-License-Identifier: MIT
#include <random>

#include <QTest>

#include "core/edit/condition_writer.h"
#include "core/edit/difference.h"
#include "core/paint/round_brush.h"

using namespace frisket;
using base::Rect;
using condition::BitRegion;
using condition::ConditionMask;
using condition::Plane;
using condition::SetOperation;
using edit::ConditionWriter;
using edit::Dirty;

namespace {
using Random = std::mt19937_64;

std::int64_t below(Random& random, std::int64_t end) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(end));
}

ConditionMask randomMask(const array::Shape& shape, Random& random) {
    auto mask = ConditionMask::create(shape).value();
    for (std::int64_t i = 0; i < mask.size(); ++i) {
        mask.set(i, (random() & 1U) != 0);
    }
    return mask;
}

/// A random patch of pixels whose box may reach past the plane.
BitRegion randomRegion(const Plane& plane, Random& random) {
    const std::int64_t x = below(random, plane.width + 5);
    const std::int64_t y = below(random, plane.height + 5);
    BitRegion region({x, y, x + 1 + below(random, 90), y + 1 + below(random, 12)});
    for (std::int64_t row = region.box().y0; row < region.box().y1; ++row) {
        const std::int64_t from = region.box().x0 + below(random, region.box().width());
        region.setSpan(row, from, from + below(random, 80));
        region.setSpan(row, region.box().x0 + below(random, 4), region.box().x0 + 3);
    }
    return region;
}

/// What `extend` tells of a change, without the area, of which there is more than one right one.
struct Change {
    Rect rect;
    std::int64_t count = 0;

    Change() = default;
    Change(const Rect& changed, std::int64_t pixels) : rect(changed), count(pixels) {}
    explicit Change(const Dirty& dirty) : rect(dirty.rect), count(dirty.count) {}
    bool operator==(const Change&) const = default;
};

/// What `extend` must do, pixel by pixel; `pixels` gets the changed ones.
Change slowExtend(ConditionMask& mask, const BitRegion& region, const Plane& plane, bool value,
                  std::vector<std::pair<std::int64_t, std::int64_t>>& pixels) {
    const auto before = mask.clone().value();
    const auto flat = [&](std::int64_t x, std::int64_t y) {
        return plane.origin + y * plane.strideY + x * plane.strideX;
    };
    for (std::int64_t y = 0; y < plane.height; ++y) {
        for (std::int64_t x = 0; x < plane.width; ++x) {
            if (region.at(x, y)) {
                mask.set(flat(x, y), value);
            }
        }
    }
    Change dirty;
    for (std::int64_t i = 0; i < mask.size(); ++i) {
        dirty.count += mask.at(i) != before.at(i) ? 1 : 0;
    }
    for (std::int64_t y = 0; y < plane.height; ++y) {
        for (std::int64_t x = 0; x < plane.width; ++x) {
            if (mask.at(flat(x, y)) != before.at(flat(x, y))) {
                dirty.rect = dirty.rect.united({x, y, x + 1, y + 1});
                pixels.emplace_back(x, y);
            }
        }
    }
    return dirty;
}

bool tailsAreZero(const ConditionMask& mask) {
    const std::int64_t last = mask.wordsPerRow() - 1;
    for (std::int64_t r = 0; r < mask.rows(); ++r) {
        if ((mask.row(r)[last] & ~condition::lowBits(mask.rowBits() - last * 64)) != 0) {
            return false;
        }
    }
    return true;
}

void addShapes() {
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<QList<int>>("plane");  // origin, strideY, strideX, height, width
    QTest::newRow("2-d of whole words") << QList{40, 128} << QList{0, 128, 1, 40, 128};
    QTest::newRow("2-d with a tail") << QList{70, 150} << QList{0, 150, 1, 70, 150};
    QTest::newRow("merged rows") << QList{40, 40} << QList{0, 40, 1, 40, 40};
    QTest::newRow("channel 1 of 3") << QList{16, 64, 3} << QList{1, 192, 3, 16, 64};
    QTest::newRow("all in one row") << QList{7, 5, 1} << QList{0, 5, 1, 7, 5};
    QTest::newRow("slice of a volume") << QList{3, 20, 21} << QList{420, 21, 1, 20, 21};
    QTest::newRow("transposed") << QList{40, 90} << QList{0, 1, 90, 90, 40};
    QTest::newRow("flipped both ways") << QList{20, 70} << QList{1399, -70, -1, 20, 70};
    QTest::newRow("stretched down") << QList{1, 150} << QList{0, 0, 1, 30, 150};
    QTest::newRow("stretched across") << QList{50, 1} << QList{0, 1, 0, 50, 40};
    QTest::newRow("one element") << QList<int>{} << QList{0, 0, 0, 9, 8};
}

array::Shape toShape(const QList<int>& sizes) {
    array::Shape shape;
    for (const int size : sizes) {
        shape.append(size);
    }
    return shape;
}
}  // namespace

class TestConditionWriter : public QObject {
    Q_OBJECT

private slots:
    void strokeMatchesTheSlowWay_data() { addShapes(); }
    void strokeMatchesTheSlowWay();
    void abortRestoresEveryBit_data() { addShapes(); }
    void abortRestoresEveryBit();
    void wholeMaskEdits_data() { addShapes(); }
    void wholeMaskEdits();
    void noChangeGivesNoPatch();
    void paintedAndErasedGivesNoPatch();
    void regionOutsideThePlane();
    void areaFollowsTheShape();
    void thousandEdits();
};

void TestConditionWriter::strokeMatchesTheSlowWay() {
    QFETCH(QList<int>, shape);
    QFETCH(QList<int>, plane);
    const Plane p{plane[0], plane[1], plane[2], plane[3], plane[4]};
    const unsigned seed = std::random_device{}();
    const QByteArray seedText = QByteArray("seed ") + QByteArray::number(seed);
    Random random(seed);
    auto mask = randomMask(toShape(shape), random);
    const auto before = mask.clone().value();
    auto oracle = mask.clone().value();
    ConditionWriter writer(mask);
    writer.begin();
    for (int i = 0; i < 200; ++i) {
        const BitRegion region = randomRegion(p, random);
        const bool value = (random() & 1U) != 0;
        const Dirty dirty = writer.extend(region, p, value);
        std::vector<std::pair<std::int64_t, std::int64_t>> pixels;
        const Change expected = slowExtend(oracle, region, p, value, pixels);
        QVERIFY2(Change(dirty) == expected, seedText);
        QVERIFY2(dirty.area.bounds() == dirty.rect, seedText);
        for (const auto& [x, y] : pixels) {
            QVERIFY2(dirty.area.contains(x, y), seedText);
        }
        QVERIFY2(mask == oracle, seedText);
    }
    QVERIFY(tailsAreZero(mask));
    const auto patch = writer.commit();
    QVERIFY(!writer.active());
    std::int64_t changed = 0;
    mask.forEachDirtyWord(before, [&](std::int64_t, std::int64_t, condition::Word bits) {
        changed += condition::popCount(bits);
    });
    QCOMPARE(patch ? patch->changedPixels() : 0, changed);
    if (patch) {
        patch->applyTo(mask);
        QVERIFY2(mask == before, seedText);
        patch->applyTo(mask);
        QVERIFY2(mask == oracle, seedText);
    }
}

void TestConditionWriter::abortRestoresEveryBit() {
    QFETCH(QList<int>, shape);
    QFETCH(QList<int>, plane);
    const Plane p{plane[0], plane[1], plane[2], plane[3], plane[4]};
    const unsigned seed = std::random_device{}();
    Random random(seed);
    auto mask = randomMask(toShape(shape), random);
    const auto before = mask.clone().value();
    ConditionWriter writer(mask);
    writer.begin();
    std::int64_t changed = 0;
    for (int i = 0; i < 50; ++i) {
        changed += writer.extend(randomRegion(p, random), p, i % 3 != 0).count;
    }
    const bool differs = !(mask == before);
    QCOMPARE(!writer.abort().empty(), differs);
    QVERIFY2(mask == before, qPrintable(QString("seed %1").arg(seed)));
    QVERIFY(!writer.active());
    // The next stroke starts from nothing.
    writer.begin();
    QVERIFY(!writer.commit());
}

void TestConditionWriter::wholeMaskEdits() {
    QFETCH(QList<int>, shape);
    Random random(7);
    auto mask = randomMask(toShape(shape), random);
    const auto other = randomMask(toShape(shape), random);
    const auto start = mask.clone().value();
    ConditionWriter writer(mask);
    const auto check = [&](const std::optional<edit::BitPatch>& patch,
                           const ConditionMask& expected) {
        const bool right = mask == expected && tailsAreZero(mask);
        const bool noChange = expected == start;
        if (patch) {
            patch->applyTo(mask);
        }
        return right && patch.has_value() != noChange && mask == start;
    };
    auto expected = start.clone().value();
    expected.fill(true);
    QVERIFY(check(writer.fill(true), expected));
    expected.fill(false);
    QVERIFY(check(writer.fill(false), expected));
    expected = start.clone().value();
    expected.invert();
    QVERIFY(check(writer.invert(), expected));
    const auto difference = edit::differenceOf(mask, other).value();
    if (difference) {
        difference->applyTo(mask);
    }
    QVERIFY(check(difference, other));
    for (const auto operation :
         {SetOperation::Or, SetOperation::And, SetOperation::Xor, SetOperation::AndNot}) {
        expected = start.clone().value();
        expected.combine(operation, other);
        QVERIFY(check(writer.combine(operation, other), expected));
    }
    QVERIFY(!writer.combine(SetOperation::Or, mask));
}

void TestConditionWriter::noChangeGivesNoPatch() {
    auto mask = ConditionMask::create({50, 50}).value();
    mask.fill(true);
    const Plane plane{0, 50, 1, 50, 50};
    ConditionWriter writer(mask);
    writer.begin();
    BitRegion region({5, 5, 30, 30});
    region.setSpan(7, 5, 30);
    QCOMPARE(Change(writer.extend(region, plane, true)), Change());
    QCOMPARE(Change(writer.extend(BitRegion(), plane, false)), Change());
    QVERIFY(!writer.commit());
    QVERIFY(!writer.fill(true));
    QVERIFY(!edit::differenceOf(mask, mask).value().has_value());
}

void TestConditionWriter::paintedAndErasedGivesNoPatch() {
    auto mask = ConditionMask::create({50, 200}).value();
    const Plane plane{0, 200, 1, 50, 200};
    ConditionWriter writer(mask);
    writer.begin();
    BitRegion region({5, 5, 130, 30});
    region.setSpan(7, 60, 130);
    QCOMPARE(Change(writer.extend(region, plane, true)), Change({60, 7, 130, 8}, 70));
    QCOMPARE(Change(writer.extend(region, plane, false)), Change({60, 7, 130, 8}, 70));
    QVERIFY(!writer.commit());
}

void TestConditionWriter::regionOutsideThePlane() {
    auto mask = ConditionMask::create({10, 70}).value();
    ConditionWriter writer(mask);
    writer.begin();
    BitRegion region({70, 10, 90, 12});
    region.setSpan(10, 70, 90);
    QCOMPARE(Change(writer.extend(region, {0, 70, 1, 10, 70}, true)), Change());
    BitRegion wide({60, 9, 90, 12});
    wide.setSpan(9, 60, 90);
    QCOMPARE(Change(writer.extend(wide, {0, 70, 1, 10, 70}, true)), Change({60, 9, 70, 10}, 10));
    (void)writer.abort();
}

void TestConditionWriter::areaFollowsTheShape() {
    // A disc of 600 pixels that moves by 20 changes two crescents; the area is not their box.
    for (const base::Point step : {base::Point{20, 0}, {0, 20}, {14, -14}}) {
        auto mask = ConditionMask::create({1000, 1000}).value();
        const Plane plane{0, 1000, 1, 1000, 1000};
        ConditionWriter writer(mask);
        writer.begin();
        const base::Point from{500, 500};
        const base::Point to{from.x + step.x, from.y + step.y};
        (void)writer.extend(paint::dab(from, 600, {0, 0, 1000, 1000}), plane, true);
        const Dirty dirty =
            writer.extend(paint::sweep(from, to, 600, {0, 0, 1000, 1000}), plane, true);
        std::int64_t held = 0;
        for (const Rect& rect : dirty.area.rects()) {
            held += rect.width() * rect.height();
        }
        QVERIFY2(held < 4 * dirty.count,
                 qPrintable(QString("%1 of %2").arg(held).arg(dirty.count)));
        QVERIFY(dirty.area.rects().size() <= 128);
        (void)writer.abort();
    }
}

void TestConditionWriter::thousandEdits() {
    const unsigned seed = std::random_device{}();
    Random random(seed);
    auto mask = randomMask({90, 130}, random);
    const auto start = mask.clone().value();
    const auto other = randomMask({90, 130}, random);
    const Plane plane{0, 130, 1, 90, 130};
    ConditionWriter writer(mask);
    std::vector<edit::BitPatch> patches;
    for (int i = 0; i < 1000; ++i) {
        std::optional<edit::BitPatch> patch;
        if (i % 50 == 7) {
            patch = writer.invert();
        } else if (i % 50 == 23) {
            patch = writer.combine(SetOperation::Xor, other);
        } else {
            writer.begin();
            for (std::int64_t k = below(random, 6); k >= 0; --k) {
                (void)writer.extend(randomRegion(plane, random), plane, (random() & 1U) != 0);
            }
            patch = writer.commit();
        }
        if (patch) {
            patches.push_back(*std::move(patch));
        }
    }
    const auto end = mask.clone().value();
    for (auto patch = patches.rbegin(); patch != patches.rend(); ++patch) {
        patch->applyTo(mask);
    }
    QVERIFY2(mask == start, qPrintable(QString("seed %1").arg(seed)));
    for (const edit::BitPatch& patch : patches) {
        patch.applyTo(mask);
    }
    QVERIFY2(mask == end, qPrintable(QString("seed %1").arg(seed)));
}

QTEST_APPLESS_MAIN(TestConditionWriter)
#include "tst_condition_writer.moc"
