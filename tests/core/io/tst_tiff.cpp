// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstring>

#include <QTest>

#include "core/io/tiff_codec.h"
#include "core/io/tiff_meta.h"
#include "tests/support/io_support.h"
#include "tests/support/tiff_builder.h"

using namespace frisket;
using array::DType;
using base::ErrorCode;
using io::TiffMeta;
using test::TiffBuilder;

namespace {
base::Result<io::MaskFile> decoded(const QByteArray& file, const io::ReadRequest& request = {}) {
    io::MemorySource source("test.tif", test::bytesOf(file));
    return io::kTiffCodec.read(source, request);
}

struct Encoded {
    QByteArray file;
    std::vector<std::string> notes;
};

/// Written and compared, as `writeMask` does.
base::Result<Encoded> encoded(const array::NdArray& array, const io::WriteOptions& options = {}) {
    const auto encoding = io::kTiffCodec.prepare({array, options, "test.tif", "test.tif"});
    if (!encoding) {
        return base::passOn(encoding);
    }
    io::MemorySink sink;
    if (const auto written = (*encoding)->write(sink, nullptr); !written) {
        return base::passOn(written);
    }
    io::MemorySource source("test.tif", sink.bytes());
    if (const auto same = (*encoding)->compare(source); !same) {
        return base::passOn(same);
    }
    return Encoded{test::byteArray(sink.bytes()), (*encoding)->notes};
}

const TiffMeta& metaOf(const io::MaskFile& mask) { return *std::any_cast<TiffMeta>(&mask.meta); }

io::WriteOptions with(const TiffMeta& meta) {
    io::WriteOptions options;
    options.meta = meta;
    return options;
}

bool hasNote(const std::vector<std::string>& notes, std::string_view words) {
    return std::any_of(notes.begin(), notes.end(), [words](const std::string& note) {
        return note.find(words) != std::string::npos;
    });
}

bool hasFact(const io::MaskFile& mask, const io::Fact& fact) {
    return std::find(mask.facts.begin(), mask.facts.end(), fact) != mask.facts.end();
}

/// Not random: also a default, so that all that a row sets is what differs.
TiffMeta plainMeta(const array::NdArray& array) {
    TiffMeta meta;
    meta.shape = array.shape();
    meta.dtype = array.dtype();
    meta.bits = array.dtype() == DType::Bool ? 1 : static_cast<int>(8 * itemSize(array.dtype()));
    return meta;
}
}  // namespace

Q_DECLARE_METATYPE(frisket::array::Shape)
Q_DECLARE_METATYPE(frisket::io::TiffMeta)

class TestTiff : public QObject {
    Q_OBJECT

private slots:
    void matrix_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<array::Shape>("shape");
        QTest::addColumn<bool>("held");
        const std::vector<array::Shape> held{
            {1, 1},    {5, 7},    {1, 33},      {65, 1},        {64, 65},     {9},
            {1},       {3, 5, 7}, {1, 5, 7},    {1, 1, 1},      {5, 7, 2},    {5, 7, 3},
            {5, 7, 4}, {5, 7, 1}, {2, 5, 7, 3}, {2, 1, 4, 6},   {3, 1, 1, 1}, {2, 3, 2, 3, 4},
            {70000},   {1200, 3}, {2, 1, 3, 1}, {1, 2, 3, 1, 1}};
        const std::vector<array::Shape> refused{{}, {0}, {0, 3}, {3, 0}, {2, 0, 3}};
        for (const DType dtype : array::kAllDTypes) {
            const auto add = [dtype](const array::Shape& shape, bool isHeld) {
                QTest::addRow("%s %s, %s", array::name(dtype).data(),
                              array::toString(shape).c_str(), isHeld ? "exact" : "refused")
                    << static_cast<int>(dtype) << shape << isHeld;
            };
            for (const array::Shape& shape : held) {
                add(shape, true);
            }
            for (const array::Shape& shape : refused) {
                add(shape, false);
            }
        }
    }

    void matrix() {
        QFETCH(const int, dtype);
        QFETCH(const array::Shape, shape);
        QFETCH(const bool, held);
        const auto original = test::randomArray(static_cast<DType>(dtype), shape, 5);
        std::vector<std::string_view> compressions(io::kTiffCodec.compressions.begin(),
                                                   io::kTiffCodec.compressions.end());
        compressions.emplace_back();
        for (const std::string_view compression : compressions) {
            io::WriteOptions options;
            options.compression = compression;
            const auto written = encoded(original, options);
            QCOMPARE(written.has_value(), held);
            QCOMPARE(io::kTiffCodec.canHold(original.dtype(), shape, {}, "test.tif").has_value(),
                     held);
            if (!held) {
                QCOMPARE(written.error().code, ErrorCode::Unsupported);
                QVERIFY(written.error().message.find(array::toString(shape)) != std::string::npos);
                QVERIFY(written.error().hint.find("NPY") != std::string::npos);
                continue;
            }
            const bool guarded = compression == "none" && hasNote(written->notes, "misreads");
            QVERIFY(guarded ? original.byteCount() < 10000 : written->notes.empty());
            const auto read = decoded(written->file);
            QVERIFY2(read, read ? "" : read.error().message.c_str());
            QCOMPARE(read->array.dtype(), original.dtype());
            QVERIFY(read->array.shape() == shape);
            QCOMPARE(test::valuesOf(read->array), test::valuesOf(original));
            const std::string_view said = compression.empty() || guarded ? "deflate" : compression;
            const std::string_view name = said == "lzw"        ? "LZW"
                                          : said == "packbits" ? "PackBits"
                                                               : said;
            QVERIFY(hasFact(*read, {"compression", std::string(name)}));
            // A save of what was read is the same file.
            const auto again = encoded(read->array, with(metaOf(*read)));
            QVERIFY2(again, again ? "" : again.error().message.c_str());
            QCOMPARE(again->file, written->file);
        }
    }

    /// What a file says besides values is what it says after an edit.
    void metadataStays_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<array::Shape>("shape");
        QTest::addColumn<TiffMeta>("meta");
        const auto row = [](const char* name, DType dtype, const array::Shape& shape,
                            const auto& change) {
            TiffMeta meta = plainMeta(test::randomArray(dtype, shape, 1));
            change(meta);
            QTest::newRow(name) << static_cast<int>(dtype) << shape << meta;
        };
        const array::Shape plane{33, 50};
        for (const int compression : {1, 5, 8, 32773, 50000}) {
            row(QByteArray("compression ") + QByteArray::number(compression), DType::U16, plane,
                [=](TiffMeta& m) { m.compression = static_cast<std::uint16_t>(compression); });
        }
        row("predictor", DType::I32, plane, [](TiffMeta& m) { m.predictor = 2; });
        row("predictor of floats", DType::F32, plane, [](TiffMeta& m) { m.predictor = 3; });
        row("tiles", DType::U8, plane, [](TiffMeta& m) { m.tileWidth = 16, m.tileHeight = 32; });
        row("tiles of bits", DType::Bool, plane,
            [](TiffMeta& m) { m.tileWidth = 32, m.tileHeight = 16; });
        row("big-endian", DType::F64, plane, [](TiffMeta& m) { m.bigEndian = true; });
        row("BigTIFF", DType::U64, plane, [](TiffMeta& m) { m.bigTiff = true; });
        row("0 is white", DType::U8, plane, [](TiffMeta& m) { m.photometric = 0; });
        row("a bit, 0 is white", DType::Bool, plane, [](TiffMeta& m) { m.photometric = 0; });
        row("orientation", DType::U8, plane, [](TiffMeta& m) { m.orientation = 6; });
        row("resolution", DType::U8, plane, [](TiffMeta& m) {
            m.resolution = io::TiffResolution{300, 72.5F, 3};
        });
        row("description", DType::U8, plane,
            [](TiffMeta& m) { m.description = "Cells, \xc3\xa9t\xc3\xa9"; });
        row("palette", DType::U8, plane, [](TiffMeta& m) {
            m.photometric = 3;
            for (int i = 0; i < 3 * 256; ++i) {
                m.colourMap.push_back(static_cast<std::uint16_t>(i * 77));
            }
        });
        row("samples apart", DType::U16, {33, 50, 3}, [](TiffMeta& m) {
            m.photometric = 2;
            m.samplesApart = m.hasSamples = true;
            m.description = R"({"shape": [3, 33, 50]})";
        });
        row("samples that are no colours", DType::U8, {9, 8, 5}, [](TiffMeta& m) {
            m.hasSamples = true;
            m.extraSamples = {0, 0, 2, 0};
            m.description = R"({"shape": [9, 8, 5]})";
        });
        row("ImageJ", DType::U16, {2, 3, 5, 7}, [](TiffMeta& m) {
            m.description = "ImageJ=1.53t\nimages=6\nchannels=3\nslices=2\nhyperstack=true\n";
        });
        row("further tags", DType::U8, plane, [](TiffMeta& m) {
            const QByteArray maker("Maker\0", 6);
            const QByteArray scale = TiffBuilder::number(0x3ff0000000000000, 8).repeated(3);
            const QByteArray nothing("-1\0", 3);
            for (const auto& [tag, type, values] :
                 {std::tuple(305, 2, maker), {33550, 12, scale}, {42113, 2, nothing}}) {
                const auto bytes = test::bytesOf(values);
                m.tags.push_back({static_cast<std::uint32_t>(tag),
                                  static_cast<std::uint16_t>(type),
                                  {bytes.begin(), bytes.end()}});
            }
        });
    }

    void metadataStays() {
        QFETCH(const int, dtype);
        QFETCH(const array::Shape, shape);
        QFETCH(const TiffMeta, meta);
        const auto first =
            encoded(test::randomArray(static_cast<DType>(dtype), shape, 1), with(meta));
        QVERIFY2(first, first ? "" : first.error().message.c_str());
        QVERIFY(first->notes.empty());
        const auto read = decoded(first->file);
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(metaOf(*read) == meta);
        const auto edited = test::randomArray(static_cast<DType>(dtype), shape, 2);
        const auto second = encoded(edited, with(metaOf(*read)));
        QVERIFY2(second, second ? "" : second.error().message.c_str());
        QVERIFY(second->notes.empty());
        const auto again = decoded(second->file);
        QVERIFY(again);
        QVERIFY(metaOf(*again) == meta);
        QCOMPARE(test::valuesOf(again->array), test::valuesOf(edited));
    }

    void whatCannotStayIsTold() {
        const auto bytes = test::randomArray(DType::U8, {5, 7}, 1);
        const auto floats = test::randomArray(DType::F32, {5, 7}, 1);
        TiffMeta palette = plainMeta(bytes);
        palette.photometric = 3;
        palette.colourMap.assign(3 * 256, 1);
        const auto asFloat = encoded(floats, with(palette));
        QVERIFY(asFloat && hasNote(asFloat->notes, "palette is not kept"));
        QCOMPARE(metaOf(*decoded(asFloat->file)).photometric, std::uint16_t{1});

        TiffMeta imageJ = plainMeta(bytes);
        imageJ.description = "ImageJ=1.53t\nimages=1\n";
        const auto other = encoded(floats, with(imageJ));
        QVERIFY(other && hasNote(other->notes, "ImageJ is not kept"));

        TiffMeta bits = plainMeta(bytes);
        bits.bits = 4;
        const auto wider = encoded(bytes, with(bits));
        QVERIFY(wider && hasNote(wider->notes, "8 bits a pixel instead of 4"));
        const auto small = test::arrayOf(DType::U8, {2, 2}, QByteArray("\1\2\3\17", 4));
        const auto same = encoded(small, with(bits));
        QVERIFY(same && same->notes.empty());
        QCOMPARE(metaOf(*decoded(same->file)).bits, 4);

        TiffMeta fax = plainMeta(test::randomArray(DType::Bool, {5, 7}, 1));
        fax.compression = 4;
        const auto deflated = encoded(test::randomArray(DType::Bool, {5, 7}, 1), with(fax));
        QVERIFY(deflated && hasNote(deflated->notes, "deflate instead of CCITT G4"));

        TiffMeta odd = plainMeta(bytes);
        odd.tileWidth = odd.tileHeight = 24;
        const auto strips = encoded(bytes, with(odd));
        QVERIFY(strips && hasNote(strips->notes, "strips instead of tiles"));

        TiffMeta text = plainMeta(bytes);
        text.description = "Cells";
        const auto stack = encoded(test::randomArray(DType::U8, {2, 3, 5, 7}, 1), with(text));
        QVERIFY(stack && hasNote(stack->notes, "description is kept as"));
        QVERIFY(metaOf(*decoded(stack->file)).description.find("Cells") != std::string::npos);
    }

    void aPalettePngKeepsItsColours() {
        io::PngMeta png;
        png.kind = io::PngKind::Palette;
        png.palette = {0, 0, 0, 255, 128, 1};
        png.transparency = {0};
        io::WriteOptions options;
        options.meta = png;
        const auto values = test::arrayOf(DType::U8, {1, 3}, QByteArray("\0\1\1", 3));
        const auto written = encoded(values, options);
        QVERIFY(written && hasNote(written->notes, "transparency"));
        const auto read = decoded(written->file);
        QVERIFY(read);
        const TiffMeta& meta = metaOf(*read);
        QCOMPARE(meta.photometric, std::uint16_t{3});
        QCOMPARE(meta.colourMap.size(), std::size_t{3 * 256});
        QCOMPARE(meta.colourMap[1], std::uint16_t{0xffff});
        QCOMPARE(meta.colourMap[257], std::uint16_t{0x8080});
        QCOMPARE(meta.colourMap[513], std::uint16_t{0x0101});
        QCOMPARE(test::valuesOf(read->array), test::valuesOf(values));
    }

    /// Two pages of other shapes, and one beside them of lower resolution.
    void pages() {
        TiffBuilder tiff;
        tiff.data = "abcdefghij";
        tiff.directories = {TiffBuilder::page(2, 3, 8, 1, 6), TiffBuilder::page(2, 2, 8, 1, 4)};
        const auto none = decoded(tiff.file());
        QVERIFY(!none);
        QCOMPARE(none.error().code, ErrorCode::InvalidArgument);
        QVERIFY(none.error().message.find("uint8 (2, 2)") != std::string::npos);
        const QByteArray file = tiff.file();
        io::MemorySource source("test.tif", test::bytesOf(file));
        const auto listed = io::kTiffCodec.list(source, {});
        QVERIFY(listed);
        QCOMPARE(listed->items.size(), std::size_t{2});
        QVERIFY(listed->items[1].part.page == 1 && listed->items[1].dtype == DType::U8);
        QVERIFY(listed->items[0].shape == array::Shape({3, 2}));
        io::ReadRequest request;
        request.part.page = 1;
        const auto second = decoded(file, request);
        QVERIFY(second && second->part.page == 1);
        QCOMPARE(test::valuesOf(second->array), QByteArray("abcd"));
        for (const int missing : {-1, 2}) {
            request.part.page = missing;
            QCOMPARE(decoded(file, request).error().code, ErrorCode::InvalidArgument);
        }
        TiffBuilder::set(tiff.directories[1], TiffBuilder::longEntry(254, 1));
        const auto alone = decoded(tiff.file());
        QVERIFY(alone && hasNote(alone->notes, "lower resolution"));
        QCOMPARE(test::valuesOf(alone->array), QByteArray("abcdef"));
        TiffBuilder::set(tiff.directories[1], TiffBuilder::longEntry(254, 0));
        tiff.directories[1] = tiff.directories[0];
        const auto both = decoded(tiff.file());
        QVERIFY(both && both->array.shape() == array::Shape({2, 3, 2}));
        QVERIFY(both->axisNames == std::vector<std::string>({"page", "y", "x"}));
    }

    /// As ImageJ writes stacks of more than 4 GiB: one directory, the planes one after the other.
    void planesOfOneDirectory() {
        TiffBuilder tiff;
        tiff.directories = {TiffBuilder::page(2, 1, 16, 1, 4)};
        TiffBuilder::set(tiff.directories[0],
                         TiffBuilder::text(270, "ImageJ=1.53t\nimages=3\nslices=3\n"));
        tiff.data = QByteArray("\1\0\2\0\3\0\4\0\5\0\6\0", 12);
        const auto read = decoded(tiff.file());
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(read->array.shape() == array::Shape({3, 1, 2}));
        QVERIFY(read->axisNames == std::vector<std::string>({"z", "y", "x"}));
        QCOMPARE(test::valuesOf(read->array), tiff.data);
        tiff.data.chop(1);
        QCOMPARE(decoded(tiff.file()).error().code, ErrorCode::Truncated);
    }
};

QTEST_APPLESS_MAIN(TestTiff)
#include "tst_tiff.moc"
