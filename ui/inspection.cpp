// SPDX-License-Identifier: MIT
#include "ui/inspection.h"

#include <QLineEdit>
#include <QLineF>
#include <QMainWindow>

#include "ui/dialogs/go_to_dialog.h"
#include "ui/docks/cast_dock.h"
#include "ui/docks/changes_dock.h"
#include "ui/docks/code_dock.h"
#include "ui/docks/condition_dock.h"
#include "ui/docks/histogram_dock.h"
#include "ui/docks/labels_dock.h"
#include "ui/docks/modes_dock.h"
#include "ui/docks/pixel_dock.h"
#include "ui/docks/profile_dock.h"
#include "ui/file_controller.h"
#include "ui/session/condition_stack.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/reporting.h"
#include "ui/text_pause.h"
#include "ui/tools/tool_manager.h"

namespace frisket::ui {

namespace {
using session::InstanceFinder;
using session::LayerId;

constexpr int kWorthAWord = 300;  ///< milliseconds of a search
}  // namespace

Inspection::Inspection(const Parts& parts, QObject* parent)
    : QObject(parent),
      m_parts(parts),
      m_changesDock(new ChangesDock(parts.document, parts.styles, *parts.actions.previousChange,
                                    *parts.actions.nextChange, &parts.window)),
      m_pixelDock(
          new PixelDock(parts.document, parts.styles, *parts.actions.pinPixel, &parts.window)),
      m_histogramDock(new HistogramDock(parts.document, parts.styles, &parts.window)),
      m_profileDock(new ProfileDock(parts.document, parts.styles, parts.options, &parts.window)),
      m_codeDock(new CodeDock(
          parts.document,
          [&files = parts.files](const QString& name, const QString& filter,
                                 const CodeDock::TextFor& text) {
              files.saveText(name, filter, text);
          },
          &parts.window)),
      m_conditionDock(new ConditionDock(
          parts.document, [&files = parts.files] { files.addArrays(); },
          [&document = parts.document](const base::Error& error) {
              session::report(document, error);
          },
          &parts.window)),
      m_modesDock(
          new ModesDock(parts.document, parts.styles, *parts.actions.packingOrder, &parts.window)),
      m_castDock(new CastDock(parts.document, *parts.actions.castMap, &parts.window)),
      m_finder(parts.document),
      m_changes(parts.document) {
    m_searching.setSingleShot(true);
    m_searching.setInterval(kWorthAWord);
    m_viewRest.setSingleShot(true);
    m_viewRest.setInterval(kTextPauseMs);
    connectParts();
}

Inspection::~Inspection() {
    // They look at the document, and the window would delete them after it.
    delete m_dialog;
    m_parts.canvas.marks().setFound(nullptr);
    delete m_changesDock;
    delete m_pixelDock;
    delete m_histogramDock;
    delete m_profileDock;
    delete m_codeDock;
    delete m_conditionDock;
    delete m_modesDock;
    delete m_castDock;
}

void Inspection::placeDocks(QDockWidget& neighbour) {
    m_parts.window.addDockWidget(Qt::RightDockWidgetArea, m_changesDock);
    m_parts.window.tabifyDockWidget(&neighbour, m_changesDock);
    m_parts.window.addDockWidget(Qt::RightDockWidgetArea, m_conditionDock);
    m_parts.window.tabifyDockWidget(&neighbour, m_conditionDock);
    for (QDockWidget* dock :
         {static_cast<QDockWidget*>(m_pixelDock), static_cast<QDockWidget*>(m_histogramDock),
          static_cast<QDockWidget*>(m_profileDock), static_cast<QDockWidget*>(m_codeDock),
          static_cast<QDockWidget*>(m_modesDock), static_cast<QDockWidget*>(m_castDock)}) {
        m_parts.window.addDockWidget(Qt::RightDockWidgetArea, dock);
        m_parts.window.tabifyDockWidget(&neighbour, dock);
        dock->hide();  // a first start is not to look crowded
        connect(dock->toggleViewAction(), &QAction::triggered, dock, &QWidget::raise);
    }
}

QList<QAction*> Inspection::dockActions() const {
    return {m_conditionDock->toggleViewAction(), m_changesDock->toggleViewAction(),
            m_modesDock->toggleViewAction(),     m_castDock->toggleViewAction(),
            m_pixelDock->toggleViewAction(),     m_histogramDock->toggleViewAction(),
            m_profileDock->toggleViewAction(),   m_codeDock->toggleViewAction()};
}

void Inspection::connectParts() {
    const Actions& a = m_parts.actions;
    Canvas& canvas = m_parts.canvas;
    connect(m_pixelDock, &PixelDock::pinned, &canvas, [&canvas](const auto& place) {
        canvas.marks().setSpot(CanvasMarks::Spot::Pin, place);
    });
    connect(a.pinPixel, &QAction::toggled, m_pixelDock, [this](bool pinned) {
        if (pinned && !m_pixelDock->isSeen()) {
            m_pixelDock->show();
            m_pixelDock->raise();
        }
    });
    connect(m_profileDock, &ProfileDock::pointed, &canvas, [&canvas](const auto& place) {
        canvas.marks().setSpot(CanvasMarks::Spot::Profile, place);
    });
    connect(&canvas, &Canvas::viewChanged, &m_viewRest, qOverload<>(&QTimer::start));
    connect(&m_viewRest, &QTimer::timeout, m_histogramDock,
            [this] { m_histogramDock->setVisiblePart(m_parts.canvas.visibleRect()); });
    connect(&m_parts.options, &session::ToolOptions::lineChanged, this, &Inspection::showLine);
    // A line is of the image on which it was drawn.
    connect(&m_parts.document, &session::Document::layerOpened, this, [this](LayerId id) {
        if (id == LayerId::Destination) {
            m_parts.options.setLine(std::nullopt);
            m_parts.actions.pinPixel->setChecked(false);
        }
    });
    connect(m_codeDock, &CodeDock::reported, this, &Inspection::reported);
    connect(m_conditionDock, &ConditionDock::reported, this, &Inspection::reported);
    connect(m_conditionDock, &ConditionDock::finished, &canvas,
            [&canvas] { canvas.setFocus(Qt::OtherFocusReason); });
    connect(m_castDock, &CastDock::placeWanted, this, &Inspection::go);
    connect(a.addRule, &QAction::triggered, m_conditionDock, &ConditionDock::beginRule);
    m_parts.document.stack().setLabels(&m_parts.styles.labels().table());
    connect(a.goTo, &QAction::triggered, this, &Inspection::goTo);
    connect(a.nextInstance, &QAction::triggered, this,
            [this] { findInstance(InstanceFinder::Direction::Next); });
    connect(a.previousInstance, &QAction::triggered, this,
            [this] { findInstance(InstanceFinder::Direction::Previous); });
    connect(a.nextChange, &QAction::triggered, this, [this] { findChange(true); });
    connect(a.previousChange, &QAction::triggered, this, [this] { findChange(false); });
    connect(m_changesDock, &ChangesDock::marksChanged, this, &Inspection::markChanges);
    connect(&m_parts.labels, &LabelsDock::instanceWanted, this,
            [this](std::int64_t label, bool forward) {
                m_finder.find(LayerId::Destination, label,
                              forward ? InstanceFinder::Direction::Next
                                      : InstanceFinder::Direction::Previous);
            });
    connect(&m_finder, &InstanceFinder::started, &m_searching, qOverload<>(&QTimer::start));
    connect(&m_searching, &QTimer::timeout, this,
            [this] { emit reported(tr("Looking for instances…")); });
    connect(&m_finder, &InstanceFinder::found, this, &Inspection::showInstance);
    connect(&m_finder, &InstanceFinder::missed, this, [this](const QString& why) {
        m_searching.stop();
        emit reported(why);
    });
}

/// The document turns the event loop meanwhile.
void Inspection::findChange(bool forward) {
    if (m_parts.document.plan() == nullptr) {
        emit reported(m_parts.document.problem());
        return;
    }
    const auto found = m_changes.find(forward);
    if (!found) {
        session::report(m_parts.document, found.error());
        return;
    }
    if (!*found) {
        emit reported(tr("Apply would change nothing in the shown plane."));
        return;
    }
    const measure::Component& area = (*found)->component;
    m_parts.canvas.showRect(area.box);
    m_parts.canvas.marks().flash(area.box);
    QString text = tr("Change %L1 of %L2 · %L3 px")
                       .arg((*found)->number + 1)
                       .arg((*found)->count)
                       .arg(area.count);
    if ((*found)->isRound) {
        text += tr(" · from the other end");
    }
    emit reported(text);
}

void Inspection::markChanges(const base::Rect& pixels) {
    Canvas& canvas = m_parts.canvas;
    canvas.marks().setFound(m_changesDock->survey().marks());
    const auto corner = [&](std::int64_t x, std::int64_t y) {
        return canvas.widgetPosition({static_cast<double>(x), static_cast<double>(y)});
    };
    constexpr int kEdge = 2;
    canvas.viewport()->update(QRectF(corner(pixels.x0, pixels.y0), corner(pixels.x1, pixels.y1))
                                  .normalized()
                                  .toAlignedRect()
                                  .adjusted(-kEdge, -kEdge, kEdge, kEdge)
                                  .intersected(canvas.viewport()->rect()));
}

void Inspection::hovered(const std::optional<base::Point>& position) {
    // A jump moves the image under a pointer that rests; that is no choice of another label.
    if (position) {
        const QPointF place = m_parts.canvas.widgetPosition(*position);
        constexpr double kRounding = 0.5;
        m_pointerMoved = m_pointerMoved || QLineF(place, m_pointerPlace).length() > kRounding;
        m_pointerPlace = place;
    }
    m_pointer = position;
    m_pixelDock->setPosition(position);
}

void Inspection::showLine() {
    if (m_parts.options.line() && !m_profileDock->isSeen()) {
        m_profileDock->show();
        m_profileDock->raise();
    }
}

void Inspection::goTo() {
    if (m_dialog == nullptr) {
        m_dialog = new GoToDialog(m_parts.document, m_parts.styles, &m_parts.window);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &GoToDialog::chosen, this, &Inspection::go);
        connect(m_dialog, &QObject::destroyed, this, [this] { m_dialog = nullptr; });
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
    m_dialog->edit().selectAll();
    m_dialog->edit().setFocus();
}

void Inspection::go(const session::GoTo& target) {
    Canvas& canvas = m_parts.canvas;
    canvas.setFocus(Qt::OtherFocusReason);
    if (target.scale) {
        canvas.zoomTo(*target.scale);
        return;
    }
    if (target.label) {
        m_finder.find(LayerId::Destination, *target.label, InstanceFinder::Direction::Next);
        return;
    }
    for (int axis = 0; axis < target.index.rank(); ++axis) {
        if (!m_parts.document.shownPlane().shows(axis)) {
            m_parts.document.setIndex(axis, target.index[axis]);
        }
    }
    const base::Point centre{static_cast<double>(target.pixel->x) + 0.5,
                             static_cast<double>(target.pixel->y) + 0.5};
    canvas.centreOn(centre);
    canvas.marks().flash(centre);
}

void Inspection::findInstance(InstanceFinder::Direction direction) {
    if (const auto label = m_parts.labels.chosenLabel()) {
        m_finder.find(LayerId::Destination, *label, direction);
        return;
    }
    if (m_pointer && m_pointerMoved) {
        const auto [x, y] = session::pixelAt(*m_pointer);
        // What lies on top is what is pointed at; 0 is background everywhere.
        for (const LayerId id : {LayerId::Result, LayerId::Source, LayerId::Destination}) {
            const auto label = m_parts.styles.style(id).visible
                                   ? session::labelAt(m_parts.document, id, x, y)
                                   : std::nullopt;
            if (label && *label != 0) {
                m_finder.find(id, *label, direction, InstanceFinder::Pixel{x, y});
                return;
            }
        }
    }
    if (const auto& last = m_finder.last()) {
        m_finder.find(last->layer, last->label, direction);
        return;
    }
    emit reported(
        tr("Point at a label, or choose one in the Labels dock, to go through its "
           "instances."));
}

void Inspection::showInstance(const InstanceFinder::Found& found) {
    m_searching.stop();
    m_pointerMoved = false;
    const base::Rect& box = found.component.box;
    m_parts.canvas.showRect(box);
    m_parts.canvas.marks().flash(box);
    QString text = tr("%1, label %2: instance %L3 of %L4 · %L5 px")
                       .arg(session::displayName(found.layer),
                            session::namedLabel(m_parts.styles.labels(),
                                                m_parts.document.dtype(found.layer), found.label))
                       .arg(found.number + 1)
                       .arg(found.count)
                       .arg(found.component.count);
    if (found.plane.index.rank() > 2) {
        text += tr(" · in this slice");
    }
    if (found.isRound) {
        text += tr(" · from the other end");
    }
    emit reported(text);
}

}  // namespace frisket::ui
