// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace frisket::ui {

/// The colours of the packing order from the source's first value to its last, with their indices.
class OrderLegend : public QWidget {
    Q_OBJECT

public:
    explicit OrderLegend(QWidget* parent = nullptr);

    /// Indices 0..count - 1; none where it is 0.
    void setCount(std::int64_t count);
    [[nodiscard]] std::int64_t count() const { return m_count; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::int64_t m_count = 0;
};

}  // namespace frisket::ui
