// SPDX-License-Identifier: MIT
#include <cstdio>
#include <stdexcept>

#include "tests/bench/child_process.h"
#include "tests/bench/run_bench.h"

namespace frisket::bench {

namespace {
/// Median of three: a call takes up to 2.5 s.
constexpr int kIterations = 3;

void writeFile(const std::string& path, const char* data, std::size_t size) {
    std::ofstream file(path, std::ios::binary);
    if (!file.write(data, static_cast<std::streamsize>(size)) || !file.flush()) {
        throw std::runtime_error(path + ": can't be written; is there room for the patterns?");
    }
}

/// The cells of these threads that Frisket was measured on and a Python peer may know.
std::vector<Cell> cellsFor(const RunBench& run) {
    std::vector<Cell> cells;
    for (const Row& row : run.results.rows()) {
        const Cell& cell = row.cell;
        if (row.who == "frisket" && cell.threads == run.threads && cell.broadcast == "none" &&
            cell.cast == "none") {
            cells.push_back(cell);
        }
    }
    return cells;
}

/// What the script reads: the sizes, and for each cell its pattern's file.
nlohmann::json makeJob(const RunBench& run, const std::vector<Cell>& cells,
                       const TemporaryDirectory& directory) {
    nlohmann::json job;
    job["side"] = run.options.side;
    job["threads"] = run.threads;
    job["iterations"] = kIterations;
    job["patterns"] = nlohmann::json::object();
    job["cells"] = nlohmann::json::array();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Cell& cell = cells[i];
        if (!job["patterns"].contains(cell.pattern)) {
            const std::vector<std::uint8_t> bytes = makePattern(cell.pattern, run.options.side);
            const std::string path = directory.file(cell.pattern);
            writeFile(path, reinterpret_cast<const char*>(bytes.data()), bytes.size());
            job["patterns"][cell.pattern] = path;
        }
        nlohmann::json entry{
            {"cell", i}, {"mode", cell.mode}, {"dtype", cell.dtype}, {"pattern", cell.pattern}};
        if (cell.sourceElements) {
            entry["source_elements"] = *cell.sourceElements;
        }
        job["cells"].push_back(entry);
    }
    return job;
}
}  // namespace

void benchPythonPeers(const RunBench& run) {
    const std::vector<Cell> cells = cellsFor(run);
    if (cells.empty()) {
        return;
    }
    std::printf("\nPython peers on the same cells, median of %d; NumPy has no threads\n",
                kIterations);
    const TemporaryDirectory directory;
    const std::string job = makeJob(run, cells, directory).dump();
    const std::string jobPath = directory.file("job.json");
    writeFile(jobPath, job.data(), job.size());
    const int status =
        runLines({"/usr/bin/python3", FRISKET_BENCH_DIRECTORY "/python_peers.py", jobPath},
                 [&](const std::string& line) {
                     const auto answer = nlohmann::json::parse(line);
                     if (answer.contains("note")) {
                         std::printf("  %s\n", answer["note"].get<std::string>().c_str());
                         std::fflush(stdout);
                         return;
                     }
                     std::vector<Row> rows;
                     for (const auto& [who, ms] : answer["ms"].items()) {
                         rows.push_back({cells.at(answer["cell"].get<std::size_t>()),
                                         who,
                                         ms.get<double>(),
                                         kIterations,
                                         {}});
                     }
                     run.results.add(rows);
                 });
    if (status == 127) {
        std::printf(
            "  /usr/bin/python3 is missing: './bench --with-peers assign' installs it with "
            "NumPy and PyTorch.\n");
    } else if (status != 0) {
        throw std::runtime_error("the Python peers ended with status " + std::to_string(status) +
                                 "; the lines above say why.");
    }
}

}  // namespace frisket::bench
