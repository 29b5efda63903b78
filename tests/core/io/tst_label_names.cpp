// SPDX-License-Identifier: MIT
#include <QTemporaryDir>
#include <QTest>

#include "core/base/text.h"
#include "core/io/label_names.h"
#include "tests/support/io_support.h"

using namespace frisket;
using namespace frisket::test;
using base::ErrorCode;

namespace {
/// "0=a 1=b#ff0000", or the error.
QString shown(const base::Result<std::vector<io::NamedLabel>>& labels) {
    if (!labels) {
        return "error: " + QString::fromStdString(labels.error().message);
    }
    QStringList parts;
    for (const io::NamedLabel& label : *labels) {
        QString part = QString("%1=%2").arg(label.value).arg(QString::fromStdString(label.name));
        if (label.colour) {
            part +=
                QString("#%1,%2,%3").arg(label.colour->r).arg(label.colour->g).arg(label.colour->b);
        }
        parts.append(part);
    }
    return parts.join("|");
}
}  // namespace

class TestLabelNames : public QObject {
    Q_OBJECT

private slots:
    void reads_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const QByteArray& text, const QString& expected) {
            QTest::newRow(name) << text << expected;
        };
        row("VOC", "background\naeroplane\r\nbicycle\n", "0=background|1=aeroplane|2=bicycle");
        row("labelme", "__ignore__\n_background_\ncat", "0=_background_|1=cat|255=__ignore__");
        row("names with blanks", "dining table\npotted plant\n", "0=dining table|1=potted plant");
        row("a blank line keeps its number", "a\n\nc\n", "0=a|2=c");
        row("values", "3 cat\n1: dog\n300\tbird of prey\n", "1=dog|3=cat|300=bird of prey");
        row("commas", "0,background\n7,car\n", "0=background|7=car");
        row("below 0", "-1 void\n0 floor", "-1=void|0=floor");
        row("colour after", "1 cat 128 0 7\n2 big dog 0 128 0", "1=cat#128,0,7|2=big dog#0,128,0");
        row("colour before", "1 128 0 7 cat\n2 0 128 0 dog", "1=cat#128,0,7|2=dog#0,128,0");
        row("colours with commas", "1,cat,128,0,7\n", "1=cat#128,0,7");
        row("no colour above 255", "1 cat 300 0 7", "1=cat 300 0 7");
        row("comments", "# classes\n1 cat\n# more\n2 dog", "1=cat|2=dog");
        row("a name with a number before", "cat\n3 wheels\ndog", "0=cat|1=3 wheels|2=dog");
        row("numbers only", "4\n5\n", "0=4|1=5");
        row("JSON by value", R"({"1":"cat","0":"sky"})", "0=sky|1=cat");
        row("JSON by name", R"({"cat":17,"sky":0})", "0=sky|17=cat");
        row("JSON list", R"(["sky","cat"])", "0=sky|1=cat");
        row("BOM",
            "\xEF\xBB\xBF"
            "cat\n",
            "0=cat");
        row("UTF-8", "h\xC3\xBChner\n", QString::fromUtf8("0=h\xC3\xBChner"));
        row("COCO",
            R"({"images":[],"annotations":[],"categories":[{"id":3,"name":"cat"},{"id":1,"name":"dog","color":[1,2,3]}]})",
            "1=dog#1,2,3|3=cat");
        row("labelme file",
            R"({"shapes":[{"label":"cat","points":[[0,0],[1,0],[1,1]]}],"imageHeight":3,"imageWidth":3})",
            "0=_background_|1=cat");
        row("empty", "", "error: FILE: there are no names of labels.");
        row("blank", "\n \n", "error: FILE: there are no names of labels.");
        row("twice", "1 a\n1 b", "error: FILE: the value 1 comes twice, as 'a' and 'b'.");
        row("a line without value", "1 a\n2 b\nc\n3 d",
            "error: FILE: line 3 has no value before its name, as other lines have.");
        row("no UTF-8", "\xff\xfe", "error: FILE: this is no text in UTF-8.");
        row("zeros", QByteArray("a\0b", 3), "error: FILE: this is no text in UTF-8.");
        row("JSON of something else", R"({"a":[1,2]})",
            "error: FILE: the key \"a\" has neither value nor name.");
        row("JSON list of numbers", "[1,2]", "error: FILE: entry 0 of the list is no name.");
        row("broken JSON", "[\"a\",", "error: FILE: the text is no JSON list or object of names.");
        row("deep JSON", QByteArray(100'000, '['),
            "error: FILE: the text is no JSON list or object of names.");
        row("deep JSON object", QByteArray("{\"a\":").repeated(100'000),
            "error: FILE: it is nested deeper than the 64 levels that are read (byte 321).");
    }
    void reads() {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, expected);
        const QString path = m_folder.filePath("names");
        writeAll(path, text);
        QCOMPARE(shown(io::readLabelNames(path.toStdString())),
                 QString(expected).replace("FILE", path));
    }

    void missingFile() {
        const auto none = io::readLabelNames(m_folder.filePath("no.txt").toStdString());
        QVERIFY(!none && none.error().code == ErrorCode::NotFound);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestLabelNames)
#include "tst_label_names.moc"
