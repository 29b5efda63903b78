// SPDX-License-Identifier: MIT
#include "ui/docks/transitions_model.h"

#include <algorithm>

#include "ui/docks/change_words.h"

namespace frisket::ui {

using measure::Transition;

void TransitionsModel::show(const session::ChangeSurvey::Answer& answer) {
    m_dtype = answer.dtype;
    m_pixels = answer.pixels;
    m_all = answer.counts.pairs;
    update();
}

void TransitionsModel::setUnchangedShown(bool shown) {
    if (m_showsUnchanged != shown) {
        m_showsUnchanged = shown;
        update();
    }
}

void TransitionsModel::update() {
    std::vector<Transition> rows;
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(rows),
                 [this](const Transition& p) { return m_showsUnchanged || p.before != p.after; });
    m_leftOut = 0;
    if (rows.size() > kMostRows) {
        m_leftOut = rows.size() - kMostRows;
        const auto last = rows.begin() + static_cast<std::ptrdiff_t>(kMostRows);
        std::nth_element(rows.begin(), last, rows.end(),
                         [](const auto& a, const auto& b) { return a.count > b.count; });
        rows.resize(kMostRows);
    }
    replace(std::move(rows));
}

bool TransitionsModel::less(const Transition& a, const Transition& b, int column) const {
    const auto number = [this](std::int64_t label) {
        // Unsigned 64-bit labels come as their bits: the largest seem to be negative.
        const auto bits = static_cast<std::uint64_t>(label);
        return m_dtype == array::DType::U64 ? bits : bits ^ (std::uint64_t{1} << 63U);
    };
    const std::array<std::uint64_t, 3> left{number(a.before), number(a.after),
                                            static_cast<std::uint64_t>(a.count)};
    const std::array<std::uint64_t, 3> right{number(b.before), number(b.after),
                                             static_cast<std::uint64_t>(b.count)};
    const auto at = static_cast<std::size_t>(std::clamp<int>(column, Before, Pixels));
    return column == kByLabels ? left < right : left[at] < right[at];
}

bool TransitionsModel::same(const Transition& a, const Transition& b) const {
    return a.before == b.before && a.after == b.after;
}

TransitionsModel::Pair TransitionsModel::pairAt(int row) const {
    const Transition& pair = rows()[static_cast<std::size_t>(row)];
    return {pair.before, pair.after};
}

int TransitionsModel::rowOf(const Pair& pair) const {
    const auto row = std::find_if(rows().begin(), rows().end(), [&](const Transition& each) {
        return each.before == pair.before && each.after == pair.after;
    });
    return row == rows().end() ? -1 : static_cast<int>(row - rows().begin());
}

QString TransitionsModel::words(const Pair& pair) const {
    return tr("%1 → %2").arg(textOf(m_dtype, pair.before), textOf(m_dtype, pair.after));
}

int TransitionsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int{kColumns};
}

QVariant TransitionsModel::data(const QModelIndex& index, int role) const {
    const Transition& pair = rows()[static_cast<std::size_t>(index.row())];
    const bool isLabel = index.column() == Before || index.column() == After;
    const std::int64_t label = index.column() == Before ? pair.before : pair.after;
    switch (role) {
        case Qt::DisplayRole:
        case Qt::AccessibleTextRole:
            return isLabel                    ? textOf(m_dtype, label)
                   : index.column() == Pixels ? countWords(pair.count)
                                              : percentWords(pair.count, m_pixels);
        case Qt::DecorationRole:
            return isLabel ? QVariant(iconOf(label)) : QVariant();
        case Qt::TextAlignmentRole:
            return isLabel ? QVariant() : numberAlignment();
        case Qt::ToolTipRole:
            return tr("%1: %2 pixels, %3 of the plane. Click to see them on the canvas.")
                .arg(words({pair.before, pair.after}), countWords(pair.count),
                     percentWords(pair.count, m_pixels));
        default:
            return {};
    }
}

QVariant TransitionsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    const bool isLabel = section == Before || section == After;
    if (role == Qt::TextAlignmentRole) {
        return isLabel ? QVariant(Qt::AlignLeft | Qt::AlignVCenter) : numberAlignment();
    }
    if (role == Qt::ToolTipRole) {
        return section == Before   ? tr("What the destination has where the condition is true")
               : section == After  ? tr("What the result has there")
               : section == Pixels ? tr("Pixels of the shown plane")
                                   : tr("Of all pixels of the shown plane");
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == Before   ? tr("Before")
           : section == After  ? tr("After")
           : section == Pixels ? tr("Pixels")
                               : tr("Percent");
}

}  // namespace frisket::ui
