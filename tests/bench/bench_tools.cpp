// SPDX-License-Identifier: MIT
#include "tests/bench/bench_tools.h"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <stdexcept>

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include "core/paint/flood_fill.h"
#include "core/paint/value_match.h"
#include "core/refine/components.h"
#include "core/refine/morphology.h"
#include "core/refine/run_components.h"
#include "core/refine/smooth.h"
#include "tests/bench/tools_run.h"

namespace frisket::bench {

namespace {
using base::Rect;
using condition::BitRegion;
using condition::Connectivity;
using condition::kWordBits;
using condition::Word;
using refine::ElementShape;

constexpr std::int64_t kLeast = 30;  ///< pixels of an island that stays

BitRegion regionOf(const std::vector<std::uint8_t>& bytes, std::int64_t side) {
    BitRegion region(Rect{0, 0, side, side});
    for (std::int64_t y = 0; y < side; ++y) {
        condition::bytesToBits(bytes.data() + y * side, side, region.row(y));
    }
    return region;
}

BitRegion flood(const std::vector<std::uint8_t>& bytes, std::int64_t side, condition::Pixel seed,
                double tolerance) {
    const auto at = [&](std::int64_t x, std::int64_t y) {
        return reinterpret_cast<const std::byte*>(bytes.data()) + y * side + x;
    };
    const auto range = paint::rangeAround(array::DType::U8, at(seed.x, seed.y), tolerance);
    return *paint::floodFill(side, side, seed, Connectivity::Four,
                             [&](std::int64_t y, std::int64_t word, std::int64_t words, Word* out) {
                                 const std::int64_t x = word * kWordBits;
                                 paint::matchRange(range, at(x, y),
                                                   std::min(words * kWordBits, side - x), out);
                             });
}

void benchFill(const ToolRun& run) {
    const std::int64_t side = run.scene.side;
    struct Case {
        const char* operation;
        const char* detail;
        const std::vector<std::uint8_t>& bytes;
        condition::Pixel seed;
        int tolerance;
    };
    const condition::Pixel blob{run.scene.blobX, run.scene.blobY};
    for (const Case& each : {Case{"flood", "large", run.scene.labels, {0, 0}, 0},
                             Case{"flood", "small", run.scene.labels, blob, 0},
                             Case{"wand", "large", run.scene.grey, {0, 0}, 7},
                             Case{"wand", "small", run.scene.grey, blob, 7}}) {
        BitRegion found;
        std::vector<ToolContender> contenders{
            {"frisket", [&] { found = flood(each.bytes, side, each.seed, each.tolerance); }}};
        const cv::Mat source = matrixOf(each.bytes, side);
        const cv::Point seed(static_cast<int>(each.seed.x), static_cast<int>(each.seed.y));
        cv::Mat copy;
        cv::Mat mask;
        if (run.options.opencv && each.tolerance == 0) {
            // There and back again: each call fills the same pixels.
            copy = source.clone();
            contenders.push_back({"opencv", [&, old = int{copy.at<std::uint8_t>(seed)}] {
                                      const bool back = copy.at<std::uint8_t>(seed) != old;
                                      cv::floodFill(copy, seed, back ? old : 250, nullptr, 0, 0, 4);
                                  }});
        } else if (run.options.opencv) {
            mask = cv::Mat::zeros(source.rows + 2, source.cols + 2, CV_8U);
            contenders.push_back({"opencv",
                                  [&] {
                                      cv::Mat image = source;
                                      cv::floodFill(image, mask, seed, 0, nullptr, each.tolerance,
                                                    each.tolerance,
                                                    4 | cv::FLOODFILL_FIXED_RANGE |
                                                        cv::FLOODFILL_MASK_ONLY | (255 << 8));
                                  },
                                  [&] { mask.setTo(0); }});
        }
        run.report.measure(run.cell(each.operation, each.detail), contenders);
        if (!mask.empty()) {
            requireSame(each.operation, found, mask(cv::Rect(1, 1, source.cols, source.rows)),
                        side);
        } else if (!copy.empty()) {
            const std::uint8_t old = source.at<std::uint8_t>(seed);
            if (copy.at<std::uint8_t>(seed) == old) {
                cv::floodFill(copy, seed, 250, nullptr, 0, 0, 4);
            }
            requireSame(each.operation, found, copy == 250, side);
        }
    }
}

/// As OpenCV's users do it: background from a corner, and what it did not reach.
void fillHolesByOpenCv(const cv::Mat& mask, cv::Mat& out) {
    cv::Mat outside = mask.clone();
    cv::floodFill(outside, cv::Point(0, 0), 255, nullptr, 0, 0, 4);
    cv::bitwise_not(outside, outside);
    cv::bitwise_or(mask, outside, out);
}

void removeIslandsByOpenCv(const cv::Mat& mask, cv::Mat& out) {
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centres;
    const int count = cv::connectedComponentsWithStats(mask, labels, stats, centres, 8, CV_32S);
    std::vector<std::uint8_t> kept(static_cast<std::size_t>(count));
    for (int i = 1; i < count; ++i) {
        kept[static_cast<std::size_t>(i)] = stats.at<int>(i, cv::CC_STAT_AREA) >= kLeast ? 255 : 0;
    }
    out.create(mask.size(), CV_8U);
    for (int y = 0; y < mask.rows; ++y) {
        const int* label = labels.ptr<int>(y);
        std::uint8_t* row = out.ptr(y);
        for (int x = 0; x < mask.cols; ++x) {
            row[x] = kept[static_cast<std::size_t>(label[x])];
        }
    }
}

void benchComponents(const ToolRun& run) {
    const cv::Mat mask = matrixOf(run.scene.mask, run.scene.side);
    const bool peer = run.options.opencv;
    for (const Connectivity connectivity : {Connectivity::Four, Connectivity::Eight}) {
        const int neighbours = static_cast<int>(connectivity);
        std::int64_t ours = 0;
        int theirs = 0;
        // What fillHoles, removeIslands and keepLargest begin with: whose each run is, and sizes.
        std::vector<ToolContender> contenders{
            {"frisket", [&] {
                 const refine::RowSource source(run.region, refine::leastBox(run.region), false);
                 ours = refine::RunComponents::find(source, {connectivity}, nullptr, &run.pool)
                            ->count();
             }}};
        cv::Mat labels;
        cv::Mat stats;
        cv::Mat centres;
        if (peer) {
            contenders.push_back({"opencv", [&] {
                                      theirs = cv::connectedComponentsWithStats(
                                          mask, labels, stats, centres, neighbours, CV_32S);
                                  }});
        }
        run.report.measure(run.cell("components", std::to_string(neighbours) + " neighbours"),
                           contenders);
        if (peer && theirs != ours + 1) {
            throw std::runtime_error("components: Frisket and OpenCV count differently.");
        }
    }
    const auto region = [&](const char* operation, const char* detail,
                            const std::function<BitRegion()>& mine,
                            void (*others)(const cv::Mat&, cv::Mat&)) {
        BitRegion ours;
        cv::Mat theirs;
        std::vector<ToolContender> contenders{{"frisket", [&] { ours = mine(); }}};
        if (peer) {
            contenders.push_back({"opencv", [&] { others(mask, theirs); }});
        }
        run.report.measure(run.cell(operation, detail), contenders);
        if (peer) {
            requireSame(operation, ours, theirs, run.scene.side);
        }
    };
    region(
        "holes", "all",
        [&] {
            return *refine::fillHoles(run.region, run.plane(), Connectivity::Eight,
                                      refine::kAnySize, nullptr, &run.pool);
        },
        &fillHolesByOpenCv);
    region(
        "islands", "below 30 px",
        [&] {
            return *refine::removeIslands(run.region, run.plane(), Connectivity::Eight, kLeast,
                                          nullptr, &run.pool);
        },
        &removeIslandsByOpenCv);
}

/// A blob of 200 px in planes of several sizes: what is paid for is the blob.
void benchLocal(const ToolRun& run) {
    for (const std::int64_t side : {std::int64_t{1024}, std::int64_t{4096}, run.scene.side}) {
        std::vector<std::uint8_t> labels(static_cast<std::size_t>(side * side));
        const Rect plane{0, 0, side, side};
        const condition::Pixel middle{side / 2, side / 2};
        BitRegion dot(Rect{middle.x, middle.y, middle.x + 1, middle.y + 1});
        dot.fill();
        const BitRegion blob = refine::dilate(dot, plane, {ElementShape::Disc, 100}).value();
        for (std::int64_t y = blob.box().y0; y < blob.box().y1; ++y) {
            for (std::int64_t x = blob.box().x0; x < blob.box().x1; ++x) {
                labels[static_cast<std::size_t>(y * side + x)] = blob.at(x, y) ? 7 : 0;
            }
        }
        const auto row = [&](const char* operation, const char* detail,
                             const std::function<void()>& work) {
            ToolCell cell = run.cell(operation, detail);
            cell.side = side;
            cell.detail += ", 200 px in " + std::to_string(side);
            run.report.measure(cell, {{"frisket", work}});
        };
        BitRegion out;
        row("flood", "local", [&] { out = flood(labels, side, middle, 0); });
        row("wand", "local", [&] { out = flood(labels, side, middle, 3); });
        row("dilate", "local disc 5", [&] {
            out = *refine::dilate(blob, plane, {ElementShape::Disc, 5});
        });
        row("open", "local disc 20", [&] {
            out = *refine::open(blob, plane, {ElementShape::Disc, 20});
        });
        row("holes", "local", [&] { out = *refine::fillHoles(blob, plane, Connectivity::Eight); });
        row("islands", "local",
            [&] { out = *refine::removeIslands(blob, plane, Connectivity::Eight, kLeast); });
        row("median", "local disc 5", [&] {
            out = *refine::median(blob, plane, {ElementShape::Disc, 5});
        });
    }
}
}  // namespace

void benchTools(const ToolsOptions& options, JsonLines& json) {
    const auto scene = std::make_unique<ToolScene>(options.side);
    const BitRegion region = regionOf(scene->mask, options.side);
    ToolReport report(json, options.iterations);
    for (const int threads : options.threads) {
        cv::setNumThreads(threads);
        base::ThreadPool pool(threads);
        std::printf(
            "tools, %lld x %lld, %d thread(s), milliseconds, median of %d; *: from a part\n",
            static_cast<long long>(options.side), static_cast<long long>(options.side), threads,
            options.iterations);
        const ToolRun run{options, *scene, region, pool, report};
        const auto part = [&](const char* name, void (*bench)(const ToolRun&)) {
            if (run.wants(name)) {
                bench(run);
            }
        };
        part("fill", &benchFill);
        part("morphology", &benchMorphology);
        part("smoothing", &benchSmoothing);
        part("components", &benchComponents);
        part("local", &benchLocal);
    }
    if (options.python) {
        benchToolsInPython(options, *scene, report);
    }
    report.printSummary();
}

}  // namespace frisket::bench
