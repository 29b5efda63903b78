// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "ui/session/paint_limits.h"
#include "ui/session/pixel_tests.h"

namespace frisket::session {

/// Which pixels of the shown plane limits leave free. Valid until the layers or the shown plane
/// change; of a side, the condition is read as it was when the stroke under way began.
class AllowedPixels {
public:
    /// All of them.
    AllowedPixels() = default;
    /// Those that the terms and the side allow.
    [[nodiscard]] static AllowedPixels inArea(const Document& document, const PaintLimits& limits);
    /// Those without a locked label.
    [[nodiscard]] static AllowedPixels unlocked(const Document& document,
                                                const PaintLimits& limits);
    /// Those that may be selected: that both allow.
    [[nodiscard]] static AllowedPixels selectable(const Document& document,
                                                  const PaintLimits& limits);

    [[nodiscard]] bool all() const { return m_tests.empty(); }
    /// Bits as of a PixelTest. Threads may call it together.
    void read(const PixelPlaces& places, condition::Word* out) const;

private:
    std::vector<PixelTest> m_tests;  ///< a pixel must pass all
};

}  // namespace frisket::session
