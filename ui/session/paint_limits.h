// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

#include "ui/session/layer_id.h"

namespace frisket::session {

/// A demand on one layer's value at a pixel. Where the layer has no value, as beside a smaller
/// photo, it is not met, negated or not.
struct LimitTerm {
    enum class Kind : std::uint8_t { Labels, Range };

    LayerId layer = LayerId::Destination;  ///< or Source, or Backdrop
    Kind kind = Kind::Labels;
    bool negated = false;
    /// Kind::Labels: one of these, rising, each once; keyed as in labels::LabelColours. None: never
    /// met.
    std::vector<std::int64_t> labels{0};
    /// Kind::Range: a value from `low` to `high`, both included; NaN is in no range. Of the
    /// backdrop its `luminance`.
    double low = 0;
    double high = 255;

    bool operator==(const LimitTerm&) const = default;
};

/// On which side of the condition, as it is when the stroke begins.
enum class Side : std::uint8_t { Anywhere, Inside, Outside };

/// Labels whose pixels in the destination must not be selected.
struct LabelLocks {
    bool others = false;               ///< all are locked but those in `labels`
    std::vector<std::int64_t> labels;  ///< rising, each once

    [[nodiscard]] bool any() const { return others || !labels.empty(); }
    [[nodiscard]] bool isLocked(std::int64_t label) const;
    void setLocked(std::int64_t label, bool locked);
    void lockAllBut(std::int64_t label);

    bool operator==(const LabelLocks&) const = default;
};

/// Where strokes, shapes and fills may change the condition. The terms and the side hold for
/// selecting and erasing alike; locks are for selecting, and for painting
/// labels into the destination, only. A pixel is judged by what is under it
/// in the plane that is shown, also where the condition is repeated.
struct PaintLimits {
    std::vector<LimitTerm> terms;  ///< all of them must be met
    Side side = Side::Anywhere;
    LabelLocks locks;
    bool hatched = true;  ///< what is excluded is shown so

    [[nodiscard]] bool limitsArea() const { return !terms.empty() || side != Side::Anywhere; }
    [[nodiscard]] bool any() const { return limitsArea() || locks.any(); }

    bool operator==(const PaintLimits&) const = default;
};

}  // namespace frisket::session
