// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QPoint>
#include <QPointF>
#include <QSizeF>
#include <Qt>

#include "core/base/geometry.h"
#include "ui/canvas/view_transform.h"

namespace frisket::ui {

/// A pointer that keys move over the pixels of the image, with a button of its own. It is there
/// from the first arrow key, or when the canvas gets the focus from the keyboard, until the mouse
/// is moved.
class KeyboardCursor {
public:
    /// Held as long as Space is, or locked until it is let go by another press.
    enum class Button { Up, Held, Locked };

    [[nodiscard]] bool isShown() const { return m_pixel.has_value(); }
    /// The middle of its pixel; only while it is shown.
    [[nodiscard]] base::Point place() const;
    /// Shows it on the pixel of `plane`, which is not empty, that is nearest to `place`.
    void putAt(base::Point place, const base::Rect& plane);
    void hide();

    [[nodiscard]] Button button() const { return m_button; }
    void setButton(Button button) { m_button = button; }

    /// Whether the mouse, which is at this place of the widget, was moved on purpose since the
    /// cursor was shown: a touch of the table is not.
    [[nodiscard]] bool isMouseMeant(QPointF widget);

    [[nodiscard]] static bool isArrow(int key);
    /// Image pixels that an arrow key goes to the right and down, as the view is turned: one, with
    /// Shift ten, with Ctrl a tenth of what `viewport` device pixels show.
    [[nodiscard]] static base::Point step(const ViewTransform& view, QSizeF viewport, int key,
                                          Qt::KeyboardModifiers modifiers);
    /// Device pixels by which the image has to move for `place` to lie well inside the viewport, as
    /// far as there is image beyond it.
    [[nodiscard]] static QPoint panToShow(const ViewTransform& view, QSizeF viewport,
                                          base::Point place);

private:
    struct Pixel {
        std::int64_t x = 0;
        std::int64_t y = 0;
    };
    std::optional<Pixel> m_pixel;
    Button m_button = Button::Up;
    std::optional<QPointF> m_mouse;  ///< where it rests
};

}  // namespace frisket::ui
