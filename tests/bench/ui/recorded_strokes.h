// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include <QPointF>

namespace frisket::bench {

/// "fast", "slow", "spiral".
[[nodiscard]] const std::vector<std::string>& strokePaths();

/// Pointer positions of one stroke in pixels of a 1920 x 1080 view, the same at each call, inside
/// [440, 1480] x [60, 1020], where the image lies at every zoom:
/// - fast: a scribble to and fro over the whole area, 30 to 60 pixels from event to event;
/// - slow: an edge followed closely, 1 to 3 pixels an event, with a hand's tremble;
/// - spiral: outwards from the centre, 14 pixels an event.
[[nodiscard]] std::vector<QPointF> recordedStroke(const std::string& path);

}  // namespace frisket::bench
