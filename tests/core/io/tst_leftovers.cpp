// SPDX-License-Identifier: MIT
// What killed writers leave, and names that are no one's to take.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "core/io/rename_aside.h"
#include "core/io/text_file.h"
#include "tests/support/io_support.h"

using namespace frisket;

namespace {
const char* const kDead = ".a.npy.0123456789abcdef.frisket-tmp";
}

class TestLeftovers : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder.emplace(); }

    void whatIsRemoved_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("removed");
        QTest::newRow("of the target") << kDead << true;
        QTest::newRow("of another") << ".b.png.ffffffffffffffff.frisket-tmp" << true;
        QTest::newRow("of a name with dots") << "..x.y..00000000000000ff.frisket-tmp" << true;
        QTest::newRow("not hidden") << "a.npy.0123456789abcdef.frisket-tmp" << false;
        QTest::newRow("another ending") << ".a.npy.0123456789abcdef.tmp" << false;
        QTest::newRow("a longer ending") << ".a.npy.0123456789abcdef.frisket-tmp2" << false;
        QTest::newRow("few digits") << ".a.npy.0123456789abcde.frisket-tmp" << false;
        QTest::newRow("no digits") << ".a.npy.0123456789abcdeg.frisket-tmp" << false;
        QTest::newRow("large digits") << ".a.npy.0123456789ABCDEF.frisket-tmp" << false;
        QTest::newRow("no target") << ".0123456789abcdef.frisket-tmp" << false;
        QTest::newRow("only the ending") << ".frisket-tmp" << false;
    }
    void whatIsRemoved() {
        QFETCH(QString, name);
        QFETCH(bool, removed);
        test::writeAll(path(name), "half");
        QVERIFY(io::writeText(test::text(path("a.npy")), "new"));
        QCOMPARE(!QFile::exists(path(name)), removed);
        QCOMPARE(test::readAll(path("a.npy")), QByteArray("new"));
    }

    void whatIsNoFile() {
        QVERIFY(QDir(m_folder->path()).mkdir(".d.0123456789abcdef.frisket-tmp"));
        QCOMPARE(::mkfifo(qPrintable(path(".p.0123456789abcdef.frisket-tmp")), 0600), 0);
        test::writeAll(path("precious"), "mine");
        QCOMPARE(::symlink("precious", qPrintable(path(".l.0123456789abcdef.frisket-tmp"))), 0);
        QVERIFY(io::writeText(test::text(path("a.npy")), "new"));
        QCOMPARE(entries().size(), 5);
        QCOMPARE(test::readAll(path("precious")), QByteArray("mine"));
    }

    void whatALiveWriterHas() {
        test::writeAll(path(kDead), "half");
        const int file = ::open(qPrintable(path(kDead)), O_RDWR | O_CLOEXEC);
        QCOMPARE(::flock(file, LOCK_EX | LOCK_NB), 0);
        QVERIFY(io::writeText(test::text(path("a.npy")), "new"));
        QVERIFY(QFile::exists(path(kDead)));
        QCOMPARE(::close(file), 0);
        QVERIFY(io::writeText(test::text(path("a.npy")), "newer"));
        QVERIFY(!QFile::exists(path(kDead)));
    }

    /// Two in one process are two writers all the same.
    void writersSideBySide() {
        const auto first = io::AtomicFile::begin(test::text(path("a.npy"))).value();
        const auto second = io::AtomicFile::begin(test::text(path("b.npy"))).value();
        const auto third = io::AtomicFile::begin(test::text(path("c.npy"))).value();
        QCOMPARE(entries().size(), 3);
        for (io::AtomicFile* file : {third.get(), first.get(), second.get()}) {
            QVERIFY(file->write(test::bytesOf("new")));
            QVERIFY(file->commit());
        }
        QCOMPARE(entries(), (QStringList{"a.npy", "b.npy", "c.npy"}));
    }

    void whatMayNotBeRemovedStays() {
        if (::geteuid() != 0) {
            QSKIP("only root can make a file of somebody else");
        }
        constexpr ::uid_t kNobody = 65534;
        test::writeAll(path(kDead), "half");
        QCOMPARE(::chmod(qPrintable(m_folder->path()), 01777), 0);
        QCOMPARE(::seteuid(kNobody), 0);
        const bool saved = io::writeText(test::text(path("a.npy")), "new").has_value();
        QCOMPARE(::seteuid(0), 0);
        QVERIFY(saved);
        QVERIFY(QFile::exists(path(kDead)));
    }

    void refusedSavesRemoveNothing() {
        test::writeAll(path(kDead), "half");
        test::writeAll(path("a.npy"), "old");
        QCOMPARE(::chmod(qPrintable(path("a.npy")), 0444), 0);
        QVERIFY(!io::writeText(test::text(path("a.npy")), "new"));
        QVERIFY(QFile::exists(path(kDead)));
    }

    void renamingAside() {
        test::writeAll(path("a"), "a");
        QVERIFY(io::renameAside(test::text(path("a")), test::text(path("b"))));
        QCOMPARE(entries(), QStringList{"b"});
        QCOMPARE(test::readAll(path("b")), QByteArray("a"));
        test::writeAll(path("a"), "another");
        const auto taken = io::renameAside(test::text(path("a")), test::text(path("b")));
        QVERIFY(!taken);
        QVERIFY2(taken.error().message.find("File exists") != std::string::npos,
                 taken.error().message.c_str());
        QCOMPARE(test::readAll(path("a")), QByteArray("another"));
        QCOMPARE(test::readAll(path("b")), QByteArray("a"));
        QCOMPARE(io::renameAside(test::text(path("none")), test::text(path("c"))).error().code,
                 base::ErrorCode::NotFound);
    }

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder->filePath(name); }
    [[nodiscard]] QStringList entries() const {
        return QDir(m_folder->path())
            .entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot,
                       QDir::Name);
    }

    std::optional<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(TestLeftovers)
#include "tst_leftovers.moc"
