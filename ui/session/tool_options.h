// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>

#include <QColor>
#include <QObject>

#include "core/paint/nib.h"
#include "core/paint/round_brush.h"
#include "core/paint/symmetry.h"
#include "ui/session/floating.h"
#include "ui/session/join.h"
#include "ui/session/profile.h"
#include "ui/session/similar_pixels.h"
#include "ui/session/smart_options.h"

namespace frisket::session {

inline constexpr int kSmallestBrush = 1;
inline constexpr int kLargestBrush = paint::kMaxDiameter;

/// What the brush does with a hand's way besides following it.
struct BrushHelp {
    /// Length of the string by which the pointer pulls the brush, in device pixels, 0: none.
    int steadiness = 0;
    bool pressure = false;  ///< whether the pen's pressure is the part of the size that is painted
    paint::SymmetryKind symmetry = paint::SymmetryKind::None;
    int arms = 6;  ///< of Radial, paint::kFewestArms..kMostArms
    /// About which strokes are mirrored or turned; nothing: the middle of the image.
    std::optional<paint::HalfPoint> centre = {};

    bool operator==(const BrushHelp&) const = default;
};

inline constexpr int kMostSteady = 500;

/// What a click of the pick tool does.
enum class PickAction : std::uint8_t {
    Take,       ///< takes the value as the label to paint
    Component,  ///< joins what hangs together with the pixel to the condition
    Label,      ///< joins all of its value in the shown plane
};

/// Which layer is picked from, and to what end.
struct PickOptions {
    LayerId layer = LayerId::Result;
    PickAction action = PickAction::Take;

    bool operator==(const PickOptions&) const = default;
};

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

    /// What of the brush touches the image; also of lines.
    [[nodiscard]] paint::NibShape nibShape() const { return m_nibShape; }
    void setNibShape(paint::NibShape shape);
    [[nodiscard]] paint::Nib nib() const { return {m_nibShape, m_brushSize}; }

    [[nodiscard]] const BrushHelp& brushHelp() const { return m_brushHelp; }
    void setBrushHelp(const BrushHelp& help);
    /// Puts the centre of the symmetry at the half pixel next to `place`. Where there was no
    /// symmetry, strokes are mirrored from then on.
    void putSymmetryAt(base::Point place);
    /// How strokes are copied in a plane of these pixels.
    [[nodiscard]] paint::Symmetry symmetry(const base::Rect& plane) const;

    /// How a shape or a fill joins the condition, unless a modifier says otherwise.
    [[nodiscard]] Join join() const { return m_join; }
    void setJoin(Join join);

    /// What fills go by.
    [[nodiscard]] const Similarity& similarity() const { return m_similarity; }
    void setSimilarity(const Similarity& similarity);

    /// What the smart tools go by.
    [[nodiscard]] const SmartOptions& smart() const { return m_smart; }
    void setSmart(const SmartOptions& smart);

    [[nodiscard]] const PickOptions& pick() const { return m_pick; }
    void setPick(const PickOptions& pick);

    /// The colour of the label that is painted into the destination, for outlines; nothing while
    /// the condition is painted. Whoever knows the layers' styles keeps it true.
    [[nodiscard]] const std::optional<QColor>& paintColour() const { return m_paintColour; }
    void setPaintColour(const std::optional<QColor>& colour);

    /// Where the last stroke ended, painting or erasing, on whichever canvas: where Shift begins
    /// the next one.
    [[nodiscard]] const std::optional<base::Point>& lastPoint() const { return m_lastPoint; }
    void setLastPoint(const std::optional<base::Point>& point) { m_lastPoint = point; }

    /// The line along which values are shown, or nothing.
    [[nodiscard]] const std::optional<MeasuredLine>& line() const { return m_line; }
    void setLine(const std::optional<MeasuredLine>& line);

    /// What lies over the plane until it joins the condition.
    [[nodiscard]] Floating& floating() { return m_floating; }
    /// What is told a place of the image; `more` with Shift.
    using TakePlace = std::function<void(base::Point place, bool more)>;
    /// The next click on a canvas goes to `take` in place of the tool; nothing: no more. With Shift
    /// the one after it too.
    void askForPlace(TakePlace take);
    [[nodiscard]] bool asksForPlace() const { return m_takePlace != nullptr; }
    /// A canvas was clicked there. Whether somebody had asked.
    bool tellPlace(base::Point place, bool more);

signals:
    /// Somebody asks for a place, or nobody does any more.
    void placeAsked();
    void brushSizeChanged(int pixels);
    void lineChanged();
    /// Nib, help, join, similarity, pick, the colour that is painted or what the smart tools go by.
    void optionsChanged();

private:
    int m_brushSize = 40;
    paint::NibShape m_nibShape = paint::NibShape::Round;
    BrushHelp m_brushHelp;
    Join m_join = Join::Add;
    Similarity m_similarity;
    SmartOptions m_smart;
    PickOptions m_pick;
    std::optional<QColor> m_paintColour;
    std::optional<base::Point> m_lastPoint;
    std::optional<MeasuredLine> m_line;
    Floating m_floating;
    TakePlace m_takePlace;
};

}  // namespace frisket::session
