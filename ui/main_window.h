// SPDX-License-Identifier: MIT
#pragma once

#include <QMainWindow>
#include <QTimer>

#include "ui/actions.h"
#include "ui/canvas/canvas.h"
#include "ui/file_controller.h"
#include "ui/session/document.h"
#include "ui/session/layer_styles.h"
#include "ui/session/settings.h"
#include "ui/session/tool_options.h"
#include "ui/session/view_options.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace frisket::ui {

class AxisBar;
class BroadcastDock;
class ComparePanes;
class HistoryDock;
class Inspection;
class JobBar;
class Keyboard;
class LabelEditing;
class OptionsBar;
class LabelsDock;
class LayersDock;
class PixelInspector;
class StartPage;
class TransferController;

/// The editor: tool bars, canvas, docks and status line around one document. It connects parts and
/// holds no state of its own.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    /// `settings` outlives the window. `sampleFolder` holds the sample's files. Without `prompts`
    /// questions are dialogs.
    MainWindow(session::Settings& settings, QString sampleFolder,
               std::optional<Prompts> prompts = std::nullopt);
    ~MainWindow() override;

    [[nodiscard]] session::Document& document() { return m_document; }
    [[nodiscard]] session::LayerStyles& styles() { return m_styles; }
    [[nodiscard]] session::ToolOptions& toolOptions() { return m_options; }
    [[nodiscard]] session::ViewOptions& viewOptions() { return m_view; }
    [[nodiscard]] ComparePanes& panes() { return *m_panes; }
    [[nodiscard]] Canvas& canvas() { return *m_canvas; }
    [[nodiscard]] FileController& files() { return *m_files; }
    [[nodiscard]] Actions& actions() { return *m_actions; }
    [[nodiscard]] Keyboard& keyboard() { return *m_keyboard; }

    void openSample();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void buildMenus();
    void buildToolBars();
    void buildAssignmentBar();
    void buildToolOptionsBar();
    void buildDocks();
    void connectParts();
    void connectSlices();
    void fillRecentMenu();
    void addThemeMenu(QMenu& view);
    void editPreferences();
    void restoreLook();
    void storeLook();
    void chooseColours(session::LayerId opened);
    void layersChanged();
    void planChanged();
    void showPlan();
    void planeChanged();
    void historyChanged();
    void showCondition();
    void busyChanged(bool busy);
    /// Whether Apply can be asked for.
    [[nodiscard]] bool canApply() const;

    session::Settings& m_settings;
    QString m_sampleFolder;
    session::Document m_document;
    session::LayerStyles m_styles;
    session::ToolOptions m_options;
    session::ViewOptions m_view;
    Actions* m_actions;
    FileController* m_files;
    Canvas* m_canvas;
    ComparePanes* m_panes;
    QStackedWidget* m_pages;
    AxisBar* m_axisBar;
    StartPage* m_startPage;
    LayersDock* m_layersDock = nullptr;
    LabelsDock* m_labelsDock = nullptr;
    BroadcastDock* m_broadcastDock = nullptr;
    HistoryDock* m_historyDock = nullptr;
    Inspection* m_inspection = nullptr;
    Keyboard* m_keyboard = nullptr;
    LabelEditing* m_labelEditing = nullptr;
    PixelInspector* m_inspector;
    JobBar* m_jobBar;
    TransferController* m_transfer = nullptr;
    QMenu* m_openAsMenu = nullptr;
    QMenu* m_recentMenu = nullptr;
    QComboBox* m_mode = nullptr;
    QAction* m_valueAction = nullptr;
    QLineEdit* m_value = nullptr;
    QComboBox* m_casting = nullptr;
    OptionsBar* m_toolOptions = nullptr;
    QLabel* m_selected = nullptr;
    QTimer m_countSoon;
    QTimer m_planSoon;
};

}  // namespace frisket::ui
