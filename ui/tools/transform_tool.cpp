// SPDX-License-Identifier: MIT
#include "ui/tools/transform_tool.h"

#include <cmath>
#include <utility>

#include <QGuiApplication>

#include "ui/session/pixel_facts.h"
#include "ui/session/reporting.h"
#include "ui/session/transfer.h"
#include "ui/tools/outline.h"

namespace frisket::ui {

namespace {
/// Device pixels: a press is a drag from so far on; half the side of a handle's square.
constexpr double kDrag = 3;
constexpr double kMark = 4;
/// What handles and lines may touch around the frame's corners.
constexpr int kReach = 8;
constexpr double kStep = 1;
constexpr double kLongStep = 10;

/// Ctrl, because many desktops keep Alt and a drag for themselves.
bool asksForOther(Qt::KeyboardModifiers modifiers) {
    return modifiers.testFlag(Qt::AltModifier) || modifiers.testFlag(Qt::ControlModifier);
}

void tell(session::Document& document, const base::Status& done) {
    if (!done) {
        session::report(document, done.error());
    }
}

/// For a handle that is dragged along `way` on the screen.
Qt::CursorShape sizeCursor(QPointF way) {
    const double degrees = std::atan2(way.y(), way.x()) * 180 / 3.14159265358979323846;
    constexpr std::array kShapes{Qt::SizeHorCursor, Qt::SizeFDiagCursor, Qt::SizeVerCursor,
                                 Qt::SizeBDiagCursor};
    const auto step = static_cast<std::size_t>(std::lround(degrees / 45) + 8);
    return kShapes[step % kShapes.size()];
}

std::vector<base::Point> ringOf(const TransformFrame& frame) {
    std::vector<base::Point> ring;
    for (const TransformFrame::Sides& sides : TransformFrame::kHandles) {
        ring.push_back(frame.at(sides[0], sides[1]));
    }
    ring.push_back(ring.front());
    return ring;
}
}  // namespace

TransformFrame TransformTool::frame(double scale) const {
    return {floating().bits()->box(), floating().placement(), scale};
}

void TransformTool::lift(const std::optional<paint::Pixel>& only,
                         const std::function<void()>& then) {
    // Not from within the event: a job turns the event loop, in which a linked canvas, and this
    // tool with it, may go.
    QMetaObject::invokeMethod(
        &m_context.document,
        [&document = m_context.document, &floating = floating(), only, then] {
            if (floating.present()) {
                return;
            }
            tell(document, session::liftSelection(document, floating, only));
            if (floating.present() && then) {
                then();
            }
        },
        Qt::QueuedConnection);
}

void TransformTool::settle() {
    QMetaObject::invokeMethod(
        &m_context.document,
        [&document = m_context.document, &options = m_context.options] {
            tell(document, session::settle(document, options.floating(), options.join()));
        },
        Qt::QueuedConnection);
}

void TransformTool::press(const ImagePointerEvent& event) {
    m_lifting.reset();
    if (event.button != Qt::LeftButton || event.eraser || m_context.document.busy() ||
        m_context.document.inStroke()) {
        return;
    }
    if (floating().present()) {
        grab(event);
        return;
    }
    m_lifting = event;
    const base::Pixel pixel = session::pixelAt(event.position);
    lift(asksForOther(event.modifiers) ? std::optional(pixel) : std::nullopt);
}

void TransformTool::grab(const ImagePointerEvent& event) {
    m_grab = Grab{frame(event.scale).gripAt(event.position), floating().placement(),
                  floating().keepsOriginal(), event, false};
}

void TransformTool::move(const ImagePointerEvent& event) {
    if (m_lifting && floating().present()) {
        // It has come meanwhile. Beside it, the press was one to see it, not to turn it.
        ImagePointerEvent pressed = *std::exchange(m_lifting, std::nullopt);
        pressed.modifiers = {};
        grab(pressed);
        if (m_grab->grip.kind == Grip::Kind::Outside) {
            m_grab.reset();
        }
    }
    if (!m_grab || !floating().present() || m_context.document.busy()) {
        return;
    }
    Grab& held = *m_grab;
    if (!held.dragged && (event.device - held.press.device).manhattanLength() >= kDrag) {
        held.dragged = true;
        if (held.grip.kind == Grip::Kind::Inside && asksForOther(held.press.modifiers)) {
            floating().setKeepsOriginal(true);
        }
    }
    if (held.dragged) {
        const DragManner manner{event.modifiers.testFlag(Qt::ShiftModifier),
                                asksForOther(event.modifiers)};
        floating().setPlacement(dragged(floating().bits()->box(), held.start, held.grip,
                                        held.press.position, event.position, manner));
    }
}

void TransformTool::release(const ImagePointerEvent& event) {
    move(event);
    m_lifting.reset();
    const auto held = std::exchange(m_grab, std::nullopt);
    if (held && !held->dragged && held->grip.kind == Grip::Kind::Outside) {
        settle();
    }
}

void TransformTool::cancel() {
    m_lifting.reset();
    if (const auto held = std::exchange(m_grab, std::nullopt); held && floating().present()) {
        floating().setKeepsOriginal(held->kept);
        floating().setPlacement(held->start);
    }
}

bool TransformTool::keyPressed(int key) {
    if (m_context.document.busy()) {
        return false;
    }
    const double step =
        QGuiApplication::keyboardModifiers().testFlag(Qt::ShiftModifier) ? kLongStep : kStep;
    base::Point way;
    switch (key) {
        case Qt::Key_Left:
            way.x = -step;
            break;
        case Qt::Key_Right:
            way.x = step;
            break;
        case Qt::Key_Up:
            way.y = -step;
            break;
        case Qt::Key_Down:
            way.y = step;
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            settle();
            return floating().present();
        case Qt::Key_Escape: {
            const bool there = floating().present();
            floating().drop();
            return there;
        }
        default:
            return false;
    }
    const auto move = [&floating = floating(), way] { floating.moveBy(way.x, way.y); };
    if (floating().present()) {
        move();
    } else {
        lift({}, move);
    }
    return true;
}

QCursor TransformTool::cursor() const { return m_cursor; }

QRegion TransformTool::overlayRegion(const ViewTransform& view,
                                     const std::optional<base::Point>& hover,
                                     const QRect& visible) const {
    if (!floating().present()) {
        m_cursor = QCursor(Qt::ArrowCursor);
        return {};
    }
    const TransformFrame frame = this->frame(view.scale());
    if (hover && !m_grab) {
        const Grip grip = frame.gripAt(*hover);
        const QPointF way =
            view.toDevice(frame.at(grip.sideX, grip.sideY)) - view.toDevice(frame.at(0, 0));
        m_cursor = grip.kind == Grip::Kind::Handle   ? QCursor(sizeCursor(way))
                   : grip.kind == Grip::Kind::Inside ? QCursor(Qt::SizeAllCursor)
                                                     : QCursor(Qt::CrossCursor);
    }
    std::vector<base::Point> ends = ringOf(frame);
    QRegion region = FloatingPicture::bounds(view, floating()).intersected(visible);
    region += lineRegion(toDevice(view, ends), kReach, visible);
    region += lineRegion(toDevice(view, {frame.above(), frame.turner()}), kReach, visible);
    return region;
}

void TransformTool::paintOverlay(QPainter& painter, const ViewTransform& view,
                                 const std::optional<base::Point>&, const QRect& exposed) const {
    if (!floating().present()) {
        return;
    }
    m_picture.draw(painter, view, m_context.document, floating(), exposed);
    const TransformFrame frame = this->frame(view.scale());
    drawLine(painter, toDevice(view, ringOf(frame)), false, exposed);
    drawLine(painter, toDevice(view, {frame.above(), frame.turner()}), false, exposed);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(QColor(0, 0, 0, 200), 1));
    painter.setBrush(Qt::white);
    for (const TransformFrame::Sides& sides : TransformFrame::kHandles) {
        const QPointF place = view.toDevice(frame.at(sides[0], sides[1]));
        painter.drawRect(QRectF(place - QPointF(kMark, kMark), QSizeF(2 * kMark, 2 * kMark)));
    }
    painter.drawEllipse(view.toDevice(frame.turner()), kMark + 1, kMark + 1);
    painter.restore();
}

}  // namespace frisket::ui
