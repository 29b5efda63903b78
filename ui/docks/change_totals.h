// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include "core/measure/transitions.h"

namespace frisket::ui {

/// Added, removed, relabelled, unchanged: a line for each with its colour, its pixels and how much
/// of the plane they are. Painted, since it changes many times a second.
class ChangeTotalsView : public QWidget {
    Q_OBJECT

public:
    explicit ChangeTotalsView(QWidget* parent = nullptr);

    /// `pixels` is what the plane has.
    void setTotals(const measure::ChangeTotals& totals, std::int64_t pixels);
    /// "Added: 12 (0.1 %)", a line for each.
    [[nodiscard]] QString text() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int lineHeight() const;

    measure::ChangeTotals m_totals;
    std::int64_t m_pixels = 0;
};

}  // namespace frisket::ui
