// SPDX-License-Identifier: MIT
#include "ui/tools/scissors_tool.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <QCoreApplication>

#include "core/paint/polygon.h"
#include "ui/session/image_window.h"
#include "ui/session/pixel_facts.h"

namespace frisket::ui {

namespace {
/// Device pixels: an anchor is hit so near.
constexpr double kHit = 8;
/// Half the side of the square that marks an anchor.
constexpr double kMark = 3;
/// How far from an anchor ways are found, in image pixels, or device pixels if those are larger.
constexpr double kReach = 512;
/// The same beyond what is seen.
constexpr std::int64_t kBeyond = 32;

base::Point centreOf(base::Pixel pixel) {
    return {static_cast<double>(pixel.x) + 0.5, static_cast<double>(pixel.y) + 0.5};
}
}  // namespace

ScissorsTool::ScissorsTool(ToolContext context)
    : ShapeTool(context),
      m_layer(context.options.smart().layer),
      m_task(std::make_unique<session::LatestTask>()) {
    const auto again = [this] { lookAgain(); };
    QObject::connect(&context.document, &session::Document::planeChanged, m_task.get(), again);
    QObject::connect(&context.document, &session::Document::layersChanged, m_task.get(), again);
    QObject::connect(&context.options, &session::ToolOptions::optionsChanged, m_task.get(),
                     [this, &options = context.options] {
                         if (std::exchange(m_layer, options.smart().layer) != m_layer) {
                             lookAgain();
                         }
                     });
}

void ScissorsTool::lookAgain() {
    if (!m_anchors.empty()) {
        m_task->cancel();
        m_wire.reset();
        m_lastWay.reset();
        context().panner.redrawOverlay();
        proceed();
    }
}

base::Pixel ScissorsTool::clampedPixel(base::Point place) const {
    const base::Rect plane = clip();
    const auto within = [](double value, std::int64_t begin, std::int64_t end) {
        const auto whole = static_cast<std::int64_t>(
            std::floor(std::clamp(value, static_cast<double>(begin), static_cast<double>(end))));
        return std::min(whole, end - 1);
    };
    return {within(place.x, plane.x0, plane.x1), within(place.y, plane.y0, plane.y1)};
}

bool ScissorsTool::isNear(const ImagePointerEvent& event, base::Pixel anchor) const {
    const base::Point centre = centreOf(anchor);
    return event.scale * std::hypot(centre.x - event.position.x, centre.y - event.position.y) <=
           std::max(kHit, event.scale);
}

void ScissorsTool::press(const ImagePointerEvent& event) {
    if (m_closes || (m_anchors.empty() && !begin(event))) {
        return;
    }
    m_scale = event.scale;
    m_pressed = true;
}

void ScissorsTool::release(const ImagePointerEvent& event) {
    if (!std::exchange(m_pressed, false)) {
        return;
    }
    const bool isEnough = m_anchors.size() >= 2;
    if (isEnough && (isNear(event, m_anchors.front()) || isNear(event, m_anchors.back()))) {
        close();
        return;
    }
    const base::Pixel anchor = clampedPixel(event.position);
    if (m_anchors.empty() || anchor != m_anchors.back()) {
        m_anchors.push_back(anchor);
        proceed();
    }
}

void ScissorsTool::cancel() {
    m_task->cancel();
    m_ways.clear();
    m_wire.reset();
    m_lastWay.reset();
    m_closes = false;
    m_pressed = false;
    if (!m_anchors.empty()) {
        m_anchors.clear();
        context().panner.redrawOverlay();
    }
}

bool ScissorsTool::keyPressed(int key) {
    if (m_anchors.empty()) {
        return false;
    }
    if (key == Qt::Key_Escape) {
        cancel();
    } else if (key == Qt::Key_Backspace || key == Qt::Key_Delete) {
        if (!std::exchange(m_closes, false)) {
            m_anchors.pop_back();
        }
        if (m_anchors.empty()) {
            m_task->cancel();
            m_wire.reset();
        } else if (m_ways.size() >= m_anchors.size()) {
            m_ways.resize(m_anchors.size() - 1);
            m_wire.reset();
            m_task->cancel();
        }
        m_lastWay.reset();
        context().panner.redrawOverlay();
        proceed();
    } else if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_anchors.size() >= 2) {
        close();
    } else {
        return false;
    }
    return true;
}

void ScissorsTool::close() {
    m_closes = true;
    proceed();
}

void ScissorsTool::proceed() {
    while (m_wire && m_ways.size() + 1 < m_anchors.size()) {
        addWay(wayTo(m_anchors[m_ways.size() + 1]));
        m_wire.reset();
        m_lastWay.reset();
        findWays();
    }
    if (!m_wire) {
        if (!m_task->isRunning() && !m_anchors.empty()) {
            findWays();
        }
        return;
    }
    if (m_closes) {
        paint::Ring ring;
        for (const Way& way : m_ways) {
            ring.insert(ring.end(), way.points.begin(), way.points.end());
        }
        const Points last = wayTo(m_anchors.front());
        ring.insert(ring.end(), last.begin(), last.end());
        if (context().document.canPaint() && !context().document.inStroke()) {
            finish({paint::fillPolygon({&ring, 1}, clip())},
                   QCoreApplication::translate("ScissorsTool", "Scissors"));
            cancel();
        } else {
            m_closes = false;  // it stays, for when there is time
        }
    }
}

void ScissorsTool::addWay(Points points) {
    Way way{std::move(points), {}};
    for (const base::Point& point : way.points) {
        const auto [x, y] = session::pixelAt(point);
        way.box = way.box.united({x, y, x + 1, y + 1});
    }
    m_ways.push_back(std::move(way));
    context().panner.redrawOverlay();
}

void ScissorsTool::findWays() {
    const base::Pixel anchor = m_anchors[m_ways.size()];
    const session::LayerId layer = context().options.smart().layer;
    const auto reach = static_cast<std::int64_t>(kReach * std::max(1.0, 1 / m_scale));
    const base::Rect around =
        base::Rect{anchor.x, anchor.y, anchor.x + 1, anchor.y + 1}.grown(reach);
    const base::Rect seen = context().panner.visibleRect().grown(kBeyond);
    const base::Rect wanted = seen.contains(anchor.x, anchor.y) ? around.intersected(seen) : around;
    auto image = session::imageWindow(
        context().document, layer,
        session::windowAround(context().document, layer,
                              {anchor.x, anchor.y, anchor.x + 1, anchor.y + 1}, wanted));
    if (!image) {
        emit context().document.failed(image.error());
        cancel();
        return;
    }
    const auto wire = std::make_shared<std::optional<smart::LiveWire>>();
    m_task->start(
        [wire, anchor, image = std::make_shared<smart::ImageWindow>(*std::move(image))](
            base::Progress& progress) -> base::Status {
            auto ways = smart::LiveWire::find(*image, anchor, &progress);
            if (!ways) {
                return base::passOn(ways);
            }
            wire->emplace(*std::move(ways));
            return {};
        },
        [this, wire](const base::Status& status) {
            if (!status) {
                emit context().document.failed(status.error());
                cancel();
                return;
            }
            m_wire = *std::move(*wire);
            m_lastWay.reset();
            context().panner.redrawOverlay();
            proceed();
        });
}

ShapeTool::Points ScissorsTool::wayTo(base::Pixel target) const {
    const base::Pixel from = m_anchors[m_ways.size()];
    Points points{centreOf(from)};
    if (m_wire) {
        if (const auto way = m_wire->wayTo(target)) {
            for (const base::Pixel& pixel : *way) {
                points.push_back(centreOf(pixel));
            }
            return points;
        }
    }
    points.push_back(centreOf(target));
    return points;
}

std::vector<ShapeTool::Line> ScissorsTool::outline(const std::optional<base::Point>& hover) const {
    if (m_anchors.empty()) {
        return {};
    }
    std::vector<Line> lines;
    // Anchors that wait for their ways.
    Points straight;
    for (std::size_t i = m_ways.size(); i < m_anchors.size(); ++i) {
        straight.push_back(centreOf(m_anchors[i]));
    }
    straight.push_back(straight.back());  // a single one is marked too
    lines.push_back({std::move(straight), true});
    if (m_closes) {
        lines.push_back({{centreOf(m_anchors.back()), centreOf(m_anchors.front())}, true});
    } else if (hover && m_ways.size() + 1 == m_anchors.size()) {
        const base::Pixel target = clampedPixel(*hover);
        if (!m_lastWay || m_lastWay->first != target) {
            m_lastWay.emplace(target, wayTo(target));
        }
        lines.push_back({m_lastWay->second, !m_wire});
    }
    return lines;
}

void ScissorsTool::paintOverlay(QPainter& painter, const ViewTransform& view,
                                const std::optional<base::Point>& hover,
                                const QRect& exposed) const {
    const QRect reached = exposed.marginsAdded(QMargins(1, 1, 1, 1) * kLineReach);
    for (const Way& way : m_ways) {
        if (view.deviceRect(way.box).translated(view.origin()).intersects(reached)) {
            drawLine(painter, toDevice(view, way.points), false, exposed);
        }
    }
    ShapeTool::paintOverlay(painter, view, hover, exposed);
    painter.setPen(QPen(QColor(0, 0, 0, 200), 1));
    painter.setBrush(Qt::white);
    for (const base::Pixel& anchor : m_anchors) {
        const QRectF mark(view.toDevice(centreOf(anchor)) - QPointF(kMark, kMark),
                          QSizeF(2 * kMark, 2 * kMark));
        if (mark.intersects(QRectF(exposed).adjusted(-1, -1, 1, 1))) {
            painter.drawRect(mark);
        }
    }
    painter.setBrush(Qt::NoBrush);
}

}  // namespace frisket::ui
