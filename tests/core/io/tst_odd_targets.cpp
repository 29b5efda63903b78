// SPDX-License-Identifier: MIT
// Names, folders and disks that are out of the ordinary.
#include <fstream>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include "core/io/text_file.h"
#include "tests/support/io_support.h"

using namespace frisket;
using base::ErrorCode;
using io::AtomicFile;

class TestOddTargets : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dir.emplace();
        QVERIFY(m_dir->isValid());
        m_path = m_dir->filePath("mask.npy");
    }

    void oddNames_data() {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("255 bytes") << QByteArray(251, 'n') + ".npy";
        QTest::newRow("255 bytes, two each") << QByteArray("é").repeated(125) + "-.npy";
        QTest::newRow("255 bytes that are no UTF-8") << QByteArray(251, '\xA9') + ".npy";
        QTest::newRow("no UTF-8") << QByteArray("m\xFF\xFEsk.npy");
        QTest::newRow("a new line") << QByteArray("one\ntwo.npy");
        QTest::newRow("spaces and quotes") << QByteArray(" '\" .npy ");
        QTest::newRow("a tilde") << QByteArray("~");
        QTest::newRow("like an option") << QByteArray("-o.npy");
        QTest::newRow("like a temporary file") << QByteArray(".m.npy.0123456789abcdef.frisket-tmp");
    }

    void oddNames() {
        QFETCH(QByteArray, name);
        const std::filesystem::path folder = test::text(m_dir->path());
        const std::filesystem::path path = folder / name.toStdString();
        for (const char* content : {"old", "new"}) {
            const auto file = AtomicFile::begin(path);
            QVERIFY2(file, file ? "" : file.error().message.c_str());
            QCOMPARE(std::filesystem::exists(path), content == QByteArray("new"));
            QVERIFY((*file)->write(test::bytesOf(content)));
            QVERIFY((*file)->commit());
            std::ifstream found(path);
            std::string text;
            QVERIFY(std::getline(found, text));
            QCOMPARE(text, std::string(content));
        }
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folder),
                               std::filesystem::directory_iterator()),
                 1);
        std::filesystem::remove(path);  // Qt can't where the name is no UTF-8
    }

    /// Whose file lies in such a folder, as in /tmp, nobody else may replace.
    void stickyFolder() {
        if (::geteuid() != 0) {
            QSKIP("only root can make a file of somebody else");
        }
        constexpr ::uid_t kNobody = 65534;
        test::writeAll(m_path, "old");
        QCOMPARE(::chmod(qPrintable(m_path), 0666), 0);
        QCOMPARE(::chmod(qPrintable(m_dir->path()), 01777), 0);
        QCOMPARE(::seteuid(kNobody), 0);
        const auto saved = io::writeText(test::text(m_path), "new");
        QCOMPARE(::seteuid(0), 0);
        QVERIFY(!saved);
        QCOMPARE(saved.error().code, ErrorCode::Permission);
        QVERIFY2(
            QString::fromStdString(saved.error().text()).endsWith("The old file is as it was."),
            saved.error().text().c_str());
        QCOMPARE(test::readAll(m_path), QByteArray("old"));
        QCOMPARE(entries(), QStringList{"mask.npy"});
    }

    void newFileThatFails() {
        const auto file = AtomicFile::begin(test::text(m_path)).value();
        const auto saved = file->commit([](const std::filesystem::path&) {
            return base::Status(base::fail(ErrorCode::Io, "differs", "Try again."));
        });
        QVERIFY(!saved);
        QCOMPARE(saved.error().text(), std::string("differs\nTry again. No file was made."));
        QCOMPARE(entries(), QStringList());
    }

    void whatReadsBackDifferently() {
        test::writeAll(m_path, "old");
        const auto file = AtomicFile::begin(test::text(m_path)).value();
        QVERIFY(file->write(test::bytesOf("new")));
        for (const QString& name : entries()) {
            if (name != "mask.npy") {
                test::writeAll(m_dir->filePath(name), "nEw");
            }
        }
        const auto saved = file->commit();
        QVERIFY(!saved);
        const QString text = QString::fromStdString(saved.error().text());
        QVERIFY2(
            text.contains("reads back differently") && text.endsWith("The old file is as it was."),
            qPrintable(text));
        QCOMPARE(test::readAll(m_path), QByteArray("old"));
        QCOMPARE(entries(), QStringList{"mask.npy"});
    }

private:
    [[nodiscard]] QStringList entries() const {
        return QDir(m_dir->path())
            .entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    std::optional<QTemporaryDir> m_dir;
    QString m_path;
};

QTEST_APPLESS_MAIN(TestOddTargets)
#include "tst_odd_targets.moc"
