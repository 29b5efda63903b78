// SPDX-License-Identifier: MIT
#include "tests/bench/bench_instructions.h"

#include <cstdio>
#include <filesystem>
#include <map>
#include <stdexcept>

#include "tests/bench/child_process.h"
#include "tests/bench/patterns.h"

namespace frisket::bench {

namespace {
/// The total of one of callgrind's dumps.
std::int64_t readTotal(const std::string& path) {
    std::ifstream file(path);
    std::string word;
    while (file >> word) {
        std::int64_t total = 0;
        if (word == "totals:" && file >> total) {
            return total;
        }
    }
    throw std::runtime_error(path + ": callgrind wrote no total there.");
}

/// Has glibc copy and fill with vector loops at every length: `rep movsb` would count as one
/// instruction for each byte, and from which length on it is used depends on the processor.
constexpr const char* kNoRepeatedMoves =
    "GLIBC_TUNABLES=glibc.cpu.x86_rep_movsb_threshold=0x40000000:"
    "glibc.cpu.x86_rep_stosb_threshold=0x40000000";

/// What was counted, in the order in which the kernels ran.
std::vector<nlohmann::ordered_json> countCells() {
    const TemporaryDirectory directory;
    const std::string program =
        std::filesystem::read_symlink("/proc/self/exe").replace_filename("frisket-bench-kernels");
    const std::string out = directory.file("callgrind");
    std::vector<nlohmann::ordered_json> cells;
    const int status = runLines(
        {"env", kNoRepeatedMoves, "valgrind", "--quiet", "--tool=callgrind",
         "--toggle-collect=frisketCountedRegion", "--dump-after=frisketCountedRegion",
         "--callgrind-out-file=" + out, program},
        [&](const std::string& line) { cells.push_back(nlohmann::ordered_json::parse(line)); });
    if (status == 127) {
        throw std::runtime_error("valgrind is missing: './bench instructions' installs it.");
    }
    if (status != 0) {
        throw std::runtime_error("valgrind ended with status " + std::to_string(status) + ".");
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const std::int64_t total = readTotal(out + "." + std::to_string(i + 1));
        cells[i]["instructions"] = total;
        cells[i]["per_element"] = static_cast<double>(total) / cells[i]["elements"].get<double>();
    }
    return cells;
}

void printTable(const std::vector<nlohmann::ordered_json>& cells) {
    std::vector<std::string> columns;
    std::map<std::pair<std::string, std::string>, std::map<std::string, double>> table;
    std::vector<std::pair<std::string, std::string>> order;
    for (const auto& cell : cells) {
        const auto column = cell["mode"].get<std::string>();
        if (std::find(columns.begin(), columns.end(), column) == columns.end()) {
            columns.push_back(column);
        }
        const std::pair key{cell["dtype"].get<std::string>(), cell["pattern"].get<std::string>()};
        if (!table.contains(key)) {
            order.push_back(key);
        }
        table[key][column] = cell["per_element"].get<double>();
    }
    std::printf("| dtype | pattern |");
    for (const std::string& column : columns) {
        std::printf(" %s |", column.c_str());
    }
    std::printf("\n|---|---|");
    for (std::size_t i = 0; i < columns.size(); ++i) {
        std::printf("---:|");
    }
    for (const auto& key : order) {
        std::printf("\n| %s | %s |", key.first.c_str(), key.second.c_str());
        for (const std::string& column : columns) {
            std::printf(" %.2f |", table[key][column]);
        }
    }
    std::printf("\n");
}
}  // namespace

void benchInstructions(JsonLines& json) {
    const auto cells = countCells();
    if (cells.empty()) {
        throw std::runtime_error("frisket-bench-kernels ran no cell.");
    }
    std::printf("Instructions an element, %lld x %lld, 1 thread, without making the plan.\n\n",
                cells.front()["size"].get<long long>(), cells.front()["size"].get<long long>());
    printTable(cells);
    for (const auto& cell : cells) {
        json.add(cell);
    }
}

}  // namespace frisket::bench
