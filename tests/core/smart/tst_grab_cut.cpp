// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/smart/grab_cut.h"
#include "tests/core/smart/scenes.h"
#include "tests/support/cancel_after.h"

using namespace frisket;
using namespace frisket::test;
using base::Rect;
using smart::GrabCut;
using smart::Mark;

class TestGrabCut : public QObject {
    Q_OBJECT

private slots:
    void findsADisc_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("channels");
        QTest::addColumn<bool>("byBox");
        QTest::addColumn<double>("least");
        QTest::newRow("box, colours") << 200 << 3 << true << 0.97;
        QTest::newRow("box, grey") << 200 << 1 << true << 0.95;
        QTest::newRow("scribbles, colours") << 200 << 3 << false << 0.97;
        QTest::newRow("box, in two steps") << 900 << 3 << true << 0.98;
    }
    void findsADisc() {
        QFETCH(int, size);
        QFETCH(int, channels);
        QFETCH(bool, byBox);
        QFETCH(double, least);
        Random random;
        const Rect rect{70, 30, 70 + size, 30 + size};
        const double x = 70 + size / 2.0;
        const double y = 30 + size / 2.0;
        const double radius = size / 4.0;
        const Truth truth = disc(x, y, radius);
        const auto image = scene(rect, channels, truth, 12, random);
        const auto reach = static_cast<std::int64_t>(radius * 1.3);
        GrabCut cut;
        std::vector<Mark> marks;
        if (byBox) {
            cut.box =
                Rect{rect.x0 + size / 2, rect.y0 + size / 2, rect.x0 + size / 2, rect.y0 + size / 2}
                    .grown(reach);
        } else {
            marks = {mark({x - radius / 2, y}, {x + radius / 2, y}),
                     mark({x - radius, y - 1.5 * radius}, {x + radius, y - 1.5 * radius}, false)};
        }
        cut.marks = marks;
        const auto found = cut.in(image);
        QVERIFY(found);
        const double part = overlap(*found, truth, rect);
        QVERIFY2(part >= least, qPrintable(QString::number(part)));
        // The same again.
        const auto again = cut.in(image);
        QVERIFY(again->box() == found->box() && again->count() == found->count());
    }

    void marksAreObeyed() {
        Random random;
        const Rect rect{0, 0, 160, 120};
        const Truth truth = disc(80, 60, 30);
        const auto image = scene(rect, 3, truth, 8, random);
        const std::vector<Mark> marks{mark({70, 60}, {90, 60}, false), mark({10, 10}, {20, 10})};
        GrabCut cut{{40, 20, 120, 100}, marks, 2};
        const auto found = cut.in(image);
        QVERIFY(found);
        QVERIFY(!isSet(*found, 80, 60));
        QVERIFY(isSet(*found, 15, 10));
        QVERIFY(!isSet(*found, 30, 60));  // outside of the box
        QVERIFY(isSet(*found, 80, 40));
        // The last mark counts.
        const std::vector<Mark> back{marks[0], marks[1], mark({70, 60}, {90, 60})};
        cut.marks = back;
        QVERIFY(isSet(*cut.in(image), 80, 60));
    }

    void withoutBackgroundOrObject() {
        Random random;
        const Rect rect{5, 5, 105, 85};
        const Truth truth = disc(55, 45, 22);
        const auto image = scene(rect, 3, truth, 8, random);
        GrabCut whole{rect, {}, 3};
        const double part = overlap(whole.in(image).value(), truth, rect);
        QVERIFY2(part > 0.95, qPrintable(QString::number(part)));
        GrabCut nothing{{}, {}, 1};
        QVERIFY(nothing.in(image).value().empty());
        GrabCut outside{{500, 500, 600, 600}, {}, 1};
        QVERIFY(outside.in(image).value().empty());
        const std::vector<Mark> all{mark({0, 0}, {200, 200}, true, 2000)};
        GrabCut marked{{}, all, 1};
        QCOMPARE(marked.in(image).value().count(), 100 * 80);
    }

    /// Every square of a window that is reduced is known to be of the object.
    void allIsObjectInTwoSteps_data() {
        QTest::addColumn<bool>("hasHole");
        QTest::newRow("all") << false;
        QTest::newRow("a pixel is not") << true;
    }
    void allIsObjectInTwoSteps() {
        QFETCH(bool, hasHole);
        Random random;
        const Rect rect{64, 10, 964, 711};
        const auto image = scene(rect, 1, disc(400, 300, 100), 3, random);
        QVERIFY(rect.width() * rect.height() > GrabCut::kCoarsePixels);
        condition::BitRegion whole(rect);
        whole.fill();
        std::vector<Mark> marks{{{whole}, true}};
        if (hasHole) {
            // In the square of a pixel that the object's mark takes back.
            condition::BitRegion hole({64, 10, 65, 11});
            hole.fill();
            condition::BitRegion beside({65, 10, 66, 11});
            beside.fill();
            marks.push_back({{hole}, false});
            marks.push_back({{beside}, true});
        }
        const auto found = GrabCut{{}, marks, 1}.in(image).value();
        QCOMPARE(found.box(), rect);
        QCOMPARE(found.count(), rect.width() * rect.height() - (hasHole ? 1 : 0));
        QCOMPARE(isSet(found, 64, 10), !hasHole);
    }

    void hostileWindows_data() { hostileRows(); }
    void hostileWindows() {
        QFETCH(base::Rect, rect);
        QFETCH(int, channels);
        QFETCH(int, bytes);
        QFETCH(bool, good);
        const smart::ImageWindow image{
            rect, channels, std::vector<std::uint8_t>(static_cast<std::size_t>(bytes), 77)};
        const std::vector<Mark> marks{mark({11, 11}, {30, 30})};
        for (const auto& used : {std::span<const Mark>(marks), std::span<const Mark>()}) {
            for (const Rect& box : {Rect{}, rect, Rect{0, 0, 1, 1}, Rect{20, 20, 40, 40}}) {
                const auto found = GrabCut{box, used, 1}.in(image);
                QVERIFY2(found.has_value() == good, found ? "" : found.error().text().c_str());
            }
        }
    }

    void canBeCancelled() {
        Random random;
        const Rect rect{0, 0, 700, 700};
        const auto image = scene(rect, 1, disc(350, 350, 150), 3, random);
        for (const int looks : {0, 1, 2, 3, 5}) {
            CancelAfter progress(looks);
            const auto found = GrabCut{{150, 150, 550, 550}, {}, 2}.in(image, &progress);
            QVERIFY(!found);
            QCOMPARE(found.error().code, base::ErrorCode::Cancelled);
        }
    }
};

QTEST_APPLESS_MAIN(TestGrabCut)
#include "tst_grab_cut.moc"
