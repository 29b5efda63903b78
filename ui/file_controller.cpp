// SPDX-License-Identifier: MIT
#include "ui/file_controller.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>

namespace frisket::ui {

namespace {
using session::LayerId;

/// The destination decides what fits, so it comes before what is measured by it.
int openingOrder(LayerId id) {
    switch (id) {
        case LayerId::Backdrop:
            return 0;
        case LayerId::Destination:
            return 1;
        case LayerId::Source:
            return 2;
        default:
            return 3;
    }
}
}  // namespace

FileController::FileController(session::Document& document, session::Settings& settings,
                               Prompts prompts, QObject* parent)
    : QObject(parent), m_document(document), m_settings(settings), m_prompts(std::move(prompts)) {}

QString FileController::folder() const {
    const QString last = m_settings.lastFolder();
    return last.isEmpty() ? QDir::homePath() : last;
}

void FileController::openLayers(QList<RoleChoice> choices) {
    const bool replaces = std::any_of(choices.begin(), choices.end(), [](const RoleChoice& choice) {
        return choice.layer == LayerId::Destination;
    });
    if (choices.isEmpty() || (replaces && !confirmLeaving())) {
        return;
    }
    std::stable_sort(choices.begin(), choices.end(), [](const auto& a, const auto& b) {
        return openingOrder(a.layer) < openingOrder(b.layer);
    });
    QStringList opened;
    for (const RoleChoice& choice : choices) {
        const base::Status status =
            m_document.open(choice.layer, QFileInfo(choice.path).absoluteFilePath());
        if (status) {
            opened << session::displayName(choice.layer);
        } else {
            m_prompts.showError(tr("Opening the %1").arg(session::key(choice.layer)),
                                status.error());
        }
    }
    if (!opened.isEmpty()) {
        m_settings.setLastFolder(QFileInfo(choices.first().path).absolutePath());
        rememberFiles();
        emit reported(tr("Opened: %1").arg(opened.join(QStringLiteral(", "))));
    }
}

void FileController::rememberFiles() {
    session::RecentSet set;
    for (const LayerId id : session::kFileLayers) {
        set.setPath(id, m_document.file(id).path);
    }
    m_settings.addRecentSet(set);
}

void FileController::openFiles(const QStringList& paths) {
    std::vector<session::FileHint> files;
    for (const QString& path : paths) {
        files.push_back({path, session::kindOfFile(path)});
    }
    const auto guesses = session::guessRoles(files);
    QList<RoleChoice> choices;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (guesses[i]) {
            choices.append({*guesses[i], files[i].path});
        }
    }
    if (choices.size() < static_cast<qsizetype>(files.size())) {
        const auto answered = m_prompts.roles(files);
        if (!answered) {
            return;
        }
        choices = *answered;
    }
    openLayers(choices);
}

void FileController::openSample(const QString& folder) {
    const QDir sample(folder);
    openLayers({{LayerId::Backdrop, sample.filePath(QStringLiteral("photo.png"))},
                {LayerId::Destination, sample.filePath(QStringLiteral("destination.png"))},
                {LayerId::Source, sample.filePath(QStringLiteral("source.png"))},
                {LayerId::Condition, sample.filePath(QStringLiteral("condition.png"))}});
}

void FileController::open() {
    const QStringList paths = m_prompts.filesToOpen(folder());
    if (!paths.isEmpty()) {
        openFiles(paths);
    }
}

void FileController::openLayer(LayerId id) {
    const QString path = m_prompts.fileForLayer(id, folder());
    if (!path.isEmpty()) {
        openLayers({{id, path}});
    }
}

bool FileController::applyOrShow() {
    const base::Status applied = m_document.apply();
    if (!applied) {
        m_prompts.showError(tr("Applying"), applied.error());
    }
    return applied.has_value();
}

void FileController::apply() {
    const bool changes = m_document.hasUnappliedChanges();
    if (applyOrShow()) {
        emit reported(changes ? tr("Applied: the result is the destination now")
                              : tr("Nothing to apply: the result equals the destination"));
    }
}

UnsavedWork FileController::unsavedWork(bool unapplied) const {
    return {QFileInfo(m_document.file(LayerId::Destination).path).fileName(), unapplied,
            m_document.isModified()};
}

bool FileController::save() {
    if (m_document.hasUnappliedChanges()) {
        const UnsavedAnswer answer = m_prompts.unsaved(Occasion::Save, unsavedWork(true));
        if (answer == UnsavedAnswer::Cancel ||
            (answer == UnsavedAnswer::ApplyAndSave && !applyOrShow())) {
            return false;
        }
    }
    return saveTo(m_document.file(LayerId::Destination).path);
}

bool FileController::saveAs() {
    const QString path = m_prompts.savePath(m_document.file(LayerId::Destination).path);
    return !path.isEmpty() && saveTo(path);
}

bool FileController::saveTo(const QString& path) {
    base::Status saved = m_document.saveDestination(path);
    if (!saved && saved.error().code == base::ErrorCode::ChangedOnDisk) {
        switch (m_prompts.changedOnDisk(path)) {
            case ChangedAnswer::Overwrite:
                saved = m_document.saveDestination(path, true);
                break;
            case ChangedAnswer::SaveElsewhere:
                return saveAs();
            case ChangedAnswer::Cancel:
                return false;
        }
    }
    if (!saved) {
        m_prompts.showError(tr("Saving"), saved.error());
        return false;
    }
    rememberFiles();
    emit reported(tr("Saved %1").arg(QDir::toNativeSeparators(path)));
    return true;
}

void FileController::exportFile() {
    const QFileInfo destination(m_document.file(LayerId::Destination).path);
    const QString suggestion = QDir(folder()).filePath(
        tr("%1_refined.%2").arg(destination.completeBaseName(), destination.suffix()));
    const auto choice = m_prompts.exportChoice(suggestion);
    if (!choice) {
        return;
    }
    const base::Status written = m_document.exportLayer(choice->layer, choice->path);
    if (written) {
        emit reported(
            tr("Exported %1 to %2")
                .arg(session::displayName(choice->layer), QDir::toNativeSeparators(choice->path)));
    } else {
        m_prompts.showError(tr("Exporting"), written.error());
    }
}

bool FileController::confirmLeaving() {
    // Files that were only opened are no work, even if their condition would change something.
    // What was painted before there is a source, or while one does not fit, can't be seen in a
    // result yet, but is lost all the same.
    const bool waits = m_document.plan() == nullptr && m_document.selectedCount() > 0;
    const bool unapplied =
        m_document.hasUnsavedSteps() && (waits || m_document.hasUnappliedChanges());
    const UnsavedWork work = unsavedWork(unapplied);
    if (!work.unapplied && !work.modified) {
        return true;
    }
    switch (m_prompts.unsaved(Occasion::Close, work)) {
        case UnsavedAnswer::ApplyAndSave:
            return applyOrShow() && saveTo(m_document.file(LayerId::Destination).path);
        case UnsavedAnswer::SaveOnly:
            return saveTo(m_document.file(LayerId::Destination).path);
        case UnsavedAnswer::Discard:
            return true;
        case UnsavedAnswer::Cancel:
            break;
    }
    return false;
}

}  // namespace frisket::ui
