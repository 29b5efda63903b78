// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <vector>

#include <QString>
#include <QWidget>

#include "core/assign/broadcast.h"
#include "ui/docks/broadcast_words.h"

namespace frisket::ui {

/// Draws the shapes of an assignment side by side: a row for each operand, a column for each axis
/// of the result, a block for each size. What is taken in order is one block as wide as the table.
class BroadcastView : public QWidget {
    Q_OBJECT

public:
    struct RowText {
        QString name;   ///< "Source"
        QString dtype;  ///< "int32"
        QString value;  ///< drawn instead of the row's axes where it has none; or empty
    };

    explicit BroadcastView(QWidget* parent = nullptr);

    /// Rows by assign::Role.
    void setTable(const assign::BroadcastTable& table, const std::array<RowText, 3>& rows,
                  const Pairing& pairing);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Block {
        QRectF rect;
        QString text;
        assign::AxisFit fit = assign::AxisFit::Equal;
    };

    [[nodiscard]] QFont smallFont() const;
    [[nodiscard]] assign::AxisFit blockFit(std::size_t row, std::size_t column) const;
    [[nodiscard]] QString blockText(std::size_t row, std::size_t column) const;
    /// What one block as wide as the table says instead of the row's axes; empty for most rows.
    [[nodiscard]] QString wideText(std::size_t row) const;
    void arrange();
    void drawBlock(QPainter& painter, const Block& block) const;

    assign::BroadcastTable m_table;
    Pairing m_pairing;
    std::array<RowText, 3> m_rows;
    std::vector<Block> m_blocks;
    std::vector<QRectF> m_columns;  ///< where the axis numbers go
    qreal m_labelWidth = 0;
    QSize m_size{0, 0};
};

}  // namespace frisket::ui
