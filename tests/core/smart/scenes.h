// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <functional>

#include <QTest>

#include "core/paint/round_brush.h"
#include "core/smart/image_window.h"
#include "tests/support/random.h"

namespace frisket::test {

/// Which pixels of the plane are of the object.
using Truth = std::function<bool(std::int64_t x, std::int64_t y)>;

inline Truth disc(double x, double y, double radius) {
    return [=](std::int64_t column, std::int64_t row) {
        return std::hypot(static_cast<double>(column) + 0.5 - x,
                          static_cast<double>(row) + 0.5 - y) <= radius;
    };
}

/// A picture of two colours and noise, which is nearly normal with that deviation.
inline smart::ImageWindow scene(const base::Rect& rect, int channels, const Truth& truth,
                                int deviation, Random& random) {
    smart::ImageWindow image{rect, channels, {}};
    const int inside[] = {150, 120, 70};
    const int outside[] = {90, 110, 130};
    for (std::int64_t y = rect.y0; y < rect.y1; ++y) {
        for (std::int64_t x = rect.x0; x < rect.x1; ++x) {
            const bool in = truth(x, y);
            for (int channel = 0; channel < channels; ++channel) {
                std::int64_t noise = 0;  // the sum of 12 has the deviation of each side
                for (int i = 0; i < 12 && deviation > 0; ++i) {
                    noise += random.between(-deviation, deviation);
                }
                const auto value =
                    static_cast<std::int64_t>(in ? inside[channel] : outside[channel]) + noise / 2;
                image.pixels.push_back(
                    static_cast<std::uint8_t>(std::clamp<std::int64_t>(value, 0, 255)));
            }
        }
    }
    return image;
}

inline smart::Mark mark(base::Point from, base::Point to, bool isObject = true, int diameter = 5) {
    constexpr base::Rect kPlane{0, 0, 1 << 14, 1 << 14};
    return {{paint::sweep(from, to, diameter, kPlane)}, isObject};
}

/// Pixels in both, divided by those in either.
inline double overlap(const condition::BitRegion& found, const Truth& truth,
                      const base::Rect& rect) {
    std::int64_t both = 0;
    std::int64_t either = 0;
    for (std::int64_t y = rect.y0; y < rect.y1; ++y) {
        for (std::int64_t x = rect.x0; x < rect.x1; ++x) {
            const bool in = found.box().contains(x, y) && found.at(x, y);
            both += in && truth(x, y) ? 1 : 0;
            either += in || truth(x, y) ? 1 : 0;
        }
    }
    return either == 0 ? 1 : static_cast<double>(both) / static_cast<double>(either);
}

inline bool isSet(const condition::BitRegion& region, std::int64_t x, std::int64_t y) {
    return region.box().contains(x, y) && region.at(x, y);
}

/// Windows that no tool may trip over.
inline void hostileRows() {
    QTest::addColumn<base::Rect>("rect");
    QTest::addColumn<int>("channels");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<bool>("good");
    QTest::newRow("nothing") << base::Rect{} << 1 << 0 << false;
    QTest::newRow("no rows") << base::Rect{3, 4, 9, 4} << 3 << 0 << false;
    QTest::newRow("left of the image") << base::Rect{-2, 0, 2, 2} << 1 << 8 << false;
    QTest::newRow("two channels") << base::Rect{0, 0, 2, 2} << 2 << 8 << false;
    QTest::newRow("too few bytes") << base::Rect{0, 0, 4, 4} << 3 << 47 << false;
    QTest::newRow("huge") << base::Rect{0, 0, 1LL << 40, 1LL << 40} << 1 << 16 << false;
    QTest::newRow("1 x 1") << base::Rect{70, 5, 71, 6} << 1 << 1 << true;
    QTest::newRow("1 x 1, colours") << base::Rect{0, 0, 1, 1} << 3 << 3 << true;
    QTest::newRow("a row") << base::Rect{60, 9, 160, 10} << 1 << 100 << true;
    QTest::newRow("a column") << base::Rect{63, 0, 64, 50} << 3 << 150 << true;
    QTest::newRow("2 x 2") << base::Rect{10, 10, 12, 12} << 1 << 4 << true;
    QTest::newRow("all the same") << base::Rect{10, 10, 90, 70} << 3 << 14400 << true;
}

}  // namespace frisket::test

Q_DECLARE_METATYPE(frisket::base::Rect)
