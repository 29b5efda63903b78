// SPDX-License-Identifier: MIT
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include "ui/dialogs/role_dialog.h"

using namespace frisket::ui;
using frisket::session::FileHint;
using frisket::session::LayerId;
using frisket::session::LayerPath;

namespace {
QPushButton* okOf(const RoleDialog& dialog) {
    for (auto* button : dialog.findChildren<QPushButton*>()) {
        if (button->text() == "Open") {
            return button;
        }
    }
    qFatal("no button");
}

bool says(const RoleDialog& dialog, const QString& part) {
    const auto labels = dialog.findChildren<QLabel*>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel* label) { return label->text().contains(part); });
}

void choose(const RoleDialog& dialog, int row, std::optional<LayerId> role) {
    auto* box = dialog.findChildren<QComboBox*>().at(row);
    box->setCurrentIndex(box->findData(role ? static_cast<int>(*role) : -1));
}
}  // namespace

class TestRoleDialog : public QObject {
    Q_OBJECT

private slots:
    void presetIsTaken() {
        const RoleDialog dialog({FileRole{{"/d/a.png"}, LayerId::Destination},
                                 FileRole{{"/d/b.png"}, LayerId::Source},
                                 FileRole{{"/d/c.png"}, std::nullopt}});
        QVERIFY(okOf(dialog)->isEnabled());
        QCOMPARE(dialog.chosen(), (QList<LayerPath>{{LayerId::Destination, "/d/a.png"},
                                                    {LayerId::Source, "/d/b.png"}}));
    }

    void twoClaimsAreRefused() {
        const RoleDialog dialog(
            {FileRole{{"/d/a.png"}, LayerId::Source}, FileRole{{"/d/<i>b.png"}, LayerId::Source}});
        QVERIFY(!okOf(dialog)->isEnabled());
        QVERIFY(says(dialog, "one source only, but “a.png” and “<i>b.png” both claim"));
        choose(dialog, 1, LayerId::Condition);
        QVERIFY(okOf(dialog)->isEnabled());
        QVERIFY(!says(dialog, "claim"));
    }

    void threeClaimsAreCounted() {
        const RoleDialog dialog({FileRole{{"/d/a.png"}, LayerId::Source},
                                 FileRole{{"/d/b.png"}, LayerId::Source},
                                 FileRole{{"/d/c.png"}, LayerId::Source}});
        QVERIFY(says(dialog, "3 files claim"));
    }

    void noRoleIsRefused() {
        const RoleDialog dialog({FileRole{{"/d/a.png"}, LayerId::Source}});
        choose(dialog, 0, std::nullopt);
        QVERIFY(!okOf(dialog)->isEnabled());
        QVERIFY(says(dialog, "at least one"));
    }

    void manyFilesAreCutOffAloud() {
        const std::vector<FileRole> files(1000, FileRole{{"/d/a.png"}, std::nullopt});
        const RoleDialog dialog(files);
        QCOMPARE(dialog.findChildren<QComboBox*>().size(), 40);
        QVERIFY(says(dialog, "first 40 of 1000"));
    }
};

QTEST_MAIN(TestRoleDialog)
#include "tst_role_dialog.moc"
