// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <map>

#include "tests/bench/bench_tools.h"

namespace frisket::bench {

namespace {
std::string textOf(const ToolCell& cell) { return cell.operation + " " + cell.detail; }
}  // namespace

void ToolReport::measure(const ToolCell& cell, const std::vector<ToolContender>& contenders) {
    std::vector<std::vector<double>> times(contenders.size());
    for (int round = -1; round < m_iterations; ++round) {
        for (std::size_t i = 0; i < contenders.size(); ++i) {
            const ToolContender& contender = contenders[i];
            if (round >= contender.most || (round < 0 && contender.most == 1)) {
                continue;
            }
            if (contender.prepare) {
                contender.prepare();
            }
            const auto start = std::chrono::steady_clock::now();
            contender.run();
            const double ms =
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
                    .count();
            if (round >= 0) {
                times[i].push_back(ms);
            }
        }
    }
    std::printf("%-34s", textOf(cell).c_str());
    for (std::size_t i = 0; i < contenders.size(); ++i) {
        const std::int64_t measured = contenders[i].measured;
        const double scale = measured == 0 ? 1
                                           : static_cast<double>(cell.side * cell.side) /
                                                 static_cast<double>(measured);
        const double ms = median(times[i]) * scale;
        const double least = *std::min_element(times[i].begin(), times[i].end()) * scale;
        ToolCell own = cell;
        own.measured = measured;
        std::printf("  %s %9.3f%s", contenders[i].who.c_str(), ms, measured == 0 ? "" : "*");
        write(own, contenders[i].who, ms, least, times[i].size());
    }
    std::printf("\n");
    std::fflush(stdout);
}

void ToolReport::add(const ToolCell& cell, const std::string& who, double ms, int iterations) {
    std::printf("%-34s  %s %9.3f%s\n", textOf(cell).c_str(), who.c_str(), ms,
                cell.measured == 0 ? "" : "*");
    std::fflush(stdout);
    write(cell, who, ms, ms, static_cast<std::size_t>(iterations));
}

void ToolReport::write(const ToolCell& cell, const std::string& who, double ms, double least,
                       std::size_t iterations) {
    nlohmann::ordered_json row;
    row["bench"] = "tools";
    row["operation"] = cell.operation;
    row["detail"] = cell.detail;
    row["threads"] = cell.threads;
    row["who"] = who;
    row["ms"] = ms;
    row["ms_min"] = least;
    row["size"] = cell.side;
    if (cell.measured != 0) {
        row["pixels_measured"] = cell.measured;
    }
    row["iterations"] = iterations;
    m_json.add(row);
    const std::string text = textOf(cell) + ", " + std::to_string(cell.threads) + " thread(s)";
    if (who == "frisket") {
        m_ours.push_back({text, ms});
        return;
    }
    const auto ours = std::find_if(m_ours.begin(), m_ours.end(),
                                   [&](const Taken& taken) { return taken.cell == text; });
    if (ours != m_ours.end() && ours->ms > 0) {
        m_ratios.push_back({who, text, ms / ours->ms});
    }
}

void ToolReport::printSummary() const {
    std::map<std::string, std::vector<Ratio>> peers;
    for (const Ratio& ratio : m_ratios) {
        peers[ratio.who].push_back(ratio);
    }
    for (auto& [who, ratios] : peers) {
        std::sort(ratios.begin(), ratios.end(),
                  [](const Ratio& a, const Ratio& b) { return a.value < b.value; });
        const auto slower = std::count_if(ratios.begin(), ratios.end(),
                                          [](const Ratio& ratio) { return ratio.value >= 1; });
        std::printf(
            "\n%s took longer than Frisket in %lld of %zu cells, in the middle %.1f times "
            "as long; closest:\n",
            who.c_str(), static_cast<long long>(slower), ratios.size(),
            ratios[ratios.size() / 2].value);
        for (std::size_t i = 0; i < std::min<std::size_t>(3, ratios.size()); ++i) {
            std::printf("  %5.2f  %s\n", ratios[i].value, ratios[i].cell.c_str());
        }
    }
}

}  // namespace frisket::bench
