// SPDX-License-Identifier: MIT
#include "ui/docks/cast_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "core/assign/casting.h"
#include "core/assign/check.h"
#include "ui/session/core_text.h"

namespace frisket::ui {

namespace {
using assign::AssignPlan;
using assign::CastChange;
using assign::Casting;
using session::fromCore;

/// The context of the words for translators.
class CastWords {
    Q_DECLARE_TR_FUNCTIONS(CastWords)
};

QString typeName(array::DType dtype) { return fromCore(array::name(dtype)); }

QString valueText(const assign::Scalar& value) {
    return fromCore(assign::toText(value.dtype, value.data()));
}

QString changeWords(CastChange change, bool one) {
    switch (change) {
        case CastChange::Wrapped:
            return one ? CastWords::tr("wraps around") : CastWords::tr("wrap around");
        case CastChange::Truncated:
            return one ? CastWords::tr("loses its fraction") : CastWords::tr("lose their fraction");
        case CastChange::Saturated:
            return one ? CastWords::tr("is cut to the limit")
                       : CastWords::tr("are cut to the limit");
        case CastChange::Rounded:
            return one ? CastWords::tr("is rounded") : CastWords::tr("are rounded");
        case CastChange::Overflow:
            return one ? CastWords::tr("becomes infinite") : CastWords::tr("become infinite");
        case CastChange::NotANumber:
            return one ? CastWords::tr("is NaN and becomes 0")
                       : CastWords::tr("are NaN and become 0");
        case CastChange::ToBool:
            return one ? CastWords::tr("becomes true") : CastWords::tr("become true");
    }
    return {};
}
/// "2 lose their fraction, 1 wraps around".
QString changesWords(const assign::CastReport& report) {
    QStringList kinds;
    for (std::size_t kind = 0; kind < assign::kCastChanges; ++kind) {
        const std::int64_t count = report.counts[kind];
        if (count > 0) {
            kinds << CastWords::tr("%L1 %2").arg(count).arg(
                changeWords(static_cast<CastChange>(kind), count == 1));
        }
    }
    return kinds.join(QStringLiteral(", "));
}
}  // namespace

QString castWords(const AssignPlan& plan) {
    const QString to = typeName(plan.destinationType());
    if (plan.value()) {
        return CastWords::tr("The value is %1, as the destination is.").arg(to);
    }
    if (!plan.needsCast()) {
        return CastWords::tr("Both are %1: values are copied as they are.").arg(to);
    }
    const QString types = QStringLiteral("%1 → %2").arg(typeName(plan.sourceType()), to);
    if (plan.checksValues()) {
        return CastWords::tr(
                   "%1: every selected value is checked; nothing is written if one would change.")
            .arg(types);
    }
    if (assign::isLossless(plan.sourceType(), plan.destinationType())) {
        return CastWords::tr("%1: every value fits.").arg(types);
    }
    if (plan.casting() == Casting::Unsafe) {
        return CastWords::tr("%1, unsafe: values that don't fit are changed.").arg(types);
    }
    return CastWords::tr("%1, %2: allowed by the dtypes; values that don't fit are changed.")
        .arg(types, fromCore(assign::name(plan.casting())));
}

QString lossWords(const AssignPlan& plan, const assign::CastReport& report) {
    if (report.total == 0) {
        return CastWords::tr("No selected value changes.");
    }
    const QString what = plan.casting() == Casting::Exact
                             ? CastWords::tr("Apply will refuse: of the selected values, %1.")
                             : CastWords::tr("Apply will change selected values: %1.");
    return what.arg(changesWords(report)) + u' ' +
           CastWords::tr("The first is at %1: %2 → %3.")
               .arg(fromCore(assign::indexText(plan, report.first)), valueText(report.value),
                    valueText(report.becomes));
}

QString noLossWords(const session::Document& document) {
    using session::LayerId;
    if (!document.has(LayerId::Destination) || !document.has(LayerId::Source)) {
        return CastWords::tr("Open a destination and a source: there is no cast yet.");
    }
    if (document.mode() == assign::Mode::Fill) {
        return CastWords::tr(
            "“fill” puts one value, which the destination can hold: nothing is cast.");
    }
    const array::DType from = document.dtype(LayerId::Source);
    const array::DType to = document.dtype(LayerId::Destination);
    if (from == to) {
        return CastWords::tr("Both are %1: values are copied as they are.").arg(typeName(to));
    }
    return assign::isLossless(from, to)
               ? CastWords::tr("%1 → %2: every value fits.").arg(typeName(from), typeName(to))
               : QString();
}

QString kindName(CastChange change) {
    switch (change) {
        case CastChange::Wrapped:
            return CastWords::tr("Wrapped");
        case CastChange::Truncated:
            return CastWords::tr("Truncated");
        case CastChange::Saturated:
            return CastWords::tr("Saturated");
        case CastChange::Rounded:
            return CastWords::tr("Rounded");
        case CastChange::Overflow:
            return CastWords::tr("Infinite");
        case CastChange::NotANumber:
            return CastWords::tr("NaN");
        case CastChange::ToBool:
            return CastWords::tr("True");
    }
    return {};
}

QString kindTip(CastChange change) {
    switch (change) {
        case CastChange::Wrapped:
            return CastWords::tr(
                "A whole number beyond the type's range begins again at its other end.");
        case CastChange::Truncated:
            return CastWords::tr("The fraction is dropped: 255.9 becomes 255.");
        case CastChange::Saturated:
            return CastWords::tr("A number beyond the type's range becomes its limit.");
        case CastChange::Rounded:
            return CastWords::tr("The type has no room for all digits: the nearest number is put.");
        case CastChange::Overflow:
            return CastWords::tr("A number that is too large for the type becomes infinite.");
        case CastChange::NotANumber:
            return CastWords::tr("NaN has no equal among whole numbers and becomes 0.");
        case CastChange::ToBool:
            return CastWords::tr("A number other than 0 and 1 becomes True.");
    }
    return {};
}

QString exampleWords(const assign::CastExample& example) {
    return QStringLiteral("%1 → %2").arg(valueText(example.value), valueText(example.becomes));
}

QString castingWords(Casting casting, array::DType from, array::DType to,
                     const assign::CastReport* report) {
    if (!assign::canCast(from, to, casting)) {
        if (report == nullptr) {
            return CastWords::tr("refused by the dtypes");
        }
        return report->total == 0
                   ? CastWords::tr("refused by the dtypes; under unsafe no selected value changes")
                   : CastWords::tr("refused by the dtypes; under unsafe %1")
                         .arg(changesWords(*report));
    }
    if (assign::isLossless(from, to)) {
        return CastWords::tr("every value fits");
    }
    const bool exact = casting == Casting::Exact;
    if (report == nullptr) {
        return exact ? CastWords::tr("refused where a selected value would change")
                     : CastWords::tr("values that don't fit are changed");
    }
    if (report->total == 0) {
        return CastWords::tr("no selected value changes");
    }
    return (exact ? CastWords::tr("refused, %1") : CastWords::tr("written, %1"))
        .arg(changesWords(*report));
}

}  // namespace frisket::ui
