// SPDX-License-Identifier: MIT
#include <sys/stat.h>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "ui/session/file_kind.h"

using namespace frisket::session;

namespace {
QByteArray png(char colourType) {
    QByteArray bytes("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\1\0\0\0\1\x08", 25);
    return bytes + colourType + QByteArray(7, '\0');
}

QByteArray npy(const char* descr) {
    return QByteArray("\x93NUMPY\1\0v\0", 10) + "{'descr': '" + descr +
           "', 'fortran_order': False, 'shape': (2, 2), }\n";
}
}  // namespace

class TestFileKind : public QObject {
    Q_OBJECT

private slots:
    void byContent_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<FileKind>("kind");
        QTest::newRow("jpeg") << QByteArray("\xff\xd8\xff\xe0....") << FileKind::Photo;
        QTest::newRow("webp") << QByteArray("RIFF....WEBPVP8 ") << FileKind::Photo;
        QTest::newRow("riff but no webp") << QByteArray("RIFF....WAVEfmt ") << FileKind::Unknown;
        QTest::newRow("bmp") << QByteArray("BM......") << FileKind::Photo;
        QTest::newRow("gif") << QByteArray("GIF89a..") << FileKind::Photo;
        QTest::newRow("tiff, little") << QByteArray("II*\0....", 8) << FileKind::GreyPicture;
        QTest::newRow("tiff, big") << QByteArray("MM\0*....", 8) << FileKind::GreyPicture;
        QTest::newRow("BigTIFF") << QByteArray("II+\0....", 8) << FileKind::GreyPicture;
        QTest::newRow("grey png") << png(0) << FileKind::GreyPicture;
        QTest::newRow("palette png") << png(3) << FileKind::GreyPicture;
        QTest::newRow("rgb png") << png(2) << FileKind::ColourPicture;
        QTest::newRow("rgba png") << png(6) << FileKind::ColourPicture;
        QTest::newRow("png, cut off") << png(2).left(25) << FileKind::Unknown;
        QTest::newRow("png signature only") << png(2).left(8) << FileKind::Unknown;
        QTest::newRow("bool npy") << npy("|b1") << FileKind::BoolArray;
        QTest::newRow("uint8 npy") << npy("|u1") << FileKind::Array;
        QTest::newRow("float npy") << npy("<f4") << FileKind::Array;
        QTest::newRow("npy, cut off") << npy("|b1").left(8) << FileKind::Array;
        QTest::newRow("text") << QByteArray("hello") << FileKind::Unknown;
        QTest::newRow("empty") << QByteArray() << FileKind::Unknown;
    }
    void byContent() {
        QFETCH(QByteArray, bytes);
        QFETCH(FileKind, kind);
        QCOMPARE(kindOf(bytes), kind);
    }

    void ofFiles() {
        const QTemporaryDir folder;
        const QString path = folder.filePath("a.png");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(png(2) + QByteArray(1000, 'x'));
        file.close();
        QCOMPARE(kindOfFile(path), FileKind::ColourPicture);
        QCOMPARE(kindOfFile(folder.filePath("missing")), FileKind::Unknown);
        QCOMPARE(kindOfFile(folder.path()), FileKind::Unknown);
        const QString pipe = folder.filePath("pipe");
        QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
        QCOMPARE(kindOfFile(pipe), FileKind::Unknown);
    }
};

QTEST_APPLESS_MAIN(TestFileKind)
#include "tst_file_kind.moc"
