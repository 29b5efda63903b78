// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/labels/label_table.h"

using namespace frisket::labels;

class TestLabelTable : public QObject {
    Q_OBJECT

private slots:
    void nothingSaid();
    void namesAndColours();
    void hideAndShow();
    void showOnlyKeepsNames();
    void resetForgets();
};

void TestLabelTable::nothingSaid() {
    const LabelTable table;
    QVERIFY(table.isShown(0));
    QVERIFY(table.isShown(-5));
    QCOMPARE(table.name(3), std::string());
    QVERIFY(!table.colour(3));
    QVERIFY(!table.hidesAny());
    QVERIFY(table.entries().empty());
}

void TestLabelTable::namesAndColours() {
    LabelTable table;
    table.setName(3, "road");
    table.setColour(3, Rgb{1, 2, 3});
    table.setColour(-1, Rgb{4, 5, 6});
    QCOMPARE(table.name(3), std::string("road"));
    QCOMPARE(*table.colour(3), (Rgb{1, 2, 3}));
    QCOMPARE(table.entries().size(), std::size_t{2});
    QVERIFY(table.isShown(3));
    table.setColour(-1, std::nullopt);
    table.setName(3, "");
    QCOMPARE(table.entries().size(), std::size_t{1});
    table.setColour(3, {});
    QVERIFY(table == LabelTable());
}

void TestLabelTable::hideAndShow() {
    LabelTable table;
    table.setShown(7, false);
    QVERIFY(!table.isShown(7));
    QVERIFY(table.isShown(8));
    QVERIFY(table.hidesAny());
    table.setShown(7, true);
    QVERIFY(table == LabelTable());  // nothing is left of it
    table.hideAll();
    QVERIFY(!table.isShown(7));
    QVERIFY(!table.othersShown());
    table.setShown(7, true);
    table.setShown(8, false);
    QVERIFY(table.isShown(7));
    QCOMPARE(table.entries().size(), std::size_t{1});
    table.showAll();
    QVERIFY(table == LabelTable());
}

void TestLabelTable::showOnlyKeepsNames() {
    LabelTable table;
    table.setName(1, "sky");
    table.setShown(1, false);
    table.setShown(2, false);
    table.showOnly(3);
    QVERIFY(table.isShown(3));
    QVERIFY(!table.isShown(1));
    QVERIFY(!table.isShown(1000000));
    QCOMPARE(table.name(1), std::string("sky"));
    QCOMPARE(table.entries().size(), std::size_t{2});
    table.showOnly(1);
    QVERIFY(!table.isShown(3));
    table.showAll();
    QVERIFY(table.isShown(2));
    QCOMPARE(table.entries().size(), std::size_t{1});
}

void TestLabelTable::resetForgets() {
    LabelTable table;
    table.setName(1, "sky");
    table.setShown(1, false);
    table.reset(1);
    table.reset(2);
    QVERIFY(table == LabelTable());
}

QTEST_APPLESS_MAIN(TestLabelTable)
#include "tst_label_table.moc"
