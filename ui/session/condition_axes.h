// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "core/array/box.h"
#include "core/array/layout.h"
#include "core/assign/mode.h"

namespace frisket::session {

/// `condition` with the shape of `destination` as `mode` pairs them; nothing where they don't fit.
[[nodiscard]] std::optional<array::Layout> fittedCondition(assign::Mode mode,
                                                           const array::Shape& destination,
                                                           const array::Shape& condition);

/// Which axis of the destination is which of the condition, where the two fit.
class ConditionAxes {
public:
    /// Nothing where they don't fit.
    [[nodiscard]] static std::optional<ConditionAxes> make(assign::Mode mode,
                                                           const array::Shape& destination,
                                                           const array::Shape& condition);

    /// The condition with the destination's shape: strides count in flat C-order places of the
    /// condition, 0 where it is repeated.
    [[nodiscard]] const array::Layout& layout() const { return m_layout; }
    /// Whether one element of the condition is used for all indices of the axis, of which there are
    /// several.
    [[nodiscard]] bool repeats(int axis) const {
        return m_layout.shape[axis] > 1 && m_layout.strides[axis] == 0;
    }

    /// A box of the condition as a box of the destination: all elements that it is used for.
    [[nodiscard]] array::Box toDestination(const array::Box& own) const;
    /// A box of the destination as the one of the condition that is used there.
    [[nodiscard]] array::Box toCondition(const array::Box& destination) const;

    /// A change of the condition's shape that gives an axis of the destination its own condition,
    /// or takes it away.
    struct Change {
        array::Shape shape;  ///< of the condition afterwards
        int axis = 0;        ///< of `shape` (expanded), or of the present shape (collapsed)
    };
    /// Nothing where the mode allows no such condition, or it is so already.
    [[nodiscard]] std::optional<Change> expanded(int axis) const;
    [[nodiscard]] std::optional<Change> collapsed(int axis) const;

private:
    ConditionAxes(assign::Mode mode, const array::Shape& condition, array::Layout layout);
    [[nodiscard]] bool fits(const array::Shape& condition) const;

    assign::Mode m_mode;
    array::Shape m_condition;
    array::Layout m_layout;
    /// By axis of the destination: that of the condition, or -1.
    std::vector<int> m_own;
    bool m_byAxes = true;  ///< false where the mode pairs elements of different shapes in C order
};

}  // namespace frisket::session
