// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>

#include <QObject>
#include <QPainter>
#include <QRegion>
#include <QTimer>

#include "core/condition/bit_region.h"
#include "core/edit/state_difference.h"
#include "core/paint/symmetry.h"
#include "ui/canvas/repeat_mark.h"
#include "ui/canvas/view_transform.h"
#include "ui/session/profile.h"

namespace frisket::ui {

/// What is drawn over the picture besides the tool's own: the measured line, the axes of the
/// brush's symmetry, single pixels that are pointed out, and for a short while the place that a
/// jump led to. All in a light line between dark ones, which is seen on any picture. Places are
/// image pixels.
class CanvasMarks : public QObject {
    Q_OBJECT

public:
    static constexpr int kFlashMilliseconds = 1500;

    enum class Spot { Pin, Profile };

    explicit CanvasMarks(QObject* parent = nullptr);

    void setLine(const std::optional<session::MeasuredLine>& line);
    /// At which strokes are mirrored, or about which they are turned.
    void setSymmetry(const paint::Symmetry& symmetry);
    /// The pixel that holds `place`.
    void setSpot(Spot spot, const std::optional<base::Point>& place);
    /// The cross of the keyboard's cursor, on the pixel that holds `place`; another colour while
    /// its button is down.
    void setKeyCursor(const std::optional<base::Point>& place, bool isDown);
    /// What of an operand is repeated, while somebody points at the axis.
    void setRepeat(const std::optional<RepeatMark>& repeat);
    [[nodiscard]] const std::optional<RepeatMark>& repeat() const { return m_repeat; }
    /// Pixels that are pointed out, hatched, or null. They may change while they are shown; whoever
    /// changes them has the canvas draw them again. They live until others, or none, are set.
    void setFound(const condition::BitRegion* found) { m_found = found; }
    [[nodiscard]] const condition::BitRegion* found() const { return m_found; }
    /// What differs from a state of the history, or null; as `setFound`, but all in one.
    void setCompared(const edit::StateDifference* compared) { m_compared = compared; }
    [[nodiscard]] const edit::StateDifference* compared() const { return m_compared; }
    /// A ring around `place`, or a frame around `box`, in place of what flashed before.
    void flash(base::Point place);
    void flash(const base::Rect& box);
    [[nodiscard]] bool isFlashing() const { return m_ring || m_box; }
    /// Takes the ring or frame away before its time.
    void endFlash();

    /// Device pixels inside `visible` that `paint` may touch.
    [[nodiscard]] QRegion region(const ViewTransform& view, const QRect& visible) const;
    /// Draws what is in `exposed` of what is visible, in device pixels.
    void paint(QPainter& painter, const ViewTransform& view, const QRect& visible,
               const QRect& exposed) const;

signals:
    void changed();

private:
    /// The lines of the symmetry, as far as they are seen.
    [[nodiscard]] std::vector<QLineF> axes(const ViewTransform& view, const QRect& visible) const;
    [[nodiscard]] QRectF spotRect(const ViewTransform& view, base::Point place) const;
    [[nodiscard]] QRectF boxRect(const ViewTransform& view) const;

    std::optional<session::MeasuredLine> m_line;
    paint::Symmetry m_symmetry;
    std::array<std::optional<base::Point>, 2> m_spots;
    std::optional<base::Point> m_keyCursor;
    bool m_keyCursorDown = false;
    std::optional<RepeatMark> m_repeat;
    const condition::BitRegion* m_found = nullptr;
    const edit::StateDifference* m_compared = nullptr;
    std::optional<base::Point> m_ring;
    std::optional<base::Rect> m_box;
    QTimer m_flash;
};

}  // namespace frisket::ui
