// SPDX-License-Identifier: MIT
#include "ui/session/go_to.h"

#include <cmath>

#include <QCoreApplication>
#include <QRegularExpression>

namespace frisket::session {

namespace {
QString tr(const char* text) { return QCoreApplication::translate("GoTo", text); }

GoTo refused(const QString& problem) {
    GoTo answer;
    answer.problem = problem;
    return answer;
}

QString outside(const QString& what, std::int64_t value, std::int64_t size) {
    return size == 0 ? tr("The image is empty.")
                     : tr("%1 %2 is outside: there are %L3, from 0 to %4.")
                           .arg(what)
                           .arg(value)
                           .arg(size)
                           .arg(size - 1);
}

GoTo toPixel(std::int64_t x, std::int64_t y, const Document& document) {
    if (x < 0 || x >= document.planeWidth()) {
        return refused(outside(tr("Column"), x, document.planeWidth()));
    }
    if (y < 0 || y >= document.planeHeight()) {
        return refused(outside(tr("Row"), y, document.planeHeight()));
    }
    GoTo answer;
    answer.pixel = GoTo::Pixel{x, y};
    return answer;
}

GoTo toIndex(const QList<std::int64_t>& numbers, const Document& document) {
    if (!document.has(LayerId::Destination)) {
        return refused(
            tr("An index is of the destination, and none is open. Type column and row."));
    }
    const array::Shape shape = document.shape(LayerId::Destination);
    if (numbers.size() != shape.rank()) {
        return refused(tr("The index has %1 numbers, and the destination has %2 axes.")
                           .arg(numbers.size())
                           .arg(shape.rank()));
    }
    GoTo answer;
    for (int axis = 0; axis < shape.rank(); ++axis) {
        const std::int64_t number = numbers[axis];
        const std::int64_t index = number < 0 ? number + shape[axis] : number;
        if (index < 0 || index >= shape[axis]) {
            return refused(outside(tr("Index along axis %1:").arg(axis), number, shape[axis]));
        }
        answer.index.append(index);
    }
    const ShownPlane& plane = document.shownPlane();
    answer.pixel = GoTo::Pixel{plane.axisX < 0 ? 0 : answer.index[plane.axisX],
                               plane.axisY < 0 ? 0 : answer.index[plane.axisY]};
    return answer;
}

std::optional<QList<std::int64_t>> numbersOf(const QString& text) {
    QList<std::int64_t> numbers;
    static const QRegularExpression between(QStringLiteral("[\\s,;]+"));
    for (const QString& part : text.split(between, Qt::SkipEmptyParts)) {
        bool good = false;
        numbers << part.toLongLong(&good);
        if (!good) {
            return std::nullopt;
        }
    }
    return numbers;
}

std::optional<GoTo> namedPixel(const QString& text, const Document& document) {
    static const QRegularExpression pair(
        QStringLiteral("^(x|y|r|row|c|col|column)\\s*[:=]?\\s*(-?\\d+)[\\s,;]*"
                       "(x|y|r|row|c|col|column)\\s*[:=]?\\s*(-?\\d+)$"),
        QRegularExpression::CaseInsensitiveOption);
    const auto match = pair.match(text);
    if (!match.hasMatch()) {
        return std::nullopt;
    }
    const auto isRow = [](const QString& word) {
        return word.startsWith(u'r', Qt::CaseInsensitive) ||
               word.startsWith(u'y', Qt::CaseInsensitive);
    };
    if (isRow(match.captured(1)) == isRow(match.captured(3))) {
        return refused(tr("That is twice the same axis. Type a column and a row."));
    }
    const std::int64_t first = match.captured(2).toLongLong();
    const std::int64_t second = match.captured(4).toLongLong();
    return isRow(match.captured(1)) ? toPixel(second, first, document)
                                    : toPixel(first, second, document);
}

std::optional<GoTo> namedLabel(const QString& text, const labels::LabelTable& labels) {
    static const QRegularExpression word(QStringLiteral("^label\\s*[:=]?\\s*(.+)$"),
                                         QRegularExpression::CaseInsensitiveOption);
    const auto match = word.match(text);
    const QString name = match.hasMatch() ? match.captured(1).trimmed() : text;
    GoTo answer;
    if (match.hasMatch()) {
        bool good = false;
        answer.label = name.toLongLong(&good);
        if (!good) {
            answer.label = static_cast<std::int64_t>(name.toULongLong(&good));
        }
        if (good) {
            return answer;
        }
        answer.label.reset();
    }
    for (const auto& [label, entry] : labels.entries()) {
        if (!entry.name.empty() &&
            QString::fromStdString(entry.name).compare(name, Qt::CaseInsensitive) == 0) {
            answer.label = label;
            return answer;
        }
    }
    return match.hasMatch() ? std::optional(refused(tr("No label is named \"%1\".").arg(name)))
                            : std::nullopt;
}

std::optional<GoTo> percentage(QString text) {
    if (!text.endsWith(u'%')) {
        return std::nullopt;
    }
    text.chop(1);
    bool good = false;
    const double percent = text.trimmed().toDouble(&good);
    if (!good || !std::isfinite(percent) || percent <= 0) {
        return refused(tr("A zoom is a number above 0, such as 50%."));
    }
    GoTo answer;
    answer.scale = percent / 100;
    return answer;
}
}  // namespace

GoTo parseGoTo(const QString& text, const Document& document, const labels::LabelTable& labels) {
    const QString typed = text.trimmed();
    if (const auto answer = percentage(typed)) {
        return *answer;
    }
    static const QRegularExpression brackets(QStringLiteral("^[\\[(](.*)[\\])]$"));
    const auto bracketed = brackets.match(typed);
    const auto numbers = numbersOf(bracketed.hasMatch() ? bracketed.captured(1) : typed);
    if (bracketed.hasMatch()) {
        return numbers ? toIndex(*numbers, document)
                       : refused(tr("An index is whole numbers, such as [2, 0, 87, 114]."));
    }
    if (numbers && numbers->size() == 2) {
        return toPixel(numbers->at(0), numbers->at(1), document);
    }
    if (numbers && numbers->size() > 2) {
        return toIndex(*numbers, document);
    }
    if (const auto answer = namedPixel(typed, document)) {
        return *answer;
    }
    if (const auto answer = namedLabel(typed, labels); answer && !numbers) {
        return *answer;
    }
    return refused(
        tr("Type a column and a row (114, 87), an index ([2, 0, 87, 114]), "
           "a label (label 17) or a zoom (50%)."));
}

}  // namespace frisket::session
