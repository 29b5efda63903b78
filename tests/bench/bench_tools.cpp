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
#include "core/refine/invert.h"
#include "core/refine/morphology.h"
#include "core/refine/smooth.h"

namespace frisket::bench {

namespace {
using base::Rect;
using condition::BitRegion;
using condition::Connectivity;
using condition::kWordBits;
using condition::Word;
using refine::Element;
using refine::ElementShape;

constexpr std::int64_t kLeast = 30;  ///< pixels of an island that stays

/// Sums of the kernel's elements that OpenCV may take, a whole pass over the map, before it is
/// given a part of the rows: a second or two.
constexpr std::int64_t kMostSums = std::int64_t{20'000'000'000};

BitRegion regionOf(const std::vector<std::uint8_t>& bytes, std::int64_t side) {
    BitRegion region(Rect{0, 0, side, side});
    for (std::int64_t y = 0; y < side; ++y) {
        condition::bytesToBits(bytes.data() + y * side, side, region.row(y));
    }
    return region;
}

/// Requires that rows [0, rows) of `region` are those of `bytes`.
void requireSame(const std::string& what, const BitRegion& region, const cv::Mat& bytes,
                 std::int64_t rows) {
    std::vector<Word> words(static_cast<std::size_t>(condition::wordsFor(bytes.cols)));
    for (std::int64_t y = 0; y < rows; ++y) {
        condition::bytesToBits(bytes.ptr(static_cast<int>(y)), bytes.cols, words.data());
        for (std::int64_t x = 0; x < bytes.cols; x += kWordBits) {
            const Word expected = words[static_cast<std::size_t>(x / kWordBits)];
            Word is = 0;
            if (y >= region.box().y0 && y < region.box().y1 && x >= region.originX() &&
                x < region.box().x1) {
                is = region.row(y)[(x - region.originX()) / kWordBits];
            }
            if (is != expected) {
                throw std::runtime_error(what + ": Frisket and OpenCV differ in row " +
                                         std::to_string(y) + " near column " + std::to_string(x) +
                                         ".");
            }
        }
    }
}

/// What the parts of one run share.
struct Run {
    const ToolsOptions& options;
    const ToolScene& scene;
    const BitRegion& region;  ///< the mask
    base::ThreadPool& pool;
    ToolReport& report;

    [[nodiscard]] ToolCell cell(const std::string& operation, const std::string& detail) const {
        return {operation, detail, scene.side, 0, pool.threads()};
    }
    [[nodiscard]] Rect plane() const { return {0, 0, scene.side, scene.side}; }
    [[nodiscard]] bool wants(const char* part) const {
        return std::find(options.parts.begin(), options.parts.end(), part) != options.parts.end();
    }
};

/// The whole of a plane as OpenCV sees it; it is not written to.
cv::Mat matrixOf(const std::vector<std::uint8_t>& bytes, std::int64_t side) {
    return {static_cast<int>(side), static_cast<int>(side), CV_8U,
            const_cast<std::uint8_t*>(bytes.data())};
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

void benchFill(const Run& run) {
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

void benchMorphology(const Run& run) {
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
                const std::int64_t rows = std::clamp<std::int64_t>(
                    kMostSums / (steps * run.scene.side), 8 * radius, run.scene.side);
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

void benchComponents(const Run& run) {
    const cv::Mat mask = matrixOf(run.scene.mask, run.scene.side);
    const bool peer = run.options.opencv;
    for (const Connectivity connectivity : {Connectivity::Four, Connectivity::Eight}) {
        const int neighbours = static_cast<int>(connectivity);
        std::size_t ours = 0;
        int theirs = 0;
        std::vector<ToolContender> contenders{
            {"frisket", [&] {
                 ours = refine::islands(run.region, run.plane(), connectivity, nullptr, &run.pool)
                            ->size();
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
        if (peer && static_cast<std::size_t>(theirs) != ours + 1) {
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
void benchLocal(const Run& run) {
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
        const Run run{options, *scene, region, pool, report};
        const auto part = [&](const char* name, void (*bench)(const Run&)) {
            if (run.wants(name)) {
                bench(run);
            }
        };
        part("fill", &benchFill);
        part("morphology", &benchMorphology);
        part("components", &benchComponents);
        part("local", &benchLocal);
    }
    if (options.python) {
        benchToolsInPython(options, *scene, report);
    }
    report.printSummary();
}

}  // namespace frisket::bench
