// SPDX-License-Identifier: MIT
#pragma once

#include <QProxyStyle>

namespace frisket::ui {

/// Fusion, with frames around check boxes that are seen on dark ground as well: Fusion draws them
/// darker than the window, whatever that is.
class Style final : public QProxyStyle {
    Q_OBJECT

public:
    Style();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
};

}  // namespace frisket::ui
