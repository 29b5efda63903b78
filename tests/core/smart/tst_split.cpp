// SPDX-License-Identifier: MIT
#include <QTest>
#include <opencv2/imgproc.hpp>

#include "core/smart/split.h"
#include "tests/core/smart/scenes.h"
#include "tests/support/cancel_after.h"

using namespace frisket;
using namespace frisket::test;
using base::Rect;
using condition::BitRegion;

namespace {
constexpr double kNeck = 0.8;

BitRegion regionOf(const Rect& rect, const Truth& truth) {
    BitRegion region(rect);
    for (std::int64_t y = rect.y0; y < rect.y1; ++y) {
        for (std::int64_t x = rect.x0; x < rect.x1; ++x) {
            if (truth(x, y)) {
                region.setSpan(y, x, x + 1);
            }
        }
    }
    return region;
}

/// What hangs together by sides or corners, counted by OpenCV.
int pieces(const BitRegion& region) {
    const Rect& box = region.box();
    cv::Mat mask(static_cast<int>(box.height()), static_cast<int>(box.width()), CV_8U,
                 cv::Scalar(0));
    for (std::int64_t y = box.y0; y < box.y1; ++y) {
        for (std::int64_t x = box.x0; x < box.x1; ++x) {
            mask.at<std::uint8_t>(static_cast<int>(y - box.y0), static_cast<int>(x - box.x0)) =
                region.at(x, y) ? 1 : 0;
        }
    }
    cv::Mat numbers;
    return cv::connectedComponents(mask, numbers, 8) - 1;
}
}  // namespace

class TestSplit : public QObject {
    Q_OBJECT

private slots:
    void splitsDiscs_data() {
        QTest::addColumn<double>("apart");  ///< of the middles
        QTest::addColumn<double>("slope");  ///< of the line through them
        QTest::addColumn<int>("parts");
        QTest::newRow("far") << 46.0 << 0.0 << 2;
        QTest::newRow("near") << 36.0 << 0.0 << 2;
        QTest::newRow("slanted") << 40.0 << 0.6 << 2;
        QTest::newRow("diagonal") << 42.0 << 0.785 << 2;
        QTest::newRow("upright") << 42.0 << 1.5708 << 2;
        QTest::newRow("hardly two") << 12.0 << 0.3 << 1;
    }
    void splitsDiscs() {
        QFETCH(double, apart);
        QFETCH(double, slope);
        QFETCH(int, parts);
        const double dx = std::cos(slope) * apart / 2;
        const double dy = std::sin(slope) * apart / 2;
        const Truth left = disc(150 - dx, 90 - dy, 25);
        const Truth right = disc(150 + dx, 90 + dy, 25);
        BitRegion object = regionOf({70, 20, 230, 160}, [&](std::int64_t x, std::int64_t y) {
            return left(x, y) || right(x, y);
        });
        QCOMPARE(pieces(object), 1);
        const auto lines = smart::splitLines(object, kNeck);
        QVERIFY(lines);
        // Along the line of which both middles are as far away.
        for (std::int64_t y = lines->box().y0; y < lines->box().y1; ++y) {
            for (std::int64_t x = lines->box().x0; x < lines->box().x1; ++x) {
                if (!lines->at(x, y)) {
                    continue;
                }
                const double off = (static_cast<double>(x) + 0.5 - 150) * std::cos(slope) +
                                   (static_cast<double>(y) + 0.5 - 90) * std::sin(slope);
                if (std::abs(off) > 2) {
                    QFAIL(qPrintable(QString("(%1, %2) is %3 off").arg(x).arg(y).arg(off)));
                }
            }
        }
        const double neck = 2 * std::sqrt(25.0 * 25 - apart * apart / 4);
        QVERIFY(parts == 1 ? lines->empty() : static_cast<double>(lines->count()) < 2 * neck + 6);
        object.remove(*lines);
        QCOMPARE(pieces(object), parts);
    }

    void manyInARow() {
        BitRegion object = regionOf({0, 0, 320, 60}, [](std::int64_t x, std::int64_t y) {
            for (int i = 0; i < 7; ++i) {
                if (disc(30 + 38 * i, 30, 20 + i)(x, y)) {
                    return true;
                }
            }
            return false;
        });
        QCOMPARE(pieces(object), 1);
        object.remove(smart::splitLines(object, kNeck).value());
        QCOMPARE(pieces(object), 7);
    }

    void neckSaysHowThin() {
        // Discs of radius 20 and a neck of 16 pixels: 0.4 of them.
        const BitRegion object = regionOf({0, 0, 140, 60}, [](std::int64_t x, std::int64_t y) {
            return disc(30, 30, 20)(x, y) || disc(100, 30, 20)(x, y) ||
                   (x > 30 && x < 100 && y >= 22 && y < 38);
        });
        QVERIFY(smart::splitLines(object, 0.3)->empty());
        QVERIFY(!smart::splitLines(object, 0.5)->empty());
        QVERIFY(smart::splitLines(object, 0)->empty());
    }

    void hostileObjects() {
        QVERIFY(smart::splitLines(BitRegion(), kNeck)->empty());
        for (const Rect& rect : {Rect{0, 0, 1, 1}, Rect{63, 0, 65, 1}, Rect{0, 0, 1, 200},
                                 Rect{60, 9, 160, 10}, Rect{5, 5, 90, 70}}) {
            BitRegion object(rect);
            QVERIFY(smart::splitLines(object, kNeck)->empty());
            object.fill();
            QVERIFY(smart::splitLines(object, kNeck)->empty());
        }
        const auto huge = smart::splitLines(BitRegion({0, 0, 5000, 5000}), kNeck);
        QVERIFY(!huge);
        QCOMPARE(huge.error().code, base::ErrorCode::TooLarge);
    }

    /// Whatever is split, the parts that no line meets are as they were and lines are thin.
    void randomObjects() {
        Random random;
        for (int i = 0; i < 100; ++i) {
            BitRegion object({0, 0, 90, 70});
            for (int blob = 0; blob < 12; ++blob) {
                const Truth one = disc(static_cast<double>(random.between(5, 85)),
                                       static_cast<double>(random.between(5, 65)),
                                       static_cast<double>(random.between(2, 14)));
                for (std::int64_t y = 0; y < 70; ++y) {
                    for (std::int64_t x = 0; x < 90; ++x) {
                        if (one(x, y)) {
                            object.setSpan(y, x, x + 1);
                        }
                    }
                }
            }
            const int before = pieces(object);
            const auto lines = smart::splitLines(object, kNeck);
            QVERIFY(lines);
            BitRegion rest = object;
            rest.remove(*lines);
            QCOMPARE(rest.count() + lines->count(), object.count());
            const int after = pieces(rest);
            QVERIFY2(lines->empty() ? after == before : after > before,
                     qPrintable(QString("%1, then %2").arg(before).arg(after)));
        }
    }

    void canBeCancelled_data() {
        QTest::addColumn<int>("looks");
        QTest::newRow("at first") << 0;
        QTest::newRow("at the end of the first pass") << 5;
        QTest::newRow("in the second pass") << 6;
        QTest::newRow("at last") << 11;
    }
    void canBeCancelled() {
        QFETCH(int, looks);
        BitRegion object({0, 0, 600, 600});
        object.fill();
        CancelAfter progress(looks);
        const auto lines = smart::splitLines(object, kNeck, &progress);
        QVERIFY(!lines);
        QCOMPARE(lines.error().code, base::ErrorCode::Cancelled);
    }

    void progressComesToItsEnd() {
        BitRegion object({0, 0, 600, 600});
        object.fill();
        base::Progress progress;
        QVERIFY(smart::splitLines(object, kNeck, &progress));
        QCOMPARE(progress.total(), std::int64_t{2} * 600 * 600);
        QCOMPARE(progress.done(), progress.total());
    }
};

QTEST_APPLESS_MAIN(TestSplit)
#include "tst_split.moc"
