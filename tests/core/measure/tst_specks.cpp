// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>
#include <deque>
#include <map>

#include <QTest>

#include "core/measure/speck_values.h"
#include "core/measure/specks.h"
#include "tests/support/arrays.h"
#include "tests/support/cancel_after.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::measure;
using namespace frisket::test;
using array::DType;
using condition::Connectivity;

namespace {
template <class T>
struct Plane {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::vector<T> values;

    [[nodiscard]] T at(std::int64_t x, std::int64_t y) const {
        return values[static_cast<std::size_t>(y * width + x)];
    }
    bool operator==(const Plane&) const = default;
};

template <class T>
base::Result<Specks> specksOf(const Plane<T>& plane, DType dtype, const SpeckRule& rule,
                              base::Progress* progress = nullptr) {
    const auto read = [&](std::int64_t y, std::byte* out) {
        std::memcpy(out, plane.values.data() + y * plane.width,
                    static_cast<std::size_t>(plane.width) * sizeof(T));
    };
    return findSpecks(dtype, plane.width, plane.height, rule, read, progress);
}

template <class T>
Plane<T> without(const Plane<T>& plane, const Specks& found) {
    Plane<T> out = plane;
    for (const Speck& speck : found.specks) {
        T value;
        std::memcpy(&value, speck.value.data(), sizeof(T));
        for (std::size_t i = speck.firstRun; i < speck.endRun; ++i) {
            const SpeckRun& run = found.runs[i];
            for (std::int64_t x = run.x0; x < run.x1; ++x) {
                out.values[static_cast<std::size_t>(run.y * plane.width + x)] = value;
            }
        }
    }
    return out;
}

class CountingLooks final : public base::Progress {
public:
    [[nodiscard]] bool cancelled() override {
        ++looks;
        return false;
    }
    std::int64_t looks = 0;
};

/// The same by floods, one pixel at a time.
template <class T>
Plane<T> cleaned(const Plane<T>& plane, const SpeckRule& rule) {
    const std::int64_t w = plane.width;
    const auto inside = [&](std::int64_t x, std::int64_t y) {
        return x >= 0 && y >= 0 && x < w && y < plane.height;
    };
    const auto place = [w](std::int64_t x, std::int64_t y) {
        return static_cast<std::size_t>(y * w + x);
    };
    std::vector<int> group(plane.values.size(), -1);
    std::vector<std::vector<std::pair<std::int64_t, std::int64_t>>> pixels;
    for (std::int64_t y = 0; y < plane.height; ++y) {
        for (std::int64_t x = 0; x < w; ++x) {
            if (group[place(x, y)] >= 0) {
                continue;
            }
            const int number = static_cast<int>(pixels.size());
            pixels.emplace_back();
            std::deque<std::pair<std::int64_t, std::int64_t>> next{{x, y}};
            group[place(x, y)] = number;
            while (!next.empty()) {
                const auto [px, py] = next.front();
                next.pop_front();
                pixels.back().emplace_back(px, py);
                for (int dy = -1; dy <= 1; ++dy) {
                    for (int dx = -1; dx <= 1; ++dx) {
                        const bool near =
                            rule.connectivity == Connectivity::Eight || dx == 0 || dy == 0;
                        if (near && inside(px + dx, py + dy) &&
                            group[place(px + dx, py + dy)] < 0 &&
                            plane.at(px + dx, py + dy) == plane.at(px, py)) {
                            group[place(px + dx, py + dy)] = number;
                            next.emplace_back(px + dx, py + dy);
                        }
                    }
                }
            }
        }
    }
    const auto valueOf = [&](std::size_t number) {
        return plane.at(pixels[number][0].first, pixels[number][0].second);
    };
    const auto isSpeck = [&](std::size_t number) {
        return static_cast<std::int64_t>(pixels[number].size()) < rule.below &&
               (rule.background || valueOf(number) != 0);
    };
    std::map<std::size_t, T> becomes;
    for (bool goesOn = true; goesOn;) {
        std::map<std::size_t, T> fresh;
        for (std::size_t number = 0; number < pixels.size(); ++number) {
            if (!isSpeck(number) || becomes.contains(number)) {
                continue;
            }
            std::map<T, int> sides;
            for (const auto& [x, y] : pixels[number]) {
                for (const auto& [dx, dy] : {std::pair(1, 0), {-1, 0}, {0, 1}, {0, -1}}) {
                    if (!inside(x + dx, y + dy)) {
                        continue;
                    }
                    const auto other = static_cast<std::size_t>(group[place(x + dx, y + dy)]);
                    if (other != number && (!isSpeck(other) || becomes.contains(other))) {
                        ++sides[isSpeck(other) ? becomes[other] : valueOf(other)];
                    }
                }
            }
            int most = 0;
            for (const auto& [value, count] : sides) {  // the least of equally many comes first
                if (count > most) {
                    most = count;
                    fresh[number] = value;
                }
            }
        }
        goesOn = !fresh.empty();
        becomes.merge(fresh);
    }
    Plane<T> out = plane;
    for (const auto& [number, value] : becomes) {
        for (const auto& [x, y] : pixels[number]) {
            out.values[place(x, y)] = value;
        }
    }
    return out;
}

template <class T>
void compareRandom(DType dtype, const std::vector<T>& labels) {
    Random random;
    for (int round = 0; round < 120; ++round) {
        Plane<T> plane{random.between(1, 90), random.between(1, 60), {}};
        const bool blocks = random.chance(50);
        plane.values.resize(static_cast<std::size_t>(plane.width * plane.height));
        std::map<std::pair<std::int64_t, std::int64_t>, T> ofBlock;
        for (std::int64_t y = 0; y < plane.height; ++y) {
            for (std::int64_t x = 0; x < plane.width; ++x) {
                const auto any = [&] {
                    return labels[static_cast<std::size_t>(
                        random.between(0, static_cast<std::int64_t>(labels.size()) - 1))];
                };
                T value = any();
                if (blocks && !random.chance(4)) {
                    value = ofBlock.try_emplace({x / 11, y / 9}, any()).first->second;
                }
                plane.values[static_cast<std::size_t>(y * plane.width + x)] = value;
            }
        }
        const SpeckRule rule{random.between(0, 40),
                             random.chance(50) ? Connectivity::Eight : Connectivity::Four,
                             random.chance(50)};
        const auto found = specksOf(plane, dtype, rule);
        QVERIFY(found.has_value());
        std::int64_t pixels = 0;
        std::size_t runs = 0;
        for (const Speck& speck : found->specks) {
            QCOMPARE(speck.firstRun, runs);
            runs = speck.endRun;
            base::Rect box;
            std::int64_t count = 0;
            for (std::size_t i = speck.firstRun; i < speck.endRun; ++i) {
                const SpeckRun& run = found->runs[i];
                box = box.united({run.x0, run.y, run.x1, run.y + 1});
                count += run.x1 - run.x0;
            }
            QVERIFY(box == speck.box);
            QCOMPARE(count, speck.count);
            QVERIFY(count < rule.below);
            pixels += count;
        }
        QCOMPARE(found->pixels, pixels);
        if (without(plane, *found) != cleaned(plane, rule)) {
            QFAIL(qPrintable(QString("round %1: %2 x %3, below %4")
                                 .arg(round)
                                 .arg(plane.height)
                                 .arg(plane.width)
                                 .arg(rule.below)));
        }
    }
}
}  // namespace

class TestSpecks : public QObject {
    Q_OBJECT

private slots:
    void randomPlanesAreAsByFloods_data() {
        QTest::addColumn<int>("dtype");
        for (const DType dtype : {DType::U8, DType::U16, DType::U32, DType::U64}) {
            QTest::newRow(array::name(dtype).data()) << static_cast<int>(dtype);
        }
    }
    void randomPlanesAreAsByFloods() {
        QFETCH(int, dtype);
        switch (static_cast<DType>(dtype)) {
            case DType::U8:
                return compareRandom<std::uint8_t>(DType::U8, {0, 1, 2, 255});
            case DType::U16:
                return compareRandom<std::uint16_t>(DType::U16, {0, 256, 257});
            case DType::U32:
                return compareRandom<std::uint32_t>(DType::U32, {0, 1, 1U << 31U});
            default:
                return compareRandom<std::uint64_t>(DType::U64, {0, 7, std::uint64_t{1} << 40U});
        }
    }

    void aSpeckInASpeckTakesWhatThatBecomes() {
        const Plane<std::uint8_t> plane{
            5, 5, {9, 9, 9, 9, 9, 9, 2, 2, 2, 9, 9, 2, 3, 2, 9, 9, 2, 2, 2, 9, 9, 9, 9, 9, 9}};
        const auto found = specksOf(plane, DType::U8, {10, Connectivity::Eight, false});
        QCOMPARE(found->specks.size(), std::size_t{2});
        QCOMPARE(found->pixels, 9);
        QCOMPARE(without(plane, *found).values, std::vector<std::uint8_t>(25, 9));
    }

    void aPlaneOfOnlySpecksStays() {
        const Plane<std::uint8_t> plane{2, 2, {1, 2, 3, 4}};
        QVERIFY(specksOf(plane, DType::U8, {10, Connectivity::Four, true})->specks.empty());
        QVERIFY(specksOf(Plane<std::uint8_t>{0, 3, {}}, DType::U8, {})->specks.empty());
    }

    /// Each stripe becomes known a round after the one before it, and touches it in each row.
    void stripesBecomeOneAfterTheOther() {
        constexpr std::int64_t kWidth = 20000;
        Plane<std::int32_t> plane{kWidth, 60, {}};
        plane.values.resize(static_cast<std::size_t>(plane.width * plane.height));
        for (std::int64_t y = 0; y < plane.height; ++y) {
            for (std::int64_t x = 0; x < kWidth; ++x) {
                plane.values[static_cast<std::size_t>(y * kWidth + x)] =
                    static_cast<std::int32_t>(std::max<std::int64_t>(x, 10));
            }
        }
        CountingLooks progress;
        const SpeckRule rule{100, Connectivity::Eight, false};
        const auto found = specksOf(plane, DType::I32, rule, &progress);
        QCOMPARE(found->specks.size(), static_cast<std::size_t>(kWidth - 11));
        QCOMPARE(without(plane, *found).values, std::vector<std::int32_t>(plane.values.size(), 10));
        // After all rows were read it still asks, and may be cancelled there.
        QVERIFY(progress.looks > plane.height);
        CancelAfter cancel(plane.height + 1);
        QCOMPARE(specksOf(plane, DType::I32, rule, &cancel).error().code,
                 base::ErrorCode::Cancelled);
    }

    /// A round looks at what the round before reached: passes over all borders in each would be
    /// 9e10 looks here, which the test's time limit ends, and ask for a value more than once.
    void roundsAreNoPasses() {
        std::vector<GroupBorder> borders;
        constexpr std::uint32_t kSpecks = 300000;
        std::vector<std::uint32_t> speckOf{kNoSpeck};
        for (std::uint32_t i = 0; i < kSpecks; ++i) {
            borders.push_back({i, i + 1, 1});
            speckOf.push_back(i);
        }
        std::int64_t asked = 0;
        const auto values = speckValues(
            borders, speckOf, kSpecks,
            [&asked](std::uint32_t group) {
                ++asked;
                return std::uint64_t{group} + 7;
            },
            nullptr);
        QCOMPARE(values->size(), std::size_t{kSpecks});
        QVERIFY(std::all_of(values->begin(), values->end(),
                            [](const auto& each) { return each == std::uint64_t{7}; }));
        QCOMPARE(asked, 1);
    }

    void floatsHaveOneZeroAndOneNan() {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const Plane<float> plane{4, 2, {0.0F, -0.0F, nan, -nan, -0.0F, 0.0F, nan, nan}};
        const auto found = specksOf(plane, DType::F32, {5, Connectivity::Eight, true});
        // Two groups of four pixels with nothing but the other one beside them.
        QVERIFY(found->specks.empty());
        const auto labels = specksOf(plane, DType::F32, {5, Connectivity::Eight, false});
        QCOMPARE(labels->specks.size(), std::size_t{1});
        QCOMPARE(labels->specks[0].count, 4);
        QCOMPARE(without(plane, *labels).values, std::vector<float>(8, 0.0F));
    }

    void itCanBeCancelled() {
        const Plane<std::uint8_t> plane{3, 50, std::vector<std::uint8_t>(150, 1)};
        CancelAfter progress(20);
        const auto found = specksOf(plane, DType::U8, {}, &progress);
        QVERIFY(!found.has_value());
        QCOMPARE(found.error().code, base::ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestSpecks)
#include "tst_specks.moc"
