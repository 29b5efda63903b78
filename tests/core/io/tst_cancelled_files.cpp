// SPDX-License-Identifier: MIT
// Reading and writing that is cancelled at each point at which it can be.
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "core/io/condition_file.h"
#include "tests/support/cancel_after.h"
#include "tests/support/io_support.h"
#include "tests/support/masks.h"

using namespace frisket;
using namespace frisket::test;
using array::DType;

namespace {
struct FileCase {
    const char* name;
    const char* file;
    DType dtype;
    array::Shape shape;
    bool palette;
};
const FileCase kCases[]{
    {"npy, several pieces", "mask.npy", DType::U8, {1800, 2048}, false},
    {"npy, two bytes", "mask.npy", DType::U16, {1000, 1300}, false},
    {"npy, bool", "mask.npy", DType::Bool, {1500, 1500}, false},
    {"npy, small", "mask.npy", DType::F32, {3, 5}, false},
    {"png, grey", "mask.png", DType::U8, {300, 411}, false},
    {"png, grey of 16 bits", "mask.png", DType::U16, {200, 333}, false},
    {"png, palette", "mask.png", DType::U8, {300, 411}, true},
};

io::WriteOptions optionsOf(const FileCase& which) {
    io::WriteOptions options;
    if (which.palette) {
        io::PngMeta meta;
        meta.kind = io::PngKind::Palette;
        meta.bitDepth = 8;
        meta.palette.assign(std::size_t{3} * 256, 77);
        options.meta = meta;
    }
    return options;
}
}  // namespace

class TestCancelledFiles : public QObject {
    Q_OBJECT

private slots:
    void reading_data() { addCases(); }
    void reading() {
        const QTemporaryDir folder;
        QFETCH(int, index);
        const FileCase& which = kCases[index];
        const auto array = randomArray(which.dtype, which.shape, 5);
        const std::string path = folder.filePath(which.file).toStdString();
        QVERIFY(io::writeMask(path, array, optionsOf(which)).has_value());
        const auto size = static_cast<std::int64_t>(QFileInfo(folder.filePath(which.file)).size());
        int looks = 0;
        for (;; ++looks) {
            CancelAfter progress(looks);
            progress.expect(size);
            const auto read = io::readMask(path, {}, &progress);
            if (read) {
                QCOMPARE(valuesOf(read->array), valuesOf(array));
                QCOMPARE(progress.done(), size);
                break;
            }
            QCOMPARE(read.error().code, base::ErrorCode::Cancelled);
            QVERIFY(progress.done() <= size);
        }
        QVERIFY(looks > 0);
    }

    void readingAsACondition_data() { addCases(); }
    void readingAsACondition() {
        QFETCH(int, index);
        const FileCase& which = kCases[index];
        if (array::isFloat(which.dtype)) {
            QSKIP("Floats are no condition.");
        }
        const QTemporaryDir folder;
        const auto array = randomArray(which.dtype, which.shape, 6);
        const std::string path = folder.filePath(which.file).toStdString();
        QVERIFY(io::writeMask(path, array, optionsOf(which)).has_value());
        const auto whole = io::readCondition(path);
        QVERIFY(whole.has_value());
        int looks = 0;
        for (;; ++looks) {
            CancelAfter progress(looks);
            const auto read = io::readCondition(path, {}, &progress);
            if (read) {
                QVERIFY(read->input.mask == whole->input.mask);
                break;
            }
            QCOMPARE(read.error().code, base::ErrorCode::Cancelled);
        }
        QVERIFY(looks > 0);
    }

    /// The old file or the new one, and nothing beside it.
    void writing_data() { addCases(); }
    void writing() {
        QFETCH(int, index);
        const FileCase& which = kCases[index];
        const QTemporaryDir folder;
        const QString path = folder.filePath(which.file);
        const auto old = randomArray(which.dtype, {2, 2}, 7);
        const auto array = randomArray(which.dtype, which.shape, 8);
        QVERIFY(io::writeMask(path.toStdString(), old, optionsOf(which)).has_value());
        const QByteArray before = readAll(path);
        int looks = 0;
        for (;; ++looks) {
            CancelAfter progress(looks);
            io::WriteOptions options = optionsOf(which);
            options.progress = &progress;
            const auto written = io::writeMask(path.toStdString(), array, options);
            QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden),
                     QStringList(which.file));
            if (written) {
                QVERIFY(!progress.cancel());  // too late
                QCOMPARE(progress.total(), 2 * array.byteCount());
                QCOMPARE(progress.done(), progress.total());
                break;
            }
            QCOMPARE(written.error().code, base::ErrorCode::Cancelled);
            QCOMPARE(readAll(path), before);
        }
        QVERIFY(looks > 2);
        const auto read = io::readMask(path.toStdString());
        QVERIFY(read.has_value());
        QCOMPARE(valuesOf(read->array), valuesOf(array));
    }

private:
    static void addCases() {
        QTest::addColumn<int>("index");
        int number = 0;
        for (const FileCase& each : kCases) {
            QTest::newRow(each.name) << number++;
        }
    }
};

QTEST_GUILESS_MAIN(TestCancelledFiles)
#include "tst_cancelled_files.moc"
