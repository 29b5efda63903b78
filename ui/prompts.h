// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include <QList>
#include <QStringList>

#include "core/base/error.h"
#include "ui/dialogs/questions.h"
#include "ui/session/layer_path.h"
#include "ui/session/role_guess.h"

namespace frisket::ui {

struct ExportChoice {
    session::LayerId layer = session::LayerId::Result;
    QString path;
    std::string compression = {};  ///< see io::WriteOptions
};

/// Every question that file work puts to the person. The window fills it with dialogs, a script
/// with answers. All must be set.
struct Prompts {
    /// Files to open, starting in `folder`; empty when cancelled.
    std::function<QStringList(const QString& folder)> filesToOpen;
    /// One file for `layer`; empty when cancelled.
    std::function<QString(session::LayerId layer, const QString& folder)> fileForLayer;
    /// Which of the file's arrays is meant; nothing when cancelled.
    std::function<std::optional<io::Part>(const session::FileHint& file)> part;
    /// Roles of files for which the guess is not clear; nothing when cancelled.
    std::function<std::optional<QList<session::LayerPath>>(
        const std::vector<session::FileHint>& files)>
        roles;
    /// Where to save the destination; empty when cancelled.
    std::function<QString(const QString& suggestion)> savePath;
    /// What to write where; nothing when cancelled.
    std::function<std::optional<ExportChoice>(const QString& suggestion)> exportChoice;
    /// Where to write a text; `filter` as QFileDialog has it. Empty when cancelled.
    std::function<QString(const QString& suggestion, const QString& filter)> textPath;
    /// Before work could be lost, or on Save while something is unapplied.
    std::function<UnsavedAnswer(Occasion occasion, const UnsavedWork& work)> unsaved;
    /// The file to be saved was changed by somebody else.
    std::function<ChangedAnswer(const QString& path)> changedOnDisk;
    /// Apply was refused for protected labels, as `error` says: whether to deselect their pixels
    /// and apply the rest.
    std::function<bool(const base::Error& error)> deselectProtected;
    /// `title` says what was tried.
    std::function<void(const QString& title, const base::Error& error)> showError;
};

}  // namespace frisket::ui
