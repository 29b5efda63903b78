// SPDX-License-Identifier: MIT
#include "ui/docks/broadcast_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "core/assign/casting.h"

namespace frisket::ui {

namespace {
using assign::AlignedAxis;
using assign::AssignPlan;
using assign::AxisFit;
using assign::BroadcastTable;
using assign::Casting;
using assign::Role;

QString tr(const char* text, int count = -1) {
    return QCoreApplication::translate("BroadcastWords", text, nullptr, count);
}

QString fromCore(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString typeName(array::DType dtype) { return fromCore(array::name(dtype)); }

/// "a", "a and b", "a, b and c".
QString listed(QStringList parts) {
    if (parts.size() < 2) {
        return parts.join(QString());
    }
    const QString last = parts.takeLast();
    return tr("%1 and %2").arg(parts.join(QStringLiteral(", ")), last);
}

QString repeatSentence(const BroadcastTable& table, Role role) {
    const auto& target = table.row(Role::Destination);
    const auto& row = table.row(role);
    QStringList axes;
    int axis = 0;
    bool dropped = false;
    for (std::size_t column = 0; column < row.size(); ++column) {
        dropped = dropped || row[column].fit == AxisFit::Surplus;
        if (target[column].fit == AxisFit::Missing) {
            continue;
        }
        const std::int64_t times = target[column].size;
        const bool repeated =
            row[column].fit == AxisFit::Missing || row[column].fit == AxisFit::Stretched;
        if (repeated && times != 1) {
            axes.append(tr("axis %1 (%2 times)").arg(axis).arg(times));
        }
        ++axis;
    }
    const QString name = role == Role::Source ? tr("source") : tr("condition");
    QStringList sentences;
    if (!axes.isEmpty()) {
        sentences.append(tr("The %1 is repeated along %2.").arg(name, listed(axes)));
    }
    if (dropped) {
        sentences.append(tr("Extra leading axes of size 1 of the %1 are dropped.").arg(name));
    }
    return sentences.join(u' ');
}
}  // namespace

QString repeatWords(const AssignPlan& plan) {
    QStringList sentences;
    if (plan.value()) {
        sentences.append(tr("One value goes to every selected element."));
    } else {
        sentences.append(repeatSentence(plan.table(), Role::Source));
    }
    sentences.append(repeatSentence(plan.table(), Role::Condition));
    sentences.removeAll(QString());
    return sentences.isEmpty() ? tr("All shapes are equal; nothing is repeated.")
                               : sentences.join(u' ');
}

QString castWords(const AssignPlan& plan) {
    const QString to = typeName(plan.destinationType());
    if (plan.value()) {
        return tr("The value is %1, as the destination is.").arg(to);
    }
    if (!plan.needsCast()) {
        return tr("Both are %1: values are copied as they are.").arg(to);
    }
    const QString types = QStringLiteral("%1 → %2").arg(typeName(plan.sourceType()), to);
    if (plan.checksValues()) {
        return tr("%1: every selected value is checked; nothing is written if one would change.")
            .arg(types);
    }
    if (assign::isLossless(plan.sourceType(), plan.destinationType())) {
        return tr("%1: every value fits.").arg(types);
    }
    if (plan.casting() == Casting::Unsafe) {
        return tr("%1, unsafe: values that don't fit are changed.").arg(types);
    }
    return tr("%1, %2: allowed by the dtypes; values that don't fit are changed.")
        .arg(types, fromCore(assign::name(plan.casting())));
}

QString rowWords(const QString& name, const QString& dtype, const BroadcastTable& table,
                 Role role) {
    const auto& target = table.row(Role::Destination);
    const auto& row = table.row(role);
    QStringList axes;
    for (std::size_t column = 0; column < row.size(); ++column) {
        const AlignedAxis& axis = row[column];
        const std::int64_t wanted = target[column].size;
        switch (axis.fit) {
            case AxisFit::Equal:
                axes.append(QString::number(axis.size));
                break;
            case AxisFit::Stretched:
                axes.append(tr("1 repeated to %1").arg(wanted));
                break;
            case AxisFit::Missing:
                if (target[column].fit != AxisFit::Missing) {
                    axes.append(tr("none, repeated to %1").arg(wanted));
                }
                break;
            case AxisFit::Surplus:
                axes.append(tr("1, dropped"));
                break;
            case AxisFit::Clash:
                axes.append(tr("%1, which does not fit").arg(axis.size));
                break;
            case AxisFit::InOrder:
                axes.append(tr("%1, taken in order").arg(axis.size));
                break;
        }
    }
    return QStringLiteral("%1, %2: %3.").arg(name, dtype, axes.join(QStringLiteral(", ")));
}

}  // namespace frisket::ui
