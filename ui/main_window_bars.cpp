// SPDX-License-Identifier: MIT
// The half of MainWindow that builds menus and bars and keeps them true.
#include <QActionGroup>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QSignalBlocker>
#include <QStatusBar>
#include <QToolBar>
#include <QToolButton>

#include "ui/axis_bar.h"
#include "ui/compare_panes.h"
#include "ui/docks/broadcast_dock.h"
#include "ui/docks/fix_panel.h"
#include "ui/docks/history_dock.h"
#include "ui/docks/labels_dock.h"
#include "ui/docks/layers_dock.h"
#include "ui/focus.h"
#include "ui/inspection.h"
#include "ui/instance_commands.h"
#include "ui/main_window.h"
#include "ui/mode_words.h"
#include "ui/options/options_bar.h"
#include "ui/session/core_text.h"
#include "ui/session/reporting.h"
#include "ui/session/slice_interpolation.h"
#include "ui/session/slice_work.h"
#include "ui/text_pause.h"
#include "ui/theme.h"
#include "ui/view_menu.h"

namespace frisket::ui {

using session::fromCore;
using session::LayerId;

void MainWindow::buildMenus() {
    const Actions& a = *m_actions;
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addAction(a.open);
    m_openAsMenu = file->addMenu(tr("Ope&n as"));
    for (const LayerId id : session::kFileLayers) {
        QAction* action = m_openAsMenu->addAction(session::displayName(id) + QStringLiteral("…"));
        action->setObjectName(QStringLiteral("openAs.") + session::key(id));
        connect(action, &QAction::triggered, this, [this, id] { m_files->openLayer(id); });
    }
    m_recentMenu = file->addMenu(tr("Open &recent"));
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecentMenu);
    file->addAction(a.openSample);
    file->addSeparator();
    file->addActions({a.save, a.saveAs, a.exportFile});
    file->addSeparator();
    file->addAction(a.quit);

    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({a.undo, a.redo});
    edit->addSeparator();
    edit->addActions(a.clipboard());
    edit->addSeparator();
    edit->addActions({a.apply, a.deselectProtected, a.replaceLabel});
    edit->addSeparator();
    edit->addAction(a.preferences);

    QMenu* condition = menuBar()->addMenu(tr("Cond&ition"));
    condition->addActions({a.selectAll, a.clear, a.invert, a.interpolate, a.addRule});

    menuBar()->addMenu(tr("Inst&ance"))->addActions(a.instances());
    auto* instances = new InstanceCommands({m_document, m_options, a}, this);
    connect(m_panes, &ComparePanes::hovered, instances, &InstanceCommands::hovered);
    connect(instances, &InstanceCommands::reported, this,
            [this](const QString& text) { statusBar()->showMessage(text, 8000); });

    QMenu* tools = menuBar()->addMenu(tr("&Tools"));
    tools->addActions(a.tools());
    tools->addSeparator();
    tools->addActions({a.paintLabels, a.largerBrush, a.smallerBrush, a.symmetryCentre, a.holdButton,
                       a.holdRightButton});
    tools->addSeparator();
    tools->addAction(a.limits);

    connect(a.symmetryCentre, &QAction::triggered, this, [this] {
        const base::Rect seen = m_canvas->visibleRect();
        const base::Point middle{static_cast<double>(seen.x0 + seen.x1) / 2,
                                 static_cast<double>(seen.y0 + seen.y1) / 2};
        m_options.putSymmetryAt(m_canvas->hover().value_or(middle));
    });

    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->addActions({a.zoomIn, a.zoomOut, a.zoomFit, a.zoomOneToOne});
    addOrientationMenu(*view, *m_panes);
    addCompareMenu(*view, m_view);
    addGuides(*view, m_view);
    addOrder(*view, *a.packingOrder, m_document, m_view);
    addCastMap(*view, *a.castMap, m_document, m_view);
    view->addSeparator();
    view->addActions(
        {a.goTo, a.nextInstance, a.previousInstance, a.nextChange, a.previousChange, a.pinPixel});
    view->addSeparator();
    QMenu* slices = view->addMenu(tr("&Slices"));
    slices->addActions(a.slices());
    slices->addSeparator();
    slices->addAction(a.swapAxes);
    view->addSeparator();
    addThemeMenu(*view);
    QMenu* docks = view->addMenu(tr("&Docks"));
    for (const QDockWidget* dock :
         {static_cast<QDockWidget*>(m_layersDock), static_cast<QDockWidget*>(m_labelsDock),
          static_cast<QDockWidget*>(m_broadcastDock), static_cast<QDockWidget*>(m_historyDock)}) {
        docks->addAction(dock->toggleViewAction());
    }
    docks->addActions(m_inspection->dockActions());
    for (const QDockWidget* dock : findChildren<QDockWidget*>()) {
        dock->toggleViewAction()->setObjectName(QStringLiteral("dock.") + dock->objectName());
        dock->toggleViewAction()->setStatusTip(tr("Show or hide this dock"));
    }
    docks->addSeparator();
    docks->addActions({a.nextPane, a.previousPane});

    menuBar()->addMenu(tr("&Help"))->addActions({a.shortcuts, a.about});
    connect(&m_broadcastDock->fixes(), &FixPanel::left, m_canvas,
            [this] { m_canvas->setFocus(Qt::OtherFocusReason); });
}

void MainWindow::addThemeMenu(QMenu& view) {
    QMenu* themes = view.addMenu(tr("&Theme"));
    auto* group = new QActionGroup(themes);
    struct Choice {
        session::Theme theme;
        const char* id;
        QString text;
    };
    for (const Choice& choice : {Choice{session::Theme::System, "theme.system", tr("&System")},
                                 Choice{session::Theme::Light, "theme.light", tr("&Light")},
                                 Choice{session::Theme::Dark, "theme.dark", tr("&Dark")}}) {
        const session::Theme theme = choice.theme;
        QAction* action = themes->addAction(choice.text);
        action->setObjectName(QLatin1String(choice.id));
        action->setCheckable(true);
        action->setChecked(m_settings.theme() == theme);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, theme] {
            m_settings.setTheme(theme);
            applyTheme(*qApp, theme);
        });
        // Preferences set it too.
        connect(themes, &QMenu::aboutToShow, action,
                [this, action, theme] { action->setChecked(m_settings.theme() == theme); });
    }
}

void MainWindow::fillRecentMenu() {
    m_recentMenu->clear();
    for (const session::RecentSet& set : m_settings.recentSets()) {
        QStringList names;
        QList<session::LayerPath> choices;
        for (const LayerId id : session::kFileLayers) {
            if (!set.path(id).isEmpty()) {
                names << QFileInfo(set.path(id)).fileName();
                choices.append({id, set.path(id)});
            }
        }
        QAction* action = m_recentMenu->addAction(names.join(QStringLiteral("  ·  ")));
        connect(action, &QAction::triggered, this,
                [this, choices] { m_files->openLayers(choices, FileController::Others::Close); });
    }
    if (m_recentMenu->isEmpty()) {
        m_recentMenu->addAction(tr("Nothing opened yet"))->setEnabled(false);
        return;
    }
    m_recentMenu->addSeparator();
    connect(m_recentMenu->addAction(tr("Clear this list")), &QAction::triggered, this,
            [this] { m_settings.clearRecentSets(); });
}

void MainWindow::buildToolBars() {
    const Actions& a = *m_actions;
    QToolBar* files = addToolBar(tr("Files"));
    files->setObjectName(QStringLiteral("fileBar"));
    files->addActions({a.open, a.save, a.undo, a.redo});
    buildAssignmentBar();
    buildToolOptionsBar();
    auto* tools = new QToolBar(tr("Tools"), this);
    tools->setObjectName(QStringLiteral("toolBar"));
    addToolBar(Qt::LeftToolBarArea, tools);
    tools->addActions(a.tools());
    tools->addSeparator();
    tools->addActions({a.zoomIn, a.zoomOut, a.zoomFit, a.zoomOneToOne});
    for (QToolBar* bar : findChildren<QToolBar*>()) {
        bar->setIconSize({20, 20});
    }
}

void MainWindow::buildAssignmentBar() {
    QToolBar* bar = addToolBar(tr("Assignment"));
    bar->setObjectName(QStringLiteral("assignmentBar"));
    bar->addWidget(new QLabel(tr(" Mode ")));
    m_mode = new QComboBox;
    QStringList modes;
    for (const assign::Mode mode : assign::kAllModes) {
        m_mode->addItem(fromCore(assign::name(mode)), static_cast<int>(mode));
        const int item = m_mode->count() - 1;
        m_mode->setItemData(item, modeWords(mode), Qt::ToolTipRole);
        m_mode->setItemData(item, modeWords(mode), Qt::StatusTipRole);
        modes << tr("%1: %2").arg(m_mode->itemText(item), modeWords(mode));
    }
    m_mode->setToolTip(modes.join(QLatin1Char('\n')));
    m_mode->setAccessibleName(tr("Mode"));
    bar->addWidget(m_mode);
    m_value = new QLineEdit;
    m_value->setMaximumWidth(90);
    m_value->setText(m_document.valueText());
    m_value->setToolTip(tr("The value that fills, in the destination's dtype"));
    m_value->setAccessibleName(tr("Value"));
    m_valueAction = bar->addWidget(m_value);
    bar->addWidget(new QLabel(tr("  Casting ")));
    m_casting = new QComboBox;
    for (const assign::Casting casting : {assign::Casting::Exact, assign::Casting::Safe,
                                          assign::Casting::SameKind, assign::Casting::Unsafe}) {
        m_casting->addItem(fromCore(assign::name(casting)), static_cast<int>(casting));
    }
    m_casting->setToolTip(
        tr("exact: every selected value must survive, or Apply refuses\n"
           "safe, same_kind: NumPy's rules, by dtype\n"
           "unsafe: wraps, truncates and saturates"));
    m_casting->setAccessibleName(tr("Casting"));
    bar->addWidget(m_casting);
    bar->addSeparator();
    bar->addActions({m_actions->apply, m_actions->exportFile});
    for (QAction* action : {m_actions->apply, m_actions->exportFile}) {
        if (auto* button = qobject_cast<QToolButton*>(bar->widgetForAction(action))) {
            button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        }
    }
    connect(m_mode, &QComboBox::currentIndexChanged, this, [this] {
        m_document.setMode(static_cast<assign::Mode>(m_mode->currentData().toInt()));
    });
    connect(m_casting, &QComboBox::currentIndexChanged, this, [this] {
        m_document.setCasting(static_cast<assign::Casting>(m_casting->currentData().toInt()));
    });
    connect(m_value, &QLineEdit::textChanged, &m_document, &session::Document::setValueText);
    giveFocusOnReturn(*m_value, *m_canvas);
}

void MainWindow::buildToolOptionsBar() {
    addToolBarBreak();
    m_toolOptions =
        new OptionsBar(m_document, m_styles, m_options, m_canvas->tools(), *m_canvas, this);
    addToolBar(m_toolOptions);
    auto* space = new QWidget;
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_toolOptions->addWidget(space);
    m_selected = new QLabel;
    m_selected->setContentsMargins(6, 0, 6, 0);
    m_selected->setToolTip(tr("Pixels for which the condition is true"));
    m_toolOptions->addWidget(m_selected);
}

void MainWindow::planChanged() {
    m_actions->apply->setEnabled(canApply());
    if (!m_document.inStroke()) {
        showPlan();
    } else if (!m_planSoon.isActive()) {
        // In a mode that counts each event may bring other words, and they are many to lay out.
        m_planSoon.start(kTextPauseMs);
    }
}

void MainWindow::showPlan() {
    m_planSoon.stop();
    const QSignalBlocker mode(m_mode);
    const QSignalBlocker casting(m_casting);
    m_mode->setCurrentIndex(m_mode->findData(static_cast<int>(m_document.mode())));
    m_casting->setCurrentIndex(m_casting->findData(static_cast<int>(m_document.casting())));
    if (m_value->text() != m_document.valueText()) {  // else the cursor would jump
        const QSignalBlocker value(m_value);
        m_value->setText(m_document.valueText());
    }
    m_mode->setStatusTip(modeWords(m_document.mode()));
    m_valueAction->setVisible(m_document.mode() == assign::Mode::Fill);
    layersChanged();
}

bool MainWindow::canApply() const {
    return m_document.plan() != nullptr && !m_document.inStroke() && !m_document.busy();
}

/// What would change the document waits; the canvas goes on.
void MainWindow::busyChanged(bool busy) {
    const Actions& a = *m_actions;
    for (QAction* action : {a.open, a.openSample, a.preferences, m_openAsMenu->menuAction(),
                            m_recentMenu->menuAction(), a.nextInstance, a.previousInstance,
                            a.nextChange, a.previousChange}) {
        action->setEnabled(!busy);
    }
    for (QWidget* widget : {static_cast<QWidget*>(m_mode), static_cast<QWidget*>(m_casting),
                            static_cast<QWidget*>(m_value), m_historyDock->widget()}) {
        widget->setEnabled(!busy);
    }
    historyChanged();
}

void MainWindow::connectSlices() {
    const Actions& a = *m_actions;
    centralWidget()->addActions(a.slices() + a.clipboard());  // where their keys count
    const auto steps = [this](QAction* action, std::int64_t count) {
        connect(action, &QAction::triggered, this, [this, count] { m_document.stepIndex(count); });
    };
    constexpr std::int64_t kToTheEnd = std::int64_t{1} << 62;  // which setIndex clamps
    steps(a.nextSlice, 1);
    steps(a.previousSlice, -1);
    steps(a.tenForward, 10);
    steps(a.tenBack, -10);
    steps(a.firstSlice, -kToTheEnd);
    steps(a.lastSlice, kToTheEnd);
    connect(a.interpolate, &QAction::triggered, this, [this] {
        const auto filled = session::interpolateSlices(m_document);
        if (filled) {
            statusBar()->showMessage(*filled == 0   ? tr("There is no empty slice between others.")
                                     : *filled == 1 ? tr("One slice was filled.")
                                                    : tr("%L1 slices were filled.").arg(*filled),
                                     8000);
        } else {
            session::report(m_document, filled.error());
        }
    });
    connect(a.swapAxes, &QAction::triggered, this, [this] {
        const session::ShownPlane plane = m_document.shownPlane();
        m_document.setShownAxes(plane.axisX, plane.axisY);
    });
    connect(m_axisBar, &AxisBar::done, m_canvas,
            [this] { m_canvas->setFocus(Qt::OtherFocusReason); });
    connect(&m_document, &session::Document::planeChanged, this, &MainWindow::planeChanged);
}

void MainWindow::planeChanged() {
    for (QAction* action : m_actions->slices()) {
        action->setEnabled(m_document.shownPlane().active >= 0);
    }
    m_actions->swapAxes->setEnabled(m_document.shownPlane().active >= 0);
    layersChanged();  // the backdrop fits or not
}

void MainWindow::showCondition() {
    const bool paints = m_document.canPaint(session::PaintInto::Condition);
    const bool hasDestination = m_document.has(LayerId::Destination);
    for (QAction* action :
         m_actions->clipboard() + QList<QAction*>{m_actions->selectAll, m_actions->clear,
                                                  m_actions->invert, m_actions->addRule}) {
        action->setEnabled(paints);
    }
    m_actions->interpolate->setEnabled(paints && session::hasOwnSlices(m_document));
    for (QAction* action : {m_actions->save, m_actions->saveAs, m_actions->exportFile}) {
        action->setEnabled(hasDestination && !m_document.busy());
    }
    if (!m_document.has(LayerId::Condition)) {
        m_selected->clear();
        return;
    }
    const std::int64_t total = m_document.condition()->size();
    const std::int64_t selected = m_document.selectedCount();
    m_selected->setText(
        tr("%L1 px selected (%2%)")
            .arg(selected)
            .arg(total > 0 ? 100.0 * static_cast<double>(selected) / static_cast<double>(total) : 0,
                 0, 'f', 1));
}

void MainWindow::restoreLook() {
    for (const LayerId id : session::kAllLayers) {
        m_styles.setStyle(id, m_settings.layerStyle(id, m_styles.style(id)));
    }
    m_options.setBrushSize(m_settings.brushSize());
    m_settings.restoreTools(m_options);
    m_settings.restoreGuides(m_view);
    m_document.setHistoryBudget(std::int64_t{m_settings.historyMegabytes()} << 20U);
    if (!m_settings.windowGeometry().isEmpty()) {
        restoreGeometry(m_settings.windowGeometry());
        restoreState(m_settings.windowState());
    }
}

void MainWindow::storeLook() {
    for (const LayerId id : session::kAllLayers) {
        m_settings.setLayerStyle(id, m_styles.style(id));
    }
    m_settings.setBrushSize(m_options.brushSize());
    m_settings.storeTools(m_options);
    m_settings.storeGuides(m_view);
    m_settings.setWindowGeometry(saveGeometry());
    m_settings.setWindowState(saveState());
}

}  // namespace frisket::ui
