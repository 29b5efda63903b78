// SPDX-License-Identifier: MIT
#include <limits>

#include <QTest>

#include "core/io/rle_text.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::io;
using base::ErrorCode;
using test::Random;

namespace {
using Runs = std::vector<std::uint32_t>;

/// The format's definition with strings of bits: the fewest bits in two's complement, a multiple
/// of five of them.
std::string plainNumber(std::int64_t number) {
    int groups = 1;
    while (number < -(std::int64_t{1} << (5 * groups - 1)) ||
           number >= (std::int64_t{1} << (5 * groups - 1))) {
        ++groups;
    }
    std::string text;
    for (int group = 0; group < groups; ++group) {
        int code = group + 1 < groups ? 32 : 0;
        for (int bit = 0; bit < 5; ++bit) {
            code += ((number >> (5 * group + bit)) & 1) != 0 ? 1 << bit : 0;
        }
        text += static_cast<char>(48 + code);
    }
    return text;
}

/// With ' for ", which is easier to read.
QByteArray json(const QByteArray& text) { return QByteArray(text).replace('\'', '"'); }
}  // namespace

class TestRleText : public QObject {
    Q_OBJECT

private slots:
    void golden_data() {
        QTest::addColumn<Runs>("runs");
        QTest::addColumn<QByteArray>("text");
        // By hand: 5 bits a character from the lowest, + 32 where more follow, + 48.
        QTest::newRow("none") << Runs{} << QByteArray("");
        QTest::newRow("0") << Runs{0} << QByteArray("0");
        QTest::newRow("15: 01111") << Runs{15} << QByteArray("?");
        QTest::newRow("16: 10000 would be -16") << Runs{16} << QByteArray("`0");
        QTest::newRow("31") << Runs{31} << QByteArray("o0");
        QTest::newRow("32") << Runs{32} << QByteArray("P1");
        QTest::newRow("44: a backslash") << Runs{44} << QByteArray("\\1");
        QTest::newRow("100") << Runs{100} << QByteArray("T3");
        QTest::newRow("1023: 11111 11111 0") << Runs{1023} << QByteArray("oo0");
        QTest::newRow("the third is no difference") << Runs{4, 1, 4} << QByteArray("414");
        QTest::newRow("from the fourth on") << Runs{0, 1, 3, 1, 3, 1} << QByteArray("013000");
        QTest::newRow("-1, -16, -17") << Runs{0, 20, 17, 19, 1, 2} << QByteArray("0d0a0O@_O");
        QTest::newRow("the largest") << Runs{4294967295} << QByteArray("oooooo3");
    }
    void golden() {
        QFETCH(Runs, runs);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(packedRuns(runs)), text);
        const auto back = unpackedRuns(text.toStdString());
        QVERIFY(back.has_value());
        QCOMPARE(*back, runs);
    }

    void randomRuns() {
        Random random;
        for (int i = 0; i < 500; ++i) {
            Runs runs;
            std::string expected;
            for (std::int64_t n = random.between(0, 40); n > 0; --n) {
                const auto bits = static_cast<unsigned>(random.between(0, 32));
                runs.push_back(
                    static_cast<std::uint32_t>(random.next() & ((std::uint64_t{1} << bits) - 1)));
                const std::size_t k = runs.size() - 1;
                expected +=
                    plainNumber(std::int64_t{runs[k]} - (k > 2 ? std::int64_t{runs[k - 2]} : 0));
            }
            QCOMPARE(packedRuns(runs), expected);
            QCOMPARE(*unpackedRuns(expected), runs);
            const condition::RunLengths lengths{7, 9, runs};
            const auto back = readRleJson(rleJson(lengths));
            QVERIFY(back.has_value());
            QVERIFY(*back == lengths);
        }
    }

    void readsJson_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("compressed") << json("{'size':[3,3],'counts':'414'}");
        QTest::newRow("a list") << json(" {'counts': [4, 1, 4], 'size': [3, 3]} ");
        QTest::newRow("an annotation") << QByteArray(
            json("{'id':7,'bbox':[1,1,1,1],'segmentation':{'size':[3,3],'counts':'414'}}"));
    }
    void readsJson() {
        QFETCH(QByteArray, text);
        const auto read = readRleJson(text.toStdString());
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QVERIFY(*read == (condition::RunLengths{3, 3, {4, 1, 4}}));
    }

    void refuses_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](const char* name, const QByteArray& text, const QByteArray& says,
                            ErrorCode code = ErrorCode::Format) {
            QTest::newRow(name) << text << static_cast<int>(code) << says;
        };
        const auto counts = [](const QByteArray& value) {
            return json("{'size':[3,3],'counts':" + value + "}");
        };
        row("nothing", "", "byte");
        row("prose", "Lorem ipsum", "byte 1");
        row("cut", json("{'size':[3,3],'counts':'41"), "byte");
        row("deep", QByteArray(100000, '['), "byte");
        row("deep and whole", QByteArray(100000, '[') + QByteArray(100000, ']'), "polygons",
            ErrorCode::Unsupported);
        row("a number", "42", "no COCO segmentation");
        row("polygons", json("{'segmentation':[[1,2,3,4,5,6]]}"), "polygons",
            ErrorCode::Unsupported);
        row("no size", json("{'counts':'414'}"), "\"size\"");
        row("no counts", json("{'size':[3,3]}"), "\"counts\"");
        row("one size", json("{'size':[3],'counts':'414'}"), "two whole numbers");
        row("a broken size", json("{'size':[3.5,3],'counts':'414'}"), "two whole numbers");
        row("size as text", json("{'size':['3','3'],'counts':'414'}"), "two whole numbers");
        row("a size of 2^64", json("{'size':[18446744073709551615,1],'counts':''}"),
            "two whole numbers");
        row("a size of 1e999", json("{'size':[1e999,1],'counts':''}"), "too large");
        row("a size below 0", json("{'size':[-3,3],'counts':''}"), "-3 x 3",
            ErrorCode::InvalidArgument);
        row("a size of 2^40", json("{'size':[1048576,1048576],'counts':''}"), "1048576",
            ErrorCode::TooLarge);
        row("a column of 2^32 rows", json("{'size':[4294967295,1],'counts':[0,4294967295]}"),
            "has 4294967295 rows; as run lengths it may have 1000000", ErrorCode::TooLarge);
        row("counts of truth", counts("true"), "neither");
        row("a run of text", counts("[4,'1',4]"), "Run 2");
        row("half a run", counts("[4,1.5,4]"), "Run 2");
        row("a run below 0", counts("[4,-1,4]"), "Run 2 of the counts is -1");
        row("a run of 2^32", counts("[4294967296]"), "beyond 32 bits");
        row("a run of 2^64", counts("[18446744073709551616]"), "Run 1");
        row("a wrong character", counts("'41 4'"), "Character 3");
        row("one below", counts("'41/4'"), "Character 3");
        row("one above", counts("'41p4'"), "Character 3");
        row("beyond ASCII", counts("'41\xc3\xa4'"), "Character 3");
        row("half a number", counts("'41P'"), "character 3", ErrorCode::Truncated);
        row("endless", counts("'4" + QByteArray(1000, 'P') + "'"), "character 2");
        row("packed below 0", counts("'4O'"), "Run 2 of the counts is -1");
        row("packed beyond 32 bits", counts("'PPPPPP4'"), "Run 1");
    }
    void refuses() {
        QFETCH(QByteArray, text);
        QFETCH(int, code);
        QFETCH(QByteArray, says);
        const auto read = readRleJson(text.toStdString());
        QVERIFY(!read.has_value());
        QCOMPARE(static_cast<int>(read.error().code), code);
        QVERIFY2(read.error().message.find(says.toStdString()) != std::string::npos,
                 read.error().message.c_str());
    }
};

QTEST_APPLESS_MAIN(TestRleText)
#include "tst_rle_text.moc"
