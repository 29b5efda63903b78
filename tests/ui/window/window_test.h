// SPDX-License-Identifier: MIT
#pragma once

#include <QCloseEvent>
#include <QStackedWidget>

#include "tests/support/documents.h"
#include "tests/support/mask_files.h"
#include "tests/support/pointer.h"
#include "tests/support/scripted_prompts.h"
#include "ui/compare_panes.h"
#include "ui/main_window.h"

namespace frisket::test {

/// A window with answers instead of dialogs and settings in a temporary file.
struct WindowBench {
    MaskFolder folder;
    session::Settings settings{folder.path("settings.json")};
    ScriptedPrompts script;
    ui::MainWindow window{settings, folder.path("sample"), script.prompts()};
    QString destination =
        folder.write<std::uint8_t>("scene_mask.png", {2, 3}, {0, 1, 2, 3, 255, 5}, vocPalette());
    QString source = folder.write<std::uint8_t>("scene_pred.npy", {2, 3}, {9, 9, 2, 9, 9, 9});

    [[nodiscard]] session::Document& document() { return window.document(); }

    void openBoth() {
        window.files().openLayers(
            {{session::LayerId::Source, source}, {session::LayerId::Destination, destination}});
    }
    /// Makes the pixel at flat place `flat` of the 2 x 3 true.
    void paint(int flat) { stroke(document(), {{flat % 3 + 0.5, flat / 3 + 0.5}}, 1, true); }

    [[nodiscard]] bool showsCanvas() {
        const auto* pages = qobject_cast<QStackedWidget*>(window.panes().parentWidget());
        return pages != nullptr && pages->currentWidget() == &window.panes();
    }
    /// Whether the window would close.
    [[nodiscard]] bool closes() {
        QCloseEvent event;
        QApplication::sendEvent(&window, &event);
        return event.isAccepted();
    }
    [[nodiscard]] QByteArray onDisk() const { return valuesOf(readArray(destination)); }
};

}  // namespace frisket::test
