// SPDX-License-Identifier: MIT
// The part of ConditionDock that shows what rules can name, and the source's rule.
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>

#include "ui/docks/condition_dock.h"
#include "ui/docks/rule_edit.h"
#include "ui/session/core_text.h"
#include "ui/session/rule_arrays.h"
#include "ui/session/source_rule.h"

namespace frisket::ui {

using session::fromCore;
using session::RuleInputs;

void ConditionDock::showInputs() {
    QStringList names;
    for (const rules::InputType& type :
         RuleInputs::typesOf(m_document, RuleInputs::For::Condition, nullptr)) {
        names << QStringLiteral("<b>%1</b>&nbsp;%2&nbsp;%3")
                     .arg(QString::fromStdString(type.name).toHtmlEscaped(),
                          QString::fromUtf8(array::name(type.dtype).data(),
                                            static_cast<qsizetype>(array::name(type.dtype).size())),
                          fromCore(array::toString(type.shape))
                              .toHtmlEscaped()
                              .replace(QLatin1Char(' '), QStringLiteral("&nbsp;")));
        for (const session::NamedArray& each : m_document.ruleArrays().all()) {
            if (each.name.toStdString() == type.name) {
                names.last() +=
                    QStringLiteral(
                        "&nbsp;<a href=\"rename:%1\">%2</a>&nbsp;<a href=\"remove:%1\">%3</a>")
                        .arg(each.name.toHtmlEscaped(), tr("rename"), tr("remove"));
            }
        }
    }
    m_inputs->setText(
        tr("Rules can name: %1 · <a href=\"add:\">add array…</a>")
            .arg(names.isEmpty() ? tr("nothing yet") : names.join(QStringLiteral(" · "))));
}

void ConditionDock::editArray(const QString& link) {
    const QString name = link.section(QLatin1Char(':'), 1);
    session::RuleArrays& arrays = m_document.ruleArrays();
    if (link.startsWith(QLatin1String("add:"))) {
        m_addArrays();
    } else if (link.startsWith(QLatin1String("remove:"))) {
        done(arrays.remove(name));
    } else {
        bool given = false;
        const QString to =
            QInputDialog::getText(this, tr("Rename array"), tr("Name of the array in rules:"),
                                  QLineEdit::Normal, name, &given);
        if (given) {
            done(arrays.rename(name, to.trimmed()));
        }
    }
}

void ConditionDock::showSource() {
    const session::SourceRule& source = m_document.sourceRule();
    QString text;
    if (m_sourceRule->error()) {
        text = fromCore(
            m_sourceRule->error()->toError(m_sourceRule->toPlainText().toStdString()).text());
    } else if (m_sourceRule->rule() != source.text()) {
        text = m_sourceRule->rule().isEmpty() ? tr("Enter: the source is its file's again.")
                                              : tr("Enter evaluates it.");
    } else if (!source.problem().isEmpty()) {
        text = source.problem();
    } else if (source.pending()) {
        text = tr("Evaluating…");
    } else if (source.any() && m_document.source() != nullptr) {
        const std::string_view dtype = array::name(m_document.source()->dtype());
        text = tr("gives %1 %2 · %3 ms")
                   .arg(QString::fromUtf8(dtype.data(), static_cast<qsizetype>(dtype.size())),
                        fromCore(array::toString(m_document.source()->shape())))
                   .arg(QLocale().toString(source.milliseconds(), 'f',
                                           source.milliseconds() < 10 ? 1 : 0));
    }
    m_sourceNote->setText(text);
    m_sourceNote->setVisible(!text.isEmpty());
}

void ConditionDock::acceptSource() {
    if (m_sourceRule->error() || m_sourceRule->rule() == m_document.sourceRule().text()) {
        showSource();
        return;
    }
    done(m_document.sourceRule().set(m_sourceRule->rule()));
    showSource();
}

}  // namespace frisket::ui
