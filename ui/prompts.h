// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include <QList>
#include <QStringList>

#include "core/base/error.h"
#include "ui/session/layer_id.h"
#include "ui/session/role_guess.h"

namespace frisket::ui {

/// A file and the layer that it is to become.
struct RoleChoice {
    session::LayerId layer = session::LayerId::Destination;
    QString path;
};

struct ExportChoice {
    session::LayerId layer = session::LayerId::Result;
    QString path;
};

/// Answer to "there is unapplied or unsaved work".
enum class UnsavedAnswer { ApplyAndSave, Save, Discard, Cancel };

/// Every question that file work puts to the person. The window fills it with dialogs, a script
/// with answers. All must be set.
struct Prompts {
    /// Files to open, starting in `folder`; empty when cancelled.
    std::function<QStringList(const QString& folder)> filesToOpen;
    /// One file for `layer`; empty when cancelled.
    std::function<QString(session::LayerId layer, const QString& folder)> fileForLayer;
    /// Roles of files for which the guess is not clear; nothing when cancelled.
    std::function<std::optional<QList<RoleChoice>>(const std::vector<session::FileHint>& files)>
        roles;
    /// Where to save the destination; empty when cancelled.
    std::function<QString(const QString& suggestion)> savePath;
    /// What to write where; nothing when cancelled.
    std::function<std::optional<ExportChoice>(const QString& suggestion)> exportChoice;
    /// Before closing or replacing the destination. `unapplied`: the live result differs from the
    /// destination; `modified`: the destination differs from its file. At least one is true.
    std::function<UnsavedAnswer(bool unapplied, bool modified)> unsaved;
    /// On Save with an unapplied condition: ApplyAndSave, Save (without applying) or Cancel.
    std::function<UnsavedAnswer()> saveUnapplied;
    /// Whether to overwrite a file that somebody else changed.
    std::function<bool(const QString& path)> overwriteChanged;
    std::function<void(const base::Error& error)> showError;
};

}  // namespace frisket::ui
