// SPDX-License-Identifier: MIT
#include <algorithm>

#include <QTemporaryDir>
#include <QTest>

#include "core/io/codec.h"
#include "core/io/nrrd_header.h"
#include "core/io/sniff.h"
#include "tests/core/io/volume_files.h"
#include "tests/support/arrays.h"
#include "tests/support/io_support.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using base::ErrorCode;

namespace {
/// What a format says of an array: held exactly, or refused.
bool isHeld(const QString& ending, DType dtype, const array::Shape& shape) {
    const int mostAxes = ending.contains("nii") ? 7 : 16;
    const bool empty = std::any_of(shape.begin(), shape.end(), [](auto size) { return size == 0; });
    return dtype != DType::F16 && shape.rank() >= 1 && shape.rank() <= mostAxes && !empty;
}

io::MaskFile readOrFail(const QString& path) {
    auto mask = io::readMask(text(path));
    if (!mask) {
        qFatal("%s", mask.error().text().c_str());
    }
    return *std::move(mask);
}

QStringList linesOf(const io::MaskFile& mask) {
    QStringList lines;
    const auto meta = std::any_cast<io::NrrdMeta>(mask.meta);
    for (const std::string& line : meta.lines) {
        lines.append(QString::fromStdString(line));
    }
    return lines;
}

const QByteArray kSegments =
    "NRRD0004\n# a comment\ntype: unsigned char\ndimension: 3\nspace: left-posterior-superior\n"
    "sizes: 3 2 1\nspace directions: (0.5,0,0) (0,0.5,0) (0,0,2)\nkinds: domain domain domain\n"
    "encoding: raw\nspace origin: (1,2,3)\nSegment0_ID:=Segment_1\nSegment0_Name:=Liver\n"
    "Segment0_LabelValue:=1\nSegment0_Color:=0.5 0.25 1\nSegment0_Extent:=0 0 0 0 0 0\n"
    "Segment1_LabelValue:=5\nSegment1_Name:=a\\nb\\\\c\nother key:=x: y:=z\n\n";
}  // namespace

class TestVolumes : public QObject {
    Q_OBJECT

private slots:
    void roundTrip_data() {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QString>("compression");
        QTest::addColumn<int>("dtype");
        for (const auto& [ending, compression] : kVolumeEndings) {
            for (const DType dtype : array::kAllDTypes) {
                QTest::addRow("%s %s %s", ending, compression, array::name(dtype).data())
                    << ending << compression << static_cast<int>(dtype);
            }
        }
    }
    /// All dtypes and shapes: each comes back exactly, or is refused by name.
    void roundTrip() {
        QFETCH(const QString, ending);
        QFETCH(const QString, compression);
        QFETCH(const int, dtype);
        const auto type = static_cast<DType>(dtype);
        const QString path = m_folder.filePath("a" + ending);
        for (const array::Shape& shape : {array::Shape{},
                                          {1},
                                          {0, 3},
                                          {1, 1},
                                          {5, 7},
                                          {1, 300},
                                          {300, 1},
                                          {2, 3, 4},
                                          {1, 2, 3, 4},
                                          {2, 1, 1, 3},
                                          {64, 333},
                                          array::Dims::filled(8, 2),
                                          array::Dims::filled(17, 1)}) {
            const auto array = randomArray(type, shape, 11);
            io::WriteOptions options;
            options.compression = compression.toStdString();
            const auto written = io::writeMask(text(path), array, options);
            const bool held = isHeld(ending, type, shape);
            QVERIFY2(written.has_value() == held, array::toString(shape).c_str());
            const auto can = io::canWrite(text(path), type, shape);
            QCOMPARE(can.has_value(), held);
            if (!held) {
                QCOMPARE(written.error().code, ErrorCode::Unsupported);
                QVERIFY(written.error().message.find("can't hold") != std::string::npos);
                QVERIFY(written.error().hint.find("NPY") != std::string::npos);
                continue;
            }
            const auto mask = readOrFail(path);
            QCOMPARE(mask.array.dtype(), type == DType::Bool ? DType::U8 : type);
            QVERIFY(mask.array.shape() == shape);
            QCOMPARE(valuesOf(mask.array), valuesOf(array));
            QCOMPARE(static_cast<int>(mask.axisNames.size()), shape.rank());
            QCOMPARE(mask.axisNames.back(), std::string("x"));
            // A file that is saved as it was is the same, byte for byte.
            const QString again = m_folder.filePath("b" + ending);
            io::WriteOptions same;
            same.meta = mask.meta;
            same.labels = mask.labels;
            QVERIFY(io::writeMask(text(again), mask.array, same));
            QCOMPARE(readAll(again), readAll(path));
        }
    }

    void bothByteOrders_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("ending");
        for (const VolumeFile& sample : volumeFiles()) {
            QTest::newRow(sample.name.toUtf8()) << sample.bytes << sample.ending;
        }
    }
    /// Files of both orders hold 1 to 24 as int32 of shape (2, 3, 4), and are saved in their order.
    void bothByteOrders() {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, ending);
        const QString path = m_folder.filePath("order" + ending);
        writeAll(path, file);
        const auto mask = readOrFail(path);
        std::vector<std::int32_t> expected(24);
        std::iota(expected.begin(), expected.end(), 1);
        QCOMPARE(mask.array.dtype(), DType::I32);
        QVERIFY(mask.array.shape() == (array::Shape{2, 3, 4}));
        QCOMPARE(valuesOf(mask.array), valuesOf(makeArray<std::int32_t>({2, 3, 4}, expected)));
        QCOMPARE(mask.bigEndian, QString(QTest::currentDataTag()).contains("big"));
        QVERIFY(mask.axisNames == (std::vector<std::string>{"z", "y", "x"}));
        io::WriteOptions options;
        options.meta = mask.meta;
        const auto written = io::writeMask(text(path), mask.array, options);
        QVERIFY2(written, written ? "" : written.error().text().c_str());
        const auto again = readOrFail(path);
        QCOMPARE(again.bigEndian, mask.bigEndian);
        QCOMPARE(valuesOf(again.array), valuesOf(mask.array));
        if (!QString(QTest::currentDataTag()).contains("gz")) {
            QCOMPARE(readAll(path), file);
        }
        const auto contents = io::listContents(text(path));
        QVERIFY(contents && contents->items.size() == 1);
        QVERIFY(contents->items[0].shape == mask.array.shape());
    }

    void segments() {
        const QString path = m_folder.filePath("a.seg.nrrd");
        writeAll(path, kSegments + QByteArray("\1\0\5\0\0\1", 6));
        const auto mask = readOrFail(path);
        const std::vector<io::NamedLabel> expected{{1, "Liver", labels::Rgb{128, 64, 255}},
                                                   {5, "a\nb\\c", std::nullopt}};
        QVERIFY(mask.labels == expected);
        io::WriteOptions options;
        options.meta = mask.meta;
        options.labels = expected;
        options.labels[0].name = "Lung";
        options.labels[1].colour = labels::Rgb{0, 255, 51};
        options.labels.push_back({9, "new", labels::Rgb{1, 2, 3}});
        QVERIFY(io::writeMask(text(path), mask.array, options));
        const auto again = readOrFail(path);
        QVERIFY(again.labels == options.labels);
        const QStringList lines = linesOf(again);
        for (const char* const kept :
             {"# a comment", "type: unsigned char", "space directions: (0.5,0,0) (0,0.5,0) (0,0,2)",
              "space origin: (1,2,3)", "other key:=x: y:=z", "Segment0_ID:=Segment_1",
              "Segment0_Color:=0.5 0.25 1", "Segment1_Name:=a\\nb\\\\c", "encoding: raw"}) {
            QVERIFY2(lines.contains(kept), kept);
        }
        // As far as the voxels go: 3D Slicer cuts off what is beyond.
        QVERIFY(lines.contains("Segment0_Extent:=0 2 0 1 0 0"));
        QVERIFY(lines.contains("Segment1_Extent:=2 2 0 0 0 0"));
        QVERIFY(lines.contains("Segment2_LabelValue:=9"));
        QVERIFY(again.array.dtype() == DType::U8);
    }

    /// Without labels nothing of the header changes but what the values demand.
    void otherDTypeAndShape() {
        const QString path = m_folder.filePath("b.seg.nrrd");
        writeAll(path, kSegments + QByteArray(6, '\0'));
        const auto mask = readOrFail(path);
        io::WriteOptions options;
        options.meta = mask.meta;
        const auto wide = makeArray<std::uint16_t>({1, 2, 3}, {0, 0, 0, 0, 0, 0});
        const auto written = io::writeMask(text(path), wide, options);
        QVERIFY(written);
        QVERIFY(written->notes.empty());
        QStringList expected = linesOf(mask);
        expected[1] = "type: uint16";
        expected.prepend("endian: little");
        QCOMPARE(linesOf(readOrFail(path)), expected);
        const auto flat =
            io::writeMask(text(path), makeArray<std::uint8_t>({2, 2}, {1, 2, 3, 4}), options);
        QVERIFY(flat);
        QCOMPARE(flat->notes.size(), std::size_t{1});
        QVERIFY(flat->notes[0].find("spacedirections, kinds") != std::string::npos);
        const QStringList lines = linesOf(readOrFail(path));
        QVERIFY(lines.contains("dimension: 2") && lines.contains("sizes: 2 2"));
        QVERIFY(lines.contains("space origin: (1,2,3)") && !lines.join('\n').contains("kinds"));
        const auto moved =
            io::writeMask(text(path), makeArray<std::uint8_t>({1, 1, 2}, {1, 2}), options);
        QVERIFY(moved && moved->notes.size() == 1);
    }

    void layers() {
        const QString path = m_folder.filePath("layers.seg.nrrd");
        writeAll(path,
                 "NRRD0004\ntype: uchar\ndimension: 4\nsizes: 2 1 1 1\nkinds: list domain domain "
                 "domain\nencoding: raw\nSegment0_LabelValue:=1\nSegment0_Name:=a\n"
                 "Segment1_LabelValue:=1\nSegment1_Name:=b\nSegment1_Layer:=1\n"
                 "Segment2_LabelValue:=2\nSegment2_Name:=c\n\n\1\2");
        const auto mask = readOrFail(path);
        QVERIFY(mask.axisNames == (std::vector<std::string>{"z", "y", "x", "list"}));
        QVERIFY(mask.labels == (std::vector<io::NamedLabel>{{2, "c", std::nullopt}}));
        QCOMPARE(mask.notes.size(), std::size_t{1});
        io::WriteOptions options;
        options.meta = mask.meta;
        options.labels = {{1, "z", std::nullopt}};
        const auto before = readAll(path);
        const auto written = io::writeMask(text(path), mask.array, options);
        QVERIFY(written && written->notes.size() == 1);
        QCOMPARE(readAll(path), before);
    }

    void refusedByName_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("word");
        const QByteArray start = "NRRD0004\ndimension: 1\nsizes: 4\n";
        QTest::newRow("detached") << start + "type: uchar\nencoding: raw\ndata file: a.raw\n\n"
                                  << "detached";
        QTest::newRow("detached, no empty line")
            << start + "type: uchar\nencoding: raw\nDATAFILE: a.raw\n"
            << "detached";
        QTest::newRow("bzip2") << start + "type: uchar\nencoding: bzip2\n\nabcd"
                               << "bzip2";
        QTest::newRow("text") << start + "type: uchar\nencoding: ascii\n\n1 2 3 4"
                              << "ascii";
        QTest::newRow("block") << start + "type: block\nencoding: raw\n\nabcd"
                               << "block";
        QTest::newRow("byte skip") << start + "type: uchar\nencoding: raw\nbyte skip: -1\n\nabcd"
                                   << "byte skip";
        QTest::newRow("version") << QByteArray("NRRD0009\n\n") << "NRRD0009";
        addForeignVolumes();
    }
    void refusedByName() {
        QFETCH(const QByteArray, file);
        QFETCH(const QString, word);
        const QString path = m_folder.filePath("refused.bin");
        writeAll(path, file);
        const auto mask = io::readMask(text(path));
        QVERIFY(!mask);
        QCOMPARE(mask.error().code, ErrorCode::Unsupported);
        QVERIFY2(QString::fromStdString(mask.error().text()).contains(word),
                 mask.error().text().c_str());
    }

    void wrongHeaders_data() {
        QTest::addColumn<QByteArray>("header");
        QTest::newRow("no sizes") << QByteArray("type: uchar\ndimension: 1\nencoding: raw\n");
        QTest::newRow("no type") << QByteArray("sizes: 4\ndimension: 1\nencoding: raw\n");
        QTest::newRow("no dimension") << QByteArray("type: uchar\nsizes: 4\nencoding: raw\n");
        QTest::newRow("no encoding") << QByteArray("type: uchar\ndimension: 1\nsizes: 4\n");
        QTest::newRow("no endian")
            << QByteArray("type: short\ndimension: 1\nsizes: 2\nencoding: raw\n");
        const QByteArray rest = "type: uchar\nencoding: raw\n";
        for (const char* const wrong :
             {"dimension: 2\nsizes: 4\n", "dimension: 0\nsizes: 4\n", "dimension: 17\nsizes: 4\n",
              "dimension: 1\nsizes: 0\n", "dimension: 1\nsizes: -4\n", "dimension: 1\nsizes: 4x\n",
              "dimension: 1\nsizes: 99999999999999999999\n", "dimension: 1\nsizes: 4\nendian: up\n",
              "dimension: 1\nsizes: 4\nsizes: 4\n", "dimension: 1\nsizes: 4\ntype: uchar\n",
              "dimension: 1\nsizes: 4\nwhat is this\n", "dimension: 1\nsizes: 4\n:=x\n"}) {
            QTest::newRow(wrong) << rest + wrong;
        }
    }
    void wrongHeaders() {
        QFETCH(const QByteArray, header);
        const QString path = m_folder.filePath("wrong.nrrd");
        writeAll(path, "NRRD0004\n" + header + "\n1234");
        const auto mask = io::readMask(text(path));
        QVERIFY(!mask && (mask.error().code == ErrorCode::Format));
    }

    void truncatedAtEveryByte_data() { bothByteOrders_data(); }
    void truncatedAtEveryByte() {
        QFETCH(const QByteArray, file);
        for (qsizetype length = 1; length < file.size(); ++length) {
            const auto read = readVolume(file.left(length));
            QVERIFY2(!read, QByteArray::number(length));
            QVERIFY(!read.error().message.empty());
        }
    }

    void bitFlipsNeverCrash_data() { bothByteOrders_data(); }
    void bitFlipsNeverCrash() {
        QFETCH(const QByteArray, file);
        for (qsizetype bit = 0; bit < 8 * file.size(); ++bit) {
            QByteArray changed = file;
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
            io::ReadLimits limits;
            limits.memoryBudget = std::int64_t{1} << 24;
            const auto read = readVolume(changed, limits);
            QVERIFY(read || !read.error().message.empty());
        }
    }

    void liesCostNothing_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("code");
        const QByteArray huge =
            "NRRD0004\ntype: double\ndimension: 3\nendian: little\nsizes: 1000 1000 ";
        QTest::newRow("raw") << huge + "400\nencoding: raw\n\n12345678"
                             << static_cast<int>(ErrorCode::Truncated);
        QTest::newRow("gzip") << huge + "400\nencoding: gzip\n\n" + packed("12345678")
                              << static_cast<int>(ErrorCode::Truncated);
        QTest::newRow("above the budget") << huge + "4000\nencoding: gzip\n\n" + packed("12345678")
                                          << static_cast<int>(ErrorCode::TooLarge);
        QTest::newRow("more than 63 bits") << huge + "9000000000000000000\nencoding: raw\n\n1"
                                           << static_cast<int>(ErrorCode::TooLarge);
        QTest::newRow("long side") << QByteArray(
                                          "NRRD0004\ntype: uchar\ndimension: 2\nsizes: "
                                          "1000001 1\nencoding: raw\n\n1")
                                   << static_cast<int>(ErrorCode::TooLarge);
        QTest::newRow("a bomb behind the values")
            << "NRRD0004\ntype: uchar\ndimension: 1\nsizes: 8\nencoding: gzip\n\n" +
                   packed(QByteArray(50'000'000, '\0'))
            << static_cast<int>(ErrorCode::Format);
        QTest::newRow("no end of the header")
            << "NRRD0004\n" + QByteArray(20'000'000, 'x') << static_cast<int>(ErrorCode::TooLarge);
        addLyingNifti();
    }
    void liesCostNothing() {
        QFETCH(const QByteArray, file);
        QFETCH(const int, code);
        const auto read = readVolume(file);
        QVERIFY(!read);
        QVERIFY2(static_cast<int>(read.error().code) == code, read.error().message.c_str());
    }

    void longLinesAreKept() {
        const QByteArray line = "key:=" + QByteArray(1'000'000, 'v') + "\n";
        const QByteArray comment = "# " + QByteArray(1'000'000, 'c') + "\n";
        const QString path = m_folder.filePath("long.nrrd");
        writeAll(path, "NRRD0005\ntype: uchar\ndimension: 1\nsizes: 2\nencoding: raw\n" + line +
                           comment + "\n\1\2");
        const QByteArray before = readAll(path);
        const auto mask = readOrFail(path);
        io::WriteOptions options;
        options.meta = mask.meta;
        QVERIFY(io::writeMask(text(path), mask.array, options));
        QCOMPARE(readAll(path), before);
    }

    void damagedDataAreRefused() {
        const QByteArray head =
            "NRRD0004\ntype: uchar\ndimension: 1\nsizes: 1000\nencoding: gzip\n\n";
        QByteArray values;
        for (int i = 0; i < 1000; ++i) {
            values.append(static_cast<char>(i * i));
        }
        const QByteArray data = packed(values);
        QVERIFY(readVolume(head + data));
        QVERIFY(readVolume(head + data + QByteArray(100, '\0')));  // as tapes are filled up
        QVERIFY(!readVolume(head + data + "rubbish"));
        for (qsizetype bit = 8 * 10; bit < 8 * data.size(); ++bit) {
            QByteArray changed = data;
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
            // The last bits before the checksum are for nothing.
            const auto read = readVolume(head + changed);
            QVERIFY2(!read || valuesOf(read->array) == values, QByteArray::number(bit));
        }
    }

    void moreAfterTheValues() {
        const auto mask =
            readVolume("NRRD0004\ntype: uchar\ndimension: 1\nsizes: 2\nencoding: raw\n\n1234");
        QVERIFY(mask && mask->notes.size() == 1);
        QVERIFY(mask->notes[0].find("2 more bytes") != std::string::npos);
    }

private:
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestVolumes)
#include "tst_volumes.moc"
