// SPDX-License-Identifier: MIT
#include "ui/file_controller.h"

#include <QDir>
#include <QFileInfo>

#include "core/io/codec.h"
#include "core/io/format_holds.h"
#include "core/io/text_file.h"
#include "ui/session/core_text.h"
#include "ui/session/dtype_offers.h"
#include "ui/session/paths.h"

namespace frisket::ui {

using session::LayerId;

FileController::FileController(session::Document& document, session::Settings& settings,
                               session::LabelLooks& labels, Prompts prompts, QObject* parent)
    : QObject(parent),
      m_document(document),
      m_settings(settings),
      m_labels(labels),
      m_prompts(std::move(prompts)) {}

session::SaveOptions FileController::saveOptions() const {
    session::SaveOptions how;
    how.limits = limits();
    how.labels = m_labels.named();
    return how;
}

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
    session::SaveOptions how = saveOptions();
    base::Status saved = m_document.saveDestination(path, how);
    if (!saved && saved.error().code == base::ErrorCode::ChangedOnDisk) {
        switch (m_prompts.changedOnDisk(path)) {
            case ChangedAnswer::Overwrite:
                how.overwriteChanged = true;
                saved = m_document.saveDestination(path, how);
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
    session::SaveOptions how = saveOptions();
    how.compression = choice->compression;
    const base::Status written = m_document.exportLayer(choice->layer, choice->path, how);
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
