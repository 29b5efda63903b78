// SPDX-License-Identifier: MIT
#include <QTest>

#include "core/io/png_plan.h"
#include "core/io/png_reader.h"
#include "core/io/png_writer.h"
#include "tests/support/io_support.h"
#include "tests/support/png_builder.h"

using namespace frisket;
using array::DType;
using base::ErrorCode;
using test::PngBuilder;

namespace {
base::Result<io::PngFile> decoded(const QByteArray& file) {
    io::MemorySource source("test.png", test::bytesOf(file));
    return io::readPng(source, {});
}

QByteArray encoded(const array::NdArray& array, const io::PngMeta& meta) {
    io::MemorySink sink;
    const auto written = io::writePng(array, meta, sink, "test.png");
    return written ? test::byteArray(sink.bytes()) : QByteArray(written.error().message.c_str());
}

std::vector<std::uint16_t> randomValues(std::size_t count, std::int64_t limit, std::uint64_t seed) {
    test::Random random(seed);
    std::vector<std::uint16_t> values(count);
    for (auto& value : values) {
        value = static_cast<std::uint16_t>(random.between(0, limit - 1));
    }
    return values;
}

std::vector<std::uint16_t> numbersOf(const array::NdArray& array) {
    const QByteArray bytes = test::valuesOf(array);
    std::vector<std::uint16_t> values(static_cast<std::size_t>(array.count()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (array.dtype() == DType::U16) {
            std::memcpy(&values[i], bytes.constData() + 2 * i, 2);
        } else {
            values[i] = static_cast<unsigned char>(bytes[static_cast<qsizetype>(i)]);
        }
    }
    return values;
}

QByteArray somePalette(int colours) {
    QByteArray palette;
    for (int i = 0; i < colours; ++i) {
        palette.append(static_cast<char>(i * 7)).append(static_cast<char>(255 - i)).append('\x80');
    }
    return palette;
}
}  // namespace

class TestPng : public QObject {
    Q_OBJECT

private slots:
    void readsAndWritesExactly_data() {
        QTest::addColumn<int>("depth");
        QTest::addColumn<bool>("palette");
        QTest::addColumn<bool>("interlaced");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        for (const int depth : {1, 2, 4, 8, 16}) {
            for (const bool palette : {false, true}) {
                for (const bool interlaced : {false, true}) {
                    for (const auto& [width, height] :
                         {std::pair(1, 1), std::pair(3, 2), std::pair(9, 8), std::pair(131, 17)}) {
                        if (palette && depth == 16) {
                            continue;
                        }
                        QTest::addRow("%s %d bits%s %dx%d", palette ? "palette" : "grey", depth,
                                      interlaced ? " interlaced" : "", width, height)
                            << depth << palette << interlaced << width << height;
                    }
                }
            }
        }
    }

    void readsAndWritesExactly() {
        QFETCH(int, depth);
        QFETCH(bool, palette);
        QFETCH(bool, interlaced);
        QFETCH(int, width);
        QFETCH(int, height);
        PngBuilder png;
        png.width = static_cast<std::uint32_t>(width);
        png.height = static_cast<std::uint32_t>(height);
        png.bitDepth = depth;
        png.colourType = palette ? 3 : 0;
        png.interlaced = interlaced;
        png.values =
            randomValues(static_cast<std::size_t>(width * height), std::int64_t{1} << depth, 5);
        png.palette = palette ? somePalette(1 << depth) : QByteArray();
        png.transparency = palette ? QByteArray("\0\x80", 2) : QByteArray("\0\1", 2);

        const auto read = decoded(png.file());
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(read->array.shape() == array::Shape({height, width}));
        QCOMPARE(read->array.dtype(), depth == 16 ? DType::U16 : DType::U8);
        QVERIFY(numbersOf(read->array) == png.values);
        QCOMPARE(read->meta.bitDepth, depth);
        QVERIFY(read->notes.empty());

        const QByteArray again = encoded(read->array, read->meta);
        for (const char* chunk : {"PLTE", "tRNS"}) {
            QCOMPARE(PngBuilder::chunkContent(again, chunk),
                     PngBuilder::chunkContent(png.file(), chunk));
        }
        png.interlaced = false;
        QCOMPARE(PngBuilder::chunkContent(again, "IHDR"),
                 PngBuilder::chunkContent(png.file(), "IHDR"));
        const auto reread = decoded(again);
        QVERIFY2(reread, reread ? "" : reread.error().message.c_str());
        QVERIFY(numbersOf(reread->array) == png.values);
        io::MemorySource source("test.png", test::bytesOf(again));
        QVERIFY(io::comparePng(source, read->array, read->meta));
    }

    void oddPalettesAreKept_data() {
        QTest::addColumn<int>("colours");
        QTest::addColumn<int>("alphas");
        QTest::newRow("1 colour") << 1 << 0;
        QTest::newRow("21 colours, 1 alpha") << 21 << 1;
        QTest::newRow("255 colours, 255 alphas") << 255 << 255;
        QTest::newRow("256 colours, 256 alphas") << 256 << 256;
    }

    void oddPalettesAreKept() {
        QFETCH(int, colours);
        QFETCH(int, alphas);
        PngBuilder png;
        png.width = png.height = 4;
        png.colourType = 3;
        png.palette = somePalette(colours);
        png.transparency = QByteArray(alphas, '\x40');
        png.values = randomValues(16, colours, 9);
        const auto read = decoded(png.file());
        QVERIFY(read);
        const QByteArray again = encoded(read->array, read->meta);
        QCOMPARE(PngBuilder::chunkContent(again, "PLTE"), png.palette);
        QCOMPARE(PngBuilder::chunkContent(again, "tRNS"), png.transparency);
    }

    void gammaAndProfilesChangeNothing() {
        PngBuilder png;
        png.width = 3;
        png.values = {0, 100, 200};
        png.extraChunks = PngBuilder::chunk("gAMA", PngBuilder::number(100000)) +
                          PngBuilder::chunk("sBIT", "\3") + PngBuilder::chunk("tEXt", "a\0b") +
                          PngBuilder::chunk("iCCP", "broken");
        const auto read = decoded(png.file() + "tail");
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(numbersOf(read->array) == png.values);
        QCOMPARE(read->notes.size(), std::size_t{2});
        for (const char* name : {"gAMA", "sBIT", "tEXt", "iCCP"}) {
            QVERIFY(read->notes[0].find(name) != std::string::npos);
        }
        QVERIFY(read->notes[1].find("4 bytes after") != std::string::npos);
    }

    void indicesBeyondThePaletteAreValues() {
        PngBuilder png;
        png.width = 3;
        png.colourType = 3;
        png.palette = somePalette(2);
        png.values = {0, 1, 255};
        const auto read = decoded(png.file());
        QVERIFY(read);
        QVERIFY(numbersOf(read->array) == png.values);
        QVERIFY(read->notes.at(0).find("255") != std::string::npos);
    }

    void picturesAreRefused_data() {
        QTest::addColumn<int>("colourType");
        QTest::addColumn<int>("channels");
        QTest::newRow("RGB") << 2 << 3;
        QTest::newRow("grey with alpha") << 4 << 2;
        QTest::newRow("RGB with alpha") << 6 << 4;
    }

    void picturesAreRefused() {
        QFETCH(int, colourType);
        QFETCH(int, channels);
        PngBuilder png;
        png.colourType = colourType;
        const auto read =
            decoded(png.fileWith(PngBuilder::deflated(QByteArray(1 + channels, '\0'))));
        QVERIFY(!read);
        QCOMPARE(read.error().code, ErrorCode::Unsupported);
        QVERIFY(read.error().message.find(QTest::currentDataTag()) != std::string::npos);
        QVERIFY(read.error().hint.find("backdrop") != std::string::npos);
    }

    void plans_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<int>("largest");
        QTest::addColumn<int>("oldDepth");  // 0: none
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("notes");
        const auto row = [](const char* name, DType dtype, int largest, int oldDepth, int depth,
                            int notes) {
            QTest::newRow(name) << static_cast<int>(dtype) << largest << oldDepth << depth << notes;
        };
        row("bool", DType::Bool, 1, 0, 1, 0);
        row("bool into 8 bits", DType::Bool, 1, 8, 8, 0);
        row("uint8", DType::U8, 255, 0, 8, 0);
        row("uint8 fits 1 bit", DType::U8, 1, 1, 1, 0);
        row("uint8 leaves 1 bit", DType::U8, 2, 1, 8, 1);
        row("uint8 fits 4 bits", DType::U8, 15, 4, 4, 0);
        row("uint8 leaves 4 bits", DType::U8, 16, 4, 8, 1);
        row("uint8 into 16 bits", DType::U8, 16, 16, 8, 1);
        row("uint16", DType::U16, 255, 0, 16, 0);
        row("uint16 into 8 bits", DType::U16, 255, 8, 16, 1);
    }

    void plans() {
        QFETCH(int, dtype);
        QFETCH(int, largest);
        QFETCH(int, oldDepth);
        QFETCH(int, depth);
        QFETCH(int, notes);
        const auto itemSize = static_cast<qsizetype>(array::itemSize(static_cast<DType>(dtype)));
        QByteArray values(4 * itemSize, '\0');
        values[2 * itemSize] = static_cast<char>(largest);
        const auto array = test::arrayOf(static_cast<DType>(dtype), {2, 2}, values);
        std::optional<io::PngMeta> old;
        if (oldDepth > 0) {
            old = io::PngMeta{io::PngKind::Grey, oldDepth, {}, {}};
        }
        const auto plan = io::planPng(array, old, {}, "test.png");
        QVERIFY(plan);
        QCOMPARE(plan->meta.bitDepth, depth);
        QCOMPARE(static_cast<int>(plan->notes.size()), notes);
        const auto read = decoded(encoded(array, plan->meta));
        QVERIFY(read);
        QCOMPARE(numbersOf(read->array)[2], static_cast<std::uint16_t>(largest));
    }

    void arraysThatPngCantHold_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<int>("rank");
        for (const DType dtype : array::kAllDTypes) {
            const bool held = dtype == DType::Bool || dtype == DType::U8 || dtype == DType::U16;
            for (const int rank : {0, 1, 2, 3}) {
                if (!held || rank != 2) {
                    QTest::addRow("%s rank %d", array::name(dtype).data(), rank)
                        << static_cast<int>(dtype) << rank;
                }
            }
        }
        QTest::newRow("no rows") << static_cast<int>(DType::U8) << -1;
    }

    void arraysThatPngCantHold() {
        QFETCH(int, dtype);
        QFETCH(int, rank);
        const auto shape = rank < 0 ? array::Shape({0, 3}) : array::Shape::filled(rank, 1);
        const auto array = test::randomArray(static_cast<DType>(dtype), shape, 1);
        const auto plan = io::planPng(array, {}, {}, "test.png");
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, ErrorCode::Unsupported);
        QVERIFY(plan.error().hint.find("NPY") != std::string::npos);
    }

    void labelsWithoutAColourAreRefused() {
        const io::PngMeta meta{io::PngKind::Palette, 8, std::vector<std::uint8_t>(21 * 3), {}};
        const auto fits = test::arrayOf(DType::U8, {2, 3}, QByteArray("\0\1\2\3\4\x14", 6));
        QVERIFY(io::planPng(fits, meta, {}, "test.png"));
        const auto array = test::arrayOf(DType::U8, {2, 3}, QByteArray("\0\1\2\3\x15\xFF", 6));
        const auto plan = io::planPng(array, meta, {}, "test.png");
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, ErrorCode::Unsupported);
        QVERIFY(plan.error().message.find("label 21 at row 1, column 1") != std::string::npos);
        QVERIFY(plan.error().message.find("the palette has 21") != std::string::npos);
        QVERIFY(!io::planPng(test::randomArray(DType::U16, {2, 2}, 1), meta, {}, "test.png"));
    }
};

QTEST_APPLESS_MAIN(TestPng)
#include "tst_png.moc"
