// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/progress.h"
#include "core/condition/bit_region.h"

namespace frisket::condition {

/// A plane as runs, as COCO defines them: pixels go down the columns, the columns from left to
/// right, and runs of clear and of set pixels take turns, beginning with clear ones, of which there
/// may be none. The lengths add up to height * width.
struct RunLengths {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::vector<std::uint32_t> runs;

    bool operator==(const RunLengths&) const = default;
};

/// Most pixels of such a plane, so that a run fits 32 bits.
inline constexpr std::int64_t kMostRunPixels = 0xffffffff;
/// Most rows of such a plane. Rows of bits take whole words and columns are turned to rows in
/// strips, so that without a limit a short text of one tall column would ask for 100 GB. Files have
/// no longer sides either.
inline constexpr std::int64_t kMostRunRows = 1'000'000;

/// Fails with InvalidArgument for a size below 0 and with TooLarge for one of more than
/// kMostRunPixels or kMostRunRows.
[[nodiscard]] base::Status checkRunSize(std::int64_t height, std::int64_t width);

/// The runs of a plane in which the pixels of `region` are set and no others; its box lies in the
/// plane. A plane without pixels is the one run 0. Costs the words of the region and the runs.
/// Fails as `checkRunSize`, with TooLarge where there are more than `mostRuns`, and with Cancelled.
[[nodiscard]] base::Result<RunLengths> runsOf(const BitRegion& region, std::int64_t height,
                                              std::int64_t width, std::size_t mostRuns,
                                              base::Progress* progress = nullptr);

/// The pixels of those runs, with the least box; so runs of a large plane cost no more memory than
/// what is set needs, and 64 bytes for each row of the box on top. A run of 0 is fine anywhere.
/// Fails as `checkRunSize`, with Format where the runs don't add up to the plane, and with
/// Cancelled.
[[nodiscard]] base::Result<BitRegion> regionOf(const RunLengths& lengths,
                                               base::Progress* progress = nullptr);

}  // namespace frisket::condition
