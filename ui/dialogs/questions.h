// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include "core/base/error.h"

class QWidget;

namespace frisket::ui {

/// What is being done when unsaved work is found.
enum class Occasion {
    Save,   ///< the destination is saved while the condition is not applied
    Close,  ///< the window closes, or another file takes the place
};

struct UnsavedWork {
    QString fileName;        ///< of the destination; empty if it has none
    bool unapplied = false;  ///< the live result differs from the destination
    bool modified = false;   ///< the destination differs from its file
    bool painted = false;    ///< the condition has strokes, and there is no result to apply
};

enum class UnsavedAnswer {
    ApplyAndSave,
    SaveOnly,  ///< leaves the condition unapplied
    Discard,   ///< goes on without saving; only on Close
    Cancel,
};

/// Asks what to do with unsaved work, offering only what makes a difference. Call it only if there
/// is some; on Save only where something is unapplied.
[[nodiscard]] UnsavedAnswer askUnsaved(QWidget* parent, Occasion occasion, const UnsavedWork& work);

enum class ChangedAnswer { Overwrite, SaveElsewhere, Cancel };

/// The file that is about to be saved was changed by others since it was read.
[[nodiscard]] ChangedAnswer askChangedOnDisk(QWidget* parent, const QString& path);

/// Whether pixels with protected labels are to be deselected, so that the rest can be applied.
[[nodiscard]] bool askDeselectProtected(QWidget* parent, const base::Error& error);

/// Whether the file at `path` may be replaced.
[[nodiscard]] bool askReplace(QWidget* parent, const QString& path);

/// Shows message and hint as plain text; `title` says what was tried: "Opening the source".
void showError(QWidget* parent, const QString& title, const base::Error& error);

}  // namespace frisket::ui
