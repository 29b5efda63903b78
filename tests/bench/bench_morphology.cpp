// SPDX-License-Identifier: MIT
#include <opencv2/imgproc.hpp>

#include "core/refine/morphology.h"
#include "tests/bench/tools_run.h"

namespace frisket::bench {

using condition::BitRegion;
using refine::Element;
using refine::ElementShape;

void benchMorphology(const ToolRun& run) {
    const cv::Mat mask = matrixOf(run.scene.mask, run.scene.side);
    struct Operation {
        const char* name;
        decltype(&refine::dilate) ours;
        int theirs;
    };
    for (const ElementShape shape : {ElementShape::Disc, ElementShape::Square}) {
        const std::string name = shape == ElementShape::Disc ? "disc " : "square ";
        for (const int radius : run.options.radii) {
            const Element element{shape, radius};
            const auto half = refine::halfWidths(element).value();
            cv::Mat kernel = cv::Mat::zeros(2 * radius + 1, 2 * radius + 1, CV_8U);
            for (int dy = -radius; dy <= radius; ++dy) {
                const auto width = static_cast<int>(half[static_cast<std::size_t>(std::abs(dy))]);
                kernel.row(dy + radius).colRange(radius - width, radius + width + 1).setTo(1);
            }
            for (const Operation& operation :
                 {Operation{"dilate", &refine::dilate, cv::MORPH_DILATE},
                  Operation{"erode", &refine::erode, cv::MORPH_ERODE},
                  Operation{"open", &refine::open, cv::MORPH_OPEN},
                  Operation{"close", &refine::close, cv::MORPH_CLOSE}}) {
                BitRegion ours;
                std::vector<ToolContender> contenders{
                    {"frisket", [&] {
                         ours =
                             *operation.ours(run.region, run.plane(), element, nullptr, &run.pool);
                     }}};
                // Squares are separable for OpenCV too.
                const std::int64_t steps =
                    shape == ElementShape::Square ? 2 * (2 * radius + 1) : cv::countNonZero(kernel);
                const std::int64_t rows = rowsFor(steps, radius, run.scene.side);
                const bool part = rows < run.scene.side;
                const cv::Mat given = mask.rowRange(0, static_cast<int>(rows));
                cv::Mat theirs;
                if (run.options.opencv) {
                    contenders.push_back(
                        {"opencv",
                         [&] { cv::morphologyEx(given, theirs, operation.theirs, kernel); },
                         {},
                         part ? rows * run.scene.side : 0,
                         steps > 1000 ? 2 : 1000});
                }
                run.report.measure(run.cell(operation.name, name + std::to_string(radius)),
                                   contenders);
                if (run.options.opencv) {
                    requireSame(operation.name, ours, theirs, part ? rows - 2 * radius : rows);
                }
            }
        }
    }
}

}  // namespace frisket::bench
