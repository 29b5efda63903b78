// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include <QObject>

#include "core/condition/bit_region.h"
#include "core/paint/placed_bits.h"
#include "ui/session/document.h"

namespace frisket::session {

/// What bits float over: they were made for this plane, and lifted from the condition as it is at
/// this step of the history.
struct Ground {
    base::Rect plane;
    ShownPlane shown;
    const condition::ConditionMask* condition = nullptr;
    std::size_t position = 0;
    std::uint64_t lastStep = 0;

    [[nodiscard]] static Ground of(const Document& document);
    bool operator==(const Ground&) const = default;
};

/// Pixels that lie over the shown plane until they join the condition: lifted from it, or pasted.
/// Nothing changes but this object while they are moved, scaled and turned. All canvases show them.
class Floating : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    enum class Origin : std::uint8_t { Lifted, Pasted };

    [[nodiscard]] bool present() const { return m_bits != nullptr; }
    [[nodiscard]] Origin origin() const { return m_origin; }
    /// As they were taken, in the place from which they are moved; not empty. There must be some.
    [[nodiscard]] const std::shared_ptr<const condition::BitRegion>& bits() const { return m_bits; }
    [[nodiscard]] const paint::Placement& placement() const { return m_placement; }
    void setPlacement(const paint::Placement& placement);
    /// Whether those that were lifted stay where they were, too.
    [[nodiscard]] bool keepsOriginal() const { return m_keepsOriginal; }
    void setKeepsOriginal(bool keeps);
    /// Whether they would be missed: were pasted, or are not where they were.
    [[nodiscard]] bool pending() const;
    /// Whether they still have a meaning over `ground`. Those that were pasted need only a plane
    /// of the same size.
    [[nodiscard]] bool fits(const Ground& ground) const;
    /// Another one for each change.
    [[nodiscard]] std::uint64_t version() const { return m_version; }

    /// Takes the place of what floats. `bits` are not empty.
    void take(condition::BitRegion bits, Origin origin, const Ground& ground);
    /// Nothing floats any more.
    void drop();

    /// Mirrors across (left and right change places) or down, about their middle as they lie.
    void mirror(bool across);
    void turnBy(double degrees);
    void moveBy(double x, double y);
    /// The rectangle around them as they lie, in image pixels; there must be some.
    [[nodiscard]] base::Point corner() const;

signals:
    /// Came, went, moved.
    void changed();
    /// `pending` has another answer.
    void pendingChanged();
    /// Somebody who can't do it himself wants them put into the condition.
    void settleRequested();

private:
    void tell();

    std::shared_ptr<const condition::BitRegion> m_bits;
    Origin m_origin = Origin::Lifted;
    paint::Placement m_start;
    paint::Placement m_placement;
    bool m_keepsOriginal = false;
    Ground m_ground;
    std::uint64_t m_version = 0;
    bool m_wasPending = false;
};

/// Degrees in (-180, 180].
[[nodiscard]] double normalDegrees(double degrees);

}  // namespace frisket::session
