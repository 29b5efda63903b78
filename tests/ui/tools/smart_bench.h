// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <QTest>

#include "tests/support/tool_bench.h"

namespace frisket::test {

inline constexpr base::Point kMiddle{200, 150};
inline constexpr double kLarge = 80;
inline constexpr double kSmall = 16;
/// The photo is narrower than the plane.
inline constexpr int kPhotoWidth = 380;

/// How far a pixel's centre is from the middle.
inline double away(std::int64_t x, std::int64_t y) {
    return std::hypot(static_cast<double>(x) + 0.5 - kMiddle.x,
                      static_cast<double>(y) + 0.5 - kMiddle.y);
}

inline QRgb sceneAt(int x, int y) {
    const double distance = away(x, y);
    const int noise = (x * 7 + y * 13 + x * y) % 9 - 4;
    return distance <= kSmall   ? qRgb(220 + noise, 200 + noise, 60)
           : distance <= kLarge ? qRgb(150 + noise, 60 + noise, 70)
                                : qRgb(60 + noise, 90 + noise, 120);
}
/// A bench with a picture of two discs, one in the other, in its middle.
struct SmartBench : ToolBench {
    static constexpr std::int64_t kAll = kRows * kColumns;

    SmartBench() {
        QImage photo(kPhotoWidth, kRows, QImage::Format_RGB32);
        for (int y = 0; y < photo.height(); ++y) {
            for (int x = 0; x < photo.width(); ++x) {
                photo.setPixel(x, y, sceneAt(x, y));
            }
        }
        const QString path = folder.path("photo.png");
        if (!photo.save(path) || !document.open(session::LayerId::Backdrop, path)) {
            qFatal("can't open %s", qPrintable(path));
        }
        canvas.zoomTo(1);
    }

    /// Zoom and the radius of the disc whose edge is seen there.
    static void zoomRows() {
        QTest::addColumn<double>("zoom");
        QTest::addColumn<double>("radius");
        QTest::newRow("1:8") << 0.125 << kLarge;
        QTest::newRow("1:1") << 1.0 << kLarge;
        QTest::newRow("8:1") << 8.0 << kSmall;
    }

    void zoomTo(double zoom) {
        canvas.zoomTo(zoom);
        canvas.centreOn(kMiddle);
    }

    static Points around(double radius) {
        Points points;
        for (int i = 0; i < 4; ++i) {
            points.push_back({kMiddle.x + radius * std::cos(0.3 + 1.5708 * i),
                              kMiddle.y + radius * std::sin(0.3 + 1.5708 * i)});
        }
        return points;
    }

    void dragBox(double reach, Qt::KeyboardModifiers modifiers = {}) {
        const base::Point from{kMiddle.x - reach + 0.3, kMiddle.y - reach + 0.3};
        const base::Point to{kMiddle.x + reach + 0.3, kMiddle.y + reach + 0.3};
        pointer.stroke({from, to}, Qt::LeftButton, modifiers);
    }

    [[nodiscard]] bool isSelected(std::int64_t x, std::int64_t y) const {
        return document.condition()->at(y * ToolBench::kColumns + x);
    }

    /// The condition is a disc, but for so much.
    void checkDisc(double radius, double least) const {
        std::int64_t both = 0;
        std::int64_t either = 0;
        for (std::int64_t y = 0; y < ToolBench::kRows; ++y) {
            for (std::int64_t x = 0; x < ToolBench::kColumns; ++x) {
                const bool in = away(x, y) <= radius;
                both += in && isSelected(x, y) ? 1 : 0;
                either += in || isSelected(x, y) ? 1 : 0;
            }
        }
        const double overlap = static_cast<double>(both) / static_cast<double>(either);
        QVERIFY2(overlap >= least, qPrintable(QString::number(overlap)));
    }
};

}  // namespace frisket::test
