// SPDX-License-Identifier: MIT
#include "ui/options/pick_part.h"

#include <QComboBox>

namespace frisket::ui {

using session::LayerId;
using session::PickAction;

PickPart::PickPart(const Context& context)
    : OptionPart(context), m_action(new QComboBox), m_layer(new QComboBox) {
    m_action->addItem(tr("Takes the label"), static_cast<int>(PickAction::Take));
    m_action->addItem(tr("Selects the component"), static_cast<int>(PickAction::Component));
    m_action->addItem(tr("Selects all of the label"), static_cast<int>(PickAction::Label));
    m_action->setToolTip(
        tr("Takes: the label is what tools paint from then on\n"
           "Component: what hangs together with the pixel joins the condition\n"
           "All: everything with its value in the shown slice joins the condition"));
    m_action->setAccessibleName(tr("What a click does"));
    for (const LayerId id : {LayerId::Result, LayerId::Destination, LayerId::Source}) {
        m_layer->addItem(session::displayName(id), static_cast<int>(id));
    }
    m_layer->setToolTip(tr("The layer that is picked from"));
    m_layer->setAccessibleName(tr("Layer to pick from"));
    addText(tr("Click"));
    add(m_action);
    addText(tr("of the"));
    add(m_layer);
    addSeparator();
    connect(m_action, &QComboBox::activated, this, &PickPart::store);
    connect(m_layer, &QComboBox::activated, this, &PickPart::store);
}

bool PickPart::serves(ToolId id) const { return id == ToolId::Pick; }

void PickPart::store() {
    options().setPick({static_cast<LayerId>(m_layer->currentData().toInt()),
                       static_cast<PickAction>(m_action->currentData().toInt())});
}

void PickPart::showOptions() {
    const session::PickOptions& pick = options().pick();
    m_action->setCurrentIndex(m_action->findData(static_cast<int>(pick.action)));
    m_layer->setCurrentIndex(m_layer->findData(static_cast<int>(pick.layer)));
}

}  // namespace frisket::ui
