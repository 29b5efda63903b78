// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "core/refine/components.h"
#include "core/refine/element.h"
#include "core/refine/margin.h"
#include "core/refine/outline.h"

namespace frisket::refine {

/// What refines a region; each is explained at the function that does it.
enum class Kind : std::uint8_t {
    Grow,           ///< dilate
    Shrink,         ///< erode
    Open,           ///< open
    Close,          ///< close
    Median,         ///< median
    Gaussian,       ///< gaussian
    FillHoles,      ///< fillHoles
    RemoveIslands,  ///< removeIslands
    KeepLargest,    ///< keepLargest
    Outline,        ///< outline
    Margin,         ///< growBy, or shrinkBy for a distance below 0
    Invert,         ///< inverted
};

/// One of them with all that they can be told; each takes what concerns it.
struct Refinement {
    Kind kind = Kind::Grow;
    Element element{ElementShape::Disc, 3};  ///< of Grow, Shrink, Open, Close and Median
    double sigma = 2;                        ///< of Gaussian, in pixels
    std::int64_t size = 64;  ///< of FillHoles and RemoveIslands: smaller ones go; 0 of holes: all
    std::int64_t count = 1;  ///< of KeepLargest
    std::int64_t width = 2;  ///< of Outline
    OutlineSide side = OutlineSide::Inner;
    double distance = 5;  ///< of Margin, in the units of `spacing`
    Spacing spacing;      ///< of Margin
    condition::Connectivity connectivity = condition::Connectivity::Eight;

    bool operator==(const Refinement&) const = default;
};

/// Where a refinement works.
struct Scope {
    /// Only pixels in it change, though what is outside counts; nothing: everywhere.
    std::optional<base::Rect> area = std::nullopt;
    /// Only the component with this pixel is refined, by `Refinement::connectivity`, as if nothing
    /// else were there; nothing where the pixel is clear. Its outcome takes its place.
    std::optional<condition::Pixel> component = std::nullopt;

    bool operator==(const Scope&) const = default;
};

/// What becomes of a region.
struct Change {
    condition::BitRegion added;    ///< clear before
    condition::BitRegion removed;  ///< set before
    std::int64_t addedCount = 0;
    std::int64_t removedCount = 0;

    [[nodiscard]] bool empty() const { return addedCount == 0 && removedCount == 0; }
};

/// What the refinement makes of `region` in `plane`. What the kinds say of their work holds; with
/// an area, those that look no further than an element look at what is near it only. Fails with
/// InvalidArgument where a number is out of its range, and with Cancelled; throws std::bad_alloc.
[[nodiscard]] base::Result<Change> refine(const condition::BitRegion& region,
                                          const base::Rect& plane, const Refinement& refinement,
                                          const Scope& scope, base::Progress* progress = nullptr,
                                          base::ThreadPool* pool = nullptr);

}  // namespace frisket::refine
