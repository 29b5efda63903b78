// SPDX-License-Identifier: MIT
#include <algorithm>

#include <QRegion>
#include <QTest>

#include "tests/support/random.h"
#include "ui/canvas/tile_cache.h"

using namespace frisket;
using namespace frisket::test;
using ui::TileCache;

namespace {
constexpr std::int64_t kTileBytes = std::int64_t{4} * TileCache::kSide * TileCache::kSide;

/// A picture that may change; a pixel's colour tells its place and the version it was drawn at.
struct Picture {
    int version = 1;
    QList<QRect> rendered;

    [[nodiscard]] QRgb colour(int x, int y) const {
        return qRgb(x & 255, y & 255, ((x >> 8) * 7 + (y >> 8) * 31 + version) & 255);
    }

    void render(QImage& tile, QPoint corner, const QRect& part) {
        rendered << part;
        for (int y = part.top(); y <= part.bottom(); ++y) {
            for (int x = part.left(); x <= part.right(); ++x) {
                tile.setPixel(QPoint(x, y) - corner, colour(x, y));
            }
        }
    }

    void render(std::span<const ui::TileJob> jobs) {
        for (const ui::TileJob& job : jobs) {
            for (const QRect& part : job.parts) {
                render(*job.tile, job.corner, part);
            }
        }
    }

    [[nodiscard]] TileCache cache(std::int64_t budget) {
        return TileCache([this](std::span<const ui::TileJob> jobs) { render(jobs); }, budget);
    }
};

/// The corners of the tiles that cover `rect`, after what is missing was rendered.
QList<QPoint> cornersFor(Picture& picture, TileCache& cache, const QRect& rect) {
    QList<QPoint> corners;
    picture.render(cache.takeStale(rect));
    cache.forEachTile(rect, [&](QPoint corner, const QImage* tile) {
        QVERIFY(tile != nullptr);
        corners << corner;
    });
    cache.trim(rect);
    return corners;
}
}  // namespace

class TestTileCache : public QObject {
    Q_OBJECT

private slots:
    void tilesCoverTheRectangle_data() {
        QTest::addColumn<QRect>("rect");
        QTest::addColumn<int>("tiles");
        QTest::newRow("one pixel") << QRect(0, 0, 1, 1) << 1;
        QTest::newRow("one tile") << QRect(0, 0, 256, 256) << 1;
        QTest::newRow("four corners") << QRect(255, 255, 2, 2) << 4;
        QTest::newRow("negative") << QRect(-1, -257, 2, 2) << 4;
        QTest::newRow("far") << QRect(-100000, 900000, 1, 300) << 2;
        QTest::newRow("empty") << QRect(5, 5, 0, 7) << 0;
    }
    void tilesCoverTheRectangle() {
        QFETCH(QRect, rect);
        QFETCH(int, tiles);
        Picture picture;
        TileCache cache = picture.cache(0);
        QRegion missing(rect);
        int count = 0;
        picture.render(cache.takeStale(rect));
        cache.forEachTile(rect, [&](QPoint corner, const QImage* tile) {
            ++count;
            QVERIFY(tile != nullptr);
            QCOMPARE(tile->size(), QSize(256, 256));
            missing -= QRect(corner, tile->size());
            QCOMPARE(tile->pixel(0, 0), picture.colour(corner.x(), corner.y()));
            QCOMPARE(tile->pixel(255, 200), picture.colour(corner.x() + 255, corner.y() + 200));
        });
        QVERIFY(missing.isEmpty());
        QCOMPARE(count, tiles);
        QCOMPARE(picture.rendered.size(), tiles);
    }

    void whatIsUpToDateIsNotRenderedAgain() {
        Picture picture;
        TileCache cache = picture.cache(std::int64_t{64} << 20);
        cornersFor(picture, cache, {0, 0, 1000, 1000});
        picture.rendered.clear();
        cornersFor(picture, cache, {10, 20, 900, 700});
        QVERIFY(picture.rendered.isEmpty());
        cornersFor(picture, cache, {10, 20, 1200, 700});
        QCOMPARE(picture.rendered.size(), 3);
        cache.clear();
        QCOMPARE(cache.size(), std::size_t{0});
        picture.rendered.clear();
        cornersFor(picture, cache, {0, 0, 10, 10});
        QCOMPARE(picture.rendered.size(), 1);
    }

    void onlyTheStalePartIsRendered() {
        Picture picture;
        TileCache cache = picture.cache(std::int64_t{64} << 20);
        cornersFor(picture, cache, {-300, -300, 900, 900});
        picture.rendered.clear();
        cache.invalidate({250, -3, 10, 5});
        cache.invalidate({100000, 0, 5, 5});
        cache.invalidate({});
        QVERIFY(picture.rendered.isEmpty());
        cornersFor(picture, cache, {-300, -300, 900, 900});
        QList<QRect> parts = picture.rendered;
        std::sort(parts.begin(), parts.end(), [](const QRect& a, const QRect& b) {
            return std::pair(a.top(), a.left()) < std::pair(b.top(), b.left());
        });
        const QList<QRect> expected{
            {250, -3, 6, 3}, {256, -3, 4, 3}, {250, 0, 6, 2}, {256, 0, 4, 2}};
        QCOMPARE(parts, expected);
        picture.rendered.clear();
        cornersFor(picture, cache, {-300, -300, 900, 900});
        QVERIFY(picture.rendered.isEmpty());
    }

    void staleTilesOutOfSightWait() {
        Picture picture;
        TileCache cache = picture.cache(std::int64_t{64} << 20);
        cornersFor(picture, cache, {0, 0, 600, 10});
        picture.rendered.clear();
        cache.invalidate({0, 0, 600, 10});
        cornersFor(picture, cache, {0, 0, 10, 10});
        QCOMPARE(picture.rendered, QList<QRect>{QRect(0, 0, 256, 10)});
        picture.rendered.clear();
        cornersFor(picture, cache, {300, 0, 10, 10});
        QCOMPARE(picture.rendered, QList<QRect>{QRect(256, 0, 256, 10)});
    }

    void whatWasNotRenderedIsNotThere() {
        Picture picture;
        TileCache cache = picture.cache(std::int64_t{64} << 20);
        const std::vector<ui::TileJob> jobs = cache.takeStale({0, 0, 600, 10});
        QCOMPARE(jobs.size(), std::size_t{3});
        picture.render(std::span(jobs).first(1));
        cache.giveBack(std::span(jobs).subspan(1));
        QList<bool> there;
        cache.forEachTile({0, 0, 600, 10},
                          [&](QPoint, const QImage* tile) { there << (tile != nullptr); });
        QCOMPARE(there, (QList<bool>{true, false, false}));
        QCOMPARE(cornersFor(picture, cache, {0, 0, 600, 10}).size(), 3);
        QCOMPARE(picture.rendered.size(), 3);
        // What was there once is drawn until it is rendered anew.
        cache.invalidate({0, 0, 600, 256});
        cache.giveBack(cache.takeStale({0, 0, 600, 10}));
        cache.forEachTile({0, 0, 600, 10},
                          [](QPoint, const QImage* tile) { QVERIFY(tile != nullptr); });
    }

    void theOldestGoFirst() {
        Picture picture;
        TileCache cache = picture.cache(3 * kTileBytes);  // beside the one that is seen
        for (int i = 0; i < 4; ++i) {
            cornersFor(picture, cache, {i * 256, 0, 1, 1});
        }
        cornersFor(picture, cache, {0, 0, 1, 1});  // the first is used again
        cornersFor(picture, cache, {4 * 256, 0, 1, 1});
        QCOMPARE(cache.size(), std::size_t{4});
        picture.rendered.clear();
        for (const int kept : {0, 2, 3, 4}) {
            cornersFor(picture, cache, {kept * 256, 0, 1, 1});
        }
        QVERIFY(picture.rendered.isEmpty());
        cornersFor(picture, cache, {256, 0, 1, 1});
        QCOMPARE(picture.rendered.size(), 1);
    }

    void aFrameIsKeptWhole() {
        Picture picture;
        TileCache cache = picture.cache(0);
        QCOMPARE(cornersFor(picture, cache, {0, 0, 1024, 1024}).size(), 16);
        QCOMPARE(cache.size(), std::size_t{16});
        picture.rendered.clear();
        cornersFor(picture, cache, {0, 0, 1024, 1024});
        QVERIFY(picture.rendered.isEmpty());
        cornersFor(picture, cache, {5000, 0, 1, 1});
        QCOMPARE(cache.size(), std::size_t{1});
    }

    /// A frame is drawn by several rectangles, after more than the budget was rendered around it.
    void whatIsSeenStaysWhileAFrameIsDrawn() {
        Picture picture;
        TileCache cache = picture.cache(kTileBytes);
        const QRect view(0, 0, 1024, 1024);
        picture.render(cache.takeStale(view.adjusted(-512, -512, 512, 512)));
        for (const QRect& rect : {QRect(0, 900, 10, 10), QRect(900, 0, 10, 10)}) {
            cache.forEachTile(rect, [](QPoint, const QImage* tile) { QVERIFY(tile != nullptr); });
        }
        cache.trim(view);
        QCOMPARE(cache.size(), std::size_t{16 + 1});
        picture.rendered.clear();
        cornersFor(picture, cache, view);
        QVERIFY(picture.rendered.isEmpty());
    }

    void nothingStaleIsEverDrawn() {
        Random random;
        Picture picture;
        const auto randomRect = [&] {
            return QRect(static_cast<int>(random.between(-600, 600)),
                         static_cast<int>(random.between(-600, 600)),
                         static_cast<int>(random.between(1, 400)),
                         static_cast<int>(random.between(1, 400)));
        };
        // Changes bring every pixel of a rectangle to the new version: keep them in a picture.
        QImage truth(1600, 1600, QImage::Format_RGB32);
        const QPoint shift(700, 700);
        const auto change = [&](const QRect& rect) { picture.render(truth, -shift, rect); };
        change({-700, -700, 1600, 1600});
        const auto renderPart = [&](const ui::TileJob& job, const QRect& part) {
            for (int y = part.top(); y <= part.bottom(); ++y) {
                for (int x = part.left(); x <= part.right(); ++x) {
                    const QPoint at = QPoint(x, y) + shift;
                    job.tile->setPixel(QPoint(x, y) - job.corner,
                                       truth.valid(at) ? truth.pixel(at) : 0);
                }
            }
        };
        const auto render = [&](std::span<const ui::TileJob> jobs) {
            for (const ui::TileJob& job : jobs) {
                for (const QRect& part : job.parts) {
                    renderPart(job, part);
                }
            }
        };
        TileCache live(render, 9 * kTileBytes);
        for (int i = 0; i < 60; ++i) {
            ++picture.version;
            // Many small ones too, so that the parts of a tile become one.
            for (std::int64_t parts = i % 2 == 0 ? 1 : random.between(5, 40); parts > 0; --parts) {
                QRect changed = randomRect().intersected({-700, -700, 1600, 1600});
                if (i % 2 != 0) {
                    changed.setSize(changed.size().boundedTo({30, 12}));
                }
                change(changed);
                live.invalidate(changed);
            }
            const QRect seen = randomRect().intersected({-700, -700, 1600, 1600});
            std::vector<ui::TileJob> jobs = live.takeStale(seen);
            if (i % 3 == 0) {
                // Half of them later: those are not up to date, but not forgotten either.
                const std::size_t half = jobs.size() / 2;
                live.giveBack(std::span(jobs).subspan(half));
                jobs.resize(half);
                render(jobs);
                jobs = live.takeStale(seen);
            }
            render(jobs);
            live.forEachTile(seen, [&](QPoint corner, const QImage* tile) {
                const QRect part = QRect(corner, tile->size()).intersected(seen);
                QCOMPARE(tile->copy(part.translated(-corner)), truth.copy(part.translated(shift)));
            });
            live.trim(seen);
        }
    }
};

QTEST_MAIN(TestTileCache)
#include "tst_tile_cache.moc"
