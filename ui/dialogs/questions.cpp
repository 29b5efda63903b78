// SPDX-License-Identifier: MIT
#include "ui/dialogs/questions.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>

namespace frisket::ui {

namespace {
/// The context of the words for translators.
class QuestionsText {
    Q_DECLARE_TR_FUNCTIONS(Questions)
};

/// A message box whose texts are plain, whatever a file is called.
class PlainBox : public QMessageBox {
public:
    PlainBox(QMessageBox::Icon icon, const QString& title, const QString& text,
             const QString& details, QWidget* parent)
        : QMessageBox(icon, title, text, QMessageBox::NoButton, parent) {
        setTextFormat(Qt::PlainText);
        setInformativeText(details);
        // The format above is not that of the informative text.
        for (QLabel* label : findChildren<QLabel*>()) {
            label->setTextFormat(Qt::PlainText);
        }
    }
};

QString shownName(const QString& path) {
    return path.isEmpty() ? QuestionsText::tr("The destination") : QStringLiteral("“%1”").arg(path);
}
}  // namespace

UnsavedAnswer askUnsaved(QWidget* parent, Occasion occasion, const UnsavedWork& work) {
    const QString name = shownName(work.fileName);
    QString text = QuestionsText::tr("%1 has changes that are not saved.").arg(name);
    QString details;
    if (work.unapplied) {
        details = QuestionsText::tr(
            "The live result shows changes that are not applied to the destination yet. "
            "Saving writes the destination, so without applying they are left out.");
        if (occasion == Occasion::Save || !work.modified) {
            text = QuestionsText::tr("The condition is not applied to the destination.");
        }
    }
    if (work.painted) {
        details = QuestionsText::tr(
            "The painted condition is in no file. Export it if you want to keep it.");
        if (!work.modified) {
            text = QuestionsText::tr("The painted condition would be lost.");
        }
    }
    PlainBox box(QMessageBox::Question, QuestionsText::tr("Unsaved work"), text, details, parent);
    QPushButton* applyAndSave = nullptr;
    QPushButton* saveOnly = nullptr;
    QPushButton* discard = nullptr;
    if (work.unapplied) {
        applyAndSave = box.addButton(QuestionsText::tr("&Apply and save"), QMessageBox::AcceptRole);
    }
    if (work.modified || occasion == Occasion::Save) {
        saveOnly = box.addButton(work.unapplied ? QuestionsText::tr("&Save without applying")
                                                : QuestionsText::tr("&Save"),
                                 QMessageBox::AcceptRole);
    }
    if (occasion == Occasion::Close) {
        discard = box.addButton(work.painted && !work.modified ? QuestionsText::tr("&Let it go")
                                                               : QuestionsText::tr("&Don't save"),
                                QMessageBox::DestructiveRole);
    }
    QPushButton* cancel = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(applyAndSave != nullptr ? applyAndSave
                         : saveOnly != nullptr   ? saveOnly
                                                 : cancel);
    box.setEscapeButton(cancel);
    box.exec();
    const QAbstractButton* clicked = box.clickedButton();
    if (clicked == nullptr || clicked == cancel) {
        return UnsavedAnswer::Cancel;
    }
    if (clicked == applyAndSave) {
        return UnsavedAnswer::ApplyAndSave;
    }
    return clicked == discard ? UnsavedAnswer::Discard : UnsavedAnswer::SaveOnly;
}

ChangedAnswer askChangedOnDisk(QWidget* parent, const QString& path) {
    PlainBox box(QMessageBox::Warning, QuestionsText::tr("Changed on disk"),
                 QuestionsText::tr("“%1” was changed by someone else since it was opened.")
                     .arg(QFileInfo(path).fileName()),
                 QuestionsText::tr("Overwriting loses that change. The file is in %1.")
                     .arg(QDir::toNativeSeparators(QFileInfo(path).absolutePath())),
                 parent);
    const QPushButton* overwrite =
        box.addButton(QuestionsText::tr("&Overwrite"), QMessageBox::DestructiveRole);
    QPushButton* elsewhere =
        box.addButton(QuestionsText::tr("&Save elsewhere…"), QMessageBox::AcceptRole);
    QPushButton* cancel = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(elsewhere);
    box.setEscapeButton(cancel);
    box.exec();
    if (box.clickedButton() == overwrite) {
        return ChangedAnswer::Overwrite;
    }
    return box.clickedButton() == elsewhere ? ChangedAnswer::SaveElsewhere : ChangedAnswer::Cancel;
}

bool askDeselectProtected(QWidget* parent, const base::Error& error) {
    PlainBox box(QMessageBox::Question, QuestionsText::tr("Protected labels"),
                 QString::fromStdString(error.message),
                 QuestionsText::tr("Nothing was applied. Those pixels can be taken out of the "
                                   "condition, or the protection of their labels be taken away in "
                                   "the Labels dock."),
                 parent);
    QPushButton* deselect =
        box.addButton(QuestionsText::tr("&Deselect them and apply"), QMessageBox::AcceptRole);
    QPushButton* cancel = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(deselect);
    box.setEscapeButton(cancel);
    box.exec();
    return box.clickedButton() == deselect;
}

bool askReplace(QWidget* parent, const QString& path) {
    PlainBox box(QMessageBox::Question, QuestionsText::tr("Replace file"),
                 QuestionsText::tr("“%1” exists already.").arg(QFileInfo(path).fileName()),
                 QuestionsText::tr("Replacing loses what is in it. The file is in %1.")
                     .arg(QDir::toNativeSeparators(QFileInfo(path).absolutePath())),
                 parent);
    const QPushButton* replace =
        box.addButton(QuestionsText::tr("&Replace"), QMessageBox::DestructiveRole);
    QPushButton* cancel = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(cancel);
    box.setEscapeButton(cancel);
    box.exec();
    return box.clickedButton() == replace;
}

void showError(QWidget* parent, const QString& title, const base::Error& error) {
    PlainBox box(QMessageBox::Critical, title, QString::fromStdString(error.message),
                 QString::fromStdString(error.hint), parent);
    box.addButton(QMessageBox::Close);
    box.exec();
}

}  // namespace frisket::ui
