// SPDX-License-Identifier: MIT
#include <optional>

#include <QTest>

#include "core/io/tiff_codec.h"
#include "tests/support/io_support.h"
#include "tests/support/memory_limit.h"
#include "tests/support/png_builder.h"
#include "tests/support/tiff_builder.h"

using namespace frisket;
using array::DType;
using base::ErrorCode;
using test::TiffBuilder;

namespace {
constexpr int kMostBytes = 200 << 20;

base::Result<io::MaskFile> decoded(const QByteArray& file, const io::ReadRequest& request = {}) {
    io::MemorySource source("test.tif", test::bytesOf(file));
    return io::kTiffCodec.read(source, request);
}

base::Result<io::FileContents> listed(const QByteArray& file) {
    io::MemorySource source("test.tif", test::bytesOf(file));
    return io::kTiffCodec.list(source, {});
}

QByteArray encoded(const array::NdArray& array, const io::WriteOptions& options = {}) {
    const auto encoding = io::kTiffCodec.prepare({array, options, "test.tif", "test.tif"});
    io::MemorySink sink;
    if (!encoding || !(*encoding)->write(sink, nullptr)) {
        qFatal("can't write the file to be damaged");
    }
    return test::byteArray(sink.bytes());
}

/// 5 x 4 values in one strip after the directory.
TiffBuilder small() {
    TiffBuilder tiff;
    tiff.directories = {TiffBuilder::page(5, 4, 8, 1, 20)};
    tiff.data = "aaaabbbbccccddddeeee";
    return tiff;
}

QByteArray smallWith(const std::vector<TiffBuilder::Entry>& entries, const QByteArray& data = {}) {
    TiffBuilder tiff = small();
    for (const TiffBuilder::Entry& entry : entries) {
        TiffBuilder::set(tiff.directories[0], entry);
    }
    tiff.data = data.isNull() ? tiff.data : data;
    return tiff.file();
}

QByteArray smallWithout(std::uint16_t tag) {
    TiffBuilder tiff = small();
    auto& directory = tiff.directories[0];
    directory.erase(std::remove_if(directory.begin(), directory.end(),
                                   [=](const TiffBuilder::Entry& e) { return e.tag == tag; }),
                    directory.end());
    return tiff.file();
}

TiffBuilder::Entry numbers(int tag, const std::vector<std::uint32_t>& values) {
    QByteArray bytes;
    for (const std::uint32_t value : values) {
        bytes += TiffBuilder::number(value, 4);
    }
    return {static_cast<std::uint16_t>(tag), 4, static_cast<std::uint32_t>(values.size()), bytes};
}
}  // namespace

Q_DECLARE_METATYPE(frisket::base::ErrorCode)

class TestTiffHostile : public QObject {
    Q_OBJECT

private slots:
    void refused_data() {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("word");  // that the message must have
        const auto row = [](const char* name, const QByteArray& file, ErrorCode code,
                            const char* word) { QTest::newRow(name) << file << code << word; };
        using B = TiffBuilder;
        const auto L = B::longEntry;
        const auto S = B::shortEntry;
        constexpr std::uint32_t kMost = 0xffffffff;

        row("a side of 2^32 - 1", smallWith({L(256, kMost)}), ErrorCode::TooLarge, "longest side");
        row("both sides", smallWith({L(256, kMost), L(257, kMost)}), ErrorCode::Format, "strips");
        row("above the budget", smallWith({L(256, 999999), L(257, 999999)}), ErrorCode::TooLarge,
            "budget");
        row("2^63 bytes", smallWith({L(256, 1000000), L(257, 1000000), S(277, 65535), S(258, 64)}),
            ErrorCode::TooLarge, "bytes");
        row("4 GB that are not there", smallWith({L(256, 65000), L(257, 65000), L(278, 65000)}),
            ErrorCode::Format, "StripByteCounts");
        row("4 GB in a strip each row", smallWith({L(256, 65000), L(257, 65000), L(278, 1)}),
            ErrorCode::Truncated, "hold");
        row("4 GB deflated", smallWith({L(256, 65000), L(257, 65000), L(278, 65000), S(259, 8)}),
            ErrorCode::Truncated, "hold");
        row("4 GB by zstd", smallWith({L(256, 65000), L(257, 65000), L(278, 65000), S(259, 50000)}),
            ErrorCode::Truncated, "hold");
        row("4 GB of G4",
            smallWith({L(256, 65000), L(257, 65000), L(278, 65000), S(259, 4), S(258, 1)}),
            ErrorCode::Truncated, "hold");
        row("no width", smallWithout(256), ErrorCode::Format, "TIFF");
        row("no height", smallWithout(257), ErrorCode::Format, "TIFF");
        row("no strips", smallWithout(273), ErrorCode::Format, "");
        row("width 0", smallWith({L(256, 0)}), ErrorCode::Format, "");
        row("0 samples", smallWith({S(277, 0)}), ErrorCode::Format, "");
        row("0 bits", smallWith({S(258, 0)}), ErrorCode::Format, "");
        row("65535 bits", smallWith({S(258, 65535)}), ErrorCode::Unsupported, "65535 bits");
        row("0 rows in a strip", smallWith({L(278, 0)}), ErrorCode::Format, "");
        row("a strip beyond the end", smallWith({L(273, 100000)}), ErrorCode::Truncated,
            "too early");
        row("a strip at 2^32 - 1", smallWith({L(273, kMost)}), ErrorCode::Truncated, "too early");
        row("a strip longer than the file", smallWith({L(279, kMost)}), ErrorCode::Format,
            "StripByteCounts");
        row("a strip of fewer bytes", smallWith({L(279, 19)}), ErrorCode::Format,
            "StripByteCounts");
        const std::vector<std::uint32_t> halves{150, 150};
        row("two strips longer than the file",
            smallWith({L(278, 2), numbers(273, halves), numbers(279, {10, kMost})}),
            ErrorCode::Truncated, "too early");
        row("two strips of fewer bytes",
            smallWith({L(278, 2), numbers(273, halves), numbers(279, {10, 9})}),
            ErrorCode::Truncated, "hold");
        row("two strips, one empty",
            smallWith({L(278, 2), numbers(273, halves), numbers(279, {10, 0})}),
            ErrorCode::Unsupported, "sparse");
        row("places of one strip of two",
            smallWith({L(278, 2), numbers(273, {140}), numbers(279, {10})}), ErrorCode::Unsupported,
            "sparse");
        row("an unknown compression", smallWith({S(259, 7777)}), ErrorCode::Unsupported, "7777");
        row("JPEG", smallWith({S(259, 7)}), ErrorCode::Unsupported, "JPEG");
        row("complex numbers", smallWith({S(339, 6), S(258, 64)}), ErrorCode::Unsupported,
            "complex");
        row("a depth", smallWith({L(32997, 2)}), ErrorCode::Unsupported, "depth");
        row("no deflate stream", smallWith({S(259, 8)}), ErrorCode::Format, "");
        row("no zstd stream", smallWith({S(259, 50000)}), ErrorCode::Format, "");
        row("no LZW stream", smallWith({S(259, 5)}, QByteArray(20, '\xff')), ErrorCode::Format, "");
        const QByteArray shortStream = test::PngBuilder::deflated(QByteArray(19, 'x'));
        row("a deflate stream too short",
            smallWith({S(259, 8), L(279, static_cast<std::uint32_t>(shortStream.size()))},
                      shortStream),
            ErrorCode::Format, "");
        row("tiles far larger than the page",
            smallWith({L(322, 65536), L(323, 65536), L(324, 300), L(325, 20)}), ErrorCode::TooLarge,
            "far larger");
        row("a directory beyond the end", QByteArray("II*\0\xff\xff\0\0", 8), ErrorCode::Format,
            "");
        row("a directory of 65535 entries", QByteArray("II*\0\x08\0\0\0\xff\xff", 10),
            ErrorCode::Format, "");
        row("a BigTIFF of 2^63 entries",
            QByteArray("II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80", 24),
            ErrorCode::Format, "");

        TiffBuilder loop = small();
        loop.next = {8};
        row("a directory that is its own next", loop.file(), ErrorCode::Format, "page");
        loop.directories.push_back(loop.directories[0]);
        loop.next = {loop.directoryAt(1), 8};
        row("two directories in a ring", loop.file(), ErrorCode::Format, "page");
        loop.next = {loop.directoryAt(1), 1000000};
        row("a next directory beyond the end", loop.file(), ErrorCode::Format, "page 2");
        // Each of 976 strips claims all that is in the file.
        constexpr std::uint32_t kStrips = 976;
        TiffBuilder shared;
        shared.directories = {TiffBuilder::page(1000, 8 * kStrips, 8, 8, 0)};
        TiffBuilder::set(shared.directories[0], L(278, 8));
        TiffBuilder::set(shared.directories[0], numbers(279, std::vector(kStrips, 8000U)));
        TiffBuilder::set(shared.directories[0], numbers(273, std::vector(kStrips, 8U)));
        shared.data = test::PngBuilder::deflated(QByteArray(8000, '\0')) + QByteArray(8000, 'x');
        row("strips that share their bytes", shared.file(), ErrorCode::Format, "overlap");

        row("a text without an end", smallWith({{270, 2, 0xffffffff, QByteArray(8, 'x')}}),
            ErrorCode::Format, "");
        row("planes by the million", smallWith({B::text(270, "ImageJ=1\nimages=1000000000\n")}),
            ErrorCode::TooLarge, "budget");
        row("planes beyond 2^63",
            smallWith({B::text(270, "ImageJ=1\nimages=9223372036854775807\n")}),
            ErrorCode::TooLarge, "");
        row("planes that are not there", smallWith({B::text(270, "ImageJ=1\nimages=3\n")}),
            ErrorCode::Truncated, "too early");
    }

    void refused() {
        QFETCH(const QByteArray, file);
        QFETCH(const ErrorCode, code);
        QFETCH(const QString, word);
        std::optional<test::MemoryLimit> limit;
        if (test::kCanLimitMemory) {
            limit.emplace(kMostBytes);
        }
        const auto read = decoded(file);
        const auto contents = listed(file);
        limit.reset();
        QVERIFY(!read);
        const QString message = QString::fromStdString(read.error().message);
        QVERIFY2(read.error().code == code && message.contains(word),
                 qPrintable(QString::number(static_cast<int>(read.error().code)) + message));
        QVERIFY2(message.contains("test.tif"), qPrintable(message));
        QVERIFY(contents || contents.error().code != ErrorCode::OutOfMemory);
    }

    void truncated_data() {
        QTest::addColumn<QByteArray>("file");
        const auto noise = test::randomArray(DType::U16, {20, 30}, 3);
        io::WriteOptions options;
        for (const std::string_view compression : io::kTiffCodec.compressions) {
            options.compression = compression;
            QTest::addRow("%s", compression.data()) << encoded(noise, options);
        }
        QTest::newRow("stack") << encoded(test::randomArray(DType::U8, {3, 4, 5}, 3));
        QTest::newRow("directory first") << small().file();
        QTest::newRow("text last") << [] {
            TiffBuilder tiff;
            tiff.directories = {TiffBuilder::page(2, 2, 8, 1, 4, 8)};
            TiffBuilder::set(tiff.directories[0], TiffBuilder::text(270, "{\"shape\": [1, 2, 2]}"));
            return tiff.file();
        }();
    }

    void truncated() {
        QFETCH(const QByteArray, file);
        QVERIFY(decoded(file));
        for (qsizetype length = 0; length < file.size(); ++length) {
            const auto read = decoded(file.left(length));
            QVERIFY2(!read, QByteArray::number(length));
            QVERIFY2(
                read.error().code == ErrorCode::Format || read.error().code == ErrorCode::Truncated,
                (QByteArray::number(length) + read.error().message.c_str()));
        }
    }

    /// There is no checksum, so that a flipped bit can make another valid file; but then what is
    /// listed is what is read, and it is within the limits.
    void everyBitFlipped_data() {
        QTest::addColumn<QByteArray>("file");
        io::WriteOptions options;
        for (const std::string_view compression : io::kTiffCodec.compressions) {
            options.compression = compression;
            QTest::addRow("%s", compression.data())
                << encoded(test::randomArray(DType::U16, {4, 5}, 3), options);
        }
        QTest::newRow("stack") << encoded(test::randomArray(DType::F32, {2, 3, 4, 5}, 3));
        QTest::newRow("bits") << encoded(test::randomArray(DType::Bool, {9, 11}, 3));
        QTest::newRow("by hand") << small().file();
    }

    void everyBitFlipped() {
        QFETCH(const QByteArray, file);
        io::ReadRequest request;
        request.limits.memoryBudget = 1 << 20;
        std::optional<test::MemoryLimit> limit;
        if (test::kCanLimitMemory) {
            limit.emplace(kMostBytes);
        }
        int refusals = 0;
        for (qsizetype bit = 0; bit < 8 * file.size(); ++bit) {
            QByteArray flipped = file;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
            const auto read = decoded(flipped, request);
            const auto contents = listed(flipped);
            if (!read) {
                ++refusals;
                QVERIFY2(read.error().message.find("test.tif") != std::string::npos,
                         read.error().message.c_str());
                QVERIFY2(read.error().code != ErrorCode::OutOfMemory, QByteArray::number(bit));
                continue;
            }
            QVERIFY(contents);
            QVERIFY2(contents->items.size() == 1 &&
                         contents->items[0].shape == read->array.shape() &&
                         contents->items[0].dtype == read->array.dtype(),
                     QByteArray::number(bit));
            QVERIFY(read->array.byteCount() <= request.limits.memoryBudget);
        }
        QVERIFY(refusals > 0);
    }

    void budget() {
        const QByteArray file = small().file();
        io::ReadRequest request;
        request.limits = {20, 5};
        QVERIFY(decoded(file, request));
        request.limits = {19, 5};
        QCOMPARE(decoded(file, request).error().code, ErrorCode::TooLarge);
        request.limits = {20, 4};
        QCOMPARE(decoded(file, request).error().code, ErrorCode::TooLarge);
    }

    /// Each page alone is one that could be.
    void aSumOfPagesBeyond63Bits() {
        TiffBuilder tiff;
        for (int i = 0; i < 200; ++i) {
            tiff.directories.push_back(TiffBuilder::page(1, 1000000, 8, 1, 20, 8));
            auto& page = tiff.directories.back();
            TiffBuilder::set(page, TiffBuilder::longEntry(322, 65536));
            TiffBuilder::set(page, TiffBuilder::longEntry(323, 1024));
            TiffBuilder::set(page, TiffBuilder::longEntry(324, 8));
            TiffBuilder::set(page, TiffBuilder::longEntry(325, 20));
        }
        const auto read = decoded(tiff.file());
        QVERIFY(!read);
        QVERIFY2(
            read.error().code == ErrorCode::Truncated || read.error().code == ErrorCode::Format,
            read.error().message.c_str());
    }

    /// Pages are gone to by place: by number it would take their square.
    void manyPages() {
        constexpr int kPages = 20000;
        TiffBuilder tiff;
        tiff.data = "ab";
        tiff.directories.assign(kPages, TiffBuilder::page(2, 1, 8, 1, 2, 0));
        const QByteArray file = tiff.file();
        const auto read = decoded(file);
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(read->array.shape() == array::Shape({kPages, 1, 2}));
        QCOMPARE(test::valuesOf(read->array), QByteArray("ab").repeated(kPages));
    }

    void listsInListsAreNoShape() {
        const QByteArray file =
            smallWith({TiffBuilder::text(270, "{\"shape\":" + QByteArray("[").repeated(1000000))});
        const auto read = decoded(file);
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(read->array.shape() == array::Shape({4, 5}));
        QCOMPARE(read->notes.size(), std::size_t{1});
        QVERIFY(read->notes[0].find("shape is not that of the pages") != std::string::npos);
    }

    /// What a stream has beyond the values of its strip is never inflated.
    void inflatesNoMoreThanDeclared() {
        const QByteArray bomb = test::PngBuilder::deflated(QByteArray(64 << 20, 'x'));
        TiffBuilder tiff = small();
        TiffBuilder::set(tiff.directories[0], TiffBuilder::shortEntry(259, 8));
        TiffBuilder::set(tiff.directories[0],
                         TiffBuilder::longEntry(279, static_cast<std::uint32_t>(bomb.size())));
        tiff.data = bomb;
        std::optional<test::MemoryLimit> limit;
        if (test::kCanLimitMemory) {
            limit.emplace(32 << 20);
        }
        const auto read = decoded(tiff.file());
        limit.reset();
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QCOMPARE(test::valuesOf(read->array), QByteArray(20, 'x'));
    }
};

QTEST_APPLESS_MAIN(TestTiffHostile)
#include "tst_tiff_hostile.moc"
