// SPDX-License-Identifier: MIT
#include <set>

#include <QTest>
#include <opencv2/imgproc.hpp>

#include "core/smart/marker_watershed.h"
#include "tests/core/smart/scenes.h"
#include "tests/support/cancel_after.h"

using namespace frisket;
using namespace frisket::test;
using base::Rect;
using smart::Mark;
using smart::MarkerWatershed;

using Marks = std::vector<Mark>;

class TestMarkerWatershed : public QObject {
    Q_OBJECT

private slots:
    /// Two discs that touch: with OpenCV called directly, which knows no window and no lines.
    void splitsDiscsAsOpenCv_data() {
        QTest::addColumn<int>("noise");
        QTest::addColumn<int>("channels");
        QTest::newRow("clean") << 0 << 3;
        QTest::newRow("noise") << 5 << 3;
        QTest::newRow("noise, grey") << 5 << 1;
    }
    void splitsDiscsAsOpenCv() {
        QFETCH(int, noise);
        QFETCH(int, channels);
        Random random;
        const Rect rect{64, 32, 64 + 150, 32 + 100};
        const Truth truth = [](std::int64_t x, std::int64_t y) {
            return disc(110, 80, 25)(x, y) || disc(158, 80, 25)(x, y);
        };
        const auto image = scene(rect, channels, truth, noise, random);
        const std::vector<Mark> marks{mark({105, 80}, {115, 80}), mark({153, 80}, {163, 80}),
                                      mark({70, 40}, {205, 40}, false)};
        cv::Mat picture(100, 150, CV_8UC(channels), const_cast<std::uint8_t*>(image.pixels.data()));
        if (channels == 1) {
            cv::cvtColor(picture, picture, cv::COLOR_GRAY2BGR);
        }
        cv::Mat markers(100, 150, CV_32S, cv::Scalar(0));
        for (std::size_t i = 0; i < marks.size(); ++i) {
            for (int y = 0; y < 100; ++y) {
                for (int x = 0; x < 150; ++x) {
                    if (isSet(marks[i].regions.front(), x + 64, y + 32)) {
                        markers.at<int>(y, x) = static_cast<int>(i) + 1;
                    }
                }
            }
        }
        cv::watershed(picture, markers);

        const auto apart = MarkerWatershed{marks, true}.in(image);
        const auto together = MarkerWatershed{marks, false}.in(image);
        QVERIFY(apart && together);
        std::int64_t between = 0;
        // OpenCV's outermost pixels are lines.
        for (int y = 2; y < 98; ++y) {
            for (int x = 2; x < 148; ++x) {
                const int number = markers.at<int>(y, x);
                const bool found = isSet(*apart, x + 64, y + 32);
                if (number > 0 && found != (number < 3)) {
                    QFAIL(qPrintable(QString("(%1, %2) of %3").arg(x).arg(y).arg(number)));
                }
                if (number > 0 && isSet(*together, x + 64, y + 32) != found) {
                    QFAIL("only lines differ");
                }
                if (number < 0 && isSet(*together, x + 64, y + 32) && !found) {
                    ++between;
                }
            }
        }
        // With a line between them the objects don't hang together by sides, without it they do.
        const auto piecesOf = [&](const condition::BitRegion& region, int number) {
            cv::Mat set(100, 150, CV_8U);
            for (int y = 0; y < 100; ++y) {
                for (int x = 0; x < 150; ++x) {
                    set.at<std::uint8_t>(y, x) = isSet(region, x + 64, y + 32) ? 1 : 0;
                }
            }
            cv::Mat pieces;
            cv::connectedComponents(set, pieces, 4);
            std::set<int> found;
            for (int y = 2; y < 98; ++y) {
                for (int x = 2; x < 148; ++x) {
                    if (markers.at<int>(y, x) == number) {
                        found.insert(pieces.at<int>(y, x));
                    }
                }
            }
            return found;
        };
        for (const auto* region : {&*apart, &*together}) {
            const std::set<int> left = piecesOf(*region, 1);
            const std::set<int> right = piecesOf(*region, 2);
            QCOMPARE(left.size(), std::size_t{1});
            QCOMPARE(right.size(), std::size_t{1});
            QCOMPARE(left == right, region == &*together);
        }
        QVERIFY2(between > 5 || noise > 0, qPrintable(QString::number(between)));
        if (noise == 0) {
            const double part = overlap(*together, truth, rect);
            QVERIFY2(part > 0.95, qPrintable(QString::number(part)));
        }
    }

    void growsInTwoSteps() {
        Random random;
        const Rect rect{0, 0, 1700, 1500};
        const Truth truth = disc(800.5, 700.5, 400);
        const auto image = scene(rect, 1, truth, 0, random);
        QVERIFY(rect.width() * rect.height() > MarkerWatershed::kCoarsePixels);
        const std::vector<Mark> marks{mark({700, 700}, {900, 700}),
                                      mark({20, 20}, {1500, 30}, false)};
        const auto found = MarkerWatershed{marks}.in(image);
        QVERIFY(found);
        const double part = overlap(*found, truth, rect);
        QVERIFY2(part > 0.99, qPrintable(QString::number(part)));
    }

    void marksThatOverlapAreOne() {
        Random random;
        const Rect rect{0, 0, 100, 80};
        const auto image = scene(
            rect, 3, [](auto, auto) { return true; }, 0, random);
        const std::vector<Mark> apart{mark({20, 40}, {30, 40}), mark({60, 40}, {70, 40})};
        const auto two = MarkerWatershed{apart}.in(image).value();
        const std::vector<Mark> joined{apart[0], apart[1], mark({25, 40}, {65, 40})};
        const auto one = MarkerWatershed{joined}.in(image).value();
        // All but the rim, which is background; between two there is a line from top to bottom.
        QVERIFY(one.count() > two.count() + 60);
        QVERIFY(!isSet(one, 0, 40) && !isSet(one, 50, 79));
        std::int64_t open = 0;
        for (std::int64_t x = 31; x < 60; ++x) {
            open += isSet(two, x, 40) ? 0 : 1;
            QVERIFY(isSet(one, x, 40));
        }
        QCOMPARE(open, 1);
        QVERIFY(MarkerWatershed{}.in(image).value().empty());
        const std::vector<Mark> ground{mark({20, 40}, {30, 40}, false)};
        QVERIFY(MarkerWatershed{ground}.in(image).value().empty());
    }

    /// Background that can't be seen is none: the rim is it, else the whole window would be taken.
    void unseenBackground_data() {
        QTest::addColumn<Marks>("unseen");
        QTest::newRow("outside of the window") << Marks{mark({300, 40}, {400, 40}, false)};
        QTest::newRow("without pixels") << Marks{{{}, false}};
        QTest::newRow("below the object's") << Marks{mark({48, 40}, {52, 40}, false, 3)};
    }
    void unseenBackground() {
        QFETCH(Marks, unseen);
        Random random;
        const Truth truth = disc(50, 40, 20);
        const auto image = scene({0, 0, 100, 80}, 3, truth, 0, random);
        const Marks object{mark({45, 40}, {55, 40})};
        const auto expected = MarkerWatershed{object}.in(image).value();
        QVERIFY(overlap(expected, truth, image.rect) > 0.9);
        Marks marks = unseen;
        marks.insert(marks.end(), object.begin(), object.end());
        const auto found = MarkerWatershed{marks}.in(image).value();
        QCOMPARE(found.count(), expected.count());
        QVERIFY(overlap(found, truth, image.rect) > 0.9);
        // None of the object is seen: nothing is found.
        QVERIFY(MarkerWatershed{Marks{mark({300, 40}, {400, 40})}}.in(image).value().empty());
    }

    void hostileWindows_data() { hostileRows(); }
    void hostileWindows() {
        QFETCH(base::Rect, rect);
        QFETCH(int, channels);
        QFETCH(int, bytes);
        QFETCH(bool, good);
        const smart::ImageWindow image{
            rect, channels, std::vector<std::uint8_t>(static_cast<std::size_t>(bytes), 77)};
        const std::vector<Mark> marks{mark({11, 11}, {80, 11}), mark({5000, 5000}, {6000, 5000}),
                                      mark({60, 30}, {80, 30}, false)};
        const auto found = MarkerWatershed{marks}.in(image);
        QVERIFY2(found.has_value() == good, found ? "" : found.error().text().c_str());
    }

    void canBeCancelled() {
        Random random;
        const auto image = scene({0, 0, 60, 60}, 1, disc(30, 30, 20), 0, random);
        const std::vector<Mark> marks{mark({30, 30}, {35, 30})};
        CancelAfter progress(0);
        const auto found = MarkerWatershed{marks}.in(image, &progress);
        QVERIFY(!found);
        QCOMPARE(found.error().code, base::ErrorCode::Cancelled);
    }
};

QTEST_APPLESS_MAIN(TestMarkerWatershed)
#include "tst_marker_watershed.moc"
