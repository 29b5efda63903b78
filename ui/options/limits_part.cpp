// SPDX-License-Identifier: MIT
#include "ui/options/limits_part.h"

#include <QFontMetrics>
#include <QToolButton>

#include "ui/icons.h"
#include "ui/options/limits_panel.h"
#include "ui/session/limit_words.h"

namespace frisket::ui {

namespace {
/// Width of the words on the button, at most.
constexpr int kMostWords = 220;
}  // namespace

LimitsPart::LimitsPart(const Context& context)
    : OptionPart(context),
      m_document(context.document),
      m_canvas(context.canvas),
      m_button(new QToolButton),
      m_clear(new QToolButton),
      m_panel(new LimitsPanel(context.document, context.options, context.canvas,
                              context.bar.window())) {
    m_button->setObjectName(QStringLiteral("limits"));
    m_button->setCheckable(true);
    m_button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_button->setFocusPolicy(Qt::TabFocus);
    m_button->setAccessibleName(tr("Limits of painting"));
    m_clear->setAutoRaise(true);
    m_clear->setFocusPolicy(Qt::TabFocus);
    m_clear->setToolTip(tr("Paint everywhere again; labels stay protected"));
    m_clear->setAccessibleName(tr("Clear the limits"));
    add(m_button);
    add(m_clear);
    addSeparator();
    // It lies in the window, which outlives what it looks at.
    connect(this, &QObject::destroyed, m_panel, [panel = m_panel] { delete panel; });
    connect(m_button, &QToolButton::toggled, this, &LimitsPart::setOpen);
    connect(m_panel, &LimitsPanel::closed, this, [this] { m_button->setChecked(false); });
    connect(m_clear, &QToolButton::clicked, this, [this] {
        session::PaintLimits limits = m_document.limits();
        limits.terms.clear();
        limits.side = session::Side::Anywhere;
        m_document.setLimits(limits);
    });
    connect(&m_document, &session::Document::limitsChanged, this, &LimitsPart::showOptions);
}

bool LimitsPart::serves(ToolId id) const { return id != ToolId::Hand && id != ToolId::Profile; }

void LimitsPart::setOpen(bool open) {
    if (open) {
        const QWidget& window = *m_panel->parentWidget();
        m_panel->show();
        // Over the image, so that no tool is hidden.
        const QPoint corner = m_canvas.mapTo(&window, QPoint(8, 8));
        m_panel->move(std::max(0, std::min(corner.x(), window.width() - m_panel->width())),
                      corner.y());
        m_panel->raise();
        m_panel->setFocus(Qt::OtherFocusReason);
    } else {
        m_panel->hide();
    }
    m_button->setChecked(open);
}

void LimitsPart::showOptions() {
    const session::PaintLimits& limits = m_document.limits();
    const QString words = session::limitsText(limits);
    m_button->setText(words.isEmpty() ? tr("Limits")
                                      : m_button->fontMetrics().elidedText(
                                            tr("Only %1").arg(words), Qt::ElideRight, kMostWords));
    const QString tip =
        tr("Paint only where layers have some values, or on one side of the "
           "condition (Shift+L)");
    m_button->setToolTip(words.isEmpty() ? tip : tr("Limits: %1.").arg(words) + u'\n' + tip);
    m_clear->setVisible(limits.limitsArea());
}

void LimitsPart::setIcons(const QPalette& palette) {
    m_button->setIcon(icon(QStringLiteral("limits"), palette));
    m_clear->setIcon(icon(QStringLiteral("close"), palette));
    m_panel->setIcons(palette);
}

}  // namespace frisket::ui
