// SPDX-License-Identifier: MIT
// Where a refinement works: everywhere, in an area, on a component. What each one makes of a region
// has tests of its own.
#include <limits>

#include <QTest>

#include "core/refine/invert.h"
#include "core/refine/morphology.h"
#include "core/refine/refinement.h"
#include "core/refine/smooth.h"
#include "tests/support/bit_planes.h"

using namespace frisket;
using namespace frisket::refine;
using base::Rect;
using condition::BitRegion;
using test::BitPlane;
using test::Random;

namespace {
const std::vector<std::pair<const char*, Kind>> kKinds{{"grow", Kind::Grow},
                                                       {"shrink", Kind::Shrink},
                                                       {"open", Kind::Open},
                                                       {"close", Kind::Close},
                                                       {"median", Kind::Median},
                                                       {"gaussian", Kind::Gaussian},
                                                       {"fill holes", Kind::FillHoles},
                                                       {"remove islands", Kind::RemoveIslands},
                                                       {"largest", Kind::KeepLargest},
                                                       {"outline", Kind::Outline},
                                                       {"margin", Kind::Margin},
                                                       {"invert", Kind::Invert}};

Refinement anyOf(Kind kind, Random& random) {
    Refinement what;
    what.kind = kind;
    what.element = {static_cast<ElementShape>(random.between(0, 2)), random.between(1, 5)};
    what.sigma = static_cast<double>(random.between(5, 30)) / 10;
    what.size = random.between(0, 12);
    what.count = random.between(1, 3);
    what.width = random.between(1, 3);
    what.side = static_cast<OutlineSide>(random.between(0, 2));
    what.distance = static_cast<double>(random.between(-30, 30)) / 10;
    what.spacing = {1.5, 1};
    what.connectivity =
        random.chance(50) ? condition::Connectivity::Four : condition::Connectivity::Eight;
    return what;
}

/// The outcome of the whole plane, by the functions themselves.
BitRegion whole(const BitRegion& region, const Rect& plane, const Refinement& what) {
    switch (what.kind) {
        case Kind::Grow:
            return dilate(region, plane, what.element).value();
        case Kind::Shrink:
            return erode(region, plane, what.element).value();
        case Kind::Open:
            return open(region, plane, what.element).value();
        case Kind::Close:
            return close(region, plane, what.element).value();
        case Kind::Median:
            return median(region, plane, what.element).value();
        case Kind::Gaussian:
            return gaussian(region, plane, what.sigma).value();
        case Kind::FillHoles:
            return fillHoles(region, plane, what.connectivity, what.size > 0 ? what.size : kAnySize)
                .value();
        case Kind::RemoveIslands:
            return removeIslands(region, plane, what.connectivity, what.size).value();
        case Kind::KeepLargest:
            return keepLargest(region, plane, what.connectivity, what.count).value();
        case Kind::Outline:
            return outline(region, plane, what.width, what.side).value();
        case Kind::Margin:
            return (what.distance >= 0 ? growBy(region, plane, what.distance, what.spacing)
                                       : shrinkBy(region, plane, -what.distance, what.spacing))
                .value();
        case Kind::Invert:
            return inverted(region, plane);
    }
    return {};
}

/// Compares `change` with what becomes of each pixel; an empty text where they agree.
QString difference(const BitPlane& plane, const Change& change, const BitPlane& expected) {
    std::int64_t added = 0;
    std::int64_t removed = 0;
    for (std::int64_t y = 0; y < plane.height; ++y) {
        for (std::int64_t x = 0; x < plane.width; ++x) {
            const bool before = plane.at(x, y);
            const bool after = expected.at(x, y);
            added += after && !before ? 1 : 0;
            removed += before && !after ? 1 : 0;
            if (change.added.at(x, y) != (after && !before) ||
                change.removed.at(x, y) != (before && !after)) {
                return QString("pixel (%1, %2), before %3, after %4")
                    .arg(x)
                    .arg(y)
                    .arg(before)
                    .arg(after);
            }
        }
    }
    return added == change.addedCount && removed == change.removedCount ? QString()
                                                                        : QString("counts");
}

BitPlane planeOf(const BitRegion& region, const BitPlane& like) {
    BitPlane plane(like.width, like.height);
    for (std::int64_t y = 0; y < plane.height; ++y) {
        for (std::int64_t x = 0; x < plane.width; ++x) {
            if (region.at(x, y)) {
                plane.set(x, y);
            }
        }
    }
    return plane;
}
}  // namespace

class TestRefinement : public QObject {
    Q_OBJECT

private slots:
    void changesWhatItShould_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("scope");
        for (const auto& [name, kind] : kKinds) {
            QTest::addRow("%s everywhere", name) << static_cast<int>(kind) << 0;
            QTest::addRow("%s in an area", name) << static_cast<int>(kind) << 1;
            QTest::addRow("%s of a component", name) << static_cast<int>(kind) << 2;
        }
    }
    void changesWhatItShould() {
        QFETCH(int, kind);
        QFETCH(int, scope);
        Random random;
        for (int i = 0; i < 25; ++i) {
            const BitPlane plane = test::randomPlane(random, 150, 80);
            const BitRegion region = test::regionOf(plane, random);
            const Refinement what = anyOf(static_cast<Kind>(kind), random);
            Scope where;
            BitPlane expected = planeOf(whole(region, plane.rect(), what), plane);
            if (scope == 1) {
                const auto low = [&](std::int64_t size) { return random.between(0, size - 1); };
                const std::int64_t x = low(plane.width);
                const std::int64_t y = low(plane.height);
                where.area = Rect{x, y, x + random.between(1, 60), y + random.between(1, 40)};
                const BitPlane all =
                    what.kind == Kind::Invert
                        ? planeOf(inverted(region, where.area->intersected(plane.rect())), plane)
                        : expected;
                expected = plane;
                for (std::int64_t py = 0; py < plane.height; ++py) {
                    for (std::int64_t px = 0; px < plane.width; ++px) {
                        if (where.area->contains(px, py)) {
                            expected.set(px, py, all.at(px, py));
                        }
                    }
                }
            } else if (scope == 2) {
                where.component = condition::Pixel{random.between(0, plane.width - 1),
                                                   random.between(0, plane.height - 1)};
                const BitRegion component =
                    componentAt(region, plane.rect(), what.connectivity, *where.component).value();
                if (component.empty()) {
                    expected = plane;
                } else {
                    expected = planeOf(whole(component, plane.rect(), what), plane);
                    for (std::int64_t py = 0; py < plane.height; ++py) {
                        for (std::int64_t px = 0; px < plane.width; ++px) {
                            if (plane.at(px, py) && !component.at(px, py)) {
                                expected.set(px, py);
                            }
                        }
                    }
                }
            }
            const Change change = refine::refine(region, plane.rect(), what, where).value();
            const QString wrong = difference(plane, change, expected);
            QVERIFY2(wrong.isEmpty(), qPrintable(QString("%1: %2").arg(i).arg(wrong)));
        }
    }

    void numbersOutOfRangeAreRefused_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<qint64>("whole");
        QTest::addColumn<double>("number");
        constexpr qint64 kWhole[] = {std::numeric_limits<qint64>::min(), -1, 0, 501,
                                     std::numeric_limits<qint64>::max()};
        constexpr double kNumbers[] = {std::numeric_limits<double>::quiet_NaN(),
                                       std::numeric_limits<double>::infinity(),
                                       -std::numeric_limits<double>::infinity(), 1e300, 0};
        for (const auto& [name, kind] : kKinds) {
            for (std::size_t i = 0; i < std::size(kWhole); ++i) {
                const bool hasWhole = kind == Kind::Grow || kind == Kind::Shrink ||
                                      kind == Kind::Open || kind == Kind::Close ||
                                      kind == Kind::Median || kind == Kind::Outline;
                if (hasWhole) {
                    QTest::addRow("%s by %lld", name, static_cast<long long>(kWhole[i]))
                        << static_cast<int>(kind) << kWhole[i] << 0.0;
                } else if (kind == Kind::Gaussian || (kind == Kind::Margin && i < 3)) {
                    QTest::addRow("%s by %g", name, kNumbers[i])
                        << static_cast<int>(kind) << qint64{1} << kNumbers[i];
                }
            }
        }
    }
    void numbersOutOfRangeAreRefused() {
        QFETCH(int, kind);
        QFETCH(qint64, whole);
        QFETCH(double, number);
        BitRegion region(Rect{2, 2, 7, 7});
        region.fill();
        Refinement what;
        what.kind = static_cast<Kind>(kind);
        what.element.radius = what.width = whole;
        what.sigma = what.distance = number;
        for (const Scope& where :
             {Scope{}, Scope{Rect{3, 3, 5, 5}}, Scope{{}, condition::Pixel{3, 3}}}) {
            const auto change = refine::refine(region, {0, 0, 9, 9}, what, where);
            QVERIFY(!change);
            QCOMPARE(change.error().code, base::ErrorCode::InvalidArgument);
        }
    }

    void nothingBecomesNothing() {
        for (const auto& [name, kind] : kKinds) {
            Refinement what;
            what.kind = kind;
            const auto change = refine::refine(BitRegion(), {0, 0, 9, 7}, what, {});
            QVERIFY2(change.has_value(), name);
            QCOMPARE(change->addedCount, kind == Kind::Invert ? 63 : 0);
            QCOMPARE(change->removedCount, 0);
        }
    }
};

QTEST_APPLESS_MAIN(TestRefinement)
#include "tst_refinement.moc"
