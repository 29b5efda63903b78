// SPDX-License-Identifier: MIT
#include "ui/mode_words.h"

#include <QCoreApplication>

namespace frisket::ui {

namespace {
/// The context of the words for translators.
class ModeWords {
    Q_DECLARE_TR_FUNCTIONS(ModeWords)
};
}  // namespace

QString modeWords(assign::Mode mode) {
    switch (mode) {
        case assign::Mode::Where:
            return ModeWords::tr(
                "np.copyto(d, s, where=c) – the value at the same place of the source");
        case assign::Mode::Index:
            return ModeWords::tr(
                "d[c] = s – one row of the source for each selected index, or one for all");
        case assign::Mode::Scatter:
            return ModeWords::tr(
                "d.masked_scatter_(c, s) – the source's values one after the other");
        case assign::Mode::Fill:
            return ModeWords::tr("d.masked_fill_(c, v) – one value for all");
        case assign::Mode::Place:
            return ModeWords::tr(
                "np.place(d, c, s) – as scatter, but the source begins again at its end");
        case assign::Mode::Putmask:
            return ModeWords::tr(
                "np.putmask(d, c, s) – element p takes element p of the source, which begins "
                "again at its end");
    }
    return {};
}

QString noOrderWords(const session::Document& document) {
    switch (document.mode()) {
        case assign::Mode::Where:
            return ModeWords::tr(
                "“where” takes each value by its place, so there is no order to show.");
        case assign::Mode::Fill:
            return ModeWords::tr("“fill” puts one value everywhere, so there is no order to show.");
        case assign::Mode::Index:
            return document.plan() != nullptr &&
                           document.plan()->addressing() == assign::Addressing::Aligned
                       ? ModeWords::tr(
                             "“index” takes one row of the source for all, so there is "
                             "no order to show.")
                       : QString();
        case assign::Mode::Scatter:
        case assign::Mode::Place:
        case assign::Mode::Putmask:
            break;
    }
    return {};
}

QString supplyWords(const assign::Supply& supply) {
    const QString counts = supply.rows ? ModeWords::tr("%L1 selected, the source has %L2 rows")
                                             .arg(supply.wanted)
                                             .arg(supply.available)
                           : supply.byPosition ? ModeWords::tr("%L1 elements, the source has %L2")
                                                     .arg(supply.wanted)
                                                     .arg(supply.available)
                                               : ModeWords::tr("%L1 selected, the source has %L2")
                                                     .arg(supply.wanted)
                                                     .arg(supply.available);
    QString outcome;
    if (supply.missing() > 0) {
        outcome = ModeWords::tr("%L1 more than it has (refused)").arg(supply.missing());
    } else if (supply.repeats() > 0) {
        outcome = supply.repeats() == 1
                      ? ModeWords::tr("it repeats once")
                      : ModeWords::tr("it repeats %L1 times").arg(supply.repeats());
    } else if (supply.left() > 0) {
        outcome = supply.rows ? ModeWords::tr("%L1 rows too many (refused)").arg(supply.left())
                  : supply.left() == 1
                      ? ModeWords::tr("1 value is left over")
                      : ModeWords::tr("%L1 values are left over").arg(supply.left());
    } else {
        outcome = ModeWords::tr("each is taken once");
    }
    return ModeWords::tr("%1: %2.").arg(counts, outcome);
}

QString shortSupplyWords(const assign::Supply& supply) {
    if (supply.missing() > 0) {
        return ModeWords::tr("%L1 missing").arg(supply.missing());
    }
    if (supply.repeats() > 0) {
        return supply.repeats() == 1 ? ModeWords::tr("repeats once")
                                     : ModeWords::tr("repeats %L1 times").arg(supply.repeats());
    }
    if (supply.left() > 0) {
        return supply.rows ? ModeWords::tr("%L1 rows too many").arg(supply.left())
                           : ModeWords::tr("%L1 left over").arg(supply.left());
    }
    return ModeWords::tr("each taken once");
}

}  // namespace frisket::ui
