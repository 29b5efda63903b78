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

}  // namespace frisket::ui
