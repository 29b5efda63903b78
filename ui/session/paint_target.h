// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <QString>

namespace frisket::session {

/// Which array strokes write.
enum class PaintInto : std::uint8_t { Condition, Destination };

/// What strokes write: true into the condition, or a value straight into the destination.
struct PaintTarget {
    PaintInto into = PaintInto::Condition;
    /// As the person typed it; of no meaning for the condition.
    QString value = QStringLiteral("1");

    bool operator==(const PaintTarget&) const = default;
};

/// Values of the destination that become others: "5 becomes 7".
struct LabelChange {
    QString from;  ///< both as typed
    QString to;
    bool swaps = false;           ///< 7 becomes 5 too
    bool wholeArray = false;      ///< else only the shown slice
    bool whereCondition = false;  ///< only where the condition is true
};

}  // namespace frisket::session
