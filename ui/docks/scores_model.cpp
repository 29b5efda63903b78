// SPDX-License-Identifier: MIT
#include "ui/docks/scores_model.h"

#include <algorithm>
#include <map>

#include "ui/docks/change_words.h"

namespace frisket::ui {

std::optional<double> ScoresModel::Row::score(int column) const {
    const Agreement& one = column == IouBefore || column == DiceBefore ? before : after;
    if (column == Label || one.mask + one.reference == 0) {
        return std::nullopt;
    }
    return column == IouBefore || column == IouAfter ? one.iou() : one.dice();
}

void ScoresModel::show(const session::ChangeSurvey::Answer& answer) {
    std::vector<Row> rows;
    if (answer.score) {
        std::map<std::pair<bool, std::int64_t>, Row> found;
        const bool isBool =
            answer.dtype == array::DType::Bool && answer.referenceType == array::DType::Bool;
        const auto add = [&](const std::vector<Agreement>& labels, Agreement Row::*part) {
            for (const Agreement& one : labels) {
                Row& row = found[{one.isHuge, one.label}];
                row.label = one.label;
                row.dtype = isBool       ? array::DType::Bool
                            : one.isHuge ? array::DType::U64
                                         : array::DType::I64;
                row.*part = one;
            }
        };
        add(answer.score->before, &Row::before);
        add(answer.score->after, &Row::after);
        for (const auto& [key, row] : found) {
            rows.push_back(row);
        }
    }
    if (rows.size() == m_rows.size()) {
        m_rows = std::move(rows);
        sortRows();
        tellAll();
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    sortRows();
    endResetModel();
}

std::optional<double> ScoresModel::mean(Column column) const {
    double sum = 0;
    int count = 0;
    for (const Row& row : m_rows) {
        if (const auto score = row.score(column)) {
            sum += *score;
            ++count;
        }
    }
    return count == 0 ? std::nullopt : std::optional(sum / count);
}

void ScoresModel::sortRows() {
    const auto less = [this](const Row& a, const Row& b) {
        if (m_column == Label) {
            return a.dtype == b.dtype ? a.label < b.label : b.dtype == array::DType::U64;  // huge
        }
        return a.score(m_column).value_or(-1) < b.score(m_column).value_or(-1);
    };
    std::stable_sort(m_rows.begin(), m_rows.end(), [&](const Row& a, const Row& b) {
        return m_order == Qt::AscendingOrder ? less(a, b) : less(b, a);
    });
}

void ScoresModel::sort(int column, Qt::SortOrder order) {
    m_column = column;
    m_order = order;
    emit layoutAboutToBeChanged();
    sortRows();
    emit layoutChanged();
}

int ScoresModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ScoresModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int{kColumns};
}

QVariant ScoresModel::data(const QModelIndex& index, int role) const {
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    const std::optional<double> score = row.score(index.column());
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return index.column() == Label ? textOf(row.dtype, row.label)
                                           : (score ? scoreWords(*score) : QStringLiteral("–"));
        case Qt::DecorationRole:
            return index.column() == Label ? QVariant(iconOf(row.label)) : QVariant();
        case Qt::TextAlignmentRole:
            return index.column() == Label ? QVariant() : numberAlignment();
        case Qt::ToolTipRole:
            return tr("Label %1: %2 pixels of the reference; before %3, of which %4 at the same "
                      "place, after %5, of which %6")
                .arg(textOf(row.dtype, row.label),
                     countWords(std::max(row.before.reference, row.after.reference)),
                     countWords(row.before.mask), countWords(row.before.both),
                     countWords(row.after.mask), countWords(row.after.both));
        default:
            return {};
    }
}

QVariant ScoresModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    const bool iou = section == IouBefore || section == IouAfter;
    const bool before = section == IouBefore || section == DiceBefore;
    if (role == Qt::TextAlignmentRole) {
        return section == Label ? QVariant(Qt::AlignLeft | Qt::AlignVCenter) : numberAlignment();
    }
    if (role == Qt::ToolTipRole && section != Label) {
        const QString what = iou ? tr("Pixels that both have, of those that either has")
                                 : tr("Twice the pixels that both have, of the sum of the two");
        return before ? tr("%1: destination and source").arg(what)
                      : tr("%1: result and source").arg(what);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == Label        ? tr("Label")
           : section == IouBefore  ? tr("IoU")
           : section == IouAfter   ? tr("→ IoU")
           : section == DiceBefore ? tr("Dice")
                                   : tr("→ Dice");
}

}  // namespace frisket::ui
