// SPDX-License-Identifier: MIT
#include <QTest>

#include "ui/session/role_guess.h"

using namespace frisket::session;

namespace {
using Role = std::optional<LayerId>;

QString text(const Role& role) { return role ? key(*role) : QStringLiteral("unclear"); }
}  // namespace

class TestRoleGuess : public QObject {
    Q_OBJECT

private slots:
    void one_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<FileKind>("kind");
        QTest::addColumn<QString>("role");
        using enum FileKind;
        const auto row = [](const char* path, FileKind kind, const char* role) {
            QTest::newRow(qPrintable(QStringLiteral("%1 (%2)").arg(path).arg(int(kind))))
                << path << kind << role;
        };
        row("/d/a_pred.png", GreyPicture, "source");
        row("/d/a-prediction.npy", Array, "source");
        row("/d/model_output.npy", Array, "source");
        row("/d/src.png", GreyPicture, "source");
        row("/d/frame_gt.png", GreyPicture, "destination");
        row("/d/labels.png", GreyPicture, "destination");
        row("/d/groundTruth.png", GreyPicture, "destination");
        row("/d/target.npy", Array, "destination");
        row("/d/trusted.png", GreyPicture, "destination");
        row("/d/cond.npy", Array, "condition");
        row("/d/uncertainty.png", GreyPicture, "condition");
        row("/d/where.png", GreyPicture, "condition");
        row("/d/photo.png", ColourPicture, "backdrop");
        row("/d/img_004.png", Unknown, "backdrop");
        row("/d/backdrop.png", GreyPicture, "backdrop");
        // Words count whole, in their plural too.
        row("/d/predator.png", GreyPicture, "unclear");
        row("/d/everywhere.png", GreyPicture, "unclear");
        row("/d/imagery.png", GreyPicture, "unclear");
        row("/d/Masks2.png", GreyPicture, "destination");
        // The more special word decides.
        row("/d/pred_mask.png", GreyPicture, "source");
        row("/d/image_mask.png", GreyPicture, "destination");
        row("/d/pred_uncertainty.png", GreyPicture, "condition");
        row("/d/condition_mask.png", GreyPicture, "condition");
        row("/d/pred_vs_gt.png", GreyPicture, "unclear");
        // Folders
        row("/voc/SegmentationClass/2007_000032.png", GreyPicture, "destination");
        row("/voc/JPEGImages/2007_000032.png", GreyPicture, "backdrop");
        row("/city/gtFine/train/a_labelIds.png", GreyPicture, "destination");
        row("/d/predictions/0001_mask.png", GreyPicture, "source");
        row("/d/gt/0001_pred.png", GreyPicture, "source");
        row("/source/b/c/0001.png", GreyPicture, "unclear");
        row("/gt/0001.png", GreyPicture, "destination");
        // Kinds
        row("/d/0001.jpg", Photo, "backdrop");
        row("/d/gt/mask.jpg", Photo, "backdrop");
        row("/d/0001.png", ColourPicture, "backdrop");
        row("/d/panoptic_mask.png", ColourPicture, "destination");
        row("/d/0001.png", GreyPicture, "unclear");
        row("/d/0001.npy", BoolArray, "condition");
        row("/d/mask.npy", BoolArray, "condition");
        row("/d/gt.npy", BoolArray, "destination");
        row("/d/image.npy", Array, "unclear");
        row("/d/0001.npy", Array, "unclear");
        // Odd paths
        row("", Unknown, "unclear");
        row("gt", Unknown, "destination");
        row("pred.png", Unknown, "source");
        row("/", Unknown, "unclear");
    }
    void one() {
        QFETCH(QString, path);
        QFETCH(FileKind, kind);
        QFETCH(QString, role);
        QCOMPARE(text(guessRole({path, kind})), role);
    }

    void together_data() {
        QTest::addColumn<QStringList>("names");
        QTest::addColumn<QList<int>>("kinds");
        QTest::addColumn<QStringList>("roles");
        const auto row = [](const char* name, const QStringList& names,
                            const QList<FileKind>& kinds, const QStringList& roles) {
            QList<int> numbers;
            for (const FileKind kind : kinds) {
                numbers.append(int(kind));
            }
            QTest::newRow(name) << names << numbers << roles;
        };
        using enum FileKind;
        row("nothing", {}, {}, {});
        row("all four", {"cond.npy", "a.jpg", "gt.png", "pred.png"},
            {BoolArray, Photo, GreyPicture, GreyPicture},
            {"condition", "backdrop", "destination", "source"});
        row("two photos", {"a.jpg", "b.jpg"}, {Photo, Photo}, {"backdrop", "unclear"});
        row("the surer one has it", {"mask.png", "gt.png"}, {GreyPicture, GreyPicture},
            {"unclear", "destination"});
        row("second best guess", {"gt_1.png", "gt_2_mask_photo.png"}, {GreyPicture, GreyPicture},
            {"destination", "backdrop"});
        row("left over", {"a.jpg", "a.png"}, {Photo, GreyPicture}, {"backdrop", "destination"});
        row("left over with a prediction", {"a_pred.png", "a.png"}, {GreyPicture, GreyPicture},
            {"source", "destination"});
        row("two left over", {"a.png", "b.png"}, {GreyPicture, GreyPicture},
            {"unclear", "unclear"});
        row("no mask left over", {"a.txt"}, {Unknown}, {"unclear"});
        row("the same file twice", {"gt.png", "gt.png"}, {GreyPicture, GreyPicture},
            {"destination", "unclear"});
    }
    void together() {
        QFETCH(QStringList, names);
        QFETCH(QList<int>, kinds);
        QFETCH(QStringList, roles);
        std::vector<FileHint> files;
        for (qsizetype i = 0; i < names.size(); ++i) {
            files.push_back({"/d/" + names[i], static_cast<FileKind>(kinds[i])});
        }
        QStringList found;
        for (const Role& role : guessRoles(files)) {
            found.append(text(role));
        }
        QCOMPARE(found, roles);
    }
};

QTEST_APPLESS_MAIN(TestRoleGuess)
#include "tst_role_guess.moc"
