// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <span>

#include "ui/session/layer_values.h"

namespace frisket::session {

/// Pixels of the shown plane that are looked at: all of `window`, or those in all of `rows` and all
/// of `columns` (ascending).
struct PixelPlaces {
    base::Rect window;
    std::span<const std::int64_t> rows;
    std::span<const std::int64_t> columns;

    [[nodiscard]] bool single() const { return !rows.empty(); }
    [[nodiscard]] std::int64_t width() const {
        return single() ? static_cast<std::int64_t>(columns.size()) : window.width();
    }
    [[nodiscard]] std::int64_t height() const {
        return single() ? static_cast<std::int64_t>(rows.size()) : window.height();
    }
    [[nodiscard]] std::int64_t row(std::int64_t place) const {
        return single() ? rows[static_cast<std::size_t>(place)] : window.y0 + place;
    }
};

/// Sets bit i of a row of `out` where its pixel i passes; rows lie wordsFor(width) words apart, the
/// rest of their last words becomes zero. Threads may call it together.
using PixelTest = std::function<void(const PixelPlaces& places, condition::Word* out)>;

/// The same for packed elements of a layer: bit i where element i passes.
using ElementTest =
    std::function<void(const std::byte* elements, std::int64_t count, condition::Word* out)>;

/// Tests the values of a mask in the plane that is shown now. Valid as long as `values` is.
[[nodiscard]] PixelTest testMask(const Document& document, const LayerValues& values,
                                 ElementTest test);
/// Tests the pixels of the backdrop, 0xffRRGGBB each; beside it nothing passes. Valid as long as
/// the backdrop is the same.
[[nodiscard]] PixelTest testPhoto(const Document& document, ElementTest test);
/// The condition as it is, or as it was when the stroke under way began, if there is one.
enum class Moment : std::uint8_t { Now, StrokeStart };

/// Tests whether the condition is `value`. There must be one that fits. Valid as long as it stays.
[[nodiscard]] PixelTest testCondition(const Document& document, bool value, Moment moment);

}  // namespace frisket::session
