// SPDX-License-Identifier: MIT
#include <cmath>

#include <QTest>

#include "tests/support/random.h"
#include "ui/canvas/coverage.h"
#include "ui/canvas/sampling.h"
#include "ui/canvas/view_transform.h"

using namespace frisket;
using namespace frisket::test;
using ui::ViewTransform;

namespace {
double randomScale(Random& random) {
    return std::exp2(static_cast<double>(random.between(-900, 600)) / 100);
}
}  // namespace

class TestViewTransform : public QObject {
    Q_OBJECT

private slots:
    void placesGoThereAndBack() {
        Random random;
        for (int i = 0; i < 500; ++i) {
            ViewTransform view;
            view.setScale(randomScale(random));
            view.setOrigin({static_cast<int>(random.between(-5000, 5000)),
                            static_cast<int>(random.between(-5000, 5000))});
            const base::Point image{static_cast<double>(random.between(-1000, 9000)) / 7,
                                    static_cast<double>(random.between(-1000, 9000)) / 7};
            const base::Point back = view.toImage(view.toDevice(image));
            QVERIFY(std::abs(back.x - image.x) < 1e-6 && std::abs(back.y - image.y) < 1e-6);
        }
    }

    void scalesStayInTheirRange() {
        ViewTransform view;
        view.setScale(0);
        QCOMPARE(view.scale(), ViewTransform::kSmallestScale);
        view.setScale(1e9);
        QCOMPARE(view.scale(), ViewTransform::kLargestScale);
    }

    void zoomKeepsTheAnchor() {
        Random random;
        for (int i = 0; i < 2000; ++i) {
            ViewTransform view;
            view.setScale(randomScale(random));
            view.setOrigin({static_cast<int>(random.between(-3000, 3000)),
                            static_cast<int>(random.between(-3000, 3000))});
            const QPointF anchor(static_cast<double>(random.between(0, 20000)) / 10,
                                 static_cast<double>(random.between(0, 20000)) / 10);
            const base::Point under = view.toImage(anchor);
            view.zoomAt(anchor, randomScale(random));
            const QPointF after = view.toDevice(under);
            QVERIFY2(std::abs(after.x() - anchor.x()) <= 0.5 + 1e-6 &&
                         std::abs(after.y() - anchor.y()) <= 0.5 + 1e-6,
                     qPrintable(
                         QString("%1 %2").arg(after.x() - anchor.x()).arg(after.y() - anchor.y())));
        }
    }

    void fitShowsAllInTheMiddle_data() {
        QTest::addColumn<qint64>("width");
        QTest::addColumn<qint64>("height");
        QTest::addColumn<double>("scale");
        QTest::newRow("wide") << qint64{1936} << qint64{100} << 0.5;
        QTest::newRow("high") << qint64{100} << qint64{5680} << 0.1;
        QTest::newRow("tiny") << qint64{4} << qint64{3} << 16.0;
        QTest::newRow("pixel") << qint64{1} << qint64{1} << 16.0;
        QTest::newRow("exact") << qint64{968} << qint64{568} << 1.0;
        QTest::newRow("too long") << qint64{1000000} << qint64{3} << 1.0 / 512;
    }
    void fitShowsAllInTheMiddle() {
        QFETCH(qint64, width);
        QFETCH(qint64, height);
        QFETCH(double, scale);
        ViewTransform view;
        view.setContent(width, height);
        view.fit({1000, 600});
        QCOMPARE(view.scale(), scale);
        const QPointF low = view.toDevice({0, 0});
        const QPointF high =
            view.toDevice({static_cast<double>(width), static_cast<double>(height)});
        QVERIFY(std::abs(low.x() + high.x() - 1000) <= 1);
        QVERIFY(std::abs(low.y() + high.y() - 600) <= 1);
        if (width < 1000000) {
            QVERIFY(low.x() >= 15 && low.y() >= 15);
        }
    }

    void fitOfNothingChangesNothing() {
        ViewTransform view;
        view.setScale(3);
        view.setContent(0, 5);
        view.fit({100, 100});
        QCOMPARE(view.scale(), 3.0);
        view.setContent(1000, 1000);
        view.fit({0, 0});
        QVERIFY(view.scale() > 0);
    }

    /// Every device pixel that shows a pixel of the rectangle, or samples one, lies in deviceRect.
    void deviceRectCovers() {
        Random random;
        for (int i = 0; i < 3000; ++i) {
            ViewTransform view;
            view.setScale(randomScale(random));
            const std::int64_t size = random.between(1, 400);
            const std::int64_t x0 = random.between(0, size - 1);
            const std::int64_t x1 = random.between(x0 + 1, size);
            const QRect rect = view.deviceRect({x0, 0, x1, 1});
            const std::int64_t extent = ui::deviceExtent(size, view.scale());
            const ui::AxisSampling axis = ui::sampleAxis(0, extent, size, view.scale());
            const ui::AxisCoverage cover = view.scale() < 1
                                               ? ui::coverAxis(0, extent, size, view.scale())
                                               : ui::AxisCoverage();
            for (std::int64_t device = 0; device < extent; ++device) {
                const auto place = static_cast<std::size_t>(device);
                const std::int64_t sampled =
                    axis.pixels[static_cast<std::size_t>(axis.index[place])];
                // Shrunk, a device pixel shows a condition's cells, in which other pixels lie.
                std::int64_t begin = sampled;
                std::int64_t end = sampled + 1;
                if (view.scale() < 1) {
                    begin = (cover.origin + cover.first[place]) << cover.level;
                    end = (cover.origin + cover.end[place]) << cover.level;
                }
                if ((sampled >= x0 && sampled < x1) || (begin < x1 && end > x0)) {
                    QVERIFY2(device >= rect.left() && device <= rect.right(),
                             qPrintable(QString("scale %1, [%2, %3): %4 not in %5 to %6")
                                            .arg(view.scale())
                                            .arg(x0)
                                            .arg(x1)
                                            .arg(device)
                                            .arg(rect.left())
                                            .arg(rect.right())));
                }
            }
        }
        QVERIFY(ViewTransform().deviceRect({}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestViewTransform)
#include "tst_view_transform.moc"
