// SPDX-License-Identifier: MIT
#include <algorithm>

#include <QTemporaryDir>
#include <QTest>

#include "core/io/format_holds.h"
#include "core/io/mask_file.h"
#include "tests/support/arrays.h"
#include "tests/support/io_support.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;
using io::Format;

namespace {
constexpr std::array kFormats{Format::Npy, Format::Png, Format::Tiff};

io::PngMeta somePalette() {
    io::PngMeta meta;
    meta.kind = io::PngKind::Palette;
    meta.palette.assign(256 * 3, 7);
    return meta;
}
}  // namespace

/// What is said of formats, against what is really written.
class TestFormatHolds : public QObject {
    Q_OBJECT

private slots:
    void asWritten_data() {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<int>("rank");
        QTest::addColumn<bool>("palette");
        for (const DType dtype : array::kAllDTypes) {
            for (int rank = 0; rank <= 3; ++rank) {
                for (const bool palette : {false, true}) {
                    QTest::addRow("%s, %d axes%s", array::name(dtype).data(), rank,
                                  palette ? ", palette" : "")
                        << static_cast<int>(dtype) << rank << palette;
                }
            }
        }
    }
    void asWritten() {
        QFETCH(const int, dtype);
        QFETCH(const int, rank);
        QFETCH(const bool, palette);
        const auto type = static_cast<DType>(dtype);
        const array::Shape shape = array::Dims::filled(rank, 2);
        const auto count = array::byteCount(type, shape).value();
        const array::NdArray zeros =
            arrayOf(type, shape, QByteArray(static_cast<qsizetype>(count), '\0'));
        const auto formats = io::formatsHolding(type, shape);
        for (const Format format : kFormats) {
            io::WriteOptions options;
            if (palette) {
                options.meta = somePalette();
            }
            const std::string path = m_folder
                                         .filePath(format == Format::Npy   ? "out.npy"
                                                   : format == Format::Png ? "out.png"
                                                                           : "out.tif")
                                         .toStdString();
            const auto written = io::writeMask(path, zeros, options);
            const auto holds = io::formatHolds(path, type, shape, options.meta);
            QCOMPARE(holds.has_value(), written.has_value());
            if (!holds) {
                QVERIFY(holds.error() == written.error());
            }
            if (!palette) {
                QCOMPARE(std::find(formats.begin(), formats.end(), format) != formats.end(),
                         written.has_value());
            }
        }
        QVERIFY(std::is_sorted(formats.begin(), formats.end()));
    }

    void sizes() {
        QVERIFY(!io::formatHolds("a.png", DType::U8, {0, 3}));
        QVERIFY(!io::formatHolds("a.png", DType::U8, {1, std::int64_t{1} << 31}));
        QVERIFY(io::formatHolds("a.npy", DType::U8, {0, 3}));
        QVERIFY(QString::fromStdString(io::formatHolds("a.png", DType::U32, {2, 2}).error().message)
                    .startsWith("a.png: PNG can't hold uint32"));
    }

    /// What was written is said, so that whoever writes again knows the depth.
    void theDepthIsHandedBack() {
        io::PngMeta two;
        two.bitDepth = 2;
        io::WriteOptions options;
        options.meta = two;
        const std::string path = m_folder.filePath("depth.png").toStdString();
        const auto small = io::writeMask(path, makeArray<std::uint8_t>({1, 2}, {1, 3}), options);
        QVERIFY(small && std::any_cast<io::PngMeta>(&small->meta) != nullptr);
        QCOMPARE(std::any_cast<io::PngMeta>(small->meta).bitDepth, 2);
        const auto large = io::writeMask(path, makeArray<std::uint8_t>({1, 2}, {1, 4}), options);
        QVERIFY(large && std::any_cast<io::PngMeta>(&large->meta) != nullptr);
        QCOMPARE(std::any_cast<io::PngMeta>(large->meta).bitDepth, 8);
        const auto deep = io::writeMask(path, makeArray<std::uint16_t>({1, 2}, {1, 4}), options);
        QVERIFY(deep && std::any_cast<io::PngMeta>(&deep->meta) != nullptr);
        QCOMPARE(std::any_cast<io::PngMeta>(deep->meta).bitDepth, 16);
        const auto npy =
            io::writeMask(m_folder.filePath("n.npy").toStdString(), makeArray<float>({1}, {1}));
        QVERIFY(npy && !npy->meta.has_value());
    }

private:
    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestFormatHolds)
#include "tst_format_holds.moc"
