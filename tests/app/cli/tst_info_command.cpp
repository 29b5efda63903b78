// SPDX-License-Identifier: MIT
#include <limits>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "core/io/mask_file.h"
#include "tests/support/arrays.h"
#include "tests/support/io_support.h"
#include "tests/support/png_builder.h"

using namespace frisket;

namespace {
struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray error;
};

Outcome call(const QStringList& arguments) {
    QProcess process;
    process.start(FRISKET_CLI, arguments);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit) {
        return {};
    }
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}
}  // namespace

class TestInfoCommand : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dir.emplace();
        QVERIFY(m_dir->isValid());
    }

    void cleanup() { m_dir.reset(); }

    void npy() {
        save("a.npy", test::makeArray<std::int16_t>({2, 3}, {-1, 0, 7, 7, 0, 7}));
        const QByteArray expected = R"({
  "path": "PATH",
  "format": "npy",
  "dtype": "int16",
  "shape": [
    2,
    3
  ],
  "byte_order": "little",
  "fortran_order": false,
  "bit_depth": null,
  "palette_size": null,
  "min": -1,
  "max": 7,
  "labels": [
    {
      "value": -1,
      "count": 1
    },
    {
      "value": 0,
      "count": 2
    },
    {
      "value": 7,
      "count": 3
    }
  ],
  "labels_truncated": false,
  "true_count": 4,
  "nan_count": null,
  "notes": [],
  "facts": {},
  "names": [],
  "arrays": [
    {
      "key": null,
      "page": null,
      "dtype": "int16",
      "shape": [
        2,
        3
      ],
      "note": ""
    }
  ]
}
)";
        const Outcome outcome = call({"info", path("a.npy"), "--json"});
        QCOMPARE(outcome.out, QByteArray(expected).replace("PATH", path("a.npy").toUtf8()));
        QCOMPARE(outcome.error, QByteArray());
        QCOMPARE(outcome.code, 0);
    }

    void png() {
        test::PngBuilder png;
        png.width = 3;
        png.bitDepth = 2;
        png.colourType = 3;
        png.palette = "aaabbbccc";
        png.values = {0, 2, 2};
        test::writeAll(path("a.png"), png.file());
        const QJsonObject json = infoOf("a.png");
        QCOMPARE(json["format"], "png");
        QCOMPARE(json["dtype"], "uint8");
        QCOMPARE(json["shape"], (QJsonArray{1, 3}));
        QCOMPARE(json["byte_order"], "not applicable");
        QCOMPARE(json["bit_depth"], 2);
        QCOMPARE(json["palette_size"], 3);
        QCOMPARE(json["labels"].toArray().size(), 2);
        QCOMPARE(json["true_count"], 2);
    }

    void floats() {
        constexpr double kInfinity = std::numeric_limits<double>::infinity();
        constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
        save("a.npy", test::makeArray<double>({4}, {0.5, kNan, -kInfinity, 0}));
        const QJsonObject json = infoOf("a.npy");
        QCOMPARE(json["min"], "-inf");
        QCOMPARE(json["max"], 0.5);
        QCOMPARE(json["nan_count"], 1);
        QCOMPARE(json["true_count"], 3);
        QCOMPARE(json["labels"], QJsonArray());
        QCOMPARE(json["labels_truncated"], false);
    }

    void emptyAndScalar() {
        save("a.npy", test::makeArray<float>({0, 3}, {}));
        QVERIFY(infoOf("a.npy")["min"].isNull());
        QCOMPARE(infoOf("a.npy")["shape"], (QJsonArray{0, 3}));
        save("b.npy", test::makeArray<array::Bool8>({}, {array::Bool8::True}));
        QCOMPARE(infoOf("b.npy")["shape"], QJsonArray());
        QCOMPARE(infoOf("b.npy")["true_count"], 1);
    }

    void integersStayIntegers() {
        save("a.npy", test::makeArray<std::uint64_t>({1}, {18446744073709551615ULL}));
        const Outcome outcome = call({"info", "--json", path("a.npy")});
        QVERIFY(outcome.out.contains("\"value\": 18446744073709551615"));
        QVERIFY(outcome.out.contains("\"min\": 18446744073709551615"));
    }

    void manyLabels() {
        save("a.npy", test::countingArray<std::uint16_t>({4096}));
        QCOMPARE(infoOf("a.npy")["labels_truncated"], false);
        save("b.npy", test::countingArray<std::uint32_t>({4097}));
        const QJsonObject json = infoOf("b.npy");
        QCOMPARE(json["labels_truncated"], true);
        QCOMPARE(json["labels"].toArray().size(), 4096);
        QCOMPARE(json["max"], 4096);
        QVERIFY(call({"info", path("b.npy")}).out.contains("more than 4096"));
    }

    void plainText() {
        save("a.npy", test::makeArray<std::uint8_t>({2, 2}, {0, 3, 3, 3}));
        const Outcome outcome = call({"info", path("a.npy")});
        QCOMPARE(outcome.code, 0);
        for (const char* part : {"uint8", "(2, 2)", "not zero    3 of 4", "    3: 3"}) {
            QVERIFY2(outcome.out.contains(part), outcome.out);
        }
    }

    void pathsThatAreNoUtf8() {
        const QByteArray name = m_dir->path().toLocal8Bit() + "/\xFF.npy";
        io::WriteOptions options;
        QVERIFY(io::writeMask(name.toStdString(), test::countingArray<std::uint8_t>({2})));
        const QString command = QString("exec \"$0\" info --json \"$1\"/$(printf '\\377').npy");
        QProcess process;
        process.start("/bin/sh", {"-c", command, FRISKET_CLI, m_dir->path()});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(!QJsonDocument::fromJson(process.readAllStandardOutput()).isNull());
    }

    void failuresPrintNothing_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("no such file")
            << QStringList{"info", "--json", "/nowhere/a.npy"} << 1 << QByteArray("/nowhere");
        QTest::newRow("no mask") << QStringList{"info", "/dev/null"} << 1 << QByteArray("a device");
        QTest::newRow("nothing") << QStringList{} << 2 << QByteArray("subcommand");
        QTest::newRow("no file") << QStringList{"info"} << 2 << QByteArray("FILE");
        QTest::newRow("two files") << QStringList{"info", "a", "b"} << 2 << QByteArray("b");
        QTest::newRow("unknown option")
            << QStringList{"info", "a", "--jason"} << 2 << QByteArray("--jason");
        QTest::newRow("unknown command") << QStringList{"inform"} << 2 << QByteArray("inform");
        QTest::newRow("budget misspelt")
            << QStringList{"info", "a", "--memory-budget", "much"} << 2 << QByteArray("budget");
    }

    void failuresPrintNothing() {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QByteArray, word);
        const Outcome outcome = call(arguments);
        QCOMPARE(outcome.code, code);
        QCOMPARE(outcome.out, QByteArray());
        QVERIFY2(outcome.error.contains(word), outcome.error);
    }

    void budget() {
        save("a.npy", test::countingArray<std::uint8_t>({2048}));
        QCOMPARE(call({"info", path("a.npy"), "--memory-budget", "2KiB"}).code, 0);
        const Outcome outcome = call({"info", path("a.npy"), "--memory-budget", "2047"});
        QCOMPARE(outcome.code, 1);
        QVERIFY(outcome.error.contains("--memory-budget"));
    }

    void fullOutputIsAFailure() {
        save("a.npy", test::countingArray<std::uint8_t>({2}));
        QProcess process;
        process.setStandardOutputFile("/dev/full");
        process.start(FRISKET_CLI, {"info", path("a.npy")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("standard output"));
    }

    void helpAndVersion() {
        QCOMPARE(call({"--help"}).code, 0);
        QVERIFY(call({"info", "--help"}).out.contains("--json"));
        QVERIFY(call({"--version"}).out.startsWith("frisket-cli "));
    }

private:
    [[nodiscard]] QString path(const QString& file) const { return m_dir->filePath(file); }

    void save(const QString& file, const array::NdArray& array) const {
        QVERIFY(io::writeMask(path(file).toStdString(), array));
    }

    [[nodiscard]] QJsonObject infoOf(const QString& file) const {
        return QJsonDocument::fromJson(call({"info", path(file), "--json"}).out).object();
    }

    std::optional<QTemporaryDir> m_dir;
};

QTEST_GUILESS_MAIN(TestInfoCommand)
#include "tst_info_command.moc"
