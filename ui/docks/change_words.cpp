// SPDX-License-Identifier: MIT
#include "ui/docks/change_words.h"

#include <QCoreApplication>
#include <QLocale>

#include "core/render/difference.h"
#include "ui/session/layer_colours.h"

namespace frisket::ui {

using measure::ChangeKind;

namespace {
QString words(const char* text) { return QCoreApplication::translate("ChangeWords", text); }
}  // namespace

QString changeName(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::Added:
            return words(QT_TRANSLATE_NOOP("ChangeWords", "Added"));
        case ChangeKind::Removed:
            return words(QT_TRANSLATE_NOOP("ChangeWords", "Removed"));
        case ChangeKind::Relabelled:
            return words(QT_TRANSLATE_NOOP("ChangeWords", "Relabelled"));
        case ChangeKind::Unchanged:
            break;
    }
    return words(QT_TRANSLATE_NOOP("ChangeWords", "Unchanged"));
}

QString changeTip(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::Added:
            return words(
                QT_TRANSLATE_NOOP("ChangeWords", "0 in the destination, a label in the result"));
        case ChangeKind::Removed:
            return words(
                QT_TRANSLATE_NOOP("ChangeWords", "A label in the destination, 0 in the result"));
        case ChangeKind::Relabelled:
            return words(QT_TRANSLATE_NOOP(
                "ChangeWords", "A label in the destination, another one in the result"));
        case ChangeKind::Unchanged:
            break;
    }
    return words(QT_TRANSLATE_NOOP(
        "ChangeWords", "Selected, but the result has what the destination has already"));
}

QColor changeColour(ChangeKind kind) {
    using render::Difference;
    const auto colourOf = [](Difference difference) {
        return session::qColorOf(
            labels::opaque(render::kDifferenceColours[static_cast<std::size_t>(difference)]));
    };
    switch (kind) {
        case ChangeKind::Added:
            return colourOf(Difference::Added);
        case ChangeKind::Removed:
            return colourOf(Difference::Removed);
        case ChangeKind::Relabelled:
            return colourOf(Difference::Relabelled);
        case ChangeKind::Unchanged:
            break;
    }
    return {128, 128, 128};
}

QString countWords(std::int64_t count) { return QLocale().toString(static_cast<qlonglong>(count)); }

QString percentWords(std::int64_t part, std::int64_t whole) {
    constexpr double kLeast = 0.01;
    const double percent =
        whole == 0 ? 0 : 100 * static_cast<double>(part) / static_cast<double>(whole);
    if (percent > 0 && percent < kLeast) {
        return words(QT_TRANSLATE_NOOP("ChangeWords", "< %1 %"))
            .arg(QLocale().toString(kLeast, 'f', 2));
    }
    const int digits = percent == 0 || percent == 100 ? 0 : percent < 1 ? 2 : 1;
    return words(QT_TRANSLATE_NOOP("ChangeWords", "%1 %"))
        .arg(QLocale().toString(percent, 'f', digits));
}

QString scoreWords(double score) { return QLocale().toString(score, 'f', 3); }

QString stateWords(const session::ChangeSurvey::Answer& answer) {
    if (!answer.hasPlan) {
        return answer.problem.isEmpty()
                   ? words(QT_TRANSLATE_NOOP("ChangeWords", "Nothing is counted yet."))
                   : answer.problem;
    }
    if (!answer.isComplete) {
        return words(QT_TRANSLATE_NOOP("ChangeWords", "Counting… %1 %"))
            .arg(static_cast<int>(100 * answer.progress));
    }
    if (answer.isOutdated) {
        return words(QT_TRANSLATE_NOOP("ChangeWords", "Counts again when edits rest"));
    }
    if (answer.counts.totals.all() == 0) {
        return words(
            QT_TRANSLATE_NOOP("ChangeWords", "Nothing is selected: Apply would change nothing."));
    }
    if (answer.counts.totals.changed() == 0) {
        return words(
            QT_TRANSLATE_NOOP("ChangeWords", "All that is selected has its new value already."));
    }
    const QString changed = words(QT_TRANSLATE_NOOP("ChangeWords", "%1 pixels would change"))
                                .arg(countWords(answer.counts.totals.changed()));
    return answer.isSliced
               ? words(QT_TRANSLATE_NOOP("ChangeWords", "%1 in this slice")).arg(changed)
               : changed;
}

}  // namespace frisket::ui
