// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "core/base/progress.h"
#include "core/smart/image_window.h"

namespace frisket::smart {

/// The ways from one pixel to all others of a window that keep to edges: intelligent scissors
/// (E. N. Mortensen and W. A. Barrett, Intelligent Scissors for Image Composition, 1995) as OpenCV
/// has them. Copies share what was found; `wayTo` may be called from any thread.
class LiveWire {
public:
    /// Windows with more pixels are looked at through means of squares of so many that no more are
    /// left; about a third of a second.
    static constexpr std::int64_t kFinePixels = std::int64_t{1} << 20U;

    /// Finds all ways from `seed`, which is moved into the window if it is outside. Cancelled
    /// between its two parts only. Fails as `check`, with Cancelled, OutOfMemory.
    [[nodiscard]] static base::Result<LiveWire> find(const ImageWindow& image, base::Pixel seed,
                                                     base::Progress* progress = nullptr);

    /// The pixels of the way from the seed to `target`, both included, each beside or across from
    /// the one before; of a window that was reduced as far apart as the squares. Past the window's
    /// edge the way is straight: just `target` after the nearest pixel inside. Fails with
    /// OutOfMemory.
    [[nodiscard]] base::Result<std::vector<base::Pixel>> wayTo(base::Pixel target) const;

    /// Pixels between two that are looked at.
    [[nodiscard]] int step() const { return m_step; }

private:
    struct Map;

    [[nodiscard]] std::vector<base::Pixel> found(base::Pixel target) const;

    base::Rect m_rect;
    base::Pixel m_seed;
    int m_step = 1;
    std::shared_ptr<const Map> m_map;
};

}  // namespace frisket::smart
