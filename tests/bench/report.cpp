// SPDX-License-Identifier: MIT
#include "tests/bench/report.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stdexcept>

namespace frisket::bench {

namespace {
double milliseconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
        .count();
}

nlohmann::ordered_json toJson(const Row& row) {
    const Cell& cell = row.cell;
    nlohmann::ordered_json json;
    json["bench"] = "assign";
    json["mode"] = cell.mode;
    json["dtype"] = cell.dtype;
    json["broadcast"] = cell.broadcast;
    json["cast"] = cell.cast;
    if (!cell.casting.empty()) {
        json["casting"] = cell.casting;
    }
    if (cell.sourceElements) {
        json["source_elements"] = *cell.sourceElements;
    }
    json["pattern"] = cell.pattern;
    json["threads"] = cell.threads;
    json["who"] = row.who;
    json["ms"] = row.ms;
    if (row.minMs) {
        json["ms_min"] = *row.minMs;
    }
    json["size"] = cell.side;
    json["iterations"] = row.iterations;
    if (row.peakRssGrowthMib) {
        json["peak_rss_growth_mib"] = *row.peakRssGrowthMib;
    }
    return json;
}
}  // namespace

std::string shortName(array::DType dtype) {
    const char kind = array::isFloat(dtype) ? 'f' : array::isSigned(dtype) ? 'i' : 'u';
    return kind + std::to_string(8 * array::itemSize(dtype));
}

std::string Cell::text() const {
    std::string out = dtype + " " + pattern;
    for (const std::string* part : {&mode, &broadcast, &cast, &casting}) {
        if (!part->empty() && *part != "none" && *part != "where") {
            out += " " + *part;
        }
    }
    if (sourceElements) {
        out += " of " + std::to_string(*sourceElements);
    }
    return out;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::vector<Row> measureInTurn(const Cell& cell, const std::vector<Contender>& contenders,
                               int iterations) {
    std::vector<std::vector<double>> times(contenders.size());
    for (int round = -1; round < iterations; ++round) {  // the first round warms up
        for (std::size_t i = 0; i < contenders.size(); ++i) {
            const double ms = milliseconds(contenders[i].run);
            if (round >= 0) {
                times[i].push_back(ms);
            }
        }
    }
    std::vector<Row> rows;
    for (std::size_t i = 0; i < contenders.size(); ++i) {
        rows.push_back({cell, contenders[i].who, median(times[i]), times[i].size(),
                        *std::min_element(times[i].begin(), times[i].end())});
    }
    return rows;
}

JsonLines::JsonLines(const std::string& path) : m_path(path) {
    if (!path.empty()) {
        m_file.open(path);
        if (!m_file) {
            throw std::runtime_error(path + ": can't write the results there.");
        }
    }
}

void JsonLines::add(const nlohmann::ordered_json& row) {
    if (m_file.is_open() && !(m_file << row.dump() << '\n' << std::flush)) {
        throw std::runtime_error(m_path + ": can't write the results there.");
    }
}

void Results::add(const std::vector<Row>& rowsOfOneCell) {
    if (rowsOfOneCell.empty()) {
        return;
    }
    std::printf("%-44s", rowsOfOneCell.front().cell.text().c_str());
    for (const Row& row : rowsOfOneCell) {
        std::printf("  %s %8.2f", row.who.c_str(), row.ms);
        if (row.peakRssGrowthMib) {
            std::printf(" (peak +%.1f MiB)", *row.peakRssGrowthMib);
        }
        m_json.add(toJson(row));
        m_rows.push_back(row);
    }
    std::printf("\n");
    std::fflush(stdout);
}

}  // namespace frisket::bench
