// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <optional>

#include <QAbstractTableModel>
#include <QColor>

#include "ui/session/document.h"

namespace frisket::ui {

/// The steps of a document's history as rows, oldest first, each with its name and the memory that
/// it holds. Row 0 is the state before the first of them, so row r is the state with r steps done.
/// A change of the history costs the rows that it concerns, however many there are.
class HistoryModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column : std::uint8_t { Name, Bytes, kColumns };
    /// Whether the step of the row is undone (bool).
    static constexpr int kUndoneRole = Qt::UserRole;

    /// `document` outlives the model.
    explicit HistoryModel(const session::Document& document, QObject* parent = nullptr);

    /// Row of the present state.
    [[nodiscard]] int currentRow() const { return m_current; }
    /// The state that the present one is compared with; nothing where none is.
    void setCompared(const std::optional<std::size_t>& position);
    /// Text colour of what is undone.
    void setQuietColour(const QColor& colour);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    /// What a row says; empty where there is none.
    [[nodiscard]] QString nameOf(int row) const;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role) const override;

signals:
    void currentRowChanged(int row);

private:
    void update();
    void removeRowsFrom(std::size_t first, std::size_t count);
    void rowsChanged(int first, int last);
    /// The step of a row > 0; nothing where the history has dropped it and the row goes next.
    [[nodiscard]] std::optional<std::size_t> stepOf(int row) const;

    const session::Document& m_document;
    std::deque<std::uint64_t> m_serials;  ///< of the steps that have rows
    int m_current = 0;
    std::optional<std::size_t> m_saved;
    std::optional<std::size_t> m_compared;
    QColor m_quiet;
};

}  // namespace frisket::ui
