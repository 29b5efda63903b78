// SPDX-License-Identifier: MIT
#include <QTest>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "ui/session/go_to.h"

using namespace frisket;
using namespace frisket::test;
using session::GoTo;
using session::LayerId;

class TestGoTo : public QObject {
    Q_OBJECT

private slots:
    void understands_data();
    void understands();
    void withoutADestination();

private:
    MaskFolder m_folder;
};

void TestGoTo::understands_data() {
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const QList<int> flat{40, 60};
    const QList<int> deep{3, 5, 40, 60};
    const auto row = [](const char* name, const QList<int>& shape, const char* text,
                        const char* expected) {
        QTest::newRow(name) << shape << QString(text) << QString(expected);
    };
    row("x, y", flat, "14, 37", "x14 y37");
    row("spaces", flat, "  14   37 ", "x14 y37");
    row("semicolon", flat, "14;37", "x14 y37");
    row("last pixel", flat, "59, 39", "x59 y39");
    row("named", flat, "x 14 y 37", "x14 y37");
    row("named with signs", flat, "X=14, Y=37", "x14 y37");
    row("row first", flat, "row 37, col 14", "x14 y37");
    row("short names", flat, "r37 c14", "x14 y37");
    row("twice a row", flat, "row 37 y 14", "!twice the same axis");
    row("column too large", flat, "60, 3", "!Column 60 is outside: there are 60, from 0 to 59.");
    row("row too large", flat, "3, 40", "!Row 40 is outside: there are 40, from 0 to 39.");
    row("negative column", flat, "-1, 3", "!Column -1 is outside");
    row("index", flat, "[37, 14]", "x14 y37 [37, 14]");
    row("index in round brackets", flat, "(37, 14)", "x14 y37 [37, 14]");
    row("index from the end", flat, "[-1, -60]", "x0 y39 [39, 0]");
    row("index outside", flat, "[40, 14]", "!Index along axis 0: 40 is outside: there are 40");
    row("index far below", flat, "[0, -61]", "!Index along axis 1: -61 is outside");
    row("too many", flat, "[2, 37, 14]", "!The index has 3 numbers, and the destination has 2");
    row("deep index", deep, "[2, 0, 37, 14]", "x14 y37 [2, 0, 37, 14]");
    row("deep without brackets", deep, "2, 0, 37, 14", "x14 y37 [2, 0, 37, 14]");
    row("deep x, y", deep, "14, 37", "x14 y37");
    row("deep with three", deep, "1, 2, 3", "!The index has 3 numbers, and the destination has 4");
    row("no numbers", flat, "[a, 2]", "!An index is whole numbers");
    row("fractions", flat, "1.5, 2", "!Type a column and a row");
    row("label", flat, "label 17", "label 17");
    row("label with sign", flat, "Label: -1", "label -1");
    row("largest label", flat, "label 18446744073709551615", "label -1");
    row("label by name", flat, "label tree", "label 7");
    row("name alone", flat, "Tree", "label 7");
    row("unknown name", flat, "label bush", "!No label is named \"bush\".");
    row("zoom", flat, "50%", "scale 0.5");
    row("zoom with a space", flat, "12.5 %", "scale 0.125");
    row("zoom of nothing", flat, "0%", "!A zoom is a number above 0");
    row("zoom of words", flat, "a%", "!A zoom is a number above 0");
    row("nothing", flat, "", "!Type a column and a row");
    row("one number", flat, "5", "!Type a column and a row");
}

void TestGoTo::understands() {
    QFETCH(QList<int>, shape);
    QFETCH(QString, text);
    QFETCH(QString, expected);
    session::Document document;
    array::Shape sizes;
    for (const int size : shape) {
        sizes.append(size);
    }
    FRISKET_VERIFY(document.open(LayerId::Destination,
                                 m_folder.write("d.npy", randomArray(array::DType::U8, sizes, 1))));
    labels::LabelTable labels;
    labels.setName(7, "tree");
    const GoTo found = session::parseGoTo(text, document, labels);
    QString got;
    if (!found.problem.isEmpty()) {
        QVERIFY2(expected.startsWith('!') && found.problem.contains(expected.mid(1)),
                 qPrintable(found.problem));
        return;
    }
    if (found.pixel) {
        got = QString("x%1 y%2").arg(found.pixel->x).arg(found.pixel->y);
    }
    if (found.index.rank() > 0) {
        QStringList places;
        for (const std::int64_t place : found.index) {
            places << QString::number(place);
        }
        got += " [" + places.join(", ") + ']';
    }
    if (found.label) {
        got = QString("label %1").arg(*found.label);
    }
    if (found.scale) {
        got = QString("scale %1").arg(*found.scale);
    }
    QCOMPARE(got, expected);
}

void TestGoTo::withoutADestination() {
    const session::Document document;
    QVERIFY(session::parseGoTo("[1, 2]", document, {}).problem.contains("none is open"));
    QVERIFY(session::parseGoTo("1, 2", document, {}).problem.contains("empty"));
}

QTEST_MAIN(TestGoTo)
#include "tst_go_to.moc"
