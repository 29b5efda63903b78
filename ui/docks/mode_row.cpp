// SPDX-License-Identifier: MIT
#include "ui/docks/mode_row.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/docks/elided_label.h"
#include "ui/docks/mode_picture.h"
#include "ui/mode_words.h"
#include "ui/session/core_text.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
constexpr qreal kRadius = 5.0;
constexpr qreal kBarWidth = 3.0;
/// A refusal with shapes and numbers may be long; the tooltip has it all.
constexpr qsizetype kProblemLength = 120;

QString shortened(const QString& text) {
    if (text.size() <= kProblemLength) {
        return text;
    }
    const qsizetype end = text.lastIndexOf(u' ', kProblemLength);
    return text.left(end > 0 ? end : kProblemLength) + QStringLiteral("…");
}

void setInk(QWidget* widget, const QColor& colour) {
    QPalette palette = widget->palette();
    palette.setColor(QPalette::WindowText, colour);
    widget->setPalette(palette);
}
}  // namespace

ModeRow::ModeRow(assign::Mode mode, QWidget* parent)
    : QAbstractButton(parent),
      m_mode(mode),
      m_picture(new QLabel(this)),
      m_name(new ElidedLabel(this)),
      m_words(new ElidedLabel(this)),
      m_counts(new ElidedLabel(this)),
      m_comparison(new ElidedLabel(this)),
      m_supply(new ElidedLabel(this)),
      m_problem(new QLabel(this)),
      m_fix(new QPushButton(this)) {
    setObjectName(QStringLiteral("mode.") + session::fromCore(assign::name(mode)));
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_name->setText(session::fromCore(assign::name(mode)));
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_name->setFont(bold);
    m_words->setText(modeWords(mode));
    m_picture->setFixedSize(kModePicture);
    m_picture->setAlignment(Qt::AlignCenter);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->setMinimumWidth(1);
    m_problem->setForegroundRole(QPalette::WindowText);  // not a button's
    m_fix->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    for (QWidget* part : {static_cast<QWidget*>(m_picture), static_cast<QWidget*>(m_name),
                          static_cast<QWidget*>(m_words), static_cast<QWidget*>(m_counts),
                          static_cast<QWidget*>(m_comparison), static_cast<QWidget*>(m_supply),
                          static_cast<QWidget*>(m_problem)}) {
        part->setAttribute(Qt::WA_TransparentForMouseEvents);  // clicks and tips are the row's
    }
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(9, 6, 8, 6);
    row->setSpacing(8);
    row->addWidget(m_picture, 0, Qt::AlignVCenter);
    auto* column = new QVBoxLayout;
    column->setSpacing(1);
    for (QWidget* part : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_words),
                          static_cast<QWidget*>(m_counts), static_cast<QWidget*>(m_comparison),
                          static_cast<QWidget*>(m_supply), static_cast<QWidget*>(m_problem),
                          static_cast<QWidget*>(m_fix)}) {
        column->addWidget(part);
    }
    row->addLayout(column, 1);
    connect(m_fix, &QPushButton::clicked, this, &ModeRow::fixRequested);
    setTexts({});
    updateColours();
}

void ModeRow::setTexts(const Texts& texts) {
    m_texts = texts;
    const bool refused = !texts.problem.isEmpty();
    m_counts->setText(texts.counts);
    m_comparison->setText(texts.comparison);
    m_supply->setText(texts.supply);
    m_problem->setText(shortened(texts.problem));
    m_fix->setText(texts.fix);
    m_fix->setToolTip(texts.fixTip);
    m_picture->setVisible(!refused);
    m_counts->setVisible(!refused && !texts.counts.isEmpty());
    m_comparison->setVisible(!texts.comparison.isEmpty());
    m_supply->setVisible(!texts.supply.isEmpty());
    m_problem->setVisible(refused);
    m_fix->setVisible(refused && !texts.fix.isEmpty());
    QStringList spoken{m_name->text()};
    for (const QString& part : {texts.comparison, texts.counts, texts.supply, texts.problem}) {
        if (!part.isEmpty()) {
            spoken << part;
        }
    }
    setAccessibleName(spoken.join(QStringLiteral(", ")));
    setAccessibleDescription(modeWords(m_mode));
    QString tip = modeWords(m_mode).toHtmlEscaped();
    for (const QString& part : spoken.sliced(1)) {
        tip += QStringLiteral("<br>") + part.toHtmlEscaped();
    }
    // As markup on purpose: it is escaped, and only markup is wrapped to lines.
    setToolTip(QStringLiteral("<p>%1</p>").arg(tip));
    updateColours();
    updateGeometry();
}

void ModeRow::setPicture(const QImage& picture) {
    m_image = picture;
    m_picture->setPixmap(QPixmap::fromImage(picture));
}

QSize ModeRow::sizeHint() const { return layout()->sizeHint(); }
bool ModeRow::hasHeightForWidth() const { return layout()->hasHeightForWidth(); }
int ModeRow::heightForWidth(int width) const {
    return layout()->hasHeightForWidth() ? layout()->heightForWidth(width) : sizeHint().height();
}

void ModeRow::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            click();
            return;
        case Qt::Key_Up:
            emit stepped(-1);
            return;
        case Qt::Key_Down:
            emit stepped(1);
            return;
        default:
            QAbstractButton::keyPressEvent(event);
    }
}

void ModeRow::updateColours() {
    const QPalette colours = parentWidget() != nullptr ? parentWidget()->palette() : palette();
    const QColor text = colours.color(QPalette::Active, QPalette::WindowText);
    setInk(m_name, text);
    setInk(m_counts, m_texts.warns ? warningText(colours) : text);
    setInk(m_problem, errorText(colours));
    for (QWidget* quiet : {m_words, m_comparison, m_supply}) {
        setInk(quiet, quietText(colours));
    }
    update();
}

void ModeRow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ParentChange) {
        updateColours();
    }
    QAbstractButton::changeEvent(event);
}

void ModeRow::paintEvent(QPaintEvent*) {
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
        painter.setPen(Qt::NoPen);
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
