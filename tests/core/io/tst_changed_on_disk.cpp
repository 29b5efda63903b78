// SPDX-License-Identifier: MIT
// Whether a file is still the one that was read: by what people and tools do to files.
#include <fcntl.h>
#include <functional>
#include <sys/stat.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <QTest>

#include "core/io/atomic_file.h"
#include "core/io/file_source.h"
#include "tests/support/cancel_after.h"
#include "tests/support/io_support.h"

using namespace frisket;

namespace {
/// What a reader knows of the file.
io::FileStamp read(const QString& path) {
    return io::FileSource::open(test::text(path)).value()->stampOfContent().value();
}

/// Sets both times of the file back.
void setTime(const QString& path, const struct ::timespec& time) {
    const struct ::timespec both[2] = {time, time};
    QCOMPARE(::utimensat(AT_FDCWD, qPrintable(path), both, 0), 0);
}

struct ::timespec timeOf(const QString& path) {
    struct ::stat status {};
    return ::stat(qPrintable(path), &status) == 0 ? status.st_mtim : ::timespec{};
}
}  // namespace

using Change = std::function<void(const QString& path)>;

class TestChangedOnDisk : public QObject {
    Q_OBJECT

private slots:
    void change_data() {
        QTest::addColumn<Change>("change");
        QTest::addColumn<bool>("changed");
        const auto row = [](const char* name, bool changed, Change change) {
            QTest::newRow(name) << std::move(change) << changed;
        };
        row("nothing", false, [](const QString&) {});
        row("touch", false, [](const QString& path) { setTime(path, {1, 2}); });
        row("chmod", false, [](const QString& path) { ::chmod(qPrintable(path), 0640); });
        row("another name", false,
            [](const QString& path) { ::link(qPrintable(path), qPrintable(path + ".link")); });
        row("renamed and back", false, [](const QString& path) {
            QVERIFY(QFile::rename(path, path + "~"));
            QVERIFY(QFile::rename(path + "~", path));
        });
        row("replaced by an equal file", false, [](const QString& path) {
            QVERIFY(QFile::rename(path, path + "~"));
            test::writeAll(path, "0123456789");
        });
        row("changed and changed back", false, [](const QString& path) {
            test::writeAll(path, "9876543210");
            test::writeAll(path, "0123456789");
        });
        row("another content", true,
            [](const QString& path) { test::writeAll(path, "012345678X"); });
        row("longer", true, [](const QString& path) { test::writeAll(path, "0123456789-"); });
        row("shorter", true, [](const QString& path) { test::writeAll(path, "012345678"); });
        row("empty", true, [](const QString& path) { test::writeAll(path, ""); });
        row("gone", true, [](const QString& path) { QVERIFY(QFile::remove(path)); });
        // rsync -t, cp -p, touch -r.
        row("another content, the old time and inode", true, [](const QString& path) {
            const auto time = timeOf(path);
            test::writeAll(path, "012345678X");
            setTime(path, time);
        });
        row("another file, the old time", true, [](const QString& path) {
            const auto time = timeOf(path);
            test::writeAll(path + "~", "012345678X");
            setTime(path + "~", time);
            QCOMPARE(::rename(qPrintable(path + "~"), qPrintable(path)), 0);
        });
    }

    void change() {
        QFETCH(Change, change);
        QFETCH(bool, changed);
        test::writeAll(m_path, "0123456789");
        const auto stamp = read(m_path);
        change(m_path);
        const auto file = io::AtomicFile::begin(test::text(m_path), stamp);
        QCOMPARE(!file, changed);
        if (changed) {
            QCOMPARE(file.error().code, base::ErrorCode::ChangedOnDisk);
        }
    }

    /// Times that say the same are believed only if they have said so for long. Here they can't be
    /// changed, so the stamp is.
    void timesThatSayTheSame_data() {
        QTest::addColumn<bool>("settled");
        QTest::addColumn<bool>("same");
        QTest::newRow("for long: not read again") << true << true;
        QTest::newRow("a moment ago: read again") << false << false;
    }
    void timesThatSayTheSame() {
        QFETCH(bool, settled);
        QFETCH(bool, same);
        test::writeAll(m_path, "0123456789");
        auto stamp = read(m_path);
        QVERIFY(!stamp.settled);
        QVERIFY(stamp.content.has_value());
        stamp.content = *stamp.content ^ 1;
        stamp.settled = settled;
        QCOMPARE(io::AtomicFile::begin(test::text(m_path), stamp).has_value(), same);
    }

    void settledIsWhatWasChangedLongAgo() {
        struct ::stat status {};
        QCOMPARE(::clock_gettime(CLOCK_REALTIME, &status.st_ctim), 0);
        const auto now = status.st_ctim.tv_sec;
        const std::pair<std::int64_t, bool> rows[] = {
            {0, false}, {-30, false}, {-70, true}, {-100000, true}, {+100, false}};
        for (const auto& [seconds, settled] : rows) {
            status.st_ctim.tv_sec = now + seconds;
            QCOMPARE(io::FileStamp::from(status).settled, settled);
        }
    }

    /// Without a hash the times alone decide.
    void stampsWithoutContent() {
        test::writeAll(m_path, "0123456789");
        const auto stamp = io::stampOf(test::text(m_path)).value();
        QVERIFY(io::AtomicFile::begin(test::text(m_path), stamp));
        setTime(m_path, {1, 2});
        QVERIFY(!io::AtomicFile::begin(test::text(m_path), stamp));
    }

    void theStampOfASaveIsGoodForTheNext() {
        std::optional<io::FileStamp> stamp;
        for (const char* content : {"one", "two", "three"}) {
            const auto file = io::AtomicFile::begin(test::text(m_path), stamp).value();
            QVERIFY(file->write(test::bytesOf(content)));
            stamp = file->commit().value().stamp;
            QVERIFY(stamp->content == read(m_path).content);
        }
        test::writeAll(m_path, "THREE");
        QVERIFY(!io::AtomicFile::begin(test::text(m_path), stamp));
    }

    /// As libraries write that go back to fill in a header.
    void theStampOfASaveOutOfOrder() {
        const auto file = io::AtomicFile::begin(test::text(m_path)).value();
        QVERIFY(file->write(test::bytesOf("________ and the rest")));
        QVERIFY(file->writeAt(0, test::bytesOf("a header")));
        QVERIFY(file->write(test::bytesOf(".")));
        const auto saved = file->commit();
        QVERIFY(saved);
        QCOMPARE(test::readAll(m_path), QByteArray("a header and the rest."));
        QVERIFY(saved->stamp.content == read(m_path).content);
    }

    void lookingCanBeCancelled() {
        test::writeAll(m_path, QByteArray(1 << 20, 'x'));
        const auto stamp = read(m_path);
        test::CancelAfter progress(2);
        const auto file = io::AtomicFile::begin(test::text(m_path), stamp, &progress);
        QVERIFY(!file);
        QCOMPARE(file.error().code, base::ErrorCode::Cancelled);
    }

    void init() {
        m_folder.emplace();
        m_path = m_folder->filePath("a.npy");
    }

private:
    std::optional<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_APPLESS_MAIN(TestChangedOnDisk)
#include "tst_changed_on_disk.moc"
