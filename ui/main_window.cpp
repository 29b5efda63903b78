// SPDX-License-Identifier: MIT
#include "ui/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QScreen>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QVBoxLayout>

#include "ui/axis_bar.h"
#include "ui/compare_panes.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/dialog_prompts.h"
#include "ui/dialogs/preferences_dialog.h"
#include "ui/docks/broadcast_dock.h"
#include "ui/docks/history_dock.h"
#include "ui/docks/labels_dock.h"
#include "ui/docks/layers_dock.h"
#include "ui/icons.h"
#include "ui/inspection.h"
#include "ui/job_bar.h"
#include "ui/keyboard.h"
#include "ui/label_editing.h"
#include "ui/layer_words.h"
#include "ui/options/limits_part.h"
#include "ui/options/options_bar.h"
#include "ui/pixel_inspector.h"
#include "ui/plan_presenter.h"
#include "ui/session/core_text.h"
#include "ui/session/layer_colours.h"
#include "ui/start_page.h"
#include "ui/text_pause.h"
#include "ui/theme.h"
#include "ui/tools/tool_manager.h"
#include "ui/transfer_controller.h"

namespace frisket::ui {

using session::LayerId;

MainWindow::MainWindow(session::Settings& settings, QString sampleFolder,
                       std::optional<Prompts> prompts)
    : m_settings(settings),
      m_sampleFolder(std::move(sampleFolder)),
      m_actions(new Actions(this)),
      m_files(new FileController(m_document, settings, m_styles.labels(),
                                 prompts ? *std::move(prompts) : dialogPrompts(*this, m_document),
                                 this)),
      m_canvas(new Canvas(m_document, m_styles, m_options)),
      m_panes(new ComparePanes(m_canvas, m_document, m_styles, m_options, m_view)),
      m_pages(new QStackedWidget),
      m_axisBar(new AxisBar(m_document, *m_actions->swapAxes)),
      m_startPage(new StartPage(*m_actions)),
      m_inspector(new PixelInspector(m_document, m_styles.labels())),
      m_jobBar(new JobBar(m_document.jobs())) {
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    setDockNestingEnabled(true);
    m_pages->addWidget(m_startPage);
    m_pages->addWidget(m_panes);
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    column->addWidget(m_axisBar);
    setCentralWidget(middle);
    statusBar()->addPermanentWidget(m_inspector, 1);
    statusBar()->addPermanentWidget(m_jobBar);
    buildToolBars();
    buildDocks();
    buildMenus();
    m_keyboard = new Keyboard(*this, m_settings, *m_panes, *m_actions);
    connectParts();
    connectSlices();
    // A first start on a small screen must not reach beyond it.
    resize(QSize(1360, 860).boundedTo(screen()->availableSize()));
    restoreLook();
    m_actions->setIcons(palette());
    m_toolOptions->setIcons(palette());
    planChanged();
    planeChanged();
    historyChanged();
    if (!m_settings.problem().isEmpty()) {
        statusBar()->showMessage(m_settings.problem(), 15000);
    }
}

MainWindow::~MainWindow() {
    // What looks at the document must go before it; Qt deletes children only after the members.
    delete m_toolOptions;
    delete takeCentralWidget();
    delete m_inspection;
    delete m_labelEditing;
    delete m_layersDock;
    delete m_labelsDock;
    delete m_broadcastDock;
    delete m_historyDock;
    delete m_inspector;
    delete m_jobBar;
}

void MainWindow::buildDocks() {
    m_layersDock = new LayersDock(&m_styles, this);
    m_layersDock->setRanges([this](LayerId id) -> std::optional<measure::ValueRanges> {
        return m_document.has(id) ? std::optional(m_document.valueRanges(id)) : std::nullopt;
    });
    addDockWidget(Qt::RightDockWidgetArea, m_layersDock);
    m_broadcastDock = new BroadcastDock(this);
    auto* presenter = new PlanPresenter(m_document, *m_broadcastDock);  // the dock owns it
    presenter->pointOutOn(m_canvas->marks());
    addDockWidget(Qt::RightDockWidgetArea, m_broadcastDock);
    m_historyDock = new HistoryDock(m_document, m_styles.labels(), this);
    m_historyDock->showOn(*m_canvas);
    tabifyDockWidget(m_broadcastDock, m_historyDock);
    m_labelsDock = new LabelsDock(m_document, m_styles, this);
    addDockWidget(Qt::RightDockWidgetArea, m_labelsDock);
    tabifyDockWidget(m_layersDock, m_labelsDock);
    m_inspection = new Inspection(
        {*this, m_document, m_styles, m_options, *m_canvas, *m_actions, *m_labelsDock, *m_files},
        this);
    m_labelEditing =
        new LabelEditing({*this, m_document, m_styles, m_options, *m_actions, *m_labelsDock}, this);
    m_inspection->placeDocks(*m_broadcastDock);
    m_broadcastDock->raise();
    m_layersDock->raise();
    resizeDocks({m_layersDock, m_broadcastDock}, {520, 300}, Qt::Vertical);
    resizeDocks({m_layersDock}, {310}, Qt::Horizontal);
}

void MainWindow::connectParts() {
    const Actions& a = *m_actions;
    // These may open a dialog, which would take the release of a stroke's button; before their own
    // slots.
    for (const QAction* action : {a.open, a.openSample, a.save, a.saveAs, a.exportFile, a.apply,
                                  a.quit, a.preferences, a.shortcuts}) {
        connect(action, &QAction::triggered, m_panes, &ComparePanes::cancelStroke);
    }
    m_transfer = new TransferController(m_document, m_options, *m_canvas, a, this);
    connect(m_transfer, &TransferController::reported, this,
            [this](const QString& text) { statusBar()->showMessage(text, 8000); });
    connect(&m_options.floating(), &session::Floating::pendingChanged, this,
            &MainWindow::historyChanged);
    connect(a.open, &QAction::triggered, m_files, &FileController::open);
    connect(a.openSample, &QAction::triggered, this, &MainWindow::openSample);
    connect(a.save, &QAction::triggered, m_files, &FileController::save);
    connect(a.saveAs, &QAction::triggered, m_files, &FileController::saveAs);
    connect(a.exportFile, &QAction::triggered, m_files, &FileController::exportFile);
    connect(a.quit, &QAction::triggered, this, &QWidget::close);
    connect(a.undo, &QAction::triggered, m_transfer, &TransferController::undo);
    connect(a.redo, &QAction::triggered, &m_document, &session::Document::redo);
    connect(a.apply, &QAction::triggered, m_files, &FileController::apply);
    connect(a.deselectProtected, &QAction::triggered, m_files, &FileController::deselectProtected);
    connect(a.limits, &QAction::triggered, this, [this] { m_toolOptions->limits().setOpen(true); });
    connect(&m_document, &session::Document::limitsChanged, this, &MainWindow::historyChanged);
    connect(a.selectAll, &QAction::triggered, &m_document, &session::Document::selectAll);
    connect(a.clear, &QAction::triggered, &m_document, &session::Document::clearCondition);
    connect(a.invert, &QAction::triggered, &m_document, &session::Document::invertCondition);
    ToolManager& tools = m_canvas->tools();
    for (int id = 0; id < a.tools().size(); ++id) {
        connect(a.tools()[id], &QAction::triggered, this,
                [&tools, id] { tools.choose(static_cast<ToolId>(id)); });
    }
    connect(a.largerBrush, &QAction::triggered, &m_options, &session::ToolOptions::growBrush);
    connect(a.smallerBrush, &QAction::triggered, &m_options, &session::ToolOptions::shrinkBrush);
    connect(a.zoomIn, &QAction::triggered, m_canvas, &Canvas::zoomIn);
    connect(a.zoomOut, &QAction::triggered, m_canvas, &Canvas::zoomOut);
    connect(a.zoomFit, &QAction::triggered, m_canvas, &Canvas::zoomFit);
    connect(a.zoomOneToOne, &QAction::triggered, m_canvas, &Canvas::zoomOneToOne);
    connect(a.about, &QAction::triggered, this,
            [this] { AboutDialog(QApplication::applicationVersion(), this).exec(); });

    connect(a.preferences, &QAction::triggered, this, &MainWindow::editPreferences);
    connect(&m_document, &session::Document::stepsDropped, this,
            [this] { statusBar()->showMessage(droppedWords(m_document.history()), 15000); });

    connect(m_files, &FileController::reported, this,
            [this](const QString& text) { statusBar()->showMessage(text, 5000); });
    connect(&m_document, &session::Document::failed, m_files, &FileController::showFailure);
    connect(statusBar(), &QStatusBar::messageChanged, m_inspector, &PixelInspector::showMessage);
    connect(m_inspection, &Inspection::reported, this,
            [this](const QString& text) { statusBar()->showMessage(text, 5000); });
    connect(m_labelEditing, &LabelEditing::reported, this,
            [this](const QString& text) { statusBar()->showMessage(text, 8000); });
    connect(m_panes, &ComparePanes::hovered, m_inspection, &Inspection::hovered);
    connect(m_panes, &ComparePanes::hovered, m_inspector, &PixelInspector::setPosition);
    connect(m_canvas, &Canvas::zoomChanged, m_inspector, &PixelInspector::setZoom);
    connect(&m_document, &session::Document::pixelsChanged, m_inspector,
            &PixelInspector::refreshSoon);
    m_countSoon.setSingleShot(true);
    connect(&m_countSoon, &QTimer::timeout, this, &MainWindow::showCondition);
    m_planSoon.setSingleShot(true);
    connect(&m_planSoon, &QTimer::timeout, this, &MainWindow::showPlan);
    connect(&m_document, &session::Document::pixelsChanged, this, [this] {
        if (!m_document.inStroke()) {
            showCondition();
        } else if (!m_countSoon.isActive()) {
            m_countSoon.start(kTextPauseMs);
        }
    });
    connect(&m_document, &session::Document::layerOpened, this, &MainWindow::chooseColours);
    connect(&m_document, &session::Document::layersChanged, this, &MainWindow::layersChanged);
    connect(&m_document, &session::Document::planChanged, this, &MainWindow::planChanged);
    connect(&m_document, &session::Document::historyChanged, this, &MainWindow::historyChanged);
    connect(m_layersDock, &LayersDock::openRequested, m_files, &FileController::openLayer);
    connect(m_layersDock, &LayersDock::fixRequested, this, [this](LayerId id) {
        if (id == LayerId::Backdrop) {
            session::LayerPath picture{id, m_document.file(id).path};
            picture.picture = fittingView(m_document);
            m_files->openLayers({picture}, session::Others::Keep);
        } else {
            m_broadcastDock->show();
            m_broadcastDock->raise();
        }
    });
    connect(&m_document.jobs(), &session::Jobs::busyChanged, this, &MainWindow::busyChanged);
}

void MainWindow::chooseColours(LayerId opened) {
    if (opened == LayerId::Destination) {
        // Names and colours serve a series of files, but a label must not be missing unnoticed.
        m_styles.labels().edit([](labels::LabelTable& table) { table.showAll(); });
    }
    if (const auto& mask = m_document.file(opened).mask) {
        m_styles.labels().adopt(mask->labels, opened == LayerId::Destination
                                                  ? session::LabelLooks::Over::Replace
                                                  : session::LabelLooks::Over::Keep);
    }
    // Scores as label colours are noise, and labels as a ramp are unreadable: start with the right
    // one, and leave what the person chose among the ramps.
    const bool continuous = m_document.looksContinuous(opened);
    for (const LayerId id : {opened, LayerId::Result}) {
        if (opened != LayerId::Destination && id == LayerId::Result) {
            continue;
        }
        session::LayerStyle style = m_styles.style(id);
        const bool ramp = session::rampOf(style.colours).has_value();
        if (style.colours != session::ColourChoice::Tint && ramp != continuous) {
            style.colours =
                continuous ? session::ColourChoice::Viridis : session::ColourChoice::Labels;
        }
        if (style.levels == session::Levels::Manual) {
            style.levels = session::Levels::Full;  // a window is of one file's values
        }
        m_styles.setStyle(id, style);
    }
}

void MainWindow::editPreferences() {
    const Preferences present{m_settings.historyMegabytes(), m_settings.fileMegabytes(),
                              m_settings.theme()};
    PreferencesDialog dialog(present, m_document.history(), this);
    if (dialog.exec() != QDialog::Accepted || dialog.preferences() == present) {
        return;
    }
    const Preferences wanted = dialog.preferences();
    m_settings.setHistoryMegabytes(wanted.historyMegabytes);
    m_settings.setFileMegabytes(wanted.fileMegabytes);
    m_document.setHistoryBudget(std::int64_t{wanted.historyMegabytes} << 20U);
    if (wanted.theme != present.theme) {
        m_settings.setTheme(wanted.theme);
        applyTheme(*qApp, wanted.theme);
    }
}

void MainWindow::openSample() { m_files->openSample(m_sampleFolder); }

void MainWindow::layersChanged() {
    for (const LayerId id : session::kAllLayers) {
        const bool present = m_document.has(id);
        QString tooltip = m_document.file(id).path;
        if (present && !m_document.note(id).isEmpty()) {
            tooltip += QLatin1Char('\n') + m_document.note(id);
        }
        if (id == LayerId::Source && m_document.sourceIsList()) {
            tooltip += QLatin1Char('\n') +
                       tr("The mode takes its values in their order, not by their place in the "
                          "picture.");
        }
        const LayerWarning warning = layerWarning(m_document, id);
        m_layersDock->setLayer(id, present, present ? layerDetail(m_document, id) : QString(),
                               tooltip, warning.text, warning.fix);
    }
    const bool anything = m_document.has(LayerId::Destination) ||
                          m_document.has(LayerId::Backdrop) || m_document.has(LayerId::Source) ||
                          m_document.has(LayerId::Condition);
    m_pages->setCurrentWidget(anything ? static_cast<QWidget*>(m_panes) : m_startPage);
    m_inspector->refresh();
    showCondition();
}

void MainWindow::historyChanged() {
    const auto named = [](const QString& verb, std::string_view step) {
        return step.empty() ? verb : tr("%1 %2").arg(verb, session::fromCore(step));
    };
    if (m_planSoon.isActive() && !m_document.inStroke()) {
        showPlan();  // the stroke has ended
    }
    m_actions->apply->setEnabled(canApply());
    m_actions->deselectProtected->setEnabled(canApply() && m_document.limits().locks.any());
    m_actions->undo->setEnabled(m_document.canUndo() || m_options.floating().pending());
    m_actions->redo->setEnabled(m_document.canRedo());
    m_actions->undo->setText(named(tr("&Undo"), m_document.history().undoName()));
    m_actions->redo->setText(named(tr("&Redo"), m_document.history().redoName()));
    const QString path = m_document.file(LayerId::Destination).path;
    setWindowModified(m_document.isModified() || m_document.hasUnsavedSteps());
    setWindowTitle(path.isEmpty() ? tr("Frisket[*]")
                                  : tr("%1[*] – Frisket").arg(QFileInfo(path).fileName()));
    showCondition();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_document.busy()) {
        // The job ends first, so that what is asked then is asked about the truth, and once.
        connect(&m_document.jobs(), &session::Jobs::busyChanged, this, &QWidget::close,
                static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection |
                                                Qt::UniqueConnection));
        m_document.jobs().cancel();
        event->ignore();
        return;
    }
    m_panes->cancelStroke();
    m_transfer->settle();
    if (!m_files->confirmLeaving()) {
        event->ignore();
        return;
    }
    storeLook();
    event->accept();
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        m_actions->setIcons(palette());
        m_toolOptions->setIcons(palette());
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event) {
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) {
            paths << url.toLocalFile();
        }
    }
    event->acceptProposedAction();
    if (!paths.isEmpty()) {
        // Later: questions asked inside the drop would hold up the program dragged from.
        QTimer::singleShot(0, this, [this, paths] { m_files->openFiles(paths); });
    }
}

}  // namespace frisket::ui
