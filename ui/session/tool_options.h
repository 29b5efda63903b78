// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <QObject>

#include "core/paint/round_brush.h"
#include "ui/session/profile.h"

namespace frisket::session {

inline constexpr int kSmallestBrush = 1;
inline constexpr int kLargestBrush = paint::kMaxDiameter;

/// What the tool options bar edits and the tools read.
class ToolOptions : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Diameter in image pixels, kSmallestBrush..kLargestBrush.
    [[nodiscard]] int brushSize() const { return m_brushSize; }
    void setBrushSize(int pixels);
    /// One step on a scale that feels even: by 1 below 10, then by about a tenth.
    void growBrush();
    void shrinkBrush();

    /// Where the last stroke ended, painting or erasing, on whichever canvas: where Shift begins
    /// the next one.
    [[nodiscard]] const std::optional<base::Point>& lastPoint() const { return m_lastPoint; }
    void setLastPoint(const std::optional<base::Point>& point) { m_lastPoint = point; }

    /// The line along which values are shown, or nothing.
    [[nodiscard]] const std::optional<MeasuredLine>& line() const { return m_line; }
    void setLine(const std::optional<MeasuredLine>& line);

signals:
    void brushSizeChanged(int pixels);
    void lineChanged();

private:
    int m_brushSize = 40;
    std::optional<base::Point> m_lastPoint;
    std::optional<MeasuredLine> m_line;
};

}  // namespace frisket::session
