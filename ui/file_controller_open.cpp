// SPDX-License-Identifier: MIT
// The part of FileController that opens files.
#include <algorithm>
#include <cerrno>

#include <QDir>
#include <QFileInfo>

#include "ui/file_controller.h"
#include "ui/session/file_survey.h"
#include "ui/session/rule_arrays.h"

namespace frisket::ui {

namespace {
using session::LayerId;

bool names(const QList<session::LayerPath>& choices, LayerId layer) {
    return std::any_of(choices.begin(), choices.end(),
                       [layer](const session::LayerPath& choice) { return choice.id == layer; });
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

io::ReadLimits FileController::limits() const {
    io::ReadLimits limits;
    limits.memoryBudget = m_memoryBudget.value_or(std::int64_t{m_settings.fileMegabytes()} << 20U);
    return limits;
}

std::optional<std::vector<session::FileHint>> FileController::survey(const QStringList& paths) {
    const auto files = std::make_shared<std::vector<session::FileHint>>();
    const session::Jobs::Busy busy(m_document.jobs(),
                                   paths.size() == 1
                                       ? tr("Looking at %1").arg(QFileInfo(paths[0]).fileName())
                                       : tr("Looking at %1 files").arg(paths.size()));
    const auto work = [files, paths, limits = limits()](base::Progress& progress) -> base::Status {
        for (const QString& path : paths) {
            if (progress.cancelled()) {
                return base::cancelledError();
            }
            files->push_back(session::surveyFile(path, limits));
        }
        return {};
    };
    if (const auto done = m_document.jobs().inBackground(session::Jobs::OnCancel::Leave, work);
        !done) {
        show(tr("Opening"), done.error(), tr("what was open stays"));
        return std::nullopt;
    }
    return std::move(*files);
}

bool FileController::chooseParts(QList<session::LayerPath>& choices) {
    for (session::LayerPath& choice : choices) {
        if (choice.part.chosen() || !session::mayHoldSeveral(choice.path)) {
            continue;
        }
        const auto file = survey({choice.path});
        if (!file) {
            return false;
        }
        if (file->front().items.empty()) {
            continue;
        }
        const auto part = m_prompts.part(file->front());
        if (!part) {
            return false;
        }
        choice.part = *part;
    }
    return true;
}

void FileController::openLayers(const QList<session::LayerPath>& choices) {
    const bool image = choices.size() > 1 && names(choices, LayerId::Destination);
    openLayers(choices, image ? Others::Close : Others::Keep);
}

void FileController::openLayers(const QList<session::LayerPath>& asked, Others others) {
    if (asked.isEmpty() || refusesNow()) {
        return;
    }
    QList<session::LayerPath> choices = asked;
    if (chooseParts(choices) && openEach(choices, others)) {
        m_settings.setLastFolder(QFileInfo(choices.first().path).absolutePath());
        rememberFiles();
    }
}

bool FileController::keepsWork(const QList<session::LayerPath>& choices) {
    const bool replaces = names(choices, LayerId::Destination) ||
                          (names(choices, LayerId::Condition) && m_document.hasPaintedWork());
    return replaces && !confirmLeaving();
}

bool FileController::openEach(QList<session::LayerPath> choices, Others others) {
    if (choices.isEmpty() || refusesNow() || keepsWork(choices)) {
        return false;
    }
    std::stable_sort(choices.begin(), choices.end(), [](const auto& a, const auto& b) {
        return openingOrder(a.id) < openingOrder(b.id);
    });
    std::vector<session::LayerPath> files;
    for (const session::LayerPath& choice : choices) {
        files.push_back(
            {choice.id, QFileInfo(choice.path).absoluteFilePath(), choice.part, choice.picture});
    }
    const bool replaced = m_document.has(LayerId::Destination);
    const auto statuses = m_document.openAll(files, others, limits());
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
    if (names(choices, LayerId::Destination)) {
        message += findNames();
    }
    emit reported(message);
    return true;
}

void FileController::takeNames(std::vector<session::FileHint>& files) {
    const auto isList = [](const session::FileHint& file) {
        return file.kind == session::FileKind::LabelNames;
    };
    for (const session::FileHint& file : files) {
        if (isList(file)) {
            m_labels.adopt(file.names, session::LabelLooks::Over::Replace);
            emit reported(tr("Took the names of %1 labels from %2")
                              .arg(file.names.size())
                              .arg(QFileInfo(file.path).fileName()));
        }
    }
    files.erase(std::remove_if(files.begin(), files.end(), isList), files.end());
}

QString FileController::findNames() {
    const session::LayerFile& file = m_document.file(LayerId::Destination);
    if (!file.mask || !file.mask->labels.empty()) {
        return {};
    }
    const auto found = session::namesBeside(file.path, limits());
    if (!found) {
        return {};
    }
    m_labels.adopt(found->names, session::LabelLooks::Over::Keep);
    return tr("; names of labels from %1").arg(QFileInfo(found->path).fileName());
}

void FileController::rememberFiles() {
    session::RecentSet set;
    for (const LayerId id : session::kFileLayers) {
        const session::LayerFile& file = m_document.file(id);
        set.set({id, file.path, file.mask ? file.mask->part : io::Part()});
    }
    m_settings.addRecentSet(set);
}

void FileController::openFiles(const QStringList& paths) {
    if (refusesNow()) {
        return;
    }
    QStringList present;
    for (const QString& path : paths) {
        if (QFileInfo::exists(path)) {
            present << path;
        } else {
            m_prompts.showError(tr("Opening files"),
                                base::systemError(ENOENT, "open", path.toStdString()));
        }
    }
    const auto surveyed = survey(present);
    if (!surveyed) {
        return;
    }
    std::vector<session::FileHint> files;
    for (const session::FileHint& file : *surveyed) {
        const auto each = session::apart(file);
        files.insert(files.end(), each.begin(), each.end());
    }
    takeNames(files);
    if (files.empty()) {
        return;
    }
    const auto guesses = session::guessRoles(files);
    QList<session::LayerPath> choices;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (guesses[i]) {
            choices.append({*guesses[i], files[i].path, files[i].part});
        }
    }
    const bool severalIn = std::any_of(files.begin(), files.end(),
                                       [](const auto& file) { return !file.items.empty(); });
    // One file whose name says little must not push the destination out by a guess.
    const bool pushesOut = files.size() == 1 && m_document.has(LayerId::Destination) &&
                           names(choices, LayerId::Destination);
    if (pushesOut || severalIn || choices.size() < static_cast<qsizetype>(files.size())) {
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

void FileController::addArrays() {
    if (refusesNow()) {
        return;
    }
    QList<session::LayerPath> choices;
    for (const QString& path : m_prompts.filesToOpen(folder())) {
        choices.append({LayerId::Source, path});
    }
    if (!chooseParts(choices)) {
        return;
    }
    for (const session::LayerPath& choice : choices) {
        const base::Status opened =
            m_document.ruleArrays().open(choice.path, choice.part, limits());
        if (!opened) {
            show(tr("Adding an array"), opened.error(), tr("the arrays stay as they are"));
            return;
        }
    }
}

void FileController::open() {
    const QStringList paths = refusesNow() ? QStringList() : m_prompts.filesToOpen(folder());
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

}  // namespace frisket::ui
