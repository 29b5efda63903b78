// SPDX-License-Identifier: MIT
#include <cmath>
#include <stdexcept>

#include <opencv2/imgproc.hpp>

#include "core/refine/smooth.h"
#include "tests/bench/tools_run.h"

namespace frisket::bench {

namespace {
using condition::BitRegion;

constexpr int kRadii[] = {1, 5, 15, 50};
constexpr double kSigmas[] = {1, 5, 20};
/// What a pixel's median takes OpenCV, in steps of `rowsFor`: up to 5 x 5 it compares in vectors,
/// beyond it keeps histograms, whose cost does not grow with the radius.
constexpr std::int64_t kSmallMedianSums = 10;
constexpr std::int64_t kMedianSums = 500;
/// Rows of which the Gaussian is compared.
constexpr std::int64_t kCompared = 512;

void benchMedian(const ToolRun& run, int radius) {
    const cv::Mat mask = matrixOf(run.scene.mask, run.scene.side);
    const std::int64_t side = run.scene.side;
    BitRegion ours;
    cv::Mat theirs;
    std::vector<ToolContender> contenders{
        {"frisket", [&] {
             ours = *refine::median(run.region, run.plane(), {refine::ElementShape::Square, radius},
                                    nullptr, &run.pool);
         }}};
    const std::int64_t rows = rowsFor(radius <= 2 ? kSmallMedianSums : kMedianSums, radius, side);
    const bool part = rows < side;
    const cv::Mat given = mask.rowRange(0, static_cast<int>(rows));
    if (run.options.opencv) {
        contenders.push_back({"opencv",
                              [&] { cv::medianBlur(given, theirs, 2 * radius + 1); },
                              {},
                              part ? rows * side : 0});
    }
    run.report.measure(run.cell("median", "square " + std::to_string(radius)), contenders);
    if (run.options.opencv) {
        requireSame("median", ours, theirs, part ? rows - radius : rows);
    }
}

/// OpenCV rounds the weights of bytes, and so may be off by some pixels of an edge. So the outcome
/// is compared with what it makes of floats, but for pixels that are as good as one half.
void requireBlurred(const BitRegion& region, const cv::Mat& mask, cv::Size size, double sigma) {
    constexpr float kClose = 1e-4F;
    const int rows = static_cast<int>(std::min<std::int64_t>(kCompared, mask.rows));
    cv::Mat blurred;
    mask.rowRange(0, std::min(rows + size.height, mask.rows)).convertTo(blurred, CV_32F, 1 / 255.0);
    cv::GaussianBlur(blurred, blurred, size, sigma, sigma, cv::BORDER_REPLICATE);
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < mask.cols; ++x) {
            const float is = blurred.at<float>(y, x) - 0.5F;
            if (std::abs(is) > kClose && region.at(x, y) != (is > 0)) {
                throw std::runtime_error("gaussian: Frisket and OpenCV differ in row " +
                                         std::to_string(y) + ", column " + std::to_string(x) + ".");
            }
        }
    }
}

void benchGaussian(const ToolRun& run, double sigma) {
    const cv::Mat mask = matrixOf(run.scene.mask, run.scene.side);
    const std::int64_t side = run.scene.side;
    BitRegion ours;
    cv::Mat blurred;
    cv::Mat theirs;
    std::vector<ToolContender> contenders{
        {"frisket",
         [&] { ours = *refine::gaussian(run.region, run.plane(), sigma, nullptr, &run.pool); }}};
    // Both cut it off at 4 sigma.
    const int reach = static_cast<int>(std::lround(4 * sigma));
    const cv::Size size(2 * reach + 1, 2 * reach + 1);
    const std::int64_t rows = rowsFor(2 * size.height, reach, side);
    const cv::Mat given = mask.rowRange(0, static_cast<int>(rows));
    if (run.options.opencv) {
        contenders.push_back({"opencv",
                              [&] {
                                  cv::GaussianBlur(given, blurred, size, sigma, sigma,
                                                   cv::BORDER_REPLICATE);
                                  cv::threshold(blurred, theirs, 127, 255, cv::THRESH_BINARY);
                              },
                              {},
                              rows < side ? rows * side : 0});
    }
    run.report.measure(run.cell("gaussian", "sigma " + std::to_string(static_cast<int>(sigma))),
                       contenders);
    if (run.options.opencv) {
        requireBlurred(ours, mask, size, sigma);
    }
}
}  // namespace

void benchSmoothing(const ToolRun& run) {
    for (const int radius : kRadii) {
        benchMedian(run, radius);
    }
    for (const double sigma : kSigmas) {
        benchGaussian(run, sigma);
    }
}

}  // namespace frisket::bench
