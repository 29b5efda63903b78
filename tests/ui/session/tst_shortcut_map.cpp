// SPDX-License-Identifier: MIT
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "ui/session/settings.h"

using namespace frisket::session;

namespace {
Keys keys(const char* text) { return keysFromText(QString::fromLatin1(text)); }

QString texts(const Keys& keys) {
    return QKeySequence::listToString(keys, QKeySequence::PortableText);
}

/// All commands of the table, and a few keys that are the canvas's own.
void fill(ShortcutMap& map) {
    map.setCommands(commandsWithKeys());
    map.setFixed({{keys("Space; Esc; Return; Left; Shift+Left"), "the canvas"}});
}
}  // namespace

class TestShortcutMap : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath("settings.json");
    }

    void theTableIsSound_data() {
        QTest::addColumn<ShortcutPreset>("preset");
        for (const ShortcutPreset preset : kShortcutPresets) {
            QTest::newRow(qPrintable(displayName(preset))) << preset;
        }
    }
    void theTableIsSound() {
        QFETCH(ShortcutPreset, preset);
        const QStringList commands = commandsWithKeys();
        QCOMPARE(QSet<QString>(commands.begin(), commands.end()).size(), commands.size());
        ShortcutMap map;
        fill(map);
        map.setPreset(preset);
        for (const QString& command : commands) {
            // What a preset names it has; what it leaves alone may make room.
            if (namedKeys(preset, command)) {
                QVERIFY2(map.missed(command).isEmpty(),
                         qPrintable(command + " misses " + texts(map.missed(command))));
            }
            for (const QString& other : commands) {
                for (const QKeySequence& key : map.keys(command)) {
                    for (const QKeySequence& its : map.keys(other)) {
                        if (command != other && clash(key, its)) {
                            QFAIL(qPrintable(command + " and " + other + ": " + key.toString()));
                        }
                    }
                }
            }
        }
        for (const char* tool : {"brush", "eraser", "rectangle", "ellipse", "lasso", "polygon",
                                 "line", "fill", "hand", "profile"}) {
            QVERIFY2(!map.keys(tool).isEmpty(), tool);
        }
        QVERIFY(map.keys("shortcuts").contains(QKeySequence("F1")));
        QVERIFY(map.keys("shortcuts").contains(QKeySequence("?")));
        QCOMPARE(presetNamed(name(preset)), std::optional(preset));
    }
    /// A cell with a slip of the pen would be read as fewer keys than it has.
    void everyCellIsRead() {
        for (const QString& command : commandsWithKeys()) {
            for (const ShortcutPreset preset : kShortcutPresets) {
                for (const QKeySequence& key : namedKeys(preset, command).value_or(Keys())) {
                    QVERIFY2(isKey(key) && key.count() == 1, qPrintable(command));
                }
            }
        }
        QCOMPARE(defaultKeys("zoomIn"), keys("Ctrl++; Ctrl+="));
        QCOMPARE(defaultKeys("redo").size(), 2);
        QCOMPARE(defaultKeys("largerBrush"), Keys{QKeySequence(Qt::Key_BracketRight)});
        QCOMPARE(namedKeys(ShortcutPreset::Photoshop, "grid"), std::optional(keys("Ctrl+'")));
        QCOMPARE(namedKeys(ShortcutPreset::Krita, "zoomIn").value_or(Keys()).size(), 3);
    }

    void presets_data() {
        QTest::addColumn<ShortcutPreset>("preset");
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, ShortcutPreset preset, const char* command,
                            const char* expected) {
            QTest::newRow(name) << preset << command << expected;
        };
        row("frisket fill", ShortcutPreset::Frisket, "fill", "F");
        row("napari eraser", ShortcutPreset::Napari, "eraser", "1; E");
        row("napari brush", ShortcutPreset::Napari, "brush", "2; P");
        row("napari polygon", ShortcutPreset::Napari, "polygon", "3");
        row("napari pan", ShortcutPreset::Napari, "hand", "6; Z");
        row("krita deselect", ShortcutPreset::Krita, "clear", "Ctrl+Shift+A");
        row("krita line", ShortcutPreset::Krita, "line", "V");
        row("photoshop rectangle", ShortcutPreset::Photoshop, "rectangle", "M");
        row("photoshop invert", ShortcutPreset::Photoshop, "invert", "Ctrl+Shift+I");
        row("not named: its own", ShortcutPreset::Krita, "undo", "Ctrl+Z");
        row("not known", ShortcutPreset::Krita, "juggle", "");
    }
    void presets() {
        QFETCH(ShortcutPreset, preset);
        QFETCH(QString, command);
        QFETCH(QString, expected);
        ShortcutMap map;
        map.setCommands(commandsWithKeys() << "juggle");
        map.setPreset(preset);
        QCOMPARE(texts(map.keys(command)), expected);
    }

    void whatAPresetTakesIsGone() {
        ShortcutMap map;
        fill(map);
        map.setPreset(ShortcutPreset::Photoshop);  // I is the measuring tool's, Ctrl+R the rulers'
        QCOMPARE(texts(map.keys("line")), QString("U"));
        map.setCommands({"profile", "rulers"});
        QVERIFY(map.keys("line").isEmpty());  // no command any more
        QCOMPARE(texts(map.keys("rulers")), QString("Ctrl+R"));
    }

    void thePersonGoesFirst() {
        ShortcutMap map;
        fill(map);
        const QSignalSpy changed(&map, &ShortcutMap::changed);
        map.choose("fill", keys("B"));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(texts(map.keys("fill")), QString("B"));
        QVERIFY(map.keys("brush").isEmpty());
        QCOMPARE(map.missed("brush"), keys("B"));
        QVERIFY(map.isChosen("fill") && !map.isChosen("brush"));
        // What a preset names does not take it back.
        map.setPreset(ShortcutPreset::Krita);
        QCOMPARE(texts(map.keys("fill")), QString("B"));
        QVERIFY(map.keys("brush").isEmpty());
        // From another choice it is taken.
        map.choose("eraser", keys("B; F2"));
        QVERIFY(map.keys("fill").isEmpty() && map.isChosen("fill"));
        map.reset("fill");
        QCOMPARE(texts(map.keys("fill")), QString("F"));
        map.reset("eraser");
        QCOMPARE(texts(map.keys("brush")), QString("B"));
        map.choose("brush", {});
        QVERIFY(map.keys("brush").isEmpty() && map.isChosen("brush"));
        map.resetAll();
        QVERIFY(map.choices().isEmpty());
        QCOMPARE(texts(map.keys("brush")), QString("B"));
    }

    void choosingWhatThereIsIsNoChoice() {
        ShortcutMap map;
        fill(map);
        map.choose("brush", keys("B"));
        QVERIFY(!map.isChosen("brush"));
        map.choose("brush", keys("F2"));
        map.choose("brush", keys("B"));
        QVERIFY(!map.isChosen("brush"));
    }

    void holders() {
        ShortcutMap map;
        fill(map);
        QCOMPARE(map.holder(QKeySequence("F"))->command, QString("fill"));
        QCOMPARE(map.holder(QKeySequence("Ctrl+="))->command, QString("zoomIn"));
        QVERIFY(map.holder(QKeySequence("Space"))->command.isEmpty());
        QCOMPARE(map.holder(QKeySequence("Shift+Left"))->owner, QString("the canvas"));
        QVERIFY(!map.holder(QKeySequence("Ctrl+Left")));
        QVERIFY(!map.holder(QKeySequence("F9")));
        // The beginning of a sequence is as good as taken.
        QCOMPARE(map.holder(QKeySequence("F, 1"))->command, QString("fill"));
        map.choose("fill", keys("F9, 1"));
        QCOMPARE(map.holder(QKeySequence("F9"))->command, QString("fill"));
        QVERIFY(!map.holder(QKeySequence("F9, 2")));
        QVERIFY(!map.holder(QKeySequence("F")));
    }

    void fixedKeysAreNobodys() {
        ShortcutMap map;
        fill(map);
        map.choose("fill", keys("Space; F9"));
        QCOMPARE(texts(map.keys("fill")), QString("F9"));
        map.setChoices({{"line", keys("Return")}});
        QVERIFY(map.keys("line").isEmpty());
        QCOMPARE(map.missed("line"), keys("Return"));
    }

    void comesBack() {
        {
            Settings settings(m_path);
            ShortcutMap map;
            fill(map);
            settings.restoreShortcuts(map);
            QVERIFY(map.choices().isEmpty());
            map.setPreset(ShortcutPreset::Napari);
            map.choose("fill", keys("Ctrl+;; G, B"));
            map.choose("line", {});
            settings.storeShortcuts(map);
            QVERIFY(settings.save());
        }
        Settings settings(m_path);
        ShortcutMap map;
        fill(map);
        settings.restoreShortcuts(map);
        QCOMPARE(map.preset(), ShortcutPreset::Napari);
        QCOMPARE(map.choices(),
                 (ShortcutMap::Choices{{"fill", keys("Ctrl+;; G, B")}, {"line", {}}}));
        QCOMPARE(map.keys("fill").size(), 2);
    }

    void badFilesAreRead_data() {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<ShortcutPreset>("preset");
        QTest::addColumn<QString>("fill");
        QTest::addColumn<int>("choices");
        const auto row = [](const char* name, const char* json, ShortcutPreset preset,
                            const char* fill, int choices) {
            QTest::newRow(name) << QByteArray(json) << preset << fill << choices;
        };
        using enum ShortcutPreset;
        row("nothing", "{}", Frisket, "F", 0);
        row("no object", R"({"shortcuts": [1, 2]})", Frisket, "F", 0);
        row("unknown preset", R"({"shortcuts": {"preset": "paint"}})", Frisket, "F", 0);
        row("preset of another type", R"({"shortcuts": {"preset": 3, "keys": 4}})", Frisket, "F",
            0);
        row("text for a list", R"({"shortcuts": {"keys": {"fill": "G"}}})", Frisket, "F", 0);
        row("no keys in it", R"({"shortcuts": {"keys": {"fill": ["", "Ctrl+", 7, null]}}})",
            Frisket, "F", 0);
        row("only modifiers", R"({"shortcuts": {"keys": {"fill": ["Shift"]}}})", Frisket, "F", 0);
        row("one of two", R"({"shortcuts": {"keys": {"fill": [7, "G"]}}})", Frisket, "G", 1);
        row("twice", R"({"shortcuts": {"keys": {"fill": ["G", "G"]}}})", Frisket, "G", 1);
        row("none on purpose", R"({"shortcuts": {"keys": {"fill": []}}})", Frisket, "", 1);
        row("unknown command", R"({"shortcuts": {"keys": {"juggle": ["J"]}}})", Frisket, "F", 1);
        row("one key for two", R"({"shortcuts": {"keys": {"brush": ["G"], "fill": ["G"]}}})",
            Frisket, "", 2);
        row("a fixed key", R"({"shortcuts": {"keys": {"fill": ["Space"]}}})", Frisket, "", 1);
        row("a good preset", R"({"shortcuts": {"preset": "photoshop", "keys": 1}})", Photoshop, "G",
            0);
    }
    void badFilesAreRead() {
        QFETCH(QByteArray, json);
        QFETCH(ShortcutPreset, preset);
        QFETCH(QString, fill);
        QFETCH(int, choices);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(json);
        file.close();
        Settings settings(m_path);
        ShortcutMap map;
        ::fill(map);
        settings.restoreShortcuts(map);
        QCOMPARE(map.preset(), preset);
        QCOMPARE(texts(map.keys("fill")), fill);
        QCOMPARE(map.choices().size(), choices);
        // What this version does not know stays.
        settings.storeShortcuts(map);
        ShortcutMap again;
        settings.restoreShortcuts(again);
        QCOMPARE(again.choices(), map.choices());
    }

    void toolOptionsComeBack() {
        ToolOptions options;
        options.setNibShape(frisket::paint::NibShape::Square);
        options.setJoin(Join::Replace);
        options.setSimilarity(
            {LayerId::Condition, 2.5, false, frisket::paint::Connectivity::Eight});
        BrushHelp help = options.brushHelp();
        help.steadiness = 40;
        help.symmetry = frisket::paint::SymmetryKind::Radial;
        help.arms = 9;
        options.setBrushHelp(help);
        {
            Settings settings(m_path);
            settings.storeTools(options);
            QVERIFY(settings.save());
        }
        Settings settings(m_path);
        ToolOptions back;
        settings.restoreTools(back);
        QCOMPARE(back.nibShape(), options.nibShape());
        QCOMPARE(back.join(), options.join());
        QVERIFY(back.similarity() == options.similarity());
        QCOMPARE(back.brushHelp().steadiness, 40);
        QCOMPARE(back.brushHelp().arms, 9);
        QCOMPARE(back.brushHelp().symmetry, frisket::paint::SymmetryKind::None);  // for one image
    }

    void badToolOptionsAreDefaults_data() {
        QTest::addColumn<QByteArray>("tools");
        QTest::newRow("nothing") << QByteArray("{}");
        QTest::newRow("list") << QByteArray("[1]");
        QTest::newRow("other types") << QByteArray(
            R"({"nib": 1, "join": [], "fill": 3, "steadiness": "a", "arms": {}, "pressure": 1})");
        QTest::newRow("unknown names") << QByteArray(
            R"({"nib": "fan", "join": "xor", "fill": {"layer": "sky", "contiguous": 2}})");
        QTest::newRow("out of range") << QByteArray(R"({"fill": {"tolerance": -4}})");
    }
    void badToolOptionsAreDefaults() {
        QFETCH(QByteArray, tools);
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"tools": )" + tools + "}");
        file.close();
        Settings settings(m_path);
        ToolOptions back;
        settings.restoreTools(back);
        const ToolOptions fresh;
        QCOMPARE(back.nibShape(), fresh.nibShape());
        QCOMPARE(back.join(), fresh.join());
        QVERIFY(back.similarity() == fresh.similarity());
        QVERIFY(back.brushHelp() == fresh.brushHelp());
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

QTEST_MAIN(TestShortcutMap)
#include "tst_shortcut_map.moc"
