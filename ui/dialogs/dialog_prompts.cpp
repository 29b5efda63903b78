// SPDX-License-Identifier: MIT
#include "ui/dialogs/dialog_prompts.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>

#include "core/io/codec.h"
#include "core/io/format_holds.h"
#include "core/io/sniff.h"
#include "ui/dialogs/export_dialog.h"
#include "ui/dialogs/file_filters.h"
#include "ui/dialogs/part_dialog.h"
#include "ui/dialogs/role_dialog.h"
#include "ui/session/core_text.h"
#include "ui/session/paths.h"

namespace frisket::ui {

namespace {
using session::LayerId;

/// The context of the words for translators.
class DialogPromptsText {
    Q_DECLARE_TR_FUNCTIONS(DialogPrompts)
};

/// A name without an ending gets that of the chosen filter, before it is asked whether a file may
/// be replaced.
QString askSavePath(QWidget* parent, const QString& suggestion) {
    QFileDialog dialog(parent, DialogPromptsText::tr("Save the destination as"),
                       QFileInfo(suggestion).path(), saveFilter());
    dialog.setAcceptMode(QFileDialog::AcceptSave);
    const auto takeSuffix = [&dialog](const QString& filter) {
        dialog.setDefaultSuffix(firstEndingOf(filter));
    };
    QObject::connect(&dialog, &QFileDialog::filterSelected, &dialog, takeSuffix);
    dialog.selectNameFilter(saveFilterFor(suggestion));
    takeSuffix(dialog.selectedNameFilter());
    dialog.selectFile(QFileInfo(suggestion).fileName());
    return dialog.exec() == QDialog::Accepted ? dialog.selectedFiles().value(0) : QString();
}

std::optional<QList<session::LayerPath>> askRoles(QWidget& window,
                                                  const std::vector<session::FileHint>& files) {
    const auto guesses = session::guessRoles(files);
    std::vector<FileRole> offered;
    for (std::size_t i = 0; i < files.size(); ++i) {
        offered.push_back({files[i], guesses[i]});
    }
    RoleDialog dialog(offered, &window);
    if (dialog.exec() != QDialog::Accepted) {
        return std::nullopt;
    }
    return dialog.chosen();
}

/// What the format of `path` does with the layer's dtype and shape, by these alone; values (a
/// palette that is too short) are looked at when it is written.
ExportNote describe(const session::Document& document, LayerId id, const QString& path) {
    const array::DType dtype = id == LayerId::Condition ? array::DType::Bool : document.dtype(id);
    const auto target = session::toPath(path);
    const auto& file = document.file(id == LayerId::Result ? LayerId::Destination : id).mask;
    const base::Status can =
        io::formatHolds(target, dtype, document.shape(id), file ? file->meta : std::any());
    if (!can) {
        return {session::fromCore(can.error().text()), false};
    }
    const io::Codec& codec = io::codecFor(io::formatForPath(target).value());
    const QString what = session::fromCore(array::name(dtype));
    if (codec.format == io::Format::Png) {
        return dtype == array::DType::Bool
                   ? DialogPromptsText::tr("PNG keeps it as 1-bit grey: white where it is true.")
                   : DialogPromptsText::tr(
                         "PNG keeps every %1 value, and the palette if the file has one.")
                         .arg(what);
    }
    return DialogPromptsText::tr("%1 keeps dtype %2, shape and every value.")
        .arg(session::fromCore(codec.title), what);
}

std::optional<ExportChoice> askExport(QWidget& window, const session::Document& document,
                                      const QString& suggestion) {
    std::vector<LayerId> layers;
    for (const LayerId id :
         {LayerId::Result, LayerId::Destination, LayerId::Condition, LayerId::Source}) {
        if (document.has(id) && (id != LayerId::Result || document.plan() != nullptr)) {
            layers.push_back(id);
        }
    }
    ExportDialog dialog(
        layers, suggestion,
        [&document](LayerId id, const QString& path) { return describe(document, id, path); },
        &window);
    if (dialog.exec() != QDialog::Accepted) {
        return std::nullopt;
    }
    return ExportChoice{dialog.layer(), dialog.path(), dialog.compression()};
}
}  // namespace

Prompts dialogPrompts(QWidget& window, const session::Document& document) {
    QWidget* parent = &window;
    Prompts prompts;
    prompts.filesToOpen = [parent](const QString& folder) {
        return QFileDialog::getOpenFileNames(
            parent, DialogPromptsText::tr("Open masks and pictures"), folder, openFilter());
    };
    prompts.fileForLayer = [parent](LayerId layer, const QString& folder) {
        return QFileDialog::getOpenFileName(
            parent, DialogPromptsText::tr("Open as %1").arg(session::displayName(layer)), folder,
            openFilter());
    };
    prompts.part = [parent](const session::FileHint& file) -> std::optional<io::Part> {
        PartDialog dialog(file, parent);
        return dialog.exec() == QDialog::Accepted ? std::optional(dialog.chosen()) : std::nullopt;
    };
    prompts.roles = [parent](const std::vector<session::FileHint>& files) {
        return askRoles(*parent, files);
    };
    prompts.savePath = [parent](const QString& suggestion) {
        return askSavePath(parent, suggestion);
    };
    prompts.textPath = [parent](const QString& suggestion, const QString& filter) {
        return QFileDialog::getSaveFileName(parent, DialogPromptsText::tr("Save as"), suggestion,
                                            filter);
    };
    prompts.exportChoice = [parent, &document](const QString& suggestion) {
        return askExport(*parent, document, suggestion);
    };
    prompts.unsaved = [parent](Occasion occasion, const UnsavedWork& work) {
        return askUnsaved(parent, occasion, work);
    };
    prompts.changedOnDisk = [parent](const QString& path) {
        return askChangedOnDisk(parent, path);
    };
    prompts.deselectProtected = [parent](const base::Error& error) {
        return askDeselectProtected(parent, error);
    };
    prompts.showError = [parent](const QString& title, const base::Error& error) {
        showError(parent, title, error);
    };
    return prompts;
}

}  // namespace frisket::ui
