// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QCursor>
#include <QPainter>
#include <QRegion>

#include "ui/canvas/image_pointer_event.h"
#include "ui/canvas/view_transform.h"
#include "ui/session/document.h"
#include "ui/session/tool_options.h"

namespace frisket::ui {

/// The part of the canvas that a tool may know and move.
class Panner {
public:
    virtual ~Panner() = default;
    /// Moves the image by whole device pixels.
    virtual void panBy(QPoint device) = 0;
    /// Image pixels that are seen.
    [[nodiscard]] virtual base::Rect visibleRect() const = 0;
    /// Draws all of the tool's overlay again, which has changed while no event came.
    virtual void redrawOverlay() = 0;

protected:
    Panner() = default;
    Panner(const Panner&) = default;
    Panner& operator=(const Panner&) = default;
};

/// What every tool works with; all outlive the tools.
struct ToolContext {
    session::Document& document;
    session::ToolOptions& options;
    Panner& panner;
};

/// Turns pointer events into document calls. Between `press` and `release` or `cancel` come any
/// number of `move`s. Tools hold no image data.
class Tool {
public:
    virtual ~Tool() = default;

    virtual void press(const ImagePointerEvent& event) = 0;
    virtual void move(const ImagePointerEvent& event) = 0;
    virtual void release(const ImagePointerEvent& event) = 0;
    /// Esc, or the tool is put away in mid-stroke: as if `press` had not been.
    virtual void cancel() = 0;

    /// A key while no button is held. Whether it meant something to the tool.
    virtual bool keyPressed(int key);

    [[nodiscard]] virtual QCursor cursor() const = 0;
    /// Draws over the canvas what is in `exposed`, in device pixels; `hover` is the pointer's place
    /// in the image.
    virtual void paintOverlay(QPainter& painter, const ViewTransform& view,
                              const std::optional<base::Point>& hover,
                              const QRect& exposed) const = 0;

    /// Device pixels inside `visible` that `paintOverlay` may touch.
    [[nodiscard]] virtual QRegion overlayRegion(const ViewTransform& view,
                                                const std::optional<base::Point>& hover,
                                                const QRect& visible) const = 0;

protected:
    Tool() = default;
    Tool(const Tool&) = default;
    Tool& operator=(const Tool&) = default;
};

inline bool Tool::keyPressed(int) { return false; }

}  // namespace frisket::ui
