// SPDX-License-Identifier: MIT
#include "ui/docks/scores_model.h"

#include <algorithm>

#include "ui/docks/change_words.h"

namespace frisket::ui {

namespace {
using measure::LabelAgreement;

/// Both are by rising labels, those of 2^63 and more last.
std::vector<ScoreRow> rowsOf(const session::ChangeSurvey::Answer& answer) {
    const bool isBool =
        answer.dtype == array::DType::Bool && answer.referenceType == array::DType::Bool;
    const std::vector<LabelAgreement>& before = answer.score->before;
    const std::vector<LabelAgreement>& after = answer.score->after;
    const auto key = [](const LabelAgreement& one) { return std::pair(one.isHuge, one.label); };
    std::vector<ScoreRow> rows;
    for (auto b = before.begin(), a = after.begin(); b != before.end() || a != after.end();) {
        const bool hasBefore = b != before.end() && (a == after.end() || key(*b) <= key(*a));
        const bool hasAfter = a != after.end() && (b == before.end() || key(*a) <= key(*b));
        ScoreRow& row = rows.emplace_back();
        const LabelAgreement& one = hasBefore ? *b : *a;
        row.label = one.label;
        row.dtype = isBool       ? array::DType::Bool
                    : one.isHuge ? array::DType::U64
                                 : array::DType::I64;
        row.before = hasBefore ? *b++ : LabelAgreement();
        row.after = hasAfter ? *a++ : LabelAgreement();
    }
    return rows;
}

std::int64_t pixelsOf(const ScoreRow& row) {
    return std::max(row.before.mask + row.before.reference, row.after.mask + row.after.reference);
}
}  // namespace

std::optional<double> ScoreRow::score(int column) const {
    const bool early = column == ScoresModel::IouBefore || column == ScoresModel::DiceBefore;
    const LabelAgreement& one = early ? before : after;
    if (column == ScoresModel::Label || one.mask + one.reference == 0) {
        return std::nullopt;
    }
    return column == ScoresModel::IouBefore || column == ScoresModel::IouAfter ? one.iou()
                                                                               : one.dice();
}

void ScoresModel::show(const session::ChangeSurvey::Answer& answer) {
    std::vector<ScoreRow> rows = answer.score ? rowsOf(answer) : std::vector<ScoreRow>();
    for (int column = 0; column < kColumns; ++column) {
        double sum = 0;
        int count = 0;
        for (const ScoreRow& row : rows) {
            if (const auto score = row.score(column)) {
                sum += *score;
                ++count;
            }
        }
        m_means[static_cast<std::size_t>(column)] =
            count == 0 ? std::nullopt : std::optional(sum / count);
    }
    m_leftOut = rows.size() - std::min(rows.size(), kMostRows);
    if (m_leftOut > 0) {
        std::nth_element(
            rows.begin(), rows.begin() + kMostRows, rows.end(),
            [](const ScoreRow& a, const ScoreRow& b) { return pixelsOf(a) > pixelsOf(b); });
        rows.resize(kMostRows);
    }
    replace(std::move(rows));
}

bool ScoresModel::less(const ScoreRow& a, const ScoreRow& b, int column) const {
    if (column != Label && column != kByLabels) {
        return a.score(column).value_or(-1) < b.score(column).value_or(-1);
    }
    return a.dtype == b.dtype ? a.label < b.label : b.dtype == array::DType::U64;  // huge
}

bool ScoresModel::same(const ScoreRow& a, const ScoreRow& b) const {
    return a.label == b.label && a.dtype == b.dtype;
}

int ScoresModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int{kColumns};
}

QVariant ScoresModel::data(const QModelIndex& index, int role) const {
    const ScoreRow& row = rows()[static_cast<std::size_t>(index.row())];
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
