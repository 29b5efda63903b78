// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/paint/stroke_path.h"

using frisket::base::Point;
using namespace frisket::paint;

class TestStrokePath : public QObject {
    Q_OBJECT

private slots:
    void firstPointIsADab();
    void repeatedPointsAreIgnored();
    void nothingOutsideAStroke();
};

void TestStrokePath::firstPointIsADab() {
    StrokePath path(5);
    QVERIFY(!path.active());
    QCOMPARE(path.begin({3, 4}), (Segment{{3, 4}, {3, 4}}));
    QVERIFY(path.active());
    QCOMPARE(path.extend({8, 4}), (Segment{{3, 4}, {8, 4}}));
    QCOMPARE(path.extend({8, 9}), (Segment{{8, 4}, {8, 9}}));
}

void TestStrokePath::repeatedPointsAreIgnored() {
    StrokePath path(5);
    (void)path.begin({3.1, 4.1});
    QVERIFY(!path.extend({3.1, 4.1}));
    QVERIFY(!path.extend({3.9, 4.0}));  // the same pixel
    QCOMPARE(path.extend({4.0, 4.0}), (Segment{{3.1, 4.1}, {4.0, 4.0}}));
    StrokePath even(4);
    (void)even.begin({3.1, 4.1});
    QVERIFY(!even.extend({2.6, 4.4}));  // the same corner
    QVERIFY(even.extend({3.9, 4.1}));
}

void TestStrokePath::nothingOutsideAStroke() {
    StrokePath path(1);
    QVERIFY(!path.extend({1, 1}));
    (void)path.begin({1, 1});
    path.end();
    QVERIFY(!path.extend({5, 5}));
    QCOMPARE(path.last(), (Point{1, 1}));
}

QTEST_APPLESS_MAIN(TestStrokePath)
#include "tst_stroke_path.moc"
