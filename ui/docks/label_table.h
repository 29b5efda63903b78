// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <vector>

#include <QAbstractTableModel>
#include <QIcon>
#include <QPalette>

#include "core/array/dtype.h"
#include "core/labels/label_colours.h"
#include "ui/session/label_looks.h"

namespace frisket::ui {

/// What tables of labels share: labels with their colours and names.
class LabelTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit LabelTableModel(const session::LabelLooks& looks, QObject* parent = nullptr)
        : QAbstractTableModel(parent), m_looks(looks) {}

    /// The colours that labels have on the canvas.
    void setColours(labels::LabelColours colours);
    void setPalette(const QPalette& palette, qreal ratio);

protected:
    [[nodiscard]] QIcon iconOf(std::int64_t label) const;
    /// "7 tree"
    [[nodiscard]] QString textOf(array::DType dtype, std::int64_t label) const;
    /// Numbers stand at the right.
    [[nodiscard]] static QVariant numberAlignment();
    /// All cells look otherwise.
    void tellAll();

private:
    const session::LabelLooks& m_looks;
    labels::LabelColours m_colours;
    QPalette m_palette;
    qreal m_ratio = 1;
};

/// Rows of labels that are sorted by any column and stay so while others take their place: what is
/// chosen is the same labels, wherever they stand by then.
template <class Row>
class LabelRows : public LabelTableModel {
public:
    LabelRows(const session::LabelLooks& looks, int column, Qt::SortOrder order, QObject* parent)
        : LabelTableModel(looks, parent), m_column(column), m_order(order) {}

    void sort(int column, Qt::SortOrder order) final {
        m_column = column;
        m_order = order;
        replace(m_rows);
    }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

protected:
    static constexpr int kByLabels = -1;
    /// By that column alone, rising; kByLabels: by the labels, for rows that a column does not tell
    /// apart.
    [[nodiscard]] virtual bool less(const Row& a, const Row& b, int column) const = 0;
    /// Whether both are about the same labels.
    [[nodiscard]] virtual bool same(const Row& a, const Row& b) const = 0;

    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    void replace(std::vector<Row> rows) {
        std::stable_sort(rows.begin(), rows.end(), [this](const Row& a, const Row& b) {
            const bool rises = m_order == Qt::AscendingOrder;
            const Row& first = rises ? a : b;
            const Row& second = rises ? b : a;
            return less(first, second, m_column) ||
                   (!less(second, first, m_column) && less(a, b, kByLabels));
        });
        const auto isSame = [this](const Row& a, const Row& b) { return same(a, b); };
        if (rows.size() != m_rows.size()) {
            beginResetModel();
            m_rows = std::move(rows);
            endResetModel();
        } else if (std::equal(rows.begin(), rows.end(), m_rows.begin(), isSame)) {
            m_rows = std::move(rows);
            tellAll();
        } else {
            emit layoutAboutToBeChanged();
            const QModelIndexList before = persistentIndexList();
            QModelIndexList after;
            for (const QModelIndex& each : before) {
                const Row& row = m_rows[static_cast<std::size_t>(each.row())];
                const auto now = std::find_if(rows.begin(), rows.end(),
                                              [&](const Row& one) { return same(one, row); });
                after << (now == rows.end()
                              ? QModelIndex()
                              : index(static_cast<int>(now - rows.begin()), each.column()));
            }
            m_rows = std::move(rows);
            changePersistentIndexList(before, after);
            emit layoutChanged();
        }
    }

private:
    std::vector<Row> m_rows;
    int m_column;
    Qt::SortOrder m_order;
};

}  // namespace frisket::ui
