// SPDX-License-Identifier: MIT
#include "ui/docks/layers_dock.h"

#include <QButtonGroup>
#include <QFrame>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/docks/layer_row.h"
#include "ui/docks/style_panel.h"

namespace frisket::ui {

namespace {
using session::LayerId;

/// As they lie over each other, the topmost first.
constexpr std::array kRowOrder{LayerId::Condition, LayerId::Result, LayerId::Source,
                               LayerId::Destination, LayerId::Backdrop};
}  // namespace

LayersDock::LayersDock(session::LayerStyles* styles, QWidget* parent)
    : QDockWidget(tr("Layers"), parent), m_styles(styles) {
    // Docks are found again by this name when the window's state is restored.
    setObjectName(QStringLiteral("LayersDock"));
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(scroll);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(6, 6, 6, 6);
    column->setSpacing(2);
    m_panel = new StylePanel(styles, content);
    auto* group = new QButtonGroup(this);
    for (const LayerId id : kRowOrder) {
        auto* row = new LayerRow(id, content);
        m_rows[indexOf(id)] = row;
        row->setEyeOpen(styles->style(id).visible);
        group->addButton(row);
        column->addWidget(row);
        connect(row, &LayerRow::toggled, this, [this, id](bool chosen) {
            if (chosen) {
                m_panel->setLayer(id);
            }
        });
        connect(row, &LayerRow::openRequested, this, [this, id] { emit openRequested(id); });
        connect(row, &LayerRow::fixRequested, this, [this, id] { emit fixRequested(id); });
        connect(row, &LayerRow::eyeToggled, this, [this, id](bool open) {
            session::LayerStyle style = m_styles->style(id);
            style.visible = open;
            m_styles->setStyle(id, style);
        });
    }
    auto* line = new QFrame(content);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    column->addSpacing(4);
    column->addWidget(line);
    column->addWidget(m_panel);
    column->addStretch(1);
    scroll->setWidget(content);
    // Never narrower than what is in it, with or without its scroll bar.
    scroll->setMinimumWidth(content->minimumSizeHint().width() +
                            style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    setWidget(scroll);

    connect(m_styles, &session::LayerStyles::styleChanged, this,
            [this](LayerId id) { m_rows[indexOf(id)]->setEyeOpen(m_styles->style(id).visible); });
    setCurrentLayer(LayerId::Result);
}

void LayersDock::setLayer(LayerId id, bool present, const QString& detail, const QString& tooltip,
                          const QString& warning, const QString& fix) {
    m_rows[indexOf(id)]->setLayer(present, detail, tooltip, warning, fix);
    if (id == m_panel->layer()) {
        m_panel->refresh();
    }
}

void LayersDock::setRanges(StylePanel::Ranges ranges) { m_panel->setRanges(std::move(ranges)); }

LayerId LayersDock::currentLayer() const { return m_panel->layer(); }

void LayersDock::setCurrentLayer(LayerId id) { m_rows[indexOf(id)]->setChecked(true); }

}  // namespace frisket::ui
