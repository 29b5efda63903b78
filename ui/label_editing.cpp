// SPDX-License-Identifier: MIT
#include "ui/label_editing.h"

#include <QMainWindow>
#include <QMenu>

#include "ui/dialogs/replace_dialog.h"
#include "ui/docks/labels_dock.h"
#include "ui/session/core_text.h"
#include "ui/session/joining.h"
#include "ui/session/pixel_facts.h"
#include "ui/session/reporting.h"
#include "ui/session/similar_pixels.h"

namespace frisket::ui {

using session::Join;
using session::LayerId;
using session::PaintInto;

LabelEditing::LabelEditing(const Parts& parts, QObject* parent) : QObject(parent), m_parts(parts) {
    session::Document& document = parts.document;
    connect(parts.actions.paintLabels, &QAction::triggered, this, [this](bool checked) {
        session::PaintTarget target = m_parts.document.paintTarget();
        target.into = checked ? PaintInto::Destination : PaintInto::Condition;
        m_parts.document.setPaintTarget(target);
    });
    connect(parts.actions.replaceLabel, &QAction::triggered, this, [this] {
        const auto label = m_parts.labels.chosenLabel();
        replace({label ? textOf(*label) : QString(), {}});
    });
    connect(&document, &session::Document::paintTargetChanged, this, &LabelEditing::targetChanged);
    connect(&document, &session::Document::layersChanged, this, &LabelEditing::layersChanged);
    connect(&document, &session::Document::historyChanged, this, &LabelEditing::layersChanged);
    connect(&document.jobs(), &session::Jobs::busyChanged, this, &LabelEditing::layersChanged);
    connect(&parts.labels, &LabelsDock::paintWanted, this, &LabelEditing::paintWith);
    connect(&parts.labels, &LabelsDock::labelChosen, this, [this](std::int64_t label) {
        // While labels are painted the chosen one is painted; else a click only chooses.
        if (m_parts.document.paintTarget().into == PaintInto::Destination) {
            paintWith(label);
        }
    });
    connect(&parts.labels, &LabelsDock::menuFilled, this, &LabelEditing::fillMenu);
    connect(&parts.labels, &LabelsDock::listed, this, &LabelEditing::chooseInDock);
    targetChanged();
    layersChanged();
}

LabelEditing::~LabelEditing() { delete m_dialog; }

QString LabelEditing::textOf(std::int64_t label) const {
    return m_parts.document.has(LayerId::Destination)
               ? session::labelText(m_parts.document.dtype(LayerId::Destination), label)
               : QString();
}

void LabelEditing::layersChanged() {
    const bool can = m_parts.document.has(LayerId::Destination) && !m_parts.document.busy() &&
                     !m_parts.document.inStroke();
    m_parts.actions.replaceLabel->setEnabled(can);
}

void LabelEditing::targetChanged() {
    const session::PaintTarget& target = m_parts.document.paintTarget();
    const bool isLabel = target.into == PaintInto::Destination;
    m_parts.actions.paintLabels->setChecked(isLabel);
    chooseInDock();
    if (target == m_told || (!isLabel && m_told.into == target.into)) {
        return;
    }
    m_told = target;
    if (!isLabel) {
        emit reported(tr("Tools paint the condition."));
    } else if (m_parts.document.has(LayerId::Destination)) {
        const auto value = m_parts.document.paintValue();
        emit reported(value
                          ? tr("Tools write %1 straight into the destination; Edit > Undo takes "
                               "it back.")
                                .arg(session::fromCore(assign::toText(value->dtype, value->data())))
                          : QString::fromStdString(value.error().text()));
    }
}

void LabelEditing::chooseInDock() {
    if (m_parts.document.paintTarget().into != PaintInto::Destination ||
        !m_parts.document.has(LayerId::Destination)) {
        return;
    }
    const auto value = m_parts.document.paintValue();
    const auto label = value ? session::labelOf(value->dtype, value->data()) : std::nullopt;
    if (label) {
        m_parts.labels.choose(*label);
    }
}

void LabelEditing::paintWith(std::int64_t label) {
    m_parts.document.setPaintTarget({PaintInto::Destination, textOf(label)});
}

void LabelEditing::fillMenu(QMenu& menu, std::int64_t label) {
    const bool canPaint = m_parts.document.has(LayerId::Destination);
    const bool canSelect = m_parts.document.canPaint(PaintInto::Condition);
    QAction* paint = menu.addAction(tr("&Paint with this label"));
    paint->setEnabled(canPaint);
    connect(paint, &QAction::triggered, this, [this, label] { paintWith(label); });
    for (const LayerId layer : {LayerId::Destination, LayerId::Source}) {
        QMenu* sub =
            menu.addMenu(layer == LayerId::Destination ? tr("S&elect where the destination has it")
                                                       : tr("Select where the so&urce has it"));
        sub->setEnabled(canSelect && m_parts.document.has(layer));
        for (const auto& [join, words] :
             {std::pair(Join::Add, tr("&Add to the condition")),
              std::pair(Join::Subtract, tr("&Subtract from the condition")),
              std::pair(Join::Intersect, tr("&Intersect with the condition")),
              std::pair(Join::Replace, tr("&Replace the condition"))}) {
            QAction* action = sub->addAction(words);
            connect(action, &QAction::triggered, this,
                    [this, layer, label, how = join] { select(layer, label, how); });
        }
    }
    QAction* replaceOne = menu.addAction(tr("Rep&lace this label…"));
    QAction* swapOne = menu.addAction(tr("S&wap this label…"));
    connect(replaceOne, &QAction::triggered, this, [this, label] { replace({textOf(label), {}}); });
    connect(swapOne, &QAction::triggered, this, [this, label] {
        replace({textOf(label), {}, true});
    });
    for (QAction* action : {replaceOne, swapOne}) {
        action->setEnabled(canPaint && m_parts.actions.replaceLabel->isEnabled());
    }
}

void LabelEditing::select(LayerId layer, std::int64_t label, Join join) {
    session::Document& document = m_parts.document;
    const QString text = session::labelText(document.dtype(layer), label);
    session::joinFound(document, session::labelPixels(document, layer, text), join,
                       tr("Select label %1").arg(text), PaintInto::Condition);
}

void LabelEditing::replace(const session::LabelChange& suggestion) {
    if (!m_parts.document.has(LayerId::Destination) || m_parts.document.busy()) {
        return;
    }
    delete m_dialog;
    m_dialog = new ReplaceDialog(m_parts.document, m_parts.styles, suggestion, &m_parts.window);
    m_dialog->setModal(true);
    connect(m_dialog, &QDialog::finished, this, [this](int result) {
        ReplaceDialog* dialog = std::exchange(m_dialog, nullptr);
        dialog->deleteLater();
        if (result == QDialog::Accepted) {
            // Not within the dialog's own event, since the job turns the event loop.
            QMetaObject::invokeMethod(
                this, [this, change = dialog->change()] { doReplace(change); },
                Qt::QueuedConnection);
        }
    });
    m_dialog->open();
}

void LabelEditing::doReplace(const session::LabelChange& change) {
    const auto changed = m_parts.document.replaceLabels(change);
    if (changed) {
        emit reported(tr("%L1 px have another label.").arg(*changed));
    } else {
        session::report(m_parts.document, changed.error());
    }
}

}  // namespace frisket::ui
