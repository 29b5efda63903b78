// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/condition/bit_region.h"
#include "ui/session/allowed_pixels.h"

namespace frisket::session {

/// What of the regions of one stroke its limits allow. Pixels are looked at when they are first
/// reached, by tiles that are kept: overlapping sweeps cost a look at the bits, and what the stroke
/// itself changes does not count.
class StrokeLimits {
public:
    explicit StrokeLimits(PaintLimits limits) : m_limits(std::move(limits)) {}

    /// `regions` without what may not be set (`value` true) or cleared in the shown plane.
    [[nodiscard]] std::vector<condition::BitRegion> allowed(
        Document& document, std::span<const condition::BitRegion> regions, bool value);
    [[nodiscard]] const PaintLimits& limits() const { return m_limits; }

private:
    static constexpr std::int64_t kTileWords = 8;
    static constexpr std::int64_t kTileRows = 64;
    using Tile = std::array<condition::Word, kTileWords * kTileRows>;

    /// Tiles of the shown plane.
    struct Tiles {
        AllowedPixels pixels;
        std::unordered_map<std::uint64_t, std::unique_ptr<Tile>> tiles;

        void restrict(Document& document, condition::BitRegion& region);
        [[nodiscard]] static bool reaches(const condition::BitRegion& region,
                                          const base::Rect& tile);
    };

    PaintLimits m_limits;
    ShownPlane m_plane;  ///< that the tiles are of
    bool m_ready = false;
    Tiles m_area;
    Tiles m_unlocked;
};

}  // namespace frisket::session
