// SPDX-License-Identifier: MIT
#include "ui/options/limits_panel.h"

#include <utility>

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/icons.h"
#include "ui/options/limit_row.h"
#include "ui/session/limit_picking.h"
#include "ui/session/limit_words.h"

namespace frisket::ui {

using session::LimitTerm;
using session::PaintLimits;
using session::Side;

namespace {
constexpr int kWidth = 430;
}  // namespace

LimitsPanel::LimitsPanel(session::Document& document, session::ToolOptions& options,
                         QWidget& canvas, QWidget* parent)
    : QFrame(parent),
      m_document(document),
      m_options(options),
      m_canvas(canvas),
      m_lines(new QVBoxLayout),
      m_none(new QLabel(tr("No line: the values of pixels don't matter."))),
      m_side(new QComboBox),
      m_locks(new QLabel),
      m_unlock(new QPushButton(tr("Unprotect"))),
      m_hatched(new QCheckBox(tr("Show what is excluded"))),
      m_clear(new QPushButton(tr("Clear"))),
      m_close(new QToolButton) {
    setObjectName(QStringLiteral("limitsPanel"));
    setFrameStyle(QFrame::Panel | QFrame::Raised);
    setAutoFillBackground(true);
    setFixedWidth(kWidth);
    setAccessibleName(tr("Paint only where"));
    hide();
    m_lines->setSpacing(8);
    m_none->setEnabled(false);
    m_lines->addWidget(m_none);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(8);
    column->addWidget(buildHead());
    column->addLayout(m_lines);
    column->addWidget(buildFoot());
    connect(&document, &session::Document::limitsChanged, this, &LimitsPanel::showLimits);
    connect(&document, &session::Document::layersChanged, this, [this] {
        if (isVisible()) {
            showLimits();  // the values that sliders span
        }
    });
    connect(&options, &session::ToolOptions::placeAsked, this, [this] {
        m_picking = std::exchange(m_asking, -1);  // else somebody else asks, or nobody does
        for (int i = 0; i < m_rows.size(); ++i) {
            m_rows[i]->setPicking(i == m_picking);
        }
    });
}

QWidget* LimitsPanel::buildHead() {
    auto* head = new QWidget;
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    auto* title = new QLabel(tr("Paint only where"));
    QFont font = title->font();
    font.setBold(true);
    title->setFont(font);
    auto* add = new QPushButton(tr("Add line"));
    add->setToolTip(tr("One more demand on the values of a layer; all lines must hold"));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_close->setToolTip(tr("Close; the limits stay (Esc)"));
    m_close->setAccessibleName(tr("Close"));
    row->addWidget(title, 1);
    row->addWidget(add);
    row->addWidget(m_close);
    connect(add, &QPushButton::clicked, this, &LimitsPanel::addRow);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    return head;
}

QWidget* LimitsPanel::buildFoot() {
    auto* foot = new QWidget;
    auto* column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_side->addItem(tr("Inside and outside the condition"), static_cast<int>(Side::Anywhere));
    m_side->addItem(tr("Only inside the condition"), static_cast<int>(Side::Inside));
    m_side->addItem(tr("Only outside the condition"), static_cast<int>(Side::Outside));
    m_side->setAccessibleName(tr("Side of the condition"));
    m_side->setToolTip(tr("As the condition is when a stroke begins"));
    column->addWidget(m_side);
    auto* locks = new QHBoxLayout;
    m_locks->setWordWrap(true);
    m_unlock->setToolTip(tr("Take the protection of all labels away"));
    locks->addWidget(m_locks, 1);
    locks->addWidget(m_unlock);
    column->addLayout(locks);
    auto* last = new QHBoxLayout;
    m_hatched->setToolTip(tr("Hatch the pixels that strokes don't select"));
    m_clear->setToolTip(tr("Paint everywhere again; labels stay protected"));
    last->addWidget(m_hatched, 1);
    last->addWidget(m_clear);
    column->addLayout(last);
    connect(m_side, &QComboBox::activated, this, [this] {
        edit([&](PaintLimits& limits) {
            limits.side = static_cast<Side>(m_side->currentData().toInt());
        });
    });
    connect(m_unlock, &QPushButton::clicked, this,
            [this] { edit([](PaintLimits& limits) { limits.locks = {}; }); });
    connect(m_hatched, &QCheckBox::clicked, this,
            [this](bool shown) { edit([shown](PaintLimits& limits) { limits.hatched = shown; }); });
    connect(m_clear, &QPushButton::clicked, this, [this] {
        edit([](PaintLimits& limits) {
            limits.terms.clear();
            limits.side = Side::Anywhere;
        });
    });
    return foot;
}

void LimitsPanel::addRow() {
    edit([](PaintLimits& limits) { limits.terms.emplace_back(); });
    m_rows.back()->setFocus(Qt::OtherFocusReason);
}

void LimitsPanel::showLimits() {
    const PaintLimits& limits = m_document.limits();
    const auto wanted = static_cast<qsizetype>(limits.terms.size());
    const bool resized = m_rows.size() != wanted;
    if (resized) {
        m_options.askForPlace({});  // it was for a row that may be another now
    }
    while (m_rows.size() > wanted) {
        m_rows.takeLast()->deleteLater();  // one of its buttons may have been clicked
    }
    while (m_rows.size() < wanted) {
        auto* row = new LimitRow(m_document, this);
        const auto index = static_cast<std::size_t>(m_rows.size());
        row->setIcons(palette());
        m_lines->addWidget(row);
        setTabOrder(m_rows.isEmpty() ? static_cast<QWidget*>(m_close) : m_rows.back(), row);
        connect(row, &LimitRow::edited, this, [this, index](const LimitTerm& term) {
            edit([&](PaintLimits& changed) { changed.terms[index] = term; });
        });
        connect(row, &LimitRow::removeClicked, this, [this, index] {
            edit([&](PaintLimits& changed) {
                changed.terms.erase(changed.terms.begin() + static_cast<std::ptrdiff_t>(index));
            });
        });
        connect(row, &LimitRow::pickToggled, this,
                [this, index](bool on) { pick(static_cast<int>(index), on); });
        m_rows << row;
        row->show();
    }
    for (qsizetype i = 0; i < wanted; ++i) {
        m_rows[i]->setTerm(limits.terms[static_cast<std::size_t>(i)]);
    }
    m_none->setVisible(m_rows.isEmpty());
    m_side->setCurrentIndex(m_side->findData(static_cast<int>(limits.side)));
    PaintLimits locksAlone;
    locksAlone.locks = limits.locks;
    m_locks->setText(limits.locks.any() ? session::limitsText(locksAlone)
                                        : tr("No label is protected (Labels dock)."));
    m_unlock->setVisible(limits.locks.any());
    m_hatched->setChecked(limits.hatched);
    m_clear->setEnabled(limits.limitsArea());
}

bool LimitsPanel::event(QEvent* event) {
    const bool handled = QFrame::event(event);
    if (event->type() == QEvent::LayoutRequest) {
        adjustSize();  // lines came, went or changed their kind
    }
    return handled;
}

void LimitsPanel::pick(int row, bool wanted) {
    m_asking = wanted ? row : -1;
    m_options.askForPlace(
        wanted ? session::ToolOptions::TakePlace([this, row](base::Point place, bool more) {
            session::pickRange(m_document, static_cast<std::size_t>(row), place, more);
        })
               : nullptr);
}

void LimitsPanel::setIcons(const QPalette& palette) {
    m_close->setIcon(icon(QStringLiteral("close"), palette));
    for (LimitRow* row : m_rows) {
        row->setIcons(palette);
    }
}

void LimitsPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) {
        hide();
    } else {
        QFrame::keyPressEvent(event);
    }
}

void LimitsPanel::showEvent(QShowEvent* event) {
    showLimits();
    adjustSize();
    QFrame::showEvent(event);
}

void LimitsPanel::hideEvent(QHideEvent* event) {
    QFrame::hideEvent(event);
    if (event->spontaneous()) {
        return;  // the window is minimised
    }
    m_options.askForPlace({});
    if (isAncestorOf(QApplication::focusWidget())) {
        m_canvas.setFocus(Qt::OtherFocusReason);
    }
    emit closed();
}

}  // namespace frisket::ui
