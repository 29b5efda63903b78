// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <QTest>

#include "core/paint/brush_stroke.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::paint;
using base::Point;
using Sweeps = std::vector<Sweep>;

namespace {
constexpr Nib kRound{NibShape::Round, 5};
constexpr base::Rect kPlane{0, 0, 200, 160};

/// Pixels that the sweeps cover together.
std::vector<bool> painted(const Sweeps& sweeps) {
    std::vector<bool> bits(static_cast<std::size_t>(kPlane.x1 * kPlane.y1));
    for (const Sweep& each : sweeps) {
        for (const auto& region : sweep(each.nib, each.from, each.to, kPlane)) {
            for (std::int64_t y = region.box().y0; y < region.box().y1; ++y) {
                for (std::int64_t x = region.box().x0; x < region.box().x1; ++x) {
                    if (region.at(x, y)) {
                        bits[static_cast<std::size_t>(y * kPlane.x1 + x)] = true;
                    }
                }
            }
        }
    }
    return bits;
}

Sweeps wholeStroke(const BrushStyle& style, const std::vector<Point>& points) {
    BrushStroke stroke(style);
    Sweeps all = stroke.begin(points.front(), 1);
    const auto append = [&all](const Sweeps& more) {
        all.insert(all.end(), more.begin(), more.end());
    };
    for (const Point& point : points) {
        append(stroke.extend(point, 1));
    }
    append(stroke.end());
    return all;
}
}  // namespace

class TestBrushStroke : public QObject {
    Q_OBJECT

private slots:
    void aStrokeIsADabAndSegments() {
        BrushStroke stroke({.nib = kRound});
        QCOMPARE(stroke.begin({10.2, 20.2}, 1), (Sweeps{{kRound, {10.2, 20.2}, {10.2, 20.2}}}));
        QCOMPARE(stroke.extend({10.9, 20.9}, 1), Sweeps());  // the same pixel
        QCOMPARE(stroke.extend({12.1, 20.9}, 1), (Sweeps{{kRound, {10.2, 20.2}, {12.1, 20.9}}}));
        QCOMPARE(stroke.end(), Sweeps());
        QCOMPARE(stroke.tip(), (Point{12.1, 20.9}));
    }

    void evenBrushesMoveByCorners() {
        BrushStroke stroke({.nib = {NibShape::Round, 4}});
        QCOMPARE(stroke.begin({10.4, 20.4}, 1).size(), std::size_t{1});
        QCOMPARE(stroke.extend({9.6, 19.6}, 1), Sweeps());
        QCOMPARE(stroke.extend({10.6, 20.4}, 1).size(), std::size_t{1});
    }

    void aLineComesFirst() {
        BrushStroke stroke({.nib = kRound, .pull = 50});
        QCOMPARE(
            stroke.begin({30.2, 20.2}, 1, Point{10.2, 20.2}),
            (Sweeps{{kRound, {10.2, 20.2}, {10.2, 20.2}}, {kRound, {10.2, 20.2}, {30.2, 20.2}}}));
        QCOMPARE(stroke.tip(), (Point{30.2, 20.2}));  // the string does not hold a line back
    }

    void flatEndsHaveDabsAtJointsAlone() {
        const Nib flat{NibShape::Flat, 6};
        BrushStroke stroke({.nib = flat});
        QCOMPARE(stroke.begin({10, 20}, 1), Sweeps());
        QCOMPARE(stroke.extend({30, 20}, 1), (Sweeps{{flat, {10, 20}, {30, 20}}}));
        QCOMPARE(stroke.extend({30, 40}, 1),
                 (Sweeps{{flat, {30, 20}, {30, 20}}, {flat, {30, 20}, {30, 40}}}));
        QCOMPARE(stroke.end(), Sweeps());
        BrushStroke click({.nib = flat});
        QCOMPARE(click.begin({10, 20}, 1), Sweeps());
        QCOMPARE(click.end(), (Sweeps{{flat, {10, 20}, {10, 20}}}));
    }

    void theStringPullsTheBrush() {
        BrushStroke stroke({.nib = kRound, .pull = 10});
        QCOMPARE(stroke.begin({50.5, 50.5}, 1).size(), std::size_t{1});
        QCOMPARE(stroke.extend({58.5, 50.5}, 1), Sweeps());  // slack
        QCOMPARE(stroke.extend({50.5, 41.5}, 1), Sweeps());
        QCOMPARE(stroke.tip(), (Point{50.5, 50.5}));
        QCOMPARE(stroke.extend({80.5, 50.5}, 1), (Sweeps{{kRound, {50.5, 50.5}, {70.5, 50.5}}}));
        QCOMPARE(stroke.tip(), (Point{70.5, 50.5}));
    }

    void tremblingIsNotDrawn() {
        test::Random random;
        std::vector<Point> points;
        for (int x = 10; x < 190; x += 2) {
            points.push_back({x + 0.5, 80.5 + static_cast<double>(random.between(-6, 6))});
        }
        const auto reach = [&](double pull) {
            double most = 0;
            for (const Sweep& each : wholeStroke({.nib = kRound, .pull = pull}, points)) {
                // After the string is taut for the first time.
                if (each.from.x > 60) {
                    most = std::max(most, std::abs(each.to.y - 80.5));
                }
            }
            return most;
        };
        QVERIFY2(reach(40) < reach(0) / 2, qPrintable(QString::number(reach(40))));
    }

    void pressureIsThePartOfTheSize() {
        const BrushStyle style{.nib = {NibShape::Round, 20}, .pressure = true};
        BrushStroke stroke(style);
        QCOMPARE(stroke.begin({50, 50}, 0.5).front().nib.diameter, 10);
        // Grows by a pixel from piece to piece, to the full size at the end.
        const Sweeps way = stroke.extend({100, 50}, 1);
        QCOMPARE(way.size(), std::size_t{10});
        for (std::size_t i = 0; i < way.size(); ++i) {
            QCOMPARE(way[i].nib.diameter, 11 + static_cast<int>(i));
            QCOMPARE(way[i].from, i == 0 ? (Point{50, 50}) : way[i - 1].to);
        }
        QCOMPARE(way.back().to, (Point{100, 50}));
        // Pressed harder on the spot, it widens; with less nothing is new.
        BrushStroke spot(style);
        QCOMPARE(spot.begin({50, 50}, 0).front().nib.diameter, 1);
        QCOMPARE(spot.extend({50, 50}, 0.6).back().nib.diameter, 12);
        QCOMPARE(spot.extend({50, 50}, 0.3), Sweeps());
        QCOMPARE(spot.extend({52, 50}, 0.3).back().nib.diameter, 6);
        // Without the option, or with a device that lies, the size stays in its bounds.
        BrushStroke plain({.nib = kRound});
        QCOMPARE(plain.begin({50, 50}, 0.1).front().nib.diameter, 5);
        BrushStroke wild(style);
        QCOMPARE(wild.begin({50, 50}, 7).front().nib.diameter, 20);
    }

    void mirroredStrokesAreMirroredToThePixel_data() {
        QTest::addColumn<int>("shape");
        QTest::addColumn<int>("diameter");
        for (const NibShape shape : {NibShape::Round, NibShape::Square, NibShape::Flat}) {
            for (const int diameter : {1, 2, 7, 12}) {
                QTest::addRow("nib %d of %d", static_cast<int>(shape), diameter)
                    << static_cast<int>(shape) << diameter;
            }
        }
    }
    void mirroredStrokesAreMirroredToThePixel() {
        QFETCH(int, shape);
        QFETCH(int, diameter);
        test::Random random;
        for (int i = 0; i < 10; ++i) {
            std::vector<Point> points;
            for (int k = 0; k < 8; ++k) {
                points.push_back({static_cast<double>(random.between(0, 19999)) / 100,
                                  static_cast<double>(random.between(0, 15999)) / 100});
            }
            const Nib nib{static_cast<NibShape>(shape), diameter};
            const auto one = painted(wholeStroke({.nib = nib}, points));
            // About the middle of the plane: pixel x is mirrored at 199 - x.
            const auto four = painted(wholeStroke(
                {.nib = nib, .symmetry = {SymmetryKind::Both, 6, {kPlane.x1, kPlane.y1}}}, points));
            for (std::int64_t y = 0; y < kPlane.y1; ++y) {
                for (std::int64_t x = 0; x < kPlane.x1; ++x) {
                    const auto at = [&one](std::int64_t px, std::int64_t py) {
                        return one[static_cast<std::size_t>(py * kPlane.x1 + px)];
                    };
                    const std::int64_t mx = kPlane.x1 - 1 - x;
                    const std::int64_t my = kPlane.y1 - 1 - y;
                    const bool expected = at(x, y) || at(mx, y) || at(x, my) || at(mx, my);
                    if (four[static_cast<std::size_t>(y * kPlane.x1 + x)] != expected) {
                        QFAIL(qPrintable(QString("%1: pixel (%2, %3)").arg(i).arg(x).arg(y)));
                    }
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestBrushStroke)
#include "tst_brush_stroke.moc"
