// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/smart/live_wire.h"
#include "tests/core/smart/scenes.h"
#include "tests/support/cancel_after.h"

using namespace frisket;
using namespace frisket::test;
using base::Pixel;
using smart::LiveWire;

class TestLiveWire : public QObject {
    Q_OBJECT

private slots:
    /// Half round a disc: no pixel of the way is farther from its edge than so many.
    void followsADisc_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("channels");
        QTest::addColumn<int>("noise");
        QTest::addColumn<double>("most");
        QTest::newRow("clean grey") << 200 << 1 << 0 << 1.5;
        QTest::newRow("clean colours") << 200 << 3 << 0 << 1.5;
        QTest::newRow("noisy colours") << 200 << 3 << 6 << 2.5;
        QTest::newRow("reduced") << 1500 << 1 << 0 << 4.5;
    }
    void followsADisc() {
        QFETCH(int, size);
        QFETCH(int, channels);
        QFETCH(int, noise);
        QFETCH(double, most);
        Random random;
        const base::Rect rect{100, 50, 100 + size, 50 + size};
        const double middle = size / 2.0;
        const double radius = size / 3.0;
        const auto image =
            scene(rect, channels, disc(100 + middle, 50 + middle, radius), noise, random);
        const Pixel left{static_cast<std::int64_t>(100 + middle - radius),
                         static_cast<std::int64_t>(50 + middle)};
        const Pixel right{static_cast<std::int64_t>(100 + middle + radius),
                          static_cast<std::int64_t>(50 + middle)};
        const auto wire = LiveWire::find(image, left);
        QVERIFY(wire);
        QCOMPARE(wire->step() > 1, size > 1024);
        const auto way = wire->wayTo(right);
        QVERIFY(way);
        QVERIFY(way->front() == left && way->back() == right);
        for (std::size_t i = 0; i < way->size(); ++i) {
            const Pixel& pixel = (*way)[i];
            const double off = std::hypot(static_cast<double>(pixel.x) + 0.5 - 100 - middle,
                                          static_cast<double>(pixel.y) + 0.5 - 50 - middle) -
                               radius;
            if (std::abs(off) > most) {
                QFAIL(qPrintable(QString("(%1, %2) is %3 off").arg(pixel.x).arg(pixel.y).arg(off)));
            }
            if (i > 0 && wire->step() == 1) {
                const Pixel& before = (*way)[i - 1];
                if (std::max(std::abs(pixel.x - before.x), std::abs(pixel.y - before.y)) != 1) {
                    QFAIL("a gap");
                }
            }
        }
    }

    void endsWhereItWasAsked() {
        Random random;
        const auto image = scene({64, 64, 164, 124}, 3, disc(110, 90, 20), 3, random);
        const auto wire = LiveWire::find(image, {100, 100});
        QVERIFY(wire);
        const std::vector<Pixel> own{{100, 100}};
        QVERIFY(wire->wayTo({100, 100}).value() == own);
        for (const Pixel target : {Pixel{64, 64}, Pixel{163, 123}, Pixel{101, 100}}) {
            const auto way = wire->wayTo(target).value();
            QVERIFY(way.front() == (Pixel{100, 100}) && way.back() == target);
        }
        // Straight on from the edge of the window.
        const auto beyond = wire->wayTo({-500, 90}).value();
        QVERIFY(beyond.back() == (Pixel{-500, 90}));
        QVERIFY(beyond[beyond.size() - 2] == (Pixel{64, 90}));
        // A seed outside is moved in.
        QVERIFY(LiveWire::find(image, {1000, -7})->wayTo({100, 100})->front() == (Pixel{163, 64}));
    }

    void hostileWindows_data() { hostileRows(); }
    void hostileWindows() {
        QFETCH(base::Rect, rect);
        QFETCH(int, channels);
        QFETCH(int, bytes);
        QFETCH(bool, good);
        const smart::ImageWindow image{
            rect, channels, std::vector<std::uint8_t>(static_cast<std::size_t>(bytes), 77)};
        const auto wire = LiveWire::find(image, {rect.x0, rect.y0});
        QCOMPARE(wire.has_value(), good);
        if (good) {
            const Pixel last{rect.x1 - 1, rect.y1 - 1};
            const auto way = wire->wayTo(last);
            QVERIFY(way);
            QVERIFY(way->back() == last);
        }
    }

    void canBeCancelled() {
        Random random;
        const auto image = scene({0, 0, 60, 60}, 1, disc(30, 30, 20), 0, random);
        for (int looks = 0; looks < 2; ++looks) {
            CancelAfter progress(looks);
            const auto wire = LiveWire::find(image, {30, 10}, &progress);
            QVERIFY(!wire);
            QCOMPARE(wire.error().code, base::ErrorCode::Cancelled);
        }
    }
};

QTEST_APPLESS_MAIN(TestLiveWire)
#include "tst_live_wire.moc"
