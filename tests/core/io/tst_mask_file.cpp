// SPDX-License-Identifier: MIT
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "core/io/mask_file.h"
#include "tests/support/io_support.h"
#include "tests/support/png_builder.h"

using namespace frisket;
using array::DType;
using base::ErrorCode;
using test::PngBuilder;

Q_DECLARE_METATYPE(frisket::base::ErrorCode)

class TestMaskFile : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dir.emplace();
        QVERIFY(m_dir->isValid());
    }

    void cleanup() { m_dir.reset(); }

    void roundTrip_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("dtype");
        QTest::addColumn<int>("readDtype");
        for (const DType dtype : array::kAllDTypes) {
            QTest::addRow("npy %s", array::name(dtype).data())
                << "mask.npy" << static_cast<int>(dtype) << static_cast<int>(dtype);
        }
        for (const DType dtype : array::kAllDTypes) {
            QTest::addRow("tiff %s", array::name(dtype).data())
                << "mask.tiff" << static_cast<int>(dtype) << static_cast<int>(dtype);
        }
        QTest::newRow("png bool") << "mask.png" << int(DType::Bool) << int(DType::U8);
        QTest::newRow("png uint8") << "mask.PNG" << int(DType::U8) << int(DType::U8);
        QTest::newRow("png uint16") << "mask.Png" << int(DType::U16) << int(DType::U16);
    }

    void roundTrip() {
        QFETCH(QString, file);
        QFETCH(int, dtype);
        QFETCH(int, readDtype);
        const auto original = test::randomArray(static_cast<DType>(dtype), {17, 33}, 5);
        const auto written = io::writeMask(path(file), original);
        QVERIFY2(written, written ? "" : written.error().message.c_str());
        const auto read = io::readMask(path(file));
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QCOMPARE(static_cast<int>(read->array.dtype()), readDtype);
        QVERIFY(read->array.shape() == original.shape());
        QCOMPARE(test::valuesOf(read->array), test::valuesOf(original));
        QVERIFY(read->stamp == written->stamp);
        QVERIFY(read->notes.empty());
        QCOMPARE(entries(), QStringList{file});
    }

    void stridedArraysAreWrittenInCOrder_data() {
        QTest::addColumn<QString>("file");
        QTest::newRow("npy") << "mask.npy";
        QTest::newRow("png") << "mask.png";
    }

    void stridedArraysAreWrittenInCOrder() {
        QFETCH(QString, file);
        const auto whole = test::randomArray(DType::U16, {6, 9}, 3);
        const auto layout = whole.layout().slice(0, {1, 6, 2}).value().flip(1).value();
        const auto part = whole.withLayout(layout.transpose(std::array{1, 0}).value());
        QVERIFY(io::writeMask(path(file), part));
        const auto read = io::readMask(path(file)).value();
        QVERIFY(read.array.shape() == array::Shape({9, 3}));
        QCOMPARE(test::valuesOf(read.array), test::valuesOf(part));
    }

    void contentTellsTheFormat() {
        QVERIFY(io::writeMask(path("a.npy"), test::randomArray(DType::U8, {2, 2}, 1)));
        QVERIFY(QFile::rename(m_dir->filePath("a.npy"), m_dir->filePath("a.png")));
        const auto read = io::readMask(path("a.png"));
        QVERIFY(read);
        QCOMPARE(read->format, io::Format::Npy);
        io::WriteOptions options;
        options.format = read->format;
        QVERIFY(io::writeMask(path("mask.dat"), read->array, options));
        QCOMPARE(io::readMask(path("mask.dat")).value().format, io::Format::Npy);
    }

    void foreignFilesAreRefusedByName_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("word");
        QTest::newRow("JPEG") << QByteArray("\xFF\xD8\xFF\xE0....JFIF") << "JPEG";
        QTest::newRow("GIF") << QByteArray("GIF89a") << "GIF";
        QTest::newRow("WebP") << QByteArray("RIFF\x10\0\0\0WEBPVP8 ", 16) << "WebP";
        QTest::newRow("NIfTI") << QByteArray(344, '\0') + QByteArray("n+1\0", 4) << "NIfTI";
        QTest::newRow("gzip") << QByteArray("\x1F\x8B\x08") << "gzip";
        QTest::newRow("pickle") << QByteArray("\x80\x04\x95") << "pickle";
        QTest::newRow("old PyTorch")
            << QByteArray("\x80\x02\x8A\x0Al\xFC\x9C\x46\xF9\x20j\xA8\x50\x19.") << "PyTorch";
        const auto zip = [](const QByteArray& member) {
            return QByteArray("PK\x03\x04") + QByteArray(22, '\0') +
                   static_cast<char>(member.size()) + QByteArray(3, '\0') + member + "content";
        };
        QTest::newRow("PyTorch") << zip("archive/data.pkl") << "PyTorch";
        QTest::newRow("NPZ") << zip("labels.npy") << "NPZ";
        QTest::newRow("zip") << zip("readme.txt") << "zip";
        QTest::newRow("zip, cut") << QByteArray("PK\x03\x04\0", 5) << "zip";
        QTest::newRow("text") << QByteArray("hello") << "does not know";
        QTest::newRow("one byte") << QByteArray("\x89") << "does not know";
        QTest::newRow("empty") << QByteArray() << "empty";
    }

    void foreignFilesAreRefusedByName() {
        QFETCH(QByteArray, content);
        QFETCH(QString, word);
        test::writeAll(m_dir->filePath("file"), content);
        const auto read = io::readMask(path("file"));
        QVERIFY(!read);
        QCOMPARE(read.error().code,
                 content.isEmpty() ? ErrorCode::Truncated : ErrorCode::Unsupported);
        const QString message = QString::fromStdString(read.error().message);
        QVERIFY2(message.contains(word), qPrintable(message));
        QVERIFY(!read.error().hint.empty());
        if (word == "PyTorch" || word == "pickle") {
            QVERIFY(read.error().hint.find("numpy.save") != std::string::npos);
        }
    }

    void whatIsNoFileIsRefused() {
        QCOMPARE(io::readMask(path("none")).error().code, ErrorCode::NotFound);
        QCOMPARE(io::readMask(path("")).error().code, ErrorCode::Unsupported);
        QCOMPARE(io::readMask("/dev/zero").error().code, ErrorCode::Unsupported);
        // Must not wait for somebody who writes into it.
        QCOMPARE(::mkfifo(path("pipe").c_str(), 0600), 0);
        const auto read = io::readMask(path("pipe"));
        QCOMPARE(read.error().code, ErrorCode::Unsupported);
        QVERIFY(read.error().message.find("a named pipe") != std::string::npos);
    }

    void palettesSurviveAnEdit() {
        PngBuilder png;
        png.width = png.height = 16;
        png.bitDepth = 4;
        png.colourType = 3;
        png.palette = QByteArray("aaabbbcccddd");
        png.transparency = QByteArray("\0\x7F", 2);
        png.values.assign(256, 2);
        test::writeAll(m_dir->filePath("mask.png"), png.file());
        const auto read = io::readMask(path("mask.png")).value();
        QByteArray values = test::valuesOf(read.array);
        values[17] = '\3';
        io::WriteOptions options;
        options.meta = read.meta;
        options.expectedStamp = read.stamp;
        const auto written =
            io::writeMask(path("mask.png"), test::arrayOf(DType::U8, {16, 16}, values), options);
        QVERIFY2(written, written ? "" : written.error().message.c_str());
        const QByteArray file = test::readAll(m_dir->filePath("mask.png"));
        for (const char* chunk : {"IHDR", "PLTE", "tRNS"}) {
            QCOMPARE(PngBuilder::chunkContent(file, chunk),
                     PngBuilder::chunkContent(png.file(), chunk));
        }
        QCOMPARE(test::valuesOf(io::readMask(path("mask.png")).value().array), values);

        // A label without a colour: nothing happens to the file.
        values[17] = '\4';
        options.expectedStamp.reset();
        const auto refused =
            io::writeMask(path("mask.png"), test::arrayOf(DType::U8, {16, 16}, values), options);
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("row 1, column 1") != std::string::npos);
        QCOMPARE(test::readAll(m_dir->filePath("mask.png")), file);
    }

    void refusalsLeaveTheOldFile_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("dtype");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("float in PNG") << "a.png" << int(DType::F32) << ErrorCode::Unsupported;
        QTest::newRow("int16 in PNG") << "a.png" << int(DType::I16) << ErrorCode::Unsupported;
        QTest::newRow("unknown ending") << "a.bmp" << int(DType::U8) << ErrorCode::Unsupported;
        QTest::newRow("above the budget") << "a.npy" << int(DType::F64) << ErrorCode::TooLarge;
        QTest::newRow("no folder") << "none/a.npy" << int(DType::U8) << ErrorCode::NotFound;
    }

    void refusalsLeaveTheOldFile() {
        QFETCH(QString, file);
        QFETCH(int, dtype);
        QFETCH(ErrorCode, code);
        if (!file.contains('/')) {
            test::writeAll(m_dir->filePath(file), "old");
        }
        const QStringList before = entries();
        io::WriteOptions options;
        options.limits.memoryBudget = 40;
        const auto written = io::writeMask(
            path(file), test::randomArray(static_cast<DType>(dtype), {2, 4}, 1), options);
        QVERIFY(!written);
        QVERIFY2(written.error().code == code, written.error().message.c_str());
        QCOMPARE(entries(), before);
        if (!before.isEmpty()) {
            QCOMPARE(test::readAll(m_dir->filePath(file)), QByteArray("old"));
        }
    }

    void fileSizeLimitKeepsTheOldFile_data() { stridedArraysAreWrittenInCOrder_data(); }

    void fileSizeLimitKeepsTheOldFile() {
        QFETCH(QString, file);
        test::writeAll(m_dir->filePath(file), "old");
        struct ::rlimit before {};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        struct ::rlimit limit = before;
        limit.rlim_cur = 4096;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
        const auto written = io::writeMask(path(file), test::randomArray(DType::U8, {99, 99}, 1));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!written);
        QVERIFY(written.error().message.find("can't write") != std::string::npos);
        QCOMPARE(test::readAll(m_dir->filePath(file)), QByteArray("old"));
        QCOMPARE(entries(), QStringList{file});
    }

private:
    [[nodiscard]] std::string path(const QString& file) const {
        return test::text(m_dir->filePath(file));
    }
    [[nodiscard]] QStringList entries() const {
        return QDir(m_dir->path())
            .entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::optional<QTemporaryDir> m_dir;
};

QTEST_APPLESS_MAIN(TestMaskFile)
#include "tst_mask_file.moc"
