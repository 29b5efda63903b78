// SPDX-License-Identifier: MIT
#include <QTemporaryDir>
#include <QTest>

#include "core/io/mask_file.h"
#include "core/io/png_ids.h"
#include "core/io/png_plan.h"
#include "tests/support/arrays.h"
#include "tests/support/io_support.h"
#include "tests/support/png_builder.h"

using namespace frisket;
using array::DType;
using base::ErrorCode;
using test::PngBuilder;

namespace {
/// An RGB PNG with the colours `ids`.
QByteArray rgbPng(std::uint32_t width, const std::vector<std::uint32_t>& ids,
                  const QByteArray& chunks = {}) {
    const auto height = static_cast<std::uint32_t>(ids.size() / width);
    QByteArray raw;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (i % width == 0) {
            raw.append('\0');
        }
        for (const unsigned shift : {0U, 8U, 16U}) {
            raw.append(static_cast<char>(ids[i] >> shift));
        }
    }
    return QByteArray("\x89PNG\r\n\x1a\n") +
           PngBuilder::chunk("IHDR", PngBuilder::number(width) + PngBuilder::number(height) +
                                         QByteArray("\x08\x02\0\0\0", 5)) +
           chunks + PngBuilder::chunk("IDAT", PngBuilder::deflated(raw)) +
           PngBuilder::chunk("IEND", {});
}

std::vector<std::uint32_t> valuesOf(const array::NdArray& array) {
    const QByteArray bytes = test::valuesOf(array);
    std::vector<std::uint32_t> values(static_cast<std::size_t>(array.count()));
    std::memcpy(values.data(), bytes.constData(), static_cast<std::size_t>(bytes.size()));
    return values;
}

/// Blocks of 4 x 4 pixels of one random id each.
std::vector<std::uint32_t> blocks(std::size_t width, std::size_t height) {
    test::Random random;
    std::vector<std::uint32_t> ids(width * height);
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t x = 0; x < width; ++x) {
            const bool first = x % 4 == 0 && y % 4 == 0;
            ids[y * width + x] =
                first ? static_cast<std::uint32_t>(random.between(0, io::kLargestColourId))
                      : ids[(y - y % 4) * width + x - x % 4];
        }
    }
    return ids;
}
}  // namespace

class TestPngIds : public QObject {
    Q_OBJECT

private slots:
    void init() { QVERIFY(m_folder.isValid()); }

    void looksLikeIds_data() {
        QTest::addColumn<int>("width");
        QTest::addColumn<std::vector<std::uint32_t>>("ids");
        QTest::addColumn<bool>("are");
        using Ids = std::vector<std::uint32_t>;
        QTest::newRow("2x2 of one colour") << 2 << Ids(4, 7) << true;
        QTest::newRow("1x1: no block") << 1 << Ids(1, 7) << false;
        QTest::newRow("1xN") << 90 << Ids(90, 0) << false;
        QTest::newRow("all black") << 30 << Ids(900, 0) << true;
        QTest::newRow("all colours differ") << 2 << Ids{1, 2, 3, 4} << false;
        QTest::newRow("blocks") << 64 << blocks(64, 64) << true;
        Ids line(std::size_t{64} * 64);
        std::fill_n(line.begin() + 640, 64, 5);
        QTest::newRow("a line of one pixel: 64 of 4096") << 64 << line << true;
        line[0] = 9;
        QTest::newRow("and one pixel more") << 64 << line << false;
    }
    void looksLikeIds() {
        QFETCH(int, width);
        QFETCH(std::vector<std::uint32_t>, ids);
        QFETCH(bool, are);
        const auto height = static_cast<std::int64_t>(ids.size()) / width;
        const auto array = test::makeArray(array::Shape{height, width}, ids);
        QCOMPARE(io::looksLikeIds(array).value(), are);
        const std::string path = write("a.png", rgbPng(static_cast<std::uint32_t>(width), ids));
        const auto read = io::readMask(path);
        QCOMPARE(read.has_value(), are);
        if (are) {
            QCOMPARE(read->array.dtype(), DType::U32);
            QCOMPARE(valuesOf(read->array), ids);
            QCOMPARE(read->notes.size(), std::size_t{1});
            QVERIFY(read->notes[0].find("R + 256 G + 65536 B") != std::string::npos);
        } else {
            QCOMPARE(read.error().code, ErrorCode::Unsupported);
            QVERIFY(read.error().message.find("picture (RGB") != std::string::npos);
            QVERIFY(read.error().hint.find("--key ids") != std::string::npos);
        }
        // Who asks for ids gets them.
        io::ReadRequest request;
        request.part.key = "ids";
        const auto forced = io::readMask(path, request);
        QVERIFY(forced.has_value());
        QCOMPARE(valuesOf(forced->array), ids);
        QCOMPARE(forced->part, request.part);
    }

    void keyOfOtherKindsIsRefused() {
        PngBuilder grey;
        grey.values = {1};
        io::ReadRequest request;
        request.part.key = "ids";
        const auto read = io::readMask(write("g.png", grey.file()), request);
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code, ErrorCode::InvalidArgument);
    }

    void whatWeWroteIsIds() {
        // Noise, which no look at it would take for ids.
        test::Random random;
        std::vector<std::uint32_t> ids(63);
        for (auto& id : ids) {
            id = static_cast<std::uint32_t>(random.between(0, io::kLargestColourId));
        }
        ids[0] = io::kLargestColourId;
        const auto array = test::makeArray(array::Shape{7, 9}, ids);
        io::WriteOptions options;
        options.meta = io::PngMeta{io::PngKind::Rgb, 8, {}, {}};
        const std::string path = text(m_folder.filePath("w.png"));
        const auto written = io::writeMask(path, array, options);
        QVERIFY2(written.has_value(), written ? "" : written.error().text().c_str());
        QVERIFY(written->notes.empty());
        const auto read = io::readMask(path);
        QVERIFY2(read.has_value(), read ? "" : read.error().text().c_str());
        QCOMPARE(valuesOf(read->array), ids);
        QCOMPARE(std::any_cast<io::PngMeta>(read->meta),
                 (io::PngMeta{io::PngKind::Rgb, 8, {}, {}}));
        QVERIFY(read->notes.empty());
    }

    void marks_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("are");
        const auto all = QByteArray("Label ids\0R + 256 G + 65536 B", 29);
        QTest::newRow("ours") << all << true;
        QTest::newRow("cut") << all.chopped(1) << false;
        QTest::newRow("longer") << all + " " << false;
        QTest::newRow("another text") << QByteArray("Label ids\0R + 255 G + 65536 B", 29) << false;
        QTest::newRow("nothing") << QByteArray() << false;
    }
    void marks() {
        QFETCH(QByteArray, text);
        QFETCH(bool, are);
        const auto path = write("m.png", rgbPng(2, {1, 2, 3, 4}, PngBuilder::chunk("tEXt", text)));
        QCOMPARE(io::readMask(path).has_value(), are);
    }

    void refused_data() {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("16 bits") << QByteArray("\x10\x02\0\0\0", 5) << QByteArray("RGB of 16 bits");
        QTest::newRow("alpha") << QByteArray("\x08\x06\0\0\0", 5) << QByteArray("RGB with alpha");
    }
    void refused() {
        QFETCH(QByteArray, head);
        QFETCH(QByteArray, says);
        const QByteArray file =
            QByteArray("\x89PNG\r\n\x1a\n") +
            PngBuilder::chunk("IHDR", PngBuilder::number(2) + PngBuilder::number(2) + head) +
            PngBuilder::chunk("IDAT", PngBuilder::deflated(QByteArray(40, '\0'))) +
            PngBuilder::chunk("IEND", {});
        io::ReadRequest request;
        request.part.key = "ids";
        const auto read = io::readMask(write("r.png", file), request);
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code, ErrorCode::Unsupported);
        QVERIFY2(read.error().message.find(says.toStdString()) != std::string::npos,
                 read.error().message.c_str());
    }

    void limits() {
        io::ReadRequest request;
        request.limits.memoryBudget = 4 * 16 - 1;
        const auto path = write("l.png", rgbPng(4, std::vector<std::uint32_t>(16, 3)));
        QCOMPARE(io::readMask(path, request).error().code, ErrorCode::TooLarge);
        request.limits.memoryBudget = 4 * 16;
        QVERIFY(io::readMask(path, request).has_value());
    }

    void plans() {
        const io::PngMeta rgb{io::PngKind::Rgb, 8, {}, {}};
        const auto plan = [](const array::NdArray& array, const std::optional<io::PngMeta>& meta) {
            return io::planPng(array, meta, {}, "t.png");
        };
        const array::Shape shape{1, 2};
        const auto large =
            plan(test::makeArray(shape, std::vector<std::uint32_t>{5, 1U << 24U}), rgb);
        QVERIFY(!large.has_value());
        QCOMPARE(large.error().code, ErrorCode::Unsupported);
        QVERIFY(large.error().message.find("16777216 at row 0, column 1") != std::string::npos);
        const auto small = test::makeArray(shape, std::vector<std::uint32_t>{5, 6});
        QCOMPARE(plan(small, rgb)->meta, rgb);
        QVERIFY(!plan(small, {}).has_value());
        QVERIFY(!plan(small, io::PngMeta{}).has_value());
        const auto grey = plan(test::makeArray(shape, std::vector<std::uint16_t>{5, 600}), rgb);
        QCOMPARE(grey->meta, (io::PngMeta{io::PngKind::Grey, 16, {}, {}}));
        QCOMPARE(grey->notes.size(), std::size_t{1});
    }

private:
    std::string write(const QString& name, const QByteArray& bytes) {
        test::writeAll(m_folder.filePath(name), bytes);
        return text(m_folder.filePath(name));
    }
    static std::string text(const QString& string) { return string.toStdString(); }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestPngIds)
#include "tst_png_ids.moc"
