// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
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

signals:
    /// The pointer, or an arrow key, came to an axis along which an operand is repeated; a column
    /// of the table, of which the destination's first axis is the one after its missing ones.
    void repeatHovered(frisket::assign::Role role, int column);
    /// And left it.
    void repeatLeft();

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Block {
        QRectF rect;
        QString text;
        assign::AxisFit fit = assign::AxisFit::Equal;
        int row = 0;
        int column = -1;  ///< of the table; -1 where it is as wide as all
    };

    [[nodiscard]] QFont smallFont() const;
    [[nodiscard]] assign::AxisFit blockFit(std::size_t row, std::size_t column) const;
    [[nodiscard]] QString blockText(std::size_t row, std::size_t column) const;
    /// What one block as wide as the table says instead of the row's axes; empty for most rows.
    [[nodiscard]] QString wideText(std::size_t row) const;
    void arrange();
    void hover(const std::optional<QPointF>& place);
    [[nodiscard]] bool repeats(std::size_t block) const;
    void pointAt(int block);
    /// The next repeated block, or the one before.
    void step(bool forward);
    [[nodiscard]] QString hoverText(const Block& block) const;
    void drawBlock(QPainter& painter, const Block& block) const;

    assign::BroadcastTable m_table;
    Pairing m_pairing;
    std::array<RowText, 3> m_rows;
    std::vector<Block> m_blocks;
    std::vector<QRectF> m_columns;  ///< where the axis numbers go
    qreal m_labelWidth = 0;
    QSize m_size{0, 0};
    int m_hovered = -1;  ///< the block of a repeated axis that is pointed at
};

}  // namespace frisket::ui
