// SPDX-License-Identifier: MIT
#include "ui/docks/cast_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "core/assign/casting.h"
#include "core/assign/check.h"

namespace frisket::ui {

namespace {
using assign::AssignPlan;
using assign::CastChange;
using assign::Casting;

QString tr(const char* text) { return QCoreApplication::translate("CastWords", text); }

QString fromCore(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString typeName(array::DType dtype) { return fromCore(array::name(dtype)); }

QString valueText(const assign::Scalar& value) {
    return fromCore(assign::toText(value.dtype, value.data()));
}

QString changeWords(CastChange change, bool one) {
    switch (change) {
        case CastChange::Wrapped:
            return one ? tr("wraps around") : tr("wrap around");
        case CastChange::Truncated:
            return one ? tr("loses its fraction") : tr("lose their fraction");
        case CastChange::Saturated:
            return one ? tr("is cut to the limit") : tr("are cut to the limit");
        case CastChange::Rounded:
            return one ? tr("is rounded") : tr("are rounded");
        case CastChange::Overflow:
            return one ? tr("becomes infinite") : tr("become infinite");
        case CastChange::NotANumber:
            return one ? tr("is NaN and becomes 0") : tr("are NaN and become 0");
        case CastChange::ToBool:
            return one ? tr("becomes true") : tr("become true");
    }
    return {};
}
}  // namespace

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

QString lossWords(const AssignPlan& plan, const assign::CastReport& report) {
    if (report.total == 0) {
        return tr("No selected value changes.");
    }
    QStringList kinds;
    for (std::size_t kind = 0; kind < assign::kCastChanges; ++kind) {
        const std::int64_t count = report.counts[kind];
        if (count > 0) {
            kinds << tr("%L1 %2").arg(count).arg(
                changeWords(static_cast<CastChange>(kind), count == 1));
        }
    }
    const QString what = plan.casting() == Casting::Exact
                             ? tr("Apply will refuse: of the selected values, %1.")
                             : tr("Apply will change selected values: %1.");
    return what.arg(kinds.join(QStringLiteral(", "))) + u' ' +
           tr("The first is at %1: %2 → %3.")
               .arg(fromCore(assign::indexText(plan, report.first)), valueText(report.value),
                    valueText(report.becomes));
}

}  // namespace frisket::ui
