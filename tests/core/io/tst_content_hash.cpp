// SPDX-License-Identifier: MIT
#include <fstream>

#include <QTemporaryDir>
#include <QTest>

#include "core/io/content_hash.h"
#include "core/io/file_source.h"
#include "tests/support/io_support.h"

using namespace frisket;

namespace {
QByteArray pattern(qsizetype size) {
    QByteArray bytes(size, '\0');
    for (qsizetype at = 0; at < size; ++at) {
        bytes[at] = static_cast<char>(at * 7 + 3);
    }
    return bytes;
}

std::uint64_t hashOf(const QByteArray& bytes) {
    io::ContentHash hash;
    hash.add(test::bytesOf(bytes));
    return hash.value();
}
}  // namespace

class TestContentHash : public QObject {
    Q_OBJECT

private slots:
    /// What xxHash's own library says of the same bytes.
    void values_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<quint64>("hash");
        const std::pair<int, quint64> rows[] = {
            {0, 0xEF46DB3751D8E999},   {1, 0x1F25C8D0BC1F4BB6},   {3, 0x31D2363F52E564C9},
            {4, 0x9BB64B7D66EE9FDA},   {7, 0x9A7B149959CE60D8},   {8, 0xDAB99D95C6F90092},
            {11, 0x7A52CC9457CF1A1F},  {12, 0xD52E407833AF5133},  {31, 0xA2AA5F33CC4A6119},
            {32, 0x23C3C17EF790FD97},  {33, 0x50A7CFC7BA588784},  {63, 0x5E3E54B431C7493C},
            {64, 0x0EB64B3EF6EEB01F},  {100, 0xA61F8D4C170FE531}, {257, 0xB7B604F7E4F822FA},
            {300, 0x240004DBEE0BA6DC},
        };
        for (const auto& [size, hash] : rows) {
            QTest::addRow("%d bytes", size) << size << hash;
        }
    }
    void values() {
        QFETCH(int, size);
        QFETCH(quint64, hash);
        QCOMPARE(hashOf(pattern(size)), hash);
    }

    void inPiecesOfAnyLength() {
        const QByteArray bytes = pattern(200);
        for (qsizetype first = 0; first <= bytes.size(); ++first) {
            for (qsizetype second = first; second <= bytes.size(); second += 3) {
                io::ContentHash hash;
                hash.add(test::bytesOf(bytes.left(first)));
                hash.add(test::bytesOf(bytes.mid(first, second - first)));
                hash.add(test::bytesOf(bytes.mid(second)));
                QCOMPARE(hash.value(), hashOf(bytes));
                QCOMPARE(hash.size(), bytes.size());
            }
        }
    }

    void everyBitCounts() {
        QByteArray bytes = pattern(75);
        const std::uint64_t before = hashOf(bytes);
        for (qsizetype bit = 0; bit < 8 * bytes.size(); ++bit) {
            const auto flip = [&] {
                bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
            };
            flip();
            QVERIFY(hashOf(bytes) != before);
            flip();
        }
    }

    /// However a decoder goes through a file, the stamp has the hash of all of it.
    void ofAFile_data() {
        QTest::addColumn<QList<int>>("reads");  // a negative number rewinds
        QTest::newRow("from front to back") << QList<int>{1000, 1, 2000000, 999};
        QTest::newRow("sniffed first") << QList<int>{512, -1, 8, 2, 118, 2001872};
        QTest::newRow("not to the end") << QList<int>{512, -1, 1001000};
        QTest::newRow("twice") << QList<int>{2002000, -1, 2002000};
    }
    void ofAFile() {
        QFETCH(QList<int>, reads);
        const QTemporaryDir folder;
        const QString path = folder.filePath("a");
        const QByteArray bytes = pattern(2002000);
        test::writeAll(path, bytes);
        const auto source = io::FileSource::open(test::text(path)).value();
        for (const int count : reads) {
            if (count < 0) {
                source->rewind();
                continue;
            }
            std::vector<std::byte> piece(static_cast<std::size_t>(count));
            QVERIFY(source->read(piece));
        }
        QVERIFY(!source->stamp().content);
        const auto stamp = source->stampOfContent();
        QVERIFY(stamp);
        QVERIFY(stamp->looksLike(source->stamp()));
        QCOMPARE(stamp->content.value(), hashOf(bytes));
    }

    /// Of one array of a large archive the rest is not read for the hash.
    void ofAFileThatIsHardlyRead() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("a");
        test::writeAll(path, pattern(8 << 20));
        const auto source = io::FileSource::open(test::text(path)).value();
        std::vector<std::byte> piece(1000);
        QVERIFY(source->read(piece));
        const auto stamp = source->stampOfContent();
        QVERIFY(stamp);
        QVERIFY(!stamp->content);
        piece.resize(4 << 20);
        QVERIFY(source->read(piece));
        QVERIFY(source->stampOfContent().value().content.has_value());
    }

    void ofAFileThatChanges() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("a");
        for (const QByteArray& next : {QByteArray("longer than it was"), QByteArray("l")}) {
            test::writeAll(path, "long");
            const auto source = io::FileSource::open(test::text(path)).value();
            test::writeAll(path, next);
            const auto stamp = source->stampOfContent();
            QVERIFY(!stamp);
            QCOMPARE(stamp.error().code, base::ErrorCode::ChangedOnDisk);
        }
    }
};

QTEST_APPLESS_MAIN(TestContentHash)
#include "tst_content_hash.moc"
