// SPDX-License-Identifier: MIT
#pragma once

#include <QTest>

#include "ui/prompts.h"

namespace frisket::test {

/// Answers that a test gives in place of a person, and what was asked.
struct ScriptedPrompts {
    QStringList filesToOpen;
    QString fileForLayer;
    std::optional<QList<session::LayerPath>> roles;
    std::optional<io::Part> part;
    QString savePath;
    QString textPath;
    std::optional<ui::ExportChoice> exportChoice;
    ui::UnsavedAnswer unsaved = ui::UnsavedAnswer::Cancel;
    bool deselect = false;
    ui::ChangedAnswer changed = ui::ChangedAnswer::Cancel;

    QStringList asked;  ///< names of the questions, in order
    ui::UnsavedWork work;
    ui::Occasion occasion = ui::Occasion::Save;
    QString suggestion;
    std::vector<session::FileHint> files;
    base::Error error;

    /// `this` outlives what is returned.
    [[nodiscard]] ui::Prompts prompts() {
        ui::Prompts out;
        out.filesToOpen = [this](const QString&) {
            asked << "files";
            return filesToOpen;
        };
        out.fileForLayer = [this](session::LayerId, const QString&) {
            asked << "file";
            return fileForLayer;
        };
        out.part = [this](const session::FileHint& hint) {
            asked << "part";
            files = {hint};
            return part;
        };
        out.roles = [this](const std::vector<session::FileHint>& hints) {
            asked << "roles";
            files = hints;
            return roles;
        };
        out.savePath = [this](const QString& path) {
            asked << "save path";
            suggestion = path;
            return savePath;
        };
        out.exportChoice = [this](const QString& path) {
            asked << "export";
            suggestion = path;
            return exportChoice;
        };
        out.textPath = [this](const QString& path, const QString&) {
            asked << "text path";
            suggestion = path;
            return textPath;
        };
        out.unsaved = [this](ui::Occasion when, const ui::UnsavedWork& what) {
            asked << "unsaved";
            occasion = when;
            work = what;
            return unsaved;
        };
        out.changedOnDisk = [this](const QString&) {
            asked << "changed";
            return changed;
        };
        out.deselectProtected = [this](const base::Error& what) {
            asked << "protected";
            error = what;
            return deselect;
        };
        out.showError = [this](const QString& title, const base::Error& what) {
            asked << "error: " + title;
            error = what;
        };
        return out;
    }

    /// What was asked since the last call.
    [[nodiscard]] QStringList takeAsked() { return std::exchange(asked, {}); }
};

}  // namespace frisket::test
