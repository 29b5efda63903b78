// SPDX-License-Identifier: MIT
#include <cstring>

#include <QTest>

#include "core/edit/label_writer.h"
#include "tests/core/assign/run_case.h"
#include "tests/support/arrays.h"
#include "tests/support/io_support.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::test;
using array::BandedArray;
using array::DType;
using condition::BitRegion;
using condition::Plane;
using edit::LabelWriter;

namespace {
using Value = std::array<std::byte, 8>;

/// Some planes have values of their own and several bands; `turns` steps to another slice.
struct Case {
    const char* name;
    array::Shape shape;
    std::vector<Plane> planes;
    bool isLarge = false;
};

std::vector<Case> cases() {
    return {{"2-d of whole words", {70, 128}, {{0, 128, 1, 70, 128}}},
            {"2-d with a tail", {70, 150}, {{0, 150, 1, 70, 150}}},
            {"channel 1 of 3", {16, 64, 3}, {{1, 192, 3, 16, 64}}},
            {"a trailing axis of one", {70, 65, 1}, {{0, 65, 1, 70, 65}}},
            {"two slices of a volume", {3, 20, 21}, {{420, 21, 1, 20, 21}, {0, 21, 1, 20, 21}}},
            {"transposed", {140, 90}, {{0, 1, 90, 90, 140}}},
            {"flipped both ways", {20, 70}, {{1399, -70, -1, 20, 70}}},
            {"one row", {130}, {{0, 130, 1, 1, 130}}},
            {"one element", {}, {{0, 1, 1, 1, 1}}},
            {"rows of a band each", {4, 1200000}, {{0, 1200000, 1, 4, 1200000}}, true},
            {"a row of several bands", {1500000}, {{0, 1500000, 1, 1, 1500000}}, true},
            {"bands that end within a row", {1100, 1900, 1}, {{0, 1900, 1, 1100, 1900}}, true},
            {"across slices of many bands",
             {6, 700, 800},
             {{1234, 560000, 800, 6, 699}, {1235, 560000, 800, 6, 699}},
             true}};
}

/// A random patch of pixels whose box may reach past the plane; in large planes near the places
/// where bands may end.
BitRegion randomRegion(const Plane& plane, Random& random) {
    const std::int64_t x = random.between(0, plane.width + 4);
    const std::int64_t y = random.between(0, plane.height + 4);
    BitRegion region({x, y, x + random.between(1, 200), y + random.between(1, 80)});
    for (std::int64_t row = region.box().y0; row < region.box().y1; ++row) {
        const std::int64_t from = random.between(region.box().x0, region.box().x1);
        region.setSpan(row, from, from + random.between(0, 199));
        region.setSpan(row, region.box().x0, region.box().x0 + random.between(0, 3));
    }
    if (random.chance(30)) {
        region.fill();
    }
    return region;
}

Value randomValue(DType dtype, Random& random) {
    Value value{};
    for (std::int64_t i = 0; i < array::itemSize(dtype); ++i) {
        value[static_cast<std::size_t>(i)] = static_cast<std::byte>(
            dtype == DType::Bool ? random.between(0, 1) : random.between(0, 255));
    }
    return value;
}

/// What `extend` must do, pixel by pixel. Pixels that changed.
std::vector<std::pair<std::int64_t, std::int64_t>> slowExtend(Bytes& bytes, std::int64_t size,
                                                              const BitRegion& region,
                                                              const Plane& plane,
                                                              const Value& value) {
    std::vector<std::pair<std::int64_t, std::int64_t>> changed;
    const base::Rect box = region.box();
    for (std::int64_t y = box.y0; y < std::min(box.y1, plane.height); ++y) {
        for (std::int64_t x = box.x0; x < std::min(box.x1, plane.width); ++x) {
            std::byte* const place =
                bytes.data() + (plane.origin + y * plane.strideY + x * plane.strideX) * size;
            const auto length = static_cast<std::size_t>(size);
            if (region.at(x, y) && std::memcmp(place, value.data(), length) != 0) {
                std::memcpy(place, value.data(), length);
                changed.emplace_back(x, y);
            }
        }
    }
    return changed;
}

BandedArray banded(DType dtype, const array::Shape& shape, std::uint64_t seed) {
    return BandedArray::from(randomArray(dtype, shape, seed)).value();
}
}  // namespace

class TestLabelWriter : public QObject {
    Q_OBJECT

private slots:
    /// Strokes of several values, each committed or aborted, with and without a snapshot from
    /// before; then all back and all again.
    void strokes_data() {
        QTest::addColumn<int>("index");
        QTest::addColumn<int>("dtype");
        QTest::addColumn<bool>("shared");
        int index = 0;
        for (const Case& each : cases()) {
            for (const DType dtype : array::kAllDTypes) {
                if (each.isLarge && dtype != DType::U8 && dtype != DType::F64) {
                    continue;
                }
                for (const bool shared : {false, true}) {
                    QTest::addRow("%s, %s%s", each.name, array::name(dtype).data(),
                                  shared ? ", shared" : "")
                        << index << static_cast<int>(dtype) << shared;
                }
            }
            ++index;
        }
    }
    void strokes() {
        QFETCH(int, index);
        QFETCH(int, dtype);
        QFETCH(bool, shared);
        const Case each = cases()[static_cast<std::size_t>(index)];
        const auto type = static_cast<DType>(dtype);
        const std::int64_t size = array::itemSize(type);
        Random random;
        BandedArray destination = banded(type, each.shape, random.next());
        const Bytes start = bytesOf(destination);
        std::optional<BandedArray> snapshot;
        if (shared) {
            snapshot = destination.snapshot();
        }
        base::ThreadPool pool(2);
        LabelWriter writer(destination);
        Bytes expected = start;
        std::vector<edit::ValuePatch> patches;
        std::vector<Bytes> states{start};
        for (int stroke = 0; stroke < (each.isLarge ? 3 : 8); ++stroke) {
            const Bytes before = expected;
            const std::array<Value, 2> values{randomValue(type, random), randomValue(type, random)};
            writer.begin();
            for (int event = 0; event < (each.isLarge ? 6 : 12); ++event) {
                const auto which = static_cast<std::size_t>(
                    random.between(0, static_cast<std::int64_t>(each.planes.size()) - 1));
                const Plane& plane = each.planes[which];
                const BitRegion region = randomRegion(plane, random);
                const Value& value = values[random.chance(80) ? 0 : 1];
                const auto pixels = slowExtend(expected, size, region, plane, value);
                const edit::Dirty dirty = writer.extend(region, plane, value.data());
                QCOMPARE(dirty.count, static_cast<std::int64_t>(pixels.size()));
                base::Rect bounds;
                for (const auto& [x, y] : pixels) {
                    bounds = bounds.united({x, y, x + 1, y + 1});
                    if (!dirty.area.contains(x, y)) {
                        QFAIL("the area lacks a pixel");
                    }
                }
                QCOMPARE(dirty.rect, bounds);
            }
            QVERIFY(bytesOf(destination) == expected);
            if (stroke % 3 == 2) {
                const array::ElementRange range = writer.abort();
                for (std::int64_t i = 0; i < destination.count(); ++i) {
                    const bool inside = i >= range.begin && i < range.end;
                    if (!inside && std::memcmp(&before[static_cast<std::size_t>(i * size)],
                                               &expected[static_cast<std::size_t>(i * size)],
                                               static_cast<std::size_t>(size)) != 0) {
                        QFAIL("the range lacks an element");
                    }
                }
                expected = before;
            } else {
                auto patch = writer.commit(&pool);
                QCOMPARE(patch.has_value(), expected != before);
                if (patch) {
                    std::int64_t changed = 0;
                    for (std::size_t i = 0; i < before.size();
                         i += static_cast<std::size_t>(size)) {
                        changed += std::memcmp(&before[i], &expected[i],
                                               static_cast<std::size_t>(size)) != 0
                                       ? 1
                                       : 0;
                    }
                    QCOMPARE(patch->changedElements(), changed);
                    patches.push_back(*std::move(patch));
                    states.push_back(expected);
                }
            }
            QVERIFY(bytesOf(destination) == expected);
        }
        for (std::size_t i = patches.size(); i-- > 0;) {
            QVERIFY(patches[i].exchange(destination, pool));
            QVERIFY(bytesOf(destination) == states[i]);
        }
        for (std::size_t i = 0; i < patches.size(); ++i) {
            QVERIFY(patches[i].exchange(destination, pool));
            QVERIFY(bytesOf(destination) == states[i + 1]);
        }
        if (snapshot) {
            QVERIFY(bytesOf(*snapshot) == start);
        }
    }

    void nothingChanged() {
        BandedArray destination =
            BandedArray::from(makeArray<std::uint8_t>({2, 3}, {5, 5, 5, 5, 5, 5})).value();
        LabelWriter writer(destination);
        BitRegion all({0, 0, 3, 2});
        all.fill();
        const Plane plane{0, 3, 1, 2, 3};
        const std::byte five{5};
        const std::byte nine{9};
        writer.begin();
        QCOMPARE(writer.extend(all, plane, &five).count, 0);
        QVERIFY(!writer.commit());
        // Painted, and painted back.
        writer.begin();
        QCOMPARE(writer.extend(all, plane, &nine).count, 6);
        QCOMPARE(writer.extend(all, plane, &five).count, 6);
        QVERIFY(!writer.commit());
        writer.begin();
        QCOMPARE(writer.abort(), array::ElementRange());
    }

    /// A painted label compresses to next to nothing, however large the stroke.
    void small() {
        constexpr std::int64_t kSide = 2000;
        BandedArray destination =
            BandedArray::from(
                array::NdArray::copyOf(DType::U16, {kSide, kSide}, Bytes(2 * kSide * kSide))
                    .value())
                .value();
        LabelWriter writer(destination);
        BitRegion all({0, 0, kSide, kSide});
        all.fill();
        const std::uint16_t value = 0x1234;
        writer.begin();
        const edit::Dirty dirty = writer.extend(all, {0, kSide, 1, kSide, kSide},
                                                reinterpret_cast<const std::byte*>(&value));
        QCOMPARE(dirty.count, kSide * kSide);
        const auto patch = writer.commit();
        QVERIFY(patch.has_value());
        QVERIFY2(patch->byteSize() < 60000, qPrintable(QString::number(patch->byteSize())));
    }
};

QTEST_APPLESS_MAIN(TestLabelWriter)
#include "tst_label_writer.moc"
