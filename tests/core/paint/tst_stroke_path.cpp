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
    void lineStartsWhereTheLastStrokeEnded();
    void nothingOutsideAStroke();
    void straightens_data();
    void straightens();
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

void TestStrokePath::lineStartsWhereTheLastStrokeEnded() {
    StrokePath path(1);
    QCOMPARE(path.beginWithLine({7, 7}), (Segment{{7, 7}, {7, 7}}));
    path.end();
    QCOMPARE(path.beginWithLine({20, 3}), (Segment{{7, 7}, {20, 3}}));
    QCOMPARE(path.last(), (Point{20, 3}));
}

void TestStrokePath::nothingOutsideAStroke() {
    StrokePath path(1);
    QVERIFY(!path.extend({1, 1}));
    (void)path.begin({1, 1});
    path.end();
    QVERIFY(!path.extend({5, 5}));
    QCOMPARE(path.last(), (Point{1, 1}));
}

void TestStrokePath::straightens_data() {
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<double>("toX");
    QTest::addColumn<double>("toY");
    QTest::newRow("nearly right") << 10.0 << 4.0 << 10.0 << 0.0;
    QTest::newRow("nearly left") << -10.0 << -4.0 << -10.0 << 0.0;
    QTest::newRow("nearly down") << 3.0 << 9.0 << 0.0 << 9.0;
    QTest::newRow("nearly up") << 3.0 << -9.0 << 0.0 << -9.0;
    QTest::newRow("diagonal") << 10.0 << -6.0 << 8.0 << -8.0;
    QTest::newRow("other diagonal") << -6.0 << 10.0 << -8.0 << 8.0;
    QTest::newRow("no way at all") << 0.0 << 0.0 << 0.0 << 0.0;
}

void TestStrokePath::straightens() {
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(double, toX);
    QFETCH(double, toY);
    QCOMPARE(straightened({100, 50}, {100 + x, 50 + y}), (Point{100 + toX, 50 + toY}));
}

QTEST_APPLESS_MAIN(TestStrokePath)
#include "tst_stroke_path.moc"
