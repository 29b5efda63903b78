// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>
#include <vector>

#include <QTest>

#include "core/paint/connected_part.h"
#include "core/paint/round_brush.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::paint;
using base::Rect;
using condition::BitRegion;
using condition::Word;
using test::Random;

namespace {
constexpr Rect kPlane{0, 0, 300, 90};

bool isSet(const BitRegion& region, std::int64_t x, std::int64_t y) {
    return region.box().contains(x, y) && region.at(x, y);
}

/// Matches where `open` is set.
MatchWords matching(const BitRegion& open, std::int64_t& asked) {
    return [&](std::int64_t y, std::int64_t word, std::int64_t words, Word* out) {
        asked += words;
        std::copy_n(open.row(y) + word, words, out);
    };
}

/// One pixel after the other.
BitRegion walked(const BitRegion& nib, const BitRegion& open, Pixel seed) {
    BitRegion found(kPlane);
    std::vector<Pixel> waiting;
    const auto visit = [&](std::int64_t x, std::int64_t y) {
        if (isSet(nib, x, y) && isSet(open, x, y) && !isSet(found, x, y)) {
            found.setSpan(y, x, x + 1);
            waiting.push_back({x, y});
        }
    };
    visit(seed.x, seed.y);
    while (!waiting.empty()) {
        const Pixel at = waiting.back();
        waiting.pop_back();
        visit(at.x + 1, at.y);
        visit(at.x - 1, at.y);
        visit(at.x, at.y + 1);
        visit(at.x, at.y - 1);
    }
    return found;
}
}  // namespace

class TestConnectedPart : public QObject {
    Q_OBJECT

private slots:
    /// Nibs anywhere, over the plane's edges too, on planes that are open here and there.
    void isWhatAWalkFinds_data() {
        QTest::addColumn<int>("percent");
        for (const int percent : {0, 50, 65, 90, 100}) {
            QTest::addRow("%d percent open", percent) << percent;
        }
    }
    void isWhatAWalkFinds() {
        QFETCH(int, percent);
        Random random;
        for (int i = 0; i < 150; ++i) {
            BitRegion open(kPlane);
            for (std::int64_t y = 0; y < kPlane.y1; ++y) {
                for (std::int64_t x = 0; x < kPlane.x1; ++x) {
                    if (random.chance(percent)) {
                        open.setSpan(y, x, x + 1);
                    }
                }
            }
            const base::Point at{static_cast<double>(random.between(-5, 305)),
                                 static_cast<double>(random.between(-5, 95))};
            const BitRegion nib = dab(at, static_cast<int>(random.between(1, 80)), kPlane);
            const Pixel seed{static_cast<std::int64_t>(at.x) + random.between(-3, 3),
                             static_cast<std::int64_t>(at.y) + random.between(-3, 3)};
            std::int64_t asked = 0;
            const BitRegion found = connectedPart(nib, seed, matching(open, asked));
            const BitRegion expected = walked(nib, open, seed);
            QCOMPARE(found.count(), expected.count());
            for (std::int64_t y = 0; y < kPlane.y1; ++y) {
                for (std::int64_t x = 0; x < kPlane.x1; ++x) {
                    if (isSet(found, x, y) != isSet(expected, x, y)) {
                        QFAIL(qPrintable(QString("(%1, %2)").arg(x).arg(y)));
                    }
                }
            }
            // Only words of the nib, each once.
            QVERIFY(asked <= nib.wordsPerRow() * std::max<std::int64_t>(nib.box().height(), 0));
        }
    }

    void nothingWithoutASeed() {
        BitRegion open(kPlane);
        open.fill();
        std::int64_t asked = 0;
        const BitRegion nib = dab({150, 45}, 20, kPlane);
        QVERIFY(connectedPart(nib, {100, 45}, matching(open, asked)).empty());
        QVERIFY(connectedPart(BitRegion(), {0, 0}, matching(open, asked)).empty());
        QVERIFY(connectedPart(nib, {-5, 400}, matching(open, asked)).empty());
        QCOMPARE(asked, 0);
        // The corner of the nib's box is not of the nib.
        QVERIFY(connectedPart(nib, {nib.box().x0, nib.box().y0}, matching(open, asked)).empty());
    }
};

QTEST_APPLESS_MAIN(TestConnectedPart)
#include "tst_connected_part.moc"
