// SPDX-License-Identifier: MIT
#include "ui/docks/broadcast_words.h"

#include <algorithm>

#include <QCoreApplication>
#include <QStringList>

#include "core/assign/mode_table.h"
#include "ui/session/core_text.h"

namespace frisket::ui {

namespace {
using assign::AlignedAxis;
using assign::AssignPlan;
using assign::AxisFit;
using assign::BroadcastTable;
using assign::Mode;
using assign::Role;
using session::fromCore;

/// The context of the words for translators.
class BroadcastWords {
    Q_DECLARE_TR_FUNCTIONS(BroadcastWords)
};

/// "a", "a and b", "a, b and c".
QString listed(QStringList parts) {
    if (parts.size() < 2) {
        return parts.join(QString());
    }
    const QString last = parts.takeLast();
    return BroadcastWords::tr("%1 and %2").arg(parts.join(QStringLiteral(", ")), last);
}

QString repeatSentence(const BroadcastTable& table, const Pairing& pairing, Role role) {
    if (takenInOrder(table, pairing, role)) {
        return {};
    }
    const auto& target = table.row(Role::Destination);
    const auto& row = table.row(role);
    const QString name =
        role == Role::Source ? BroadcastWords::tr("source") : BroadcastWords::tr("condition");
    QStringList sentences;
    QStringList axes;
    int axis = 0;
    bool dropped = false;
    for (std::size_t column = 0; column < row.size(); ++column) {
        const AxisFit fit = row[column].fit;
        dropped = dropped || fit == AxisFit::Surplus;
        const auto times = repeatedSize(table, pairing, role, column);
        if (times.value_or(1) != 1) {
            if (row[column].selected) {
                sentences.append(BroadcastWords::tr("The source is the same for each of them."));
            } else {
                axes.append(BroadcastWords::tr("axis %1 (%2 times)").arg(axis).arg(*times));
            }
        }
        axis += target[column].fit == AxisFit::Absent ? 0 : 1;
    }
    if (!axes.isEmpty()) {
        sentences.append(
            BroadcastWords::tr("The %1 is repeated along %2.").arg(name, listed(axes)));
    }
    if (dropped) {
        sentences.append(
            BroadcastWords::tr("Extra leading axes of size 1 of the %1 are dropped.").arg(name));
    }
    return sentences.join(u' ');
}

/// How many are selected and how many the source has, as far as that is known.
QString counted(const Pairing& pairing) {
    if (pairing.mode == Mode::Index) {
        return BroadcastWords::tr(" %L1 selected.").arg(pairing.selected);
    }
    if (!pairing.selectedElements) {
        return {};
    }
    const std::int64_t taken = *pairing.selectedElements;
    const QString has = BroadcastWords::tr(" %L1 selected; the source has %L2")
                            .arg(taken)
                            .arg(pairing.sourceElements);
    if (pairing.mode == Mode::Scatter && taken < pairing.sourceElements) {
        return BroadcastWords::tr("%1: %L2 left over.")
            .arg(has)
            .arg(pairing.sourceElements - taken);
    }
    if (pairing.mode == Mode::Scatter && taken > pairing.sourceElements) {
        return BroadcastWords::tr("%1: %L2 missing.").arg(has).arg(taken - pairing.sourceElements);
    }
    return has + u'.';
}
}  // namespace

bool takenInOrder(const BroadcastTable& table, const Pairing& pairing, Role role) {
    if (role == Role::Source) {
        return pairing.mode == Mode::Scatter || pairing.mode == Mode::Place ||
               pairing.mode == Mode::Putmask;
    }
    const auto& row = table.row(role);
    return std::any_of(row.begin(), row.end(),
                       [](const AlignedAxis& axis) { return axis.fit == AxisFit::InOrder; });
}

std::optional<std::int64_t> repeatedSize(const BroadcastTable& table, const Pairing& pairing,
                                         Role role, std::size_t column) {
    const AlignedAxis& axis = table.row(role)[column];
    if (axis.fit != AxisFit::Missing && axis.fit != AxisFit::Stretched) {
        return std::nullopt;
    }
    return axis.selected ? pairing.selected : table.row(Role::Destination)[column].size;
}

QString inOrderWords(const BroadcastTable& table, Role role) {
    QStringList sizes;
    for (const AlignedAxis& axis : table.row(role)) {
        if (axis.fit == AxisFit::InOrder) {
            sizes.append(QString::number(axis.size));
        }
    }
    return BroadcastWords::tr("%1 in order")
        .arg(sizes.isEmpty() ? BroadcastWords::tr("1") : sizes.join(QStringLiteral(" × ")));
}

QString pairingWords(const Pairing& pairing) {
    QString text = fromCore(assign::pairingText(pairing.mode));
    if (text.isEmpty()) {
        return text;
    }
    text[0] = text[0].toUpper();
    return text + u'.' + counted(pairing);
}

QString repeatWords(const AssignPlan& plan, const Pairing& pairing) {
    QStringList sentences;
    if (plan.value()) {
        sentences.append(BroadcastWords::tr("One value goes to every selected element."));
    } else {
        sentences.append(repeatSentence(plan.table(), pairing, Role::Source));
    }
    sentences.append(repeatSentence(plan.table(), pairing, Role::Condition));
    sentences.removeAll(QString());
    if (sentences.isEmpty() && pairing.mode == Mode::Where) {
        return BroadcastWords::tr("All shapes are equal; nothing is repeated.");
    }
    return sentences.join(u' ');
}

QString rowWords(const QString& name, const QString& dtype, const BroadcastTable& table, Role role,
                 const Pairing& pairing) {
    if (takenInOrder(table, pairing, role)) {
        return QStringLiteral("%1, %2: %3.").arg(name, dtype, inOrderWords(table, role));
    }
    const auto& row = table.row(role);
    QStringList axes;
    for (std::size_t column = 0; column < row.size(); ++column) {
        const AlignedAxis& axis = row[column];
        const auto times = repeatedSize(table, pairing, role, column);
        switch (axis.fit) {
            case AxisFit::Equal:
            case AxisFit::InOrder:
                axes.append(axis.selected ? BroadcastWords::tr("%1 in order").arg(axis.size)
                                          : QString::number(axis.size));
                break;
            case AxisFit::Stretched:
                axes.append(BroadcastWords::tr("1 repeated to %1").arg(*times));
                break;
            case AxisFit::Missing:
                axes.append(BroadcastWords::tr("none, repeated to %1").arg(*times));
                break;
            case AxisFit::Absent:
                break;
            case AxisFit::Surplus:
                axes.append(BroadcastWords::tr("1, dropped"));
                break;
            case AxisFit::Clash:
                axes.append(BroadcastWords::tr("%1, which does not fit").arg(axis.size));
                break;
        }
    }
    return QStringLiteral("%1, %2: %3.").arg(name, dtype, axes.join(QStringLiteral(", ")));
}

}  // namespace frisket::ui
