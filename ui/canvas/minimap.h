// SPDX-License-Identifier: MIT
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/canvas/canvas.h"
#include "ui/canvas/picture.h"

namespace frisket::ui {

/// The whole image in a corner of a canvas, with a frame around what the canvas shows; a click or a
/// drag moves the view there. Hidden while the canvas shows all of the image. Its picture follows
/// when edits rest and never in mid-stroke: seen from so far, all of the condition is looked at.
class Minimap : public QWidget {
    Q_OBJECT

public:
    /// A child of the canvas's viewport; both outlive it.
    Minimap(Canvas& canvas, session::Document& document, session::LayerStyles& styles);

    /// Whether it is wanted; it shows if there is something to show.
    void setWanted(bool wanted);
    /// Whether its picture is up to date.
    [[nodiscard]] bool isWhole() const { return !m_rest.isActive(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void place();
    void refreshSoon();
    void renew();
    void moveTo(QPointF widget);
    [[nodiscard]] QRect inner() const;

    Canvas& m_canvas;
    session::Document& m_document;
    Picture m_picture;
    ViewTransform m_view;
    QTimer m_rest;
    QImage m_frame;  ///< what is painted until the next one is there; device pixels of `inner`
    bool m_wanted = false;
};

}  // namespace frisket::ui
