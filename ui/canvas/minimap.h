// SPDX-License-Identifier: MIT
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/canvas/canvas.h"
#include "ui/canvas/picture.h"

namespace frisket::ui {

/// The whole image in a corner of a canvas, with a frame around what the canvas shows; a click or a
/// drag moves the view there. Hidden while the canvas shows all of the image. Its picture follows
/// when edits rest, a few rows at a time, so that it never holds up a stroke.
class Minimap : public QWidget {
    Q_OBJECT

public:
    /// A child of the canvas's viewport; both outlive it.
    Minimap(Canvas& canvas, session::Document& document, session::LayerStyles& styles);

    /// Whether it is wanted; it shows if there is something to show.
    void setWanted(bool wanted);
    /// Whether its picture is up to date.
    [[nodiscard]] bool isWhole() const { return m_nextRow < 0 && !m_rest.isActive(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void place();
    void refreshSoon();
    void renderRows();
    void moveTo(QPointF widget);
    [[nodiscard]] QRect inner() const;

    Canvas& m_canvas;
    session::Document& m_document;
    Picture m_picture;
    ViewTransform m_view;
    QTimer m_rest;
    QTimer m_work;
    int m_nextRow = -1;  ///< device row that is rendered next; none: nothing is missing
    bool m_wanted = false;
};

}  // namespace frisket::ui
