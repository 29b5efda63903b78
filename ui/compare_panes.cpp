// SPDX-License-Identifier: MIT
#include "ui/compare_panes.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include "ui/canvas/minimap.h"
#include "ui/tools/tool_manager.h"

namespace frisket::ui {

namespace {
using session::Compare;
using session::LayerId;

/// Long enough to take in a picture, short enough that the eye sees what changes.
constexpr int kBlinkMs = 600;

QLabel* makeCaption(const QString& text) {
    auto* caption = new QLabel(text);
    caption->setAlignment(Qt::AlignCenter);
    caption->setContentsMargins(0, 3, 0, 3);
    return caption;
}
}  // namespace

ComparePanes::ComparePanes(Canvas* canvas, session::Document& document,
                           session::LayerStyles& styles, session::ToolOptions& options,
                           session::ViewOptions& view)
    : m_main(canvas),
      m_mainCaption(makeCaption(session::displayName(LayerId::Result))),
      m_document(document),
      m_styles(styles),
      m_options(options),
      m_view(view),
      m_minimap(new Minimap(*canvas, document, styles)),
      m_row(new QHBoxLayout(this)) {
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(2);
    auto* frame = new QWidget;
    auto* column = new QVBoxLayout(frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_mainCaption);
    column->addWidget(canvas, 1);
    m_row->addWidget(frame, 1);
    m_mainCaption->hide();
    setFocusProxy(canvas);
    m_blink.setInterval(kBlinkMs);
    connect(&m_blink, &QTimer::timeout, this, &ComparePanes::blink);
    connect(&view, &session::ViewOptions::compareChanged, this, &ComparePanes::compareChanged);
    connect(&view, &session::ViewOptions::guidesChanged, this, &ComparePanes::guidesChanged);
    guidesChanged();
    connect(canvas, &Canvas::dividerMoved, &view, &session::ViewOptions::setDivider);
    link(*canvas);
}

std::vector<Canvas*> ComparePanes::linked() const {
    std::vector<Canvas*> canvases;
    for (const Pane& pane : m_panes) {
        canvases.push_back(pane.canvas);
    }
    return canvases;
}

std::vector<Canvas*> ComparePanes::all() const {
    std::vector<Canvas*> canvases = linked();
    canvases.push_back(m_main);
    return canvases;
}

void ComparePanes::cancelStroke() {
    for (Canvas* canvas : all()) {
        canvas->cancelStroke();
    }
}

void ComparePanes::compareChanged() {
    const Compare compare = m_view.compare();
    if (compare == Compare::SideBySide && m_panes.empty()) {
        makePanes();
    } else if (compare != Compare::SideBySide && !m_panes.empty()) {
        removePanes();
    }
    const auto [left, right] = m_view.pair();
    if (compare == Compare::Swipe) {
        m_main->setPair(CanvasPair{left, right, m_view.divider(), true});
    } else if (compare == Compare::Blink && !m_blink.isActive()) {
        m_second = false;
        m_blink.start();
        blink();
    } else if (compare != Compare::Blink) {
        m_main->setPair(std::nullopt);
    }
    if (compare != Compare::Blink) {
        m_blink.stop();
    }
}

void ComparePanes::guidesChanged() {
    for (Canvas* canvas : all()) {
        canvas->setGrid(m_view.grid());
        canvas->setRulers(m_view.rulers());
        canvas->setOrder(m_view.order());
        canvas->setCastMap(m_view.castMap());
    }
    m_minimap->setWanted(m_view.minimap());
}

void ComparePanes::blink() {
    const auto [left, right] = m_view.pair();
    m_main->setPair(CanvasPair{left, right, m_second ? 0.0 : 1.0, false});
    m_second = !m_second;
}

ComparePanes::Pane ComparePanes::makePane(LayerId id) {
    Pane pane;
    pane.frame = new QWidget;
    pane.caption = makeCaption(session::displayName(id));
    pane.canvas = new Canvas(m_document, m_styles, m_options);
    pane.canvas->setAccessibleName(session::displayName(id));
    pane.canvas->setShown(std::vector{id});
    auto* column = new QVBoxLayout(pane.frame);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(pane.caption);
    column->addWidget(pane.canvas, 1);
    return pane;
}

void ComparePanes::makePanes() {
    m_main->setShown(std::vector{LayerId::Result});
    m_mainCaption->show();
    int place = 0;
    for (const LayerId id : {LayerId::Source, LayerId::Destination}) {
        const Pane pane = makePane(id);
        m_row->insertWidget(place++, pane.frame, 1);
        m_panes.push_back(pane);
        pane.canvas->tools().choose(m_main->tools().currentId());
        link(*pane.canvas);
    }
    guidesChanged();
    layout()->activate();
    m_main->zoomFit();
    showLike(*m_main);
}

void ComparePanes::removePanes() {
    for (const Pane& pane : m_panes) {
        pane.canvas->cancelStroke();
        delete pane.frame;
    }
    m_panes.clear();
    m_mainCaption->hide();
    m_main->setShown(std::nullopt);
    layout()->activate();
    m_main->zoomFit();
}

void ComparePanes::link(Canvas& one) {
    connect(&one, &Canvas::viewChanged, this, [this, &one] { showLike(one); });
    connect(&one, &Canvas::hovered, this, [this, &one](const std::optional<base::Point>& place) {
        for (Canvas* other : all()) {
            if (other != &one) {
                other->setLinkedPointer(place);
            }
        }
        emit hovered(place);
    });
    if (&one != m_main) {
        connect(&m_main->tools(), &ToolManager::toolChanged, &one,
                [&one](ToolId id) { one.tools().choose(id); });
    }
}

void ComparePanes::showLike(const Canvas& from) {
    if (m_linking || m_panes.empty()) {
        return;
    }
    const QScopedValueRollback<bool> linking(m_linking, true);
    for (Canvas* other : all()) {
        if (other != &from) {
            other->setView(from.view());
        }
    }
}

}  // namespace frisket::ui
