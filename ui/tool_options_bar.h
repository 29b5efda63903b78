// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QToolBar>

#include "ui/session/tool_options.h"
#include "ui/tools/tool_manager.h"

class QActionGroup;
class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QSlider;
class QSpinBox;

namespace frisket::ui {

/// The options of the tool in the hand: size and nib of what paints, how shapes and fills join the
/// condition, what a fill goes by.
class ToolOptionsBar : public QToolBar {
    Q_OBJECT

public:
    /// All outlive the bar. `canvas` gets the keys back when a number was typed.
    ToolOptionsBar(session::ToolOptions& options, ToolManager& tools, QWidget& canvas,
                   QWidget* parent);

    /// Draws the icons in the colours of `palette`; again when the theme changes.
    void setIcons(const QPalette& palette);

private:
    void addSize(QWidget& canvas);
    void addNib();
    void addJoins();
    void addSimilarity(QWidget& canvas);
    void showOptions();
    void showTool(ToolId id);
    void storeSimilarity();

    session::ToolOptions& m_options;
    QSlider* m_sizeSlider = nullptr;
    QSpinBox* m_sizeBox = nullptr;
    QComboBox* m_nib = nullptr;
    QList<QAction*> m_joins;  ///< in the order of session::Join
    QComboBox* m_layer = nullptr;
    QDoubleSpinBox* m_tolerance = nullptr;
    QCheckBox* m_contiguous = nullptr;
    QCheckBox* m_corners = nullptr;
    // What is shown of the bar for which kind of tool.
    QList<QAction*> m_ofSize;
    QList<QAction*> m_ofNib;
    QList<QAction*> m_ofJoin;
    QList<QAction*> m_ofFill;
};

}  // namespace frisket::ui
