// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

#include "core/base/progress.h"
#include "core/condition/bit_region.h"
#include "core/condition/connectivity.h"

namespace frisket::paint {

using base::Pixel;
using condition::Connectivity;

/// Says which of the `words` * 64 pixels from (64 * word, y) on a fill may enter: bit k of
/// `out[i]` for pixel 64 * (word + i) + k. Bits past the plane's last column are ignored.
using MatchWords = std::function<void(std::int64_t y, std::int64_t word, std::int64_t words,
                                      condition::Word* out)>;

/// The pixels of a plane of `width` columns and `height` rows that match and hang together with
/// `seed`; nothing where `seed` is outside or does not match. The box is the least one.
///
/// `match` is asked for a pixel at most once, and only for what is near pixels of the fill, so the
/// cost is that of what is filled, not that of the plane: memory for one bit a pixel of the plane
/// is reserved but touched where the fill comes. Cancelled, from any thread; throws std::bad_alloc.
[[nodiscard]] base::Result<condition::BitRegion> floodFill(std::int64_t width, std::int64_t height,
                                                           Pixel seed, Connectivity connectivity,
                                                           const MatchWords& match,
                                                           base::Progress* progress = nullptr);

}  // namespace frisket::paint
