// SPDX-License-Identifier: MIT
#include "ui/docks/pixel_dock.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/docks/dock_column.h"
#include "ui/docks/elided_label.h"
#include "ui/docks/swatch.h"

namespace frisket::ui {

namespace {
using session::LayerId;

constexpr std::array kRows{LayerId::Destination, LayerId::Source, LayerId::Condition,
                           LayerId::Result, LayerId::Backdrop};
enum Column { Layer, Value, Name, Place, Type, kColumns };
}  // namespace

PixelDock::PixelDock(const session::Document& document, const session::LayerStyles& styles,
                     QAction& pin, QWidget* parent)
    : QDockWidget(tr("Pixel"), parent),
      m_document(document),
      m_styles(styles),
      m_pinAction(pin),
      m_refresh(*this, [this] { refresh(); }),
      m_place(new ElidedLabel),
      m_table(new QTableWidget(static_cast<int>(kRows.size()), kColumns)),
      m_notes(new QLabel) {
    setObjectName(QStringLiteral("PixelDock"));
    QVBoxLayout* column = makeColumn(*this);
    auto* top = new QHBoxLayout;
    top->setSpacing(6);
    auto* pinButton = new QToolButton;
    pinButton->setDefaultAction(&pin);
    pinButton->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto* copyButton = new QPushButton(tr("Copy"));
    copyButton->setToolTip(tr("Copy the chosen rows, or all, as text (Ctrl+C)"));
    m_place->setAccessibleName(tr("Pixel"));
    top->addWidget(m_place, 1);
    top->addWidget(pinButton);
    top->addWidget(copyButton);
    buildTable();
    m_notes->setWordWrap(true);
    m_notes->setTextFormat(Qt::PlainText);
    m_notes->setMinimumWidth(1);
    column->addLayout(top);
    column->addWidget(m_table, 1);
    column->addWidget(m_notes);
    connect(copyButton, &QPushButton::clicked, this, &PixelDock::copy);
    connect(&pin, &QAction::toggled, this, &PixelDock::setPinned);
    m_refresh.followPixels(document);
    connect(&styles, &session::LayerStyles::styleChanged, &m_refresh, &RefreshWhenSeen::soon);
    connect(&styles.labels(), &session::LabelLooks::changed, &m_refresh, &RefreshWhenSeen::soon);
}

void PixelDock::buildTable() {
    m_table->setHorizontalHeaderLabels(
        {tr("Layer"), tr("Value"), tr("Name"), tr("Index"), tr("dtype")});
    m_table->horizontalHeaderItem(Place)->setToolTip(
        tr("Index in the layer's own array; where it is repeated, of the element that is"));
    m_table->horizontalHeaderItem(Name)->setToolTip(tr("Name of the label, from the Labels dock"));
    m_table->setAccessibleName(tr("Values at the pixel"));
    listRows(*m_table);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    QHeaderView* header = m_table->horizontalHeader();
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setMinimumSectionSize(36);
    header->setSectionResizeMode(Type, QHeaderView::Stretch);
    for (int row = 0; row < m_table->rowCount(); ++row) {
        for (int cell = 0; cell < kColumns; ++cell) {
            m_table->setItem(row, cell, new QTableWidgetItem);
        }
        m_table->item(row, Layer)
            ->setText(session::displayName(kRows[static_cast<std::size_t>(row)]));
    }
    auto* copyKey = new QAction(tr("&Copy rows"), m_table);
    copyKey->setShortcut(QKeySequence::Copy);
    copyKey->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(copyKey);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copyKey, &QAction::triggered, this, &PixelDock::copy);
}

void PixelDock::setPosition(const std::optional<base::Point>& position) {
    // Out of the picture the last pixel stays to be read and pinned.
    const base::Pixel at = position ? session::pixelAt(*position) : base::Pixel{-1, -1};
    if (m_document.planeRect().contains(at.x, at.y)) {
        m_position = position;
        if (!m_pin) {
            m_refresh.soon();
        }
    }
}

void PixelDock::setPinned(bool pinned) {
    m_pin = pinned ? m_position : std::nullopt;
    if (pinned && !m_pin) {
        m_pinAction.setChecked(false);  // there is no pixel to keep
        return;
    }
    emit this->pinned(m_pin);
    m_refresh.soon();
}

void PixelDock::refresh() {
    const auto place = shown();
    const auto [x, y] = place ? session::pixelAt(*place) : base::Pixel{-1, -1};
    const bool inside = place && m_document.planeRect().contains(x, y);
    QString where = tr("Point at the image to see its values");
    if (inside) {
        where = tr("x %1  y %2").arg(x).arg(y);
        if (m_document.shownPlane().index.rank() > 2) {
            where = session::indexText(m_document.shownPlane().at(x, y));
        }
        where = m_pin ? tr("%1 · pinned").arg(where) : where;
    }
    m_place->setText(where);
    QStringList notes;
    bool anyName = false;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const LayerId id = kRows[static_cast<std::size_t>(row)];
        const session::PixelFacts facts =
            inside ? session::pixelFacts(m_document, m_styles, id, x, y) : session::PixelFacts{};
        showRow(row, facts);
        anyName = anyName || !facts.name.isEmpty();
        if (!facts.note.isEmpty()) {
            notes << tr("%1: %2").arg(session::displayName(id), facts.note);
        }
    }
    m_table->setColumnHidden(Name, !anyName);
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_notes->setVisible(!notes.isEmpty());
}

void PixelDock::showRow(int row, const session::PixelFacts& facts) {
    const std::array<QString, kColumns> texts{
        m_table->item(row, Layer)->text(),
        facts.isThere ? (facts.value.isEmpty() ? QStringLiteral("–") : facts.value) : QString(),
        facts.name, facts.place, facts.type};
    for (int cell = Value; cell < kColumns; ++cell) {
        m_table->item(row, cell)->setText(texts[static_cast<std::size_t>(cell)]);
        m_table->item(row, cell)->setToolTip(texts[static_cast<std::size_t>(cell)]);
    }
    // An empty field keeps the names in line.
    const QColor colour = facts.colour.value_or(QColor(Qt::transparent));
    m_table->item(row, Layer)->setIcon(swatch(colour, palette(), devicePixelRatioF()));
    const QBrush brush = palette().brush(facts.isThere ? QPalette::Active : QPalette::Disabled,
                                         QPalette::WindowText);
    m_table->item(row, Layer)->setForeground(brush);
}

QString PixelDock::text() const {
    QStringList lines;
    const bool all = !m_table->selectionModel()->hasSelection();
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (!all && !m_table->selectionModel()->isRowSelected(row)) {
            continue;
        }
        QStringList cells;
        for (int cell = 0; cell < kColumns; ++cell) {
            cells << m_table->item(row, cell)->text();
        }
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

void PixelDock::copy() const { QApplication::clipboard()->setText(text()); }

void PixelDock::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange && m_refresh.isSeen()) {
        refresh();  // swatches have frames in the theme's colours
    }
    QDockWidget::changeEvent(event);
}

}  // namespace frisket::ui
