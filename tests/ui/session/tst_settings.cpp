// SPDX-License-Identifier: MIT
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include "ui/session/settings.h"
#include "ui/session/tool_options.h"

using namespace frisket::session;

namespace {
void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

RecentSet files(const QString& destination, const QString& source = {}) {
    RecentSet set;
    set.set({LayerId::Destination, destination});
    set.set({LayerId::Source, source});
    return set;
}

/// The same, of an archive.
RecentSet arrays(const QString& destination) {
    RecentSet set;
    frisket::session::LayerPath file{LayerId::Destination, destination};
    file.part = {"masks", 3};
    set.set(file);
    return set;
}

QByteArray contents(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("can't read");
}
}  // namespace

class TestSettings : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath("settings.json");
    }

    void missingFileGivesDefaults() {
        Settings settings(m_path);
        QVERIFY(settings.problem().isEmpty());
        QCOMPARE(settings.theme(), Theme::System);
        QCOMPARE(settings.brushSize(), 40);
        QVERIFY(settings.windowGeometry().isEmpty() && settings.windowState().isEmpty());
        QVERIFY(settings.lastFolder().isEmpty() && settings.recentSets().isEmpty());
        const LayerStyle style{.visible = false, .opacity = 0.25, .draw = Draw::Both};
        QCOMPARE(settings.layerStyle(LayerId::Source, style), style);
        // Nothing was changed, so nothing is written.
        QVERIFY(settings.save());
        QVERIFY(!QFile::exists(m_path));
    }

    void comesBack() {
        const LayerStyle style{.visible = false,
                               .opacity = 0.625,
                               .colours = ColourChoice::Cividis,
                               .draw = Draw::Both,
                               .tint = QColor(1, 2, 3),
                               .contourOpacity = 0.25,
                               .contourWidth = 7,
                               .solidContour = true,
                               .levels = Levels::Manual,
                               .low = -1.5e300,
                               .high = 0.1,
                               .invert = true,
                               .difference = true};
        m_path = m_folder->filePath("new/folder/settings.json");
        {
            Settings settings(m_path);
            settings.setTheme(Theme::Dark);
            settings.setBrushSize(77);
            settings.setFileMegabytes(99);
            settings.setWindowGeometry(QByteArray("\0\1\xff", 3));
            settings.setWindowState("state");
            settings.setLastFolder("/tmp/ä b");
            settings.setLayerStyle(LayerId::Source, style);
            QVERIFY(settings.save());
        }
        const Settings settings(m_path);
        QVERIFY(settings.problem().isEmpty());
        QCOMPARE(settings.theme(), Theme::Dark);
        QCOMPARE(settings.brushSize(), 77);
        QCOMPARE(settings.fileMegabytes(), 99);
        QCOMPARE(settings.windowGeometry(), QByteArray("\0\1\xff", 3));
        QCOMPARE(settings.windowState(), QByteArray("state"));
        QCOMPARE(settings.lastFolder(), QStringLiteral("/tmp/ä b"));
        QCOMPARE(settings.layerStyle(LayerId::Source, {}), style);
        QCOMPARE(settings.layerStyle(LayerId::Result, {}), LayerStyle{});
    }

    void unknownKeysAreKept() {
        write(m_path, R"({"future": {"a": [1, 9007199254740993]}, "theme": "light",
                          "layers": {"source": {"glow": true}}})");
        Settings settings(m_path);
        settings.setTheme(Theme::Dark);
        settings.setLayerStyle(LayerId::Source, {});
        QVERIFY(settings.save());
        const auto object = QJsonDocument::fromJson(contents(m_path)).object();
        QCOMPARE(object["future"].toObject()["a"].toArray().at(1).toInteger(), 9007199254740993);
        QCOMPARE(object["layers"].toObject()["source"].toObject()["glow"].toBool(), true);
        QCOMPARE(object["theme"].toString(), QStringLiteral("dark"));
    }

    void brokenFileIsKeptAside_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("cut off") << QByteArray("{\"theme\": \"da");
        QTest::newRow("no JSON") << QByteArray(
            "\x7f"
            "ELF\0\1",
            6);
        QTest::newRow("an array") << QByteArray("[1, 2]");
        QTest::newRow("deep") << QByteArray(100000, '[');
        QTest::newRow("too large") << QByteArray(5 * 1024 * 1024, ' ') + "{}";
    }
    void brokenFileIsKeptAside() {
        QFETCH(QByteArray, bytes);
        write(m_path, bytes);
        Settings settings(m_path);
        QVERIFY(settings.problem().contains(m_path + ".broken"));
        QCOMPARE(settings.theme(), Theme::System);
        QCOMPARE(contents(m_path + ".broken"), bytes);
        settings.setTheme(Theme::Dark);
        QVERIFY(settings.save());
        QCOMPARE(Settings(m_path).theme(), Theme::Dark);
        // A second one does not overwrite the first.
        write(m_path, "also broken");
        QVERIFY(Settings(m_path).problem().contains(".broken2"));
        QCOMPARE(contents(m_path + ".broken"), bytes);
        QCOMPARE(contents(m_path + ".broken2"), QByteArray("also broken"));
    }

    void wrongValuesAreDefaults_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("types") << QByteArray(R"({"theme": 3, "brushSize": "big", "recent": {"a": 1},
            "layers": [1], "windowGeometry": false, "lastFolder": {}})");
        QTest::newRow("names") << QByteArray(R"({"theme": "pink", "brushSize": null,
            "recent": [1, "a", {"source": 7}], "layers": {"source": {"colours": "odd",
            "tint": "no colour", "opacity": "half", "draw": "glow", "levels": 2, "contourWidth": "3",
            "contourOpacity": [], "low": null, "invert": 1}}})");
    }
    void wrongValuesAreDefaults() {
        QFETCH(QByteArray, json);
        write(m_path, json);
        const Settings settings(m_path);
        QVERIFY(settings.problem().isEmpty());
        QCOMPARE(settings.theme(), Theme::System);
        QCOMPARE(settings.brushSize(), 40);
        QVERIFY(settings.recentSets().isEmpty() && settings.windowGeometry().isEmpty());
        QCOMPARE(settings.layerStyle(LayerId::Source, {}), LayerStyle{});
    }

    void numbersStayInRange() {
        write(m_path, R"({"brushSize": 1000000, "layers": {"source": {"opacity": -3,
            "contourWidth": 1000, "contourOpacity": 7}, "result": {"contourWidth": -1}}})");
        const Settings settings(m_path);
        QCOMPARE(settings.brushSize(), kLargestBrush);
        QCOMPARE(settings.layerStyle(LayerId::Source, {}).opacity, 0.0);
        QCOMPARE(settings.layerStyle(LayerId::Source, {}).contourWidth, kWidestContour);
        QCOMPARE(settings.layerStyle(LayerId::Source, {}).contourOpacity, 1.0);
        QCOMPARE(settings.layerStyle(LayerId::Result, {}).contourWidth, 1);
    }

    void noRegularFileIsLeftAlone() {
        QVERIFY(QDir().mkpath(m_path));
        Settings settings(m_path);
        QVERIFY(!settings.problem().isEmpty());
        settings.setTheme(Theme::Dark);
        QVERIFY(!settings.save());
        QVERIFY(QFileInfo(m_path).isDir());
    }

    void pipeDoesNotBlock() {
        QCOMPARE(::mkfifo(qPrintable(m_path), 0600), 0);
        QVERIFY(!Settings(m_path).problem().isEmpty());
    }

    void unreadableFileIsKept() {
        if (::geteuid() == 0) {
            QSKIP("root reads everything");
        }
        write(m_path, R"({"theme": "dark"})");
        QVERIFY(QFile::setPermissions(m_path, {}));
        const Settings settings(m_path);
        QVERIFY(!settings.problem().isEmpty());
        QVERIFY(QFile::exists(m_path + ".broken"));
    }

    void recentSetsAreNewestFirst() {
        Settings settings(m_path);
        QList<RecentSet> sets;
        for (int i = 0; i < kMostRecentSets + 3; ++i) {
            const QString path = m_folder->filePath(QString("%1.png").arg(i));
            write(path, "x");
            sets.prepend(files(path));
            settings.addRecentSet(sets.first());
        }
        settings.addRecentSet({});
        QCOMPARE(settings.recentSets(), sets.first(kMostRecentSets));
        // The same file with an array of it named is another set.
        sets.prepend(arrays(sets.first().path(LayerId::Destination)));
        settings.addRecentSet(sets.first());
        // One that is there moves to the front.
        settings.addRecentSet(sets[4]);
        sets.move(4, 0);
        QCOMPARE(settings.recentSets(), sets.first(kMostRecentSets));
        QVERIFY(settings.save());
        QCOMPARE(Settings(m_path).recentSets(), sets.first(kMostRecentSets));
        settings.clearRecentSets();
        QVERIFY(settings.recentSets().isEmpty());
    }

    void missingFilesAreNotShown() {
        Settings settings(m_path);
        const QString there = m_folder->filePath("there.png");
        const QString gone = m_folder->filePath("gone.png");
        write(there, "x");
        settings.addRecentSet(files(gone, gone));
        settings.addRecentSet(files(there));
        settings.addRecentSet(files(there, gone));
        QCOMPARE(settings.recentSets(), (QList<RecentSet>{files(there)}));
        // What is stored stays, as a disk may come back.
        write(gone, "x");
        QCOMPARE(settings.recentSets().size(), 3);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
