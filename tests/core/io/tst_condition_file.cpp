// SPDX-License-Identifier: MIT
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "core/io/condition_file.h"
#include "tests/support/arrays.h"
#include "tests/support/memory_limit.h"
#include "tests/support/random.h"

using namespace frisket;
using namespace frisket::test;

namespace {
/// A file that `np.save` could have written, `order` and `descr` as NumPy spells them.
QString writeNpy(const QString& path, const QByteArray& descr, bool fortran,
                 const QByteArray& shape, const QByteArray& data) {
    QByteArray header = "{'descr': '" + descr +
                        "', 'fortran_order': " + (fortran ? "True" : "False") +
                        ", 'shape': " + shape + ", }";
    while ((10 + header.size() + 1) % 64 != 0) {
        header += ' ';
    }
    header += '\n';
    QByteArray start("\x93NUMPY\x01\x00", 8);
    start += static_cast<char>(header.size() & 0xff);
    start += static_cast<char>(header.size() >> 8);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(start + header + data) < 0) {
        qFatal("can't write %s", qPrintable(path));
    }
    return path;
}

struct FileCase {
    const char* name;
    const char* descr;
    bool fortran;
    const char* shape;
    std::int64_t elements;
    int itemSize;
};
const FileCase kCases[]{
    {"image", "|u1", false, "(300, 1000)", 300000, 1},
    {"bool of any byte", "|b1", false, "(300, 1000)", 300000, 1},
    {"whole words", "|u1", false, "(100, 128)", 12800, 1},
    {"narrow", "|u1", false, "(50000, 3)", 150000, 1},
    {"other byte order", ">i2", false, "(700, 900)", 630000, 2},
    {"eight bytes", "<i8", false, "(500, 777)", 388500, 8},
    {"row longer than a block", "|u1", false, "(3, 1500001)", 4500003, 1},
    {"row as long as a block", "|u1", false, "(2, 1048576)", 2097152, 1},
    {"one row", "<u4", false, "(1000003,)", 1000003, 4},
    {"volume", "|u1", false, "(20, 100, 130)", 260000, 1},
    {"scalar", "|u1", false, "()", 1, 1},
    {"no elements", "|u1", false, "(0, 5)", 0, 1},
    {"rows of no elements", "|u1", false, "(5, 0)", 0, 1},
    {"Fortran order", "<u2", true, "(300, 400)", 120000, 2},
    {"Fortran order of one axis", "|u1", true, "(1, 1000)", 1000, 1},
};
}  // namespace

class TestConditionFile : public QObject {
    Q_OBJECT

private slots:
    void readsWhatReadMaskReads_data() {
        QTest::addColumn<int>("index");
        int index = 0;
        for (const FileCase& each : kCases) {
            QTest::newRow(each.name) << index++;
        }
    }
    void readsWhatReadMaskReads() {
        QFETCH(int, index);
        const FileCase& asked = kCases[index];
        Random random;
        QByteArray data(asked.elements * asked.itemSize, '\0');
        for (std::int64_t i = 0; i < asked.elements; ++i) {
            if (random.chance(40)) {
                data[qsizetype{i * asked.itemSize + random.between(0, asked.itemSize - 1)}] =
                    static_cast<char>(random.between(1, 255));
            }
        }
        const QString path =
            writeNpy(m_folder.filePath("c.npy"), asked.descr, asked.fortran, asked.shape, data);
        io::ReadLimits limits;
        limits.maxSide = 2000000;
        const auto whole = io::readMask(path.toStdString(), {limits});
        QVERIFY2(whole, whole ? "" : whole.error().text().c_str());
        const auto expected = condition::conditionFromArray(whole->array);
        QVERIFY2(expected, expected ? "" : expected.error().text().c_str());
        const auto read = io::readCondition(path.toStdString(), {limits});
        QVERIFY2(read, read ? "" : read.error().text().c_str());
        QVERIFY(read->input.mask == expected->mask);
        QCOMPARE(read->input.note, expected->note);
        QCOMPARE(read->dtype, whole->array.dtype());
        QCOMPARE(read->file.bigEndian, whole->bigEndian);
        QCOMPARE(read->file.fortranOrder, whole->fortranOrder);
        QVERIFY(read->file.stamp == whole->stamp);
        QCOMPARE(read->file.array.count(), std::int64_t{0});
    }

    void pictureIsReadToo() {
        const QString path = m_folder.filePath("c.png");
        QVERIFY(
            io::writeMask(path.toStdString(), makeArray<std::uint8_t>({2, 3}, {0, 1, 0, 2, 0, 3})));
        const auto read = io::readCondition(path.toStdString());
        QVERIFY2(read, read ? "" : read.error().text().c_str());
        QCOMPARE(read->input.mask.count(), 3);
        QCOMPARE(read->file.format, io::Format::Png);
    }

    void refusals_data() {
        QTest::addColumn<QByteArray>("descr");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<QString>("says");
        QTest::newRow("scores") << QByteArray("<f4") << 24 << "float32 scores";
        QTest::newRow("too short") << QByteArray("|u1") << 5 << "5";
        QTest::newRow("too long") << QByteArray("|u1") << 7 << "";
        QTest::newRow("text") << QByteArray("<U3") << 72 << "";
    }
    void refusals() {
        QFETCH(QByteArray, descr);
        QFETCH(int, bytes);
        QFETCH(QString, says);
        const QString path =
            writeNpy(m_folder.filePath("bad.npy"), descr, false, "(2, 3)", QByteArray(bytes, '\1'));
        const auto read = io::readCondition(path.toStdString());
        QVERIFY(!read);
        const QString text = QString::fromStdString(read.error().text());
        QVERIFY2(text.contains("bad.npy") && text.contains(says), qPrintable(text));
        QVERIFY(!io::readCondition(m_folder.filePath("none.npy").toStdString()));
    }

    void elementsAreNeverAllThere() {
        if (!kCanLimitMemory) {
            QSKIP("A sanitizer maps more memory than any limit.");
        }
        constexpr std::int64_t kSide = 8192;
        const QString path = writeNpy(m_folder.filePath("large.npy"), "|u1", false, "(8192, 8192)",
                                      QByteArray(kSide * kSide, '\1'));
        const MemoryLimit limit(kSide * kSide / 2);
        const auto read = io::readCondition(path.toStdString());
        QVERIFY2(read, read ? "" : read.error().text().c_str());
        QCOMPARE(read->input.mask.count(), kSide * kSide);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestConditionFile)
#include "tst_condition_file.moc"
