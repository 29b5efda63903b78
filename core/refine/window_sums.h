// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/refine/element.h"
#include "core/refine/frame.h"

namespace frisket::refine {

/// How smoothing decides: a number for each row, then sums of such numbers over rows. One object
/// does one strip of columns on one thread.
class WindowRule {
public:
    WindowRule() = default;
    virtual ~WindowRule() = default;
    WindowRule(const WindowRule&) = delete;
    WindowRule& operator=(const WindowRule&) = delete;

    /// Keeps row `y` in place `place`: `pixels` are 0 or 1, those of the strip and on each side as
    /// many as the element reaches.
    virtual void keep(std::int64_t place, const std::uint8_t* pixels) = 0;
    /// Which of the 64 pixels from column `x` of the strip on are set, given the places of the rows
    /// dy = -reach..reach around theirs.
    [[nodiscard]] virtual condition::Word decide(std::int64_t x,
                                                 const std::vector<std::int64_t>& places) = 0;
};

/// Makes the rule of a strip of `columns` columns; it is asked to keep `rows` rows at a time.
using MakeRule =
    std::function<std::unique_ptr<WindowRule>(std::int64_t columns, std::int64_t rows)>;

/// Decides each pixel of the least box by a symmetric rule over an element, `half`, whose border is
/// that of "nearest": pixels that see only set ones, or only clear ones, are so; `rule` decides the
/// others.
[[nodiscard]] base::Result<condition::BitRegion> decideEach(
    const condition::BitRegion& region, const base::Rect& plane, const HalfWidths& half,
    const MakeRule& rule, base::Progress* progress, base::ThreadPool* pool);

}  // namespace frisket::refine
