// SPDX-License-Identifier: MIT
#include "ui/options/target_part.h"

#include <QAction>
#include <QComboBox>
#include <QFontMetrics>
#include <QLabel>
#include <QLineEdit>

#include "ui/docks/swatch.h"
#include "ui/focus.h"
#include "ui/session/core_text.h"
#include "ui/session/pixel_facts.h"
#include "ui/theme.h"

namespace frisket::ui {

namespace {
using session::LayerId;
using session::PaintInto;

constexpr int kValueWidth = 76;
constexpr int kNameWidth = 90;
}  // namespace

TargetPart::TargetPart(const Context& context)
    : OptionPart(context),
      m_into(new QComboBox),
      m_value(new QLineEdit),
      m_swatch(m_value->addAction(QIcon(), QLineEdit::LeadingPosition)),
      m_name(new QLabel) {
    m_into->addItem(tr("Condition"), static_cast<int>(PaintInto::Condition));
    m_into->addItem(tr("Label"), static_cast<int>(PaintInto::Destination));
    m_into->setToolTip(
        tr("Condition: where the source's values go\n"
           "Label: a value that is written straight into the destination (D)"));
    m_into->setAccessibleName(tr("What is painted"));
    m_value->setMaximumWidth(kValueWidth);
    m_value->setAccessibleName(tr("Label to paint"));
    m_name->setMaximumWidth(kNameWidth);
    addText(tr("Paint"));
    add(m_into);
    add(m_value);
    add(m_name);
    connect(m_into, &QComboBox::activated, this, &TargetPart::store);
    connect(m_value, &QLineEdit::textEdited, this, &TargetPart::store);
    giveFocusOnReturn(*m_value, canvas());
    connect(&document(), &session::Document::layersChanged, this, &TargetPart::showOptions);
    connect(&styles(), &session::LayerStyles::styleChanged, this, &TargetPart::showOptions);
    connect(&styles().labels(), &session::LabelLooks::changed, this, &TargetPart::showOptions);
}

bool TargetPart::serves(ToolId id) const {
    // Refine and Transform are for the condition alone, Specks for the destination.
    return id != ToolId::Hand && id != ToolId::Profile && id != ToolId::Refine &&
           id != ToolId::Specks && id != ToolId::Transform;
}

void TargetPart::store() {
    document().setPaintTarget(
        {static_cast<PaintInto>(m_into->currentData().toInt()), m_value->text()});
}

void TargetPart::setIcons(const QPalette&) { showOptions(); }

void TargetPart::showOptions() {
    const session::PaintTarget& target = document().paintTarget();
    m_into->setCurrentIndex(m_into->findData(static_cast<int>(target.into)));
    if (m_value->text() != target.value) {  // else the cursor would jump
        m_value->setText(target.value);
    }
    m_value->setVisible(target.into == PaintInto::Destination);
    showLook(target);
}

void TargetPart::showLook(const session::PaintTarget& target) {
    const bool isLabel = target.into == PaintInto::Destination;
    QString name;
    QString tip = tr("The value that is written into the destination, in its dtype");
    std::optional<QColor> colour;
    bool isRefused = false;
    if (isLabel && document().has(LayerId::Destination)) {
        if (const auto value = document().paintValue()) {
            const session::Element element{value->dtype, value->bytes};
            colour = session::valueColour(document(), styles(), LayerId::Destination, value->dtype,
                                          value->data());
            name = value->dtype == array::DType::Bool ? tr("true")
                                                      : nameOf(styles().labels(), element);
            tip = tr("%1 is written straight into the destination; the condition stays as it is")
                      .arg(element.text());
        } else {
            isRefused = true;
            name = tr("does not fit");
            tip = QString::fromStdString(value.error().text());
        }
    }
    QPalette colours = m_name->parentWidget()->palette();
    if (isRefused) {
        colours.setColor(QPalette::WindowText, errorText(colours));
    }
    m_name->setPalette(colours);
    m_name->setText(m_name->fontMetrics().elidedText(name, Qt::ElideRight, kNameWidth));
    m_name->setVisible(!name.isEmpty());
    m_swatch->setIcon(
        swatch(colour.value_or(Qt::transparent), m_value->palette(), m_value->devicePixelRatioF()));
    m_value->setToolTip(tip);
    m_name->setToolTip(tip);
    options().setPaintColour(colour);
}

}  // namespace frisket::ui
