// SPDX-License-Identifier: MIT
#include <cmath>

#include <QTest>

#include "core/paint/symmetry.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::paint;
using base::Point;

class TestSymmetry : public QObject {
    Q_OBJECT

private slots:
    void copiesLieWhereTheyShould_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("arms");
        QTest::addColumn<std::vector<Point>>("expected");
        // About (10, 20), of (13, 24): three right and four down.
        const auto row = [](const char* name, SymmetryKind kind, int arms,
                            const std::vector<Point>& expected) {
            QTest::newRow(name) << static_cast<int>(kind) << arms << expected;
        };
        row("none", SymmetryKind::None, 6, {{13, 24}});
        row("left and right", SymmetryKind::LeftRight, 6, {{13, 24}, {7, 24}});
        row("up and down", SymmetryKind::UpDown, 6, {{13, 24}, {13, 16}});
        row("both", SymmetryKind::Both, 6, {{13, 24}, {7, 24}, {13, 16}, {7, 16}});
        row("two arms", SymmetryKind::Radial, 2, {{13, 24}, {7, 16}});
        row("four arms", SymmetryKind::Radial, 4, {{13, 24}, {6, 23}, {7, 16}, {14, 17}});
        row("one arm is two", SymmetryKind::Radial, 1, {{13, 24}, {7, 16}});
    }
    void copiesLieWhereTheyShould() {
        QFETCH(int, kind);
        QFETCH(int, arms);
        QFETCH(std::vector<Point>, expected);
        const Symmetry symmetry{static_cast<SymmetryKind>(kind), arms, {20, 40}};
        QCOMPARE(copies(symmetry, {26, 48}), expected);
    }

    void armsAreAsFarAndEvenlyTurned() {
        for (const int arms : {3, 5, 6, 7, 12, 32}) {
            const std::vector<Point> places =
                copies({SymmetryKind::Radial, arms, {21, -7}}, {121, 93});
            QCOMPARE(places.size(), static_cast<std::size_t>(arms));
            for (int i = 0; i < arms; ++i) {
                const double x = places[static_cast<std::size_t>(i)].x - 10.5;
                const double y = places[static_cast<std::size_t>(i)].y + 3.5;
                QVERIFY(std::abs(std::hypot(x, y) - std::hypot(50.0, 50.0)) < 1e-9);
                const double turn = std::atan2(y, x) - std::atan2(50.0, 50.0);
                const double whole = turn * arms / (2 * std::acos(-1.0)) - i;
                QVERIFY(std::abs(std::remainder(whole, arms)) < 1e-9);
            }
        }
    }

    void mirroredPlacesSnapToMirroredPlaces() {
        test::Random random;
        for (int i = 0; i < 2000; ++i) {
            const int diameter = static_cast<int>(random.between(1, 40));
            const HalfPoint centre{random.between(-50, 50), random.between(-50, 50)};
            const Point at{static_cast<double>(random.between(-9000, 9000)) / 100,
                           static_cast<double>(random.between(-9000, 9000)) / 100};
            const HalfPoint place = snapped(at, diameter);
            const auto both = copies({SymmetryKind::Both, 6, centre}, place);
            const HalfPoint mirrored{2 * centre.x - place.x, 2 * centre.y - place.y};
            QCOMPARE(snapped(both[0], diameter), place);
            QCOMPARE(snapped(both[3], diameter), mirrored);
        }
    }
};

QTEST_APPLESS_MAIN(TestSymmetry)
#include "tst_symmetry.moc"
