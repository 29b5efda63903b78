// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include <QAbstractScrollArea>
#include <QTimer>

#include "ui/canvas/canvas_marks.h"
#include "ui/canvas/keyboard_cursor.h"
#include "ui/canvas/picture.h"
#include "ui/canvas/view_transform.h"
#include "ui/session/document.h"
#include "ui/session/layer_styles.h"
#include "ui/tools/tool.h"

class QGestureEvent;
class QNativeGestureEvent;

namespace frisket::ui {

class ToolManager;

/// Two label layers of which each is drawn alone on its side of a view.
struct CanvasPair {
    session::LayerId left = session::LayerId::Destination;
    session::LayerId right = session::LayerId::Result;
    double divider = 0.5;  ///< where the right side begins, as a part of the width
    bool divides = true;   ///< with a divider that can be dragged
};

/// The picture with its overlays. Maps mouse, pen, wheel and pinch to the tool in hand and to the
/// view; draws from the tile cache, so an event costs what it changed of what is seen.
class Canvas : public QAbstractScrollArea, public Panner {
    Q_OBJECT

public:
    Canvas(session::Document& document, session::LayerStyles& styles, session::ToolOptions& options,
           QWidget* parent = nullptr);
    ~Canvas() override;

    [[nodiscard]] ToolManager& tools() { return *m_tools; }
    [[nodiscard]] const ViewTransform& view() const { return m_view; }
    /// Device pixels of the viewport per image pixel.
    [[nodiscard]] double zoom() const { return m_view.scale(); }
    /// Widget position that shows this image place; for scripts and tests that send mouse events.
    [[nodiscard]] QPointF widgetPosition(base::Point image) const;

    /// Moves the image by whole device pixels.
    void panBy(QPoint device) override;
    void zoomTo(double scale);
    void zoomIn();
    void zoomOut();
    void zoomFit();
    void zoomOneToOne();
    /// Moves the view so that this place of the image is in the middle.
    void centreOn(base::Point image);
    /// The same for a rectangle, zoomed out if it is larger than the view.
    void showRect(const base::Rect& image);
    /// The place of the image under the pointer, or nothing.
    [[nodiscard]] const std::optional<base::Point>& hover() const { return m_hover; }
    [[nodiscard]] CanvasMarks& marks() { return m_marks; }
    /// Whether the last frame left out what could not be rendered in time; it comes soon.
    [[nodiscard]] bool isHasty() const { return m_hasty; }
    /// Image pixels that are seen.
    [[nodiscard]] base::Rect visibleRect() const override;
    void redrawOverlay() override;
    [[nodiscard]] const Orientation& orientation() const { return m_view.orientation(); }
    void setOrientation(const Orientation& orientation);
    /// Shows what another canvas shows: linked views.
    void setView(const ViewTransform& view);
    /// Draws only these label layers, filled, whatever the styles say; nothing: as styled.
    void setShown(std::optional<std::vector<session::LayerId>> shown);
    /// Lines between large pixels; coordinates along the left and the upper edge.
    void setGrid(bool shown);
    void setRulers(bool shown);
    /// The order in which the mode takes the source's values, as a heat map over what is selected.
    void setOrder(bool shown);
    /// What the cast would do to the selected values, as a map.
    void setCastMap(bool shown);
    /// Shows two layers beside each other in place of that; nothing: no more.
    void setPair(const std::optional<CanvasPair>& pair);
    /// The pointer is over this place of a linked view, or (nothing) over none.
    void setLinkedPointer(const std::optional<base::Point>& image);
    /// Takes back a stroke under way.
    void cancelStroke();
    /// That button at the keyboard's cursor goes down and stays so; if one was, it goes up.
    void holdButton(Qt::MouseButton button = Qt::LeftButton);

signals:
    void zoomChanged(double scale);
    /// Another part of the image, or the same at another scale or turned, is shown.
    void viewChanged();
    /// The divider of a pair was dragged to that part of the width.
    void dividerMoved(double divider);
    /// The pointer is over this image place, or (nothing) has left.
    void hovered(const std::optional<frisket::base::Point>& position);

protected:
    bool viewportEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void documentChanged();
    /// Another slice, in the same view; or other axes, which are fitted where their sizes differ.
    void planeChanged();
    void pixelsChanged(const base::Area& area);
    void redrawAll();
    /// The pointer is at this device place, or (nothing) has left.
    void setPointer(const std::optional<QPointF>& device);
    /// Whether there is a keyboard's cursor now: not without an image.
    bool showKeyCursor();
    /// Lets its button go, too. The pointer is where the mouse is from then on.
    void hideKeyCursor();
    /// Brings it into sight, and tells the tool.
    void keyCursorMoved();
    void markKeyCursor();
    [[nodiscard]] ImagePointerEvent keyCursorEvent(Qt::MouseButton button,
                                                   Qt::KeyboardModifiers modifiers) const;
    void pressKeyButton(KeyboardCursor::Button how, Qt::MouseButton button,
                        Qt::KeyboardModifiers modifiers);
    void releaseKeyButton(Qt::KeyboardModifiers modifiers);
    /// Whether these keys were for the keyboard's cursor.
    bool arrowPressed(const QKeyEvent& event);
    bool spacePressed(const QKeyEvent& event);
    bool spaceReleased(const QKeyEvent& event);
    /// Whether the pointer is the mouse's, which was moved to there.
    bool mouseTakesOver(QPointF widget);
    /// Finds what is under the pointer: it moved, or the image did.
    void updateHover();
    void updateHoverOverlay();
    void updateMarks();
    /// Another tool, or it was told something else.
    void updateTool();
    void updateAxes();
    void updateCursor();
    [[nodiscard]] QSizeF viewportSize() const;
    /// After the view moved or zoomed: scroll bars, tiles, repaint.
    void showView(bool scaleChanged);
    void updateScrollBars();
    /// The part of `widget` that is seen, up to a coarse grid.
    [[nodiscard]] QRect coarse(const QRect& widget) const;
    [[nodiscard]] QRect toWidget(const QRect& device) const;
    [[nodiscard]] ImagePointerEvent pointerEvent(QPointF widget, Qt::MouseButton button,
                                                 Qt::KeyboardModifiers modifiers) const;
    void pointerPressed(const ImagePointerEvent& event);
    void pointerMoved(const ImagePointerEvent& event);
    void pointerReleased(const ImagePointerEvent& event);
    /// Ends a stroke whose button is no longer among `held`: a dialog or a menu took the release.
    void endLostStroke(Qt::MouseButtons held);
    /// The pointer is over the canvas: keys are for it, unless text is being edited.
    void takeFocus();
    bool tabletEventOnViewport(QTabletEvent& event);
    bool gestureEvent(QGestureEvent& event);
    bool nativeGestureEvent(QNativeGestureEvent& event);
    void zoomAt(QPointF widget, double scale);
    void paintRect(QPainter& painter, const QRect& widget);
    [[nodiscard]] QRect toDevice(const QRect& widget) const;
    void renderAhead();
    void placeRulers();
    /// Device pixels that the left and the right picture have; without a pair the first has all.
    [[nodiscard]] std::pair<QRect, QRect> sides() const;
    [[nodiscard]] int dividerPlace() const;
    [[nodiscard]] bool isOnDivider(QPointF widget) const;
    void paintDivider(QPainter& painter, const QRect& exposed) const;
    void paintCaption(QPainter& painter, const QRect& side, const QString& text, bool atRight,
                      const QRect& exposed) const;
    /// Renders what is missing in `seen` on both sides. Whether nothing is missing any more.
    bool render(const QRect& seen, std::optional<Picture::Clock::time_point> deadline);
    template <class Each>
    void forEachPicture(Each&& each) {
        each(m_picture);
        if (m_second) {
            each(*m_second);
        }
    }

    session::Document& m_document;
    session::LayerStyles& m_styles;
    session::ToolOptions& m_options;
    ViewTransform m_view;
    Picture m_picture;
    std::unique_ptr<Picture> m_second;  ///< of the pair's right side
    std::optional<CanvasPair> m_pair;
    std::optional<std::vector<session::LayerId>> m_shown;
    bool m_dragsDivider = false;
    bool m_grid = false;
    bool m_order = false;
    bool m_castMap = false;
    std::array<QWidget*, 2> m_rulers{};  ///< across and down; null where none are shown
    std::unique_ptr<ToolManager> m_tools;
    CanvasMarks m_marks;
    KeyboardCursor m_keyCursor;
    QPointF m_keyCursorPan;  ///< by which the view followed it since its button went down

    base::Rect m_plane;                        ///< what the view was last fitted to
    std::optional<QPointF> m_pointer;          ///< device place
    std::optional<base::Point> m_hover;        ///< the image there
    QRegion m_overlay;                         ///< widget pixels that the tool's overlay covers
    QRegion m_marked;                          ///< and that the marks cover
    Tool* m_active = nullptr;                  ///< tool between press and release
    Qt::MouseButton m_pressed = Qt::NoButton;  ///< button that began it, and ends it
    ImagePointerEvent m_lastEvent;             ///< what the active tool got last
    bool m_spaceHeld = false;
    bool m_fitted = true;  ///< keep fitting when the window changes size
    bool m_hasty = false;  ///< the view moves: paint what there is in time
    QTimer m_finish;       ///< renders what a hasty frame left out
    QTimer m_ahead;        ///< and, when all rests, what is next to the view
    bool m_updatingScrollBars = false;
    double m_pinchStart = 1;
    int m_sliceTurn = 0;  ///< of the wheel, short of a step through slices
};

}  // namespace frisket::ui
