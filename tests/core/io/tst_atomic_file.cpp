// SPDX-License-Identifier: MIT
#include <csignal>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "core/io/atomic_file.h"
#include "tests/support/io_support.h"

using namespace frisket;
using base::ErrorCode;
using io::AtomicFile;

namespace {
base::Result<io::Replaced> save(const QString& path, const QByteArray& bytes,
                                const std::optional<io::FileStamp>& expected = {},
                                const AtomicFile::Verify& verify = {}) {
    auto file = AtomicFile::begin(path.toStdString(), expected);
    if (!file) {
        return base::passOn(file);
    }
    if (const auto written = (*file)->write(test::bytesOf(bytes)); !written) {
        return base::passOn(written);
    }
    return (*file)->commit(verify);
}

::mode_t modeOf(const QString& path) {
    struct ::stat status {};
    return ::stat(path.toLocal8Bit().constData(), &status) == 0 ? status.st_mode & 07777U : 0;
}
}  // namespace

class TestAtomicFile : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dir.emplace();
        QVERIFY(m_dir->isValid());
        m_path = m_dir->filePath("mask.npy");
    }

    void cleanup() { m_dir.reset(); }

    void makesANewFile() {
        const ::mode_t umask = ::umask(0);
        ::umask(umask);
        const auto stamp = save(m_path, "new");
        QVERIFY2(stamp, stamp ? "" : stamp.error().message.c_str());
        QCOMPARE(test::readAll(m_path), QByteArray("new"));
        QCOMPARE(modeOf(m_path), 0666U & ~umask);
        QVERIFY(stamp->durable);
        QVERIFY(stamp->notes.empty());
        QVERIFY(stamp->stamp.looksLike(io::stampOf(test::text(m_path)).value()));
        QCOMPARE(entries(), QStringList{"mask.npy"});
    }

    void replacesAndKeepsTheMode_data() {
        QTest::addColumn<uint>("mode");
        QTest::newRow("private") << 0600U;
        QTest::newRow("shared") << 0664U;
        QTest::newRow("executable") << 0755U;
    }

    void replacesAndKeepsTheMode() {
        QFETCH(uint, mode);
        test::writeAll(m_path, "old");
        QCOMPARE(::chmod(qPrintable(m_path), mode), 0);
        QVERIFY(save(m_path, "new content"));
        QCOMPARE(test::readAll(m_path), QByteArray("new content"));
        QCOMPARE(modeOf(m_path), mode);
        QCOMPARE(entries(), QStringList{"mask.npy"});
    }

    void keepsTheOwner() {
        if (::geteuid() != 0) {
            QSKIP("only root may give files away");
        }
        test::writeAll(m_path, "old");
        QCOMPARE(::chown(qPrintable(m_path), 1234, 4321), 0);
        QVERIFY(save(m_path, "new"));
        struct ::stat status {};
        QCOMPARE(::stat(qPrintable(m_path), &status), 0);
        QCOMPARE(status.st_uid, 1234U);
        QCOMPARE(status.st_gid, 4321U);
    }

    void leavesNothingWithoutCommit() {
        test::writeAll(m_path, "old");
        {
            const auto file = AtomicFile::begin(test::text(m_path));
            QVERIFY(file);
            QVERIFY((*file)->write(test::bytesOf("half")));
            QCOMPARE(entries().size(), 2);
        }
        QCOMPARE(entries(), QStringList{"mask.npy"});
        QCOMPARE(test::readAll(m_path), QByteArray("old"));
    }

    void temporaryFileIsPrivateUntilItReplaces() {
        test::writeAll(m_path, "old");
        QCOMPARE(::chmod(qPrintable(m_path), 0600), 0);
        const auto stamp = save(m_path, "new", {}, [&](const std::filesystem::path& temporary) {
            const QString shown = QString::fromStdString(temporary.string());
            const bool right = test::readAll(shown) == "new" && modeOf(shown) == 0600 &&
                               temporary.parent_path() == test::text(m_dir->path());
            return right ? base::Status() : base::fail(ErrorCode::Io, "wrong");
        });
        QVERIFY(stamp);
    }

    void failedVerificationKeepsTheOldFile() {
        test::writeAll(m_path, "old");
        const auto stamp = save(m_path, "new", {}, [](const std::filesystem::path&) {
            return base::Status(base::fail(ErrorCode::Io, "differs"));
        });
        QVERIFY(!stamp);
        QCOMPARE(stamp.error().text(), std::string("differs\nThe old file is as it was."));
        QCOMPARE(test::readAll(m_path), QByteArray("old"));
        QCOMPARE(entries(), QStringList{"mask.npy"});
    }

    void linksStayLinks_data() {
        QTest::addColumn<bool>("absolute");
        QTest::addColumn<bool>("exists");
        QTest::newRow("relative") << false << true;
        QTest::newRow("absolute") << true << true;
        QTest::newRow("to nothing yet") << false << false;
    }

    void linksStayLinks() {
        QFETCH(bool, absolute);
        QFETCH(bool, exists);
        QVERIFY(QDir(m_dir->path()).mkdir("data"));
        const QString target = m_dir->filePath("data/real.npy");
        if (exists) {
            test::writeAll(target, "old");
        }
        const QString link = m_dir->filePath("link.npy");
        const QString second = m_dir->filePath("second.npy");
        QCOMPARE(::symlink(absolute ? qPrintable(target) : "data/real.npy", qPrintable(link)), 0);
        QCOMPARE(::symlink("link.npy", qPrintable(second)), 0);
        QVERIFY(save(second, "new"));
        QVERIFY(QFileInfo(link).isSymLink());
        QVERIFY(QFileInfo(second).isSymLink());
        QVERIFY(!QFileInfo(target).isSymLink());
        QCOMPARE(test::readAll(target), QByteArray("new"));
        QCOMPARE(QDir(m_dir->filePath("data")).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void refusesBeforeItWrites_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("word");
        QTest::newRow("a folder") << "folder" << int(ErrorCode::Unsupported) << "a folder";
        QTest::newRow("a folder with slash")
            << "folder/" << int(ErrorCode::InvalidArgument) << "does not name a file";
        QTest::newRow("dots") << ".." << int(ErrorCode::Unsupported) << "a folder";
        QTest::newRow("a pipe") << "pipe" << int(ErrorCode::Unsupported) << "a named pipe";
        QTest::newRow("a socket") << "socket" << int(ErrorCode::Unsupported) << "a socket";
        QTest::newRow("a device") << "/dev/null" << int(ErrorCode::Unsupported) << "a device";
        QTest::newRow("a link to a device") << "null" << int(ErrorCode::Unsupported) << "a device";
        QTest::newRow("a loop of links") << "loop" << int(ErrorCode::Io) << "follow the link";
        QTest::newRow("read-only") << "read-only" << int(ErrorCode::Permission) << "read-only";
        QTest::newRow("no such folder")
            << "nowhere/mask.npy" << int(ErrorCode::NotFound) << "nowhere";
        QTest::newRow("a file as folder")
            << "read-only/mask.npy" << int(ErrorCode::Io) << "read-only";
        QTest::newRow("name too long") << QString(300, 'n') << int(ErrorCode::Io) << "too long";
        QTest::newRow("no name") << "" << int(ErrorCode::InvalidArgument) << "file";
    }

    void refusesBeforeItWrites() {
        QFETCH(QString, name);
        QFETCH(int, code);
        QFETCH(QString, word);
        const auto at = [this](const char* entry) { return m_dir->filePath(entry).toLocal8Bit(); };
        QVERIFY(QDir(m_dir->path()).mkdir("folder"));
        QCOMPARE(::mkfifo(at("pipe").constData(), 0600), 0);
        QCOMPARE(::symlink("/dev/null", at("null").constData()), 0);
        QCOMPARE(::symlink("loop", at("loop").constData()), 0);
        test::writeAll(m_dir->filePath("read-only"), "old");
        QCOMPARE(::chmod(at("read-only").constData(), 0444), 0);
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        ::sockaddr_un address{};
        address.sun_family = AF_UNIX;
        QVERIFY(at("socket").size() < qsizetype{sizeof address.sun_path});
        std::memcpy(address.sun_path, at("socket").constData(),
                    static_cast<std::size_t>(at("socket").size()));
        QCOMPARE(::bind(socket, reinterpret_cast<const ::sockaddr*>(&address), sizeof address), 0);
        ::close(socket);
        const QStringList before = entries();

        const QString path =
            name.isEmpty() || name.startsWith('/') ? name : m_dir->path() + '/' + name;
        const auto file = AtomicFile::begin(test::text(path));
        QVERIFY(!file);
        const QString message = QString::fromStdString(file.error().message);
        QVERIFY2(static_cast<int>(file.error().code) == code && message.contains(word),
                 qPrintable(message));
        QCOMPARE(entries(), before);
        QCOMPARE(test::readAll(m_dir->filePath("read-only")), QByteArray("old"));
    }

    void folderThatIsNotWritable() {
        QCOMPARE(::chmod(qPrintable(m_dir->path()), 0555), 0);
        const ::uid_t self = ::geteuid();
        constexpr ::uid_t kNobody = 65534;
        if (self == 0) {  // root may write into every folder
            QCOMPARE(::seteuid(kNobody), 0);
        }
        const auto file = AtomicFile::begin(test::text(m_path));
        QCOMPARE(::seteuid(self), 0);
        QCOMPARE(::chmod(qPrintable(m_dir->path()), 0700), 0);
        QVERIFY(!file);
        QCOMPARE(file.error().code, ErrorCode::Permission);
        const QString message = QString::fromStdString(file.error().message);
        QVERIFY2(message.startsWith(m_path + ": "), qPrintable(message));
    }

    void folderThatIsMissing() {
        const QString path = m_dir->filePath("nowhere/mask.npy");
        const auto file = AtomicFile::begin(test::text(path));
        QVERIFY(!file);
        const QString text = QString::fromStdString(file.error().text());
        QVERIFY2(text.startsWith(path + ": ") && text.contains("Make the folder first"),
                 qPrintable(text));
    }

    void noticesOthersChanges() {
        test::writeAll(m_path, "old");
        const auto stamp = io::stampOf(test::text(m_path)).value();
        const auto second = save(m_path, "mine", stamp);
        QVERIFY(second);
        // The stamp that was returned is good for the next save, the first one no more.
        QVERIFY(save(m_path, "mine again", second->stamp));
        const auto stale = save(m_path, "lost?", stamp);
        QVERIFY(!stale);
        QCOMPARE(stale.error().code, ErrorCode::ChangedOnDisk);
        QCOMPARE(test::readAll(m_path), QByteArray("mine again"));
        QVERIFY(QFile::remove(m_path));
        QCOMPARE(save(m_path, "lost?", stamp).error().code, ErrorCode::ChangedOnDisk);
        QVERIFY(!QFile::exists(m_path));
    }

    void noticesChangesWhileItWrites_data() {
        QTest::addColumn<bool>("existed");
        QTest::newRow("changed") << true;
        QTest::newRow("appeared") << false;
    }

    void noticesChangesWhileItWrites() {
        QFETCH(bool, existed);
        if (existed) {
            test::writeAll(m_path, "old");
        }
        const auto stamp = save(m_path, "mine", {}, [&](const std::filesystem::path&) {
            test::writeAll(m_path, "theirs");
            return base::Status();
        });
        QVERIFY(!stamp);
        QCOMPARE(stamp.error().code, ErrorCode::ChangedOnDisk);
        QCOMPARE(test::readAll(m_path), QByteArray("theirs"));
        QCOMPARE(entries(), QStringList{"mask.npy"});
    }

    void partsHardLinks() {
        test::writeAll(m_path, "old");
        const QString other = m_dir->filePath("other.npy");
        QCOMPARE(io::hardLinkCount(test::text(m_path)).value(), 1);
        QCOMPARE(::link(qPrintable(m_path), qPrintable(other)), 0);
        QCOMPARE(io::hardLinkCount(test::text(m_path)).value(), 2);
        const auto saved = save(m_path, "new");
        QVERIFY(saved);
        QCOMPARE(saved->notes.size(), std::size_t{1});
        QVERIFY2(saved->notes.front().find("had 2 names") != std::string::npos,
                 saved->notes.front().c_str());
        QCOMPARE(test::readAll(other), QByteArray("old"));
        QCOMPARE(io::hardLinkCount(test::text(m_path)).value(), 1);
        QCOMPARE(io::hardLinkCount(test::text(m_dir->filePath("none"))).error().code,
                 ErrorCode::NotFound);
    }

    void fileSizeLimitKeepsTheOldFile() {
        test::writeAll(m_path, "old");
        struct ::rlimit before {};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        struct ::rlimit limit = before;
        limit.rlim_cur = 4096;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limit), 0);
        QVERIFY(save(m_path, QByteArray(4096, 'x')));
        const auto stamp = save(m_path, QByteArray(4097, 'y'));
        // A failed write is not forgotten when the caller goes on.
        const auto file = AtomicFile::begin(test::text(m_path)).value();
        const bool failed = !file->write(test::bytesOf(QByteArray(5000, 'z')));
        const auto later = file->commit();
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!stamp);
        QVERIFY(failed);
        QVERIFY(!later);
        QVERIFY2(stamp.error().message.find("can't write") != std::string::npos,
                 stamp.error().message.c_str());
        QCOMPARE(test::readAll(m_path), QByteArray(4096, 'x'));
        QCOMPARE(entries(), QStringList{"mask.npy"});
    }

    void fullDiskKeepsTheOldFile() {
        const QString disk = m_dir->filePath("disk");
        QVERIFY(QDir().mkdir(disk));
        if (::mount("tmpfs", qPrintable(disk), "tmpfs", 0, "size=64k") != 0) {
            QSKIP("a small disk can't be mounted here");
        }
        const QString path = disk + "/mask.npy";
        test::writeAll(path, QByteArray(20000, 'o'));
        QList<int> codes;
        for (const int size : {46000, 50000, 70000, 1000000}) {
            const auto stamp = save(path, QByteArray(size, 'n'));
            codes.append(stamp ? -1 : static_cast<int>(stamp.error().code));
        }
        const QByteArray content = test::readAll(path);
        const auto left = QDir(disk).entryList(QDir::Files | QDir::Hidden);
        const bool fits = save(path, "small").has_value();
        QCOMPARE(::umount(qPrintable(disk)), 0);
        QCOMPARE(codes, QList<int>(4, static_cast<int>(ErrorCode::NoSpace)));
        QCOMPARE(content, QByteArray(20000, 'o'));
        QCOMPARE(left, QStringList{"mask.npy"});
        QVERIFY(fits);
    }

private:
    [[nodiscard]] QStringList entries() const {
        return QDir(m_dir->path())
            .entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::optional<QTemporaryDir> m_dir;
    QString m_path;
};

QTEST_APPLESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"
