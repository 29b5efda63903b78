// SPDX-License-Identifier: MIT
#include "ui/tools/scribble_tool.h"

#include <cmath>

#include <QCoreApplication>

#include "core/paint/round_brush.h"
#include "ui/session/image_window.h"
#include "ui/tools/found_overlay.h"

namespace frisket::ui {

namespace {
/// Device pixels that a scribble is wide, whatever the zoom.
constexpr double kWidth = 5;
/// What is looked at around what has to be: so many pixels at least, or half of its longer side.
constexpr std::int64_t kMargin = 32;

bool meansBackground(const ImagePointerEvent& event) {
    return event.button == Qt::RightButton || event.eraser ||
           event.modifiers.testFlag(Qt::AltModifier) ||
           event.modifiers.testFlag(Qt::ControlModifier);
}

QColor colourOf(const smart::Mark& mark) {
    return mark.isObject ? QColor(70, 220, 90) : QColor(240, 80, 60);
}
}  // namespace

ScribbleTool::ScribbleTool(ToolContext context, const char* name)
    : ShapeTool(context),
      m_name(name),
      m_asked(context.options.smart()),
      m_task(std::make_unique<session::LatestTask>()) {
    QObject::connect(&context.options, &session::ToolOptions::optionsChanged, m_task.get(),
                     [this, &options = context.options] {
                         if (m_begun && options.smart() != m_asked) {
                             lookAgain();
                         }
                     });
    const auto again = [this] {
        if (m_begun) {
            lookAgain();
        }
    };
    QObject::connect(&context.document, &session::Document::planeChanged, m_task.get(), again);
    QObject::connect(&context.document, &session::Document::layersChanged, m_task.get(), again);
}

bool ScribbleTool::beginWith(const ImagePointerEvent& event) {
    m_begun = m_begun || begin(event);
    return m_begun;
}

void ScribbleTool::press(const ImagePointerEvent& event) {
    // Modifiers and buttons mean the scribble; how it joins is said in the options.
    ImagePointerEvent plain = event;
    plain.button = Qt::LeftButton;
    plain.modifiers = {};
    plain.eraser = false;
    if (!beginWith(plain)) {
        return;
    }
    m_takes = false;
    m_scribbling = true;
    m_diameter = std::max(1, static_cast<int>(std::lround(kWidth / event.scale)));
    m_scribbles.push_back({{event.position}, {{}, !meansBackground(event)}});
    extend(event.position);
}

void ScribbleTool::extend(base::Point to) {
    Scribble& scribble = m_scribbles.back();
    for (condition::BitRegion& band :
         paint::sweepInBands(scribble.points.back(), to, m_diameter, clip())) {
        scribble.mark.regions.push_back(std::move(band));
    }
    scribble.points.push_back(to);
}

void ScribbleTool::move(const ImagePointerEvent& event) {
    if (m_scribbling && event.position != m_scribbles.back().points.back()) {
        extend(event.position);
    }
}

void ScribbleTool::release(const ImagePointerEvent& event) {
    if (!m_scribbling) {
        return;
    }
    move(event);
    m_scribbling = false;
    if (m_scribbles.back().mark.regions.empty()) {
        m_scribbles.pop_back();  // beside the image
    } else {
        lookAgain();
    }
}

void ScribbleTool::cancel() {
    m_task->cancel();
    m_scribbles.clear();
    m_scribbling = false;
    m_takes = false;
    m_found = {};
    if (std::exchange(m_begun, false)) {
        context().panner.redrawOverlay();
    }
}

bool ScribbleTool::keyPressed(int key) {
    if (!m_begun) {
        return false;
    }
    switch (key) {
        case Qt::Key_Escape:
            cancel();
            return true;
        case Qt::Key_Backspace:
        case Qt::Key_Delete:
            if (m_scribbles.empty()) {
                cancel();
            } else {
                m_scribbles.pop_back();
                lookAgain();
            }
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_task->isRunning()) {
                m_takes = true;
            } else {
                take();
            }
            return true;
        default:
            return false;
    }
}

void ScribbleTool::lookAgain() {
    m_asked = context().options.smart();
    std::vector<smart::Mark> marks;
    base::Rect needs = needed();
    for (const Scribble& scribble : m_scribbles) {
        marks.push_back(scribble.mark);
        for (const condition::BitRegion& region : scribble.mark.regions) {
            needs = needs.united(region.box());
        }
    }
    Look look = this->look(std::move(marks));
    m_task->cancel();
    context().panner.redrawOverlay();
    if (!look) {
        m_found = {};
        return;
    }
    const session::SmartOptions& options = m_asked;
    const std::int64_t margin = std::max(kMargin, std::max(needs.width(), needs.height()) / 2);
    const base::Rect seen = needed().empty() ? context().panner.visibleRect() : needs.grown(margin);
    auto image =
        session::imageWindow(context().document, options.layer,
                             session::windowAround(context().document, options.layer, needs, seen));
    if (!image) {
        emit context().document.failed(image.error());
        return;
    }
    const auto answer = std::make_shared<base::Result<condition::BitRegion>>();
    m_task->start(
        [answer, look = std::move(look),
         image =
             std::make_shared<smart::ImageWindow>(*std::move(image))](base::Progress& progress) {
            *answer = look(*image, progress);
            return *answer ? base::Status() : base::Status(base::passOn(*answer));
        },
        [this, answer](const base::Status& status) {
            found(status ? *answer : base::Result<condition::BitRegion>(base::passOn(status)));
        });
}

void ScribbleTool::found(const base::Result<condition::BitRegion>& region) {
    if (!region) {
        m_takes = false;
        emit context().document.failed(region.error());
        return;
    }
    m_found = *region;
    context().panner.redrawOverlay();
    if (m_takes) {
        take();
    }
}

void ScribbleTool::take() {
    if (!context().document.canPaint() || context().document.inStroke()) {
        m_takes = false;  // it stays, for when there is time
        return;
    }
    if (!m_found.empty()) {
        finish({std::move(m_found)}, QCoreApplication::translate("ScribbleTool", m_name));
    }
    cancel();
}

std::vector<ShapeTool::Line> ScribbleTool::outline(const std::optional<base::Point>&) const {
    // Scribbles are drawn in their colours; here they say what is to be drawn again.
    if (!m_scribbling) {
        return {};
    }
    return {{m_scribbles.back().points, false}};
}

QString ScribbleTool::hint() const {
    if (m_task->isRunning()) {
        return QCoreApplication::translate("ScribbleTool", "Looking at the image…  Esc drops it");
    }
    return m_found.empty()
               ? QString()
               : QCoreApplication::translate(
                     "ScribbleTool",
                     "Left button: object   Right: background   Enter takes it, Esc drops it");
}

void ScribbleTool::paintOverlay(QPainter& painter, const ViewTransform& view,
                                const std::optional<base::Point>& hover,
                                const QRect& exposed) const {
    drawFound(painter, view, m_found, exposed);
    ShapeTool::paintOverlay(painter, view, hover, exposed);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Scribble& scribble : m_scribbles) {
        const QPolygonF points = toDevice(view, scribble.points);
        if (points.boundingRect().adjusted(-kWidth, -kWidth, kWidth, kWidth).intersects(exposed)) {
            for (const auto& [colour, width] : {std::pair(QColor(0, 0, 0, 160), kWidth + 2),
                                                std::pair(colourOf(scribble.mark), kWidth)}) {
                painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
                painter.drawPolyline(points);
            }
        }
    }
    painter.restore();
    if (const QString text = hint(); !text.isEmpty()) {
        const double ratio = painter.device()->devicePixelRatioF();
        const QSizeF size(painter.device()->width(), painter.device()->height());
        drawHint(painter, text, QRect(QPoint(0, 0), (size * ratio).toSize()), exposed);
    }
}

}  // namespace frisket::ui
