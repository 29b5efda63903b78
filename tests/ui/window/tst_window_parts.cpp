// SPDX-License-Identifier: MIT
// Files of several arrays, lists of names, and pictures that don't lie over the masks.
#include <set>

#include <QComboBox>
#include <QFile>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>

#include "tests/ui/window/window_test.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/part_dialog.h"
#include "ui/session/file_survey.h"

using namespace frisket;
using namespace frisket::test;
using session::LayerId;

namespace {
/// Two images of 2 x 3; in a.png the first column is a dog.
const QByteArray kTwoImages(R"({"images":[
{"id":1,"file_name":"a.png","width":3,"height":2},
{"id":2,"file_name":"b.png","width":3,"height":2}],
"categories":[{"id":1,"name":"cat"},{"id":2,"name":"dog"}],
"annotations":[{"id":1,"image_id":1,"category_id":2,"iscrowd":1,"area":2,"bbox":[0,0,1,2],
"segmentation":{"size":[2,3],"counts":[0,2,4]}}]})");
/// A JPEG whose EXIF data says that it is to be shown turned by a quarter (orientation 6).
QByteArray withExifTurn(const QByteArray& jpeg) {
    const QByteArray exif(
        "\xff\xe1\0\x22"
        "Exif\0\0"
        "MM\0*\0\0\0\x08"
        "\0\1"
        "\x01\x12\0\3\0\0\0\1\0\6\0\0"
        "\0\0\0\0",
        36);
    return jpeg.first(2) + exif + jpeg.sliced(2);
}

const QByteArray kDogs("\2\0\0\2\0\0", 6);
}  // namespace

class TestWindowParts : public QObject {
    Q_OBJECT

private slots:
    void init() { m_bench = std::make_unique<WindowBench>(); }
    void cleanup() { m_bench.reset(); }

    void aSurveyTellsWhatAFileHolds() {
        const session::FileHint one = session::surveyFile(m_bench->source, {});
        QCOMPARE(one.about, "NPY · uint8 · 2×3");
        QVERIFY(one.items.empty());
        const session::FileHint several = session::surveyFile(twoImages(), {});
        QVERIFY(several.items.size() >= 2);
        QVERIFY(several.about.contains("labels with names: 2"));
        QVERIFY(session::mayHoldSeveral(twoImages()));
        const session::FileHint none = session::surveyFile(text("a.bin", "nothing known"), {});
        QCOMPARE(none.kind, session::FileKind::Unknown);
        QVERIFY(none.about.contains("a.bin"));
        std::set<std::string> keys;
        for (const session::FileHint& each : session::apart(several)) {
            keys.insert(each.part.key);
            QVERIFY(each.items.empty());
        }
        QCOMPARE(keys.size(), several.items.size());
        QVERIFY(keys.count("a.png") == 1 && keys.count("b.png") == 1);
    }

    void aLayerAsksWhichArray() {
        m_bench->openBoth();
        m_bench->script.fileForLayer = twoImages();
        m_bench->window.files().openLayer(LayerId::Source);  // declined
        QCOMPARE(m_bench->script.takeAsked(), QStringList({"file", "part"}));
        QCOMPARE(m_bench->document().file(LayerId::Source).path, m_bench->source);

        m_bench->script.part = io::Part{"a.png", {}};
        m_bench->window.files().openLayer(LayerId::Source);
        QCOMPARE(m_bench->script.takeAsked(), QStringList({"file", "part"}));
        QCOMPARE(m_bench->document().file(LayerId::Source).mask->part.key, std::string("a.png"));
        QCOMPARE(valuesOf(*m_bench->document().source()), kDogs);
        const auto sets = m_bench->settings.recentSets();
        QCOMPARE(sets.front().files().back().part.key, std::string("a.png"));

        // What is remembered is not asked again.
        m_bench->window.files().openLayers(sets.front().files(), session::Others::Close);
        QVERIFY(m_bench->script.takeAsked().isEmpty());
        QCOMPARE(valuesOf(*m_bench->document().source()), kDogs);
    }

    void droppedFilesShowTheirArrays() {
        m_bench->script.roles =
            QList<session::LayerPath>{{LayerId::Destination, twoImages(), {"b.png", {}}},
                                      {LayerId::Source, twoImages(), {"a.png", {}}}};
        m_bench->window.files().openFiles({twoImages()});
        QCOMPARE(m_bench->script.takeAsked(), QStringList("roles"));
        QVERIFY(m_bench->script.files.size() >= 2);
        QVERIFY(!m_bench->script.files.front().part.key.empty());
        QCOMPARE(valuesOf(*m_bench->document().source()), kDogs);
        QVERIFY(m_bench->document().plan() != nullptr);
    }

    void aKeyTellsTheRole() {
        session::FileHint hint{"/d/masks.npz"};
        hint.part.key = "prediction";
        QCOMPARE(session::guessRole(hint), LayerId::Source);
        hint.part.key = "arr_0";
        QCOMPARE(session::guessRole(hint), LayerId::Destination);  // by the file's name
    }

    void namesOfAFileAreThoseOfLabels() {
        m_bench->window.files().openLayers({{LayerId::Destination, twoImages(), {"a.png", {}}}});
        QCOMPARE(labels().name(2), std::string("dog"));
        QCOMPARE(labels().name(1), std::string("cat"));
    }

    void aListOfNamesIsNoLayer() {
        m_bench->openBoth();
        m_bench->window.files().openFiles({text("names.txt", "ground\nroad\nsky\n")});
        QVERIFY(m_bench->script.takeAsked().isEmpty());
        QCOMPARE(labels().name(2), std::string("sky"));
        // A file that says nothing leaves them.
        m_bench->openBoth();
        QCOMPARE(labels().name(2), std::string("sky"));
    }

    void namesBesideTheMasksAreFound() {
        (void)text("class_names.txt", "_background_\nplane\nbird\n");
        m_bench->openBoth();
        QCOMPARE(labels().name(1), std::string("plane"));
        QCOMPARE(labels().name(2), std::string("bird"));
    }

    void aPictureTurnedByItsFileIsTurnedBack() {
        const QString photo = m_bench->folder.path("photo.jpg");
        QImage picture(3, 2, QImage::Format_RGB32);
        picture.fill(Qt::red);
        QVERIFY(picture.save(photo));
        QFile file(photo);
        QVERIFY(file.open(QIODevice::ReadOnly));
        writeAll(photo, withExifTurn(file.readAll()));
        m_bench->openBoth();
        m_bench->window.files().openLayers({{LayerId::Backdrop, photo}});
        QCOMPARE(m_bench->document().backdrop().size(), QSize(2, 3));
        fix("Don't turn");
        QCOMPARE(m_bench->document().backdrop().size(), QSize(3, 2));
        QVERIFY(fixes().isEmpty());
    }

    void aPictureOfAnotherSizeIsStretched() {
        m_bench->openBoth();
        m_bench->window.files().openLayers(
            {{LayerId::Backdrop, m_bench->folder.writePhoto("photo.png", 30, 20)}});
        QCOMPARE(m_bench->document().backdrop().size(), QSize(30, 20));
        fix("Stretch");
        QCOMPARE(m_bench->document().backdrop().size(), QSize(3, 2));
        QVERIFY(fixes().isEmpty());
    }

    void theMemoryBudgetHolds() {
        m_bench->window.files().setMemoryBudget(5);
        m_bench->openBoth();
        QCOMPARE(m_bench->script.error.code, base::ErrorCode::TooLarge);
        QVERIFY(!m_bench->document().has(LayerId::Destination));
        m_bench->window.files().setMemoryBudget(6);
        m_bench->openBoth();
        QVERIFY(m_bench->document().has(LayerId::Destination));
    }

    void aListOfArraysIsChosenFrom() {
        session::FileHint file{"/d/a.npz"};
        for (const char* const key : {"broken", "x", "y"}) {
            io::FileItem item;
            item.part.key = key;
            file.items.push_back(item);
        }
        file.items[0].note = "object arrays run code";
        for (const std::size_t i : {1U, 2U}) {
            file.items[i].dtype = array::DType::U8;
            file.items[i].shape = array::Shape{2, 3};
        }
        const ui::PartDialog dialog(file);
        QCOMPARE(dialog.chosen().key, std::string("x"));
    }

    void formatsThatCantHoldItAreGrey() {
        const ui::ExportDialog dialog({LayerId::Result}, m_bench->folder.path("out.npy"),
                                      [](LayerId, const QString& path) {
                                          return ui::ExportNote("why", !path.endsWith(".png"));
                                      });
        const auto* formats = dialog.findChildren<QComboBox*>().at(1);
        const auto* items = qobject_cast<QStandardItemModel*>(formats->model());
        QVERIFY(!items->item(formats->findData("png"))->isEnabled());
        QCOMPARE(items->item(formats->findData("png"))->toolTip(), "why");
        QVERIFY(items->item(formats->findData("npy"))->isEnabled());
    }

private:
    [[nodiscard]] QString text(const QString& name, const QByteArray& bytes) const {
        writeAll(m_bench->folder.path(name), bytes);
        return m_bench->folder.path(name);
    }
    [[nodiscard]] QString twoImages() const { return text("two.json", kTwoImages); }
    [[nodiscard]] const labels::LabelTable& labels() const {
        return m_bench->window.styles().labels().table();
    }
    /// The buttons that are offered beside warnings.
    [[nodiscard]] QList<QToolButton*> fixes() const {
        QList<QToolButton*> found;
        for (auto* button : m_bench->window.findChildren<QToolButton*>()) {
            if (!button->isHidden() &&
                (button->text() == "Don't turn" || button->text() == "Stretch")) {
                found << button;
            }
        }
        return found;
    }
    void fix(const QString& text) const {
        QCOMPARE(fixes().size(), 1);
        QCOMPARE(fixes().front()->text(), text);
        fixes().front()->click();
    }

    std::unique_ptr<WindowBench> m_bench;
};

QTEST_MAIN(TestWindowParts)
#include "tst_window_parts.moc"
