// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "tests/bench/report.h"

namespace frisket::bench {

struct ToolsOptions {
    std::int64_t side = 16384;       ///< of the square label map; a multiple of 64
    std::vector<int> threads = {2};  ///< everything runs once for each
    int iterations = 5;              ///< paired rounds
    bool opencv = true;
    bool python = false;  ///< scikit-image and SciPy, under /usr/bin/python3
    std::vector<std::string> parts = {"fill", "morphology", "smoothing", "components", "local"};
    std::vector<int> radii = {1, 2, 5, 10, 20, 50};
};

/// What was measured.
struct ToolCell {
    std::string operation;      ///< "dilate", "flood"
    std::string detail;         ///< "disc 5", "large"
    std::int64_t side = 0;      ///< of the plane
    std::int64_t measured = 0;  ///< pixels that the peer was given; 0 stands for all
    int threads = 1;
};

/// One who does it. `prepare` is not timed.
struct ToolContender {
    std::string who;
    std::function<void()> run;
    std::function<void()> prepare = {};
    std::int64_t measured = 0;  ///< see ToolCell; times are given for all pixels by proportion
    int most = 1000;            ///< rounds at most
};

/// Times them in turn, after one round that warms up, and writes a line and JSON rows of medians.
class ToolReport {
public:
    ToolReport(JsonLines& json, int iterations) : m_json(json), m_iterations(iterations) {}

    void measure(const ToolCell& cell, const std::vector<ToolContender>& contenders);
    /// A time that somebody else took.
    void add(const ToolCell& cell, const std::string& who, double ms, int iterations);
    /// How often a peer was slower, and the closest of its cells.
    void printSummary() const;

private:
    struct Ratio {
        std::string who;
        std::string cell;
        double value;
    };
    struct Taken {
        std::string cell;
        double ms;
    };
    void write(const ToolCell& cell, const std::string& who, double ms, double least,
               std::size_t iterations);

    JsonLines& m_json;
    int m_iterations;
    std::vector<Ratio> m_ratios;
    std::vector<Taken> m_ours;
};

/// The label map and what tools start with.
struct ToolScene {
    explicit ToolScene(std::int64_t side);

    std::int64_t side;
    std::vector<std::uint8_t> labels;  ///< 0 around blobs, which have 1..200, specks and holes
    std::vector<std::uint8_t> mask;    ///< 255 where there is a label
    std::vector<std::uint8_t> grey;    ///< 0..7 around the blobs, 100 and more in them
    std::int64_t blobX = 0;            ///< a pixel of one of the blobs, without holes
    std::int64_t blobY = 0;
};

/// Tools and refinements on a whole label map beside OpenCV and scikit-image, and on a small blob
/// in planes of several sizes. Throws std::runtime_error when an outcome differs from OpenCV's.
void benchTools(const ToolsOptions& options, JsonLines& json);

/// The peers in Python on a part of the map; says what is missing.
void benchToolsInPython(const ToolsOptions& options, const ToolScene& scene, ToolReport& report);

}  // namespace frisket::bench
