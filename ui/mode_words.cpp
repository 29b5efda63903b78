// SPDX-License-Identifier: MIT
#include "ui/mode_words.h"

#include <QCoreApplication>

namespace frisket::ui {

namespace {
QString tr(const char* text) { return QCoreApplication::translate("ModeWords", text); }
}  // namespace

QString modeWords(assign::Mode mode) {
    switch (mode) {
        case assign::Mode::Where:
            return tr("np.copyto(d, s, where=c) – the value at the same place of the source");
        case assign::Mode::Index:
            return tr("d[c] = s – one row of the source for each selected index, or one for all");
        case assign::Mode::Scatter:
            return tr("d.masked_scatter_(c, s) – the source's values one after the other");
        case assign::Mode::Fill:
            return tr("d.masked_fill_(c, v) – one value for all");
        case assign::Mode::Place:
            return tr("np.place(d, c, s) – as scatter, but the source begins again at its end");
        case assign::Mode::Putmask:
            return tr(
                "np.putmask(d, c, s) – element p takes element p of the source, which begins "
                "again at its end");
    }
    return {};
}

}  // namespace frisket::ui
