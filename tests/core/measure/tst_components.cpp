// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>
#include <map>

#include <QTest>

#include "core/measure/components.h"
#include "tests/support/arrays.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::measure;
using namespace frisket::test;
using array::DType;

namespace {
struct Picture {
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::vector<std::uint8_t> values;

    [[nodiscard]] std::uint8_t at(std::int64_t x, std::int64_t y) const {
        return values[static_cast<std::size_t>(y * width + x)];
    }
};

Picture picture(const QStringList& rows) {
    Picture made{rows.value(0).size(), rows.size(), {}};
    for (const QString& row : rows) {
        for (const QChar pixel : row) {
            made.values.push_back(pixel == '#' ? 7 : 0);
        }
    }
    return made;
}

ComponentFinder::Found found(const Picture& picture, std::int64_t label, std::int64_t trackX = -1,
                             std::int64_t trackY = -1) {
    ComponentFinder finder;
    finder.track(trackX, trackY);
    std::vector<PixelRun> runs;
    for (std::int64_t y = 0; y < picture.height; ++y) {
        runs.clear();
        appendRuns(DType::U8,
                   reinterpret_cast<const std::byte*>(picture.values.data()) + y * picture.width,
                   picture.width, label, runs);
        if (!finder.addRow(runs)) {
            qFatal("too many components");
        }
    }
    return finder.take();
}

/// From each pixel in reading order to all of its 8 neighbours.
std::vector<Component> flooded(const Picture& picture, std::uint8_t label,
                               std::vector<int>& owners) {
    std::vector<Component> components;
    owners.assign(picture.values.size(), -1);
    for (std::int64_t y = 0; y < picture.height; ++y) {
        for (std::int64_t x = 0; x < picture.width; ++x) {
            const auto owner = [&](std::int64_t px, std::int64_t py) -> int& {
                return owners[static_cast<std::size_t>(py * picture.width + px)];
            };
            if (picture.at(x, y) != label || owner(x, y) >= 0) {
                continue;
            }
            const int number = static_cast<int>(components.size());
            Component component{{x, y, x + 1, y + 1}, 0, x};
            std::vector<std::pair<std::int64_t, std::int64_t>> todo{{x, y}};
            owner(x, y) = number;
            while (!todo.empty()) {
                const auto [px, py] = todo.back();
                todo.pop_back();
                ++component.count;
                component.box = component.box.united({px, py, px + 1, py + 1});
                for (std::int64_t ny = py - 1; ny <= py + 1; ++ny) {
                    for (std::int64_t nx = px - 1; nx <= px + 1; ++nx) {
                        const bool inside =
                            nx >= 0 && ny >= 0 && nx < picture.width && ny < picture.height;
                        if (inside && picture.at(nx, ny) == label && owner(nx, ny) < 0) {
                            owner(nx, ny) = number;
                            todo.emplace_back(nx, ny);
                        }
                    }
                }
            }
            components.push_back(component);
        }
    }
    return components;
}

QString words(const std::vector<Component>& components) {
    QStringList texts;
    for (const Component& c : components) {
        texts << QString("%1,%2..%3,%4 n%5 x%6")
                     .arg(c.box.x0)
                     .arg(c.box.y0)
                     .arg(c.box.x1)
                     .arg(c.box.y1)
                     .arg(c.count)
                     .arg(c.firstX);
    }
    return texts.join(" | ");
}
}  // namespace

class TestComponents : public QObject {
    Q_OBJECT

private slots:
    void shapes_data();
    void shapes();
    void matchesAFloodFill();
    void runsOfEveryType_data();
    void runsOfEveryType();
    void labelsThatNoElementHas_data();
    void labelsThatNoElementHas();
    void memoryFollowsTheComponents();
};

void TestComponents::shapes_data() {
    QTest::addColumn<QStringList>("rows");
    QTest::addColumn<QString>("expected");
    QTest::newRow("nothing") << QStringList{"...", "..."} << "";
    QTest::newRow("all") << QStringList{"###", "###"} << "0,0..3,2 n6 x0";
    QTest::newRow("corner joins, from the left") << QStringList{"#..", ".#."} << "0,0..2,2 n2 x0";
    QTest::newRow("corner joins, from the right") << QStringList{".#.", "#.."} << "0,0..2,2 n2 x1";
    QTest::newRow("a column apart")
        << QStringList{"#.#", "#.#"} << "0,0..1,2 n2 x0 | 2,0..3,2 n2 x2";
    QTest::newRow("a row apart") << QStringList{"##", "..", "##"}
                                 << "0,0..2,1 n2 x0 | 0,2..2,3 n2 x0";
    QTest::newRow("joined below") << QStringList{"#.#.#", "#.#.#", "#####"} << "0,0..5,3 n11 x0";
    QTest::newRow("the higher one gives the first pixel")
        << QStringList{"...#", "#..#", "####"} << "0,0..4,3 n7 x3";
    QTest::newRow("ring around a dot") << QStringList{"#####", "#...#", "#.#.#", "#...#", "#####"}
                                       << "0,0..5,5 n16 x0 | 2,2..3,3 n1 x2";
    QTest::newRow("reading order")
        << QStringList{"...#", "....", "#..."} << "3,0..4,1 n1 x3 | 0,2..1,3 n1 x0";
    QTest::newRow("places are given back") << QStringList{"#.#", ".#.", "...", "#.#"}
                                           << "0,0..3,2 n3 x0 | 0,3..1,4 n1 x0 | 2,3..3,4 n1 x2";
}

void TestComponents::shapes() {
    QFETCH(QStringList, rows);
    QFETCH(QString, expected);
    QCOMPARE(words(found(picture(rows), 7).components), expected);
}

void TestComponents::matchesAFloodFill() {
    Random random;
    for (int round = 0; round < 300; ++round) {
        Picture noise{random.between(1, 90), random.between(1, 24), {}};
        const auto density = static_cast<int>(random.between(3, 97));
        const auto repeat = random.between(1, 8);
        while (static_cast<std::int64_t>(noise.values.size()) < noise.width * noise.height) {
            const auto value =
                static_cast<std::uint8_t>(random.chance(density) ? 3 : random.between(0, 2));
            for (std::int64_t i = 0; i < random.between(1, repeat); ++i) {
                noise.values.push_back(value);
            }
        }
        std::vector<int> owners;
        const std::vector<Component> expected = flooded(noise, 3, owners);
        const std::int64_t x = random.between(0, noise.width - 1);
        const std::int64_t y = random.between(0, noise.height - 1);
        const ComponentFinder::Found got = found(noise, 3, x, y);
        QCOMPARE(words(got.components), words(expected));
        const int owner = owners[static_cast<std::size_t>(y * noise.width + x)];
        QCOMPARE(got.tracked ? static_cast<int>(*got.tracked) : -1, owner);
    }
}

void TestComponents::runsOfEveryType_data() {
    QTest::addColumn<int>("type");
    for (const DType dtype : array::kAllDTypes) {
        QTest::newRow(std::string(array::name(dtype)).c_str()) << static_cast<int>(dtype);
    }
}

void TestComponents::runsOfEveryType() {
    QFETCH(int, type);
    Random random;
    array::visitType(static_cast<DType>(type), [&](auto storage) {
        using T = typename decltype(storage)::type;
        for (int round = 0; round < 60; ++round) {
            std::vector<T> values(static_cast<std::size_t>(random.between(0, 300)));
            std::vector<PixelRun> expected;
            for (std::size_t i = 0; i < values.size();) {
                const bool is = random.chance(40);
                const auto end =
                    std::min(values.size(), i + static_cast<std::size_t>(random.between(1, 150)));
                const auto at = static_cast<std::int64_t>(i);
                if (is && !expected.empty() && expected.back().end == at) {
                    expected.back().end = static_cast<std::int64_t>(end);
                } else if (is) {
                    expected.push_back({at, static_cast<std::int64_t>(end)});
                }
                for (; i < end; ++i) {
                    if constexpr (std::is_same_v<T, array::Bool8>) {
                        values[i] = is ? array::Bool8::True : array::Bool8::False;
                    } else if constexpr (std::is_integral_v<T>) {
                        values[i] = is ? T{1} : static_cast<T>(random.between(2, 120));
                    }
                }
            }
            if constexpr (!std::is_same_v<T, array::Bool8> && !std::is_integral_v<T>) {
                expected.clear();  // floats are no labels
            }
            // One byte off any alignment.
            std::vector<std::byte> bytes(values.size() * sizeof(T) + 1);
            if (!values.empty()) {
                std::memcpy(bytes.data() + 1, values.data(), values.size() * sizeof(T));
            }
            std::vector<PixelRun> runs;
            appendRuns(static_cast<DType>(type), bytes.data() + 1,
                       static_cast<std::int64_t>(values.size()), 1, runs);
            QVERIFY(runs == expected);
        }
    });
}

void TestComponents::labelsThatNoElementHas_data() {
    QTest::addColumn<int>("type");
    QTest::addColumn<qlonglong>("label");
    QTest::addColumn<int>("runs");
    const auto row = [](const char* name, DType dtype, qlonglong label, int runs) {
        QTest::newRow(name) << static_cast<int>(dtype) << label << runs;
    };
    row("-1 in uint8", DType::U8, -1, 0);
    row("256 in uint8", DType::U8, 256, 0);
    row("255 in uint8", DType::U8, 255, 1);
    row("-1 in int8", DType::I8, -1, 1);
    row("255 in int8", DType::I8, 255, 0);
    row("2^64 - 1 by its bits", DType::U64, -1, 1);
    row("2 in bool", DType::Bool, 2, 0);
}

void TestComponents::labelsThatNoElementHas() {
    QFETCH(int, type);
    QFETCH(qlonglong, label);
    QFETCH(int, runs);
    const std::vector<std::byte> ones(80, std::byte{0xff});
    std::vector<PixelRun> got;
    const auto dtype = static_cast<DType>(type);
    appendRuns(dtype, ones.data(), 80 / array::itemSize(dtype), label, got);
    QCOMPARE(static_cast<int>(got.size()), runs);
}

void TestComponents::memoryFollowsTheComponents() {
    // Combs: each row begins four runs that the next one joins, so few components ever are.
    ComponentFinder finder(8);
    const std::vector<PixelRun> comb{{0, 1}, {2, 3}, {4, 5}, {6, 7}};
    const std::vector<PixelRun> bar{{0, 7}};
    QVERIFY(finder.addRow(comb));
    for (int i = 0; i < 100; ++i) {
        QVERIFY(finder.addRow(bar));
        QVERIFY(finder.addRow(comb));
    }
    QVERIFY(finder.addRow(bar));
    QCOMPARE(finder.take().components.size(), std::size_t{1});

    ComponentFinder dots(8);
    QVERIFY(dots.addRow(comb));
    QVERIFY(dots.addRow({}));
    QVERIFY(dots.addRow(comb));
    QVERIFY(dots.addRow({}));
    QVERIFY(!dots.addRow(comb));
}

QTEST_APPLESS_MAIN(TestComponents)
#include "tst_components.moc"
