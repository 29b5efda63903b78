// SPDX-License-Identifier: MIT
#include <set>

#include <QTest>

#include "core/paint/flood_fill.h"
#include "tests/support/cancel_after.h"
#include "tests/support/masks.h"

using namespace frisket;
using namespace frisket::paint;
using base::Rect;
using condition::BitRegion;
using condition::Word;
using test::Bools;
using test::Random;

namespace {
struct Plane {
    std::int64_t width;
    std::int64_t height;
    Bools open;
    std::int64_t asked = 0;
    std::set<std::pair<std::int64_t, std::int64_t>> words;  ///< that were asked for

    [[nodiscard]] bool at(std::int64_t x, std::int64_t y) const {
        return Rect{0, 0, width, height}.contains(x, y) &&
               open[static_cast<std::size_t>(y * width + x)];
    }
    MatchWords match() {
        return [this](std::int64_t y, std::int64_t word, std::int64_t count, Word* out) {
            for (std::int64_t i = 0; i < count; ++i) {
                if (!words.emplace(y, word + i).second) {
                    ++asked;
                }
                out[i] = ~Word{0};  // past the last column too: that is ignored
                for (std::int64_t bit = 0; bit < 64; ++bit) {
                    const std::int64_t x = 64 * (word + i) + bit;
                    if (x < width && !at(x, y)) {
                        out[i] &= ~(Word{1} << static_cast<unsigned>(bit));
                    }
                }
            }
        };
    }
};

/// One pixel after the other.
Bools spread(const Plane& plane, Pixel seed, Connectivity connectivity) {
    Bools filled(plane.open.size());
    std::vector<Pixel> waiting;
    const auto visit = [&](std::int64_t x, std::int64_t y) {
        if (plane.at(x, y) && !filled[static_cast<std::size_t>(y * plane.width + x)]) {
            filled[static_cast<std::size_t>(y * plane.width + x)] = true;
            waiting.push_back({x, y});
        }
    };
    visit(seed.x, seed.y);
    while (!waiting.empty()) {
        const Pixel at = waiting.back();
        waiting.pop_back();
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                if (connectivity == Connectivity::Eight || dx == 0 || dy == 0) {
                    visit(at.x + dx, at.y + dy);
                }
            }
        }
    }
    return filled;
}
}  // namespace

class TestFloodFill : public QObject {
    Q_OBJECT

private slots:
    void randomPlanes_data() {
        QTest::addColumn<int>("connectivity");
        QTest::addColumn<int>("percent");
        for (const int connectivity : {4, 8}) {
            for (const int percent : {100, 97, 70, 60, 41, 30}) {
                QTest::addRow("%d neighbours, %d percent open", connectivity, percent)
                    << connectivity << percent;
            }
        }
    }
    void randomPlanes() {
        QFETCH(int, connectivity);
        QFETCH(int, percent);
        const auto neighbours = static_cast<Connectivity>(connectivity);
        Random random;
        for (int i = 0; i < 60; ++i) {
            const std::int64_t width = i < 4 ? 63 + i : random.between(1, 700);
            const std::int64_t height = random.between(1, 40);
            Plane plane{width, height, test::randomBools(width * height, percent, random), 0, {}};
            const Pixel seed{random.between(0, width - 1), random.between(0, height - 1)};
            const auto region = floodFill(width, height, seed, neighbours, plane.match());
            QVERIFY(region.has_value());
            const Bools expected = spread(plane, seed, neighbours);
            Rect box;
            for (std::int64_t y = 0; y < height; ++y) {
                for (std::int64_t x = 0; x < width; ++x) {
                    const bool here = expected[static_cast<std::size_t>(y * width + x)];
                    if (region->at(x, y) != here) {
                        QFAIL(qPrintable(QString("%1: (%2, %3)").arg(i).arg(x).arg(y)));
                    }
                    box = here ? box.united({x, y, x + 1, y + 1}) : box;
                }
            }
            QCOMPARE(region->box(), box);
            QCOMPARE(region->count(), std::count(expected.begin(), expected.end(), true));
            QCOMPARE(plane.asked, 0);  // never twice
        }
    }

    void onlyWhatIsNearIsLookedAt() {
        // A square of 100 x 100 in the middle of a plane of 2^32 pixels.
        const Rect square{50000, 50000, 50100, 50100};
        std::int64_t asked = 0;
        const auto region =
            floodFill(1 << 16, 1 << 16, {50050, 50050}, Connectivity::Eight,
                      [&](std::int64_t y, std::int64_t word, std::int64_t count, Word* out) {
                          asked += count;
                          for (std::int64_t i = 0; i < count; ++i) {
                              out[i] = 0;
                              for (std::int64_t bit = 0; bit < 64; ++bit) {
                                  if (square.contains(64 * (word + i) + bit, y)) {
                                      out[i] |= Word{1} << static_cast<unsigned>(bit);
                                  }
                              }
                          }
                      });
        QVERIFY(region.has_value());
        QCOMPARE(region->box(), square);
        QCOMPARE(region->count(), 10000);
        QVERIFY2(asked <= 102 * 16, qPrintable(QString::number(asked)));
    }

    void nothingAtASeedThatDoesNotMatch() {
        Plane plane{100, 100, Bools(10000, false), 0, {}};
        for (const Pixel seed : {Pixel{5, 5}, Pixel{-1, 5}, Pixel{100, 5}, Pixel{5, 100}}) {
            const auto region = floodFill(100, 100, seed, Connectivity::Four, plane.match());
            QVERIFY(region.has_value() && region->empty());
        }
        QVERIFY(floodFill(0, 0, {0, 0}, Connectivity::Four, plane.match())->empty());
    }

    void canBeCancelled() {
        // A chequerboard joined by corners: as many runs as pixels.
        const auto chequers = [](std::int64_t y, std::int64_t, std::int64_t count, Word* out) {
            std::fill(out, out + count, y % 2 == 0 ? 0x5555555555555555ULL : 0xaaaaaaaaaaaaaaaaULL);
        };
        test::CancelAfter progress(2);
        const auto region = floodFill(2000, 2000, {0, 0}, Connectivity::Eight, chequers, &progress);
        QVERIFY(!region.has_value());
        QCOMPARE(region.error().code, base::ErrorCode::Cancelled);
        QCOMPARE(floodFill(2000, 2000, {0, 0}, Connectivity::Eight, chequers)->count(), 2000000);
        QCOMPARE(floodFill(2000, 2000, {0, 0}, Connectivity::Four, chequers)->count(), 1);
    }
};

QTEST_APPLESS_MAIN(TestFloodFill)
#include "tst_flood_fill.moc"
