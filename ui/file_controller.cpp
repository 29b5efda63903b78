// SPDX-License-Identifier: MIT
#include "ui/file_controller.h"

#include <algorithm>
#include <cerrno>

#include <QDir>
#include <QFileInfo>

#include "core/io/codec.h"
#include "core/io/format_holds.h"
#include "core/io/text_file.h"
#include "ui/session/core_text.h"
#include "ui/session/dtype_offers.h"
#include "ui/session/paths.h"

namespace frisket::ui {

namespace {
using session::LayerId;

bool names(const QList<RoleChoice>& choices, LayerId layer) {
    return std::any_of(choices.begin(), choices.end(),
                       [layer](const RoleChoice& choice) { return choice.layer == layer; });
}

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

bool FileController::refusesNow() {
    if (m_document.busy()) {
        emit reported(
            tr("%1: wait until it is done, or cancel it").arg(m_document.jobs().state().words));
    }
    return m_document.busy();
}

void FileController::show(const QString& what, const base::Error& error, const QString& kept) {
    if (error.code == base::ErrorCode::Cancelled) {
        emit reported(tr("%1 was cancelled; %2").arg(what, kept));
    } else {
        m_prompts.showError(what, error);
    }
}

QString FileController::folder() const {
    const QString last = m_settings.lastFolder();
    return last.isEmpty() ? QDir::homePath() : last;
}

void FileController::openLayers(const QList<RoleChoice>& choices) {
    const bool image = choices.size() > 1 && names(choices, LayerId::Destination);
    openLayers(choices, image ? Others::Close : Others::Keep);
}

void FileController::openLayers(const QList<RoleChoice>& choices, Others others) {
    if (openEach(choices, others)) {
        m_settings.setLastFolder(QFileInfo(choices.first().path).absolutePath());
        rememberFiles();
    }
}

bool FileController::keepsWork(const QList<RoleChoice>& choices) {
    const bool replaces = names(choices, LayerId::Destination) ||
                          (names(choices, LayerId::Condition) && m_document.hasPaintedWork());
    return replaces && !confirmLeaving();
}

bool FileController::openEach(QList<RoleChoice> choices, Others others) {
    if (choices.isEmpty() || refusesNow() || keepsWork(choices)) {
        return false;
    }
    std::stable_sort(choices.begin(), choices.end(), [](const auto& a, const auto& b) {
        return openingOrder(a.layer) < openingOrder(b.layer);
    });
    std::vector<session::LayerPath> files;
    for (const RoleChoice& choice : choices) {
        files.push_back({choice.layer, QFileInfo(choice.path).absoluteFilePath()});
    }
    const bool replaced = m_document.has(LayerId::Destination);
    const auto statuses = m_document.openAll(files, others);
    if (!statuses) {
        show(tr("Opening"), statuses.error(), tr("what was open stays"));
        return false;
    }
    QStringList opened;
    for (std::size_t i = 0; i < statuses->size(); ++i) {
        if ((*statuses)[i]) {
            opened << session::displayName(files[i].id);
        } else {
            m_prompts.showError(tr("Opening the %1").arg(session::key(files[i].id)),
                                (*statuses)[i].error());
        }
    }
    if (opened.isEmpty()) {
        return false;
    }
    QString message = tr("Opened: %1").arg(opened.join(QStringLiteral(", ")));
    if (replaced && others == Others::Keep && names(choices, LayerId::Destination) &&
        m_document.has(LayerId::Source) && !names(choices, LayerId::Source)) {
        message += tr("; the source is still %1")
                       .arg(QFileInfo(m_document.file(LayerId::Source).path).fileName());
    }
    emit reported(message);
    return true;
}

void FileController::rememberFiles() {
    session::RecentSet set;
    for (const LayerId id : session::kFileLayers) {
        set.setPath(id, m_document.file(id).path);
    }
    m_settings.addRecentSet(set);
}

void FileController::openFiles(const QStringList& paths) {
    if (refusesNow()) {
        return;
    }
    std::vector<session::FileHint> files;
    for (const QString& path : paths) {
        if (QFileInfo::exists(path)) {
            files.push_back({path, session::kindOfFile(path)});
        } else {
            m_prompts.showError(tr("Opening files"),
                                base::systemError(ENOENT, "open", path.toStdString()));
        }
    }
    const auto guesses = session::guessRoles(files);
    QList<RoleChoice> choices;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (guesses[i]) {
            choices.append({*guesses[i], files[i].path});
        }
    }
    // One file whose name says little must not push the destination out by a guess.
    const bool pushesOut = files.size() == 1 && m_document.has(LayerId::Destination) &&
                           names(choices, LayerId::Destination);
    if (pushesOut || choices.size() < static_cast<qsizetype>(files.size())) {
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
    const QString destination = sample.absoluteFilePath(QStringLiteral("destination.png"));
    if (openEach({{LayerId::Backdrop, sample.filePath(QStringLiteral("photo.png"))},
                  {LayerId::Destination, destination},
                  {LayerId::Source, sample.filePath(QStringLiteral("source.png"))},
                  {LayerId::Condition, sample.filePath(QStringLiteral("condition.png"))}},
                 Others::Close)) {
        m_sampleDestination = destination;
    }
}

QStringList FileController::askForFiles() {
    return refusesNow() ? QStringList() : m_prompts.filesToOpen(folder());
}

void FileController::open() {
    const QStringList paths = askForFiles();
    if (!paths.isEmpty()) {
        openFiles(paths);
    }
}

void FileController::openLayer(LayerId id) {
    if (refusesNow()) {
        return;
    }
    const QString path = m_prompts.fileForLayer(id, folder());
    if (!path.isEmpty()) {
        openLayers({{id, path}});
    }
}

base::Result<bool> FileController::applyOrShow() {
    auto applied = m_document.apply();
    if (!applied && applied.error().code == base::ErrorCode::Protected) {
        if (!m_prompts.deselectProtected(applied.error())) {
            return applied;
        }
        if (const base::Status deselected = m_document.deselectLocked(); !deselected) {
            show(tr("Deselecting"), deselected.error(), tr("the condition is as it was"));
            return base::passOn(deselected);
        }
        applied = m_document.apply();
    }
    if (!applied) {
        show(tr("Applying"), applied.error(), tr("the destination is as it was"));
    }
    return applied;
}

void FileController::apply() {
    if (refusesNow()) {
        return;
    }
    if (const auto applied = applyOrShow()) {
        emit reported(*applied ? tr("Applied: the result is the destination now")
                               : tr("Nothing to apply: the result equals the destination"));
    }
}

void FileController::deselectProtected() {
    if (refusesNow()) {
        return;
    }
    if (const base::Status deselected = m_document.deselectLocked(); !deselected) {
        show(tr("Deselecting"), deselected.error(), tr("the condition is as it was"));
    }
}

UnsavedWork FileController::unsavedWork(bool unapplied) const {
    return {QFileInfo(m_document.file(LayerId::Destination).path).fileName(), unapplied,
            m_document.isModified()};
}

bool FileController::settleUnapplied() {
    const auto unapplied = m_document.findUnappliedChanges();
    if (!unapplied) {
        show(tr("Saving"), unapplied.error(), tr("the file is as it was"));
        return false;
    }
    if (!*unapplied) {
        return true;
    }
    const UnsavedAnswer answer = m_prompts.unsaved(Occasion::Save, unsavedWork(true));
    return answer == UnsavedAnswer::SaveOnly ||
           (answer == UnsavedAnswer::ApplyAndSave && applyOrShow().has_value());
}

bool FileController::save() { return !refusesNow() && settleUnapplied() && saveInPlace(); }

bool FileController::saveAs() { return !refusesNow() && settleUnapplied() && saveElsewhere(); }

bool FileController::saveInPlace() {
    const QString path = m_document.file(LayerId::Destination).path;
    if (path == m_sampleDestination) {
        return saveElsewhere();
    }
    const base::Status holds =
        session::fileHolds(m_document, m_document.dtype(LayerId::Destination));
    if (!holds) {
        emit reported(
            tr("%1 can't hold %2: choose another file")
                .arg(QFileInfo(path).fileName(),
                     session::fromCore(array::name(m_document.dtype(LayerId::Destination)))));
    }
    return holds ? saveTo(path) : saveElsewhere();
}

/// That of the destination's file, with the ending of a format that holds the destination.
QString FileController::fileNameToSave() const {
    const QFileInfo present(m_document.file(LayerId::Destination).path);
    const array::DType dtype = m_document.dtype(LayerId::Destination);
    const auto formats = io::formatsHolding(dtype, m_document.shape(LayerId::Destination));
    return session::fileHolds(m_document, dtype) || formats.empty()
               ? present.fileName()
               : present.completeBaseName() +
                     session::fromCore(io::codecFor(formats.front()).endings.front());
}

bool FileController::saveElsewhere() {
    const QFileInfo present(m_document.file(LayerId::Destination).path);
    const bool isSample = present.filePath() == m_sampleDestination;
    const QString path = m_prompts.savePath(
        QDir(isSample ? folder() : present.absolutePath()).filePath(fileNameToSave()));
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
                return saveElsewhere();
            case ChangedAnswer::Cancel:
                return false;
        }
    }
    if (!saved) {
        show(tr("Saving"), saved.error(), tr("the file is as it was"));
        return false;
    }
    rememberFiles();
    emit reported(tr("Saved %1").arg(QDir::toNativeSeparators(path)));
    return true;
}

void FileController::exportFile() {
    if (refusesNow()) {
        return;
    }
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
        show(tr("Exporting"), written.error(), tr("no file was changed"));
    }
}

void FileController::saveText(const QString& name, const QString& filter, const TextFor& text) {
    const QString path = m_prompts.textPath(QDir(folder()).filePath(name), filter);
    if (path.isEmpty()) {
        return;
    }
    const auto written = io::writeText(session::toPath(path), text(path));
    if (!written) {
        show(tr("Saving"), written.error(), tr("no file was changed"));
    } else if (!written->durable) {
        show(tr("Saving"), written->durable.error(), {});
    } else {
        emit reported(tr("Wrote %1").arg(QDir::toNativeSeparators(path)));
    }
}

void FileController::showFailure(const base::Error& error) {
    m_prompts.showError(tr("Frisket"), error);
}

bool FileController::confirmLeaving() {
    // Files that were only opened are no work, even if their condition would change something.
    bool unapplied = false;
    if (m_document.hasUnsavedSteps() || m_document.hasPaintedWork()) {
        const auto found = m_document.findUnappliedChanges();
        if (!found) {
            return false;  // whoever cancels the question does not leave
        }
        unapplied = *found;
    }
    UnsavedWork work = unsavedWork(unapplied);
    // Without a plan nothing can be applied, but strokes may be worth a file.
    work.painted = m_document.plan() == nullptr && m_document.hasPaintedWork();
    if (!work.unapplied && !work.modified && !work.painted) {
        return true;
    }
    switch (m_prompts.unsaved(Occasion::Close, work)) {
        case UnsavedAnswer::ApplyAndSave:
            return applyOrShow().has_value() && saveInPlace();
        case UnsavedAnswer::SaveOnly:
            return saveInPlace();
        case UnsavedAnswer::Discard:
            return true;
        case UnsavedAnswer::Cancel:
            break;
    }
    return false;
}

}  // namespace frisket::ui
