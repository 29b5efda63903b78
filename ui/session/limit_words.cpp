// SPDX-License-Identifier: MIT
#include "ui/session/limit_words.h"

#include <algorithm>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace frisket::session {

namespace {
/// The context of the words for translators.
class LimitWords {
    Q_DECLARE_TR_FUNCTIONS(LimitWords)
};

/// Unsigned 64-bit labels are keyed by their bits.
std::optional<std::int64_t> number(const QString& text) {
    bool good = false;
    const qlonglong value = text.toLongLong(&good);
    if (good) {
        return value;
    }
    const qulonglong wide = text.toULongLong(&good);
    return good ? std::optional(static_cast<std::int64_t>(wide)) : std::nullopt;
}

QString termText(const LimitTerm& term) {
    const QString layer = displayName(term.layer).toLower();
    if (term.kind == LimitTerm::Kind::Labels) {
        return (term.negated ? LimitWords::tr("%1 not in {%2}") : LimitWords::tr("%1 in {%2}"))
            .arg(layer, labelsText(term.labels));
    }
    return (term.negated ? LimitWords::tr("%1 not %2 to %3") : LimitWords::tr("%1 %2 to %3"))
        .arg(layer, QString::number(term.low, 'g', 6), QString::number(term.high, 'g', 6));
}

QString locksText(const LabelLocks& locks) {
    if (locks.others) {
        return LimitWords::tr("all labels but {%1} protected").arg(labelsText(locks.labels));
    }
    return locks.labels.size() == 1
               ? LimitWords::tr("label %1 protected").arg(locks.labels.front())
               : LimitWords::tr("labels {%1} protected").arg(labelsText(locks.labels));
}
}  // namespace

std::optional<std::vector<std::int64_t>> parseLabels(const QString& text) {
    static const QRegularExpression kItem(
        QStringLiteral("^\\s*(-?\\d+)\\s*(?:(?:-|–|\\.\\.)\\s*(-?\\d+)\\s*)?$"));
    std::vector<std::int64_t> labels;
    for (const QString& part : text.split(u',', Qt::SkipEmptyParts)) {
        if (part.trimmed().isEmpty()) {
            continue;
        }
        const QRegularExpressionMatch match = kItem.match(part);
        const auto first = number(match.captured(1));
        const auto last = match.hasCaptured(2) ? number(match.captured(2)) : first;
        if (!match.hasMatch() || !first || !last || *last < *first ||
            static_cast<std::uint64_t>(*last) - static_cast<std::uint64_t>(*first) >=
                static_cast<std::uint64_t>(kMostListed) - labels.size()) {
            return std::nullopt;
        }
        for (std::int64_t label = *first; label < *last; ++label) {
            labels.push_back(label);
        }
        labels.push_back(*last);
    }
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    return labels;
}

QString labelsText(const std::vector<std::int64_t>& labels) {
    QStringList parts;
    for (std::size_t i = 0; i < labels.size();) {
        std::size_t last = i;
        while (last + 1 < labels.size() && labels[last + 1] == labels[last] + 1) {
            ++last;
        }
        if (last > i + 1) {
            parts << QStringLiteral("%1-%2").arg(labels[i]).arg(labels[last]);
            i = last + 1;
        } else {
            parts << QString::number(labels[i]);
            ++i;
        }
    }
    return parts.join(QStringLiteral(", "));
}

QString limitsText(const PaintLimits& limits) {
    QStringList parts;
    for (const LimitTerm& term : limits.terms) {
        parts << termText(term);
    }
    if (limits.side != Side::Anywhere) {
        parts << (limits.side == Side::Inside ? LimitWords::tr("inside the condition")
                                              : LimitWords::tr("outside the condition"));
    }
    if (limits.locks.any()) {
        parts << locksText(limits.locks);
    }
    return parts.join(QStringLiteral(", "));
}

}  // namespace frisket::session
