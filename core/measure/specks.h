// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/array/dtype.h"
#include "core/base/geometry.h"
#include "core/base/progress.h"
#include "core/condition/connectivity.h"

namespace frisket::measure {

/// Which groups of equal pixels that hang together are specks.
struct SpeckRule {
    std::int64_t below = 64;  ///< those of fewer pixels
    condition::Connectivity connectivity = condition::Connectivity::Eight;
    bool background = false;  ///< groups of zeros too: gaps in objects

    bool operator==(const SpeckRule&) const = default;
};

/// Pixels [x0, x1) of row `y`.
struct SpeckRun {
    std::int64_t y = 0;
    std::int64_t x0 = 0;
    std::int64_t x1 = 0;

    bool operator==(const SpeckRun&) const = default;
};

/// A group of pixels, and the value that is to take the place of its own.
struct Speck {
    base::Rect box;
    std::int64_t count = 0;            ///< pixels
    std::array<std::byte, 8> value{};  ///< an element of the plane's dtype
    std::size_t firstRun = 0;          ///< [firstRun, endRun) of Specks::runs
    std::size_t endRun = 0;

    bool operator==(const Speck&) const = default;
};

/// In reading order of the specks' first pixels; the runs of one in reading order too.
struct Specks {
    std::vector<Speck> specks;
    std::vector<SpeckRun> runs;
    std::int64_t pixels = 0;  ///< of all together
};

/// Of more groups than that no plane of labels consists.
inline constexpr std::size_t kMostGroups = std::size_t{1} << 24U;

/// Writes row `y` of the plane, packed elements, to `out`.
using ReadRow = std::function<void(std::int64_t y, std::byte* out)>;

/// The specks of a plane of `width` columns and `height` rows, which is read once, row by row. A
/// speck takes the value that touches most of its pixels' sides from outside, of equally many
/// always the same one; specks around it count once it is known what they become. One that would
/// keep its value, and one with nothing but such around it, is none. -0.0 counts as 0, NaN as any
/// NaN.
///
/// Memory follows the specks and the number of groups. Fails with TooLarge above kMostGroups, with
/// Cancelled; throws std::bad_alloc.
[[nodiscard]] base::Result<Specks> findSpecks(array::DType dtype, std::int64_t width,
                                              std::int64_t height, const SpeckRule& rule,
                                              const ReadRow& read,
                                              base::Progress* progress = nullptr);

}  // namespace frisket::measure
