// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "tests/bench/bench_tools.h"
#include "tests/bench/child_process.h"

namespace frisket::bench {

namespace {
/// scikit-image takes tens of seconds for what OpenCV does in one, so it gets a corner of the map.
constexpr std::int64_t kPart = 2048;
constexpr int kIterations = 3;
constexpr int kMostRadius = 10;

void writePart(const std::string& path, const std::vector<std::uint8_t>& bytes, std::int64_t side,
               std::int64_t part) {
    std::ofstream file(path, std::ios::binary);
    for (std::int64_t y = 0; y < part; ++y) {
        file.write(reinterpret_cast<const char*>(bytes.data()) + y * side, part);
    }
    if (!file.flush()) {
        throw std::runtime_error(path + ": can't be written.");
    }
}
}  // namespace

void benchToolsInPython(const ToolsOptions& options, const ToolScene& scene, ToolReport& report) {
    const std::int64_t part = std::min(kPart, scene.side);
    std::printf("\nscikit-image and SciPy on %lld x %lld of it, median of %d, as if for all (*)\n",
                static_cast<long long>(part), static_cast<long long>(part), kIterations);
    const TemporaryDirectory directory;
    nlohmann::json job;
    job["side"] = part;
    job["iterations"] = kIterations;
    job["parts"] = options.parts;
    job["radii"] = nlohmann::json::array();
    for (const int radius : options.radii) {
        if (radius <= kMostRadius) {
            job["radii"].push_back(radius);
        }
    }
    for (const auto& [name, bytes] :
         {std::pair{"labels", &scene.labels}, std::pair{"mask", &scene.mask},
          std::pair{"grey", &scene.grey}}) {
        const std::string path = directory.file(name);
        writePart(path, *bytes, scene.side, part);
        job[name] = path;
    }
    const std::string path = directory.file("job.json");
    std::ofstream(path) << job.dump();
    const double scale =
        static_cast<double>(scene.side * scene.side) / static_cast<double>(part * part);
    const int status = runLines(
        {"/usr/bin/python3", "-B", FRISKET_BENCH_DIRECTORY "/tools_peers.py", path},
        [&](const std::string& line) {
            const auto answer = nlohmann::json::parse(line);
            if (answer.contains("note")) {
                std::printf("  %s\n", answer["note"].get<std::string>().c_str());
                return;
            }
            report.add({answer["operation"].get<std::string>(), answer["detail"].get<std::string>(),
                        scene.side, part == scene.side ? 0 : part * part, 1},
                       answer["who"].get<std::string>(), answer["ms"].get<double>() * scale,
                       kIterations);
        });
    if (status == 127) {
        std::printf(
            "  /usr/bin/python3 is missing: './bench --with-peers tools' installs it with "
            "scikit-image.\n");
    } else if (status != 0) {
        throw std::runtime_error("the Python peers ended with status " + std::to_string(status) +
                                 "; what they wrote is above.");
    }
}

}  // namespace frisket::bench
