// SPDX-License-Identifier: MIT
#include "ui/docks/layer_row.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QStyleOption>
#include <QStylePainter>
#include <QToolButton>

#include "ui/docks/elided_label.h"
#include "ui/icons.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
constexpr int kIconSide = 18;
constexpr int kWarningSide = 14;
constexpr int kEyeSide = 28;
constexpr qreal kRadius = 5.0;
constexpr qreal kBarWidth = 3.0;

/// Shows its state by its icon alone; a sunken frame around each open eye would only add noise.
class EyeButton : public QToolButton {
public:
    using QToolButton::QToolButton;

protected:
    void paintEvent(QPaintEvent*) override {
        QStyleOptionToolButton option;
        initStyleOption(&option);
        option.state.setFlag(QStyle::State_On, false);
        QStylePainter(this).drawComplexControl(QStyle::CC_ToolButton, option);
    }
};

void setInk(QWidget* widget, const QColor& colour) {
    QPalette palette = widget->palette();
    palette.setColor(QPalette::WindowText, colour);
    widget->setPalette(palette);
}
}  // namespace

LayerRow::LayerRow(session::LayerId id, QWidget* parent)
    : QAbstractButton(parent),
      m_id(id),
      m_eye(new EyeButton(this)),
      m_name(new ElidedLabel(this)),
      m_detail(new ElidedLabel(this)),
      m_warningIcon(new QLabel(this)),
      m_warning(new ElidedLabel(this)),
      m_open(new QToolButton(this)),
      m_fix(new QToolButton(this)) {
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);

    m_eye->setCheckable(true);
    m_eye->setAutoRaise(true);
    m_eye->setIconSize({kIconSide, kIconSide});
    m_eye->setFixedSize(kEyeSide, kEyeSide);
    m_eye->setFocusPolicy(Qt::TabFocus);
    m_open->setText(tr("Open…"));
    m_open->setFocusPolicy(Qt::TabFocus);
    m_open->setAccessibleName(tr("Open %1").arg(session::displayName(id).toLower()));
    m_open->setToolTip(tr("Open a file as the %1").arg(session::displayName(id).toLower()));
    m_fix->setFocusPolicy(Qt::TabFocus);
    m_name->setText(session::displayName(id));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_name->setFont(bold);

    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(8, 6, 8, 6);
    layout->setHorizontalSpacing(6);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_eye, 0, 0, 2, 1, Qt::AlignVCenter);
    layout->addWidget(m_name, 0, 1, 1, 2);
    layout->addWidget(m_detail, 1, 1, 1, 2);
    layout->addWidget(m_warningIcon, 2, 1);
    layout->addWidget(m_warning, 2, 2);
    layout->addWidget(m_fix, 2, 3, Qt::AlignVCenter);
    layout->addWidget(m_open, 0, 3, 2, 1, Qt::AlignVCenter);
    layout->setColumnStretch(2, 1);

    connect(m_eye, &QToolButton::toggled, this, [this](bool open) {
        updateLook();
        emit eyeToggled(open);
    });
    connect(m_open, &QToolButton::clicked, this, &LayerRow::openRequested);
    connect(m_fix, &QToolButton::clicked, this, &LayerRow::fixRequested);
    setLayer(false, {}, {}, {}, {});
}

void LayerRow::setLayer(bool present, const QString& detail, const QString& tooltip,
                        const QString& warning, const QString& fix) {
    m_present = present;
    const bool hasFile = m_id != session::LayerId::Result;
    const QString absent = hasFile ? tr("Not open") : tr("Nothing to show yet");
    m_detail->setText(!present && detail.isEmpty() ? absent : detail);
    m_warning->setText(warning);
    m_warning->setVisible(!warning.isEmpty());
    m_warningIcon->setVisible(!warning.isEmpty());
    m_fix->setText(fix);
    m_fix->setVisible(!fix.isEmpty());
    m_fix->setToolTip(warning.isEmpty() ? tr("Nothing to mend") : warning);
    m_fix->setAccessibleName(tr("%1: %2").arg(m_name->text(), fix));
    QString tip = tooltip.toHtmlEscaped();
    if (!warning.isEmpty()) {
        tip += (tip.isEmpty() ? QString() : QStringLiteral("<br>")) + warning.toHtmlEscaped();
    }
    // As markup on purpose: it is escaped, and only markup is wrapped to lines.
    setToolTip(tip.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(tip));
    m_open->setVisible(hasFile && !present);
    m_eye->setEnabled(present);
    QString spoken = m_name->text() + QStringLiteral(", ") + m_detail->text();
    setAccessibleName(warning.isEmpty() ? spoken : spoken + QStringLiteral(". ") + warning);
    updateLook();
}

void LayerRow::setEyeOpen(bool open) {
    const QSignalBlocker quiet(m_eye);
    m_eye->setChecked(open);
    updateLook();
}

QSize LayerRow::sizeHint() const { return layout()->sizeHint(); }

void LayerRow::updateLook() {
    const QPalette colours = parentWidget()->palette();
    const QPalette::ColorGroup group = m_present ? QPalette::Active : QPalette::Disabled;
    setInk(m_name, colours.color(group, QPalette::WindowText));
    setInk(m_detail, m_present ? quietText(colours)
                               : colours.color(QPalette::Disabled, QPalette::WindowText));
    setInk(m_warning, warningText(colours));
    m_warningIcon->setPixmap(ui::icon(QStringLiteral("warning"), warningText(colours))
                                 .pixmap(QSize(kWarningSide, kWarningSide), devicePixelRatioF()));
    const bool open = m_eye->isChecked();
    m_eye->setIcon(ui::icon(open ? QStringLiteral("visible") : QStringLiteral("hidden"), colours));
    const QString name = session::displayName(m_id).toLower();
    m_eye->setToolTip(open ? tr("Hide the %1").arg(name) : tr("Show the %1").arg(name));
    m_eye->setAccessibleName(tr("Show the %1").arg(name));
    update();
}

void LayerRow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        updateLook();
    }
    QAbstractButton::changeEvent(event);
}

void LayerRow::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = palette().color(QPalette::Active, QPalette::Highlight);
    const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isChecked() || underMouse()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(isChecked() ? chosenBackground(palette()) : hoverBackground(palette()));
        painter.drawRoundedRect(area, kRadius, kRadius);
    }
    if (isChecked()) {
        painter.setBrush(accent);
        painter.drawRoundedRect(
            QRectF(area.left(), area.top() + kRadius, kBarWidth, area.height() - 2 * kRadius),
            kBarWidth / 2, kBarWidth / 2);
    }
    if (hasFocus()) {
        painter.setPen(accent);
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(area, kRadius, kRadius);
    }
}

}  // namespace frisket::ui
