// SPDX-License-Identifier: MIT
#include "ui/tools/path_tool.h"

#include <cmath>

#include <QCoreApplication>

#include "core/paint/nib.h"
#include "core/paint/polygon.h"
#include "ui/tools/profile_tool.h"

namespace frisket::ui {

namespace {
/// Device pixels: a corner is hit so near, and a press is a drag from so far on.
constexpr double kHit = 8;
constexpr double kDrag = 3;
/// Half the side of the square that marks a corner.
constexpr double kMark = 3;
}  // namespace

std::optional<std::size_t> PathTool::cornerNear(const ImagePointerEvent& event) const {
    std::optional<std::size_t> nearest;
    double least = kHit;
    for (std::size_t i = 0; i < m_corners.size(); ++i) {
        const double distance = event.scale * std::hypot(m_corners[i].x - event.position.x,
                                                         m_corners[i].y - event.position.y);
        if (distance <= least) {
            nearest = i;
            least = distance;
        }
    }
    return nearest;
}

base::Point PathTool::placed(const ImagePointerEvent& event, std::size_t corner) const {
    const bool snaps = newModifiers(event).testFlag(Qt::ShiftModifier) && corner > 0;
    return snaps ? snappedTo45(m_corners[corner - 1], event.position) : event.position;
}

void PathTool::press(const ImagePointerEvent& event) {
    if (m_corners.empty() && !begin(event)) {
        return;
    }
    if (const auto corner = cornerNear(event)) {
        m_grab = Grab{*corner, false, false, event.device};
        return;
    }
    m_corners.push_back(event.position);
    m_grab = Grab{m_corners.size() - 1, true, false, event.device};
    m_corners.back() = placed(event, m_grab->corner);
}

void PathTool::move(const ImagePointerEvent& event) {
    if (!m_grab) {
        return;
    }
    if (!m_grab->dragged && (event.device - m_grab->pressedAt).manhattanLength() >= kDrag) {
        m_grab->dragged = true;
        if (m_grab->isNew && m_corners.size() == 1) {
            m_corners.push_back(m_corners.front());  // the first side is drawn by dragging
            m_grab->corner = 1;
        }
    }
    if (m_grab->dragged) {
        m_corners[m_grab->corner] = placed(event, m_grab->corner);
    }
}

void PathTool::release(const ImagePointerEvent& event) {
    move(event);
    if (!m_grab) {
        return;
    }
    const Grab grab = *std::exchange(m_grab, std::nullopt);
    const bool isLine = m_kind == Kind::Line;
    const bool isEnd = grab.corner + 1 == m_corners.size() || (grab.corner == 0 && !isLine);
    const bool clicked = !grab.isNew && !grab.dragged && isEnd;
    const bool drawn = isLine && grab.isNew && grab.dragged && m_corners.size() == 2;
    if ((clicked || drawn) && isEnough()) {
        end();
    }
}

void PathTool::cancel() {
    m_corners.clear();
    m_grab.reset();
}

bool PathTool::keyPressed(int key) {
    if (m_corners.empty()) {
        return false;
    }
    if (key == Qt::Key_Escape) {
        cancel();
    } else if (key == Qt::Key_Backspace || key == Qt::Key_Delete) {
        m_corners.pop_back();
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && isEnough()) {
        end();
    } else {
        return false;
    }
    return true;
}

bool PathTool::isEnough() const {
    return m_corners.size() >= (m_kind == Kind::Polygon ? std::size_t{3} : std::size_t{2});
}

std::vector<condition::BitRegion> PathTool::lineRegions() const {
    std::vector<condition::BitRegion> regions;
    const auto add = [&](const paint::Nib& nib, base::Point from, base::Point to) {
        for (condition::BitRegion& band : paint::sweep(nib, from, to, clip())) {
            regions.push_back(std::move(band));
        }
    };
    const paint::Nib nib = context().options.nib();
    for (std::size_t i = 1; i < m_corners.size(); ++i) {
        add(nib, m_corners[i - 1], m_corners[i]);
        if (nib.shape == paint::NibShape::Flat && i + 1 < m_corners.size()) {
            add(nib, m_corners[i], m_corners[i]);  // the joint
        }
    }
    return regions;
}

void PathTool::end() {
    if (m_kind == Kind::Polygon) {
        finish({paint::fillPolygon({&m_corners, 1}, clip())},
               QCoreApplication::translate("PathTool", "Polygon"));
    } else {
        finish(lineRegions(), QCoreApplication::translate("PathTool", "Line"));
    }
    cancel();
}

std::vector<ShapeTool::Line> PathTool::outline(const std::optional<base::Point>& hover) const {
    if (m_corners.empty()) {
        return {};
    }
    std::vector<Line> lines{{m_corners, false}};
    lines.front().points.push_back(m_corners.back());  // a single corner is marked too
    const bool follows = hover && !m_grab;
    if (follows) {
        lines.push_back({{m_corners.back(), *hover}, true});
    }
    if (m_kind == Kind::Polygon && m_corners.size() >= 2) {
        lines.push_back({{follows ? *hover : m_corners.back(), m_corners.front()}, true});
    }
    return lines;
}

void PathTool::paintOverlay(QPainter& painter, const ViewTransform& view,
                            const std::optional<base::Point>& hover, const QRect& exposed) const {
    ShapeTool::paintOverlay(painter, view, hover, exposed);
    painter.setPen(QPen(QColor(0, 0, 0, 200), 1));
    painter.setBrush(Qt::white);
    for (const QPointF& corner : toDevice(view, m_corners)) {
        const QRectF mark(corner - QPointF(kMark, kMark), QSizeF(2 * kMark, 2 * kMark));
        if (mark.intersects(QRectF(exposed).adjusted(-1, -1, 1, 1))) {
            painter.drawRect(mark);
        }
    }
    painter.setBrush(Qt::NoBrush);
}

}  // namespace frisket::ui
