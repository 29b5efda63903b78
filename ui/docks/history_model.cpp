// SPDX-License-Identifier: MIT
#include "ui/docks/history_model.h"

#include <algorithm>

#include <QFont>

#include "ui/byte_words.h"
#include "ui/session/core_text.h"

namespace frisket::ui {

HistoryModel::HistoryModel(const session::Document& document, QObject* parent)
    : QAbstractTableModel(parent), m_document(document) {
    connect(&document, &session::Document::historyChanged, this, &HistoryModel::update);
    update();
}

void HistoryModel::setQuietColour(const QColor& colour) {
    m_quiet = colour;
    rowsChanged(0, rowCount() - 1);
}

void HistoryModel::setCompared(const std::optional<std::size_t>& position) {
    const auto before = std::exchange(m_compared, position);
    for (const auto& row : {before, position}) {
        if (before != position && row && static_cast<int>(*row) < rowCount()) {
            rowsChanged(static_cast<int>(*row), static_cast<int>(*row));
        }
    }
}

int HistoryModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_serials.size()) + 1;
}

int HistoryModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : kColumns;
}

std::optional<std::size_t> HistoryModel::stepOf(int row) const {
    const edit::History& history = m_document.history();
    const auto place = static_cast<std::size_t>(row) - 1;
    const std::uint64_t serial = m_serials[place];
    if (place < history.size() && history.serial(place) == serial) {
        return place;
    }
    // While rows are being removed the others have not moved to their places yet. Serials rise.
    std::size_t first = 0;
    for (std::size_t last = history.size(); first < last;) {
        const std::size_t middle = first + (last - first) / 2;
        if (history.serial(middle) < serial) {
            first = middle + 1;
        } else {
            last = middle;
        }
    }
    return first < history.size() && history.serial(first) == serial ? std::optional(first)
                                                                     : std::nullopt;
}

QString HistoryModel::nameOf(int row) const {
    const edit::History& history = m_document.history();
    QString name;
    if (row > 0) {
        const auto step = stepOf(row);
        name = step ? session::fromCore(history.at(*step).name()) : QString();
    } else {
        name = history.droppedForBudget() > 0 ? tr("Oldest state kept") : tr("Opened");
    }
    // What was just opened is in its file anyway.
    const bool saved =
        m_saved == static_cast<std::size_t>(row) && (row > 0 || history.droppedForBudget() > 0);
    return saved ? tr("%1 (saved)").arg(name) : name;
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const {
    const int row = index.row();
    if (!index.isValid() || (row > 0 && !stepOf(row))) {
        return {};
    }
    const bool isCompared = m_compared == static_cast<std::size_t>(row);
    const auto bytes = [&] {
        return row == 0 ? QString() : byteWords(m_document.history().bytes(*stepOf(row)));
    };
    switch (role) {
        case Qt::DisplayRole:
            return index.column() == Bytes ? bytes()
                   : isCompared            ? tr("%1 (compared)").arg(nameOf(row))
                                           : nameOf(row);
        case Qt::ToolTipRole:
            return row == m_current ? tr("%1: the state that is shown").arg(nameOf(row))
                                    : tr("%1: click to go to the state after it").arg(nameOf(row));
        case Qt::AccessibleTextRole:
            if (index.column() == Bytes) {
                return bytes();
            }
            return row == m_current  ? tr("%1, current").arg(nameOf(row))
                   : row > m_current ? tr("%1, undone").arg(nameOf(row))
                                     : nameOf(row);
        case Qt::TextAlignmentRole:
            return index.column() == Bytes ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                           : QVariant();
        case Qt::FontRole: {
            QFont font;
            font.setBold(row == m_current);
            font.setItalic(isCompared);
            return row == m_current || isCompared ? QVariant(font) : QVariant();
        }
        case Qt::ForegroundRole:
            return row > m_current || index.column() == Bytes ? QVariant(m_quiet) : QVariant();
        case kUndoneRole:
            return row > m_current;
        default:
            return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole && section == Bytes) {
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return section == Bytes ? tr("Memory") : tr("Step");
}

void HistoryModel::update() {
    const edit::History& history = m_document.history();
    std::size_t gone = 0;
    while (gone < m_serials.size() &&
           (history.size() == 0 || m_serials[gone] < history.serial(0))) {
        ++gone;
    }
    removeRowsFrom(0, gone);
    // Serials rise, so what was replaced is all behind what was not.
    std::size_t kept = std::min(m_serials.size(), history.size());
    while (kept > 0 && m_serials[kept - 1] != history.serial(kept - 1)) {
        --kept;
    }
    removeRowsFrom(kept, m_serials.size() - kept);
    if (kept < history.size()) {
        beginInsertRows({}, static_cast<int>(kept) + 1, static_cast<int>(history.size()));
        for (std::size_t step = kept; step < history.size(); ++step) {
            m_serials.push_back(history.serial(step));
        }
        endInsertRows();
    }
    if (gone > 0) {
        rowsChanged(0, 0);
    }
    const int before =
        std::min(std::exchange(m_current, static_cast<int>(history.position())), rowCount() - 1);
    if (before != m_current) {
        rowsChanged(std::min(before, m_current), std::max(before, m_current));
    }
    const auto saved = history.cleanPosition();
    if (const auto last = std::exchange(m_saved, saved); last != saved) {
        for (const auto& row : {last, saved}) {
            if (row && static_cast<int>(*row) < rowCount()) {
                rowsChanged(static_cast<int>(*row), static_cast<int>(*row));
            }
        }
    }
    if (before != m_current || gone > 0) {
        emit currentRowChanged(m_current);
    }
}

void HistoryModel::removeRowsFrom(std::size_t first, std::size_t count) {
    if (count > 0) {
        // Of the rows the first is no step.
        beginRemoveRows({}, static_cast<int>(first) + 1, static_cast<int>(first + count));
        const auto begin = m_serials.begin() + static_cast<std::ptrdiff_t>(first);
        m_serials.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
        endRemoveRows();
    }
}

void HistoryModel::rowsChanged(int first, int last) {
    emit dataChanged(index(first, Name), index(last, kColumns - 1));
}

}  // namespace frisket::ui
