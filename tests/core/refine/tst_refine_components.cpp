// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/refine/components.h"
#include "core/refine/run_components.h"
#include "tests/support/bit_planes.h"
#include "tests/support/cancel_after.h"

using namespace frisket;
using namespace frisket::refine;
using base::Rect;
using condition::BitRegion;
using condition::Connectivity;
using condition::Pixel;
using test::BitPlane;
using test::Random;

namespace {
using Pieces = std::vector<std::vector<Pixel>>;

BitPlane drawn(const BitPlane& like, const Pieces& pieces) {
    BitPlane plane(like.width, like.height);
    for (const auto& piece : pieces) {
        for (const Pixel& pixel : piece) {
            plane.set(pixel.x, pixel.y);
        }
    }
    return plane;
}

bool atBorder(const BitPlane& plane, const std::vector<Pixel>& piece) {
    return std::any_of(piece.begin(), piece.end(), [&](const Pixel& pixel) {
        return pixel.x == 0 || pixel.y == 0 || pixel.x == plane.width - 1 ||
               pixel.y == plane.height - 1;
    });
}

struct Case {
    BitPlane plane;
    BitRegion region;
    Pieces pieces;
    Connectivity connectivity;
    base::ThreadPool* pool;
};
}  // namespace

class TestRefineComponents : public QObject {
    Q_OBJECT

    base::ThreadPool m_pool{2};

    /// Random planes in turn with both kinds of neighbours, on one thread and more.
    template <class Check>
    void forRandomPlanes(Check&& check) {
        Random random;
        for (int i = 0; i < 120 && !QTest::currentTestFailed(); ++i) {
            const BitPlane plane = test::randomPlane(random, 200, i % 10 == 0 ? 400 : 60);
            const auto connectivity = i % 2 == 0 ? Connectivity::Four : Connectivity::Eight;
            check(
                Case{plane, test::regionOf(plane, random), test::componentsOf(plane, connectivity),
                     connectivity, i % 3 == 0 ? &m_pool : nullptr},
                random);
        }
    }

private slots:
    /// What the others are made of: sizes by first pixels in reading order, and whose each run is.
    void runsOfRandomPlanes() {
        forRandomPlanes([](const Case& c, Random& /*random*/) {
            const RowSource source(c.region, c.plane.rect(), false);
            const auto found =
                RunComponents::find(source, {c.connectivity, true}, nullptr, c.pool).value();
            QCOMPARE(found.count(), static_cast<std::int64_t>(c.pieces.size()));
            std::vector<std::int64_t> expected;
            for (const auto& piece : c.pieces) {
                expected.push_back(static_cast<std::int64_t>(piece.size()) +
                                   (atBorder(c.plane, piece) ? RunComponents::kAtEdge : 0));
            }
            QVERIFY(found.sizes() == expected);
            Pieces pieces(c.pieces.size());
            const auto done = found.forEachRunOf(
                [&](std::int64_t y, std::int64_t begin, std::int64_t end, std::uint32_t component) {
                    for (std::int64_t x = begin; x < end; ++x) {
                        pieces[component].push_back({x, y});
                    }
                },
                nullptr, nullptr);
            QVERIFY(done);
            for (std::size_t i = 0; i < pieces.size(); ++i) {
                QVERIFY(drawn(c.plane, {pieces[i]}).bits == drawn(c.plane, {c.pieces[i]}).bits);
            }
        });
    }

    void sizesOfRandomPlanes() {
        forRandomPlanes([](const Case& c, Random& random) {
            const std::int64_t least = random.between(0, 30);
            Pieces large;
            for (const auto& piece : c.pieces) {
                if (static_cast<std::int64_t>(piece.size()) >= least) {
                    large.push_back(piece);
                }
            }
            QCOMPARE(test::difference(*removeIslands(c.region, c.plane.rect(), c.connectivity,
                                                     least, nullptr, c.pool),
                                      drawn(c.plane, large)),
                     QString());
        });
    }

    void largestOfRandomPlanes() {
        forRandomPlanes([](const Case& c, Random& random) {
            const std::int64_t count = random.between(0, 6);
            Pieces order = c.pieces;
            std::stable_sort(order.begin(), order.end(),
                             [](const auto& a, const auto& b) { return a.size() > b.size(); });
            order.resize(std::min(order.size(), static_cast<std::size_t>(count)));
            QCOMPARE(test::difference(*keepLargest(c.region, c.plane.rect(), c.connectivity, count,
                                                   nullptr, c.pool),
                                      drawn(c.plane, order)),
                     QString());
        });
    }

    void componentsAtPixels() {
        forRandomPlanes([](const Case& c, Random& random) {
            for (int i = 0; i < 5; ++i) {
                const Pixel at{random.between(-1, c.plane.width),
                               random.between(-1, c.plane.height)};
                Pieces expected;
                for (const auto& piece : c.pieces) {
                    if (std::count(piece.begin(), piece.end(), at) > 0) {
                        expected.push_back(piece);
                    }
                }
                QCOMPARE(test::difference(*componentAt(c.region, c.plane.rect(), c.connectivity, at,
                                                       nullptr, c.pool),
                                          drawn(c.plane, expected)),
                         QString());
            }
        });
    }

    void holesOfRandomPlanes() {
        forRandomPlanes([](const Case& c, Random& random) {
            const std::int64_t below = random.chance(30) ? kAnySize : random.between(0, 60);
            BitPlane expected = c.plane;
            for (const auto& hole :
                 test::componentsOf(c.plane.inverted(), condition::dualOf(c.connectivity))) {
                if (!atBorder(c.plane, hole) && static_cast<std::int64_t>(hole.size()) < below) {
                    for (const Pixel& pixel : hole) {
                        expected.set(pixel.x, pixel.y);
                    }
                }
            }
            QCOMPARE(test::difference(*fillHoles(c.region, c.plane.rect(), c.connectivity, below,
                                                 nullptr, c.pool),
                                      expected),
                     QString());
        });
    }

    void whatIsOutsideIsNotLookedAt() {
        // Two that hang together only outside of the plane, and what is a hole only there.
        BitRegion region(Rect{0, 0, 90, 10});
        region.setSpan(0, 0, 90);
        region.setSpan(9, 0, 90);
        for (std::int64_t y = 0; y < 10; ++y) {
            region.setSpan(y, 0, 1);
            region.setSpan(y, 89, 90);
        }
        const Rect plane{1, 0, 80, 10};
        QCOMPARE(keepLargest(region, plane, Connectivity::Eight)->count(), 79);
        QCOMPARE(fillHoles(region, plane, Connectivity::Eight)->count(), 2 * 79);
        QCOMPARE(fillHoles(region, Rect{0, 0, 90, 10}, Connectivity::Eight)->count(), 900);
    }

    void nothingStaysNothing() {
        for (const BitRegion& region : {BitRegion(), BitRegion(Rect{3, 4, 90, 10})}) {
            const Rect plane{0, 0, 100, 100};
            QVERIFY(removeIslands(region, plane, Connectivity::Four, 3)->empty());
            QVERIFY(fillHoles(region, plane, Connectivity::Four)->empty());
            QVERIFY(keepLargest(region, plane, Connectivity::Four)->empty());
            QVERIFY(componentAt(region, plane, Connectivity::Four, {5, 5})->empty());
        }
    }

    void canBeCancelled() {
        BitRegion region(Rect{0, 0, 700, 900});
        region.fill();
        for (int looks = 0; looks < 8; ++looks) {  // in the search, and when it is drawn
            test::CancelAfter progress(looks);
            const auto out = removeIslands(region, region.box(), Connectivity::Four, 5, &progress);
            QVERIFY(!out.has_value());
            QCOMPARE(out.error().code, base::ErrorCode::Cancelled);
        }
    }
};

QTEST_APPLESS_MAIN(TestRefineComponents)
#include "tst_refine_components.moc"
