// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/io/png_reader.h"
#include "core/io/png_writer.h"
#include "tests/support/io_support.h"
#include "tests/support/png_builder.h"

using namespace frisket;
using base::ErrorCode;
using test::PngBuilder;

namespace {
base::Result<io::PngFile> decoded(const QByteArray& file, const io::ReadLimits& limits = {}) {
    io::MemorySource source("test.png", test::bytesOf(file));
    return io::readPng(source, limits);
}

PngBuilder small(int colourType, bool interlaced = false) {
    PngBuilder png;
    png.width = 5;
    png.height = 4;
    png.colourType = colourType;
    png.interlaced = interlaced;
    png.palette = colourType == 3 ? QByteArray(30, 'p') : QByteArray();
    png.transparency = colourType == 3 ? QByteArray(3, 't') : QByteArray();
    for (std::uint16_t i = 0; i < 20; ++i) {
        png.values.push_back(i % 10);
    }
    return png;
}

/// Fails once it has taken that many bytes.
class FullSink final : public io::ByteSink {
public:
    explicit FullSink(std::size_t space) : m_space(space) {}
    base::Status write(std::span<const std::byte> bytes) override {
        if (bytes.size() > m_space) {
            return base::fail(ErrorCode::NoSpace, "full");
        }
        m_space -= bytes.size();
        return {};
    }

private:
    std::size_t m_space;
};
}  // namespace

class TestPngHostile : public QObject {
    Q_OBJECT

private slots:
    void truncatedAtEveryByte_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("grey") << small(0).file();
        QTest::newRow("palette") << small(3).file();
        QTest::newRow("interlaced") << small(3, true).file();
    }

    void truncatedAtEveryByte() {
        QFETCH(QByteArray, file);
        QVERIFY(decoded(file));
        for (qsizetype length = 0; length < file.size(); ++length) {
            const auto read = decoded(file.left(length));
            QVERIFY2(!read && read.error().code == ErrorCode::Truncated,
                     read ? "accepted" : read.error().message.c_str());
        }
    }

    void everyBitFlipIsFound() {
        for (const QByteArray& file : {small(0).file(), small(3).file(), small(3, true).file()}) {
            for (qsizetype bit = 0; bit < 8 * file.size(); ++bit) {
                QByteArray changed = file;
                changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
                QVERIFY2(!decoded(changed), QByteArray::number(bit));
            }
        }
    }

    /// Here the chunks' checksums are right, so that what is wrong inside reaches the decoder.
    void changedDataNeverCrashes() {
        test::Random random;
        for (int round = 0; round < 20000; ++round) {
            PngBuilder png = small(random.chance(50) ? 3 : 0, random.chance(50));
            QByteArray data = PngBuilder::deflated(png.rawRows());
            data[qsizetype{random.between(0, data.size() - 1)}] =
                static_cast<char>(random.between(0, 255));
            if (random.chance(25)) {
                png.bitDepth = static_cast<int>(random.between(0, 19));
                png.colourType = static_cast<int>(random.between(0, 7));
                png.palette = QByteArray(random.between(0, 999), 'p');
                png.transparency = QByteArray(random.between(0, 299), 't');
            }
            (void)decoded(png.fileWith(data));
        }
    }

    void wrongDataIsRefused_data() {
        QTest::addColumn<QByteArray>("file");
        const PngBuilder png = small(0);
        const QByteArray rows = png.rawRows();
        QTest::newRow("no data") << png.fileWith({});
        QTest::newRow("a row too few")
            << png.fileWith(PngBuilder::deflated(rows.left(rows.size() - 6)));
        QTest::newRow("a byte too few")
            << png.fileWith(PngBuilder::deflated(rows.left(rows.size() - 1)));
        QTest::newRow("a row too many")
            << png.fileWith(PngBuilder::deflated(rows + QByteArray(6, '\0')));
        QByteArray adler = PngBuilder::deflated(rows);
        adler.back() = static_cast<char>(adler.back() ^ 1);
        QTest::newRow("wrong checksum of the compressed data") << png.fileWith(adler);
        QByteArray filter = rows;
        filter[6] = '\7';
        QTest::newRow("unknown filter") << png.fileWith(PngBuilder::deflated(filter));
        PngBuilder noPalette = small(3);
        noPalette.palette.clear();
        noPalette.transparency.clear();
        QTest::newRow("palette missing") << noPalette.file();
        PngBuilder critical = png;
        critical.extraChunks = PngBuilder::chunk("ABCD", "x");
        QTest::newRow("unknown critical chunk") << critical.file();
        for (const auto& [width, height] : {std::pair(0, 4), std::pair(5, 0)}) {
            PngBuilder empty = png;
            empty.width = static_cast<std::uint32_t>(width);
            empty.height = static_cast<std::uint32_t>(height);
            QTest::addRow("%d x %d", width, height) << empty.fileWith(PngBuilder::deflated("x"));
        }
    }

    void wrongDataIsRefused() {
        QFETCH(QByteArray, file);
        const auto read = decoded(file);
        QVERIFY(!read);
        QVERIFY2(read.error().code == ErrorCode::Format, read.error().message.c_str());
    }

    void hugeSizesAreRefusedBeforeMemoryIsTaken_data() {
        QTest::addColumn<quint32>("width");
        QTest::addColumn<quint32>("height");
        QTest::addColumn<bool>("tooLarge");  // or else a size that the file can't hold
        QTest::newRow("2^31-1 squared") << 0x7FFFFFFFU << 0x7FFFFFFFU << true;
        QTest::newRow("a long row") << 1000001U << 1U << true;
        QTest::newRow("a long column") << 1U << 1000001U << true;
        QTest::newRow("above the budget") << 70000U << 70000U << true;
        QTest::newRow("a lie within the budget") << 60000U << 60000U << false;
        QTest::newRow("a small lie") << 1000000U << 1U << false;
    }

    void hugeSizesAreRefusedBeforeMemoryIsTaken() {
        QFETCH(quint32, width);
        QFETCH(quint32, height);
        QFETCH(bool, tooLarge);
        for (const bool interlaced : {false, true}) {
            PngBuilder png = small(3, interlaced);
            png.width = width;
            png.height = height;
            const auto read = decoded(png.fileWith("x"));
            QVERIFY(!read);
            QCOMPARE(read.error().code, tooLarge ? ErrorCode::TooLarge : ErrorCode::Truncated);
        }
    }

    void budget() {
        const QByteArray file = small(0).file();
        QVERIFY(decoded(file, {20, 5}));
        QCOMPARE(decoded(file, {19, 5}).error().code, ErrorCode::TooLarge);
        QCOMPARE(decoded(file, {20, 4}).error().code, ErrorCode::TooLarge);
    }

    void fullSinkIsReported() {
        const auto array = test::randomArray(array::DType::U16, {50, 50}, 3);
        const io::PngMeta meta{io::PngKind::Grey, 16, {}, {}};
        io::MemorySink whole;
        QVERIFY(io::writePng(array, meta, whole, "test.png"));
        for (std::size_t space = 0; space < whole.bytes().size(); space += 13) {
            FullSink sink(space);
            const auto written = io::writePng(array, meta, sink, "test.png");
            QVERIFY(!written);
            QCOMPARE(written.error().code, ErrorCode::NoSpace);
        }
    }
};

QTEST_APPLESS_MAIN(TestPngHostile)
#include "tst_png_hostile.moc"
