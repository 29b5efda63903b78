// SPDX-License-Identifier: MIT
#include <cmath>

#include <QTest>

#include "tests/support/masks.h"
#include "ui/canvas/coverage.h"
#include "ui/canvas/sampling.h"

using namespace frisket;
using namespace frisket::test;
using condition::ConditionMask;
using condition::OrPyramid;
using condition::Word;
using namespace frisket::ui;

namespace {
const double kScales[]{0.999,   0.75,     0.5,      0.31,     0.25,      1 / 7.0,  1 / 8.0,
                       1 / 9.3, 1 / 16.0, 1 / 31.7, 1 / 64.0, 1 / 200.0, 1 / 512.0};

struct Cover {
    AxisCoverage columns;
    AxisCoverage rows;
    std::vector<Word> words;

    [[nodiscard]] bool at(std::size_t x, std::size_t y) const {
        const std::size_t perRow = (columns.first.size() + 63) / 64;
        return ((words[y * perRow + x / 64] >> (x % 64)) & 1U) != 0;
    }
};

Cover coverOf(const ConditionMask& mask, OrPyramid& pyramid, const base::Rect& device,
              double scale) {
    base::ThreadPool pool(1);
    const condition::Plane& plane = pyramid.plane();
    Cover cover{coverAxis(device.x0, device.x1, plane.width, scale),
                coverAxis(device.y0, device.y1, plane.height, scale),
                {}};
    pyramid.require(0, plane.height, pool);
    cover.words.resize(
        static_cast<std::size_t>(condition::wordsFor(device.width()) * device.height()));
    coverBits(mask, pyramid, cover.columns, cover.rows, cover.words.data());
    return cover;
}
}  // namespace

class TestCoverage : public QObject {
    Q_OBJECT

private slots:
    /// Cells lie side by side, none is left out, and none is larger than a device pixel.
    void everyPixelIsCovered() {
        for (const double scale : kScales) {
            for (const std::int64_t size : {1, 2, 63, 64, 65, 1000, 20011}) {
                const std::int64_t extent = deviceExtent(size, scale);
                const AxisCoverage axis = coverAxis(0, extent, size, scale);
                const std::int64_t cell = std::int64_t{1} << axis.level;
                QVERIFY(axis.level == 0 || static_cast<double>(cell) * scale <= 1);
                QVERIFY(axis.level == 0 || axis.level >= OrPyramid::kFirstLevel);
                QCOMPARE(axis.origin, std::int64_t{0});
                QVERIFY((axis.origin + axis.count) * cell >= size);
                std::int64_t next = 0;
                for (std::size_t i = 0; i < axis.first.size(); ++i) {
                    QVERIFY(axis.first[i] <= next && axis.end[i] > axis.first[i]);
                    next = std::max<std::int64_t>(next, axis.end[i]);
                    // Never further than a cell from what the device pixel is the place of.
                    const double low = static_cast<double>(i) / scale;
                    QVERIFY(static_cast<double>((axis.first[i] + 1) * cell) > low - 1e-6);
                }
                QCOMPARE(next, axis.count);
            }
        }
    }

    void setWhereAnyCoveredElementIs() {
        Random random;
        const array::Shape shape{1300, 1111};
        for (const double scale : kScales) {
            ConditionMask mask = ConditionMask::create(shape).value();
            for (int i = 0; i < 300; ++i) {
                mask.set(random.between(0, mask.size() - 1), true);
            }
            for (std::int64_t i = 400 * 1111; i < 430 * 1111; ++i) {
                mask.set(i, true);
            }
            OrPyramid pyramid(mask, {0, 1111, 1, 1300, 1111});
            const std::int64_t width = deviceExtent(1111, scale);
            const std::int64_t height = deviceExtent(1300, scale);
            const base::Rect device{random.between(0, width / 2), random.between(0, height / 2),
                                    width, height};
            const Cover cover = coverOf(mask, pyramid, device, scale);
            for (std::size_t y = 0; y < cover.rows.first.size(); ++y) {
                for (std::size_t x = 0; x < cover.columns.first.size(); ++x) {
                    bool expected = false;
                    const auto pixels = [&](const AxisCoverage& axis, std::size_t i,
                                            std::int64_t size) {
                        return std::pair((axis.origin + axis.first[i]) << axis.level,
                                         std::min(size, (axis.origin + axis.end[i]) << axis.level));
                    };
                    const auto [x0, x1] = pixels(cover.columns, x, 1111);
                    const auto [y0, y1] = pixels(cover.rows, y, 1300);
                    for (std::int64_t row = y0; row < y1 && !expected; ++row) {
                        for (std::int64_t column = x0; column < x1 && !expected; ++column) {
                            expected = mask.at(row * 1111 + column);
                        }
                    }
                    QVERIFY2(
                        cover.at(x, y) == expected,
                        qPrintable(QString("scale %1, device (%2, %3)").arg(scale).arg(x).arg(y)));
                }
            }
        }
    }

    /// A single pixel anywhere, at any scale, is seen where it lies.
    void onePixelNeverVanishes() {
        Random random;
        for (int i = 0; i < 200; ++i) {
            const double scale = kScales[random.between(0, std::size(kScales) - 1)];
            const std::int64_t x = random.between(0, 4000);
            const std::int64_t y = i % 3 == 0 ? 2000 : random.between(0, 2000);
            ConditionMask mask = ConditionMask::create({2001, 4001}).value();
            mask.set(y * 4001 + x, true);
            OrPyramid pyramid(mask, {0, 4001, 1, 2001, 4001});
            const base::Rect device{0, 0, deviceExtent(4001, scale), deviceExtent(2001, scale)};
            const Cover cover = coverOf(mask, pyramid, device, scale);
            const auto place = [scale](std::int64_t pixel, std::int64_t extent) {
                return static_cast<std::size_t>(std::min(
                    static_cast<std::int64_t>(std::floor(static_cast<double>(pixel) * scale)),
                    extent - 1));
            };
            QVERIFY2(cover.at(place(x, device.x1), place(y, device.y1)),
                     qPrintable(QString("scale %1, pixel (%2, %3)").arg(scale).arg(x).arg(y)));
        }
    }
};

QTEST_APPLESS_MAIN(TestCoverage)
#include "tst_coverage.moc"
