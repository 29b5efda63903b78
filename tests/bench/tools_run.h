// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <opencv2/core.hpp>

#include "core/base/thread_pool.h"
#include "core/condition/bit_region.h"
#include "tests/bench/bench_tools.h"

namespace frisket::bench {

/// What the parts of one run of `benchTools` share.
struct ToolRun {
    const ToolsOptions& options;
    const ToolScene& scene;
    const condition::BitRegion& region;  ///< the mask
    base::ThreadPool& pool;
    ToolReport& report;

    [[nodiscard]] ToolCell cell(const std::string& operation, const std::string& detail) const {
        return {operation, detail, scene.side, 0, pool.threads()};
    }
    [[nodiscard]] base::Rect plane() const { return {0, 0, scene.side, scene.side}; }
    [[nodiscard]] bool wants(const char* part) const {
        return std::find(options.parts.begin(), options.parts.end(), part) != options.parts.end();
    }
};

/// The whole of a plane as OpenCV sees it; it is not written to.
[[nodiscard]] cv::Mat matrixOf(const std::vector<std::uint8_t>& bytes, std::int64_t side);

/// Rows of the map that OpenCV is given where it takes `sums` steps for each pixel, and where what
/// it makes of the last `reach` of them is not that of the whole map: a part that takes it a second
/// or two, but enough to be compared.
[[nodiscard]] std::int64_t rowsFor(std::int64_t sums, std::int64_t reach, std::int64_t side);

/// Throws std::runtime_error unless rows [0, rows) of `region` are those of `bytes`.
void requireSame(const std::string& what, const condition::BitRegion& region, const cv::Mat& bytes,
                 std::int64_t rows);

/// Dilation, erosion, opening and closing.
void benchMorphology(const ToolRun& run);
/// Median and Gaussian.
void benchSmoothing(const ToolRun& run);

}  // namespace frisket::bench
